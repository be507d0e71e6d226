"""Statements that are made once and asked often: SQLite is given them without what SQLAlchemy does anew each time.

SQLite answers such a question in some 20 microseconds, and SQLAlchemy takes nine times as long to put it. PostgreSQL is
asked in SQLAlchemy's way: there the way to the server and back is what takes time.
"""

import json
import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

from reportedly.store.tables import storable

Row = Mapping[str, Any]
_answer: Any = namedtuple  # its names are known only when a statement was asked
_SEVERAL = re.compile(r"\(__\[POSTCOMPILE_(\w+)\]\)")
"""How SQLAlchemy writes a parameter that takes a list."""


class Prepared:
    """A statement (of SQLAlchemy) with named parameters; one that takes a list stands within `in_`.

    What it raises are the driver's errors on SQLite, SQLAlchemy's else: `faults.plainly` knows both.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._told: dict[tuple[str, ...], tuple[str, Row]] = {}
        self._made: Callable[[Sequence[Any]], Any] | None = None

    def rows(self, connection: Connection, **values: Any) -> list[Any]:
        """All rows of the answer; their values can be had by name and by place."""
        if connection.dialect.name != "sqlite":
            return list(connection.execute(self._statement, values))
        statement, fixed = self._in_sqlite(tuple(values))
        cursor = _driver(connection).execute(statement, {**fixed, **{name: _value(value) for name, value in values.items()}})
        found = cursor.fetchall()
        if not found:
            return []
        if self._made is None:
            self._made = _answer("Answer", [column[0] for column in cursor.description], rename=True)._make
        return [self._made(row) for row in found]

    def first(self, connection: Connection, **values: Any) -> Any:
        """The first row of the answer; None where there is none."""
        return next(iter(self.rows(connection, **values)), None)

    def run(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Does it once for each of these rows of values, which all have the same names; nothing where there are none."""
        if not rows:
            return
        if connection.dialect.name != "sqlite":
            connection.execute(self._statement, list(rows) if len(rows) > 1 else rows[0])  # a list among several is not allowed
            return
        statement, fixed = self._in_sqlite(tuple(rows[0]))
        given = [{name: value if type(value) in _AS_THEY_ARE else _value(value) for name, value in row.items()} for row in rows]
        _driver(connection).executemany(statement, [{**fixed, **row} for row in given] if fixed else given)

    def _in_sqlite(self, names: tuple[str, ...]) -> tuple[str, Row]:
        """The statement in SQLite's words, with the values that stand fixed in it; `names` are the columns of an insertion."""
        if not getattr(self._statement, "is_insert", False):
            names = ()
        if names not in self._told:
            made = self._statement.compile(dialect=_dialect(), column_keys=list(names) or None)
            fixed = {name: _value(value) for name, value in made.params.items() if value is not None}
            self._told[names] = (_SEVERAL.sub(r"(SELECT value FROM json_each(:\1))", str(made)), fixed)
        return self._told[names]


@cache
def _dialect() -> Any:
    return sqlite.dialect(paramstyle="named")


def _driver(connection: Connection) -> Any:
    """SQLite's own connection, within a transaction of SQLAlchemy's."""
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.driver_connection


_AS_THEY_ARE = frozenset({int, float, bool, bytes, type(None)})


def _value(value: Any) -> Any:
    """A value as SQLite's driver takes it: a list as JSON."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list | tuple | set | frozenset):
        return json.dumps([_value(v) for v in value])
    return value
