"""What SQLite and PostgreSQL do differently: connecting, transactions, inserting what may be there, sizes.

Nothing else in this package knows which of them it speaks to, but for the index of words (`word_index`).
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Executable, Table, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from reportedly.errors import StoreError
from reportedly.store.prepared import Prepared


class Dialect(Protocol):
    """The differences."""

    name: str

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Inserts rows, leaving out those whose key is there."""
        ...

    def size(self, connection: Connection) -> int:
        """Bytes that the store takes."""
        ...

    def check(self, connection: Connection) -> list[str]:
        """What is wrong with the database itself."""
        ...


@cache
def _new_into_sqlite(table: Table) -> Prepared:
    from sqlalchemy.dialects.sqlite import insert

    return Prepared(insert(table).on_conflict_do_nothing())


@cache
def _new_into_postgresql(table: Table) -> Executable:
    from sqlalchemy.dialects.postgresql import insert

    return insert(table).on_conflict_do_nothing()


class SQLite:
    """SQLite 3.37 or later, in one file, with FTS5."""

    name = "SQLite"

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        _new_into_sqlite(table).run(connection, rows)

    def size(self, connection: Connection) -> int:
        pages, size = (connection.exec_driver_sql(f"PRAGMA {what}").scalar_one() for what in ("page_count", "page_size"))
        return int(pages) * int(size)

    def check(self, connection: Connection) -> list[str]:
        told = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        broken = [
            f"row {row[1]} of {row[0]} refers to a missing row of {row[2]}"
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
        ]
        return [t for t in told if t != "ok"] + broken


class PostgreSQL:
    """PostgreSQL 13 or later."""

    name = "PostgreSQL"

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            connection.execute(_new_into_postgresql(table), list(rows))

    def size(self, connection: Connection) -> int:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())

    def check(self, connection: Connection) -> list[str]:  # noqa: ARG002 - PostgreSQL checks its pages as it reads them
        return []


def connect(path_or_url: str | Path) -> tuple[Engine, Dialect]:
    """An engine for a file's path (SQLite) or a database address, and its dialect. Opens nothing yet.

    Raises StoreError for an address that is none, or of another database.
    """
    if "://" not in str(path_or_url):
        return _sqlite(URL.create("sqlite", database=str(path_or_url))), SQLite()
    try:
        url = make_url(str(path_or_url))
    except ArgumentError as wrong:
        raise StoreError(f"{path_or_url} is no database address; write a file's path or postgresql://user@host/name.") from wrong
    if url.get_backend_name() == "sqlite":
        return _sqlite(url), SQLite()
    if url.get_backend_name() == "postgresql":
        return _postgresql(url), PostgreSQL()
    raise StoreError(f"Reportedly keeps its store in SQLite or PostgreSQL, not in {url.get_backend_name()}.")


def _sqlite(url: URL) -> Engine:
    if sqlite3.sqlite_version_info < (3, 37):
        raise StoreError(f"This Python's SQLite is {sqlite3.sqlite_version}; the store needs 3.37 or later.")
    engine = create_engine(url, connect_args={"timeout": 30.0, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY", "cache_size = -32000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    own = url.query.get("options", ())
    # questions end after a page of rows, which the planner's costs do not know: it would compile (JIT) for 200 ms what runs for 20
    options = " ".join(["-c jit=off", *((own,) if isinstance(own, str) else own)])
    try:
        return create_engine(url.set(query={k: v for k, v in url.query.items() if k != "options"}), connect_args={"options": options})
    except ModuleNotFoundError as missing:
        raise StoreError('PostgreSQL needs its driver; run: pip install "reportedly[postgresql]"') from missing
