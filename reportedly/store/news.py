"""What came into the store since an instant: new events, and what is new about those that were there; what matters most first."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from reportedly.model.origins import DENIED, denies, vouches
from reportedly.store import tables as t
from reportedly.store.claims import MOST
from reportedly.store.events import by_id
from reportedly.store.rows import EventRow, News, NewsItem

MOST_REPORTS = 400
"""New reports that are looked through, the latest."""
_FIRM = 0.7
"""The score from which on an event's best claim counts as well told."""
Key = tuple[bool, bool, int, float, int]


def since(connection: Connection, instant: str, *, limit: int, least: float = 0.0) -> News:
    """What is new since an ISO 8601 instant; at most `limit` events of each kind.

    Those on most independent origins come first, undated and weakly scored ones last; of denials first those of dated acts
    that others tell as done. As in the timeline, claims scored below `least` that nobody accepted, and rejected ones, tell nothing.
    """
    reports = t.reports.c
    count = select(reports.no).where(reports.added_at > instant).order_by(reports.added_at.desc(), reports.no.desc())
    new = {no for (no,) in connection.execute(count.limit(MOST_REPORTS))}
    if not new:
        return News(instant)
    fresh, unsure = _fresh(connection, new, least)
    before = _before(connection, {e for e, rows in fresh.items() if rows[0].told_by != len({r.report for r in rows})}, new, least)
    kinds: dict[str, list[tuple[Key, str, str]]] = {"event": [], "status": [], "origin": [], "denial": []}
    for event, rows in fresh.items():
        for kind, what in _changes(before.get(event, []), rows):
            kinds[kind].append((_rank(kind, rows, before.get(event, [])), event, what))
    chosen = {kind: sorted(found)[:limit] for kind, found in kinds.items()}
    ids = list({event for found in chosen.values() for _, event, _ in found})
    known = {row.id: row for row in by_id(connection, ids, set())}
    chosen["denial"] = [told for told in chosen["denial"] if not is_held(known[told[1]])]
    items = {kind: tuple(_item(kind, known[event], what) for _, event, what in found) for kind, found in chosen.items()}
    counts = {kind: len(found) for kind, found in kinds.items()}
    is_cut = len(new) == MOST_REPORTS
    return News(instant, items["event"], items["status"], items["origin"], items["denial"], len(new), counts, is_cut, unsure)


def is_held(event: EventRow) -> bool:
    """Whether an event was only called off, by all that deny it, and others tell it outright as done: it was held after all."""
    told = [row.claim for row in event.claims]
    if any(denies(claim) for claim in told):
        return False
    return any(c.bearing == "calls off" for c in told) and any(vouches(c) and c.status == "occurred" for c in told)


def _item(kind: str, event: EventRow, what: str) -> NewsItem:
    """An event with what is new; origins, given by their ids, by their names."""
    if kind != "origin":
        return NewsItem(event, what)
    names = {row.claim.origin.id: row.claim.origin.name for row in event.claims}
    return NewsItem(event, ", ".join(dict.fromkeys(names.get(id, id) for id in what.splitlines())))


_TOLD = (t.claims.c.no, t.claims.c.report, t.claims.c.status, t.claims.c.origin)


def _fresh(connection: Connection, new: set[int], least: float) -> tuple[dict[str, list[Any]], int]:
    """The sure claims of the new reports by event, each with what is kept beside it, and how many more events those reports tell.

    An index has all that is read of the claims.
    """
    claims, events, told = t.claims.c, t.events.c, defaultdict[str, list[Any]](list)
    beside = (events.origins.label("many"), events.reports.label("told_by"), events.first_day)
    query = select(claims.event, claims.score, *_TOLD, *beside).join(t.events, events.id == claims.event)
    for row in connection.execute(query.where(claims.report.in_(sorted(new)), *_sure(least))).all():
        told[row.event].append(row)
    every = select(func.count(claims.event.distinct())).where(claims.report.in_(sorted(new)))
    return told, int(connection.execute(every).scalar_one()) - len(told)


def _sure(least: float) -> tuple[ColumnElement[bool], ...]:
    columns = t.claims.c
    return or_(columns.score >= least, columns.judged == "accept"), or_(columns.judged.is_(None), columns.judged != "reject")


def _before(connection: Connection, events: Iterable[str], new: set[int], least: float) -> dict[str, list[Any]]:
    """The sure claims of events that other reports tell."""
    columns, found = t.claims.c, defaultdict[str, list[Any]](list)
    for row in _of(connection, events, columns.event, select(columns.event, *_TOLD).where(*_sure(least))):
        if row.report not in new:
            found[row.event].append(row)
    return found


def _of(connection: Connection, events: Iterable[str], column: Any, query: Select[Any]) -> Iterable[Any]:
    ids = sorted(events)
    for i in range(0, len(ids), MOST):
        yield from connection.execute(query.where(column.in_(ids[i : i + MOST]))).all()


def _rank(kind: str, new: list[Any], old: list[Any]) -> Key:
    """What puts an event before others: dated, well told, on many origins, surely, lately; the least first."""
    score = max(row.score for row in new)
    statuses = {row.status for row in (*new, *old)}
    is_beside = kind == "denial" and statuses <= DENIED  # nobody tells what is denied as done
    is_weak = new[0].first_day is None or score < _FIRM
    return is_weak, is_beside, -(new[0].many or 0), -score, -max(row.no for row in new)


def _changes(old: list[Any], new: list[Any]) -> list[tuple[str, str]]:
    """What the new claims of an event change: (kind, in words) each; new origins by their ids, one a line."""
    found = []
    if not old:
        found.append(("event", ""))
    denials = {r.status for r in new} & DENIED
    if denials and not {r.status for r in old} & DENIED:
        found.append(("denial", " and ".join(sorted(denials))))
    if old:
        if fresh := {r.status for r in new} - {r.status for r in old} - DENIED:
            found.append(("status", f"now also {', '.join(sorted(fresh))}; was {', '.join(sorted({r.status for r in old}))}"))
        if added := {r.origin for r in new} - {r.origin for r in old}:
            found.append(("origin", "\n".join(sorted(added))))
    return found
