"""Ids as people type them: cut short, as long as one record remains."""

from sqlalchemy import Column, Connection, select

from reportedly.errors import NotFoundError
from reportedly.store import tables as t

_SHOWN = 5


def full(connection: Connection, start: str) -> str:
    """The one id of a report, event or claim that begins with `start`; an exact id wins.

    Raises NotFoundError when none or several do.
    """
    columns: tuple[Column[str], ...] = (t.reports.c.id, t.claims.c.id, t.claims.c.event)
    found: set[str] = set()
    for column in columns:
        if connection.execute(select(column).where(column == start).limit(1)).first():
            return start
        within = (column >= start, column < start + "\U0010ffff")
        found.update(connection.execute(select(column).distinct().where(*within).limit(_SHOWN)).scalars())
    if len(found) == 1 and start:
        return found.pop()
    if not found or not start:
        raise NotFoundError(f"There is no report, event or claim “{start}” in this store; `reportedly reports` lists the reports.")
    raise NotFoundError(f"Several ids begin with “{start}”: {', '.join(sorted(found)[:_SHOWN])} ...; write more of it.")
