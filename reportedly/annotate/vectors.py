"""The vectors that spaCy's networks read words by, with each different word embedded once.

The network is spaCy's own (hashed features of a word, mixed; then layers over the word and its neighbours, each a maxout with
a residual). Embedding takes two fifths of its time, and says of a word what it said the last time; the layers are
computed with fewer passes over memory.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]

KEPT = 12_000
"""How many words' embeddings are remembered (400 bytes each); then the memory starts anew."""
TOKENS = 3_000
"""Tokens worked on at once (or one text): they take about 10 MB."""
_PIECES = 3
_LEAST = np.float32(1e-8)
"""What the layers' norms add to the variance."""


class Vectors:
    """The memory of one network of spaCy's make "MultiHashEmbed" and "MaxoutWindowEncoder"."""

    def __init__(self, model: Any) -> None:
        """Raises ValueError or KeyError when the network is of another make; then it must be run as it is."""
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        self._columns: list[int | str] = [*embed.layers[0].attrs["columns"]]
        self._embed = (embed.layers[2], embed.layers[3])
        layers = [_maxout_of(residual) for residual in encode.layers[0].layers]
        self._pad: int = encode.attrs["pad"]
        self.width: int = model.get_dim("nO")
        if self._pad != len(layers) or not all(name == "with_array" for name in (encode.name[:10], self._embed[1].name[:10])):
            raise ValueError("a network of another shape")
        self._layers = [Layer(maxout, norm) for maxout, norm in layers]
        self._mix = np.random.default_rng(1).integers(1, 2**63, len(self._columns), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
        self._known: dict[int, int] = {}
        self._table = np.zeros((KEPT, self.width), dtype=np.float32)

    def of(self, docs: Sequence["Doc"]) -> list["Floats"]:
        """The vectors of the tokens of each text, in order."""
        told: list[Floats] = []
        for part in _parts(docs):
            told += self._of(part)
        return told

    def _of(self, docs: Sequence["Doc"]) -> Iterator["Floats"]:
        lengths = np.array([len(doc) for doc in docs])
        firsts = np.cumsum(lengths + self._pad) - lengths  # empty rows before, between and after the texts
        x = np.zeros((int(lengths.sum()) + self._pad * (len(docs) + 1), self.width), dtype=np.float32)
        spans = list(zip(firsts.tolist(), lengths.tolist(), strict=True))
        x[np.concatenate([np.arange(first, first + length) for first, length in spans])] = self._embedded(docs)
        for layer in self._layers:
            x += layer(x)
        return (x[first : first + length] for first, length in spans)

    def _embedded(self, docs: Sequence["Doc"]) -> "Floats":
        seen: NDArray[np.uint64] = np.concatenate([doc.to_array(self._columns).reshape(-1, len(self._columns)) for doc in docs])
        keys = (seen * self._mix).sum(axis=1, dtype=np.uint64).tolist()
        new = {key: i for i, key in enumerate(keys) if key not in self._known}
        if len(self._known) + len(new) > KEPT:
            self._known.clear()
            new = {key: i for i, key in enumerate(keys)}
        if len(new) > KEPT:  # one text of very many words
            return self._anew(seen)
        if new:
            first = len(self._known)
            self._table[first : first + len(new)] = self._anew(seen[list(new.values())])
            self._known.update(zip(new, range(first, first + len(new)), strict=True))
        return self._table[[self._known[key] for key in keys]]

    def _anew(self, features: "NDArray[np.uint64]") -> "Floats":
        hashed, mixed = self._embed
        vectors: Floats = mixed.predict(hashed.predict(features))
        return vectors


class Layer:
    """One layer: a maxout over a word and its neighbours, brought to mean 0 and variance 1, scaled and shifted."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights = maxout.get_param("W")
        width, pieces, _ = weights.shape
        if pieces != _PIECES:
            raise ValueError("a maxout of other pieces")
        self._ops = maxout.ops
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, -1))
        self._bias = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, x: "Floats") -> "Floats":
        raised = self._ops.gemm(self._ops.seq2col(x, 1), self._weights, trans2=True)
        raised += self._bias
        one, two, three = (raised[:, i * x.shape[1] : (i + 1) * x.shape[1]] for i in range(_PIECES))
        y: Floats = np.maximum(one, two)
        np.maximum(y, three, out=y)
        y -= y.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", y, y) / np.float32(x.shape[1])
        y *= (1 / np.sqrt(variance + _LEAST))[:, None]
        y *= self._scale
        y += self._shift
        return y


def _maxout_of(residual: Any) -> tuple[Any, Any]:
    """The maxout of a layer and its norm. Raises ValueError when the layer is made otherwise."""
    window, maxout, *_ = residual.layers[0].layers
    if not residual.name.startswith("residual") or window.name != "expand_window" or window.attrs["window_size"] != 1:
        raise ValueError("a layer of another make")
    first, norm = maxout.layers[0].layers
    if (first.name, norm.name) != ("maxout", "layernorm"):
        raise ValueError("a layer of another make")
    return first, norm


def _parts(docs: Sequence["Doc"]) -> Iterator[list["Doc"]]:
    """Runs of at most `TOKENS` tokens, or of one text."""
    part, size = list["Doc"](), 0
    for doc in docs:
        if part and size + len(doc) > TOKENS:
            yield part
            part, size = [], 0
        part.append(doc)
        size += len(doc)
    if part:
        yield part
