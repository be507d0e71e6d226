"""What the encoder read of an act's parties: numbers for the second pass of the role scorer.

Its pairs "event" tell of each word how likely it is to stand for the actor or the recipient of an act (docs/model-card.md), and
so does, for the words of the act's sentence, the closer reading.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reportedly.annotate.events.roles import Act, Candidate, RoleView, ids
from reportedly.model import CloseReading, Readings, Sentence, Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_READ = tuple(f"read-{where}-{role}" for where in ("here", "near", "mention", "rival") for role in ("actor", "recipient"))
_CLOSE = tuple(f"close-{where}-{role}" for where in ("here", "mention", "rival") for role in ("actor", "recipient"))
NAMES = (*_READ, *_CLOSE)
"""The numbers of a candidate: log odds of its likeliest mention in the sentence, near it, of the mention that it rests on, and
of its likeliest rival; the same without "near" of the closer reading."""

UNREAD = -9.0
"""Where there is no such mention, or no encoder."""
_BEFORE, _AFTER = 3, 1  # sentences around an act that are read for its parties
_LEAST = 1e-3  # probabilities are kept away from 0 and 1 by this much
Sides = tuple[list[float], list[float]]
"""The log odds of some words in a row, as actor and as recipient."""


class RoleReading:
    """The encoder's view of who takes part in the acts of a report."""

    def __init__(self, view: RoleView) -> None:
        self._view = view
        self._readings = view.annotated.readings

    @cached_property
    def _heads(self) -> Mapping[str, list[int]]:
        """Entity -> the words that stand for it."""
        found: dict[str, list[int]] = {}
        for m in self._view.annotated.mentions:
            for e in ids(m) if m.head >= 0 else ():
                found.setdefault(e, []).append(m.head)
        return found

    def rows(self, act: Act, candidates: Sequence[Candidate]) -> list[list[float]]:
        """A row of numbers (`NAMES`) for each candidate of an act."""
        if self._readings is None:
            return [[UNREAD] * len(NAMES) for _ in candidates]
        p, first = parts_read(self._readings, act.token, self._view.annotated.sentences)
        sides = _sides(p)
        own = [self._own(act, c, sides, first) for c in candidates]
        close = self._close(candidates, self._readings.closely(act.token.i))
        rivals = zip(_rivals(own, (2, 3)), _rivals(close, (0, 1)), strict=True)
        return [[*row, *apart, *near, *nearly] for row, near, (apart, nearly) in zip(own, close, rivals, strict=True)]

    def _own(self, act: Act, c: Candidate, sides: Sides, first: int) -> list[float]:
        sentence = self._view.annotated.sentences[act.token.sentence]
        last = first + len(sides[0])
        near = [i - first for i in self._heads.get(c.entity, ()) if first <= i < last]
        here = [i for i in near if sentence.first <= i + first < sentence.last]
        rests = [c.mention.head - first] if first <= c.mention.head < last else []
        return [*_highest(sides, here), *_highest(sides, near), *_highest(sides, rests)]

    def _close(self, candidates: Sequence[Candidate], closer: CloseReading | None) -> list[list[float]]:
        """The log odds of the closer reading for each candidate: its likeliest mention, the one that it rests on."""
        if closer is None:
            return [[UNREAD] * 4 for _ in candidates]
        first, sides = closer.first, _sides(closer.parts)
        last = first + len(sides[0])
        found = []
        for c in candidates:
            here = [i - first for i in self._heads.get(c.entity, ()) if first <= i < last]
            rests = [c.mention.head - first] if first <= c.mention.head < last else []
            found.append([*_highest(sides, here), *_highest(sides, rests)])
        return found


def _sides(p: "NDArray[np.float32]") -> Sides:
    """The log odds of both roles as lists: single numbers are taken from them much faster."""
    import numpy as np

    kept = np.minimum(np.maximum(p[:, :2].T.astype(np.float64), _LEAST), 1 - _LEAST)
    actor, recipient = np.log(kept / (1 - kept)).tolist()
    return actor, recipient


def _rivals(rows: Sequence[Sequence[float]], columns: Sequence[int]) -> list[list[float]]:
    """For each row the highest numbers of the others in these columns."""
    ranked = [(*sorted((row[n] for row in rows), reverse=True)[:2], UNREAD) for n in columns]
    return [[best[row[n] == best[0]] for n, best in zip(columns, ranked, strict=True)] for row in rows]


def _highest(sides: Sides, words: Sequence[int]) -> tuple[float, float]:
    """The highest log odds of some words, as actor and as recipient."""
    if not words:
        return UNREAD, UNREAD
    actor, recipient = sides
    if len(words) == 1:
        return actor[words[0]], recipient[words[0]]
    return max([actor[i] for i in words]), max([recipient[i] for i in words])


def parts_read(readings: Readings, token: Token, sentences: Sequence[Sentence]) -> tuple["NDArray[np.float32]", int]:
    """Probabilities [words, parts] of the words around an act (actor, recipient, place, time), and the first of them."""
    first = sentences[max(0, token.sentence - _BEFORE)].first
    last = sentences[min(token.sentence + _AFTER, len(sentences) - 1)].last
    return readings.pairs("event", [(token.i,)], first=first, last=last)[0], first
