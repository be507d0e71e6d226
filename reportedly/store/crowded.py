"""Joins new claims to events of very many claims without reading those events whole.

What everybody tells has thousands of claims and far more links. A new telling of it looks at the claims that its own links
lead to and at one claim for each date and status of their events, which stand for what the event excludes; the events
themselves stay as they are, or are merged.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, insert, or_, select, update

from reportedly.model import Claim, Link
from reportedly.model.aliases import party_ids, renamed
from reportedly.model.events import cluster, days, event_id
from reportedly.model.plans import narrowest_of
from reportedly.store import entities, weights
from reportedly.store import tables as t
from reportedly.store.days import sort_day

MOST = 100
"""Claims that stand for one event, at most: of each date and status the first."""
_PART = 500


@dataclass(slots=True)
class Crowd:
    """What is known of an event without reading its claims: the smallest id, its dates with how many tell them, its first day."""

    least: str = ""
    dates: Counter[str] = field(default_factory=Counter)
    first: int = 0
    stand: list[int] = field(default_factory=list)

    def take_in(self, least: str, date: str | None, count: int, first: int) -> None:
        """Counts claims of one date."""
        self.least = min(self.least or least, least)
        self.first = min(self.first or first, first)
        if date:
            self.dates[date] += count


def crowds(connection: Connection, events: Iterable[str]) -> dict[str, Crowd]:
    """The events of these ids, each with the numbers of the claims that stand for it."""
    columns, wanted = t.claims.c, sorted(set(events) - {""})
    found: dict[str, Crowd] = {}
    for i in range(0, len(wanted), _PART):
        asked = (columns.event, columns.date, columns.status)
        query = select(*asked, func.count(), func.min(columns.id), func.min(columns.sort_day), func.min(columns.no))
        for event, date, _, count, least, first, no in connection.execute(
            query.where(columns.event.in_(wanted[i : i + _PART])).group_by(*asked)
        ):
            crowd = found.setdefault(event, Crowd())
            crowd.take_in(least, date, count, first)
            crowd.stand.append(no)
    for crowd in found.values():
        crowd.stand = sorted(crowd.stand)[:MOST]
    return found


def join(connection: Connection, claims: Mapping[str, Claim], links: Collection[Link], known: Mapping[str, Crowd]) -> dict[str, str]:
    """Joins claims to the events that their links lead to, and writes which event each is of; returns that, by claim id.

    `claims` (by id) are the new ones and those that the links lead to or that stand for an event; one that is of an
    event already (`known`) stays with all the others of it.
    """
    same = entities.aliases(connection, party_ids(claims.values()))
    held: dict[str, list[str]] = {}
    for id, claim in claims.items():
        if claim.event:
            held.setdefault(claim.event, []).append(id)
    groups: dict[str, list[str]] = {}
    for id, group in cluster([renamed(claim, same) for claim in claims.values()], links, held=held.values()).items():
        groups.setdefault(group, []).append(id)
    found: dict[str, str] = {}
    for ids in groups.values():
        found |= dict.fromkeys(ids, _write(connection, [claims[id] for id in ids], known))
    return found


def _write(connection: Connection, members: Collection[Claim], known: Mapping[str, Crowd]) -> str:
    """Makes one event of claims and of all that are of their events; returns its id."""
    old = sorted({c.event for c in members} - {""})
    fresh = [c for c in members if not c.event]
    if not fresh and len(old) == 1:
        return old[0]
    event = event_id([*(c.id for c in fresh), *(known[e].least for e in old)])
    whole = Crowd()
    for claim in fresh:
        whole.take_in(claim.id, claim.date, 1, sort_day(days(claim.date), claim.published))
    for crowd in (known[e] for e in old):
        whole.dates += crowd.dates
        whole.first = min(whole.first or crowd.first, crowd.first)
    columns = t.claims.c
    moved = [e for e in old if e != event]
    connection.execute(update(t.claims).where(or_(columns.id.in_([c.id for c in fresh]), columns.event.in_(moved))).values(event=event))
    connection.execute(delete(t.events).where(t.events.c.id.in_([*old, event])))
    span = days(narrowest_of(whole.dates))
    first, last = span or (None, None)
    day = sort_day(span, None) if span else whole.first
    connection.execute(insert(t.events).values(id=event, first_day=first, last_day=last, sort_day=day))
    weights.weigh(connection, [event])
    return event


def standing_for(numbers: Collection[int]) -> Select[tuple[str]]:
    """A query for the ids of claims by number."""
    return select(t.claims.c.id).where(t.claims.c.no.in_(sorted(numbers)))


def parted_by_people(events: Collection[str]) -> Select[Any]:
    """A query for the links in force by which people keep claims of these events apart from others."""
    links, claims = t.links.c, t.claims.c
    ids = select(claims.id).where(claims.event.in_(events))
    by_person = and_(links.made_by >= "person:", links.made_by < "person;")
    kept_apart = and_(links.layer == "event", links.verdict == "different", links.undone_at.is_(None))
    return select(t.links).where(by_person, kept_apart, or_(links.a.in_(ids), links.b.in_(ids)))
