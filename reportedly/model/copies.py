"""Texts that were copied: hashed word 5-grams, how much of one text stands in another, and which passages.

Containment of word n-grams after A. Broder, "On the resemblance and containment of documents" (1997); unlike
resemblance it finds a short copy of a long text. What is indexed of a text is a fixed sample of its n-grams (0 mod p,
as S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing" (2003) describe it), the same in every text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from reportedly.model.report import Report
from reportedly.model.resolved import Fingerprint
from reportedly.model.span import Span

SAMPLE_EVERY = 4
"""One shingle in so many is indexed: enough to meet again any copy of about thirty words."""
SIZE = 5
"""Words in a shingle."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^“”\n]{0,2000}”|(?:(?<=[\s(\[—–-])|^)\"(?=\S)[^\"\n]{0,2000}(?<=\S)\"", re.MULTILINE)
"""A quotation. A straight mark opens one only after a space and before a word: a text cut in a quotation begins with its end."""
_BRIDGED = 6
"""Words of one's own within a copied passage that do not end it: a light rewrite changes one in ten or twenty."""
_LEAST = 15
"""Words below which a shared passage may be chance, or a phrase that everybody uses."""


class _Gram(NamedTuple):
    """A word n-gram: its hash, and the numbers and places of its first and last word."""

    hash: int
    first: int
    start: int
    end: int


def shingles(text: str, *, size: int = SIZE) -> frozenset[int]:
    """The hashed word n-grams (32 bits) of `text`, in lower case; passages in double quotation marks are left out.

    Two reports that quote the same speech are no copies of each other. A text of fewer than `size` words gives none.
    """
    return _shingles(text, size)


@lru_cache(maxsize=64)
def _shingles(text: str, size: int) -> frozenset[int]:
    """Kept for a while: a report's are asked for when it is linked and when it is stored."""
    return frozenset(gram.hash for gram in _grams(text, size))


def passages(copy: Report, original: frozenset[int]) -> tuple[Span, ...]:
    """The stretches of a report's text that stand in another text, whose shingles are `original`, in text order.

    A stretch has at least 15 words outside quotations; a few changed words, and quotations between copied words, do
    not end it.
    """
    found: list[Span] = []
    for zone in [z.span for z in copy.zones if z.is_read] or [Span(0, len(copy.text))]:
        shared = [g for g in _grams(zone.of(copy.text), SIZE) if g.hash in original]
        found += [Span(zone.start + start, zone.start + end) for start, end in _runs(shared)]
    return tuple(found)


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


def copy_kind(forth: float, back: float) -> str:
    """What a copy is, from the share of its own words that stand in the original, and the other way round (0..1).

    >>> copy_kind(0.98, 0.3)
    'cut'
    """
    if forth >= _NEARLY:
        return "reprint" if back >= _NEARLY else "cut"
    if back >= _NEARLY:
        return "enlarged reprint"
    return "rewrite" if max(forth, back) >= 0.5 else "shared passages"


_NEARLY = 0.8


def _grams(text: str, size: int) -> Iterator[_Gram]:
    """The n-grams outside quotations; none runs across a quotation."""
    number, start = 0, 0
    for quoted in [*_QUOTED.finditer(text), None]:
        end = quoted.start() if quoted else len(text)
        spans = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
        words = [text[first:last].casefold().encode("utf-8", "surrogatepass") for first, last in spans]
        for i in range(len(words) - size + 1):
            yield _Gram(crc32(b" ".join(words[i : i + size])), number + i, spans[i][0], spans[i + size - 1][1])
        number += len(words)
        start = quoted.end() if quoted else end


def _runs(shared: list[_Gram]) -> Iterator[tuple[int, int]]:
    """The stretches (first and last character) that n-grams cover without a gap that is too long."""
    run: list[_Gram] = []
    for gram in [*shared, None]:
        if gram and run and gram.first - (run[-1].first + SIZE) <= _BRIDGED:
            run.append(gram)
            continue
        if run and run[-1].first + SIZE - run[0].first >= _LEAST:
            yield run[0].start, run[-1].end
        run = [gram] if gram else []
