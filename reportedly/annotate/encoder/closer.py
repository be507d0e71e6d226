"""The closer reading: a sentence once more, with one act marked in it.

The encoder's upper layers run again over the states that the words of a sentence have at half height, after one word has been
marked as the act that is asked about. What comes out is about that act alone: its type, status and mode at its word, its parties,
place and time at the others (markers in the input as in Zhong & Chen 2021, "A frustratingly easy approach for entity and
relation extraction"; put in at half height they cost half a pass).
"""

from typing import TYPE_CHECKING

from reportedly.annotate.encoder.heads import sigmoid, softmax
from reportedly.annotate.networks import session
from reportedly.model import CloseReading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDEST = 64
"""Words of a sentence that are read at most, the act about in their middle."""


class Closer:
    """The trained network of the closer reading; `threads` is how many threads one sentence may use."""

    def __init__(self, network: bytes, threads: int = 1) -> None:
        self._session = session(network, threads=threads, arena=False)

    def read(self, states: "NDArray[np.float16]", sentence: "NDArray[np.int64]", word: int) -> CloseReading:
        """Reads the sentence of a word; states [words, width] and the sentence [words] of each word are the whole report's."""
        import numpy as np

        first, last = bounds(sentence, word)
        marked = np.zeros((1, last - first, 1), dtype=np.float32)
        marked[0, word - first] = 1
        given = {"states": states[first:last].astype(np.float32)[None], "marked": marked}
        event, status, mode, parts = self._session.run(None, given)
        return CloseReading(first, softmax(event[0]), softmax(status[0]), softmax(mode[0]), sigmoid(parts[0]))


def bounds(sentence: "NDArray[np.int64]", word: int) -> tuple[int, int]:
    """The first word that is read with a word, and the one after the last."""
    first, last = sentence.searchsorted(sentence[word]), sentence.searchsorted(sentence[word], side="right")
    if last - first > WIDEST:
        first = max(first, word - WIDEST // 2)
        last = min(last, first + WIDEST)
    return int(first), int(last)
