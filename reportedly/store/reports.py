"""Reads reports, and says whether one is there already."""

import json
import zlib
from dataclasses import fields
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, literal, or_, select, union_all

from reportedly.errors import NotFoundError
from reportedly.model import AnnotatedReport, Report, Zone
from reportedly.store import tables as t
from reportedly.store.codec import decode_all, unpack_layers
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.prepared import Prepared
from reportedly.store.rows import Page, ReportRow

_LISTED = tuple(field.name for field in fields(ReportRow))


def text_digest(text: str) -> str:
    """The SHA-256 (hex) of a text as it is stored."""
    return sha256(t.storable(text).encode("utf-8")).hexdigest()


def known(connection: Connection, report: Report) -> str | None:
    """The id of the stored report that this one is: the same text with the same id, bytes or address."""
    values = {"id": report.id, "sha256": report.sha256, "url": report.url, "digest": text_digest(report.text)}
    found = _known(bool(report.sha256), bool(report.url)).first(connection, **values)
    return str(found.id) if found else None


@cache
def _known(by_bytes: bool, by_address: bool) -> Prepared:
    """The query of `known`, made once: each way has its own index, so the ways are asked for one by one in one statement."""
    columns = t.reports.c
    ways = [(columns.id, "id"), *([(columns.sha256, "sha256")] if by_bytes else []), *([(columns.url, "url")] if by_address else [])]
    parts = [
        select(columns.id, columns.no, literal(rank).label("rank")).where(
            column == bindparam(name, type_=t.Words), columns.text_digest == bindparam("digest", type_=t.Words)
        )
        for rank, (column, name) in enumerate(ways)
    ]
    told = union_all(*parts).subquery()
    return Prepared(select(told.c.id).order_by(told.c.rank, told.c.no).limit(1))


def is_taken(connection: Connection, id: str) -> bool:
    """Whether a report of this id is stored."""
    return number(connection, id) is not None


def number(connection: Connection, id: str) -> int | None:
    """The number of the report with this id; None where there is none."""
    found = _NUMBER.first(connection, id=id)
    return None if found is None else int(found[0])


_NUMBER = Prepared(select(t.reports.c.no).where(t.reports.c.id == bindparam("id", type_=t.Words)))


def page(
    connection: Connection, *, publisher: str | None, window: tuple[str | None, str | None], limit: int, after: str | None
) -> Page[ReportRow]:
    """The reports, last published first; those without a date at the end."""
    columns = t.reports.c
    query = select(*(columns[name] for name in _LISTED), columns.no)
    if publisher is not None:
        query = query.where(columns.publisher == publisher)
    if window[0]:
        query = query.where(columns.published >= window[0])
    if window[1]:  # a prefix: "2022-08" takes in the whole month
        query = query.where(columns.published < window[1] + "\uffff")
    order = columns.published_order
    if after:
        day, no = parse_mark(after, (str, int))
        query = query.where(or_(order < day, and_(order == day, columns.no < no)))
    found = connection.execute(query.add_columns(order).order_by(order.desc(), columns.no.desc()).limit(limit + 1)).all()
    rows = [ReportRow(*row[: len(_LISTED)]) for row in found]
    return page_of(rows, [(row.published_order, row.no) for row in found], limit)


def report(connection: Connection, id: str, *, raw: bool = False) -> Report:
    """A report, with its bytes when `raw`. Raises NotFoundError."""
    row = _row(connection, id)
    found = _report(row)
    if not raw or not row.sha256:
        return found
    data = connection.execute(select(t.blobs.c.data).where(t.blobs.c.sha256 == row.sha256)).scalar()
    return _report(row, zlib.decompress(data) if data else b"")


def annotated(connection: Connection, id: str) -> AnnotatedReport:
    """A report with its layers, without tokens. Raises NotFoundError."""
    row = _row(connection, id)
    return unpack_layers(row.layers, _report(row))


def _row(connection: Connection, id: str) -> Row[Any]:
    row = connection.execute(select(t.reports).where(t.reports.c.id == id)).first()
    if row is None:
        raise NotFoundError(f"There is no report “{id}” in this store.")
    return row


def _report(row: Row[Any], raw: bytes = b"") -> Report:
    same = ("id", "text", "sha256", "location", "media_type", "publisher", "url", "title", "byline", "language")
    dates = ("published", "published_by", "published_reason", "captured")
    return Report(
        **{name: getattr(row, name) for name in (*same, *dates)},
        raw=raw,
        credits=tuple(json.loads(row.credits)),
        zones=decode_all(Zone, row.zones),
        metadata=json.loads(row.metadata),
    )
