"""What the encoder read of a word as an act, weighed against the linear scorers (weights/events-encoder.toml).

The two err apart: the linear scorers know the word and its tree, the encoder the sentence. Their log odds are added up
with fitted weights (logarithmic opinion pool: Genest & Zidek 1986).
"""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, get_args

from reportedly import resources
from reportedly.model import EventType, Readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "weights/events-encoder.toml"
TYPES: tuple[EventType, ...] = get_args(EventType)
_LEAST = 1e-4  # probabilities are kept away from 0 and 1 by this much


class ActReading:
    """The encoder's view of a report's words as acts; without readings it leaves the linear scorers' view as it is."""

    def __init__(self, readings: Readings | None) -> None:
        self._p: NDArray[np.float32] | None = readings.of("event") if readings is not None else None

    def __bool__(self) -> bool:
        return self._p is not None

    def event(self, word: int) -> float:
        """The encoder's probability that a word (index of its token) names an act; 0 without readings."""
        return 1 - float(self._p[word, 0]) if self._p is not None else 0.0

    def pooled_event(self, words: Sequence[int], p: Sequence[float]) -> list[float]:
        """The probabilities of acts, from the linear scorer's `p` and the encoder's."""
        if self._p is None:
            return list(p)
        w = resources.table(WEIGHTS)["event"]
        return [_chance(w["linear"] * _odds(q) + w["encoder"] * _odds(self.event(i)) + w["bias"]) for i, q in zip(words, p, strict=True)]

    def pooled_types(self, word: int, p: Mapping[str, float]) -> Mapping[str, float]:
        """The probabilities of an act's types (sum 1), from the linear scorer's `p` and the encoder's."""
        if self._p is None:
            return p
        share = resources.table(WEIGHTS)["type"]["encoder"]
        of_act = max(self.event(word), _LEAST)
        raised = {
            k: (p.get(k, 0.0) + _LEAST) * (float(q) / of_act + _LEAST) ** share for k, q in zip(TYPES, self._p[word, 1:], strict=True)
        }
        total = sum(raised.values())
        return {k: q / total for k, q in raised.items()}


def _odds(p: float) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
