"""Statements by their words: who said something of this, in which reports, and on how many origins what it tells rests."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from reportedly.model import Statement
from reportedly.model.sayings import Saying, grouped
from reportedly.store import tables as t
from reportedly.store.claims import MOST
from reportedly.store.codec import decode
from reportedly.store.dialect import patterns, reports_with
from reportedly.store.events import by_id
from reportedly.store.filters import Filter
from reportedly.store.rows import EventRow, StatementRow
from reportedly.store.statements import statement_row

REPORTS = 150
"""Reports with the words that are looked through, the last published."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, as it was first published, with where else it is given and the events that its words tell of."""

    statement: StatementRow
    others: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]

    @property
    def origins(self) -> int:
        """On how many independent origins what it tells rests: whoever said it, and who tells of the same events."""
        return max([1, *(len(event.origins) for event in self.events)])


def said_of(connection: Connection, words: str, *, filter: Filter) -> list[Said]:
    """The statements that have all the words and phrases in any form, the last published first.

    Those of the `REPORTS` last published reports that have the words; of the filter the bounds on origins count.
    """
    columns = t.reports.c
    having = select(columns.no, columns.text).where(columns.no.in_(reports_with(connection, words)))
    found = connection.execute(having.order_by(columns.published_order.desc(), columns.no.desc()).limit(REPORTS)).all()
    texts = {row.no: row.text for row in found}
    wanted = [re.compile(pattern) for pattern in patterns(words)]
    rows = _rows(connection, texts, wanted) if wanted else []
    groups = [[rows[i] for i in group] for group in _grouped([row for _, row in rows])]
    events = _events(connection, rows)
    made = [Said(group[0][1], tuple(row for _, row in group[1:]), _each_once(events, group)) for group in groups]
    made.sort(key=lambda s: s.statement.published or "", reverse=True)
    return [s for s in made if s.origins >= filter.min_origins and (not filter.max_origins or s.origins <= filter.max_origins)]


def _rows(connection: Connection, texts: Mapping[int, str], wanted: Sequence[re.Pattern[str]]) -> list[tuple[int, StatementRow]]:
    """The statements of these reports that have what is wanted, each with its report's number."""
    columns, reports = t.statements.c, t.reports.c
    told = (reports.id, reports.title, reports.publisher, reports.url, reports.published)
    said = (columns.id.label("statement"), columns.judged, columns.corrected)
    query = select(columns.report, columns.position, columns.body, *said, *told).join(t.reports, columns.report == reports.no)
    found = connection.execute(query.where(columns.report.in_(sorted(texts))).order_by(columns.report, columns.position))
    return [
        (row.report, statement_row(row, texts[row.report]))
        for row in found
        if row.judged != "reject" and all(w.search(_words(row.body, texts[row.report])) for w in wanted)
    ]


def _words(body: str, text: str) -> str:
    """The content of a stored statement in lower case: a statement is read in full only when it is wanted."""
    return " … ".join(text[start:end] for start, end in json.loads(body).get("content", ())).lower()


def _grouped(rows: Sequence[StatementRow]) -> list[list[int]]:
    """The statements that are one, by their places among the rows; the first published first."""
    by_speaker: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        by_speaker.setdefault(row.statement.speaker.id if row.statement.speaker else f"#{i}", []).append(i)
    groups: list[list[int]] = []
    for speaker, places in by_speaker.items():
        at = {(rows[i].report, rows[i].index): i for i in places}
        said = [_saying(rows[i], "" if speaker.startswith("#") else speaker) for i in places]
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
