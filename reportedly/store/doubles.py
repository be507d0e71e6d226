"""Pairs of events that may be one although nothing joined them, for people to judge: the doubles of `twins`, through all events.

They are found while a list is read, the newest events first; nothing of them is kept until somebody judges.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from reportedly.model.events import excludes, signature
from reportedly.store import events
from reportedly.store import tables as t
from reportedly.store.filters import Filter
from reportedly.store.rows import EventRow, Page
from reportedly.store.twins import Twin, of_event

_AT_ONCE, _ROUNDS = 10, 8
"""Events that are read at once, and how often, for one page."""


class Double(NamedTuple):
    """A claim of each of two events that may be one (ids), and why they may."""

    a: str
    b: str
    reason: str


def page(connection: Connection, filter: Filter, *, least: float, limit: int, after: str | None) -> Page[Double]:
    """Pairs among the events that fit, of claims scored `least` or accepted: at least `limit` of them, unless there are fewer.

    A page may be short, or empty, although more follow.
    """
    wanted = replace(filter, min_score=least, rejected=False)
    found: list[Double] = []
    for _ in range(_ROUNDS):
        rows = events.page(connection, wanted, limit=_AT_ONCE, after=after, order="new")
        for row in rows.rows:
            found += _of(connection, row, least)
        after = rows.next
        if after is None or len(found) >= limit:
            break
    return Page(tuple(found), after)


def _of(connection: Connection, row: EventRow, least: float) -> list[Double]:
    """The pairs of one event that nobody has judged; of the two events the one with the lesser id has the pair."""
    twins = [twin for twin in of_event(connection, row, least=least) if row.id < twin.row.claim.event]
    made = [Double(_like(row, twin), twin.row.claim.id, twin.reason) for twin in twins]
    judged = _judged(connection, {end for double in made for end in (double.a, double.b)})
    return [double for double in made if frozenset((double.a, double.b)) not in judged]


def _like(row: EventRow, twin: Twin) -> str:
    """The surest claim of an event that does not exclude the twin's."""
    sign = signature(twin.row.claim)
    told = sorted((c.claim for c in row.claims if c.judged != "reject"), key=lambda c: (bool(excludes(signature(c), sign)), -c.score, c.id))
    return (told or [row.claims[0].claim])[0].id


def _judged(connection: Connection, claims: Collection[str]) -> set[frozenset[str]]:
    """The pairs of these claims that a person has judged, however."""
    c: Any = t.links.c
    ids = sorted(claims)
    query = select(c.a, c.b).where(c.layer == "event", c.undone_at.is_(None), c.made_by.like("person:%"))
    return {frozenset(pair) for pair in connection.execute(query.where(or_(c.a.in_(ids), c.b.in_(ids))))} if ids else set()
