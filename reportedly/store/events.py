"""Reads events: derived from claims and links, with all that is told of each."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Connection, and_, exists, or_, select

from reportedly.errors import NotFoundError
from reportedly.model import Claim, Origin
from reportedly.model.events import days
from reportedly.model.origins import origins_of, standing
from reportedly.store import tables as t
from reportedly.store.claims import conditions, of_events, stored_claim
from reportedly.store.days import window
from reportedly.store.filters import Filter
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import ClaimRow, EventRow, Page

V = TypeVar("V")


def page(connection: Connection, filter: Filter, *, limit: int, after: str | None) -> Page[EventRow]:
    """The events of which a claim fits, in the order of their dates."""
    events, claims = t.events.c, t.claims.c
    fitting = conditions(connection, filter)
    query = select(events.id, events.sort_day).where(exists().where(claims.event == events.id, *fitting))
    if span := window(filter.since, filter.until):
        query = query.where(events.first_day <= span[1], events.last_day >= span[0])
    if after:
        day, id = parse_mark(after, (int, str))
        query = query.where(or_(events.sort_day > day, and_(events.sort_day == day, events.id > id)))
    found = connection.execute(query.order_by(events.sort_day, events.id).limit(limit + 1)).all()
    ids = [row.id for row in found]
    matched = {no for (no,) in connection.execute(select(claims.no).where(claims.event.in_(ids), *fitting))} if ids else set()
    rows = by_id(connection, ids[:limit], matched)
    return page_of(rows, [(row.sort_day, row.id) for row in found], limit)


def by_id(connection: Connection, ids: list[str], matched: set[int]) -> list[EventRow]:
    """Events with all their claims, in the order of `ids`; `matched` are the numbers of the claims that fit the question."""
    told = of_events(connection, ids)
    copies = _copies(connection, {row.claim.report for rows in told.values() for _, row in rows})
    return [_event(id, told[id], matched, copies) for id in ids]


def event(connection: Connection, id: str) -> EventRow:
    """An event with all its claims. Raises NotFoundError."""
    told = of_events(connection, [id])[id]
    if not told:
        raise NotFoundError(f"There is no event “{id}” in this store (when links change, an event's id may, too).")
    return _event(id, told, {no for no, _ in told}, _copies(connection, {row.claim.report for _, row in told}))


def narrowest(claims: Sequence[Claim]) -> str | None:
    """The date that says most of those that claims tell; the one told most often where several do."""
    told = Counter(c.date for c in claims if c.date and days(c.date))
    return min(told, key=lambda date: (_length(date), -told[date], date), default=None)


def _length(date: str) -> int:
    span = days(date)
    return span[1] - span[0] if span else 0


def _event(id: str, told: list[tuple[int, ClaimRow]], matched: set[int], copies: dict[str, Origin]) -> EventRow:
    rows = tuple(row for _, row in told)
    claims = [row.claim for row in rows]
    places = [c.place for c in claims if c.place]
    return EventRow(
        id=id,
        type=claims[0].type,
        mode=_usual([c.mode for c in claims if c.mode], None),
        actor=_usual([c.actor for c in claims if c.actor], ()),
        recipient=_usual([c.recipient for c in claims if c.recipient], ()),
        date=narrowest(claims),
        dates=tuple(sorted({c.date for c in claims if c.date})),
        place=_usual(places, None),
        statuses=tuple(status for status, _ in Counter(c.status for c in claims).most_common()),
        origins=tuple(origins_of(claims, copies)),
        standing=standing(claims, copies),
        claims=rows,
        matched=frozenset(row.claim.id for no, row in told if no in matched),
    )


def _usual(values: Sequence[V], default: V) -> V:
    """The value told most often, the first of them on a tie."""
    return Counter(values).most_common(1)[0][0] if values else default


def _copies(connection: Connection, reports: set[str]) -> dict[str, Origin]:
    """For each of the reports that is a copy: what the report says from which it was copied, in its own voice."""
    copied: dict[str, str] = {}
    todo = sorted(reports)
    while todo:
        links = t.links.c
        query = select(links.a, links.b).where(links.layer == "report", links.verdict == "same", links.undone_at.is_(None))
        found = {b: a for a, b in connection.execute(query.where(links.b.in_(todo)).order_by(links.score, links.no.desc()))}
        copied |= found
        todo = sorted(set(found.values()) - set(copied))
    roots = {report: root for report in reports if (root := _root(report, copied)) != report}
    origins = {root: _own_origin(connection, root) for root in set(roots.values())}
    return {report: origin for report, root in roots.items() if (origin := origins[root])}


def _root(report: str, copied: dict[str, str]) -> str:
    seen = {report}
    while report in copied and copied[report] not in seen:
        report = copied[report]
        seen.add(report)
    return report


def _own_origin(connection: Connection, report: str) -> Origin | None:
    """The origin of what a report tells in its own voice, from one such claim; None when it has none."""
    claims, parties = t.claims.c, t.claim_parties.c
    chained = exists().where(parties.claim == claims.no, parties.role == "according_to")
    number = select(t.reports.c.no).where(t.reports.c.id == report).scalar_subquery()
    body = connection.execute(select(claims.body).where(claims.report == number, ~chained).order_by(claims.no).limit(1)).scalar()
    return stored_claim(body, "").origin if body else None
