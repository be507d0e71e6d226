"""The rules of linking, from data/schemas/linkage.toml."""

from typing import NamedTuple

from reportedly.resources import table

MADE_BY = "linkage/2"
RULES = "schemas/linkage.toml"


class Kind(NamedTuple):
    """What two claims of a kind need to be of one event: dates no coarser than `days`, `words` in common (0..1).

    `story`: acts of this kind are so rare that one story tells of one between the same parties. `single`: they come one
    by one, so that those of one actor on one day are one.
    """

    days: int
    words: float
    story: bool = False
    single: bool = False


def kind(type: str, mode: str | None) -> Kind:
    """The rule for a type and mode: its own, else the type's, else the default."""
    kinds = table(RULES)["kinds"]
    found = kinds.get(f"{type}/{mode}") or kinds.get(type) or kinds["default"]
    return Kind(found["days"], found["words"], found.get("story", False), found.get("single", False))


def longest_days(type: str) -> int:
    """The coarsest date that any kind of a type allows, in days."""
    kinds = table(RULES)["kinds"]
    return max(int(rule["days"]) for name, rule in kinds.items() if name == "default" or name.split("/")[0] == type)


def recurs(type: str, mode: str | None) -> str:
    """Whether acts of a kind make series: "mutual" (both ways are of one series), "one way", or "" for no."""
    kinds = table(RULES)["series"]
    return str(kinds.get(f"{type}/{mode}", ""))


def remembered() -> frozenset[str]:
    """The words with which a report's lead tells of what was long ago."""
    return frozenset(table(RULES)["background"]["remembered"])


def limit(name: str) -> int:
    """A limit by its name."""
    value: int = table(RULES)["limits"][name]
    return value


def words(name: str) -> float:
    """How alike two sentences must be, 0..1: "same" or "unsure"."""
    return float(table(RULES)["words"][name])


def chances(name: str) -> float:
    """How likely two claims must be of one "story", and be one event as a "pair", to be joined without like words, 0..1."""
    return float(table(RULES)["chances"][name])


def score(name: str) -> float:
    """A part of a link's score by its name."""
    return float(table(RULES)["score"][name])


def copies(name: str) -> float:
    """A threshold for copied reports by its name."""
    return float(table(RULES)["copies"][name])
