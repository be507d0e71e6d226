"""Grades of sources and events that people gave: rows with who, when and why; undone by `deciding`, never deleted."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, get_args

from sqlalchemy import Connection, Row, and_, func, insert, or_, select

from reportedly.errors import NotFoundError, UsageError
from reportedly.model import Credibility, Origin, Reliability
from reportedly.model.grades import RELIABILITY, UNGRADED, TrackRecord, fared
from reportedly.store import origin_tables as o
from reportedly.store import tables as t
from reportedly.store.claims import MOST, of_events, stored_claim
from reportedly.store.events import event as read_event
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import Page

Transaction = Callable[[], AbstractContextManager[Connection]]
_LOOKED_AT = 500
_SIDES = 40
"""Claims of an origin that are read for the state that it speaks for."""
"""Events of a source that its record takes in, the latest."""


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade with its history. `layer` is "source" (`subject` an origin's id) or "event" (the id of a claim of it)."""

    id: str
    layer: str
    subject: str
    name: str
    grade: str
    by: str
    note: str
    created_at: str
    undone_at: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source: an origin that claims rest on, in how many claims, its grade with the wording, and who gave it ("" for nobody)."""

    id: str
    name: str
    side: str
    kind: str
    claims: int
    reliability: Reliability = UNGRADED
    words: str = RELIABILITY[UNGRADED]
    by: str = ""
    note: str = ""


class Grades:
    """The store's part of grading. `by` is a name, `now` an ISO 8601 instant. Each call is one transaction."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def grade_source(self, source: str, grade: Reliability, *, name: str = "", by: str, note: str = "", now: str) -> str:
        """Says how reliable a source (an origin's id) is; returns the id of the decision. The old grade stays in the history.

        Raises UsageError for a grade that is none.
        """
        if grade not in get_args(Reliability):
            raise UsageError(f"“{grade}” is no grade of a source; those that are: {', '.join(f'{k} {v}' for k, v in RELIABILITY.items())}.")
        with self._writing() as connection:
            return _add(connection, "source", source, name=name, grade=grade, person=by, note=note, created_at=now)

    def grade_event(self, event: str, grade: Credibility, *, by: str, note: str = "", now: str) -> str:
        """Says how credible an event (ev-... or a claim of it) is, over what the rule says; returns the id of the decision.

        The grade stays with the event's first claim, so that it outlives re-linking. Raises NotFoundError, UsageError.
        """
        if grade not in get_args(Credibility):
            raise UsageError(f"“{grade}” is no grade of an event; those that are go from 1 to 6.")
        with self._writing() as connection:
            subject = event if event.startswith("cl-") else min(row.claim.id for row in read_event(connection, event).claims)
            if not connection.execute(select(t.claims.c.no).where(t.claims.c.id == subject)).first():
                raise NotFoundError(f"There is no claim “{subject}” in this store.")
            return _add(connection, "event", subject, name="", grade=str(grade), person=by, note=note, created_at=now)

    def history(self, subject: str | None = None, *, undone: bool = True) -> list[GradeRow]:
        """All grades, or those of a source or claim (id), oldest first; without those taken back unless `undone`."""
        with self._reading() as connection:
            query = select(o.grades).order_by(o.grades.c.no)
            if subject is not None:
                query = query.where(o.grades.c.subject == subject)
            if not undone:
                query = query.where(o.grades.c.undone_at.is_(None))
            return [_row(r) for r in connection.execute(query)]

    def sources(self, *, limit: int = 50, after: str | None = None) -> Page[SourceRow]:
        """The sources that most claims rest on, with their grades; graded ones that no claim names at the end."""
        with self._reading() as connection:
            given = _in_force(connection)
            columns, count = t.claims.c, func.count(t.claims.c.no)
            query = select(columns.origin, count, func.min(columns.no)).group_by(columns.origin)
            if after:
                most, last = parse_mark(after, (int, str))
                query = query.having(or_(count < most, and_(count == most, columns.origin > last)))
            counted = connection.execute(query.order_by(count.desc(), columns.origin).limit(limit + 1)).all()
            origins = _origins(connection, [row[2] for row in counted[:limit]])
            rows = [
                _source(_sided(connection, origins.get(no) or Origin(id, id)), claims, given.get(id)) for id, claims, no in counted[:limit]
            ]
            if len(counted) <= limit:
                rows += [
                    _source(Origin(g.subject, g.name or g.subject), 0, g) for g in given.values() if not _claims_of(connection, g.subject)
                ]
            return page_of(rows, [(claims, id) for id, claims, _ in counted], limit) if len(counted) > limit else Page(tuple(rows), None)

    def given(self) -> dict[str, GradeRow]:
        """The grade in force of each source that has one, by its id."""
        with self._reading() as connection:
            return _in_force(connection)

    def source(self, id: str) -> SourceRow:
        """One source with its grade. Raises NotFoundError when no claim rests on it and nobody graded it."""
        with self._reading() as connection:
            given = _in_force(connection, id)
            columns = t.claims.c
            count, first = connection.execute(select(func.count(), func.min(columns.no)).where(columns.origin == id)).one()
            if not count and id not in given:
                raise NotFoundError(f"No claim rests on “{id.removeprefix('origin:')}”; `reportedly sources` lists whom claims rest on.")
            origin = _origins(connection, [first]).get(first) if count else None
            return _source(_sided(connection, origin or Origin(id, given[id].name or id)), count, given.get(id))

    def record(self, id: str) -> TrackRecord:
        """How the events that a source tells have fared: confirmed, denied, told otherwise by others; the latest 500."""
        from reportedly.store.standing import stands_of_each

        with self._reading() as connection:
            columns = t.claims.c
            query = select(columns.event, func.max(columns.sort_day)).where(columns.origin == id).group_by(columns.event)
            found = connection.execute(query.order_by(func.max(columns.sort_day).desc(), columns.event).limit(_LOOKED_AT + 1)).all()
            events = [row[0] for row in found[:_LOOKED_AT]]
            told = of_events(connection, events)
            tally: Counter[str] = Counter()
            for stands in stands_of_each(connection, {event: [row.claim for _, row in told[event]] for event in events}).values():
                how = fared(id, stands)
                tally.update(name for name, is_so in how.items() if is_so)
            return TrackRecord(id, len(events), **tally, is_cut=len(found) > len(events))


def override(connection: Connection, claims: Sequence[str]) -> GradeRow | None:
    """The last grade in force that a person gave to an event, by the ids of its claims."""
    columns = o.grades.c
    found: list[Row[Any]] = []
    for i in range(0, len(claims), MOST):
        query = select(o.grades).where(columns.layer == "event", columns.subject.in_(claims[i : i + MOST]), columns.undone_at.is_(None))
        found += connection.execute(query).all()
    return _row(max(found, key=lambda row: row.no)) if found else None


def _add(connection: Connection, layer: str, subject: str, **values: str) -> str:
    no = connection.execute(insert(o.grades).values(layer=layer, subject=subject, **values).returning(o.grades.c.no)).scalar_one()
    return f"g{no}"


def _in_force(connection: Connection, source: str | None = None) -> dict[str, GradeRow]:
    """The grade of each source: the last one given and not taken back."""
    columns = o.grades.c
    query = select(o.grades).where(columns.layer == "source", columns.undone_at.is_(None)).order_by(columns.no)
    if source is not None:
        query = query.where(columns.subject == source)
    return {row.subject: _row(row) for row in connection.execute(query)}


def _source(origin: Origin, claims: int, given: GradeRow | None) -> SourceRow:
    grade = next((g for g in RELIABILITY if given and g == given.grade), UNGRADED)
    by, note = (given.by, given.note) if given else ("", "")
    return SourceRow(origin.id, origin.name, origin.side, origin.kind, claims, grade, RELIABILITY[grade], by, note)


def _origins(connection: Connection, claims: Sequence[int]) -> dict[int, Origin]:
    """The origins of claims (by number)."""
    columns = t.claims.c
    found: dict[int, Origin] = {}
    for i in range(0, len(claims), MOST):
        query = select(columns.no, columns.body).where(columns.no.in_(claims[i : i + MOST]))
        found |= {row.no: stored_claim(row.body, "").origin for row in connection.execute(query)}
    return found


def _sided(connection: Connection, origin: Origin) -> Origin:
    """An origin with the state that it speaks for by most of its claims: not every report tells what somebody is."""
    if origin.side or origin.kind == "publisher":
        return origin
    bodies = connection.execute(select(t.claims.c.body).where(t.claims.c.origin == origin.id).limit(_SIDES)).scalars()
    told = Counter(side for body in bodies if (side := stored_claim(body, "").origin.side))
    return replace(origin, side=told.most_common(1)[0][0]) if told else origin


def _claims_of(connection: Connection, origin: str) -> int:
    return int(connection.execute(select(func.count()).where(t.claims.c.origin == origin)).scalar_one())


def _row(row: Row[Any]) -> GradeRow:
    return GradeRow(
        f"g{row.no}", row.layer, row.subject, row.name, row.grade, row.person, row.note, row.created_at, row.undone_at, row.undone_by
    )
