"""The rules of times-rules.toml, compiled: shapes in braces are filled in, a space becomes a gap within a paragraph."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly import resources
from reportedly.annotate.times import words

RULES = "lexicons/en/times-rules.toml"

GAP = r"(?:[ \t]{1,3}\n?[ \t]{0,3}|\n[ \t]{0,3})"
_HYPHEN = r"(?:-|–)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, compiled pattern, the function that says what a match means, and that function's settings."""

    name: str
    pattern: re.Pattern[str]
    make: str
    settings: Mapping[str, Any]


def _any(items: Iterable[str]) -> str:
    """An alternation of literal words, the longest first."""
    return "|".join(re.escape(item).replace("\\ ", " ").replace("\\-", "-") for item in sorted(items, key=len, reverse=True))


def _abbreviated(name: str, *, plain: bool) -> str:
    """Abbreviations written with a capital, with a full stop (or without, when `plain`)."""
    keys = sorted(words.numbers_of(name), key=len, reverse=True)
    cased = "|".join(f"{key.capitalize()}|{key.upper()}" for key in keys)
    return f"(?-i:{cased})" + (r"\b\.?" if plain else r"\.")


# "May", "March" and the like count only when written with a capital.
_FULL_MONTH = r"(?:January|February|(?-i:March|MARCH)|April|(?-i:May|MAY)|June|July|August|September|October|November|December)\b"
_LOW = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
_TENS = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine)\b)?)"
_SMALL = rf"(?:{_TENS}|{_LOW})"


@cache
def shapes() -> dict[str, str]:
    """The named pieces that rules are made of."""
    weekdays = _any(words.numbers_of("weekdays"))
    number = (
        r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,4}(?:\.\d{1,2})?(?:[ -]\d/\d)?|\d/\d"
        rf"|{_SMALL}\b(?: (?:hundred|thousand))?(?:(?: and| )?{_SMALL}\b)?|a hundred|a thousand)"
    )
    relative_year = "last year|this year|next year|that year|the same year|that same year|the following year|the previous year|a year ago"
    return {
        "full_month": _FULL_MONTH,
        "dotted_month": _abbreviated("month_abbreviations", plain=False),
        "month": rf"(?:{_FULL_MONTH}|{_abbreviated('month_abbreviations', plain=True)})",
        "weekday": rf"(?:(?:{weekdays})\b|{_abbreviated('weekday_abbreviations', plain=False)})",
        "plural_weekday": "|".join(f"{day}s" for day in words.numbers_of("weekdays")),
        "day": rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b|(?:{_any(words.numbers_of('ordinals'))})\b)",
        "ordinal": rf"(?:(?:{_any(words.numbers_of('ordinals'))})\b|\d{{1,2}}(?:st|nd|rd|th)\b)",
        "year": r"(?:1[0-9]|20)\d\d\b",
        "year_words": rf"(?:(?:nineteen|eighteen|seventeen|twenty)[ ](?:hundred|{_SMALL})|two thousand(?: (?:and )?{_SMALL})?)\b",
        "relative_year": relative_year,
        "season": rf"(?:{_any(words.codes('seasons'))})\b",
        "part": rf"(?:{_any(words.codes('parts'))})\b",
        "unit": rf"(?:{_any(words.codes('units'))})\b",
        "decade": _any(words.numbers_of("decades")),
        "number": number,
        "count": rf"(?:(?:an? )?(?:couple|few|dozen|half[- ]dozen)(?: of| more)?|several|many|dozens of|a number of|{number}|an?|one|another)",
        "rel": r"(?:this past|this coming|this|last|next|coming|past|current|previous|prior|preceding|following|upcoming|recent)\b",
        "mod": (
            r"(?:very )?(?:(?:the )?(?:early|late|mid)(?:[- ]to[- ]late)?(?: in)?(?: on)?(?:-| part of)?|(?:the )?(?:middle|beginning|start|end|close|rest|remainder"
            r"|first half|second half|last half|latter half|first part|latter part|turn|eve|dawn|course|height)(?: of)?|earlier(?: in| on)?|later(?: in| on)?|sometime(?: in)?|mid)"
        ),
        "approx": (
            r"(?:nearly|almost|about|around|approximately|roughly|some|more than|less than|fewer than|at least|at most|up to|no more than|over|under|just over"
            r"|just under|just|only|barely|within|well over|as long as|as many as|more or less|not quite)"
        ),
        "zone": r"(?:GMT|UTC|BST|CET|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|KST|JST|MSK|(?:local|Moscow|Beijing|Eastern|Pacific|Kyiv|Korean) time)\b",
        "counted": (
            r"(?:people|troops|soldiers|tons|tonnes|miles|kilomet(?:er|re)s|km|met(?:er|re)s|feet|dollars|euros|pounds|yuan|men|women|children|homes|houses|jobs"
            r"|civilians|refugees|prisoners|workers|students|votes|times|percent|per cent|degrees|cases|deaths|fighters|personnel|residents|families|points|shares|mph|sq)"
        ),
        "reference": _any(words.codes("references")),
        "set_word": _any(words.codes("sets")),
        "holiday": _any(words.codes("holidays")),
        "event": _any(words.codes("events")),
    }


def _fill(pattern: str) -> str:
    """A rule's pattern with its shapes filled in and its spaces and hyphens widened."""

    def shape(found: re.Match[str]) -> str:
        body = shapes()[found[2]]
        return f"(?P<{found[2]}>{body})" if found[1] else f"(?:{body})"

    return _widen(re.sub(r"\{(=?)([a-z_]+)\}", shape, pattern))


def _widen(pattern: str) -> str:
    """Literal spaces become gaps and literal hyphens any hyphen, outside character classes."""
    out, inside, i = [], False, 0
    while i < len(pattern):
        char = pattern[i]
        if char == "\\":
            out.append(pattern[i : i + 2])
            i += 2
            continue
        inside = (inside or char == "[") and char != "]"
        out.append(_widened(pattern, i, inside=inside))
        i += 1
    return "".join(out)


def _widened(pattern: str, i: int, *, inside: bool) -> str:
    char = pattern[i]
    if char == " " and inside:
        return r" \n\t"
    if inside or pattern[max(0, i - 2) : i + 1] == "?-i" or pattern[i : i + 3] == "-i:":
        return char
    if char == " ":
        # a look-behind must have a fixed width
        return r"\s" if _in_lookbehind(pattern, i) else GAP
    return _HYPHEN if char == "-" else char


def _in_lookbehind(pattern: str, i: int) -> bool:
    opened = max(pattern.rfind("(?<=", 0, i), pattern.rfind("(?<!", 0, i))
    return opened >= 0 and ")" not in pattern[opened:i]


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the kind of word that leads to them ("month", "unit"), in the order of the table."""
    by_kind: dict[str, list[Rule]] = {}
    for row in resources.table(RULES)["rule"]:
        rule = Rule(row["name"], re.compile(_fill(row["pattern"]), re.IGNORECASE), row["make"], row.get("with", {}))
        for kind in row["on"].split():
            by_kind.setdefault(kind, []).append(rule)
    return {kind: tuple(found) for kind, found in by_kind.items()}
