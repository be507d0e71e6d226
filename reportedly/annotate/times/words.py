"""The word lists of times-words.toml: what a word means, and which kind of word it is."""

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from reportedly import resources

WORDS = "lexicons/en/times-words.toml"

_MULTIPLIERS = (100, 1000, 1_000_000)
_VAGUE = {"a": 1.0, "an": 1.0, "another": 1.0, "half": 0.5, "couple": 2.0, "pair": 2.0, "dozen": 12.0, "score": 20.0}


@cache
def numbers_of(name: str) -> Mapping[str, int]:
    """A list whose words mean whole numbers ("months", "weekdays", "numbers", "ordinals")."""
    return cast(Mapping[str, int], resources.table(WORDS)[name])


@cache
def codes(name: str) -> Mapping[str, str]:
    """A list whose words mean TIMEX3 codes ("units", "parts", "seasons", "references", "sets", "holidays", "events")."""
    return cast(Mapping[str, str], resources.table(WORDS)[name])


@cache
def cues(side: str) -> tuple[str, ...]:
    """The tense cues of one side, "past" or "future"."""
    return tuple(resources.table(WORDS)["tense"][side])


@cache
def happened() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nouns of what has happened when it is named with its day, and the words that make it one still to come."""
    table = resources.table(WORDS)["tense"]
    return tuple(table["happened"]), tuple(table["feared"])


@cache
def known() -> Mapping[str, tuple[int, re.Pattern[str]]]:
    """Days of the year ("10-07") that stand for one year's: that year, and what tells them from other years' days."""
    table = resources.table(WORDS)["known"]
    return {day: (row["year"], re.compile(rf"\b(?:{row['told']})\b", re.IGNORECASE)) for day, row in table.items()}


@cache
def before(what: str) -> tuple[str, ...]:
    """The words that may stand before something: before a "month" or "year", or where it is "coming" or "awaited"."""
    return tuple(resources.table(WORDS)["before"][what])


@cache
def leading() -> tuple[str, ...]:
    """The words that may stand before the word that leads to a rule."""
    return tuple(resources.table(WORDS)["leading"]["words"])


def month(word: str) -> int:
    """The number of a month by name or abbreviation, with or without a full stop; raises KeyError for another word."""
    key = word.lower().rstrip(".")
    return numbers_of("months").get(key) or numbers_of("month_abbreviations")[key]


def weekday(word: str) -> int:
    """The ISO number of a weekday, singular or plural, full or abbreviated; raises KeyError for another word."""
    key = word.lower().rstrip(".")
    names = numbers_of("weekdays")
    return names.get(key) or names.get(key.removesuffix("s")) or numbers_of("weekday_abbreviations")[key]


def ordinal(word: str) -> int:
    """The number of an ordinal, "third" or "3rd"; raises KeyError for another word."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits[0])
    return numbers_of("ordinals")[re.sub(r"\s+", "-", word.lower())]


def number(words: str) -> float | None:
    """What a number says: "1,200", "2 1/2", "twenty-four", "two thousand and five", "a couple of"; None when it is vague."""
    text = words.lower().strip().replace(",", "")
    digits = re.fullmatch(r"(\d+(?:\.\d+)?)?(?:(?:^|\s+|-)(\d+)/(\d+))?", text)
    if text and digits:
        fraction = int(digits[2]) / int(digits[3]) if digits[2] and int(digits[3]) else 0.0
        return float(digits[1] or 0) + fraction
    return _spelled(re.findall(r"[a-z]+|\d+", text))


def _spelled(words: list[str]) -> float | None:
    table = numbers_of("numbers")
    total = group = 0.0
    known = False
    for word in words:
        if word in ("and", "of", "more", "full"):
            continue
        value = float(word) if word.isdigit() else _VAGUE.get(word, table.get(word))
        if value is None:
            return None
        known = True
        if value in _MULTIPLIERS or word == "dozen":
            group = (group or 1) * value
            total, group = (total + group, 0.0) if value >= 1000 else (total, group)
        elif word in ("couple", "pair"):
            group = value
        else:
            group += value
    return total + group if known else None


def spelled_year(words: str) -> int | None:
    """The year of "nineteen ninety-six", "two thousand" or "twenty twenty-three"; None when it is none."""
    parts = re.findall(r"[a-z]+", words.lower())
    if "thousand" in parts:
        value = _spelled(parts)
        return int(value) if value else None
    century, rest = _spelled(parts[:1]), _spelled(parts[1:])
    return int(century * 100 + rest) if century and rest is not None else None
