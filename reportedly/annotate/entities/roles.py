"""Offices, roles and kinds of bodies: from the words of a form to what it says of somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reportedly import resources
from reportedly.annotate.entities.words import key
from reportedly.model import EntityKind

Words = tuple[str, ...]
LONGEST = 6


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a form names; in `countries` only, where that is not empty. Rank 1 leads a state or organisation."""

    key: str
    rank: int
    countries: frozenset[str] = frozenset()
    of: str = "state"


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of state body; `name` is a pattern with {country} or {demonym}."""

    key: str
    name: str
    kind: EntityKind
    country: str | None = None


@dataclass(slots=True)
class Role:
    """All that a form can be: offices, a class of unnamed people, a kind of body; `plural` for several people."""

    offices: list[Office] = field(default_factory=list)
    people: str = ""
    body: Body | None = None
    plural: bool = False
    things: str = ""

    def office_keys(self) -> set[str]:
        """The keys of its offices."""
        return {o.key for o in self.offices}

    def rank(self) -> int:
        """The highest rank (1) that it can name; 9 for none."""
        return min((o.rank for o in self.offices), default=9)


class Roles:
    """The index."""

    def __init__(self) -> None:
        self._forms: dict[str, dict[Words, Role]] = {}

    def at(self, form: str) -> Role:
        """The role of a form, made when new."""
        words = key(form)
        return self._forms.setdefault(words[0], {}).setdefault(words, Role())

    def begins(self, word: str) -> bool:
        """Whether any form begins with a plain word."""
        return word in self._forms

    def longest(self, words: Sequence[str]) -> tuple[int, Role] | None:
        """The longest form that `words` begin with."""
        under = self._forms.get(words[0]) if words else None
        if under:
            for n in range(min(LONGEST, len(words)), 0, -1):
                if role := under.get(tuple(words[:n])):
                    return n, role
        return None


@cache
def roles() -> Roles:
    """The index of the lexicon files `offices` and `bodies`, built once. Raises ResourceError when one is missing."""
    made, offices, own = Roles(), resources.table("lexicons/en/offices.toml"), resources.table("schemas/entities.toml")
    for name, row in offices["office"].items():
        _add_office(made, name, row)
    for name, row in [*offices["role"].items(), ("civil", own["people"])]:
        _add_people(made, name, row)
    for form, row in offices.get("plural", {}).items():
        role = made.at(form)
        role.plural = True
        role.offices.append(Office(row.get("office", ""), 1))
    for name, row in resources.table("lexicons/en/bodies.toml")["generic"].items():
        for form in row["forms"]:
            made.at(form).body = bodies()[name]
    for kind, forms in own["things"].items():
        for form in forms:
            made.at(form).things = kind
    return made


def _add_people(made: Roles, name: str, row: Mapping[str, Any]) -> None:
    for number in ("singular", "plural"):
        for form in row.get(number, ()):
            role = made.at(form)
            role.people, role.plural = role.people or name, number == "plural"


@cache
def rank_of(office: str) -> int:
    """The rank of an office by its key: 1 leads a state or organisation; 9 for one that the lexicon does not have."""
    row = resources.table("lexicons/en/offices.toml")["office"].get(office, {})
    return int(row.get("rank", 3)) if row.get("of", "state") == "state" else 9


@cache
def bodies() -> Mapping[str, Body]:
    """The kinds of bodies by key."""
    rows = resources.table("lexicons/en/bodies.toml")["generic"]
    return {name: Body(name, row["name"], row["kind"], row.get("country")) for name, row in rows.items()}


def _add_office(made: Roles, name: str, row: Mapping[str, Any]) -> None:
    of, rank = row.get("of", "state"), row.get("rank", 3)
    for form in [*row.get("forms", ()), *row.get("short", ())]:
        made.at(form).offices.append(Office(name, rank, frozenset(), of))
    for form, countries in row.get("by_country", {}).items():
        made.at(form).offices.append(Office(name, rank, frozenset(countries), of))
