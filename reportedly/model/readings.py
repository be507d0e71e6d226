"""What the encoder read of a report's words, as the stages after it see it; kept in memory only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CloseReading:
    """What a sentence tells of one act in it, read once more with the act's word marked.

    `event`, `status` and `mode` are probabilities of the labels of these heads; `parts` [words, labels of the pairs "event"]
    those of the words from `first` on.
    """

    first: int
    event: "NDArray[np.float32]"
    status: "NDArray[np.float32]"
    mode: "NDArray[np.float32]"
    parts: "NDArray[np.float32]"


class Readings(Protocol):
    """Probabilities per word and per pair of words; words are indices into the report's tokens.

    Heads and their labels stand in `docs/model-card.md`. Some are meaningful at certain words only (stance at a cue's
    first word, status at a trigger's head).
    """

    @property
    def hidden(self) -> "NDArray[np.float16]":
        """The encoder's states [words, width]."""

    def labels(self, head: str) -> tuple[str, ...]:
        """The labels of a head or of a kind of pairs. Raises KeyError for an unknown name."""

    def of(self, head: str) -> "NDArray[np.float32]":
        """A head's probabilities [words, labels]. Raises KeyError for an unknown name."""

    def pairs(self, name: str, at: Sequence[Sequence[int]], *, first: int = 0, last: int | None = None) -> "NDArray[np.float32]":
        """Probabilities [len(at), last - first, labels] of the words from `first` on as seen from each group of words in `at`."""

    def among(self, name: str, words: Sequence[int]) -> "NDArray[np.float32]":
        """Probabilities [len(words), len(words), labels] of some words as seen from each of them."""

    def closely(self, word: int) -> CloseReading | None:
        """The sentence of a word read with the word marked as an act; None where the model has no such reading."""
