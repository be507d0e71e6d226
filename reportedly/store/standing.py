"""What stands behind an event: its tree of origins, who says what of it, its grade, and the copies among its reports."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date as day
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, or_, select

from reportedly.errors import NotFoundError
from reportedly.model import Claim, Span, Stance, Statement
from reportedly.model.events import FUTURE
from reportedly.model.grades import CREDIBILITY, Grade, credibility
from reportedly.model.origins import DENIED, Copies, denies, parties_of
from reportedly.model.quotations import Alteration, altered_among
from reportedly.model.sayings import Saying, one_statement
from reportedly.model.stands import Remark, Stands, what_stands
from reportedly.model.trees import OriginTree, origin_tree
from reportedly.store import grading
from reportedly.store import tables as t
from reportedly.store.claims import MOST, counting, of_events
from reportedly.store.claims import claim as read_claim
from reportedly.store.codec import decode
from reportedly.store.copying import copies_of, pairs_in_force
from reportedly.store.reports import report as read_report
from reportedly.store.rows import ClaimRow

Transaction = Callable[[], AbstractContextManager[Connection]]
_NEAR = 400
"""Characters from an event's sentence within which somebody who would not comment is taken to be asked about it."""
_GENERAL = 32
"""Characters up to which words that are not commented on name no subject of their own ("requests for comment"): the whole report is."""
_APART = 7
"""Days of publication within which the same statement is sought."""
_MOST_SAYINGS = 500
_COMPARED = 40
"""Reports of one event whose quotations are compared with each other, the first published."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A report and the one it was copied from: ids, the share of words (0..1), how, who says so, the copied characters."""

    report: str
    original: str
    share: float
    how: str
    by_person: bool
    passages: tuple[Span, ...]


class Origins:
    """The store's part of telling what stands. Each call is one transaction; `id` is an event's or a claim's in full."""

    def __init__(self, reading: Transaction) -> None:
        self._reading = reading

    def tree(self, id: str) -> OriginTree:
        """The tree of origins of an event (ev-...) or of one claim (cl-...). Raises NotFoundError."""
        with self._reading() as connection:
            claims = _claims(connection, id)
            return origin_tree(claims, copies_of(connection, claims))

    def stands(self, id: str) -> Stands:
        """Who asserts, confirms and denies an event, who would not say, and which values differ. Raises NotFoundError."""
        with self._reading() as connection:
            return stands_of(connection, _claims(connection, id))

    def stands_each(self, events: Mapping[str, Sequence[ClaimRow]]) -> dict[str, Stands]:
        """The same of several events, by id, from their claims as they were read; what is sought for them is sought once."""
        with self._reading() as connection:
            return stands_of_each(connection, {id: counting(rows) for id, rows in events.items()})

    def credibility(self, id: str) -> Grade:
        """The grade 1-6 of an event: a person's where there is one, else that of the rule. Raises NotFoundError."""
        with self._reading() as connection:
            claims = _claims(connection, id)
            return grade_of(connection, claims, stands_of(connection, claims))

    def copies(self, report: str) -> tuple[Copy, ...]:
        """What a report was copied from, and what was copied from it. Raises NotFoundError."""
        with self._reading() as connection:
            read_report(connection, report)
            links = t.links.c
            query = select(links.b).where(links.layer == "report", links.undone_at.is_(None), or_(links.a == report, links.b == report))
            copies = sorted({report, *connection.execute(query).scalars()})
            pairs = [p for p in pairs_in_force(connection, copies) if report in (p.original, p.copy)]
            return tuple(Copy(p.copy, p.original, p.share, p.how, p.by_person, p.spans) for p in pairs)

    def tellings(self, report: str, index: int) -> tuple[tuple[Saying, str], ...]:
        """The other reports that give the same statement (a report's, by its index), each with the reason. Raises NotFoundError."""
        with self._reading() as connection:
            return _tellings(connection, report, index)

    def altered(self, id: str, other: str | None = None) -> tuple[Alteration, ...]:
        """Quotations whose words differ between the reports of an event, or between two reports. Raises NotFoundError."""
        with self._reading() as connection:
            ids = [id, other] if other else list(dict.fromkeys(c.report for c in _claims(connection, id)))[:_COMPARED]
            return _each_once(altered_among([read_report(connection, report) for report in ids]))


def _each_once(alterations: Iterable[Alteration]) -> tuple[Alteration, ...]:
    """Alterations, each pair of wordings once."""
    found: dict[tuple[str, str], Alteration] = {}
    for alteration in alterations:
        found.setdefault((alteration.a.text, alteration.b.text), alteration)
    return tuple(found.values())


def stands_of(connection: Connection, claims: Sequence[Claim], copies: Copies | None = None) -> Stands:
    """What stands of the event that these claims are of."""
    copies = copies_of(connection, claims) if copies is None else copies
    return _stands(claims, _sayings(connection, {c.report for c in claims}), copies)


def stands_of_each(connection: Connection, events: Mapping[str, Sequence[Claim]]) -> dict[str, Stands]:
    """What stands of each of several events, by its id, from its claims; what is sought for them is sought once."""
    every = [claim for claims in events.values() for claim in claims]
    copies, said = copies_of(connection, every), _sayings(connection, {c.report for c in every})
    return {id: _stands(claims, said, copies) for id, claims in events.items()}


def _stands(claims: Sequence[Claim], said: "Sayings", copies: Copies) -> Stands:
    stances, declined = _said(said, claims)
    return what_stands(claims, stances=stances, declined=declined, copies=copies)


def grade_of(connection: Connection, claims: Sequence[Claim], stands: Stands) -> Grade:
    """An event's grade: the last that a person gave it and did not take back, else that of the rule."""
    given = grading.override(connection, [c.id for c in claims])
    if given:
        level = next(n for n in CREDIBILITY if str(n) == given.grade)
        reason = given.note or "a person's judgement"
        return Grade(level, CREDIBILITY[level], reason, f"person:{given.by}")
    return credibility(stands, unreal=is_unreal(claims))


def is_unreal(claims: Sequence[Claim]) -> bool:
    """Whether an act is only told as yet to come; that it was called off, or might not take place, makes no difference."""
    left = [c for c in claims if c.status not in DENIED or denies(c)]
    return bool(left) and all(c.status in FUTURE for c in left)


def _claims(connection: Connection, id: str) -> list[Claim]:
    if id.startswith("cl-"):
        return [read_claim(connection, id).claim]
    told = counting(row for _, row in of_events(connection, [id])[id])
    if not told:
        raise NotFoundError(f"There is no event “{id}” in this store (when links change, an event's id may, too).")
    return told


def _tellings(connection: Connection, report: str, index: int) -> tuple[tuple[Saying, str], ...]:
    columns, reports = t.statements.c, t.reports.c
    told = select(columns.position, columns.speaker, columns.body, reports.id, reports.text, reports.published)
    query = told.join(t.reports, columns.report == reports.no)
    row = connection.execute(query.where(reports.id == report, columns.position == index)).first()
    if row is None:
        raise NotFoundError(f"Report “{report}” has no statement {index} in this store.")
    mine = _saying(row)
    if not mine.speaker:
        return ()
    query = query.where(columns.speaker == mine.speaker, reports.id != report)
    if mine.published:
        first, last = (shifted(mine.published, by) for by in (-_APART, _APART))
        query = query.where(reports.published_order >= first, reports.published_order < last + "\uffff")
    others = [_saying(other) for other in connection.execute(query.order_by(reports.published_order, reports.no).limit(_MOST_SAYINGS))]
    return tuple((other, reason) for other in others if (reason := one_statement(mine, other)))


def _saying(row: Any) -> Saying:
    statement = decode(Statement, row.body)
    text = " ".join(span.of(row.text) for span in statement.content)
    return Saying(row.id, row.position, row.speaker or "", statement.said_on, row.published, text)


def shifted(date: str, by: int) -> str:
    """An ISO date so many days later (or earlier); cut dates and what is none stay as they are."""
    try:
        return (day.fromisoformat(date[:10]) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return date


Sayings = Mapping[str, Sequence[tuple[int, Statement, str | None]]]
"""By report (id), its statements that confirm or would not say: index, statement, the speaker's country."""


def _sayings(connection: Connection, reports: Iterable[str]) -> Sayings:
    columns, ids = t.statements.c, sorted(reports)
    told = select(columns.position, columns.body, columns.country, t.reports.c.id.label("of"))
    query = told.join(t.reports, columns.report == t.reports.c.no).where(columns.stance.in_(("confirms", "declines-to-comment")))
    found: dict[str, list[tuple[int, Statement, str | None]]] = {}
    for i in range(0, len(ids), MOST):
        for row in connection.execute(query.where(t.reports.c.id.in_(ids[i : i + MOST])).order_by(columns.position)):
            found.setdefault(row.of, []).append((row.position, decode(Statement, row.body), row.country))
    return found


def _said(said: Sayings, claims: Sequence[Claim]) -> tuple[dict[str, Stance], list[Remark]]:
    """The stance of the statement that each claim stands in, where it matters, and who would not say."""
    stances: dict[tuple[str, int], Stance] = {}
    declined: list[Remark] = []
    for report in sorted({c.report for c in claims}):
        for position, statement, country in said.get(report, ()):
            stances[report, position] = statement.stance
            if statement.stance == "declines-to-comment" and _concerns(statement, country, report, claims):
                speaker = statement.speaker
                name = speaker.name if speaker else "somebody"
                declined.append(Remark(speaker.id if speaker else "", name, country or "", report, position))
    known = {c.id: stance for c in claims if c.statement is not None and (stance := stances.get((c.report, c.statement)))}
    return known, declined


def _concerns(statement: Statement, country: str | None, report: str, claims: Iterable[Claim]) -> bool:
    """Whether somebody who would not comment is told of beside the event, or is a party to it and would not comment at all."""
    here = [c for c in claims if c.report == report]
    if country and country in parties_of(here) and sum(len(span) for span in statement.content) <= _GENERAL:
        return True
    spans = [*statement.content, *(s for s in (statement.source, statement.cue) if s)]
    return any(abs(span.start - c.evidence.start) <= _NEAR for span in spans for c in here)
