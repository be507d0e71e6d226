"""What acts are done with, and words that show that one is only being made ready: what keeps look-alike acts apart."""

from collections.abc import Iterable
from functools import cache

from reportedly import resources

TABLE = "schemas/sorts.toml"


def thing(type: str, words: Iterable[str]) -> str:
    """What an act of a type is done with ("nuclear", "missile"), from the lemmas of its own words; "" where these name none or two."""
    known = _things(type)
    found = {known[word] for word in words if word in known}
    return found.pop() if len(found) == 1 else ""


def lies_ahead(words: Iterable[str]) -> bool:
    """Whether one of the lemmas that govern an act says that it is being made ready ("PREPARING to launch")."""
    return not _ahead().isdisjoint(words)


@cache
def _things(type: str) -> dict[str, str]:
    sorts = resources.table(TABLE)["things"].get(type, {})
    return {word: name for name, words in sorts.items() for word in words.split()}


@cache
def _ahead() -> frozenset[str]:
    return frozenset(resources.table(TABLE)["ahead"]["words"].split())
