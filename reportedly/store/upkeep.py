"""What was set aside, what was imported, and whether the store is sound."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Select, func, insert, select, update

from reportedly.errors import NotFoundError
from reportedly.model import Failure
from reportedly.store import tables as t
from reportedly.store.dialect import Dialect
from reportedly.store.opening import SCHEMA
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import FailureRow, Health, NoteRow, Page, RunRow

_COUNTED = ("reports", "claims", "events", "statements", "links", "failures")


def add_failure(connection: Connection, failure: Failure, *, now: str) -> bool:
    """Keeps a failure; the same again only moves its last date. True when it is new."""
    told = "\x1f".join((failure.location, failure.stage, failure.error, failure.kind, failure.sha256))
    digest = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    columns = t.failures.c
    if connection.execute(update(t.failures).where(columns.digest == digest).values(last_at=now)).rowcount:
        return False
    same = {name: getattr(failure, name) for name in ("location", "stage", "error", "kind", "sha256")}
    connection.execute(insert(t.failures).values(**same, digest=digest, first_at=now, last_at=now))
    return True


def failures(connection: Connection) -> list[FailureRow]:
    """What was set aside, oldest first."""
    c = t.failures.c
    query = select(c.no, c.location, c.stage, c.error, c.kind, c.sha256, c.first_at, c.last_at).order_by(c.no)
    return [FailureRow(*row) for row in connection.execute(query)]


def notes(connection: Connection, report: str | None) -> list[NoteRow]:
    """Remarks on a report, or on all."""
    query = select(t.reports.c.id, t.notes.c.note, t.notes.c.created_at).join(t.reports, t.notes.c.report == t.reports.c.no)
    if report is not None:
        query = query.where(t.reports.c.id == report)
    return [NoteRow(*row) for row in connection.execute(query.order_by(t.notes.c.no))]


def notes_page(connection: Connection, *, limit: int, after: str | None) -> Page[NoteRow]:
    """Remarks on reports, the latest first."""
    c = t.notes.c
    query = select(t.reports.c.id, c.note, c.created_at, c.no).join(t.reports, c.report == t.reports.c.no)
    found = _page(connection, query, c.no, limit, after)
    return page_of([NoteRow(row.id, row.note, row.created_at) for row in found[:limit]], [(row.no,) for row in found], limit)


def runs_page(connection: Connection, *, limit: int, after: str | None) -> Page[RunRow]:
    """The imports, the latest first."""
    found = _page(connection, select(t.runs), t.runs.c.no, limit, after)
    rows = [RunRow(r.no, r.source, r.started_at, r.finished_at, json.loads(r.counts)) for r in found[:limit]]
    return page_of(rows, [(r.no,) for r in found], limit)


def aside(connection: Connection) -> dict[str, int]:
    """How many failures, remarks ("notes") and imports ("runs") there are."""
    counts = {name: select(func.count()).select_from(t.metadata.tables[name]).scalar_subquery() for name in ("failures", "notes", "runs")}
    return dict(zip(counts, connection.execute(select(*counts.values())).one(), strict=True))


def _page(connection: Connection, query: Select[Any], no: Column[int], limit: int, after: str | None) -> Sequence[Any]:
    """The rows of a query by falling number, after a mark; one more than asked for where there are more."""
    if after:
        query = query.where(no < parse_mark(after, (int,))[0])
    return connection.execute(query.order_by(no.desc()).limit(limit + 1)).all()


def start_run(connection: Connection, source: str, *, now: str) -> int:
    """Begins an import."""
    begun = insert(t.runs).values(source=source, started_at=now, counts="{}").returning(t.runs.c.no)
    return int(connection.execute(begun).scalar_one())


def finish_run(connection: Connection, run: int, counts: Mapping[str, int], *, now: str) -> None:
    """Ends an import. Raises NotFoundError."""
    done = update(t.runs).where(t.runs.c.no == run).values(finished_at=now, counts=json.dumps(dict(counts), ensure_ascii=False))
    if not connection.execute(done).rowcount:
        raise NotFoundError(f"There is no import {run} in this store.")


def runs(connection: Connection) -> list[RunRow]:
    """The imports, oldest first."""
    found = connection.execute(select(t.runs).order_by(t.runs.c.no))
    return [RunRow(r.no, r.source, r.started_at, r.finished_at, json.loads(r.counts)) for r in found]


def health(connection: Connection, dialect: Dialect) -> Health:
    """Checks the database's own integrity, and that what is derived is what it should be."""
    counts = {name: int(connection.execute(select(func.count()).select_from(t.metadata.tables[name])).scalar_one()) for name in _COUNTED}
    problems = dialect.check(connection)
    lost = select(func.count()).where(t.claims.c.event.not_in(select(t.events.c.id)))
    if astray := connection.execute(lost).scalar_one():
        problems.append(f"{astray} claims are of an event that is not there")
    return Health(tuple(problems), SCHEMA, dialect.name, dialect.size(connection), counts)
