"""Headlines Written Like This, as a sentence would be: which of their words begin with a capital only because all do.

The parser learnt from running text, and takes "Block" in "Norland, Ostvia Block Sanctions" for a name. What the report itself
writes small within its sentences, or news at large does (weights/casing.txt), is a common word (truecasing: Lita et al. 2003).
"""

import re
from dataclasses import dataclass
from functools import cache

from reportedly import resources
from reportedly.model import Report

WORDS = "weights/casing.txt"
LONG, FEW, MOST = 4, 4, 0.8
"""A headline has at least FEW words of LONG letters, and MOST of them begin with a capital."""

_WORD = re.compile(r"[A-Za-z]+")
_WITHIN = re.compile(r"(?<=[a-z,;] )[A-Za-z][a-z]+\b")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")


def is_headline(words: list[str]) -> bool:
    """Whether (nearly) all long words begin with a capital, so that capitals tell nothing."""
    long = [w for w in words if len(w) >= LONG and w.isalpha()]
    return len(long) >= FEW and sum(w[0].isupper() for w in long) >= MOST * len(long)


def is_written_large(text: str) -> bool:
    """Whether a text is such a headline."""
    return is_headline(_WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Casing:
    """How one report writes its words within sentences: the small ones, and those with a capital (in small letters here)."""

    small: frozenset[str]
    large: frozenset[str]

    def as_sentence(self, headline: str) -> str:
        """A headline, character for character, with its common words small but for its first word; any other text as it is.

        The first word of a sentence has its capital anyway, and names keep theirs.
        """
        if not is_written_large(headline):
            return headline
        first = _WORD.search(headline)
        start = first.end() if first else 0
        return headline[:start] + _CAPITALISED.sub(lambda m: self._cased(m[0]), headline[start:])

    def _cased(self, word: str) -> str:
        low = word.lower()
        is_small, is_large = low in self.small, low in self.large
        return low if (is_small if is_small != is_large else low in _common()) else word


def casing_of(report: Report) -> Casing:
    """How a report writes its words within the sentences of its body."""
    found = {w for zone in report.zones if zone.kind == "body" for w in _WITHIN.findall(zone.span.of(report.text))}
    return Casing(frozenset(w for w in found if w.islower()), frozenset(w.lower() for w in found if not w.islower()))


@cache
def _common() -> frozenset[str]:
    lines = resources.read_bytes(WORDS).decode("utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))
