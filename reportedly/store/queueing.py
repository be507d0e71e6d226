"""In what order things wait for a person: those first of which a decision changes most, each with why it stands where it does."""

from collections.abc import Collection
from dataclasses import replace
from math import ceil
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, and_, case, exists, or_, select

from reportedly.store import claims as claim_rows
from reportedly.store import tables as t
from reportedly.store.deciding import PERSON
from reportedly.store.filters import Filter
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import Page

_STEP = 0.05
"""How much lower the scores of each part of the queue of claims may be than those of the part before."""
_OPEN = 0.5
"""The score at which linking is as unsure as it can be."""


class Waiting(NamedTuple):
    """What waits, and why it stands where it does: a claim (`a`), or two of which a link leaves open whether they are of one event."""

    a: str
    b: str
    why: str


def claims(connection: Connection, filter: Filter, *, below: float, limit: int, after: str | None) -> Page[Waiting]:
    """The claims scored `below` that nobody judged: the nearest to it first, in steps, and in each those that change most."""
    start = parse_mark(after, (int, int, float, int)) if after else (0, 0, 0.0, 0)
    found: list[tuple[tuple[int, int, float, int], Waiting]] = []
    for band in range(start[0], ceil(below / _STEP)):
        top = below - band * _STEP
        rows = _band(connection, filter, (top - _STEP if band + 1 < ceil(below / _STEP) else -1.0, top), below)
        ranked = sorted(((band, -row.change, -float(row.score), row.no), _claim(row, below)) for row in rows)
        found += [one for one in ranked if not after or one[0] > start]
        if len(found) > limit:
            break
    return page_of([one for _, one in found[:limit]], [key for key, _ in found[: limit + 1]], limit)


def _band(connection: Connection, filter: Filter, scores: tuple[float, float], below: float) -> list[Any]:
    """The claims of some scores, each with what would change: the origins of an event that no claim tells surely, else a new origin."""
    c, e, sure = t.claims.c, t.events.c, t.claims.alias("sure")
    told = [sure.c.event == c.event, or_(sure.c.judged == "accept", and_(sure.c.judged.is_(None), sure.c.score >= below))]
    change = case((~exists().where(*told), e.origins), (~exists().where(*told, sure.c.origin == c.origin), 1), else_=0)
    query = select(c.id, c.no, c.score, e.origins, e.reports, exists().where(*told).label("is_told"), change.label("change"))
    query = query.join(t.events, e.id == c.event).where(*claim_rows.conditions(connection, replace(filter, rejected=True)))
    return list(connection.execute(query.where(c.judged.is_(None), c.score >= scores[0], c.score < scores[1])).all())


def _claim(row: Any, below: float) -> Waiting:
    if not row.is_told:
        told = f"{_plural(row.origins or 1, 'origin')} in {_plural(row.reports or 1, 'report')}"
        change = f"accepting it brings an event into the lists that is told by {told}"
    elif row.change:
        change = "accepting it adds an origin to an event that is told surely"
    else:
        change = "its event is told surely on the same origin already"
    return Waiting(row.id, "", f"{change}; its score of {row.score:.2f} is {below - row.score:.2f} below the line")


def pairs(connection: Connection, filter: Filter, *, limit: int, after: str | None) -> Page[Waiting]:
    """The pairs of events that linking left open, each once, of claims that fit: those that most origins and claims hang on first."""
    start = parse_mark(after, (int, int, float, int)) if after else None
    ranked = sorted((key, one) for key, one in _open(connection, filter) if start is None or key > start)
    return page_of([one for _, one in ranked[:limit]], [key for key, _ in ranked[: limit + 1]], limit)


def pairs_waiting(connection: Connection) -> int:
    """How many pairs of events linking left open."""
    return len(_open(connection, Filter(rejected=True)))


def _open(connection: Connection, filter: Filter) -> list[tuple[tuple[int, int, float, int], Waiting]]:
    """The pairs of events that linking left open with what they are ordered by, by the surest link between the two."""
    links, a, b = t.links, t.claims, t.claims.alias("b")
    one, other = t.events.alias("one"), t.events.alias("other")
    query = select(links.c.no, links.c.a, links.c.b, links.c.score, a.c.event, b.c.event.label("with_event"), *_weights(one, other))
    query = (
        query.join(a, a.c.id == links.c.a)
        .join(b, b.c.id == links.c.b)
        .join(one, one.c.id == a.c.event)
        .join(other, other.c.id == b.c.event)
    )
    by_stage = (links.c.layer == "event", links.c.verdict == "unsure", links.c.undone_at.is_(None), ~links.c.made_by.like(PERSON + "%"))
    rows = connection.execute(query.where(*by_stage, *_of(connection, filter))).all()
    judged, best, many = _judged(connection), dict[frozenset[str], Any](), dict[frozenset[str], int]()
    for row in rows:
        key = frozenset((row.event, row.with_event))
        if key not in judged and frozenset((row.a, row.b)) not in judged:
            many[key] = many.get(key, 0) + 1
            if key not in best or (row.score, -row.no) > (best[key].score, -best[key].no):
                best[key] = row
    return [_pair(row, many[key]) for key, row in best.items()]


def _weights(one: FromClause, other: FromClause) -> tuple[ColumnElement[Any], ...]:
    ends = ((one, ""), (other, "_with"))
    return tuple(end.c[name].label(f"{name}{tail}") for end, tail in ends for name in ("origins", "reports"))


def _of(connection: Connection, filter: Filter) -> list[ColumnElement[bool]]:
    """The conditions on the first claim of a pair; its score counts for nothing here."""
    return claim_rows.conditions(connection, replace(filter, rejected=True, min_score=0.0))


def _pair(row: Any, links: int) -> tuple[tuple[int, int, float, int], Waiting]:
    apart = round(abs(row.score - _OPEN), 4)
    if row.event == row.with_event:
        return (0, 0, apart, -row.no), Waiting(row.a, row.b, "other links have joined the two already; this one alone leaves it open")
    origins, reports = [(row.origins or 1, row.origins_with or 1), (row.reports or 1, row.reports_with or 1)]
    more = f"; {links} links between them are open" if links > 1 else ""
    told = f"{_plural(sum(origins), 'origin')} and {_plural(sum(reports), 'report')} hang on it ({origins[0]} and {origins[1]} origins)"
    return (-sum(origins), -sum(reports), apart, -row.no), Waiting(row.a, row.b, f"{told}, and linking gives it {row.score:.0%}{more}")


def _judged(connection: Connection) -> Collection[frozenset[str]]:
    """The pairs of claims, and of events, that a person has judged."""
    links, a, b = t.links.c, t.claims.alias("a"), t.claims.alias("b")
    query = select(links.a, links.b, a.c.event, b.c.event).join(a, a.c.id == links.a).join(b, b.c.id == links.b)
    by_person = (links.layer == "event", links.undone_at.is_(None), links.made_by >= PERSON, links.made_by < PERSON[:-1] + ";")
    found = connection.execute(query.where(*by_person)).all()
    return {frozenset(pair) for row in found for pair in ((row[0], row[1]), *(((row[2], row[3]),) if row[2] != row[3] else ()))}


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
