"""The trained encoder as the package that carries the weights has it: network, vocabulary, heads."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from reportedly import resources
from reportedly.annotate.encoder.closer import Closer
from reportedly.annotate.encoder.heads import Heads
from reportedly.annotate.encoder.subwords import Subwords
from reportedly.annotate.networks import session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Trained:
    """The network with its heads. `threads` is how many threads one report may use."""

    def __init__(self, files: Mapping[str, bytes], threads: int = 1) -> None:
        from tokenizers import Tokenizer

        self.about: Mapping[str, Any] = tomllib.loads(files["encoder.toml"].decode("utf-8"))
        self._session = session(files["encoder.onnx"], threads=threads, arena=False)
        self.subwords = Subwords(Tokenizer.from_str(files["tokenizer.json"].decode("utf-8")))
        self.heads = Heads(self.about, files["heads.npz"])
        self.closer = Closer(files["closer.onnx"], threads) if "closer.onnx" in files else None

    def states(
        self, ids: "NDArray[np.int64]", features: "NDArray[np.int64]", guide: int, words: "NDArray[np.int64]"
    ) -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
        """One window's states above all layers and at half height, each [words, width].

        `ids` [t], `features` [t, 3]; `words` [words] is the place of each word's first subword.
        """
        import numpy as np

        given = {"ids": ids[None], "features": features[None], "guide": np.array([guide]), "words": words}
        above, middle = self._session.run(None, given)
        return above, middle


@cache
def trained(threads: int = 1) -> Trained:
    """The trained encoder; takes about half a second the first time. Raises ResourceError when it is absent or damaged."""
    return Trained(resources.model("encoder"), threads)
