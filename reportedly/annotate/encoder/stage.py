"""The stage: every report's words through the encoder, window by window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.annotate.encoder.windows import Window, windows
from reportedly.annotate.encoder.words import features
from reportedly.model import AnnotatedReport

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reportedly.annotate.encoder.readings import Read
    from reportedly.annotate.encoder.trained import Trained


@dataclass(frozen=True, slots=True)
class Encoder:
    """The stage. `guide` is the way of annotating that is followed ("ours", or "polnear" for its benchmark).

    Each window is encoded by itself, without padding: what is read of a report does not depend on its company.
    """

    guide: str = "ours"
    threads: int = 1
    name: str = "encoder"
    version: int = 1
    requires: tuple[str, ...] = ("sentences", "tokens")
    provides: tuple[str, ...] = ("readings",)

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills `readings`. Raises ResourceError when the weights are absent or damaged."""
        from reportedly.annotate.encoder.trained import trained

        network = trained(self.threads)
        return [replace(item, readings=read(network, item, self.guide)) for item in batch]


def read(network: "Trained", item: AnnotatedReport, guide: str) -> "Read":
    """What an encoder reads of one report's tokens."""
    import numpy as np

    from reportedly.annotate.encoder.readings import Read

    words = network.subwords.of([t.text for t in item.tokens])
    shape = features(item)
    about = network.about
    which = about["guides"].index(guide)
    hidden, middle = (np.zeros((len(words), about["width"]), dtype=np.float16) for _ in range(2))
    for window in windows([len(w) for w in words], limit=about["limit"], overlap=about["overlap"]):
        own = slice(window.own_first, window.own_last)
        hidden[own], middle[own] = _window(network, words, shape, window, which)
    sentence = np.array([t.sentence for t in item.tokens], dtype=np.int64)
    return Read(network.heads, hidden, sentence, closer=network.closer, middle=middle)


def _window(
    network: "Trained", words: list[tuple[int, ...]], shape: "NDArray[np.int64]", window: Window, guide: int
) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    """The states of the words that a window owns, above all layers and at half height."""
    import numpy as np

    inside = words[window.first : window.last]
    counts = [len(w) for w in inside]
    ids = np.array([network.subwords.first, *(i for w in inside for i in w), network.subwords.last], dtype=np.int64)
    rows = np.zeros((len(ids), 3), dtype=np.int64)
    rows[1:-1] = np.repeat(shape[window.first : window.last], counts, axis=0)
    starts = np.cumsum([1, *counts[:-1]])
    own = slice(window.own_first - window.first, window.own_last - window.first)
    return network.states(ids, rows, guide, starts[own])
