"""Ids as people type them: cut short, as long as one record remains."""

import re

from sqlalchemy import Column, Connection, func, select

from reportedly.errors import NotFoundError
from reportedly.model.events import event_id
from reportedly.store import tables as t

_SHOWN = 5
_EVENT = re.compile(r"ev-[0-9a-f]{16}")


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
    if not found and (event := now_in(connection, start)):
        return event
    if not found or not start:
        raise NotFoundError(f"There is no report, event or claim “{start}” in this store; `reportedly reports` lists the reports.")
    raise NotFoundError(f"Several ids begin with “{start}”: {', '.join(sorted(found)[:_SHOWN])} ...; write more of it.")


def now_in(connection: Connection, event: str) -> str | None:
    """The event that now holds the first claim of one that was merged into it; None when there never was such an event.

    An event's id is made of its first claim's alone, and that claim stands in an event of several now.
    """
    if not _EVENT.fullmatch(event):
        return None
    claims = t.claims.c
    several = select(claims.event).group_by(claims.event).having(func.count() > 1)
    for id, holder in connection.execute(select(claims.id, claims.event).where(claims.event.in_(several))):
        if event_id((id,)) == event:
            return str(holder)
    return None
