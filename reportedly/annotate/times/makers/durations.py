"""How long and how often: "six days", "the past decade", "every year", "a month"."""

import re

from reportedly.annotate.times import values, words
from reportedly.annotate.times.makers.relative import _approx, unit
from reportedly.annotate.times.story import Found, Made, Story


def duration(found: Found, story: Story) -> Made | None:
    """For "six-day", "for two weeks", "the past two months", "month-long"."""
    code = unit(found["unit"])
    if story_text(found, story).endswith("old"):
        return None  # an age is no time of anything
    if not found["count"]:
        plural = found["unit"].endswith("s") or found["unit"] == "centuries"
        return Made(values.duration(None if plural else 1, code), "DURATION")
    count = words.number(found["count"])
    if count is not None and found["half"]:
        count += 0.5
    if found["count"] in ("a", "an") and _RATE.search(story.text[max(0, found.start - 12) : found.start]):
        return None  # "$2 million a year": a rate
    if code in ("TS", "N") and count == 1 and not found["count"].isdigit():
        return None  # "one night", "one second": seldom a measure
    ahead = _in_future(found, story, code, count)
    if ahead:
        return Made(ahead)
    return Made(values.duration(count, code), "DURATION", mod=_approx(found))


def story_text(found: Found, story: Story) -> str:
    """The expression as it stands in the text, lower case."""
    return story.text[found.start : found.end].lower()


_RATE = re.compile(r"(?:illion|\d|cents|percent|dollars|hours|people|times)\s$")


# "the first visit in 50 years", "the worst storm in two decades": how long it had not been so
_MEASURED = re.compile(r"\b(?:first|second|third|times?|only|most|least|once|twice|never|not|\w{2,}est)\b[^.;]*$", re.IGNORECASE)


def _in_future(found: Found, story: Story, code: str, count: float | None) -> str:
    """The day or month of "in five days", when the clause speaks of what is to come; "" otherwise."""
    plain = (
        not (found["rel"] or found["half"] or found["approx"]) and count is not None and count == int(count) and not code.startswith("T")
    )
    if not plain or count is None or not story.text[max(0, found.start - 4) : found.start].lower().endswith(" in "):
        return ""
    if _MEASURED.search(story.text, max(0, found.start - 60), found.start):
        return ""
    return story.shift(code, int(count)) if story.tense(found.start, found.end) == "future" else ""


def duration_a(found: Found, story: Story) -> Made | None:
    """For "a week", "another year"."""
    code = unit(found["unit"])
    if code in ("TS", "N", "WE") or (code == "Q" and "quarter of" in story.text[found.start : found.end + 4]):
        return None
    return Made(values.duration(1, code), "DURATION", mod=_approx(found))


def duration_range(found: Found, _story: Story) -> Made | None:
    """For "two to three weeks": the lower number, as TimeBank has it."""
    return Made(values.duration(words.number(found["low"]), unit(found["unit"])), "DURATION", mod=_approx(found))


def duration_half(found: Found, _story: Story) -> Made | None:
    """For "half an hour", "a year and a half"."""
    word = found["unit"] or found["unit2"] or found["unit3"]
    return Made(values.duration(1.5 if found["count"] else 0.5, unit(word)), "DURATION", mod=_approx(found))


def vague_units(found: Found, _story: Story) -> Made | None:
    """For "recent weeks" (PAST_REF), "coming months" (FUTURE_REF), "the past few days" (a duration)."""
    if found["few"]:
        count = 2.0 if "couple" in found["few"] else None
        return Made(values.duration(count, unit(found["unit"])), "DURATION")
    rel = found["rel"]
    if rel in ("recent", "past", "last", "previous", "latest"):
        return Made("PAST_REF")
    return Made("FUTURE_REF")


def vague_duration(found: Found, _story: Story) -> Made | None:
    """For "for years", "the weeks ahead"."""
    return Made(values.duration(None, unit(found["unit"])), "DURATION")


_PARTS = ("morning", "afternoon", "evening", "night")


def every(found: Found, _story: Story) -> Made | None:
    """For "every year", "each July", "every two weeks", "per day"."""
    word = found["unit"]
    if word in words.numbers_of("months"):
        return Made(f"XXXX-{words.month(word):02d}", "SET")
    if word in words.codes("seasons"):
        return Made(f"XXXX-{words.codes('seasons')[word]}", "SET")
    if word in _PARTS:
        return Made(f"XXXX-XX-XXT{words.codes('parts')[word]}", "SET")
    count = (words.number(found["number"]) if found["number"] else 1) or 1
    return Made(values.duration(count * (2 if found["other"] == "other" else 1), unit(word)), "SET")


def set_word(found: Found, story: Story) -> Made | None:
    """For "daily", "annual"."""
    before = story.text[max(0, found.start - 1) : found.start]
    if before in ("-", "–") or (story.text[found.start].isupper() and found.start and _inside_name(story.text, found)):
        return None
    return Made(words.codes("sets")[found["word"]], "SET")


def _inside_name(text: str, found: Found) -> bool:
    """Whether a capitalised word is part of a title ("China Daily", "the Daily Mail")."""
    after = text[found.end : found.end + 2].strip()
    before = text[max(0, found.start - 12) : found.start].split()
    return after[:1].isupper() or bool(before and before[-1][:1].isupper())
