"""Long reports in overlapping windows; each word is read in the window where it stands most centrally."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` up to (not including) `last` are encoded together; words `own_first` up to `own_last` are read from it."""

    first: int
    last: int
    own_first: int
    own_last: int


def windows(lengths: Sequence[int], *, limit: int, overlap: int) -> list[Window]:
    """Windows of about equal size over words with `lengths` subwords each (none longer than `limit`).

    No window has more than `limit` subwords; neighbours share about `overlap`, and the cut between what is read from
    each is the middle of what they share. The words that are owned partition the text.
    """
    if not lengths:
        return []
    ends = list(accumulate(lengths))
    bounds = _bounds(ends, limit, overlap)
    cuts = [0]
    for (_, last), (first, _) in pairwise(bounds):
        middle = (_before(ends, first) + _before(ends, last)) / 2
        cuts.append(next(k for k in range(first, last + 1) if _before(ends, k) >= middle))
    cuts.append(len(lengths))
    return [Window(a, b, c, d) for (a, b), c, d in zip(bounds, cuts, cuts[1:], strict=False)]


def _before(ends: Sequence[int], word: int) -> int:
    """How many subwords stand before a word."""
    return ends[word - 1] if word else 0


def _bounds(ends: Sequence[int], limit: int, overlap: int) -> list[tuple[int, int]]:
    total, longest = ends[-1], max(b - a for a, b in zip([0, *ends], ends, strict=False))
    count = 1 if total <= limit else -(-(total - overlap) // (limit - overlap))
    size = min(limit, -(-(total + (count - 1) * overlap) // count) + longest)
    bounds, first = list[tuple[int, int]](), 0
    while True:
        last = first + 1
        while last < len(ends) and ends[last] - _before(ends, first) <= size:
            last += 1
        bounds.append((first, last))
        if last == len(ends):
            return bounds
        start = last
        while start > first + 1 and ends[last - 1] - _before(ends, start - 1) <= overlap:
            start -= 1
        first = start
