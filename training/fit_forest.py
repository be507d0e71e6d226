"""Fits the boosted forests: rows of numbers in, a commented text file of trees out (needs scikit-learn)."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

Rows = NDArray[np.float64]


class Grown:
    """One forest per wanted label, telling whether it holds: `holds` is [rows, labels]."""

    def __init__(self, rows: Rows, holds: NDArray[np.bool_], wanted: Sequence[str]) -> None:
        self.wanted = tuple(wanted)
        self.models = [_model().fit(rows, holds[:, k]) for k in range(len(self.wanted))]

    def probabilities(self, rows: Rows) -> NDArray[np.float64]:
        """Probabilities [rows, labels], each label for itself."""
        return np.stack([m.predict_proba(rows)[:, 1] for m in self.models], axis=1)

    def write(self, path: Path, about: str, names: Sequence[str]) -> None:
        """Writes the trees (see reportedly/annotate/forest.py); `about` is the comment on top."""
        start = [f"{float(np.ravel(m._baseline_prediction)[0]):.5g}" for m in self.models]
        lines = [*(f"# {line}" for line in about.splitlines()), " ".join(self.wanted), " ".join(names), " ".join(start)]
        for k, m in enumerate(self.models):
            lines += [f"{k}\t{' '.join(_node(n) for n in tree[0].nodes)}" for tree in m._predictors]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _model() -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        learning_rate=0.06, max_iter=200, max_leaf_nodes=10, min_samples_leaf=40, l2_regularization=1, max_features=0.5, random_state=0
    )


def _node(node: np.void) -> str:
    if node["is_leaf"]:
        return f"={node['value']:.4g}"
    return f"{node['feature_idx']}<{node['num_threshold']:.7g}:{node['left']}:{node['right']}"
