"""Reads claims with their evidence."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from reportedly.errors import NotFoundError, UsageError
from reportedly.model import Claim, EventType, Status
from reportedly.store import tables as t
from reportedly.store.actors import claims_with, takes_part, who
from reportedly.store.codec import decode
from reportedly.store.corrections import laid_over
from reportedly.store.days import window
from reportedly.store.dialect import reports_with, terms
from reportedly.store.filters import Filter
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import ClaimRow, Page

FEW = 3_000
"""Up to so many claims a question is answered from them, not from the events in order."""
MOST = 500
"""Values in one IN (...): below the least that any database takes as parameters."""


def page(connection: Connection, filter: Filter, *, limit: int, after: str | None) -> Page[ClaimRow]:
    """The claims that fit, in the order of their dates."""
    columns = t.claims.c
    query = select(columns.no, columns.sort_day).where(*conditions(connection, filter))
    if span := window(filter.since, filter.until):
        query = query.where(columns.first_day <= span[1], columns.last_day >= span[0])
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


def conditions(connection: Connection, filter: Filter) -> list[ColumnElement[bool]]:
    """The conditions of a filter on claims, except its window on the event's date."""
    columns = t.claims.c
    made = [takes_part(who(connection, actor)) for actor in filter.actors]
    if filter.types:
        made.append(columns.type.in_(_checked(filter.types, EventType, "type of event")))
    if filter.statuses:
        made.append(columns.status.in_(_checked(filter.statuses, Status, "status")))
    if filter.according_to is not None:
        made.append(takes_part(who(connection, filter.according_to), ("according_to",)))
    if filter.min_score > 0:
        made.append(or_(columns.score >= filter.min_score, columns.judged == "accept"))
    if not filter.rejected:
        made.append(or_(columns.judged.is_(None), columns.judged != "reject"))
    if filter.origin:
        made.append(columns.origin == filter.origin)
    if filter.words:
        made.append(says(connection, filter.words))
    if reports := _on_reports(filter):
        made.append(columns.report.in_(select(t.reports.c.no).where(*reports)))
    return made


def rare_claims(connection: Connection, filter: Filter, *, few: int = FEW) -> Select[Any] | None:
    """A query for the few claims that all that fit are among; None when every condition is met by many.

    From few claims their events are found at once; for many it is quicker to walk through the events in order.
    """
    columns = t.claims.c
    ways: list[Select[Any]] = [claims_with(who(connection, actor)) for actor in filter.actors]
    if filter.according_to is not None:
        ways.append(claims_with(who(connection, filter.according_to), ("according_to",)))
    if filter.origin:
        ways.append(select(columns.no).where(columns.origin == filter.origin))
    if filter.words:
        ways.append(select(columns.no).where(columns.report.in_(reports_with(connection, filter.words))))
    if reports := _on_reports(filter):
        ways.append(select(columns.no).join(t.reports, columns.report == t.reports.c.no).where(*reports))
    counts = [connection.execute(select(func.count()).select_from(way.limit(few + 1).subquery())).scalar_one() for way in ways]
    best = min(zip(counts, range(len(ways)), strict=True), default=(few + 1, 0))
    return ways[best[1]] if best[0] <= few else None


def _on_reports(filter: Filter) -> list[ColumnElement[bool]]:
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


def says(connection: Connection, words: str) -> ColumnElement[bool]:
    """The condition that a claim's sentence has all the words and phrases, in any case and with any ending.

    The index of words finds the reports; a sentence has a word when its beginning stands there ("cars" finds "car").
    """
    columns, reports = t.claims.c, t.reports.c
    text = func.lower(func.substr(reports.text, columns.evidence_start + 1, columns.evidence_end - columns.evidence_start))
    wanted = [text.contains(stem, autoescape=True) for term in terms(words) for stem in _stems(term)]
    holding = select(reports.no).where(reports.no == columns.report, *wanted).correlate(t.claims)  # whoever asks may have reports, too
    return and_(columns.report.in_(reports_with(connection, words)), holding.exists())


def _stems(term: str) -> list[str]:
    """A word or phrase without the ending of its last word."""
    lower = term.lower()
    return [
        next((lower.removesuffix(e) for e in ("ies", "es", "s", "ing", "ed", "y") if lower.endswith(e) and len(lower) > len(e) + 3), lower)
    ]


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


@lru_cache(maxsize=4096)
def stored_claim(body: str, event: str, corrected: str | None = None) -> Claim:
    """A claim as it is stored, with the event that it is read as now and what people corrected.

    Decoded once for the questions that follow each other on a page: the arguments are all that it depends on.
    """
    return replace(laid_over(decode(Claim, body), corrected), event=event)


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
