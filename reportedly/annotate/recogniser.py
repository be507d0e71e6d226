"""spaCy's recogniser of names, decoded for many texts side by side.

The network and the rules of its transitions (begin, in, last, unit, out; Ratinov and Roth 2009) are spaCy's own; only the
loop over words is ours. spaCy's asks for the interpreter's lock at each of 74 possible moves of each word, which takes
two thirds of the recogniser's time; here all texts of like length take a step together, in numpy.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

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
        if not model.attrs.get("has_upper") or not lower or lower.get_dim("nF") != _FEATURES or lower.get_dim("nP") < 2:
            raise ValueError("a network of another shape")
        if pipe.cfg["beam_width"] != 1 or model.attrs.get("unseen_classes") or {kind for kind, _, _ in moves} - set(_KINDS):
            raise ValueError("moves of another kind")
        self._network, self._lower, self._upper = model.get_ref("tok2vec"), lower, model.get_ref("upper")
        self.names = sorted({label for _, _, label in moves if label})
        self._kind = np.array([_KINDS.index(kind) for kind, _, _ in moves])
        self._label = np.array([self.names.index(label) if label else -1 for _, _, label in moves])
        self._barred = _barred(self._kind, self._label, len(self.names))

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
        cached, bias = self._hidden(docs)
        ends, spaces = _ends(docs), np.concatenate([_column(doc, "IS_SPACE") != 0 for doc in docs])
        closed = np.where(spaces, 2, np.where(ends, 1, 0))
        weights, plus = self._upper.get_param("W"), self._upper.get_param("b")
        label, begun, out = np.full(len(docs), -1), np.zeros(len(docs), dtype=np.int64), np.full(int(lengths.sum()), -1)
        for step in range(int(lengths[0])):
            n = int(np.searchsorted(-lengths, -step, side="left"))  # the texts that have a word here
            at, now = first[:n] + step, label[:n]
            is_open = now >= 0
            total = cached[at + 1, 0] + cached[np.where(is_open, begun[:n] + 1, 0), 1] + cached[np.where(is_open, at, 0), 2] + bias
            scores = self._network.ops.gemm(np.ascontiguousarray(total.max(axis=-1)), weights, trans2=True) + plus
            state = np.where(is_open, 3 + 2 * now + ends[at], closed[at])
            move = np.where(self._barred[state], -np.inf, scores).argmax(axis=1)
            kind, told = self._kind[move], self._label[move]
            out[at] = told
            begun[:n] = np.where(kind == 0, at, begun[:n])
            label[:n] = np.where((kind == 0) | (kind == 1), told, -1)
        for start, length in zip(first.tolist(), lengths.tolist(), strict=True):
            yield out[start : start + length].tolist()

    def _hidden(self, docs: list["Doc"]) -> tuple["Floats", "Floats"]:
        """What each token adds to the hidden layer as each feature [tokens + 1, features, hidden, pieces], and the bias."""
        return self._lower.predict(self._network.predict(docs)), self._lower.get_param("b")


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


def _ends(docs: Sequence["Doc"]) -> "Ints":
    """1 for each last token of a sentence or text, else 0."""
    rows = []
    for doc in docs:
        starts = _column(doc, "SENT_START") == 1
        rows.append(np.append(starts[1:], True))
    return np.concatenate(rows).astype(np.int64)


def _column(doc: "Doc", name: str) -> "NDArray[Any]":
    column: NDArray[Any] = doc.to_array([name])
    return column.reshape(-1)


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
