"""What people decided, whatever it was on, and the one way to take it back. Nothing is deleted: undoing is remembered, too.

A decision has one id everywhere: "l7" a judgement on two records (the number of its link), "d9" a judgement on, or a
correction of, one claim or statement, "g3" a grade.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    and_,
    case,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from reportedly.errors import NotFoundError, UsageError
from reportedly.model import Claim
from reportedly.store import corrections, links
from reportedly.store import origin_tables as o
from reportedly.store import people_tables as p
from reportedly.store import tables as t
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.people_rows import Decision
from reportedly.store.rows import Page

Transaction = Callable[[], AbstractContextManager[Connection]]
PERSON = "person:"


class Decisions:
    """The store's part of remembering and undoing. Each call is one transaction; `by` is a name, `now` an ISO 8601 instant."""

    def __init__(self, reading: Transaction, writing: Transaction, cache: dict[int, Claim]) -> None:
        self._reading = reading
        self._writing = writing
        self._cache = cache

    def history(
        self,
        *,
        subject: str | None = None,
        person: str | None = None,
        undone: bool = True,
        undoings: bool = True,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[Decision]:
        """What was decided, last first: all, on a `subject` (a record's id, or a pair's "a|b"), or by a `person`.

        Without `undone` neither what was taken back nor the undoing of it; without `undoings` only the latter is left out.
        """
        with self._reading() as connection:
            every, query = _every()
            if subject:
                one_of_two = (
                    every.subject.startswith(f"{subject}|", autoescape=True),
                    every.subject.endswith(f"|{subject}", autoescape=True),
                )
                query = query.where(or_(every.subject == subject, *one_of_two))
            if person:
                query = query.where(every.person == person)
            if not undone:
                query = query.where(every.undone_at.is_(None))
            if not (undone and undoings):
                query = query.where(every.verdict != "undo")
            if after:
                at, no, kind = parse_mark(after, (str, int, str))
                later = (every.created_at < at, and_(every.created_at == at, every.no < no))
                query = query.where(or_(*later, and_(every.created_at == at, every.no == no, every.kind < kind)))
            found = connection.execute(query.limit(limit + 1)).all()
            return page_of([_decision(row) for row in found], [(row.created_at, row.no, row.kind) for row in found], limit)

    def one(self, id: str) -> Decision:
        """A decision by its id. Raises NotFoundError."""
        with self._reading() as connection:
            return _one(connection, id)

    def last(self, person: str) -> Decision | None:
        """The last decision of a person that is in force: what undoing takes back where nothing is named."""
        return next(iter(self.history(person=person, undone=False, limit=1).rows), None)

    def undo(self, id: str, *, by: str, note: str = "", now: str) -> Decision:
        """Takes a decision out of force and returns it as it is then. A link that a stage made ("l7") may be undone, too.

        Raises NotFoundError, or UsageError when it was undone before.
        """
        with self._writing() as connection:
            kind, no = _named(connection, id)
            if kind == "l":
                self._undo_link(connection, no, by=by, note=note, now=now)
            elif kind == "g":
                _undo_grade(connection, no, by=by, now=now)
            else:
                self._undo_decision(connection, no, by=by, note=note, now=now)
            return _one(connection, f"{kind}{no}")

    def _undo_link(self, connection: Connection, no: int, *, by: str, note: str, now: str) -> None:
        links.undo(connection, no, self._cache, by=PERSON + by, now=now)
        link = connection.execute(select(t.links).where(t.links.c.no == no)).one()
        if link.layer == "event":
            _mark_undone(connection, p.decisions.c.value == str(no), p.decisions.c.layer == "event", by=by, now=now)
            _add_undo(connection, "event", "|".join(sorted((link.a, link.b))), f"l{no}", by=by, note=note, now=now)

    def _undo_decision(self, connection: Connection, no: int, *, by: str, note: str, now: str) -> None:
        row = connection.execute(select(p.decisions).where(p.decisions.c.no == no)).one()
        if row.undone_at:
            raise UsageError(f"Decision d{no} was undone on {row.undone_at} by {row.undone_by}.")
        _mark_undone(connection, p.decisions.c.no == no, by=by, now=now)
        _add_undo(connection, row.layer, row.subject, f"d{no}", by=by, note=note, now=now)
        corrections.refresh(connection, row.layer, row.subject)
        if row.layer == "claim":
            links.refresh_events(connection, [row.subject], self._cache)


def turns(connection: Connection, layer: str, subjects: list[str]) -> dict[str, int]:
    """How many decisions there are on each subject that has any."""
    c = p.decisions.c
    query = select(c.subject, func.max(c.turn)).where(c.layer == layer, c.subject.in_(subjects)).group_by(c.subject)
    return {row[0]: row[1] for row in connection.execute(query)}


def _named(connection: Connection, id: str) -> tuple[str, int]:
    """The kind and number that an id names; a row that only keeps a pair's turn stands for its link. Raises NotFoundError."""
    kind, digits = id[:1], id[1:]
    tables = {"l": t.links, "d": p.decisions, "g": o.grades}
    missing = NotFoundError(f"There is no decision “{id}” in this store; `reportedly judgements` lists them.")
    if kind not in tables or not (digits.isascii() and digits.isdecimal()) or len(digits) > 18:
        raise missing
    row = connection.execute(select(tables[kind]).where(tables[kind].c.no == int(digits))).first()
    if row is None or (kind == "d" and row.verdict == "undo"):
        raise missing
    return ("l", int(row.value)) if kind == "d" and row.layer == "event" else (kind, int(digits))


def _undo_grade(connection: Connection, no: int, *, by: str, now: str) -> None:
    c = o.grades.c
    row = connection.execute(select(o.grades).where(c.no == no)).one()
    if row.undone_at:
        raise UsageError(f"Decision g{no} was undone on {row.undone_at} by {row.undone_by}.")
    connection.execute(update(o.grades).where(c.no == no).values(undone_at=now, undone_by=by))


def _mark_undone(connection: Connection, *which: Any, by: str, now: str) -> None:
    """Marks the rows that only follow: those undone before stay as they are."""
    connection.execute(update(p.decisions).where(*which, p.decisions.c.undone_at.is_(None)).values(undone_at=now, undone_by=by))


def _add_undo(connection: Connection, layer: str, subject: str, undone: str, *, by: str, note: str, now: str) -> None:
    """The undoing as the next decision on the subject, so that who judges meanwhile is told."""
    turn = turns(connection, layer, [subject]).get(subject, 0) + 1
    row = {"layer": layer, "subject": subject, "turn": turn, "verdict": "undo", "field": "", "value": undone}
    connection.execute(insert(p.decisions).values(**row, person=by, note=note, created_at=now))


def _one(connection: Connection, id: str) -> Decision:
    kind, no = _named(connection, id)
    every, query = _every(stages=kind == "l")
    return _decision(connection.execute(query.where(every.kind == kind, every.no == no)).one())


def _every(*, stages: bool = False) -> tuple[Any, Select[Any]]:
    """All decisions as one list, last first: its columns, and the query. With links that stages made where `stages`."""
    parts = union_all(_on_one(), _on_two(stages=stages), _graded())
    every = parts.subquery().c
    return every, select(*every).order_by(every.created_at.desc(), every.no.desc(), every.kind.desc())


def _on_one() -> Select[Any]:
    """Judgements on one claim or statement, corrections, and every undoing."""
    c = p.decisions.c
    query = select(
        literal("d").label("kind"), c.no, c.layer, c.subject, c.verdict, c.field, c.value, c.person, c.note, literal("").label("name"),
        c.created_at, c.undone_at, c.undone_by,
    )  # fmt: skip
    return query.where(or_(c.layer != "event", c.verdict == "undo"))


def _on_two(*, stages: bool) -> Select[Any]:
    """Judgements on two records: their links."""
    c = t.links.c
    pair = case((c.layer == "report", c.a + "|" + c.b), (c.a < c.b, c.a + "|" + c.b), else_=c.b + "|" + c.a)
    told = (literal("").label("name"), c.created_at, c.undone_at, _name(c.undone_by))
    query = select(literal("l"), c.no, c.layer, pair, c.verdict, literal(""), literal(""), _name(c.made_by), c.note, *told)
    return query if stages else query.where(*_by_person())


def _name(column: Any) -> Any:
    """Who made something: a person's name, a stage as it is."""
    return case((column.startswith(PERSON), func.substr(column, len(PERSON) + 1)), else_=column)


def _by_person() -> tuple[Any, Any]:
    """Links that people made, as the index of them is made: by these very words, since SQLite compares the words."""
    return t.links.c.made_by >= literal_column("'person:'"), t.links.c.made_by < literal_column("'person;'")


def _graded() -> Select[Any]:
    c = o.grades.c
    return select(
        literal("g"), c.no, c.layer, c.subject, literal("grade"), literal(""), c.grade, c.person, c.note, c.name, c.created_at, c.undone_at,
        c.undone_by,
    )  # fmt: skip


def _decision(row: Any) -> Decision:
    value = f"d{row.value}" if row.verdict == "undo" and row.value.isdecimal() else row.value  # as it was written before
    told = (row.layer, row.subject, row.verdict, row.field, value, row.person, row.note)
    return Decision(f"{row.kind}{row.no}", *told, row.created_at, row.undone_at, row.undone_by, row.name)
