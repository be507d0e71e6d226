"""How many independent origins and reports each event has, and how it stands: kept beside the events, to be sought and sorted by.

Derived by `model.origins` from the claims and the copies among their reports, whenever one of these changes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from reportedly.model import Claim
from reportedly.model.origins import origins_of, standing
from reportedly.store import tables as t
from reportedly.store.claims import MOST
from reportedly.store.copying import copies_of
from reportedly.store.events import by_id

_AT_ONCE = 100
_CROWD = 300
"""Claims from which on an event's origins are counted as they are named: reading such an event for each new claim takes too long."""


def weigh(connection: Connection, events: Iterable[str]) -> None:
    """Counts the origins and reports of these events anew."""
    wanted, columns = sorted(set(events)), t.claims.c
    for i in range(0, len(wanted), _AT_ONCE):
        part = wanted[i : i + _AT_ONCE]
        query = select(columns.event, func.count()).where(columns.event.in_(part)).group_by(columns.event)
        sizes = {row[0]: row[1] for row in connection.execute(query)}
        _write(connection, [id for id in part if 0 < sizes.get(id, 0) <= _CROWD])
        for id in part:
            if sizes.get(id, 0) > _CROWD:
                _write_crowd(connection, id)


def counts(connection: Connection, events: Mapping[str, Sequence[Claim]], rejected: Collection[str]) -> dict[str, dict[str, Any]]:
    """The values for events of which all claims are at hand, but for very large ones; `rejected` (ids) count only where all are."""
    small = {event: claims for event, claims in events.items() if len(claims) <= _CROWD}
    copies = copies_of(connection, [claim for claims in small.values() for claim in claims])
    found = {}
    for event, claims in small.items():
        told = [c for c in claims if c.id not in rejected] or claims
        reports = len({c.report for c in claims})
        found[event] = {"origins": len(origins_of(told, copies)), "reports": reports, "standing": standing(told, copies)}
    return found


def weigh_reports(connection: Connection, reports: Collection[str]) -> None:
    """Counts anew the events that these reports (ids) tell: for a copy counts whom it was copied from."""
    wanted, columns = sorted(reports), t.claims.c
    for i in range(0, len(wanted), MOST):
        numbers = select(t.reports.c.no).where(t.reports.c.id.in_(wanted[i : i + MOST]))
        weigh(connection, connection.execute(select(columns.event).distinct().where(columns.report.in_(numbers))).scalars())


def fill(connection: Connection) -> None:
    """Counts all events that were not counted yet."""
    after, columns = "", t.events.c
    while True:
        query = select(columns.id).where(columns.origins.is_(None), columns.id > after).order_by(columns.id).limit(_AT_ONCE)
        ids = list(connection.execute(query).scalars())
        if not ids:
            return
        after = ids[-1]
        weigh(connection, ids)


def _write(connection: Connection, events: list[str]) -> None:
    columns = t.events.c
    rows = [
        {"event": row.id, "many": len(row.origins), "told_by": len(row.reports), "stands": row.standing}
        for row in (by_id(connection, events, set()) if events else ())
    ]
    if rows:
        values: dict[str, Any] = {"origins": bindparam("many"), "reports": bindparam("told_by"), "standing": bindparam("stands")}
        connection.execute(update(t.events).where(columns.id == bindparam("event")).values(**values), rows)


def _write_crowd(connection: Connection, event: str) -> None:
    columns = t.claims.c
    query = select(func.count(columns.origin.distinct()), func.count(columns.report.distinct())).where(columns.event == event)
    origins, reports = connection.execute(query).one()
    connection.execute(update(t.events).where(t.events.c.id == event).values(origins=origins, reports=reports, standing=None))
