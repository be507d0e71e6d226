"""Visits of one person to another's country, beside an answer about meetings of the two: that they met is not told in these words."""

from collections.abc import Sequence

from reportedly.model.events import days
from reportedly.serve.asked import Asked
from reportedly.serve.lines import Line, line
from reportedly.serve.reading import Question
from reportedly.serve.together import Under, together
from reportedly.store import ActorRow, EventRow, Store

_MEETING, _VISIT, _DONE = {"CONSULT", "CONSULT/none"}, "CONSULT/visit", "occurred"
_READ, _SHOWN = 30, 6
_VAGUE = 31
"""Days that a date may cover to say when a visit was."""
_TWO = 2


def visits(store: Store, read: Question, shown: Sequence[Line], least: float) -> tuple[list[Line], Under]:
    """The dated visits of one of two people to the other's country where their meetings are asked for, the latest first.

    With those that may be the same, by the id of one. Without the events that are `shown`.
    """
    pair = _people(store, read)
    if not pair or not _MEETING & set(read.kinds) or read.order == "old" or _is_narrowed(read):
        return [], {}
    known = {row.event.id for row in shown}
    found = [row for guest, host in (pair, pair[::-1]) for row in _of(store, read, guest, host, least) if row.event.id not in known]
    heads, under = together(found, beside=1)
    return sorted(heads, key=lambda row: days(row.event.date) or (0, 0), reverse=True)[:_SHOWN], under


def _is_narrowed(read: Question) -> bool:
    """Whether more is asked for than who met and when."""
    bounds = (read.origins, read.reports, read.outlets, read.publishers, read.teller, read.statuses, read.stances, read.standings)
    return any(bounds) or bool(read.month and not read.year) or bool(read.rest)


def _people(store: Store, read: Question) -> tuple[ActorRow, ...]:
    """The two people of different countries who are asked about; nothing for others."""
    rows = [row for id, _ in read.names for row in store.find_actor(id, limit=1)]
    of_people = len(rows) == _TWO == len(read.names) and all(row.kind == "person" and row.country for row in rows)
    return tuple(rows) if of_people and rows[0].country != rows[1].country else ()


def _of(store: Store, read: Question, guest: ActorRow, host: ActorRow, least: float) -> list[Line]:
    """The dated visits of one to the country of the other, who is not told to take part."""
    asked = Asked(actor=(guest.id, host.country or ""), type=(_VISIT,), status=(_DONE,), since=read.when, until=read.when)
    rows = store.events((asked if read.when else asked.but(since="0001")).filter(least), limit=_READ, newest_first=True).rows
    return [line(row) for row in rows if _is_visit(row, guest.id, host)]


def _is_visit(row: EventRow, guest: str, host: ActorRow) -> bool:
    """Whether the event as a whole is such a visit, done, and of a day or a month."""
    span = days(row.date)
    is_told = span is not None and span[1] - span[0] <= _VAGUE and row.status == _DONE and f"{row.type}/{row.mode}" == _VISIT
    acting, where = {party.id for party in row.actor}, {party.id.partition("-")[0] for party in row.recipient}
    return is_told and guest in acting and host.id not in acting | {p.id for p in row.recipient} and host.country in where
