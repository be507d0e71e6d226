"""The rules of times-rules.toml: shapes in braces are filled in, a space becomes a gap within a paragraph."""

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
    """One rule: its name, pattern as the table has it, the function that says what a match means, that function's settings, its place."""

    name: str
    written: str
    make: str
    settings: Mapping[str, Any]
    order: int = 0

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """What the rule matches from `start` on."""
        return _compiled(self.written).match(text, start)


def _any(items: Iterable[str]) -> str:
    """An alternation of literal words, the longest first."""
    return "|".join(re.escape(item).replace("\\ ", " ").replace("\\-", "-") for item in sorted(items, key=len, reverse=True))


def _abbreviated(name: str, *, plain: bool) -> str:
    """Abbreviations written with a capital, with a full stop (or without, when `plain`)."""
    keys = sorted(words.numbers_of(name), key=len, reverse=True)
    cased = "|".join(f"{key.capitalize()}|{key.upper()}" for key in keys)
    return f"(?-i:{cased})" + (r"\b\.?" if plain else r"\.")


@cache
def shapes() -> dict[str, str]:
    """The named pieces that rules are made of: word lists as alternations, and the [shapes] of the table, filled in."""
    pieces = {
        "dotted_month": _abbreviated("month_abbreviations", plain=False),
        "short_month": _abbreviated("month_abbreviations", plain=True),
        "dotted_weekday": _abbreviated("weekday_abbreviations", plain=False),
        "full_weekday": _any(words.numbers_of("weekdays")),
        "plural_weekday": "|".join(f"{day}s" for day in words.numbers_of("weekdays")),
        "ordinal_word": _any(words.numbers_of("ordinals")),
        "decade": _any(words.numbers_of("decades")),
    }
    for name in ("seasons", "parts", "units"):
        pieces[name.removesuffix("s")] = rf"(?:{_any(words.codes(name))})\b"
    for shape, name in (("reference", "references"), ("set_word", "sets"), ("holiday", "holidays"), ("event", "events")):
        pieces[shape] = _any(words.codes(name))
    for name, parts in resources.table(RULES)["shapes"].items():
        body = parts if isinstance(parts, str) else "|".join(parts)
        pieces[name] = re.sub(r"\{([a-z_]+)\}", lambda found: f"(?:{pieces[found[1]]})", f"(?:{body})")
    return pieces


@cache
def _compiled(written: str) -> re.Pattern[str]:
    """A rule's pattern; compiled when it is first asked for, since one report needs few of them."""
    return re.compile(_fill(written), re.IGNORECASE)


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
    for order, row in enumerate(resources.table(RULES)["rule"]):
        rule = Rule(row["name"], row["pattern"], row["make"], row.get("with", {}), order)
        for kind in row["on"].split():
            by_kind.setdefault(kind, []).append(rule)
    return {kind: tuple(found) for kind, found in by_kind.items()}
