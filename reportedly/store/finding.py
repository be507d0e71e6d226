"""Which statements are asked for: by their words, who speaks, of whom, with what stance, when; found by number."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from reportedly.model import Stance
from reportedly.model.events import days
from reportedly.store import matters, word_index
from reportedly.store import tables as t
from reportedly.store.actors import Who, country_keys, name_key, takes_part, who
from reportedly.store.claims import MOST, of_kinds, on_reports
from reportedly.store.days import window
from reportedly.store.filters import Filter
from reportedly.store.newest import newest, once
from reportedly.store.terms import Phrase, Sought, words

_MOST_REPORTS = 1_000
"""Reports whose claims are read for the acts that are told in statements."""
_STATEMENT = re.compile('"statement": ?([0-9]+)')
_SURNAME = 4
"""Letters of a last name by which somebody is spoken of even where no report was read so."""
_STATEMENTS = 1 << word_index.PLACES
_LATEST = -1
"""The place of a report that another program has just added, which PostgreSQL tells of while this reads."""

Days = Mapping[int, tuple[int, str | None]]
"""The place of each report (by number) among all, the last published first, and its day."""


class Wanted(NamedTuple):
    """What is sought among statements; all that is given must hold.

    `stances`: one of them. `speakers`: one of these (ids or names) speaks; a country's are its officials, too. `about`: all of
    these are named in what is said, or take part in an act that is told in it. `parties`: each of these speaks or is named.
    `filter`: its publishers and days of publication, its bounds on origins and reports; `since` and `until` are days of the
    saying, or of the publication where nobody tells that. `month` is that of any year. Where `some`, some of several words do; those
    that have most of them come first. With `matter` what stands right before counts where a statement itself says nothing of what it
    is about (who denies "the claim"). An act of one of the `types` (`codes.kinds`) that is told in a statement counts as one of the
    words: who confirms that "greetings were sent" confirms the letter.
    """

    words: str
    stances: tuple[str, ...] = ()
    filter: Filter = Filter()
    speakers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    month: int = 0
    some: bool = False
    oldest: bool = False
    types: tuple[str, ...] = ()
    matter: bool = False


class Place(NamedTuple):
    """A statement by its number (`word_index.statement_number`), and how many of the words that are sought it lacks."""

    no: int
    lacking: int = 0


class Places(NamedTuple):
    """Statements in order, by their numbers, and how many of the words that are sought each lacks, where some do."""

    numbers: list[int]
    lacking: Mapping[int, int] = MappingProxyType({})

    def slice(self, first: int, end: int) -> list[Place]:
        """Some of them."""
        return [Place(no, self.lacking.get(no, 0)) for no in self.numbers[first:end]]


def places(connection: Connection, wanted: Wanted) -> Places:
    """The statements that are asked for: those that lack fewest words, the last published first, those of one report in text order.

    They are put in order here: a database would read each report for its date, with its text. Raises NotFoundError for a
    name that nobody or several have.
    """
    read = word_index.sought(connection, wanted.words, exact=wanted.filter.exact)
    told = _published(connection)
    found, lacking = _fitting(connection, wanted, read, told)
    sign = -1 if wanted.oldest else 1
    # one number for each to be sorted by: there may be a hundred thousand, and a tuple for each takes five times as long
    ranks = {report: sign * rank * _STATEMENTS for report, (rank, _) in told.items()}
    latest, parted = sign * _LATEST * _STATEMENTS, (len(told) + 2) * _STATEMENTS
    at = {no: ranks.get(no >> word_index.PLACES, latest) + (no & word_index.PLACE) for no in found}
    if lacking:
        at = {no: place + lacking[no] * parted for no, place in at.items()}
    return Places(sorted(found, key=at.__getitem__), lacking)


def count(connection: Connection, wanted: Wanted) -> int:
    """How many statements are asked for, each telling of one counted. Raises NotFoundError as `places`."""
    read = word_index.sought(connection, wanted.words, exact=wanted.filter.exact)
    return len(_fitting(connection, wanted, read, _published(connection))[0])


def stances_of(connection: Connection, speaker: str) -> Counter[Stance]:
    """How many statements of each stance somebody (an id or name) made, each telling of one counted, as `count` with that speaker."""
    columns = t.statements.c
    query = select(columns.stance, func.count().label("made")).where(speaks(connection, who(connection, speaker))).group_by(columns.stance)
    return Counter({row.stance: row.made for row in connection.execute(query)})


def _fitting(connection: Connection, wanted: Wanted, read: Sought, told: Days) -> tuple[set[int], dict[int, int]]:
    """The statements that are asked for, and how many of the words each lacks where some do."""
    is_wide = wanted.some or bool(wanted.types)  # the act in a statement counts as one of the words, whichever
    found, acting = _found(connection, wanted._replace(some=is_wide), read, told)
    lacking = _lacking(connection, read, found, acting) if is_wide and len(read.asks) > 1 else {}
    if wanted.some:
        return found, lacking
    found = {no for no in found if not lacking.get(no)}
    return found | (_behind(connection, wanted, read, told) - found if wanted.matter and read.asks else set()), {}


def _behind(connection: Connection, wanted: Wanted, read: Sought, told: Days) -> set[int]:
    """The statements that say nothing of what they are about, and stand right behind the words and those who are to be named."""
    bare = wanted._replace(words="", types=(), about=())
    found = _found(connection, bare, Sought(), told)[0]
    for actor in (who(connection, name) for name in wanted.about):
        asked = Sought((*read.asks, spoken_of(connection, actor)), never=read.never)
        found = (found & _speaking(connection, [actor])) | matters.behind(connection, found, asked, names=1, types=wanted.types)
    return matters.behind(connection, found, read, types=wanted.types)


def _found(connection: Connection, wanted: Wanted, read: Sought, told: Days) -> tuple[set[int], set[int]]:
    """The statements that are asked for, and those of them in which an act of the kinds asked for is told."""
    if not read.asks and not wanted.types and not (wanted.stances or wanted.speakers or wanted.about or wanted.parties):
        return set(), set()
    acting = _acting(connection, wanted, told, of_kinds(wanted.types)) if wanted.types and wanted.some else set()
    return _bound(connection, wanted, _named(connection, wanted, read, acting, told), told), acting


def spoken_of(connection: Connection, actor: Who) -> tuple[Phrase, ...]:
    """The names under which somebody is spoken of, folded: those that nobody else has, and parts of the full name."""
    columns, full = t.names.c, name_key(actor.name)
    keys = set(country_keys(actor.id)) | {full}
    if not actor.is_country:
        own = set(connection.execute(select(columns.key).where(columns.entity == actor.id)).scalars())
        own |= {last for last in full.split()[-1:] if len(last) >= _SURNAME}
        shared = select(columns.key).where(columns.key.in_(sorted(own)[:MOST]), columns.entity != actor.id)
        others = set(connection.execute(shared).scalars())
        keys |= {key for key in own if key not in others or key in full.split()}
    return tuple(sorted({tuple(words(key)) for key in keys if words(key)}))


def speaks(connection: Connection, actor: Who) -> ColumnElement[bool]:
    """The condition on statements that somebody speaks, alone or with others; for a country also who belongs to it.

    A government's id begins with its country's code; not every report that quotes one has it among its entities.
    """
    columns = t.statements.c
    ids = (actor.id, *actor.also)
    # named one by one: an index finds each, where with a query among the conditions PostgreSQL reads every statement
    joint = [both for both in _together(connection) if any(both.startswith(f"{id}+") or f"+{id}" in both for id in ids)]
    made: list[ColumnElement[bool]] = [columns.speaker.in_((*ids, *joint))]
    if actor.is_country:
        made += [columns.country == actor.id, and_(columns.speaker >= f"{actor.id}-", columns.speaker < f"{actor.id}.")]
    return or_(*made)


def _together(connection: Connection) -> list[str]:
    """The ids of all who speak together ("RUS+PRK")."""
    columns = t.statements.c
    query = select(columns.speaker).where(columns.speaker.contains("+")).distinct()
    return once(connection, "together", lambda: [str(speaker) for speaker in connection.execute(query).scalars()])


def _named(connection: Connection, wanted: Wanted, read: Sought, acting: set[int], told: Days) -> set[int] | None:
    """The statements that have the words (or are among the `acting`) and the people; None where neither is asked for."""
    asks = (tuple(dict.fromkeys(phrase for ask in read.asks for phrase in ask)),) if wanted.some and read.asks else read.asks
    sets = []
    for actor in (who(connection, name) for name in wanted.about):
        spoken = _having(connection, Sought((spoken_of(connection, actor),), never=read.never))
        sets.append(spoken | _acting(connection, wanted, told, takes_part(actor)))
    sets += [_having(connection, Sought(asks, never=read.never)) | acting] if asks else [acting] if acting else []
    if wanted.speakers:
        sets.append(_speaking(connection, [who(connection, name) for name in wanted.speakers]))
    for party in (who(connection, name) for name in wanted.parties):
        sets.append(_speaking(connection, [party]) | _having(connection, Sought((spoken_of(connection, party),))))
    return set.intersection(*sets) if sets else None


def _having(connection: Connection, sought: Sought) -> set[int]:
    return {row.no for row in connection.execute(word_index.having(connection, "statement", sought)).all()}


def _speaking(connection: Connection, actors: Iterable[Who]) -> set[int]:
    columns = t.statements.c
    query = select(columns.report, columns.position).where(or_(*(speaks(connection, actor) for actor in actors)))
    return {word_index.statement_number(report, position) for report, position in connection.execute(query).all()}


def _bound(connection: Connection, wanted: Wanted, found: set[int] | None, told: Days) -> set[int]:
    """Those of the statements that fit what is asked of their report, their stance and their day."""
    if conditions := on_reports(wanted.filter):
        known = set(connection.execute(select(t.reports.c.no).where(*conditions)).scalars())
        found = None if found is None else {no for no in found if no >> word_index.PLACES in known}
    else:
        known = None
    span = window(wanted.filter.since, wanted.filter.until)
    if found is not None and not wanted.stances and not span and not wanted.month:
        return found
    kept = set()
    for report, position, said_on in _rows(connection, wanted.stances, found):
        no = word_index.statement_number(report, position)
        if (found is None or no in found) and (known is None or report in known):
            day = days(said_on) or days((told.get(report, (0, None))[1] or "")[:10])
            if _is_within(day, span, wanted.month):
                kept.add(no)
    return kept


def _is_within(day: tuple[int, int] | None, span: tuple[int, int] | None, month: int) -> bool:
    if not span and not month:
        return True
    if not day:
        return False
    is_then = not span or (day[0] <= span[1] and day[1] >= span[0])
    return is_then and (not month or {date.fromordinal(d).month for d in day} == {month})


def _rows(connection: Connection, stances: Sequence[str], found: set[int] | None) -> Iterable[Any]:
    """Report, position and day of saying of statements with one of these stances (any where there are none)."""
    columns = t.statements.c
    query = select(columns.report, columns.position, columns.said_on)
    if stances:
        query = query.where(columns.stance.in_(stances))
    reports = sorted({no >> word_index.PLACES for no in found}) if found is not None else []
    if found is None or len(reports) > MOST:
        return connection.execute(query)
    return connection.execute(query.where(columns.report.in_(reports)))


def _lacking(connection: Connection, read: Sought, found: set[int], acting: set[int]) -> dict[int, int]:
    """How many of the words that are sought each statement lacks; the act that is told in one of the `acting` is one."""
    lacking = dict.fromkeys(found, len(read.asks))
    for ask in read.asks:
        for no in _having(connection, Sought((ask,))) & found:
            lacking[no] -= 1
    return {no: max(0, lacks - (no in acting)) for no, lacks in lacking.items()}


def _acting(connection: Connection, wanted: Wanted, told: Days, condition: ColumnElement[bool]) -> set[int]:
    """The statements of the stances or speakers asked for in which such an act is told; none where they are of too many reports."""
    bare = wanted._replace(words="", types=(), about=(), some=False)
    if not (bare.stances or bare.speakers):
        return set()
    found = _bound(connection, bare, _named(connection, bare, Sought(), set(), told), told)
    reports = sorted({no >> word_index.PLACES for no in found})
    columns, made = t.claims.c, set()
    for i in range(0, len(reports) if len(reports) <= _MOST_REPORTS else 0, MOST):
        query = select(columns.report, columns.body).where(columns.report.in_(reports[i : i + MOST]), condition)
        for report, body in connection.execute(query):
            if within := _STATEMENT.search(body):
                made.add(word_index.statement_number(report, int(within[1])))
    return made & found


def _published(connection: Connection) -> dict[int, tuple[int, str | None]]:
    """The place of each report (by number) among all, the last published first, and its day; read once while no report is added."""
    columns = t.reports.c
    last = newest(connection)
    kept: tuple[Any, dict[int, tuple[int, str | None]]] = connection.info.get("ranks", (0, {}))
    if kept[0] != last:
        ordered = connection.execute(
            select(columns.no, columns.published_order).order_by(columns.published_order.desc(), columns.no.desc())
        )
        kept = connection.info["ranks"] = (last, {no: (rank, published) for rank, (no, published) in enumerate(ordered)})
    return kept[1]
