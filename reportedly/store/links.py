"""Links: written once, never deleted; events are read anew from those in force whenever one changes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, or_, select, update

from reportedly.errors import NotFoundError, UsageError
from reportedly.model import Claim, Link
from reportedly.model.aliases import party_ids, renamed
from reportedly.model.events import cluster, days
from reportedly.model.plans import narrowest
from reportedly.store import crowded, entities, weights
from reportedly.store import tables as t
from reportedly.store.claims import MOST, read_claim
from reportedly.store.corrections import is_corrected
from reportedly.store.days import sort_day
from reportedly.store.prepared import Prepared
from reportedly.store.rows import LinkRow

Cache = dict[int, Claim]
NOTHING: Mapping[str, Claim] = MappingProxyType({})
CROWD = 3_000
"""Links that adding a report reads at most to see its events anew: an event of a few hundred claims has fewer."""


def add_links(connection: Connection, links: Sequence[Link], *, now: str, note: str = "") -> None:
    """Writes links; what a stage has said of two entities before is not said again."""
    links = [link for link in links if link.layer != "entity" or not entities.is_linked(connection, link)]
    if links:
        _INTO_LINKS.run(connection, [_values(link, note, now) for link in links])


def rows(connection: Connection, *, of: str | None, layer: str | None, undone: bool) -> list[LinkRow]:
    """The links of a record or all, oldest first."""
    columns = t.links.c
    query = select(t.links).order_by(columns.no)
    if of is not None:
        query = query.where(or_(columns.a == of, columns.b == of))
    if layer is not None:
        query = query.where(columns.layer == layer)
    if not undone:
        query = query.where(columns.undone_at.is_(None))
    return [LinkRow(r.no, _link(r), r.note, r.created_at, r.undone_at, r.undone_by) for r in connection.execute(query)]


def judge(connection: Connection, link: Link, cache: Cache, *, now: str) -> int:
    """Writes a person's judgement; its reason is the person's note. Raises NotFoundError, UsageError."""
    a, b = _record(connection, link.layer, link.a), _record(connection, link.layer, link.b)
    if a == b:
        raise UsageError(f"“{link.a}” and “{link.b}” are one and the same; judge two different ones.")
    judged = Link(link.layer, a, b, link.verdict, link.score, link.reason or "a person's judgement", link.made_by)
    added = insert(t.links).values(_values(judged, link.reason, now)).returning(t.links.c.no)
    no = int(connection.execute(added).scalar_one())
    _refresh(connection, link.layer, (a, b), cache)
    return no


def undo(connection: Connection, no: int, cache: Cache, *, by: str, now: str) -> None:
    """Takes a link out of force. Raises NotFoundError, UsageError."""
    columns = t.links.c
    row = connection.execute(select(t.links).where(columns.no == no)).first()
    if row is None:
        raise NotFoundError(f"There is no link {no} in this store.")
    if row.undone_at:
        raise UsageError(f"Link {no} was undone on {row.undone_at} by {row.undone_by}.")
    connection.execute(update(t.links).where(columns.no == no).values(undone_at=now, undone_by=by))
    _refresh(connection, row.layer, (row.a, row.b), cache)


def _refresh(connection: Connection, layer: str, pair: tuple[str, str], cache: Cache) -> None:
    """Reads anew what a judgement on a pair can change."""
    if layer == "event":
        refresh_events(connection, pair, cache)
    elif layer == "entity":
        refresh_events(connection, entities.claims_with(connection, pair), cache)
    elif layer == "report":
        weights.weigh_reports(connection, pair)


def is_in_force(connection: Connection, no: int) -> bool:
    """Whether there is a link of this number that was not undone."""
    return connection.execute(select(t.links.c.no).where(t.links.c.no == no, t.links.c.undone_at.is_(None))).first() is not None


def refresh_events(
    connection: Connection, claims: Iterable[str], cache: Cache, *, fresh: Iterable[Claim] = (), most: int | None = None
) -> None:
    """Reads the events of these claims, and of all that links lead to from them, anew.

    Where more than `most` links would have to be read, the claims join events that stay as they are otherwise. `fresh` are
    those that were just written, as they are stored: they need not be read again.
    """
    claims = list(claims)
    links = _closure(connection, set(claims), most)
    if links is None:
        _join_crowd(connection, set(claims), cache)
        return
    ids = {id for link in links for id in (link.a, link.b)} | set(claims)
    stored, rejected = _claims(connection, ids, cache, {c.id: c for c in fresh})
    same = entities.aliases(connection, party_ids(stored.values()))
    events = cluster([renamed(claim, same) for claim in stored.values()], links)
    changed = {no: claim for no, claim in stored.items() if claim.event != events[claim.id]}
    by_event: dict[str, list[int]] = {}
    for no, claim in changed.items():
        by_event.setdefault(events[claim.id], []).append(no)
        cache[no] = replace(claim, event=events[claim.id])
    _MOVED.run(connection, [{"moved": no, "to": event} for event, numbers in by_event.items() for no in numbers])
    _refresh_table(connection, {claim.event for claim in stored.values()} - {""}, stored.values(), events, rejected)


def _join_crowd(connection: Connection, claims: set[str], cache: Cache) -> None:
    """Joins claims to the events that their own links lead to, without reading these whole."""
    found = {row.no: _link(row) for part in _parts(sorted(claims)) for row in _in_force().rows(connection, claims=part)}
    ids = claims | {id for link in found.values() for id in (link.a, link.b)}
    known = crowded.crowds(connection, {c.event for c in _claims(connection, ids, cache)[0].values()})
    for part in _parts(sorted(known)):
        found |= {row.no: _link(row) for row in connection.execute(crowded.parted_by_people(part))}
    stand = [no for crowd in known.values() for no in crowd.stand]
    for part in _parts(sorted(stand)):
        ids |= {row.id for row in connection.execute(crowded.standing_for(part))}
    ids |= {id for link in found.values() for id in (link.a, link.b)}
    stored, _ = _claims(connection, ids, cache)
    known |= crowded.crowds(connection, {c.event for c in stored.values()} - known.keys())
    events = crowded.join(connection, {c.id: c for c in stored.values()}, [found[no] for no in sorted(found)], known)
    for no, claim in stored.items():
        cache[no] = replace(claim, event=events[claim.id])


def _refresh_table(
    connection: Connection, old: set[str], claims: Iterable[Claim], events: dict[str, str], rejected: Collection[str]
) -> None:
    """The table of events anew for those that these claims were or are of; `rejected` are the ids of those that people rejected."""
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(events[claim.id], []).append(claim)
    for part in _parts(sorted(old | set(told))):
        _GONE.run(connection, [{"ids": part}])
    known = weights.counts(connection, told, rejected)
    values = []
    for event, members in told.items():
        date = narrowest(members)
        span = days(date)
        published = min((c.published for c in members if c.published), default=None)
        first, last = span or (None, None)
        row = {"id": event, "first_day": first, "last_day": last, "sort_day": sort_day(span, published)}
        values.append({**row, "origins": None, "reports": None, "standing": None, **known.get(event, {})})
    _INTO_EVENTS.run(connection, values)
    weights.weigh(connection, told.keys() - known.keys())


def _closure(connection: Connection, claims: set[str], most: int | None) -> list[Link] | None:
    """The links in force among all claims that "same" links join to these, oldest first; None where it is more than `most`."""
    found: dict[int, Link] = {}
    seen: set[str] = set()
    todo = claims
    while todo:
        seen |= todo
        reached: set[str] = set()
        for part in _parts(sorted(todo)):
            for row in _in_force(None if most is None else most + 1).rows(connection, claims=part):
                if row.verdict == "same":
                    reached |= {row.a, row.b}
                if row.no not in found:
                    found[row.no] = _link(row)
            if most is not None and len(found) > most:
                return None
        todo = reached - seen
    return [found[no] for no in sorted(found) if found[no].a in seen and found[no].b in seen]


_MOVED = Prepared(update(t.claims).where(t.claims.c.no == bindparam("moved")).values(event=bindparam("to")))
_GONE = Prepared(delete(t.events).where(t.events.c.id.in_(t.several("ids"))))
_INTO_EVENTS, _INTO_LINKS = Prepared(insert(t.events)), Prepared(insert(t.links))


@cache
def _in_force(most: int | None = None) -> Prepared:
    """The query for links in force that name one of `claims`, at most `most`; made once."""
    columns = t.links.c
    claims = t.several("claims")
    either = or_(columns.a.in_(claims), columns.b.in_(claims))
    query = select(t.links).where(columns.layer == "event", columns.undone_at.is_(None), columns.verdict != "unsure", either)
    return Prepared(query if most is None else query.limit(most))


@cache
def _stored() -> tuple[Prepared, Prepared]:
    """The queries for claims by `ids` and for their bodies by `numbers`; made once."""
    columns = t.claims.c
    facts = select(columns.no, columns.id, columns.event, columns.corrected, columns.judged).where(columns.id.in_(t.several("ids")))
    whole = select(columns.no, columns.body, columns.event, columns.corrected)
    return Prepared(facts), Prepared(whole.where(columns.no.in_(bindparam("numbers", expanding=True))))


def _claims(
    connection: Connection, ids: Collection[str], cache: Cache, fresh: Mapping[str, Claim] = NOTHING
) -> tuple[dict[int, Claim], set[str]]:
    """The claims of these ids by number, and which of them (ids) people rejected.

    What is in the cache is not decoded again, nor are `fresh` ones.
    """
    facts, whole = _stored()
    found: dict[int, Claim] = {}
    rejected: set[str] = set()
    for part in _parts(sorted(ids)):
        stored = facts.rows(connection, ids=part)
        events = {row.no: row.event for row in stored}
        rejected |= {row.id for row in stored if row.judged == "reject"}
        for row in stored:  # what people corrected may have changed since
            if row.corrected or (row.no in cache and is_corrected(cache[row.no])):
                cache.pop(row.no, None)
            elif row.id in fresh:
                cache[row.no] = fresh[row.id]
        for no, event in events.items():
            if no in cache:  # another program may have read its event anew
                found[no] = cache[no] if cache[no].event == event else replace(cache[no], event=event)
        missing = [no for no in events if no not in cache]
        for row in whole.rows(connection, numbers=missing) if missing else ():
            cache[row.no] = found[row.no] = read_claim(row.body, row.event, row.corrected)
    return found, rejected


def _record(connection: Connection, layer: str, id: str) -> str:
    """The record of a layer that an id names; for an event its first claim. Raises NotFoundError, UsageError."""
    claims = t.claims.c
    queries: dict[str, list[Select[Any]]] = {
        "event": [
            select(claims.id).where(claims.id == id),
            select(claims.id).where(claims.event == id).order_by(claims.no).limit(1),
        ],
        "report": [select(t.reports.c.id).where(t.reports.c.id == id)],
        "entity": [select(t.entities.c.id).where(t.entities.c.id == id).limit(1)],
    }
    if layer not in queries:
        raise UsageError(f"“{layer}” is no layer of links; those that are: {', '.join(queries)}.")
    for query in queries[layer]:
        if found := connection.execute(query).scalar():
            return str(found)
    raise NotFoundError(f"There is no {layer} “{id}” in this store.")


def _values(link: Link, note: str, now: str) -> dict[str, Any]:
    same = ("layer", "a", "b", "verdict", "score", "reason", "made_by")
    return {name: getattr(link, name) for name in same} | {"note": note, "created_at": now}


def _link(row: Row[Any]) -> Link:
    return Link(row.layer, row.a, row.b, row.verdict, row.score, row.reason, row.made_by)


def _parts(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[i : i + MOST // 2] for i in range(0, len(values), MOST // 2)]
