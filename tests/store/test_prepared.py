"""Statements that are asked often."""

import pytest
from sqlalchemy import bindparam, insert, select

from reportedly.errors import StoreError, UsageError
from reportedly.store import open_store
from reportedly.store import tables as t
from reportedly.store.faults import plainly
from reportedly.store.prepared import Prepared


@pytest.fixture
def connection(tmp_path):
    with open_store(tmp_path / "store.db") as store, store._writing() as connection:
        yield connection


NAMES = Prepared(select(t.names.c.key, t.names.c.entity).where(t.names.c.key.in_(t.several("keys"))).order_by(t.names.c.key))


def test_a_list_is_one_parameter_and_rows_have_names(connection):
    Prepared(insert(t.names)).run(connection, [{"key": key, "entity": f"e-{key}"} for key in ("ada", "o'hara", "zoë")])
    assert [(row.key, row[1]) for row in NAMES.rows(connection, keys=["zoë", "o'hara", "nobody"])] == [
        ("o'hara", "e-o'hara"),
        ("zoë", "e-zoë"),
    ]
    assert NAMES.rows(connection, keys=[]) == []
    assert NAMES.first(connection, keys=["nobody"]) is None


def test_what_no_database_takes_is_replaced_in_single_values_and_in_lists(connection):
    Prepared(insert(t.names)).run(connection, [{"key": "a\x00b", "entity": "x\ud800"}])
    assert NAMES.rows(connection, keys=["a\x00b"]) == [("a\ufffdb", "x\ufffd")]


def test_a_statement_keeps_the_values_that_stand_in_it(connection):
    Prepared(insert(t.names)).run(connection, [{"key": key, "entity": "e"} for key in "abc"])
    two = Prepared(select(t.names.c.key).where(t.names.c.key != "a").order_by(t.names.c.key).limit(bindparam("most")))
    assert two.rows(connection, most=1) == [("b",)]
    assert two.rows(connection, most=5) == [("b",), ("c",)]


def test_the_drivers_errors_are_ours(connection):
    with pytest.raises(StoreError, match="refused"), plainly():
        Prepared(insert(t.names)).run(connection, [{"key": None, "entity": "e"}])
    with pytest.raises(UsageError, match="such a value"), plainly():
        Prepared(select(t.reports.c.id).where(t.reports.c.no == bindparam("no"))).rows(connection, no=1 << 70)
