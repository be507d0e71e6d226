"""What the encoder read of one report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from reportedly.annotate.encoder.closer import Closer
from reportedly.annotate.encoder.heads import ONE_OF, Heads, sigmoid, softmax
from reportedly.model import CloseReading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


WIDE = 20_000
"""Words of a report up to which its states are kept as single precision, too, once they are asked for: 30 MB."""
LAST = 512
"""Answers on pairs that are kept; then the memory starts anew."""


class Read:
    """Implements `reportedly.model.Readings`; probabilities are worked out when they are first asked for, then kept."""

    def __init__(
        self,
        heads: Heads,
        hidden: "NDArray[np.float16]",
        sentence: "NDArray[np.int64]",
        *,
        closer: Closer | None = None,
        middle: "NDArray[np.float16] | None" = None,
    ) -> None:
        self.hidden = hidden
        self.closer = closer
        self.middle = middle
        self._close: dict[int, CloseReading] = {}
        self._heads = heads
        self._sentence = sentence
        self._single: Floats | None = None
        self._known: dict[str, Floats] = {}
        self._answers: dict[tuple[str, tuple[int, ...], int, int], Floats] = {}
        self._seen: dict[tuple[str, tuple[int, ...]], tuple[Floats, Floats]] = {}  # by the words that look; () for all that is seen

    def labels(self, head: str) -> tuple[str, ...]:
        """The labels of a head or of a kind of pairs."""
        return self._heads.labels[head]

    def of(self, head: str) -> "Floats":
        """A head's probabilities [words, labels]."""
        if head not in self._known:
            self._known[head] = self._heads.of(head, self._wide())
        return self._known[head]

    def pairs(self, name: str, at: Sequence[Sequence[int]], *, first: int = 0, last: int | None = None) -> "Floats":
        """Probabilities [len(at), last - first, labels] of words as seen from each group of words in `at`."""
        end = len(self.hidden) if last is None else last
        if len(at) == 1:
            return self._seen_from(name, tuple(at[0]), first, end)[None]
        return np.array([self._seen_from(name, tuple(words), first, end) for words in at], dtype=np.float32).reshape(
            len(at), end - first, len(self.labels(name))
        )

    def among(self, name: str, words: Sequence[int]) -> "Floats":
        """Probabilities [len(words), len(words), labels] of some words as seen from each of them."""
        at = np.array(words, dtype=np.int64)
        seen = self._heads.pairs[name].seen(self._wide()[at])
        found = [self._linked(name, (w,), seen, at) for w in words]
        return np.array(found, dtype=np.float32).reshape(len(words), len(words), len(self.labels(name)))

    def closely(self, word: int) -> CloseReading | None:
        """The sentence of a word read with the word marked as an act, once; None without a network for that."""
        if self.closer is None or self.middle is None:
            return None
        if word not in self._close:
            if len(self._close) >= LAST:
                self._close.clear()
            self._close[word] = self.closer.read(self.middle, self._sentence, word)
        return self._close[word]

    def _seen_from(self, name: str, words: tuple[int, ...], first: int, end: int) -> "Floats":
        """Probabilities [end - first, labels] of words as seen from some words, worked out once while they are remembered."""
        key = (name, words, first, end)
        if key not in self._answers:
            if len(self._answers) >= LAST:
                self._answers.clear()
            shown = self._shown(name)
            self._answers[key] = self._linked(name, words, (shown[0][first:end], shown[1][first:end]), np.arange(first, end))
        return self._answers[key]

    def _linked(self, name: str, words: tuple[int, ...], seen: "tuple[Floats, Floats]", at: "NDArray[np.int64]") -> "Floats":
        """Probabilities [len(at), labels] of the words `at`, which show what is `seen`, as seen from some words."""
        sentences = self._sentence[at] - self._sentence[words[0]]
        logits = self._heads.pairs[name].logits(self._looks(name, words), seen, at - words[0], sentences)
        return softmax(logits) if name in ONE_OF else sigmoid(logits)

    def _shown(self, name: str) -> "tuple[Floats, Floats]":
        """What all words show when they are looked at, worked out once."""
        if (name, ()) not in self._seen:
            self._seen[name, ()] = self._heads.pairs[name].seen(self._wide())
        return self._seen[name, ()]

    def _looks(self, name: str, words: tuple[int, ...]) -> "tuple[Floats, Floats]":
        """How a group of words looks at others, worked out once."""
        if (name, words) not in self._seen:
            own = self.hidden[words[0] : words[0] + 1] if len(words) == 1 else self.hidden[list(words)]
            self._seen[name, words] = self._heads.pairs[name].looking(own.astype(np.float32).mean(axis=0))
        return self._seen[name, words]

    def _wide(self) -> "Floats":
        """The states in single precision; to convert them takes longer than most of what is asked of them."""
        if self._single is not None:
            return self._single
        wide = self.hidden.astype(np.float32)
        if len(wide) <= WIDE:
            self._single = wide
        return wide
