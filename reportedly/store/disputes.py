"""Denials that stand right behind what another side says, the latest: for a reader who names nobody yet."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select, tuple_

from reportedly.store import tables as t
from reportedly.store.claims import MOST
from reportedly.store.rows import StatementRow
from reportedly.store.statements import statement_row

_STATE = re.compile(r"([A-Z]{3})(?:-.*)?")
"""The id of a country, and of a body of it."""


class Disputed(NamedTuple):
    """A denial by those who speak for the state `denier`, and what those who speak for `claimant` say right before it in its report."""

    claimant: str
    denier: str
    claimed: StatementRow
    denial: StatementRow


def latest(connection: Connection, *, most: int, near: int, passed: Collection[str]) -> list[Disputed]:
    """What stands at most `near` characters before the `most` denials of the last reports; stances that are `passed` claim nothing."""
    columns = t.statements.c
    unjudged = or_(columns.judged.is_(None), columns.judged != "reject")
    denials = select(columns.report).where(columns.stance == "denies").order_by(columns.report.desc())  # what is judged lies behind bodies
    reports = sorted(set(connection.execute(denials.limit(most)).scalars()))
    told = select(columns.report, columns.position, columns.stance, columns.speaker, columns.country, columns.body).where(unjudged)
    pairs: list[tuple[str, str, tuple[int, int], tuple[int, int]]] = []
    for i in range(0, len(reports), MOST):
        by_report: dict[int, list[Any]] = defaultdict(list)
        for row in connection.execute(told.where(columns.report.in_(reports[i : i + MOST])).order_by(columns.report, columns.position)):
            by_report[row.report].append(row)
        for rows in by_report.values():
            pairs += _near(rows, near, passed)
    known = _read(connection, {place for *_, claimed, denial in pairs for place in (claimed, denial)})
    return [Disputed(one, other, known[claimed], known[denial]) for one, other, claimed, denial in pairs]


def _near(rows: Iterable[Any], near: int, passed: Collection[str]) -> Iterator[tuple[str, str, tuple[int, int], tuple[int, int]]]:
    """The denials of a report, each with what other sides say right before it, by their places."""
    rows = [(row, _sides(row), spans) for row in rows if (spans := json.loads(row.body)["content"])]
    for denial, deniers, denied in rows:
        for claim, claimants, content in rows if denial.stance == "denies" else ():
            apart = denied[0][0] - content[-1][1]
            if claim.stance not in passed and 0 <= apart <= near and not claimants & deniers:
                for pair in ((one, other) for one in sorted(claimants) for other in sorted(deniers)):
                    yield *pair, (claim.report, claim.position), (denial.report, denial.position)


def _sides(row: Any) -> set[str]:
    """The states for which a statement's speakers speak."""
    if row.country:
        return {row.country}
    return {found[1] for id in (row.speaker or "").split("+") if (found := _STATE.fullmatch(id))}


def _read(connection: Connection, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], StatementRow]:
    """Statements by report and position."""
    columns, reports, wanted = t.statements.c, t.reports.c, sorted(places)
    told = (reports.text, reports.id, reports.title, reports.publisher, reports.url, reports.published)
    said = (columns.id.label("statement"), columns.judged, columns.corrected)
    query = select(columns.report, columns.position, columns.body, *said, *told).join(t.reports, columns.report == reports.no)
    found = {}
    for i in range(0, len(wanted), MOST // 4):
        part = wanted[i : i + MOST // 4]
        of_these = columns.report.in_(sorted({report for report, _ in part}))  # SQLite does not seek by pairs
        for row in connection.execute(query.where(of_these, tuple_(columns.report, columns.position).in_(part))):
            found[row.report, row.position] = statement_row(row)
    return found
