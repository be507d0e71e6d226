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
        self._readings = readings
        self._p: NDArray[np.float32] | None = readings.of("event") if readings is not None else None
        self._acts: list[float] = [1 - none for none in self._p[:, 0].tolist()] if self._p is not None else []

    def __bool__(self) -> bool:
        return self._p is not None

    def event(self, word: int) -> float:
        """The encoder's probability that a word (index of its token) names an act; 0 without readings."""
        return self._acts[word] if self._p is not None else 0.0

    def pooled_event(self, words: Sequence[int], p: Sequence[float]) -> list[float]:
        """The probabilities of acts, from the linear scorer's `p` and the encoder's."""
        if self._p is None:
            return list(p)
        w = resources.table(WEIGHTS)["event"]
        return [_chance(w["linear"] * _odds(q) + w["encoder"] * _odds(self.event(i)) + w["bias"]) for i, q in zip(words, p, strict=True)]

    def close(self, word: int) -> "NDArray[np.float32] | None":
        """The probabilities of no act and of each type, as the word's sentence is read with the word marked."""
        closer = self._readings.closely(word) if self._readings is not None else None
        return closer.event if closer is not None else None

    def weighed(self, word: int, p: float) -> float:
        """The probability of an act after the closer reading; `p` is what was thought before. Small ones are not read again."""
        w = resources.table(WEIGHTS)["close"]
        closer = self.close(word) if p >= w["least"] else None
        return p if closer is None else _chance(w["before"] * _odds(p) + w["closer"] * _odds(1 - float(closer[0])) + w["bias"])

    def close_to(self, word: int, kind: EventType) -> tuple[float, float]:
        """How sure of an act, and of this type, the closer reading of the word's sentence is; -1 each without one."""
        closer = self.close(word)
        return (-1.0, -1.0) if closer is None else (1 - float(closer[0]), float(closer[1 + TYPES.index(kind)]))

    def pooled_types(self, word: int, p: Mapping[str, float]) -> Mapping[str, float]:
        """The probabilities of an act's types (sum 1), from the linear scorer's `p` and the encoder's, read once and closely."""
        if self._p is None:
            return p
        shares = resources.table(WEIGHTS)["type"]
        views = [(self._p[word], shares["encoder"])]
        if (closer := self.close(word)) is not None:
            views.append((closer, shares["closer"]))
        raised = {k: p.get(k, 0.0) + _LEAST for k in TYPES}
        for view, share in views:
            none, *kinds = view.tolist()
            of_act = max(1 - none, _LEAST)
            raised = {k: r * (q / of_act + _LEAST) ** share for (k, r), q in zip(raised.items(), kinds, strict=True)}
        total = sum(raised.values())
        return {k: q / total for k, q in raised.items()}


def _odds(p: float) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
