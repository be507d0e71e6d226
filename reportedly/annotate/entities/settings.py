"""The word lists of this stage (`data/schemas/entities.toml`, offices, given names) in the shape in which they are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly import resources
from reportedly.model import EntityKind


@dataclass(frozen=True, slots=True)
class Called:
    """What a word for a kind can point back to: kinds of entities, the likelier first, and the words that may stand before it."""

    kinds: tuple[EntityKind, ...]
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """Sets of lower-case words (lemmas where they are looked up by lemma), and weights."""

    locating: frozenset[str]
    directing: frozenset[str]
    motion: frozenset[str]
    gatherings: frozenset[str]
    reached: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    before_office: frozenset[str]
    offices_after: frozenset[str]
    never: frozenset[str]
    titles: frozenset[str]
    title_genders: Mapping[str, str]
    bodies: frozenset[str]
    former: frozenset[str]
    indefinite: frozenset[str]
    first_person: frozenset[str]
    pronouns: Mapping[str, str]
    weights: Mapping[str, Any]
    margin: float
    empty_it: frozenset[str]
    collective: frozenset[str]
    autocrats: frozenset[str]
    speech: frozenset[str]
    grades: frozenset[str]
    nations: frozenset[str]
    forces: frozenset[str]
    joined: frozenset[str]
    numbers: Mapping[str, int]
    anybody: frozenset[str]
    broader: Mapping[str, frozenset[str]]
    own_names: Mapping[str, str]
    administrations: frozenset[str]
    twins: Mapping[str, tuple[str, ...]]
    called: Mapping[str, Called]
    epithets: Mapping[str, frozenset[str]]
    parties: Mapping[str, frozenset[str]]
    peoples: frozenset[str]
    credits: frozenset[str]
    glued: frozenset[str]
    endings: frozenset[str]
    named_so: frozenset[str]
    contrary: frozenset[str]
    honorary: frozenset[str]
    counterparts: frozenset[str]
    bodies_by_name: frozenset[str]
    never_short: frozenset[str]


@cache
def settings() -> Settings:
    """The word lists, read once. Raises ResourceError when a file is missing."""
    table: Mapping[str, Any] = resources.table("schemas/entities.toml")

    def words(section: str, name: str) -> frozenset[str]:
        return frozenset(table[section][name])

    return Settings(
        locating=words("places", "locating"),
        directing=words("places", "directing"),
        motion=words("places", "motion"),
        gatherings=words("places", "gatherings"),
        reached=words("places", "reached"),
        particles=words("names", "particles"),
        suffixes=words("names", "suffixes"),
        before_office=words("names", "before_office"),
        offices_after=words("names", "offices_after"),
        never=words("names", "never"),
        titles=words("titles", "words"),
        title_genders={word: gender for gender, found in table["titles"]["genders"].items() for word in found},
        bodies=words("bodies", "heads"),
        former=words("determiners", "former"),
        indefinite=words("determiners", "indefinite"),
        first_person=words("pronouns", "first"),
        pronouns={word: kind for kind, found in table["pronouns"].items() for word in found},
        weights=table["weights"],
        margin=float(table["weights"]["margin"]),
        empty_it=words("determiners", "empty_it"),
        collective=words("roles", "collective"),
        autocrats=words("roles", "autocrats"),
        grades=words("roles", "grades"),
        nations=words("roles", "nations"),
        forces=words("roles", "forces"),
        joined=words("places", "joined"),
        speech=words("roles", "speech"),
        anybody=words("determiners", "anybody"),
        numbers=table["determiners"]["numbers"],
        broader={key: frozenset(more) for key, more in table["roles"]["broader"].items()},
        own_names=table["own_names"],
        administrations=words("bodies", "administrations"),
        twins={word: tuple(ids) for word, ids in table["twins"].items()},
        called={word: Called(tuple(row["kinds"]), frozenset(row["told"])) for word, row in table["called"].items()},
        epithets={word: frozenset(countries) for word, countries in table["epithets"].items()},
        parties={word: frozenset(kinds) for word, kinds in table["parties"].items()},
        peoples=words("roles", "peoples"),
        credits=words("names", "credits"),
        glued=words("glued", "words"),
        endings=words("glued", "endings"),
        named_so=words("bodies", "named_so"),
        contrary=words("roles", "contrary"),
        honorary=words("determiners", "honorary"),
        counterparts=words("roles", "counterparts"),
        bodies_by_name=words("roles", "bodies_by_name"),
        never_short=words("names", "never_short"),
    )
