"""Which words lead to which rules, and which may stand before them in an expression."""

import re
from functools import cache

from reportedly.annotate.times import words

WORD = re.compile(r"[^\W\d_]+|\d+")


@cache
def kinds() -> dict[str, tuple[str, ...]]:
    """The kinds of rule ("month", "unit") that a word, in lower case, leads to."""
    found: dict[str, set[str]] = {}

    def add(kind: str, *names: str) -> None:
        for name in names:
            found.setdefault(name, set()).add(kind)

    for name in ("months", "month_abbreviations"):
        add("month", *words.numbers_of(name))
    add(
        "weekday",
        *words.numbers_of("weekdays"),
        *words.numbers_of("weekday_abbreviations"),
        *(f"{d}s" for d in words.numbers_of("weekdays")),
    )
    add("deictic", "today", "yesterday", "tomorrow", "tonight", "overnight")
    add("unit", *words.codes("units"))
    add("season", *words.codes("seasons"))
    add("part", *words.codes("parts"))
    add("set", *(key.split()[0] for key in words.codes("sets")))
    add("ref", *(_last(key) for key in words.codes("references")), "while", "time")
    add("holiday", *(_last(key) for key in words.codes("holidays")), *(_last(key) for key in words.codes("events")))
    add("decade", *words.numbers_of("decades"))
    add("century", "century", "centuries")
    add("fiscal", "fiscal", "financial", "fy")
    add("era", "juche")
    add("quarter", "q", "h")
    add("clockword", "clock")
    add("clock", "am", "pm", "a", "p")
    add("ordinal", "st", "nd", "rd", "th")
    add("yearword", *words.numbers_of("numbers"))
    return {word: tuple(sorted(kind)) for word, kind in found.items()}


def _last(key: str) -> str:
    return str(WORD.findall(key)[-1])


def digit_kinds(text: str, start: int, end: int) -> tuple[str, ...]:
    """The kinds of rule that a number leads to, from its length and the character after it."""
    after = text[end : end + 1]
    if end - start == 4:
        return ("digits", "year") if after in ("-", "/", " ") else ("year",)
    written = end - start <= 2 and after in ("/", ":", ".")
    return ("digits",) if written or text[start - 1 : start] == "'" or text[max(0, start - 2) : start] == "9/" else ()


@cache
def leading() -> frozenset[str]:
    """The words that may stand before the word that leads to a rule."""
    lists = ("months", "month_abbreviations", "weekdays", "weekday_abbreviations", "numbers", "ordinals")
    seen = {word for name in lists for key in words.numbers_of(name) for word in key.split("-")}
    return frozenset(seen | set(words.leading()) | set(words.codes("parts")) | set(words.codes("seasons")))
