"""When something told at an expression takes place: the expression's value and what the words around it add. Pure."""

import re
from dataclasses import dataclass
from datetime import timedelta

from reportedly.annotate.times import values
from reportedly.annotate.times.story import Made, Story
from reportedly.model import dates


@dataclass(frozen=True, slots=True)
class Hit:
    """A match with what it says."""

    rule: str
    start: int
    end: int
    made: Made


_LEAD = re.compile(
    r"(?:\b(since|beginning|starting|from|between|until|till|before|prior to|past|beyond)(?:\s(?:in|on|at|the))?\s)$", re.IGNORECASE
)
_LINK = re.compile(r"\s(?:to|until|till|through|and)\s(?:on\s|in\s|the\s)?|\s?[-–]\s?", re.IGNORECASE)
_NO_DAY = ("until", "till", "before", "prior to", "past", "beyond")
_LASTING = re.compile(r"(?:[a-z]+ ){0,3}?(?:last|past) ")
_ELAPSED = re.compile(r"\b(?:for|over|in|during|within)\s(?:nearly |almost |about |more than |over |the )*$", re.IGNORECASE)
_A_WEEK_AGO = re.compile(r"(?:a|one|exactly a)\sweek\sago", re.IGNORECASE)
_NOW = re.compile(r"\snow\b")


def dated(hits: list[Hit], told: Story) -> list[str | None]:
    """The date of each hit, in order; None where the expression fixes no day."""
    days: list[str | None] = []
    skip = ""
    for i, hit in enumerate(hits):
        if skip:
            days.append(skip)
            skip = ""
            continue
        span = _span(hit, hits[i + 1], told) if i + 1 < len(hits) else ""
        days.append(span or _one(hit, told))
        skip = span
    return days


def _lead(hit: Hit, told: Story) -> str:
    found = _LEAD.search(told.text, max(0, hit.start - 24), hit.start)
    return found[1].lower() if found else ""


def _span(hit: Hit, after: Hit, told: Story) -> str:
    """The interval of "from 10 December to 8 January", "between May and July"; "" when the two do not belong together."""
    lead = _lead(hit, told)
    if lead not in ("from", "between") or after.start - hit.end > 12 or not _LINK.fullmatch(told.text, hit.end, after.start):
        return ""
    first, last = dates.as_date(hit.made.value), dates.as_date(after.made.value)
    if not first or not last or hit.made.type in ("SET", "DURATION"):
        return ""
    whole = f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"
    return whole if dates.is_date(whole) and len(whole) in (9, 15, 21) else ""


def _one(hit: Hit, told: Story) -> str | None:
    """The date of an expression by itself."""
    if hit.made.type == "SET":
        return None
    if hit.made.type == "DURATION":
        return _lasting(hit, told)
    if hit.rule == "weeks-ago" and values.unit_of(hit.made.value) == "DE":
        return None  # "two decades ago" is a round number, no stretch from a year in 0 to one in 9
    day = _part_of_decade(hit) or dates.as_date(hit.made.value)
    if day is None:
        return None
    lead = _lead(hit, told)
    if lead in _NO_DAY and not told.text.startswith("'s", hit.end):
        return None
    if lead in ("since", "beginning", "starting") and told.anchor and told.tense(hit.start, hit.end) != "future":
        first = day.partition("/")[0]
        whole = f"{first}/{told.anchor[: len(first)]}"
        return whole if first < told.anchor[: len(first)] and dates.is_date(whole) else day
    return _known_part(hit, day, told)


_PARTS = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}  # the years that "the early 1990s", "mid-" and "late" speak of


def _part_of_decade(hit: Hit) -> str:
    """The years of "the mid-1990s"; "" for anything else."""
    if hit.rule != "decade" or hit.made.mod not in _PARTS or values.unit_of(hit.made.value) != "DE":
        return ""
    first, last = _PARTS[hit.made.mod]
    return f"{hit.made.value}{first}/{hit.made.value}{last}"


def _known_part(hit: Hit, day: str, told: Story) -> str:
    """What of a period can have happened: "this week" in the past tense ends with publication; "overnight" takes in both days."""
    today = told.day
    if today is None:
        return day
    if hit.rule == "tonight" and "overnight" in told.text[hit.start : hit.end].lower() and told.tense(hit.start, hit.end) != "future":
        return dates.shorten(today - timedelta(days=1), today)
    if _A_WEEK_AGO.fullmatch(told.text, hit.start, hit.end):
        return (today - timedelta(days=7)).isoformat()
    week = values.unit_of(hit.made.value) in ("W", "WE")
    if not week or told.tense(hit.start, hit.end) == "future":
        return day
    first, last = dates.bounds(day)
    return dates.shorten(first, today) if first <= today < last else day


def _lasting(hit: Hit, told: Story) -> str | None:
    """The stretch up to publication of "in the past two weeks", "for nine days now"; None for other durations."""
    found = re.fullmatch(r"P(T?)(\d+)([SMHDWYQ])", hit.made.value)
    today = told.day
    if not found or today is None:
        return None
    words_of = told.text[hit.start : hit.end].lower()
    running = _NOW.match(told.text, hit.end) and _ELAPSED.search(told.text, max(0, hit.start - 30), hit.start)
    if not (_LASTING.match(words_of) or running):
        return None
    count, unit = int(found[2]), found[3]
    if found[1]:
        return None if unit != "H" or count > 96 else dates.shorten(today - timedelta(days=-(-count // 24)), today)
    began = values.add(today, unit, -count + words_of.endswith("nights"))
    if began is None:
        return None
    cut = {"M": 7, "Y": 4 if count > 1 else 7}.get(unit, 10)
    return f"{began.isoformat()[:cut]}/{today.isoformat()[:cut]}"
