"""What the encoder read of one report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from reportedly.annotate.encoder.heads import ONE_OF, Heads, sigmoid, softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class Read:
    """Implements `reportedly.model.Readings`; probabilities are worked out when they are first asked for, then kept."""

    def __init__(self, heads: Heads, hidden: "NDArray[np.float16]", sentence: "NDArray[np.int64]") -> None:
        self.hidden = hidden
        self._heads = heads
        self._sentence = sentence
        self._known: dict[str, Floats] = {}
        self._seen: dict[tuple[str, tuple[int, ...]], tuple[Floats, Floats]] = {}  # by the words that look; () for all that is seen

    def labels(self, head: str) -> tuple[str, ...]:
        """The labels of a head or of a kind of pairs."""
        return self._heads.labels[head]

    def of(self, head: str) -> "Floats":
        """A head's probabilities [words, labels]."""
        if head not in self._known:
            self._known[head] = self._heads.of(head, self.hidden.astype(np.float32))
        return self._known[head]

    def pairs(self, name: str, at: Sequence[Sequence[int]], *, first: int = 0, last: int | None = None) -> "Floats":
        """Probabilities [len(at), last - first, labels] of words as seen from each group of words in `at`."""
        pairs, end = self._heads.pairs[name], len(self.hidden) if last is None else last
        if (name, ()) not in self._seen:
            self._seen[name, ()] = pairs.seen(self.hidden.astype(np.float32))
        seen = tuple(part[first:end] for part in self._seen[name, ()])
        out = np.zeros((len(at), end - first, len(self.labels(name))), dtype=np.float32)
        for k, words in enumerate(at):
            looking = self._looks(name, tuple(words))
            distance = np.arange(first, end) - words[0]
            out[k] = pairs.logits(looking, (seen[0], seen[1]), distance, self._sentence[first:end] - self._sentence[words[0]])
        return softmax(out) if name in ONE_OF else sigmoid(out)

    def _looks(self, name: str, words: tuple[int, ...]) -> "tuple[Floats, Floats]":
        """How a group of words looks at others, worked out once."""
        if (name, words) not in self._seen:
            self._seen[name, words] = self._heads.pairs[name].looking(self.hidden[list(words)].astype(np.float32).mean(axis=0))
        return self._seen[name, words]
