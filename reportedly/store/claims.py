"""Reads claims with their evidence."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, func, or_, select, union_all

from reportedly.codes import BARE, kinds
from reportedly.errors import NotFoundError, UsageError
from reportedly.model import Claim, Status
from reportedly.model.origins import DENIED
from reportedly.model.vocabulary import Bearing
from reportedly.store import tables as t
from reportedly.store import word_index
from reportedly.store.actors import ACTING, Who, claims_with, takes_part, who
from reportedly.store.bounded import of_bounded
from reportedly.store.codec import decode
from reportedly.store.corrections import laid_over
from reportedly.store.days import window
from reportedly.store.filters import MONTH, PRECISIONS, Filter
from reportedly.store.newest import newest
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import ClaimRow, Page

FEW = 3_000
"""Up to so many claims a question is answered from them, not from the events in order."""
_REMEMBERED = 100
"""Questions whose sizes are kept with a connection."""
MOST = 500
"""Values in one IN (...): below the least that any database takes as parameters."""


def page(connection: Connection, filter: Filter, *, limit: int, after: str | None) -> Page[ClaimRow]:
    """The claims that fit, in the order of their dates."""
    columns = t.claims.c
    query = select(columns.no, columns.sort_day)
    query = query.where(*conditions(connection, filter), *within(filter, t.claims), *of_bounded(filter))
    if after:
        day, no = parse_mark(after, (int, int))
        query = query.where(or_(columns.sort_day > day, and_(columns.sort_day == day, columns.no > no)))
    found = connection.execute(query.order_by(columns.sort_day, columns.no).limit(limit + 1)).all()
    rows = by_number(connection, [row.no for row in found])
    return page_of([rows[row.no] for row in found], [(row.sort_day, row.no) for row in found], limit)


def claim(connection: Connection, id: str) -> ClaimRow:
    """One claim with its evidence. Raises NotFoundError."""
    row = connection.execute(_with_evidence().where(t.claims.c.id == id)).first()
    if row is None:
        raise NotFoundError(f"There is no claim “{id}” in this store.")
    return claim_row(row)


_SEVERAL = 2
"""How often a type stands in a list, so that it is one of several."""
Cast = tuple[tuple[Who, tuple[str, ...]], ...]
"""Those whom a filter names, looked up once, each with the roles in which claims are to name them."""


class Rare(NamedTuple):
    """The few claims that all that fit are among (a query for their numbers), and which of the conditions (by its place) says just that."""

    claims: Any
    of: int | None

    def left(self, conditions: list[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
        """The conditions that are left to be asked of them."""
        return conditions if self.of is None else [*conditions[: self.of], *conditions[self.of + 1 :]]


def cast_of(connection: Connection, filter: Filter) -> Cast:
    """Those whom a filter names. Raises NotFoundError for a name that nobody or several have."""
    actors = tuple((who(connection, actor), ACTING) for actor in filter.actors)
    return actors if filter.according_to is None else (*actors, (who(connection, filter.according_to), ("according_to",)))


def conditions(connection: Connection, filter: Filter, cast: Cast | None = None) -> list[ColumnElement[bool]]:
    """The conditions of a filter on claims, but for its window of dates; those of the cast first, in their order, then the words."""
    columns = t.claims.c
    cast = cast_of(connection, filter) if cast is None else cast
    made = [takes_part(actor, roles) for actor, roles in cast]
    if filter.words:
        made.append((columns.no + 0).in_(says(connection, filter)))  # + 0: a test of each claim, not a walk through all that have the words
    if filter.types:
        made.append(of_kinds(filter.types))
    if filter.statuses:
        made.append(columns.status.in_(_checked(filter.statuses, Status, "status")))
    if filter.bearings:
        made.append(of_bearings(filter.bearings))
    if filter.min_score > 0:
        made.append(or_(columns.score >= filter.min_score, columns.judged == "accept"))
    if not filter.rejected:
        made.append(or_(columns.judged.is_(None), columns.judged != "reject"))
    if filter.origin:
        made.append(columns.origin == filter.origin)
    if reports := on_reports(filter):
        made.append(columns.report.in_(select(t.reports.c.no).where(*reports)))
    return made


def within(filter: Filter, table: Table) -> list[ColumnElement[bool]]:
    """The conditions that an event, or a claim (the `table` says which), is of the window of a filter, and dated as finely as it asks.

    Raises UsageError for what is no date, or no precision.
    """
    span, fine = window(filter.since, filter.until), _fine(filter.precision, table)
    if not span:
        return fine
    dated = and_(table.c.first_day <= span[1], table.c.last_day >= span[0])
    told = and_(table.c.first_day.is_(None), table.c.sort_day.between(*span))
    return [or_(dated, told) if filter.undated else dated, *fine]


def _fine(precision: str, table: Table) -> list[ColumnElement[bool]]:
    """The condition that a date is so fine."""
    first, last = table.c.first_day, table.c.last_day
    known: dict[str, list[ColumnElement[bool]]] = {
        "": [],
        "day": [last == first],
        "month": [last - first < MONTH],
        "none": [first.is_(None)],
    }
    if precision not in known:
        raise UsageError(f"“{precision}” is no precision of a date; those that are: {', '.join(PRECISIONS)}.")
    return known[precision]


def of_kinds(words: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a claim is of one of these types, or types and modes. Raises UsageError."""
    columns, wanted = t.claims.c, sorted({kind for word in words for kind in kinds(word)})
    plain = [kind for kind in wanted if "/" not in kind]
    modes = [kind.split("/", 1) for kind in wanted if "/" in kind]
    having = [and_(columns.type == type, columns.mode.is_(None) if mode == BARE else columns.mode == mode) for type, mode in modes]
    # of one type or mode alone SQLite would walk through all claims of it for each event that is asked about: a list of several, or of
    # none, and an "or" are tests of each claim
    return or_(columns.type.in_(plain * _SEVERAL if len(plain) == 1 else plain), *having)


def of_bearings(words: Iterable[str]) -> ColumnElement[bool]:
    """The condition that the source of a claim does one of these with the act, as `stands.bearing_of`. Raises UsageError.

    It stands in the claim's JSON alone, where no word of a report can look like it: quotation marks are escaped there.
    """
    columns, wanted = t.claims.c, _checked(words, Bearing, "bearing")
    made = [columns.body.contains(f'"bearing":"{word}"', autoescape=True) for word in wanted]
    unasked = columns.body.not_like('%"bearing":"%')
    if "tells" in wanted:
        made.append(and_(unasked, columns.status.not_in(DENIED)))
    if "denies" in wanted:
        made.append(and_(unasked, columns.status.in_(DENIED)))
    return or_(*made)


def rare_claims(connection: Connection, filter: Filter, cast: Cast | None = None, *, few: int = FEW) -> Rare | None:
    """The few claims that all that fit are among; None when every condition is met by many.

    From few claims their events are found at once; for many it is quicker to walk through the events in order.
    """
    columns = t.claims.c
    cast = cast_of(connection, filter) if cast is None else cast
    ways: list[tuple[list[Select[Any]], int | None]] = [(claims_with(actor, roles), i) for i, (actor, roles) in enumerate(cast)]
    if filter.origin:
        ways.append(([select(columns.no).where(columns.origin == filter.origin)], None))
    if filter.words:
        ways.append(([says(connection, filter)], len(cast)))
    if reports := on_reports(filter):
        ways.append(([select(columns.no).join(t.reports, columns.report == t.reports.c.no).where(*reports)], None))
    if not ways and filter.types:  # letters may be few where acts are many
        ways.append(([select(columns.no).where(of_kinds(filter.types))], None))
    if not ways:
        return None
    most = _sizes(connection, filter, cast, [parts for parts, _ in ways])
    best = min(range(len(ways)), key=lambda i: most[i])
    parts, of = ways[best]
    return Rare(union_all(*parts) if len(parts) > 1 else parts[0], of) if most[best] <= few else None


def _sizes(connection: Connection, filter: Filter, cast: Cast, ways: list[list[Select[Any]]]) -> list[int]:
    """How many claims each of the ways finds at the most, counted up to a few; once for the questions of a page."""
    told = (filter.origin, filter.words, filter.exact, filter.report, filter.publishers, filter.published_since, filter.published_until)
    kept: dict[Any, list[int]] = connection.info.setdefault("sizes", {})
    key = (newest(connection), cast, told, filter.types)
    if key not in kept:
        if len(kept) >= _REMEMBERED:
            kept.clear()
        found = iter(connection.execute(select(*(_counted(part, FEW + 1) for parts in ways for part in parts))).one())
        kept[key] = [max(next(found) for _ in parts) for parts in ways]  # what a country's two queries find is mostly the same
    return kept[key]


def _counted(query: Select[Any], most: int) -> Any:
    """How many rows a query has, counted up to `most`, as a value of another query."""
    return select(func.count()).select_from(query.limit(most).subquery()).scalar_subquery()


def on_reports(filter: Filter) -> list[ColumnElement[bool]]:
    """The conditions of a filter on the reports in which claims stand."""
    columns, made = t.reports.c, []
    if filter.report is not None:
        made.append(columns.id == filter.report)
    if filter.publishers:
        made.append(columns.publisher.in_(filter.publishers))
    if filter.published_since:
        made.append(columns.published_order >= filter.published_since)
    if filter.published_until:
        made.append(and_(columns.published_order != "", columns.published_order < filter.published_until + "\uffff"))
    return made


def says(connection: Connection, filter: Filter) -> Select[tuple[int]]:
    """A query for the numbers of the claims whose sentences have all the words and phrases of a filter, in any form."""
    return word_index.having(connection, "claim", word_index.sought(connection, filter.words, exact=filter.exact))


def by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, ClaimRow]:
    """Claims with their evidence, by number."""
    wanted = list(numbers)
    found: dict[int, ClaimRow] = {}
    for i in range(0, len(wanted), MOST):
        for row in connection.execute(_with_evidence().where(t.claims.c.no.in_(wanted[i : i + MOST]))):
            found[row.no] = claim_row(row)
    return found


def of_events(connection: Connection, events: list[str]) -> dict[str, list[tuple[int, ClaimRow]]]:
    """The claims of each event with their numbers, by date of publication."""
    found: dict[str, list[tuple[int, ClaimRow]]] = {event: [] for event in events}
    for i in range(0, len(events), MOST):
        query = _with_evidence().where(t.claims.c.event.in_(events[i : i + MOST]))
        for row in connection.execute(query.order_by(t.reports.c.published_order, t.claims.c.report, t.claims.c.start, t.claims.c.no)):
            found[row.event].append((row.no, claim_row(row)))
    return found


def counting(rows: Iterable[ClaimRow]) -> list[Claim]:
    """The claims that say what an event is: without those that a person rejected, unless all were."""
    told = list(rows)
    return [row.claim for row in told if row.judged != "reject"] or [row.claim for row in told]


def read_claim(body: str, event: str, corrected: str | None = None) -> Claim:
    """A claim as it is stored, with the event that it is read as now and what people corrected."""
    return replace(laid_over(decode(Claim, body), corrected), event=event)


@lru_cache(maxsize=4096)
def stored_claim(body: str, event: str, corrected: str | None = None) -> Claim:
    """As `read_claim`, decoded once for the questions that follow each other on a page: it depends on the arguments alone."""
    return read_claim(body, event, corrected)


def claim_row(row: Row[Any]) -> ClaimRow:
    """A row of `_with_evidence` as a record."""
    claim = stored_claim(row.body, row.event, row.corrected)
    machine = stored_claim(row.body, row.event) if row.corrected else None
    return ClaimRow(claim, row.sentence, row.title, row.publisher, row.url, row.published, row.judged, machine)


def _with_evidence() -> Select[Any]:
    """Claims and the sentences that hold them, cut out of the text by the database."""
    claims, reports = t.claims.c, t.reports.c
    sentence = func.substr(reports.text, claims.evidence_start + 1, claims.evidence_end - claims.evidence_start).label("sentence")
    told = (reports.title, reports.publisher, reports.url, reports.published)
    said = (claims.judged, claims.corrected)
    return select(claims.no, claims.event, claims.body, sentence, *said, *told).join(t.reports, claims.report == reports.no)


def _checked(given: Iterable[str], vocabulary: Any, what: str) -> list[str]:
    """The words, if the vocabulary has them all; raises UsageError."""
    allowed, words = get_args(vocabulary), list(given)
    for word in words:
        if word not in allowed:
            raise UsageError(f"“{word}” is no {what}; those that are: {', '.join(allowed)}.")
    return words
