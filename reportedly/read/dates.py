"""Publication dates as inputs state them, to ISO 8601 at the precision that is stated; lying ones are refused.

Formats: ISO 8601 (extended and basic), RFC 5322 mail dates, Unix times, and dates in words whose order is plain.
A time of day is kept only with its offset; "03/04/2024" may be March or April and is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from reportedly import resources

EARLIEST = 1970
LEEWAY = timedelta(days=1)  # time zones and clocks differ by less
ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:(?:[T_]|\s+)(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")
MONTHLY = re.compile(r"(\d{4})-(\d{2})|(\d{4})")
UNIX = re.compile(r"-?\d{9,10}(?:\.\d+)?|-?\d{12,13}")
NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})\b")
JAVASCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)?([+-]\d{4})")
ASIAN = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]")
WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:de\s+)?([^\W\d]{3,12})\.?,?|([^\W\d]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?)\s+(?:de\s+)?(\d{4})\b"
)
IN_URL = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?!\d)|(?<!\d)(20[0-3]\d)[/-]?(\d{2})[/-]?(\d{2})(?!\d)")

MONTH_IN_URL = re.compile(r"/(20[0-3]\d)[/-](\d{2})/")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as ISO 8601, or None with the reason why not."""

    value: str | None
    reason: str = ""


def read(written: str) -> Reading:
    """The date that `written` states, or None and why it states none."""
    text = " ".join(written.split())[:80]
    for reader in (_stamp, _iso, _unix, _javascript, _mail, _year_first, _numeric, _words):
        if (found := reader(text)) is not None:
            return found
    return Reading(None, f"{text!r} is no date")


def choose(stated: Iterable[tuple[str, str]], *, latest: str | None = None) -> tuple[str | None, str]:
    """The first believable date of (field, value) pairs, and the reason: where it stands, or why none is taken.

    `latest` is the instant of the capture: no report is published after it.
    """
    refused: list[str] = []
    for field, written in stated:
        reading = read(written)
        why = reading.reason if reading.value is None else lie(reading.value, latest)
        if not why:
            note = f" ({reading.reason})" if reading.reason else ""
            return reading.value, "; ".join([f"{field} says {written.strip()[:60]!r}{note}", *refused])
        refused.append(f"{field} {written.strip()[:60]!r} refused: {why}")
    return None, "; ".join(refused)


def lie(value: str, latest: str | None = None) -> str:
    """Why this ISO date cannot be a publication date, or ""."""
    if int(value[:4]) < EARLIEST:
        return f"it lies before {EARLIEST}"
    if value.startswith("1970-01-01"):
        return "1970-01-01 is what software writes when it has no date"
    if latest and (limit := _moment(latest)) and (said := _moment(value)) and said > limit + LEEWAY:
        return f"it lies after the capture ({latest[:10]})"
    return ""


def is_iso(value: str) -> bool:
    """Whether `value` is an ISO 8601 date or instant, or the beginning of one (a year, a month)."""
    found = MONTHLY.fullmatch(value)
    if found:
        return found.group(2) is None or 1 <= int(found.group(2)) <= 12
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def in_url(url: str) -> str | None:
    """The date in an address's path ("/2023/10/12/", "20231012"), where exactly one stands there."""
    found = set()
    for hit in IN_URL.finditer(url):
        year, month, day = (g for g in hit.groups() if g is not None)
        if (value := _day(year, month, day).value) and int(year) >= 1990:
            found.add(value)
    return found.pop() if len(found) == 1 else None


def month_in_url(url: str) -> str | None:
    """The month in an address's path ("/2023/10/" -> "2023-10"), where exactly one stands there."""
    found = {f"{year}-{int(month):02d}" for year, month in MONTH_IN_URL.findall(url) if 1 <= int(month) <= 12}
    return found.pop() if len(found) == 1 else None


def spellings(value: str) -> list[str]:
    """How a page may write an ISO date in digits: to tell whether a date that was read from it stands there."""
    year, month, day = value[:10].split("-")
    short_day, short_month = str(int(day)), str(int(month))
    pairs = [(day, month), (short_day, short_month), (day, short_month), (short_day, month)]
    return [
        value,
        f"{year}/{month}/{day}",
        f"{year}.{month}.{day}",
        f"{year}{month}{day}",
        *(s.join((*p, year)) for p in pairs for s in "./-"),
        *_worded(value),
    ]


def _worded(value: str) -> Iterable[str]:
    year, month, day = (int(part) for part in value[:10].split("-"))
    for name in (n for n, number in months().items() if number == month):
        yield from (
            f"{day}. {name.capitalize()} {year}",
            f"{day} {name} {year}",
            f"{day} {name.capitalize()} {year}",
            f"{name.capitalize()} {day}, {year}",
        )


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value if len(value) > 7 else f"{value}-01" if len(value) == 7 else f"{value}-01-01")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(year: str, month: str, day: str, note: str = "") -> Reading:
    try:
        return Reading(date(int(year), int(month), int(day)).isoformat(), note)
    except ValueError:
        return Reading(None, f"there is no day {year}-{month}-{day}")


def _instant(moment: datetime) -> Reading:
    if moment.tzinfo is None:
        return Reading(moment.date().isoformat(), "the time of day has no zone and is left out")
    return Reading(moment.replace(microsecond=0).isoformat())


def _stamp(text: str) -> Reading | None:
    found = STAMP.fullmatch(text)
    return _day(found[1], found[2], found[3], "the time of day has no zone and is left out") if found else None


def _iso(text: str) -> Reading | None:
    if whole := MONTHLY.fullmatch(text):
        return Reading(text) if whole.group(2) is None or 1 <= int(whole.group(2)) <= 12 else Reading(None, f"{text!r} is no date")
    found = ISO.match(text)
    if not found or (found.end() < len(text) and text[found.end()].isdigit()):
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None or zone is None:
        return _day(year, month, day, "" if hour is None else "the time of day has no zone and is left out")
    try:
        return _instant(datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=_zone(zone)))
    except ValueError:
        return _day(year, month, day)


def _zone(written: str) -> timezone:
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(ahead if written[0] == "+" else -ahead)


def _unix(text: str) -> Reading | None:
    if not UNIX.fullmatch(text):
        return None
    seconds = float(text) / (1000 if len(text.lstrip("-").split(".")[0]) >= 12 else 1)
    return Reading((datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(seconds))).isoformat())


def _javascript(text: str) -> Reading | None:
    found = JAVASCRIPT.match(text)
    return (
        _mail(f"{found.group(1).split()[1]} {found.group(1).split()[0]} {found.group(2)} {found.group(3)} {found.group(4)}")
        if found
        else None
    )


def _mail(text: str) -> Reading | None:
    if not re.search(r"\d:\d\d", text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _instant(moment.replace(tzinfo=UTC) if text.endswith("-0000") else moment)


def _year_first(text: str) -> Reading | None:
    found = YEAR_FIRST.match(text) or ASIAN.search(text)
    return _day(*found.groups()) if found else None


def _numeric(text: str) -> Reading | None:
    found = NUMERIC.search(text)
    if not found:
        return None
    first, second, year = found.groups()
    if int(first) > 12 or first == second or "." in found.group():  # dots are used only with the day first
        return _day(year, second, first)
    if int(second) > 12:
        return _day(year, first, second)
    return Reading(None, "it may be day-month or month-day")


def _words(text: str) -> Reading | None:
    found = WORDS.search(text)
    if not found:
        return None
    day, name, name2, day2, year = found.groups()
    month = months().get((name or name2).casefold()[:12].rstrip("."))
    return _day(year, str(month), day or day2) if month else None


def months() -> dict[str, int]:
    """Month names and their abbreviations in the languages that metadata is written in: name -> 1 to 12."""
    return {name: number for names in resources.table("read/dates.toml")["months"].values() for name, number in _numbered(names)}


def _numbered(names: list[str]) -> Iterable[tuple[str, int]]:
    for number, written in enumerate(names, start=1):
        for name in written.split():
            yield name, number
