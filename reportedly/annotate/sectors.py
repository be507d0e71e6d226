"""The sector of society that an actor belongs to (government, armed forces, party, press ...), told from its name and office."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly import resources

TABLE = "lexicons/en/sectors.toml"
Rule = Mapping[str, Any]
_MARKS = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Sector:
    """A PLOVER sector code ("GOV", "MIL", "CVL" ...) and the words or the office that tell it."""

    code: str
    reason: str


def sector(name: str, *, kind: str = "", office: str | None = None) -> Sector | None:
    """The sector of the actor that a phrase or name stands for ("Shanghai police" is COP); None where no rule tells one.

    `kind` is the entity's kind, `office` what it holds at the report's date (`ReportEntity`). The first rule of the table
    that fits decides, words before office and kind. Who held an office once ("a former minister") is of the elite, ELI.
    """
    words = f" {_plain(name)} "
    rules = resources.table(TABLE)["rule"]
    told = [(rule, found) for rule in rules if (found := _in_words(rule, words))]
    held = [(rule, found) for rule in rules if (found := _by_office(rule, kind, office))]
    former = next((rule for rule, _ in told if "beside" in rule), None)
    for rule, found in (*told, *held):
        if "beside" in rule:
            continue
        if former and rule["sector"] in former["beside"]:
            return Sector(former["sector"], f"{found}, once")
        return Sector(rule["sector"], found)
    return None


def _in_words(rule: Rule, words: str) -> str | None:
    """Which words of a phrase a rule fits; None where none."""
    if _first(tuple(rule.get("except", ())), words):
        return None
    hit = _first(tuple(rule["words"]), words)
    return f"'{hit}'" if hit else None


def _by_office(rule: Rule, kind: str, office: str | None) -> str | None:
    """Which office or kind of an entity a rule fits; None where none."""
    offices = rule.get("offices", ())
    if office and (office in offices or "*" in offices):
        return f"holds the office {office}"
    return f"is of the kind {kind}" if kind and kind in rule.get("kinds", ()) else None


def _first(sought: tuple[str, ...], words: str) -> str:
    hit = _pattern(sought).search(words) if sought else None
    return hit[0] if hit else ""


def _plain(words: str) -> str:
    """Small letters, one blank between words, no marks."""
    return _MARKS.sub(" ", words.casefold()).strip()


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all words, whole and with a plural's ending."""
    each = "|".join(re.escape(_plain(w)) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<= )(?:{each})(?:s|es)?(?= )")
