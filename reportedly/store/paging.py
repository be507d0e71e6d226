"""Pages of rows: the mark of the last row of one is where the next begins, so that nothing is counted through twice."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from reportedly.errors import UsageError
from reportedly.store.rows import Page

R = TypeVar("R")


def page_of(rows: Sequence[R], marks: Sequence[tuple[Any, ...]], limit: int) -> Page[R]:
    """The first `limit` rows as a page. There is one mark for each, and one more where there are more rows."""
    more = len(marks) > limit > 0
    return Page(tuple(rows[:limit]), mark_of(marks[limit - 1]) if more else None)


def mark_of(values: tuple[Any, ...]) -> str:
    """The mark of a row, from what it is ordered by."""
    return json.dumps(values, separators=(",", ":"))


def parse_mark(mark: str, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    """The values of a mark. Raises UsageError when it is none of ours."""
    try:
        values = json.loads(mark)
    except ValueError:
        values = None
    if not isinstance(values, list) or [type(v) for v in values] != list(kinds):
        raise UsageError(f"“{mark}” is no mark of a page; pass on the one that came with the page before.")
    return tuple(values)
