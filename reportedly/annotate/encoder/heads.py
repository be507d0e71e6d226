"""The heads over the encoder's states, in numpy: single words, and words as seen from others."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def sigmoid(x: "Floats") -> "Floats":
    """Log odds -> probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.minimum(np.maximum(x, -30), 30))), dtype=np.float32)  # np.clip's wrapper takes longer


def softmax(x: "Floats") -> "Floats":
    """Logits -> probabilities along the last axis."""
    raised = np.exp(x - np.maximum.reduce(x, axis=-1, keepdims=True))  # x.max() and sum() ask more before they begin
    return np.asarray(raised / np.add.reduce(raised, axis=-1, keepdims=True), dtype=np.float32)


class Pairs:
    """Scores words j as seen from words i: a layer over both and their distance, plus a bilinear form.

    After Dozat & Manning (2017), deep biaffine attention; `edges` are the distances (words) where a new bucket
    begins, distances in sentences are cut at `sentences`.
    """

    def __init__(self, weights: Mapping[str, "Floats"], name: str, edges: Sequence[int], sentences: int) -> None:
        w = {k.removeprefix(f"{name}."): v for k, v in weights.items() if k.startswith(f"{name}.")}
        self._w = w
        self._most = sentences
        self._far = edges[-1]
        size = np.searchsorted(np.array(edges[1:]), np.arange(self._far + 1), side="right")
        form = w["form"].transpose(0, 2, 1)
        self._form = np.ascontiguousarray(form.reshape(-1, form.shape[2]))  # [labels * bilinear, bilinear]
        self._words = w["words.weight"][np.concatenate([len(edges) - size[:0:-1], len(edges) + size])]  # by distance, -far to far

    def seen(self, hidden: "Floats") -> tuple["Floats", "Floats"]:
        """What words show when they are looked at, [n, additive] and [n, bilinear]."""
        w = self._w
        return hidden @ w["b.weight"].T, np.maximum(hidden @ w["right.weight"].T + w["right.bias"], 0)

    def looking(self, hidden: "Floats") -> tuple["Floats", "Floats"]:
        """How words look at others: [additive] and [labels, bilinear]; `hidden` is the mean over the words."""
        w = self._w
        left = np.maximum(hidden @ w["left.weight"].T + w["left.bias"], 0)
        return hidden @ w["a.weight"].T + w["a.bias"], (self._form @ left[:, None]).reshape(-1, w["form"].shape[2])

    def logits(
        self,
        looking: tuple["Floats", "Floats"],
        seen: tuple["Floats", "Floats"],
        distance: "NDArray[np.int64]",
        sentences: "NDArray[np.int64]",
    ) -> "Floats":
        """[words, labels] for the words that `seen` describes; distances are in words and in sentences."""
        w = self._w
        near = self._words.take(np.minimum(np.maximum(distance, -self._far), self._far) + self._far, axis=0)
        near += w["sentences.weight"].take(np.minimum(np.maximum(sentences, -self._most), self._most) + self._most, axis=0)
        z = looking[0] + seen[0]
        z += near
        np.maximum(z, 0, out=z)
        return np.asarray(z @ w["out.weight"].T + w["out.bias"] + seen[1] @ looking[1].T, dtype=np.float32)


ONE_OF = frozenset({"statement"})
"""The kinds of pairs whose labels exclude each other; of the others any may hold."""


class Heads:
    """All heads of a trained encoder, from its `heads.npz`; `about` is its `encoder.toml`."""

    def __init__(self, about: Mapping[str, Any], arrays: bytes) -> None:
        with np.load(io.BytesIO(arrays), allow_pickle=False) as kept:
            weights = {k: kept[k].astype(np.float32) for k in kept.files}
        self.labels: Mapping[str, tuple[str, ...]] = {k: tuple(v) for k, v in {**about["heads"], **about["pairs"]}.items()}
        self._single = {h: (weights[f"{h}.weight"].T.copy(), weights[f"{h}.bias"]) for h in about["heads"]}
        self.pairs = {p: Pairs(weights, f"pairs.{p}", about["edges"], about["sentences"]) for p in about["pairs"]}

    def of(self, head: str, hidden: "Floats") -> "Floats":
        """A head's probabilities [words, labels]."""
        weight, bias = self._single[head]
        return softmax(hidden @ weight + bias)
