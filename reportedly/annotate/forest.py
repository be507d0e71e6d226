"""A boosted forest over named numbers: trees from a text file, walked with numpy, many rows and all trees at once.

Gradient boosting (Friedman 2001): each tree adds what its leaf says to a label's log odds; each label stands for itself.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from reportedly import resources

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Node = tuple[int, float, int, int]
"""Feature, threshold (at or below it: left), and the places of both branches in the tree; a leaf is (-1, value, 0, 0)."""
Trees = Sequence[tuple[int, Sequence[Node]]]
"""Each with the index of its label."""


class Forest:
    """The trees. `labels` are what they speak for, `names` what the columns of a row are."""

    def __init__(self, labels: tuple[str, ...], names: tuple[str, ...], start: Sequence[float], trees: Trees) -> None:
        import numpy as np

        self.labels = labels
        self.names = names
        self._start = np.array(start)
        self._label = np.array([label for label, _ in trees])
        sizes = [len(nodes) for _, nodes in trees]
        self._roots = np.cumsum([0, *sizes[:-1]])
        flat = [
            (max(f, 0), v, root + (k if f < 0 else left), root + (k if f < 0 else right))
            for (_, nodes), root in zip(trees, self._roots.tolist(), strict=True)
            for k, (f, v, left, right) in enumerate(nodes)
        ]
        self._feature, self._value, self._left, self._right = (np.array(x) for x in zip(*flat, strict=True))
        self._depth = max(_depth(nodes) for _, nodes in trees)

    def many(self, rows: "Sequence[Sequence[float]] | NDArray[np.float64]") -> "NDArray[np.float64]":
        """Rows of numbers in the order of `names` -> probabilities [rows, labels], each label for itself."""
        import numpy as np

        x = np.asarray(rows, dtype=np.float64).reshape(-1, len(self.names))
        flat, at = x.ravel(), np.repeat(self._roots[None], len(x), axis=0)
        first = np.arange(len(x))[:, None] * len(self.names)
        for _ in range(self._depth):
            at = np.where(flat[first + self._feature[at]] <= self._value[at], self._left[at], self._right[at])
        said = self._value[at]
        odds = np.stack([self._start[k] + said[:, self._label == k].sum(axis=1) for k in range(len(self.labels))], axis=1)
        return np.asarray(1 / (1 + np.exp(-odds)))


def _depth(nodes: Sequence[Node], at: int = 0) -> int:
    feature, _, left, right = nodes[at]
    return 0 if feature < 0 else 1 + max(_depth(nodes, left), _depth(nodes, right))


@cache
def forest(name: str) -> Forest:
    """The forest in a weights file below `reportedly/data`.

    Lines that begin with "# " are comments; then labels, names of the columns, and one start per label; every other line
    is a tree: its label's index, a tab, and its nodes, "feature<threshold:left:right" or "=value" for a leaf.
    Raises ResourceError when the file is missing.
    """
    lines = (line for line in resources.read_bytes(name).decode("utf-8").splitlines() if not line.startswith("# "))
    labels, names, start = (tuple(next(lines).split(" ")) for _ in range(3))
    return Forest(labels, names, [float(s) for s in start], list(_trees(lines)))


def _trees(lines: Iterator[str]) -> Iterator[tuple[int, list[Node]]]:
    for line in lines:
        label, _, nodes = line.partition("\t")
        yield int(label), [_node(n) for n in nodes.split(" ")]


def _node(text: str) -> Node:
    feature, _, rest = text.partition("<")
    if not rest:
        return -1, float(text[1:]), 0, 0
    threshold, left, right = rest.split(":")
    return int(feature), float(threshold), int(left), int(right)
