"""The word lists of this stage (`data/schemas/entities.toml`, offices, given names) in the shape in which they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly import resources


@dataclass(frozen=True, slots=True)
class Settings:
    """Sets of lower-case words (lemmas where they are looked up by lemma)."""

    locating: frozenset[str]
    directing: frozenset[str]
    motion: frozenset[str]
    reached: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    never: frozenset[str]
    first_person: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    title_genders: Mapping[str, str]


@cache
def settings() -> Settings:
    """The word lists, read once. Raises ResourceError when a file is missing."""
    table: Mapping[str, Any] = resources.table("schemas/entities.toml")
    places, names = table["places"], table["names"]
    return Settings(
        *(frozenset(places[k]) for k in ("locating", "directing", "motion", "reached")),
        *(frozenset(names[k]) for k in ("particles", "suffixes", "never")),
        frozenset(table["reports"]["first_person"]),
        frozenset(table["titles"]["words"]),
        frozenset(table["bodies"]["heads"]),
        {word: gender for gender, words in table["titles"]["genders"].items() for word in words},
    )
