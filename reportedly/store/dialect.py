"""What SQLite and PostgreSQL do differently: connecting, transactions, inserting what may be there, words, sizes.

Nothing else in this package knows which of them it speaks to.
"""

import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Table,
    TextualSelect,
    any_,
    column,
    create_engine,
    event,
    literal,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from reportedly.errors import StoreError

_INDEXED = 400_000
"""Characters of a report that PostgreSQL's index of words takes in: its limit is a megabyte."""
_LONG = 20_000
"""Characters from which on SQLite marks words piece by piece: its highlighting takes the square of the hits."""
_STEM = 3
"""Letters that a word keeps at least when its ending is taken off."""
_TOKENS = "porter unicode61 remove_diacritics 2"
_START, _END = "\ue0f0", "\ue0f1"
"""Private-use characters with which both databases mark the words they found."""

Matches = Sequence[tuple[int, str]]  # (report no, its text with the words marked)


class Dialect(Protocol):
    """The differences."""

    name: str

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Inserts rows, leaving out those whose key is there."""
        ...

    def index_words(self, connection: Connection, report: int, title: str, body: str) -> None:
        """Makes a report's words findable."""
        ...

    def find_words(self, connection: Connection, query: str, *, limit: int, offset: int) -> Matches:
        """The reports that have all the words (stemmed) and phrases, best first, marked by START and END."""
        ...

    def size(self, connection: Connection) -> int:
        """Bytes that the store takes."""
        ...

    def check(self, connection: Connection) -> list[str]:
        """What is wrong with the database itself."""
        ...


def terms(query: str) -> list[str]:
    """What is sought: words, and phrases in double quotation marks, without any operator."""
    parts = re.split(r'["“”]', query)
    found = [p if i % 2 else w for i, p in enumerate(parts) for w in ([p] if i % 2 else p.split())]
    return [" ".join(words) for t in found if (words := re.findall(r"\w+", t))]


def patterns(query: str) -> list[str]:
    """For each word or phrase sought a regular expression that finds it in lower-case text, whatever ending its words have.

    It is written so that Python (SQLite) and PostgreSQL read it alike.
    """
    return [r"(^|\W)" + r"\W+".join(_any_ending(word) for word in term.lower().split()) + r"(\W|$)" for term in terms(query)]


def _any_ending(word: str) -> str:
    """A word without its ending, with any of those that the stem may have."""
    if not word.isalpha() or len(word) < _STEM:
        return word
    ending = next((e for e in ("ies", "ing", "es", "ed", "s", "y", "e") if word.endswith(e) and len(word) >= len(e) + _STEM), "")
    return word.removesuffix(ending) + "(s|es|ed|ing|ies|ied|y|e|d|[a-z]ing|[a-z]ed)?"


def reports_with(connection: Connection, query: str) -> TextualSelect:
    """A query for the numbers of the reports that have all the words (stemmed) and phrases."""
    wanted = " ".join(f'"{t}"' for t in terms(query)) or '""'
    if connection.dialect.name == "sqlite":
        found = text("SELECT rowid AS no FROM words WHERE words MATCH :wanted_words")
    else:
        found = text("SELECT w.report AS no FROM words w WHERE w.words @@ websearch_to_tsquery('english', :wanted_words)")
    return found.bindparams(wanted_words=wanted).columns(column("no", BigInteger))


def cuts_quickly(connection: Connection) -> bool:
    """Whether a database cuts a sentence out of a long text quickly enough to do so for each of very many claims.

    PostgreSQL unpacks the text and counts its characters every time: there it is done here, once a report.
    """
    return connection.dialect.name == "sqlite"


def one_of(column: ColumnElement[int], numbers: Collection[int]) -> ColumnElement[bool]:
    """The condition that a number is one of very many (for PostgreSQL: they go as one array, not as a parameter each)."""
    return column == any_(literal(sorted(numbers), ARRAY(BigInteger)))


def unmark(marked: str) -> list[tuple[int, int]]:
    """Where the marked words stand in the text without the marks: (start, end) each."""
    spans: list[tuple[int, int]] = []
    start = 0
    for marks, found in enumerate(re.finditer(f"[{_START}{_END}]", marked)):
        if found.group() == _START:
            start = found.start() - marks
        else:
            spans.append((start, found.start() - marks))
    return spans


class SQLite:
    """SQLite 3.37 or later, in one file, with FTS5."""

    name = "SQLite"

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        from sqlalchemy.dialects.sqlite import insert

        if rows:
            connection.execute(insert(table).on_conflict_do_nothing(), list(rows))

    def index_words(self, connection: Connection, report: int, title: str, body: str) -> None:
        statement = text("INSERT INTO words (rowid, title, text) VALUES (:report, :title, :body)")
        connection.execute(statement, {"report": report, "title": title, "body": body})

    def find_words(self, connection: Connection, query: str, *, limit: int, offset: int) -> Matches:
        wanted = " ".join(f'"{t}"' for t in terms(query))
        if not wanted:
            return []
        statement = text(
            "SELECT rowid, CASE WHEN length(text) <= :long THEN highlight(words, 1, :start, :end) ELSE text END FROM words"
            " WHERE words MATCH :wanted ORDER BY rank, rowid LIMIT :limit OFFSET :offset"
        )
        values = {"wanted": wanted, "start": _START, "end": _END, "limit": limit, "offset": offset, "long": _LONG}
        return [(no, marked if len(marked) <= _LONG else _mark(marked, wanted)) for no, marked in connection.execute(statement, values)]

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


def _mark(body: str, wanted: str) -> str:
    """A long text up to the end of the first piece that has any of the words sought, with those marked."""
    start = 0
    with closing(sqlite3.connect(":memory:")) as pieces:
        pieces.execute(f"CREATE VIRTUAL TABLE piece USING fts5(text, tokenize={_TOKENS!r})")
        while start < len(body):
            end = start + _LONG if len(body) <= start + _LONG else body.rfind(" ", start, start + _LONG) + 1 or start + _LONG
            pieces.execute("INSERT INTO piece (rowid, text) VALUES (?, ?)", (1, body[start:end]))
            any_of = wanted.replace('" "', '" OR "')
            found = pieces.execute("SELECT highlight(piece, 0, ?, ?) FROM piece WHERE piece MATCH ?", (_START, _END, any_of)).fetchone()
            if found:
                return body[:start] + str(found[0])
            pieces.execute("DELETE FROM piece")
            start = end
    return body


class PostgreSQL:
    """PostgreSQL 13 or later, with its own text search (English)."""

    name = "PostgreSQL"

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        from sqlalchemy.dialects.postgresql import insert

        if rows:
            connection.execute(insert(table).on_conflict_do_nothing(), list(rows))

    def index_words(self, connection: Connection, report: int, title: str, body: str) -> None:
        statement = text("INSERT INTO words (report, words) VALUES (:report, to_tsvector('english', :words))")
        connection.execute(statement, {"report": report, "words": f"{title}\n{body}"[:_INDEXED]})

    def find_words(self, connection: Connection, query: str, *, limit: int, offset: int) -> Matches:
        wanted = " ".join(f'"{t}"' for t in terms(query))
        if not wanted:
            return []
        statement = text(
            "SELECT r.no, ts_headline('english', left(r.text, :most), q, :options) FROM words w JOIN reports r ON r.no = w.report,"
            " websearch_to_tsquery('english', :wanted) q WHERE w.words @@ q"
            " ORDER BY ts_rank(w.words, q) DESC, r.no LIMIT :limit OFFSET :offset"
        )
        options = f'HighlightAll=true, StartSel="{_START}", StopSel="{_END}"'
        found = connection.execute(statement, {"wanted": wanted, "options": options, "most": _INDEXED, "limit": limit, "offset": offset})
        return [(no, marked) for no, marked in found]

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
    try:
        return create_engine(url)
    except ModuleNotFoundError as missing:
        raise StoreError('PostgreSQL needs its driver; run: pip install "reportedly[postgresql]"') from missing
