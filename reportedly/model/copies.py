"""Texts that were copied: hashed word 5-grams and how much of one text stands in another.

Containment of word n-grams after A. Broder, "On the resemblance and containment of documents" (1997); unlike
resemblance it finds a short copy of a long text.
"""

import re
from zlib import crc32

from reportedly.model.report import Report
from reportedly.model.resolved import Fingerprint

SAMPLE_EVERY = 8
"""One shingle in so many is indexed: enough to meet again any copy of about fifty words."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”\n]{0,2000}”|\"[^\"\n]{0,2000}\"")


def shingles(text: str, *, size: int = 5) -> frozenset[int]:
    """The hashed word n-grams (32 bits) of `text`, in lower case; passages in double quotation marks are left out.

    Two reports that quote the same speech are no copies of each other. A text of fewer than `size` words gives none.
    """
    found: set[int] = set()
    for passage in _QUOTED.split(text):
        words = _WORD.findall(passage.casefold())
        for i in range(len(words) - size + 1):
            found.add(crc32(" ".join(words[i : i + size]).encode("utf-8", "surrogatepass")))
    return frozenset(found)


def read_text(report: Report) -> str:
    """The text that annotation reads: the zones that are read, or all of it when none are known."""
    zones = [z.span.of(report.text) for z in report.zones if z.is_read]
    return "\n".join(zones) if zones else report.text


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shingles of `a` that stand in `b`, 0..1; 0 when `a` has none."""
    return len(a & b) / len(a) if a else 0.0


def sample(hashes: frozenset[int]) -> frozenset[int]:
    """The shingles that are indexed: those divisible by `SAMPLE_EVERY`, the same in every text."""
    return frozenset(h for h in hashes if h % SAMPLE_EVERY == 0)


def fingerprint(report: Report) -> Fingerprint:
    """A report's shingles with its date, publisher and credits."""
    return Fingerprint(report.id, shingles(read_text(report)), report.published, report.publisher, report.credits)
