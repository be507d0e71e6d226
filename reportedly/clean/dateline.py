"""The line that opens a report: where it was filed, when, and by which agency."""

import re
from dataclasses import dataclass
from functools import cache

from reportedly.clean.agencies import agencies
from reportedly.clean.dates import DAY, MONTH, WEEKDAY, YEAR, written_date
from reportedly.clean.paragraphs import NOT_ALNUM

# A line that is nothing but a date: "Published: Monday, 15 August 2022, 10:30 GMT".
_DATE_LINE = re.compile(
    rf"(?:(?:first |originally )?(?:published|posted|issued|released|date)(?: on| at| by .{{2,40}})?:? ?)?(?:{WEEKDAY},? )?"
    rf"(?P<date>{MONTH} {DAY},? {YEAR}|{DAY} {MONTH},? {YEAR})(?:[ ,|•–-]{{1,3}}(?:at )?\d{{1,2}}[:.]\d\d.{{0,20}})?"
    r"(?:[ ,|•–-]{0,3}(?:last )?(?:updated|modified):? .{4,40})?\.?",
    re.IGNORECASE,
)
LONGEST_DATE_LINE = 90
# Datelines are looked for this far into a paragraph.
REACH = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """`length` is how many characters of the paragraph it takes, the dash included; the rest is None where it is silent.

    `date` is (year, month, day) with None for a year that is not given.
    """

    length: int
    place: str | None = None
    agency: str | None = None
    date: tuple[int | None, int, int] | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    a = agencies()
    dash = r"\s?(?:--+|[-–—]+)\s"
    tight = r"\s?(?:--+\s?|[–—]\s?|[-_]\s)"
    capitals = r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){0,4}(?:, [A-Z][A-Za-z.'’-]+(?: [A-Z][A-Za-z.'’-]+){0,3}){0,2})"
    place = r"(?P<place>[A-Z][\w.'’-]+(?:[ /,-]{1,2}(?:of|the|and|[A-Z])[\w.'’-]*){0,6})"
    agency = rf"(?P<agency>{a.dateline})"
    # A date in the dateline: "Aug. 15, 2022", "15 August", "Aug 15 2022".
    date = rf"(?P<date>{MONTH}\s{DAY}(?:,?\s\d{{4}})?|{DAY}\s{MONTH}(?:,?\s\d{{4}})?)"
    weekday = r"(?:(?:Mon|Tues?|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,? )?"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{place}[,:]?\s(?:{weekday}{date}[.,]?\s)?\((?:[\w /]{{1,20}}[-/])?{agency}(?:[-/][\w /]{{1,20}})?\)(?:{tight}|[.:]\s)",
            rf"{place},?\s{weekday}{date}[.,]?\s?[/(]{agency}[/)][.:]?(?:{tight}|\s)",
            rf"\({place},?\s(?:{weekday}{date},?\s)?{agency}\)(?:{tight}|\s)",
            rf"(?:{place}\s)?{agency}\s?(?:--+|[–—])\s",
            # An agency that no list knows: the place in capitals, a date and the shape are evidence enough.
            rf"{capitals},?\s{weekday}{date}[.,]?\s\((?P<other>[A-Z][\w.&’'-]*(?: [A-Z&][\w.&’'-]*){{0,3}})\)(?:{dash}|[–—])",
            rf"{place},\s{weekday}{date}(?:{dash}|[–—])",
            rf"{capitals}(?:{dash}|[–—])",
            rf"(?P<place>{a.title_case})(?:,\s[A-Z][\w.]+){{0,2}}\s?(?:--+|[–—])\s?",
        )
    )


def dateline(paragraph: str) -> Dateline | None:
    """The dateline a paragraph opens with, or None. Line breaks count as spaces."""
    opening = paragraph[:REACH].replace("\n", " ").replace("\u00a0", " ")
    if not opening[:1].isupper() and not opening.startswith("("):
        return None
    for pattern in _patterns():
        m = pattern.match(opening)
        if m and NOT_ALNUM.sub("", paragraph[m.end() : m.end() + 20]) and _is_place(m):
            found = m.groupdict()
            name, other = found.get("agency"), found.get("other")
            date = written_date(found["date"]) if found.get("date") else None
            return Dateline(m.end(), found.get("place"), agencies().names[name] if name else other, date)
    return None


def date_line(plain: str) -> str | None:
    """The ISO date of a line that is nothing but a date with its year ("Published: Aug. 15, 2022"), or None."""
    m = _DATE_LINE.fullmatch(plain) if len(plain) <= LONGEST_DATE_LINE else None
    date = written_date(m["date"]) if m else None
    return f"{date[0]}-{date[1]:02d}-{date[2]:02d}" if date and date[0] else None


def _is_place(m: re.Match[str]) -> bool:
    """Whether what stands where the place should is none of the words that open other lines."""
    found = m.groupdict()
    place = found.get("place")
    if not place:
        return bool(found.get("agency"))
    words = re.split(r"[ ,/]+", place)
    if agencies().never_place.intersection(words):
        return False
    sure = found.get("agency") or found.get("date")
    return bool(sure) or (not agencies().no_place.intersection(words) and len(place) > 2)
