"""A linear scorer over named features: weights from a text file, sums with numpy, many rows at once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING

from reportedly import resources

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

Weights = Mapping[str, tuple[tuple[int, float], ...]]


_NO_FEATURE = ("\0",)
"""Begins each row, so that none is empty; no feature has this name."""


class Linear:
    """A multinomial logistic model. `labels` are its classes; `weights` maps a feature to (class index, weight) pairs."""

    def __init__(self, labels: tuple[str, ...], weights: Weights) -> None:
        at = [(k, label, weight) for k, pairs in enumerate(weights.values()) for label, weight in pairs]
        rows, columns, values = zip(*at, strict=True) if at else ((), (), ())
        self._keep(labels, list(weights), (rows, columns, values))

    @classmethod
    def of_entries(
        cls, labels: tuple[str, ...], features: Sequence[str], entries: tuple["ArrayLike", "ArrayLike", "ArrayLike"]
    ) -> "Linear":
        """The same from the entries of the table: feature index, class index, weight."""
        made = cls.__new__(cls)
        made._keep(labels, features, entries)
        return made

    def _keep(self, labels: tuple[str, ...], features: Sequence[str], entries: tuple["ArrayLike", "ArrayLike", "ArrayLike"]) -> None:
        import numpy as np

        self.labels = labels
        self._ids = {feature: k for k, feature in enumerate(features)}
        self._table = np.zeros((len(features) + 1, len(labels)), dtype=np.float32)  # the last row: unknown features
        rows, columns, values = entries
        self._table[np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)] = np.asarray(values, dtype=np.float64)

    def __contains__(self, feature: str) -> bool:
        return feature in self._ids

    def weight(self, feature: str, label: str) -> float:
        """How much a feature speaks for a label; 0 for an unknown one."""
        return float(self._table[self._ids.get(feature, -1), self.labels.index(label)])

    def scores(self, features: Sequence[str]) -> list[float]:
        """The sum of weights per label; unknown features count nothing."""
        return self.scores_of([features])[0]

    def scores_of(self, rows: Sequence[Sequence[str]]) -> list[list[float]]:
        """The same for many rows of features, in their order; much faster than one by one."""
        sums: list[list[float]] = self._sums(rows).tolist() if rows else []
        return sums

    def probabilities(self, features: Sequence[str]) -> dict[str, float]:
        """Label -> probability; they sum to 1."""
        return self.many([features])[0]

    def many(self, rows: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        """The probabilities of many rows of features, in their order; much faster than one by one."""
        import numpy as np

        if not rows:
            return []
        sums = self._sums(rows).astype(np.float64)
        raised = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares = (raised / raised.sum(axis=1, keepdims=True)).tolist()
        return [dict(zip(self.labels, line, strict=True)) for line in shares]

    def _sums(self, rows: Sequence[Sequence[str]]) -> "NDArray[np.float32]":
        """One line per row of features, one column per label."""
        import numpy as np

        sizes = [len(row) + 1 for row in rows]
        names = chain.from_iterable(part for row in rows for part in (_NO_FEATURE, row))
        ids = np.fromiter(map(self._ids.get, names, repeat(len(self._ids))), dtype=np.intp, count=sum(sizes))
        starts = list(accumulate(sizes[:-1], initial=0))
        sums: NDArray[np.float32] = np.add.reduceat(self._table.take(ids, axis=0), starts, axis=0)
        return sums

    def strongest(self, features: Iterable[str], label: str, *, top: int = 3) -> list[str]:
        """The features that speak most for a label, strongest first."""
        names = [f for f in set(features) if f in self._ids]
        weights = self._table[[self._ids[f] for f in names], self.labels.index(label)].tolist()
        ranked = sorted((-w, f) for w, f in zip(weights, names, strict=True) if w > 0)
        return [f for _, f in ranked[:top]]


@cache
def linear(name: str) -> Linear:
    """The model in a weights file below `reportedly/data`.

    Lines that begin with "#" are comments; the next line holds the labels; every other one a feature, a tab and
    "label index:weight" pairs. Raises ResourceError when the file is missing.
    """
    import numpy as np

    lines = iter(resources.read_bytes(name).decode("utf-8").splitlines())
    labels = tuple(next(line for line in lines if not line.startswith("# ")).split(" "))
    rows = [(feature, pairs) for feature, _, pairs in (line.rpartition("\t") for line in lines)]
    numbers = " ".join(pairs for _, pairs in rows).replace(":", " ").split(" ")
    at = np.repeat(np.arange(len(rows)), [pairs.count(":") for _, pairs in rows])
    entries = (at, np.array(numbers[::2], dtype=np.int64), np.array(numbers[1::2], dtype=np.float64))
    return Linear.of_entries(labels, [feature for feature, _ in rows], entries)
