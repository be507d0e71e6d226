"""What was set aside, by cause: one error that befell hundreds of inputs is one row, which opens to its list."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from reportedly.errors import NotFoundError
from reportedly.store import tables as t
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import CauseRow, FailureRow, Page

NAMED = 3
"""Inputs that are named with their cause."""
_PARTICULAR = re.compile(r"\w+://\S+|\d[\d.,]*(?<![.,])")
"""What differs between errors of one cause: addresses and numbers. Quoted words stay: they say which language, which stage."""
_C = t.failures.c
_ROW = (_C.no, _C.location, _C.stage, _C.error, _C.kind, _C.sha256, _C.first_at, _C.last_at)


def page(connection: Connection, *, limit: int, after: str | None) -> Page[CauseRow]:
    """Causes, those of most inputs first."""
    (offset,) = parse_mark(after, (int,)) if after else (0,)
    found = sorted(_grouped(_latest(connection)), key=lambda cause: (-cause.count, cause.id))[max(0, offset) :]
    return page_of(found[:limit], [(offset + i,) for i in range(1, len(found[: limit + 1]) + 1)], limit)


def failures(connection: Connection, cause: int, *, limit: int, after: str | None) -> tuple[CauseRow, Page[FailureRow]]:
    """The cause of one input (by its number), and all that it befell, the latest first. Raises NotFoundError."""
    one = connection.execute(select(*_ROW).where(_C.no == cause)).first()
    if one is None:
        raise NotFoundError(f"Nothing was set aside under the number {cause}.")
    alike = (_C.kind == one.kind, _C.stage == one.stage)
    (told,) = _grouped(row for row in _latest(connection, *alike) if _key(row) == _key(one))
    query = select(*_ROW).where(*alike, *([_C.no < parse_mark(after, (int,))[0]] if after else ()))
    every = (FailureRow(*row) for row in connection.execute(query.order_by(_C.no.desc())) if _key(row) == _key(one))
    rows = list(islice(every, limit + 1))
    return told, page_of(rows[:limit], [(row.id,) for row in rows], limit)


def _key(row: Any) -> tuple[str, str, str]:
    """What is equal for inputs of one cause."""
    return row.kind, row.stage, _PARTICULAR.sub("…", row.error)


def _latest(connection: Connection, *conditions: ColumnElement[bool]) -> Sequence[Any]:
    """The latest inputs that each error befell, with how many there are of it and when; the latest first."""
    same = (_C.kind, _C.stage, _C.error)
    of_all = (func.count(), func.min(_C.no), func.min(_C.first_at), func.max(_C.last_at))
    named = zip(("count", "first_no", "first", "last"), of_all, strict=True)
    place = func.row_number().over(partition_by=same, order_by=_C.no.desc()).label("place")
    ranked = select(*_ROW, place, *(value.over(partition_by=same).label(name) for name, value in named)).where(*conditions).subquery()
    return connection.execute(select(ranked).where(ranked.c.place <= NAMED).order_by(ranked.c.no.desc())).all()


def _grouped(rows: Iterable[Any]) -> list[CauseRow]:
    """The causes of the latest inputs of each error."""
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    return [_cause(key, some) for key, some in groups.items()]


def _cause(key: tuple[str, str, str], rows: Sequence[Any]) -> CauseRow:
    kind, stage, masked = key
    errors = {row.error: row for row in rows}
    return CauseRow(
        id=min(row.first_no for row in errors.values()),
        error=masked if len(errors) > 1 else rows[0].error,
        stage=stage,
        kind=kind,
        count=sum(row.count for row in errors.values()),
        first_at=min(row.first for row in errors.values()),
        last_at=max(row.last for row in errors.values()),
        latest=tuple(FailureRow(*row[: len(_ROW)]) for row in rows[:NAMED]),
    )
