"""Statements by their words: who said something of this, in which reports, and on how many origins what it tells rests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, select, tuple_

from reportedly.model import Statement
from reportedly.model.sayings import Saying, grouped
from reportedly.store import tables as t
from reportedly.store import word_index
from reportedly.store.claims import MOST, on_reports
from reportedly.store.codec import decode
from reportedly.store.events import by_id
from reportedly.store.filters import Filter
from reportedly.store.paging import mark_of, parse_mark
from reportedly.store.rows import EventRow, Page, StatementRow
from reportedly.store.statements import statement_row

_WINDOW = 40
"""Statements that are read at once."""
_BEFORE = 20
"""Statements before a page that are read with it, so that one that was shown there does not come again."""
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, as it was first published, with where else it is given and the events that its words tell of."""

    statement: StatementRow
    others: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]

    @property
    def origins(self) -> int:
        """On how many independent origins what it tells rests: whoever said it, and who tells of the same events."""
        return max([1, *(len(event.origins) for event in self.events)])


class Wanted(NamedTuple):
    """What is sought among statements: words, stances (any where there are none), and a filter's bounds on origins and reports."""

    words: str
    stances: tuple[str, ...] = ()
    filter: Filter = Filter()


def page(connection: Connection, wanted: Wanted, *, limit: int, after: str | None) -> Page[Said]:
    """The statements that have all the words and phrases in any form, the last published first, each once with who else gives it.

    Where the filter bounds them a page may be short, or empty, although more follow.
    Of the filter the bounds on origins and reports, the publishers and the days of publication count.
    """
    (at,) = parse_mark(after, (int,)) if after else (0,)
    places = _places(connection, wanted)
    found: list[Said] = []
    events: dict[str, list[EventRow]] = {}
    for _ in range(_ROUNDS):
        first = max(0, at - _BEFORE)
        rows = _rows(connection, places[first : at + _WINDOW])
        here = [i for i, (_, row) in enumerate(rows) if row.judged != "reject"]
        grouped_here = _grouped([rows[i][1] for i in here])
        groups = [group for some in grouped_here if min(group := [here[i] for i in some]) >= at - first]
        groups.sort(key=min)
        for i, group in enumerate(groups):
            if len(found) == limit:
                return Page(tuple(found), mark_of((first + min(group),)))
            if i % limit == 0:  # what they tell of is read for as many as may be shown
                events = _events(connection, [rows[place] for some in groups[i : i + limit] for place in some])
            said = Said(
                rows[group[0]][1], tuple(rows[place][1] for place in group[1:]), _each_once(events, [rows[place] for place in group])
            )
            if _fits(said, wanted.filter):
                found.append(said)
        at += _WINDOW
        if at >= len(places):
            return Page(tuple(found), None)
    return Page(tuple(found), mark_of((at,)))


def _fits(said: Said, filter: Filter) -> bool:
    """Whether a statement has as many origins and reports as a filter asks."""
    reports = len({said.statement.report, *(row.report for row in said.others)})
    enough = filter.min_origins <= said.origins <= (filter.max_origins or said.origins)
    return enough and filter.min_reports <= reports <= (filter.max_reports or reports)


def count(connection: Connection, wanted: Wanted) -> int:
    """How many statements have the words, each telling of one counted, whatever their origins."""
    return int(connection.execute(select(func.count()).select_from(_having(connection, wanted).subquery())).scalar_one())


def _places(connection: Connection, wanted: Wanted) -> list[int]:
    """The numbers of the statements that have what is wanted, the last published first, those of one report in text order.

    They are put in order here: a database would read each report for its date, with its text.
    """
    ranks = _ranks(connection)
    found = connection.execute(_having(connection, wanted)).scalars()
    newest = -1  # one that another program has just added, PostgreSQL tells of while this reads
    return sorted(found, key=lambda no: (ranks.get(no >> word_index.PLACES, newest), no))


def _ranks(connection: Connection) -> dict[int, int]:
    """The place of each report (by number) among all, the last published first; read once while no report is added."""
    columns = t.reports.c
    newest = connection.execute(select(func.max(columns.no))).scalar()
    kept: tuple[Any, dict[int, int]] = connection.info.get("ranks", (0, {}))
    if kept[0] != newest:
        ordered = connection.execute(select(columns.no).order_by(columns.published_order.desc(), columns.no.desc())).scalars()
        kept = connection.info["ranks"] = (newest, {no: rank for rank, no in enumerate(ordered)})
    return kept[1]


def _having(connection: Connection, wanted: Wanted) -> Select[Any]:
    """The numbers of the statements that have what is wanted, in any order."""
    columns = t.statements.c
    found = word_index.having(connection, "statement", word_index.sought(connection, wanted.words, exact=wanted.filter.exact)).subquery()
    report, position = found.c.no.op(">>")(_number(word_index.PLACES)), found.c.no.op("&")(_number(word_index.PLACE))
    query = select(found.c.no).select_from(found)
    if told := on_reports(wanted.filter):
        query = query.where(report.in_(select(t.reports.c.no).where(*told)))
    if wanted.stances:
        own = and_(columns.report == report, columns.position == position)
        query = query.join_from(found, t.statements, own).where(columns.stance.in_(wanted.stances))
    return query


def _number(number: int) -> ColumnElement[int]:
    """A number that is written out: PostgreSQL takes a parameter for one of 64 bits, by which it does not shift."""
    return literal_column(str(number))


def _rows(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, StatementRow]]:
    """Statements by number, in this order, each with its report's number."""
    columns, reports = t.statements.c, t.reports.c
    wanted = [(no >> word_index.PLACES, no & word_index.PLACE) for no in numbers]
    told = (reports.text, reports.id, reports.title, reports.publisher, reports.url, reports.published)
    said = (columns.id.label("statement"), columns.judged, columns.corrected)
    query = select(columns.report, columns.position, columns.body, *said, *told).join(t.reports, columns.report == reports.no)
    found: dict[tuple[int, int], Any] = {}
    for i in range(0, len(wanted), MOST // 4):
        part = wanted[i : i + MOST // 4]
        of_these = columns.report.in_(sorted({report for report, _ in part}))  # SQLite does not seek by pairs
        for row in connection.execute(query.where(of_these, tuple_(columns.report, columns.position).in_(part))):
            found[row.report, row.position] = row
    return [(place[0], statement_row(found[place])) for place in wanted]


def _grouped(rows: Sequence[StatementRow]) -> list[list[int]]:
    """The statements that are one, by their places among the rows; the first published first."""
    by_speaker: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        by_speaker.setdefault(row.statement.speaker.id if row.statement.speaker else f"#{i}", []).append(i)
    groups: list[list[int]] = []
    for speaker, places in by_speaker.items():
        at = {(rows[i].report, rows[i].index): i for i in places}
        said = [_saying(rows[i], "" if speaker.startswith("#") else speaker) for i in places]
        groups += [[at[s.report, s.index] for s in group] for group in grouped(said)]
    return groups


def _saying(row: StatementRow, speaker: str) -> Saying:
    return Saying(row.report, row.index, speaker, row.statement.said_on, row.published, " ".join(row.content))


def _events(connection: Connection, rows: Iterable[tuple[int, StatementRow]]) -> dict[str, list[EventRow]]:
    """The events of the claims that stand in each statement (by its id)."""
    columns = t.claims.c
    stated: dict[int, list[tuple[str, Statement]]] = {}
    for no, row in rows:
        stated.setdefault(no, []).append((row.id, row.statement))
    held: dict[str, list[str]] = {}
    numbers = sorted(stated)
    for i in range(0, len(numbers), MOST):
        query = select(columns.report, columns.event, columns.start, columns.judged).where(columns.report.in_(numbers[i : i + MOST]))
        for claim in connection.execute(query):
            for id, statement in stated[claim.report] if claim.judged != "reject" else ():
                if any(span.start <= claim.start < span.end for span in statement.content):
                    held.setdefault(id, []).append(claim.event)
    ids = sorted({event for events in held.values() for event in events})
    known = {row.id: row for i in range(0, len(ids), MOST) for row in by_id(connection, ids[i : i + MOST], set())}
    return {id: [known[event] for event in dict.fromkeys(events)] for id, events in held.items()}


def _each_once(events: dict[str, list[EventRow]], group: Iterable[tuple[int, StatementRow]]) -> tuple[EventRow, ...]:
    return tuple({event.id: event for _, row in group for event in events.get(row.id, ())}.values())


def voices(connection: Connection, places: Sequence[tuple[str, int]]) -> list[Statement | None]:
    """For each place in a report (id, character) the statement that it stands in; None for the report's own words."""
    columns, reports = t.statements.c, t.reports.c
    query = select(reports.id, columns.body).join(t.reports, columns.report == reports.no)
    told: dict[str, list[Any]] = {}
    for row in connection.execute(query.where(reports.id.in_(sorted({report for report, _ in places})))):
        told.setdefault(row.id, []).append(decode(Statement, row.body))
    return [_at(told.get(report, ()), place) for report, place in places]


def _at(statements: Iterable[Statement], place: int) -> Statement | None:
    """The narrowest statement around a character."""
    around = [(span.end - span.start, n, s) for n, s in enumerate(statements) for span in s.content if span.start <= place < span.end]
    return min(around, key=lambda found: found[:2])[2] if around else None
