"""Options that several commands share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.app import settings

if TYPE_CHECKING:
    from reportedly.library import Record

Command = Callable[..., Any]


def db_option(command: Command) -> Command:
    """--db, by default what REPORTEDLY_DB says, else reportedly.db."""
    return click.option("--db", metavar="FILE|URL", help="The database [default: $REPORTEDLY_DB or reportedly.db].")(command)


def json_option(command: Command) -> Command:
    """--json: the same answer for programs."""
    return click.option("--json", "as_json_", is_flag=True, help="Answer in JSON, one value a line.")(command)


def limit_option(command: Command) -> Command:
    """--limit: how many rows at the most."""
    return click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="At most so many rows.")(command)


def opened(db: str | None, *, create: bool = False) -> "Record":
    """The record that a command works on. Raises StoreError when there is none and `create` is false."""
    from reportedly.library import open_record

    return open_record(db or settings().db, create=create)
