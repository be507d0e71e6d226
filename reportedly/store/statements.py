"""Reads statements with the words themselves."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select, tuple_

from reportedly.errors import NotFoundError
from reportedly.model import Statement
from reportedly.store import tables as t
from reportedly.store.actors import who
from reportedly.store.claims import MOST
from reportedly.store.codec import decode
from reportedly.store.corrections import laid_over_statement
from reportedly.store.finding import speaks
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import Page, StatementRow

_AROUND, _LONG = 200, 600
"""Characters about a statement that are looked through for where its sentence begins and ends; the longest that is shown whole."""
_END = re.compile(r"""[.!?]["”’)]?\s+(?=["“‘(]?[^\W\d_a-z])|\n""")


def page(
    connection: Connection, *, report: str | None, speaker: str | None, limit: int, after: str | None, newest_first: bool = False
) -> Page[StatementRow]:
    """The statements of a report, or of a speaker (a country includes who belongs to it), report by report."""
    columns, reports = t.statements.c, t.reports.c
    query = (
        _told()
        if not newest_first
        else select(columns.report, columns.position, reports.published_order).join(t.reports, columns.report == reports.no)
    )
    if report is not None:
        query = query.where(reports.id == report)
    if speaker is not None:
        query = query.where(speaks(connection, who(connection, speaker)))
    if newest_first:
        return _newest(connection, query, limit, after)
    if after:
        no, position = parse_mark(after, (int, int))
        query = query.where(or_(columns.report > no, and_(columns.report == no, columns.position > position)))
    found = connection.execute(query.order_by(columns.report, columns.position).limit(limit + 1)).all()
    rows = [statement_row(row) for row in found]
    return page_of(rows, [(row.report, row.position) for row in found], limit)


def _newest(connection: Connection, query: Select[Any], limit: int, after: str | None) -> Page[StatementRow]:
    """One page of a query for places, the last published first; those of one report in text order.

    The statements are read when these are known: a database would put them in order together with the texts of their reports.
    """
    columns, reports = t.statements.c, t.reports.c
    if after:
        published, no, position = parse_mark(after, (str, int, int))
        later = and_(columns.report == no, columns.position > position)
        query = query.where(or_(tuple_(reports.published_order, reports.no) < (published, no), later))
    ordered = query.order_by(reports.published_order.desc(), columns.report.desc(), columns.position)
    found = connection.execute(ordered.limit(limit + 1)).all()
    places = [(row.report, row.position) for row in found]
    of_these = columns.report.in_(sorted({report for report, _ in places}))  # SQLite does not seek by pairs
    told = connection.execute(_told().where(of_these, tuple_(columns.report, columns.position).in_(places))) if places else ()
    rows = {(row.report, row.position): statement_row(row) for row in told}
    return page_of([rows[place] for place in places], [tuple(row[2:]) + tuple(row[:2]) for row in found], limit)


def statement_row(row: Any, text: str | None = None) -> StatementRow:
    """A row of `page`'s query as a record; the report's `text` where the row has none."""
    read = decode(Statement, row.body)
    whole = row.text if text is None else text
    content = tuple(span.of(whole) for span in read.content)
    told = (row.title, row.publisher, row.url, row.published, row.statement, row.judged)
    source = read.source.of(whole) if read.source else ""
    shown = laid_over_statement(read, row.corrected)
    made = StatementRow(row.id, row.position, shown, content, *told, sentence=_sentence(whole, read), source=source)
    return replace(made, machine=read) if row.corrected else made


def _sentence(text: str, statement: Statement) -> str:
    """The sentence (or what is near in a long one) in which a statement is told: who, how, what."""
    spans = [span for span in (statement.source, statement.cue, *statement.content[:1]) if span]
    if not spans:
        return ""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if last - first > _LONG:
        first, last = statement.content[0].start, statement.content[0].end
    before = [found.end() for found in _END.finditer(text, max(0, first - _AROUND), first)]
    cut = text.find(" ", first - _AROUND) + 1 if first > _AROUND else 0
    after = _END.search(text, max(last - 1, 0), last + _AROUND)
    end = after.start() + 1 if after else len(text) if last + _AROUND >= len(text) else text.rfind(" ", last, last + _AROUND)
    return text[before[-1] if before else min(cut, first) : max(end, last)].strip()


def of_ids(connection: Connection, ids: Sequence[str]) -> list[StatementRow]:
    """The statements of these ids, in their order. Raises NotFoundError for one that is not there."""
    found = {row.statement: statement_row(row) for row in connection.execute(_told().where(t.statements.c.id.in_(ids)))}
    if missing := [id for id in ids if id not in found]:
        raise NotFoundError(f"There is no statement “{missing[0]}” in this store.")
    return [found[id] for id in ids]


def in_reports(connection: Connection, reports: Collection[str], speaker: str) -> list[StatementRow]:
    """What somebody (a country's officials, too) says in these reports (ids), report by report in text order; rejected ones left out."""
    columns, told = t.statements.c, t.reports.c
    said, found = speaks(connection, who(connection, speaker)), []
    for i in range(0, len(ids := sorted(set(reports))), MOST):
        query = _told().where(told.id.in_(ids[i : i + MOST]), said, or_(columns.judged.is_(None), columns.judged != "reject"))
        found += [statement_row(row) for row in connection.execute(query.order_by(columns.report, columns.position))]
    return found


def _told() -> Select[Any]:
    """Statements with what is told of their reports."""
    columns, reports = t.statements.c, t.reports.c
    told = (reports.text, reports.id, reports.title, reports.publisher, reports.url, reports.published)
    said = (columns.id.label("statement"), columns.judged, columns.corrected)
    return select(columns.report, columns.position, columns.body, *said, *told).join(t.reports, columns.report == reports.no)
