"""spaCy's recogniser of names, decoded for many texts side by side.

The network and the rules of its transitions (begin, in, last, unit, out; Ratinov and Roth 2009) are spaCy's own; only the
loop over words is ours. spaCy's asks for the interpreter's lock at each of 74 possible moves of each word, which takes
two thirds of the recogniser's time; here all texts of like length take a step together, in numpy.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.annotate.vectors import Vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

TOKENS = 6_000
"""Tokens worked on at once: they take about 15 MB."""
_KINDS = "BILUO"
_FEATURES = 3
"""The word, the first word of the open name, and the word before."""


class Recogniser:
    """The recogniser of a spaCy pipeline."""

    def __init__(self, pipe: Any) -> None:
        """`pipe` is spaCy's component. Raises ValueError when it is of another make; then it must decode itself."""
        model = pipe.model
        lower = model.get_ref("lower") if model.has_ref("lower") else None
        moves = [pipe.moves.get_class_name(i).partition("-") for i in range(pipe.moves.n_moves)]
        if not model.attrs.get("has_upper") or not lower or lower.get_dim("nF") != _FEATURES or lower.get_dim("nP") != 2:
            raise ValueError("a network of another shape")
        if pipe.cfg["beam_width"] != 1 or model.attrs.get("unseen_classes") or {kind for kind, _, _ in moves} - set(_KINDS):
            raise ValueError("moves of another kind")
        network, *_, self._narrow = model.get_ref("tok2vec").layers
        if self._narrow.name != "linear":
            raise ValueError("a network of another shape")
        self._vectors, self._lower, self._upper = Vectors(network), Lower(lower), model.get_ref("upper")
        self.names = sorted({label for _, _, label in moves if label})
        self._kind = np.array([_KINDS.index(kind) for kind, _, _ in moves])
        self._label = np.array([self.names.index(label) if label else -1 for _, _, label in moves])
        self._bars = np.where(_barred(self._kind, self._label, len(self.names)), -np.inf, 0).astype(np.float32)

    def labels(self, docs: Sequence["Doc"]) -> list[list[str]]:
        """The label of each token ("" for none) of texts that are parsed and have no names yet."""
        found: list[list[str]] = [[] for _ in docs]
        for part in _parts([len(doc) for doc in docs]):
            for i, row in zip(part, self._decode([docs[i] for i in part]), strict=True):
                found[i] = [self.names[label] if label >= 0 else "" for label in row]
        return found

    def _decode(self, docs: list["Doc"]) -> Iterator[list[int]]:
        """Label numbers (-1 for none) of texts in falling order of length."""
        lengths = np.array([len(doc) for doc in docs])
        first = np.cumsum(lengths) - lengths
        seen = self._lower(self._narrow.predict(np.concatenate(self._vectors.of(docs))))
        ends, spaces = _ends_and_spaces(docs)
        closed = np.where(spaces, 2, ends)
        weights, plus = self._upper.get_param("W"), self._upper.get_param("b")
        label, begun, out = np.full(len(docs), -1), np.zeros(len(docs), dtype=np.int64), np.full(int(lengths.sum()), -1)
        for step, n in enumerate(_lasting(lengths)):
            at, now = first[:n] + step, label[:n]
            is_open = now >= 0
            hidden = self._lower.hidden(seen, (at + 1, np.where(is_open, begun[:n] + 1, 0), np.where(is_open, at, 0)))
            scores = self._upper.ops.gemm(hidden, weights, trans2=True)
            scores += plus
            scores += self._bars[np.where(is_open, 3 + 2 * now + ends[at], closed[at])]
            move = scores.argmax(axis=1)
            kind, told = self._kind[move], self._label[move]
            out[at] = told
            begun[:n] = np.where(kind == 0, at, begun[:n])
            label[:n] = np.where(kind <= 1, told, -1)
        for start, length in zip(first.tolist(), lengths.tolist(), strict=True):
            yield out[start : start + length].tolist()


class Lower:
    """The layer below the moves: what each token adds to it as each feature is worked out once, and its two pieces stand apart."""

    def __init__(self, layer: Any) -> None:
        weights = layer.get_param("W").transpose(0, 2, 1, 3)  # [features, pieces, hidden, width]
        self._ops, self._size = layer.ops, weights.shape[2]
        self._weights = np.ascontiguousarray(weights.reshape(-1, weights.shape[3]))
        self._pad = np.ascontiguousarray(layer.get_param("pad")[0].transpose(0, 2, 1).reshape(-1))
        self._bias = layer.get_param("b").T.reshape(-1)

    def __call__(self, vectors: "Floats") -> list["Floats"]:
        """For each feature [tokens + 1, pieces * hidden]; the first row is for a feature without a token."""
        added = np.empty((len(vectors) + 1, len(self._pad)), dtype=np.float32)
        added[0] = self._pad
        added[1:] = self._ops.gemm(vectors, self._weights, trans2=True)
        return list(added.reshape(len(added), _FEATURES, -1).transpose(1, 0, 2))

    def hidden(self, seen: Sequence["Floats"], rows: Sequence["Ints"]) -> "Floats":
        """The hidden layer [texts, hidden] for the rows of each feature."""
        total = seen[0][rows[0]]
        for feature, row in zip(seen[1:], rows[1:], strict=True):
            total += feature[row]
        total += self._bias
        larger: Floats = np.maximum(total[:, : self._size], total[:, self._size :])
        return larger


def _lasting(lengths: "Ints") -> list[int]:
    """For each step how many texts (the longest first) have a word there."""
    steps = np.arange(int(lengths[0]))
    lasting: list[int] = np.searchsorted(-lengths, -steps, side="left").tolist()
    return lasting


def _barred(kind: "Ints", label: "Ints", names: int) -> "NDArray[np.bool_]":
    """Which moves are barred in which state [states, moves].

    States: 0 no name is open, 1 the same before the end of a sentence or text, 2 the same at white space; then two for
    each label that may be open: within a sentence, and before its end.
    """
    begin, inside, last, unit, out = (kind == k for k in range(5))
    named = label >= 0
    free = [~((begin & named) | (unit & named) | out), ~((unit & named) | out), ~out]
    for name in range(names):
        mine = label == name
        free += [~((inside | last) & mine), ~(last & mine)]
    return np.array(free)


def _ends_and_spaces(docs: Sequence["Doc"]) -> tuple["Ints", "NDArray[np.bool_]"]:
    """1 for each last token of a sentence or text, else 0; and whether each token is white space."""
    rows = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs])
    ends = np.ones(len(rows), dtype=np.int64)
    ends[:-1] = rows[1:, 0] == 1
    ends[np.cumsum([len(doc) for doc in docs]) - 1] = 1
    return ends, rows[:, 1] != 0


def _parts(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts that have words, longest first, in parts of at most `TOKENS` (or of one text)."""
    part: list[int] = []
    size = 0
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if part and size + lengths[i] > TOKENS:
            yield part
            part, size = [], 0
        if lengths[i]:
            part.append(i)
            size += lengths[i]
    if part:
        yield part
