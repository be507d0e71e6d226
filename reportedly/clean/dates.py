"""Calendar dates as they are written out in English: the patterns, and their values as numbers."""

import datetime
import re

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?:19[4-9]\d|20\d\d)"
_WRITTEN = re.compile(rf"(?:({MONTH})\s({DAY})|({DAY})\s({MONTH}))(?:,?\s({YEAR}))?\b", re.IGNORECASE)


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its abbreviation."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def written_date(words: str) -> tuple[int | None, int, int] | None:
    """(year or None, month, day) of "Aug. 15, 2022", "15 August" and the like; None when no calendar has that day."""
    m = _WRITTEN.match(words)
    if m is None:
        return None
    month = month_number(m[1] or m[4])
    day = int(re.sub(r"\D", "", m[2] or m[3]))
    year = int(m[5]) if m[5] else None
    return (year, month, day) if is_day(year or 2000, month, day) else None


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def weekday_of(year: int, month: int, day: int) -> int:
    """0 for Monday to 6 for Sunday; raises ValueError when the calendar has no such day."""
    return datetime.date(year, month, day).weekday()
