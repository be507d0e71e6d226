"""Dates as numbers that databases compare: proleptic ordinals, as `datetime.date.toordinal`."""

from datetime import date

from reportedly.errors import UsageError
from reportedly.model.events import days

NEVER = date.max.toordinal()
ALWAYS = date.min.toordinal()


def published_day(published: str | None) -> int | None:
    """The first day on which something was published; an instant counts as its day."""
    found = days(published[:10]) if published else None
    return found[0] if found else None


def sort_day(span: tuple[int, int] | None, published: str | None) -> int:
    """Where something stands in a timeline: its first day (the last where the beginning is open), else its publication."""
    if span:
        return span[0] if span[0] > ALWAYS else span[1]
    return published_day(published) or NEVER


def window(since: str | None, until: str | None) -> tuple[int, int] | None:
    """First and last day of a window; None for no window. Raises UsageError for a date that is none."""
    if not since and not until:
        return None
    return (_bound(since, 0) if since else ALWAYS), (_bound(until, 1) if until else NEVER)


def _bound(value: str, side: int) -> int:
    found = days(value)
    if not found:
        raise UsageError(f"“{value}” is no date; write 2022, 2022-08 or 2022-08-15.")
    return found[side]
