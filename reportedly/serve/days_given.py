"""Dates as people write them in a form or an address: "2022-08", "Aug 2022", "15 August 2022", "15.8.2022". Pure."""

import re
from functools import cache

from reportedly import resources
from reportedly.errors import UsageError
from reportedly.model.dates import is_date

MONTHS = "lexicons/en/times-words.toml"
_SHORTEST = 3
"""Letters of a month's name that are enough."""
_ORDER = (
    re.compile(r"(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/. ](?P<m>\d{1,2})(?:[-/. ](?P<d>\d{1,2}))?"),
    re.compile(r"(?P<m>\d{1,2})[-/. ](?P<y>\d{4})"),
    re.compile(r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?[ -])?(?P<name>[a-z]{3,9})\.?,?[ -](?P<y>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[- ](?P<name>[a-z]{3,9})(?:[- ](?P<d>\d{1,2}))?"),
)
_EITHER = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
ACCEPTED = "2022, 2022-08 or Aug 2022, 2022-08-15 or 15 Aug 2022"
"""What can be written, in words."""


def date_of(value: str) -> str:
    """A date that somebody wrote as ISO 8601 writes it ("Dec 2023" as "2023-12"), "" for none. Raises UsageError for what is none.

    Of two numbers before a year either may be the month: where both could be, nobody knows which day is meant.
    """
    given = " ".join(value.split()).lower()
    if not given:
        return ""
    if found := _EITHER.fullmatch(given):
        one, two, year = found.groups()
        ways = {made for d, m in ((one, two), (two, one)) if (made := _made(year, m, d))}
        if len(ways) > 1:
            raise UsageError(f"“{value}” may be {' or '.join(sorted(ways))}; write one of these.")
        if ways:
            return ways.pop()
    for pattern in _ORDER:
        if (parts := pattern.fullmatch(given)) and (made := _of(parts.groupdict())):
            return made
    raise UsageError(f"“{value}” is no date; write {ACCEPTED}.")


def _of(parts: dict[str, str | None]) -> str:
    month = parts.get("m") or str(_month(parts["name"]) or "x" if parts.get("name") else "")
    return _made(parts["y"] or "", month, parts.get("d") or "")


def _made(year: str, month: str, day: str) -> str:
    """An ISO 8601 date of its parts, "" where there is no such day."""
    numbers = [part for part in (month, day) if part]
    if not all(part.isdecimal() for part in numbers):
        return ""
    made = "-".join([year, *(f"{int(part):02}" for part in numbers)])
    return made if is_date(made) else ""


@cache
def _month(name: str) -> int:
    """The month of a name, whole or cut ("Sept"); 0 for none."""
    months: dict[str, int] = resources.table(MONTHS)["months"]
    return next((number for word, number in months.items() if word.startswith(name)), 0) if len(name) >= _SHORTEST else 0
