"""A linear scorer over named features: weights from a text file, arithmetic in plain Python."""

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from reportedly import resources

Weights = Mapping[str, tuple[tuple[int, float], ...]]


class Linear:
    """A multinomial logistic model. `labels` are its classes; `weights` maps a feature to (class index, weight) pairs."""

    def __init__(self, labels: tuple[str, ...], weights: Weights) -> None:
        self.labels = labels
        self.weights = weights

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sum of weights per label; unknown features count nothing."""
        total = [0.0] * len(self.labels)
        get = self.weights.get
        for feature in features:
            for k, w in get(feature, ()):
                total[k] += w
        return total

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Label -> probability; they sum to 1."""
        total = self.scores(features)
        top = max(total)
        raised = [exp(s - top) for s in total]
        norm = sum(raised)
        return {label: r / norm for label, r in zip(self.labels, raised, strict=True)}

    def strongest(self, features: Iterable[str], label: str, *, top: int = 3) -> list[str]:
        """The features that speak most for a label, strongest first."""
        k = self.labels.index(label)
        rows = ((dict(self.weights.get(f, ())).get(k, 0.0), f) for f in set(features))
        return [f for w, f in sorted(rows, key=lambda r: (-r[0], r[1]))[:top] if w > 0]


@cache
def linear(name: str) -> Linear:
    """The model in a weights file below `reportedly/data`.

    Lines that begin with "#" are comments; the next line holds the labels; every other one a feature, a tab and
    "label index:weight" pairs. Raises ResourceError when the file is missing.
    """
    lines = iter(resources.read_bytes(name).decode("utf-8").splitlines())
    head = next(line for line in lines if not line.startswith("# "))
    weights = {}
    for line in lines:
        feature, _, pairs = line.rpartition("\t")
        weights[feature] = tuple((int(k), float(w)) for k, w in (p.split(":") for p in pairs.split(" ")))
    return Linear(tuple(head.split(" ")), weights)
