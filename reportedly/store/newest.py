"""What is asked of a store many times for one page, and once in a transaction that only reads."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from reportedly.store import tables as t

V = TypeVar("V")
_NEWEST = select(func.max(t.reports.c.no))


def newest(connection: Connection) -> int | None:
    """The number of the report stored last: what was worked out of the words and names of all reports holds until it changes."""
    return once(connection, "newest", lambda: connection.execute(_NEWEST).scalar())


def once(connection: Connection, name: str, ask: Callable[[], V]) -> V:
    """The answer to a question, kept until a transaction that only reads ends; asked each time in one that writes."""
    if connection.get_execution_options().get("writes"):
        return ask()
    if connection.get_transaction() is None:
        connection.begin()
    transaction = connection.get_transaction()
    kept: tuple[Any, dict[str, Any]] = connection.info.get("once", (None, {}))
    if kept[0] is not transaction:
        kept = connection.info["once"] = (transaction, {})
    if name not in kept[1]:
        kept[1][name] = ask()
    answer: V = kept[1][name]
    return answer
