"""How rare words are in news reports, from data/weights/rarity.tsv: what two sentences share counts as much as it is rare."""

from collections.abc import Iterable, Mapping
from functools import cache
from math import log2

from reportedly.resources import read_bytes

WORDS = "weights/rarity.tsv"
REPORTS = 19_894
"""The reports counted for the table."""
_UNLISTED = 4.0
"""2 * log2 of how many reports a word that is not listed is taken to stand in."""
_OF_UNLISTED = 1.0 - _UNLISTED / (2 * log2(REPORTS))


def rarity(word: str) -> float:
    """How rare a word (lower case) is, from 0 (in every report) to 1 (in one): its inverse document frequency, scaled."""
    return _rarities().get(word, _OF_UNLISTED)


def weighed(words: Iterable[str]) -> dict[str, float]:
    """Each word with its rarity."""
    of = _rarities().get
    return {word: of(word, _OF_UNLISTED) for word in words}


@cache
def _rarities() -> Mapping[str, float]:
    found: dict[str, float] = {}
    for line in read_bytes(WORDS).decode("utf-8").splitlines():
        if not line.startswith("#"):
            size, _, words = line.partition("\t")
            found |= dict.fromkeys(words.split(" "), 1.0 - float(size) / (2 * log2(REPORTS)))
    return found
