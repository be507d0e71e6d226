"""Reads events: derived from claims and links, with all that is told of each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, exists, func, not_, or_, select, tuple_

from reportedly.errors import NotFoundError
from reportedly.model import Claim, Party
from reportedly.model.origins import Copies, origins_of, standing
from reportedly.model.plans import narrowest, statuses
from reportedly.store import tables as t
from reportedly.store.bounded import bounds
from reportedly.store.claims import FEW, MOST, Rare, cast_of, conditions, counting, of_events, rare_claims, within
from reportedly.store.copying import copies_of
from reportedly.store.days import ALWAYS, NEVER, window
from reportedly.store.filters import Filter
from reportedly.store.ids import now_in
from reportedly.store.newest import once
from reportedly.store.paging import mark_of, page_of, parse_mark
from reportedly.store.rows import ClaimRow, EventRow, Page

V = TypeVar("V")


_NARROW = 366
"""Days of a window in which the events are few."""
_SEVERAL = 2
MANY = 20_000
"""Claims up to which events are counted by them; among more so many fit that a walk through the events soon has counted enough."""
Order = Literal["old", "new", "origins", "reports"]
"""By date, the oldest or the newest first; those first that most origins, or most reports, tell."""


def page(connection: Connection, filter: Filter, *, limit: int, after: str | None, order: Order = "old") -> Page[EventRow]:
    """The events of which a claim fits, in the order asked for.

    Where the filter bounds origins or standings, a page may be short although more follow.
    """
    query, fitting = _asked(connection, filter)
    rows: list[EventRow] = []
    for _ in range(_ROUNDS if filter.is_bounded else 1):
        found, following = _read(connection, query, fitting, limit=limit, after=after, order=order)
        for row, mark in found:
            if in_bounds(row, filter):
                rows.append(row)
            if len(rows) == limit and (following or row is not found[-1][0]):
                return Page(tuple(rows), mark)
        after = following
        if after is None:
            break
    return Page(tuple(rows), after)


_ROUNDS = 10
"""How many pages are looked through for events whose origins fit: what is kept beside an event is checked as it is read."""


def _asked(connection: Connection, filter: Filter, *, every: bool = False) -> tuple[Select[Any], list[ColumnElement[bool]]]:
    """The query for the ids of the events that fit, and the conditions on their claims; `every` one is to be counted, not the first."""
    events, claims = t.events.c, t.claims.c
    cast = cast_of(connection, filter)
    fitting = conditions(connection, filter, cast)
    few = rare_claims(connection, filter, cast)
    told = select(events.id, events.sort_day, events.origins, events.reports)
    if few is not None:
        # OFFSET 0 has PostgreSQL find them first: drawn into the whole, it walks through the events and asks of each
        among = select(claims.event).where(claims.no.in_(few.claims), *few.left(fitting)).offset(0)
        query = told.where(events.id.in_(among))
    elif _is_narrow(filter) or (not every and len(cast) < _SEVERAL and not filter.words):
        # OFFSET 0 has PostgreSQL ask of event after event until a page is full, or of the few of a window; else it may read every
        # claim first. Of those in which several take part it knows better
        query = told.where(select(claims.no).where(claims.event == events.id, *fitting).correlate(t.events).offset(0).exists())
    else:
        query = told.where(exists().where(claims.event == events.id, *fitting))
    return query.where(*within(filter, t.events), *bounds(filter)), fitting


def _is_narrow(filter: Filter) -> bool:
    """Whether a window of dates is so short that few of all events are in it."""
    span = window(filter.since, filter.until)
    return span is not None and span[1] - span[0] <= _NARROW


def how_many(connection: Connection, filter: Filter, *, most: int | None = None) -> int:
    """How many events fit, by what is kept beside them; counted up to `most`."""
    query = _by_claims(connection, filter) if most else None
    if query is None:
        query, _ = _asked(connection, filter, every=most is None)
    return int(connection.execute(select(func.count()).select_from(query.order_by(None).limit(most).subquery())).scalar_one())


class Looked(NamedTuple):
    """The newest events that fit, and how many fit, counted up to a bound.

    `dated` are the newest with a date, `further` the ids of those that fit behind the page, newest first; None where not all were met.
    """

    page: Page[EventRow]
    number: int
    dated: tuple[EventRow, ...] | None = None
    further: tuple[str, ...] | None = None


def looked_at(connection: Connection, filter: Filter, *, limit: int, most: int) -> Looked:
    """The newest events that fit, counted up to `most`: found and counted at once where that takes no longer than counting."""
    walked = _met(connection, filter, most)
    if walked is None:
        found = page(connection, filter, limit=limit, after=None, order="new")
        return Looked(found, how_many(connection, filter, most=most) if found.next else len(found.rows))
    fitting = conditions(connection, filter)
    first, dated = walked[: limit + 1], [row.id for row in walked if row.first_day is not None][:limit]
    ids = list(dict.fromkeys([*(row.id for row in first[:limit]), *dated]))
    rows = {row.id: row for row in by_id(connection, ids, _matched(connection, ids, fitting))}
    newest = page_of([rows[row.id] for row in first[:limit]], [(row.sort_day, row.id) for row in first], limit)
    is_whole = len(walked) < most
    known = tuple(rows[id] for id in dated) if is_whole or len(dated) == limit else None
    return Looked(newest, len(walked), known, tuple(row.id for row in walked[limit:]) if is_whole else None)


def _met(connection: Connection, filter: Filter, most: int) -> list[Row[Any]] | None:
    """The newest events that fit, at most so many, with their first days; None where it is quicker to count apart from finding a few."""
    events = t.events.c
    if filter.is_bounded:
        return None
    if within(filter, t.events):
        query = _asked(connection, filter)[0].add_columns(events.first_day)
        return _walked(connection, query, filter, most) if _is_narrow(filter) else _in_order(connection, query, most, None, "new")
    claims = _by_claims(connection, filter, many=2 * FEW)  # more of them fill a page sooner than they are put in order
    if claims is None:
        return None
    query = select(events.id, events.sort_day, events.first_day).where(events.id.in_(claims.offset(0)))
    by_day = (case((events.sort_day == NEVER, 1), else_=0), events.sort_day.desc(), events.id.desc())
    return list(connection.execute(query.order_by(*by_day).limit(most)))


def _walked(connection: Connection, query: Select[Any], filter: Filter, most: int) -> list[Row[Any]]:
    """The newest events of a short window, walked from its end to where none but a long one can reach into it."""
    events = t.events.c
    first, last = window(filter.since, filter.until) or (ALWAYS, NEVER)
    near = events.sort_day.between(first - _NARROW, last)
    ordered = query.order_by(events.sort_day.desc(), events.id.desc()).limit(most)
    found = list(connection.execute(ordered.where(near)))
    if long := [id for id, begins, ends in once(connection, "long", lambda: _long(connection)) if begins <= last and ends >= first]:
        for i in range(0, len(long), MOST):
            found += connection.execute(ordered.where(not_(near), events.id.in_(long[i : i + MOST])))
    return sorted(found, key=lambda row: (row.sort_day, row.id), reverse=True)[:most]


def _long(connection: Connection) -> list[tuple[str, int, int]]:
    """The events of dates that cover more than a year or have no beginning (ids, first and last day)."""
    events = t.events.c
    query = select(events.id, events.first_day, events.last_day).where(events.last_day - events.first_day > _NARROW)
    return [(id, first, last) for id, first, last in connection.execute(query)]


def among(connection: Connection, filter: Filter, ids: Sequence[str], *, limit: int) -> list[EventRow]:
    """The first of some events (ids) that fit, in their order."""
    query, fitting = _asked(connection, filter)
    fit = {row.id for row in connection.execute(query.where(t.events.c.id.in_(ids)))} if ids else set()
    found = [id for id in ids if id in fit][:limit]
    return by_id(connection, found, _matched(connection, found, fitting))


def undated(connection: Connection, filter: Filter) -> tuple[int, int]:
    """How many events would fit but for the window of dates, since nobody dates them, and how many of these were told in it."""
    span = window(filter.since, filter.until)
    if span is None:
        return 0, 0
    query, _ = _asked(connection, replace(filter, since=None, until=None), every=True)
    found = query.where(t.events.c.first_day.is_(None)).order_by(None).subquery()
    counts = select(func.count(), func.count(case((found.c.sort_day.between(*span), 1))))
    every, within_it = connection.execute(counts.select_from(found)).one()
    return int(every), int(within_it)


def _size(connection: Connection, rare: Rare, most: int) -> int:
    return int(connection.execute(select(func.count()).select_from(rare.claims.limit(most).subquery())).scalar_one())


def _by_claims(connection: Connection, filter: Filter, *, many: int = MANY) -> Select[Any] | None:
    """The query for the events that fit by the claims of the rarest of its conditions, many as they are; None where it asks of events, too.

    Without an order to keep that takes a fraction of a walk through all events, of which few may fit.
    """
    claims, cast = t.claims.c, cast_of(connection, filter)
    rare = rare_claims(connection, filter, cast, few=FEW + 1)
    if rare is None or within(filter, t.events) or filter.is_bounded or _size(connection, rare, many + 1) > many:
        return None
    return select(claims.event).distinct().where(claims.no.in_(rare.claims), *rare.left(conditions(connection, filter, cast)))


def _read(
    connection: Connection, query: Select[Any], fitting: list[ColumnElement[bool]], *, limit: int, after: str | None, order: Order
) -> tuple[list[tuple[EventRow, str]], str | None]:
    """One page of events with the mark of each, and the mark for the next page."""
    found = _in_order(connection, query, limit + 1, after, order)
    ids = [row.id for row in found[:limit]]
    matched = _matched(connection, ids, fitting)
    marks = [((getattr(row, order) or 0,) if order in _COUNTED else ()) + (row.sort_day, row.id) for row in found]
    page = page_of(by_id(connection, ids, matched), marks, limit)
    return [(row, mark_of(mark)) for row, mark in zip(page.rows, marks, strict=False)], page.next


def _matched(connection: Connection, ids: Sequence[str], fitting: list[ColumnElement[bool]]) -> set[int]:
    """The numbers of the claims of these events that fit."""
    claims = t.claims.c
    return {no for (no,) in connection.execute(select(claims.no).where(claims.event.in_(ids), *fitting))} if ids else set()


_COUNTED = ("origins", "reports")


def _in_order(connection: Connection, query: Select[Any], limit: int, after: str | None, order: Order) -> list[Row[Any]]:
    """At most so many events after a mark. Those of which nobody knows when they were told come last in either order of dates."""
    events = t.events.c
    if order in _COUNTED:
        return _counted_most(connection, query, limit, after, events[order])
    day, id = parse_mark(after, (int, str)) if after else (0, "")
    if order == "old":
        later = or_(events.sort_day > day, and_(events.sort_day == day, events.id > id))
        return list(connection.execute((query.where(later) if after else query).order_by(events.sort_day, events.id).limit(limit)))
    query = query.order_by(events.sort_day.desc(), events.id.desc())
    found: list[Row[Any]] = []
    if day != NEVER:
        earlier = or_(events.sort_day < day, and_(events.sort_day == day, events.id < id))
        found += connection.execute(query.where(events.sort_day < NEVER, *([earlier] if after else ())).limit(limit))
    if len(found) < limit:
        open_ones = (events.sort_day == NEVER, *([events.id < id] if day == NEVER else ()))
        found += connection.execute(query.where(*open_ones).limit(limit - len(found)))
    return found


def _counted_most(connection: Connection, query: Select[Any], limit: int, after: str | None, count: Any) -> list[Row[Any]]:
    """At most so many events after a mark, those with most origins or reports first, the newest of as many."""
    events = t.events.c
    if after:
        many, day, id = parse_mark(after, (int, int, str))
        query = query.where(tuple_(count, events.sort_day, events.id) < (many, day, id))
    return list(connection.execute(query.order_by(count.desc(), events.sort_day.desc(), events.id.desc()).limit(limit)))


def in_bounds(row: EventRow, filter: Filter) -> bool:
    """Whether an event has as many origins, and stands, as a filter asks."""
    count = len(row.origins)
    enough = count >= filter.min_origins and (not filter.max_origins or count <= filter.max_origins)
    told = len(row.reports) if filter.min_reports or filter.max_reports else 0
    enough = enough and told >= filter.min_reports and (not filter.max_reports or told <= filter.max_reports)
    outlets = len(row.publishers) if filter.min_publishers or filter.max_publishers else 0
    enough = enough and outlets >= filter.min_publishers and (not filter.max_publishers or outlets <= filter.max_publishers)
    return enough and (not filter.standings or row.standing in filter.standings)


def by_id(connection: Connection, ids: list[str], matched: set[int]) -> list[EventRow]:
    """Events with all their claims, in the order of `ids`; `matched` are the numbers of the claims that fit the question."""
    told = of_events(connection, ids)
    copies = copies_of(connection, [row.claim for rows in told.values() for _, row in rows])
    return [_event(id, told[id], matched, copies) for id in ids]


def there(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Those of the ids that are events'."""
    found = set(connection.execute(select(t.events.c.id).where(t.events.c.id.in_(ids))).scalars())
    return [id for id in dict.fromkeys(ids) if id in found]


def event(connection: Connection, id: str) -> EventRow:
    """An event with all its claims; for the id of one that was merged into another, that other. Raises NotFoundError."""
    told = of_events(connection, [id])[id]
    if not told and (holder := now_in(connection, id)):
        id, told = holder, of_events(connection, [holder])[holder]
    if not told:
        raise NotFoundError(f"There is no event “{id}” in this store.")
    return _event(id, told, {no for no, _ in told}, copies_of(connection, [row.claim for _, row in told]))


def _event(id: str, told: list[tuple[int, ClaimRow]], matched: set[int], copies: Copies) -> EventRow:
    rows = tuple(row for _, row in told)
    claims = counting(rows)
    places = [c.place for c in claims if c.place]
    actor, recipient = _parties(claims)
    date = narrowest(claims)
    return EventRow(
        id=id,
        type=claims[0].type,
        mode=_usual([c.mode for c in claims if c.mode], None),
        actor=actor,
        recipient=recipient,
        date=date,
        dates=tuple(sorted({c.date for c in claims if c.date})),
        place=_usual(places, None),
        statuses=statuses(claims, date),
        origins=tuple(origins_of(claims, copies)),
        standing=standing(claims, copies),
        claims=rows,
        matched=frozenset(row.claim.id for no, row in told if no in matched),
    )


def _parties(claims: Sequence[Claim]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who did it, and to whom: as most claims tell, on a tie as the surest; the recipient by those that agree on the actor."""
    surest = sorted(claims, key=lambda c: -c.score)
    actor = _usual([c.actor for c in surest if c.actor], ())
    return actor, _usual([c.recipient for c in surest if c.recipient and c.actor in (actor, ())], ())


def _usual(values: Sequence[V], default: V) -> V:
    """The value told most often, the first of them on a tie."""
    return Counter(values).most_common(1)[0][0] if values else default
