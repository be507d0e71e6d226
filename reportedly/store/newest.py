"""The number of the report that was stored last: what was worked out of the words and names of all reports holds until it changes."""

from typing import Any

from sqlalchemy import Connection, func, select

from reportedly.store import tables as t

_NEWEST = select(func.max(t.reports.c.no))


def newest(connection: Connection) -> int | None:
    """The number of the report stored last; asked once in a transaction that only reads."""
    transaction = connection.get_transaction()
    if transaction is None or connection.get_execution_options().get("writes"):
        return _asked(connection)
    kept: tuple[Any, int | None] = connection.info.get("newest", (None, None))
    if kept[0] is not transaction:
        kept = connection.info["newest"] = (transaction, _asked(connection))
    return kept[1]


def _asked(connection: Connection) -> int | None:
    found: int | None = connection.execute(_NEWEST).scalar()
    return found
