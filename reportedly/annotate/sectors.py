"""The sector of society that an actor belongs to (government, armed forces, party, press ...), told from name, entity and office."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly import resources
from reportedly.annotate.entities.loading import lexicon
from reportedly.annotate.entities.words import key

TABLE = "lexicons/en/sectors.toml"
KNOWN = "lexicons/en/sectors-known.toml"
Rule = Mapping[str, Any]
_MARKS = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Sector:
    """A PLOVER sector code ("GOV", "MIL", "CVL" ...) and the words or the office that tell it."""

    code: str
    reason: str


def sector(name: str, *, kind: str = "", office: str | None = None, entity: str = "", date: str = "") -> Sector | None:
    """The sector of the actor that a phrase or name stands for ("Shanghai police" is COP); None where no rule tells one.

    `kind` is the entity's kind, `office` what it holds at the report's date (`ReportEntity`), `entity` its id, `date` the
    report's. A phrase that is just a known body's name gets that body's sector. Else the first rule of the table
    that fits decides, words before office and kind, then the body that the phrase is about. Who held an office once
    ("a former minister", a president whose term had ended by `date`) is of the elite, ELI.
    """
    known = _of_known(entity, date)
    if known and _is_name_of(name, entity):
        return known
    told = _by_rules("" if _is_bare_name(name, kind, entity) else name, kind, office) or known
    return told if told or office else _once(entity, date)


def _by_rules(name: str, kind: str, office: str | None) -> Sector | None:
    """What the table's rules tell of a phrase, a kind and an office."""
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


def _of_known(entity: str, date: str) -> Sector | None:
    """The sector that the table of known bodies has for an entity at a date (ISO 8601 prefix)."""
    for start, end in resources.table(KNOWN)["governs"].get(entity, ()):
        if date and start <= date and (not end or date <= end):
            return Sector("GOV", f"governs since {start}")
    code = _known().get(entity)
    return Sector(code, "it is known as one") if code else None


@cache
def _known() -> Mapping[str, str]:
    return {id: code for code, ids in resources.table(KNOWN)["known"].items() for id in ids}


def _is_name_of(name: str, entity: str) -> bool:
    """Whether a phrase is nothing but a name of an entity, an article aside."""
    words = key(name)
    words = words[1:] if words[:1] == ("the",) else words
    return any(n == len(words) and any(f.entity == entity for f in forms) for n, forms in lexicon().longest(words))


def _is_bare_name(name: str, kind: str, entity: str) -> bool:
    """Whether a phrase is nothing but a person's name, whose parts are no words ("Kim Son Ho" is nobody's son)."""
    return kind == "person" and (entity == f"p:{'-'.join(key(name))}" or _is_name_of(name, entity))


def _once(entity: str, date: str) -> Sector | None:
    """ELI for a known person who holds no office at a date but held one of the elite's before."""
    person = lexicon().people.get(entity)
    if person is None or not date or any(h.covers(date) for h in person.holdings):
        return None
    elite: Rule = next(rule for rule in resources.table(TABLE)["rule"] if "beside" in rule)
    before = (h for h in person.holdings if h.end and h.end < date)
    past = next((h for h in before if (s := _by_rules("", "", h.office)) and s.code in elite["beside"]), None)
    return Sector(elite["sector"], f"held the office {past.office} until {past.end}") if past else None


def _in_words(rule: Rule, words: str) -> str | None:
    """Which words of a phrase a rule fits; None where none."""
    if _first(tuple(rule.get("except", ())), words):
        return None
    hits = _all(tuple(rule.get("words", ())), words)
    hit = next((h for h in hits if h.end() == len(words) - 1 or not rule.get("last")), None)
    return f"'{hit[0]}'" if hit else None


def _by_office(rule: Rule, kind: str, office: str | None) -> str | None:
    """Which office or kind of an entity a rule fits; None where none."""
    offices = rule.get("offices", ())
    if office and (office in offices or ("*" in offices and office not in rule.get("no_offices", ()))):
        return f"holds the office {office}"
    return f"is of the kind {kind}" if kind and kind in rule.get("kinds", ()) else None


def _first(sought: tuple[str, ...], words: str) -> str:
    return next((hit[0] for hit in _all(sought, words)), "")


def _all(sought: tuple[str, ...], words: str) -> Iterator[re.Match[str]]:
    return _pattern(sought).finditer(words) if sought else iter(())


def _plain(words: str) -> str:
    """Small letters, one blank between words, no marks."""
    return _MARKS.sub(" ", words.casefold()).strip()


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all words, whole and with a plural's ending."""
    each = "|".join(re.escape(_plain(w)) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<= )(?:{each})(?:s|es)?(?= )")
