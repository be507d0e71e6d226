"""The conditions of a filter on what an event as a whole has: origins, reports, publishers, standing. They are kept beside the events."""

from sqlalchemy import ColumnElement, exists, func, or_, select

from reportedly.store import tables as t
from reportedly.store.filters import Filter


def of_bounded(filter: Filter) -> list[ColumnElement[bool]]:
    """The condition on claims that their event has what a filter asks for."""
    return [exists().where(t.events.c.id == t.claims.c.event, *bounds(filter))] if filter.is_bounded else []


def bounds(filter: Filter) -> list[ColumnElement[bool]]:
    """The conditions on what is kept beside an event."""
    events = t.events.c
    # + 0: by their index SQLite would find them all before it puts them in order; looked through in order, a page is full soon
    origins, reports = events.origins + 0, events.reports + 0
    pairs = ((origins, filter.min_origins, filter.max_origins), (reports, filter.min_reports, filter.max_reports))
    made = [column >= low for column, low, _ in pairs if low] + [column <= high for column, _, high in pairs if high]
    made += _publishers(filter)
    if filter.standings:  # it is not kept for what everybody tells
        made.append(or_(events.standing.in_(filter.standings), events.standing.is_(None)))
    return made


def _publishers(filter: Filter) -> list[ColumnElement[bool]]:
    """The conditions on how many publishers the reports of an event have; counted as it is asked, where its reports allow it."""
    events, claims, reports = t.events.c, t.claims.c, t.reports.c
    told = select(func.count(func.coalesce(reports.publisher, "").distinct())).join(t.claims, claims.report == reports.no)
    count = told.where(claims.event == events.id).correlate(t.events).scalar_subquery()
    made: list[ColumnElement[bool]] = []
    if filter.min_publishers > 1:
        made += [events.reports + 0 >= filter.min_publishers, count >= filter.min_publishers]
    if filter.max_publishers:  # one report has one publisher: no more need be counted
        made.append(or_(events.reports + 0 <= filter.max_publishers, count <= filter.max_publishers))
    return made
