"""Reads statements with the words themselves."""

from sqlalchemy import Connection, and_, or_, select

from reportedly.model import Statement
from reportedly.store import tables as t
from reportedly.store.actors import who
from reportedly.store.codec import decode
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import Page, StatementRow


def page(connection: Connection, *, report: str | None, speaker: str | None, limit: int, after: str | None) -> Page[StatementRow]:
    """The statements of a report, or of a speaker (a country includes who belongs to it), report by report."""
    columns, reports = t.statements.c, t.reports.c
    told = (reports.text, reports.id, reports.title, reports.publisher, reports.url, reports.published)
    query = select(columns.report, columns.position, columns.body, *told).join(t.reports, columns.report == reports.no)
    if report is not None:
        query = query.where(reports.id == report)
    if speaker is not None:
        actor = who(connection, speaker)
        own = columns.speaker == actor.id
        query = query.where(or_(own, columns.country == actor.id) if actor.is_country else own)
    if after:
        no, position = parse_mark(after, (int, int))
        query = query.where(or_(columns.report > no, and_(columns.report == no, columns.position > position)))
    found = connection.execute(query.order_by(columns.report, columns.position).limit(limit + 1)).all()
    rows = []
    for row in found:
        statement = decode(Statement, row.body)
        content = tuple(span.of(row.text) for span in statement.content)
        rows.append(StatementRow(row.id, row.position, statement, content, row.title, row.publisher, row.url, row.published))
    return page_of(rows, [(row.report, row.position) for row in found], limit)
