"""Dates as the record has them: ISO 8601 prefixes ("2023", "2023-10", "2023-10-12") and intervals ("A/B", "A/", "/B").

`as_date` turns a TIMEX3 value into one; the other functions compare them. Nothing here reads a clock.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month of a season, northern half; a winter has the year in which it begins."""

TOLD_AGAIN = "the same event is told as"
"""How the reason of a date begins that another sentence of the report gives of the same act."""

_PREFIX = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?")
_PART = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))")
_ROUND = re.compile(r"(\d{2,3})X{0,2}")


@lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[date, date]:
    """The first and the last day that a date or interval covers; an open end is `date.min` or `date.max`.

    Raises ValueError when `value` is no ISO 8601 prefix or interval, or names a day that does not exist.
    """
    first, slash, last = value.partition("/")
    if not slash:
        return _prefix_bounds(first)
    low = _prefix_bounds(first)[0] if first else date.min
    high = _prefix_bounds(last)[1] if last else date.max
    if low > high or value == "/":
        raise ValueError(f"{value!r} ends before it begins")
    return low, high


def is_date(value: str) -> bool:
    """Whether `value` is an ISO 8601 prefix or interval that names existing days."""
    try:
        bounds(value)
    except ValueError:
        return False
    return True


def overlap(a: str, b: str) -> bool:
    """Whether two dates or intervals share a day. Raises ValueError as `bounds` does."""
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    return a_first <= b_last and b_first <= a_last


def within(inner: str, outer: str) -> bool:
    """Whether every day of `inner` lies in `outer`. Raises ValueError as `bounds` does."""
    (a_first, a_last), (b_first, b_last) = bounds(inner), bounds(outer)
    return b_first <= a_first and a_last <= b_last


def gap(a: str, b: str) -> int:
    """Days between two dates or intervals; 0 when they overlap, 1 when they touch. Raises ValueError as `bounds` does."""
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    return max(0, (b_first - a_last).days, (a_first - b_last).days)


def shorten(first: date, last: date) -> str:
    """The days from `first` to `last` as the shortest date: a year, a month or a day where they are one, else an interval."""
    if first == last:
        return first.isoformat()
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"
        low, high = first.isoformat()[:7], last.isoformat()[:7]
        return low if low == high else f"{low}/{high}"
    return f"{first.isoformat()}/{last.isoformat()}"


def as_date(value: str, anchor: str | None = None, *, relation: str = "") -> str | None:
    """A TIMEX3 value as a date or interval of the record; None when it names no day (durations, sets, PAST_REF and its like, XXXX).

    "2023-W40" becomes its Monday to Sunday, "2023-SU" its months, "2023-10-12TNI" its day. `relation` "since" opens
    the end ("2006/", closed by the `anchor`, the publication date, where there is one), "until" the beginning ("/2006").
    """
    day = _closed(value)
    if day is None or not relation:
        return day
    first, _, last = day.partition("/")
    if relation == "since":
        until = anchor or ""
        return f"{first}/{until}" if is_date(f"{first}/{until}") else f"{first}/"
    if relation == "until":
        return f"/{last or first}"
    raise ValueError(f"relation is 'since', 'until' or '', not {relation!r}")


def week(year: int, number: int) -> tuple[date, date]:
    """Monday and Sunday of an ISO week. Raises ValueError when the year has no such week."""
    monday = date.fromisocalendar(year, number, 1)
    return monday, monday + timedelta(days=6)


def _closed(value: str) -> str | None:
    """`as_date` without a relation."""
    if "/" in value:
        parts = [_closed(part) if part else "" for part in value.split("/", 1)]
        whole = None if None in parts else f"{(parts[0] or '').partition('/')[0]}/{(parts[1] or '').rpartition('/')[2]}"
        return whole if whole and is_date(whole) else None
    value = value.partition("T")[0]
    while value.endswith(("-XX", "-WXX", "-QX")):
        value = value.rpartition("-")[0]
    if _PREFIX.fullmatch(value):
        return value if is_date(value) else None
    try:
        return _week(value) or _part(value) or _round(value)
    except (ValueError, OverflowError):
        return None


def _week(value: str) -> str | None:
    found = _WEEK.fullmatch(value)
    if not found:
        return None
    monday, sunday = week(int(found[1]), int(found[2]))
    if found[3] == "WE":
        monday = sunday - timedelta(days=1)
    elif found[3]:
        monday = sunday = monday + timedelta(days=int(found[3]) - 1)
    return shorten(monday, sunday)


def _part(value: str) -> str | None:
    """A quarter, half or season."""
    found = _PART.fullmatch(value)
    if not found:
        return None
    year, quarter, half, season = int(found[1]), found[2], found[3], found[4]
    if season:
        first, last = SEASONS[season]
        return f"{year:04d}-{first:02d}/{year + (last < first):04d}-{last:02d}"
    months = 3 if quarter else 6
    last = months * int(quarter or half)
    return f"{year:04d}-{last - months + 1:02d}/{year:04d}-{last:02d}"


def _round(value: str) -> str | None:
    """A decade ("199") or a century ("19"): the years that begin with these digits."""
    found = _ROUND.fullmatch(value)
    if not found:
        return None
    digits = found[1]
    first = digits.ljust(4, "0")
    return f"{'0001' if first == '0000' else first}/{digits.ljust(4, '9')}"


def _prefix_bounds(value: str) -> tuple[date, date]:
    found = _PREFIX.fullmatch(value)
    if not found:
        raise ValueError(f"{value!r} is no ISO 8601 date; write 2023, 2023-10 or 2023-10-12")
    year, month, day = int(found[1]), found[2], found[3]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    if month:
        return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
    return date(year, 1, 1), date(year, 12, 31)
