"""Statements by their words: who said something of this, in which reports, and on how many origins what it tells rests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, tuple_

from reportedly.model import Statement
from reportedly.model.sayings import Saying, grouped
from reportedly.store import finding, word_index
from reportedly.store import tables as t
from reportedly.store.claims import MOST
from reportedly.store.codec import decode
from reportedly.store.events import by_id
from reportedly.store.filters import Filter
from reportedly.store.finding import Places, Wanted, places
from reportedly.store.paging import mark_of, parse_mark
from reportedly.store.rows import EventRow, Page, StatementRow
from reportedly.store.statements import statement_row

_WINDOW = 40
"""Statements that are read at once."""
_BEFORE = 20
"""Statements before a page that are read with it, so that one that was shown there does not come again."""
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, as it was first published, with where else it is given and the events that its words tell of.

    `lacking` is how many of the words that were sought it has not.
    """

    statement: StatementRow
    others: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]
    lacking: int = 0

    @property
    def origins(self) -> int:
        """On how many independent origins what it tells rests: whoever said it, and who tells of the same events."""
        return max([1, *(len(event.origins) for event in self.events)])


def counted(connection: Connection, wanted: Wanted, *, limit: int, after: str | None) -> tuple[Page[Said], int]:
    """One page of the statements that are asked for, and how many there are, sought once."""
    asked = places(connection, wanted)
    return _page(connection, wanted, asked, limit=limit, after=after), len(asked.numbers)


def page(connection: Connection, wanted: Wanted, *, limit: int, after: str | None) -> Page[Said]:
    """The statements that are asked for, in the order of `finding.places`, each once with who else gives it.

    Where the filter bounds them a page may be short, or empty, although more follow.
    """
    return _page(connection, wanted, places(connection, wanted), limit=limit, after=after)


def _page(connection: Connection, wanted: Wanted, asked: Places, *, limit: int, after: str | None) -> Page[Said]:
    (at,) = parse_mark(after, (int,)) if after else (0,)
    found: list[Said] = []
    events: dict[str, list[EventRow]] = {}
    for _ in range(_ROUNDS):
        first = max(0, at - _BEFORE)
        near = asked.slice(first, at + _WINDOW)
        rows = _rows(connection, [place.no for place in near])
        here = [i for i, (_, row) in enumerate(rows) if row.judged != "reject"]
        grouped_here = _grouped([rows[i][1] for i in here])
        groups = [group for some in grouped_here if min(group := [here[i] for i in some]) >= at - first]
        groups.sort(key=min)
        for i, group in enumerate(groups):
            if len(found) == limit:
                return Page(tuple(found), mark_of((first + min(group),)))
            if i % limit == 0:  # what they tell of is read for as many as may be shown
                events = _events(connection, [rows[place] for some in groups[i : i + limit] for place in some])
            others = tuple(rows[place][1] for place in group[1:])
            lacking = min(near[place].lacking for place in group)
            said = Said(rows[group[0]][1], others, _each_once(events, [rows[place] for place in group]), lacking)
            if _fits(said, wanted.filter):
                found.append(said)
        at += _WINDOW
        if at >= len(asked.numbers):
            return Page(tuple(found), None)
    return Page(tuple(found), mark_of((at,)))


def _fits(said: Said, filter: Filter) -> bool:
    """Whether a statement has as many origins, reports and publishers as a filter asks."""
    reports = len({said.statement.report, *(row.report for row in said.others)})
    enough = filter.min_origins <= said.origins <= (filter.max_origins or said.origins)
    outlets = len({said.statement.publisher or "", *(row.publisher or "" for row in said.others)})
    enough = enough and filter.min_publishers <= outlets <= (filter.max_publishers or outlets)
    return enough and filter.min_reports <= reports <= (filter.max_reports or reports)


def count(connection: Connection, wanted: Wanted) -> int:
    """How many statements are asked for, each telling of one counted, whatever their origins."""
    return finding.count(connection, wanted)


def _rows(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, StatementRow]]:
    """Statements by number, in this order, each with its report's number."""
    columns, reports = t.statements.c, t.reports.c
    wanted = [(no >> word_index.PLACES, no & word_index.PLACE) for no in numbers]
    told = (reports.text, reports.id, reports.title, reports.publisher, reports.url, reports.published)
    said = (columns.id.label("statement"), columns.judged, columns.corrected)
    query = select(columns.report, columns.position, columns.body, *said, *told).join(t.reports, columns.report == reports.no)
    found: dict[tuple[int, int], Any] = {}
    for i in range(0, len(wanted), MOST // 4):
        part = wanted[i : i + MOST // 4]
        of_these = columns.report.in_(sorted({report for report, _ in part}))  # SQLite does not seek by pairs
        for row in connection.execute(query.where(of_these, tuple_(columns.report, columns.position).in_(part))):
            found[row.report, row.position] = row
    return [(place[0], statement_row(found[place])) for place in wanted]


def _grouped(rows: Sequence[StatementRow]) -> list[list[int]]:
    """The statements that are one, by their places among the rows; the first published first."""
    by_speaker: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        by_speaker.setdefault(row.statement.speaker.id if row.statement.speaker else f"#{i}", []).append(i)
    groups: list[list[int]] = []
    for speaker, here in by_speaker.items():
        at = {(rows[i].report, rows[i].index): i for i in here}
        said = [_saying(rows[i], "" if speaker.startswith("#") else speaker) for i in here]
        groups += [[at[s.report, s.index] for s in group] for group in grouped(said)]
    return groups


def _saying(row: StatementRow, speaker: str) -> Saying:
    return Saying(row.report, row.index, speaker, row.statement.said_on, row.published, " ".join(row.content))


def _events(connection: Connection, rows: Iterable[tuple[int, StatementRow]]) -> dict[str, list[EventRow]]:
    """The events of the claims that stand in each statement (by its id)."""
    columns = t.claims.c
    stated: dict[int, list[tuple[str, Statement]]] = {}
    for no, row in rows:
        stated.setdefault(no, []).append((row.id, row.statement))
    held: dict[str, list[str]] = {}
    numbers = sorted(stated)
    for i in range(0, len(numbers), MOST):
        query = select(columns.report, columns.event, columns.start, columns.judged).where(columns.report.in_(numbers[i : i + MOST]))
        for claim in connection.execute(query):
            for id, statement in stated[claim.report] if claim.judged != "reject" else ():
                if any(span.start <= claim.start < span.end for span in statement.content):
                    held.setdefault(id, []).append(claim.event)
    ids = sorted({event for events in held.values() for event in events})
    known = {row.id: row for i in range(0, len(ids), MOST) for row in by_id(connection, ids[i : i + MOST], set())}
    return {id: [known[event] for event in dict.fromkeys(events)] for id, events in held.items()}


def _each_once(events: dict[str, list[EventRow]], group: Iterable[tuple[int, StatementRow]]) -> tuple[EventRow, ...]:
    return tuple({event.id: event for _, row in group for event in events.get(row.id, ())}.values())


def voices(connection: Connection, places: Sequence[tuple[str, int]]) -> list[Statement | None]:
    """For each place in a report (id, character) the statement that it stands in; None for the report's own words."""
    columns, reports = t.statements.c, t.reports.c
    query = select(reports.id, columns.body).join(t.reports, columns.report == reports.no)
    told: dict[str, list[Any]] = {}
    for row in connection.execute(query.where(reports.id.in_(sorted({report for report, _ in places})))):
        told.setdefault(row.id, []).append(decode(Statement, row.body))
    return [_at(told.get(report, ()), place) for report, place in places]


def _at(statements: Iterable[Statement], place: int) -> Statement | None:
    """The narrowest statement around a character."""
    around = [(span.end - span.start, n, s) for n, s in enumerate(statements) for span in s.content if span.start <= place < span.end]
    return min(around, key=lambda found: found[:2])[2] if around else None
