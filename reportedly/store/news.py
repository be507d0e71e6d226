"""What came into the store since an instant: new events, and what is new about those that were there."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, or_, select

from reportedly.model.origins import DENIED
from reportedly.store import tables as t
from reportedly.store.claims import MOST
from reportedly.store.events import by_id
from reportedly.store.rows import EventRow, News, NewsItem

MOST_REPORTS = 400
"""New reports that are looked through, the latest."""


def since(connection: Connection, instant: str, *, limit: int, least: float = 0.0) -> News:
    """What is new since an ISO 8601 instant; at most `limit` events of each kind, the last told first.

    As in the timeline, claims scored below `least` that nobody accepted, and rejected ones, tell nothing.
    """
    reports = t.reports.c
    count = select(reports.no).where(reports.added_at > instant).order_by(reports.added_at.desc(), reports.no.desc())
    new = {no for (no,) in connection.execute(count.limit(MOST_REPORTS))}
    if not new:
        return News(instant)
    every = _events_of(connection, new)
    told = _told(connection, every, least)
    kinds: dict[str, list[tuple[str, str]]] = {"event": [], "status": [], "origin": [], "denial": []}
    for event, rows in told.items():
        for kind, what in _changes(rows, new):
            kinds[kind].append((event, what))
    latest = {event: max(row.no for row in rows) for event, rows in told.items()}
    chosen = {kind: sorted(found, key=lambda f: -latest[f[0]])[:limit] for kind, found in kinds.items()}
    ids = list({event for found in chosen.values() for event, _ in found})
    known = {row.id: row for row in by_id(connection, ids, set())}
    chosen["origin"] = [(event, _named(what, known[event])) for event, what in chosen["origin"]]
    items = {kind: tuple(NewsItem(known[event], what) for event, what in found) for kind, found in chosen.items()}
    counts = {kind: len(found) for kind, found in kinds.items()}
    return News(
        instant,
        items["event"],
        items["status"],
        items["origin"],
        items["denial"],
        len(new),
        counts,
        len(new) == MOST_REPORTS,
        len(every) - len(told),
    )


def _named(origins: str, event: EventRow) -> str:
    """The names of origins, given by their ids, one a line."""
    names = {row.claim.origin.id: row.claim.origin.name for row in event.claims}
    return ", ".join(dict.fromkeys(names.get(id, id) for id in origins.splitlines()))


def _events_of(connection: Connection, reports: set[int]) -> list[str]:
    found: set[str] = set()
    numbers = sorted(reports)
    for i in range(0, len(numbers), MOST):
        found.update(connection.execute(select(t.claims.c.event).where(t.claims.c.report.in_(numbers[i : i + MOST]))).scalars())
    return sorted(found)


def _told(connection: Connection, events: list[str], least: float) -> dict[str, list[Any]]:
    columns = t.claims.c
    found: dict[str, list[Any]] = defaultdict(list)
    for i in range(0, len(events), MOST):
        query = select(columns.event, columns.no, columns.report, columns.status, columns.origin).where(
            columns.event.in_(events[i : i + MOST]),
            or_(columns.score >= least, columns.judged == "accept"),
            or_(columns.judged.is_(None), columns.judged != "reject"),
        )
        for row in connection.execute(query):
            found[row.event].append(row)
    return found


def _changes(rows: list[Any], new: set[int]) -> list[tuple[str, str]]:
    """What the new claims of an event change: (kind, in words) each; new origins by their ids, one a line."""
    old_rows, new_rows = [r for r in rows if r.report not in new], [r for r in rows if r.report in new]
    found = []
    if not old_rows:
        found.append(("event", ""))
    denials = {r.status for r in new_rows} & DENIED
    if denials and not {r.status for r in old_rows} & DENIED:
        found.append(("denial", " and ".join(sorted(denials))))
    if old_rows:
        if fresh := {r.status for r in new_rows} - {r.status for r in old_rows} - DENIED:
            found.append(("status", f"now also {', '.join(sorted(fresh))}; was {', '.join(sorted({r.status for r in old_rows}))}"))
        if added := {r.origin for r in new_rows} - {r.origin for r in old_rows}:
            found.append(("origin", "\n".join(sorted(added))))
    return found
