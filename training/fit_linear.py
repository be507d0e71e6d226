"""Fits the linear scorers: named features in, a commented text file of weights out (needs scikit-learn)."""

from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

Rows = list[list[str]]
TOLERANCE = 1e-3


class Vocabulary:
    """The features seen in at least `least` rows, numbered."""

    def __init__(self, rows: Rows, least: int = 2) -> None:
        counts = Counter(f for row in rows for f in set(row))
        self.index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}

    def matrix(self, rows: Rows) -> csr_matrix:
        """Rows of features as a 0/1 matrix."""
        columns: list[int] = []
        ends = [0]
        for row in rows:
            columns.extend(sorted({self.index[f] for f in row if f in self.index}))
            ends.append(len(columns))
        return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), len(self.index)))


class Fitted:
    """A fitted model with its vocabulary."""

    def __init__(self, rows: Rows, labels: list[str], c: float, weights: list[float] | None = None) -> None:
        self.vocabulary = Vocabulary(rows)
        self.model = _model(c)
        self.model.fit(self.vocabulary.matrix(rows), np.array(labels), sample_weight=weights)
        self.labels = [str(k) for k in self.model.classes_]

    def probabilities(self, rows: Rows) -> np.ndarray:
        """One row of label probabilities per row of features."""
        return self.model.predict_proba(self.vocabulary.matrix(rows))

    def write(self, path: Path, about: str, *, least: float = 0.06, digits: int = 2, without: str = "\0") -> None:
        """Writes the weights with so many decimals; `about` is the comment on top.

        Those below `least` in size are dropped, and features that begin with `without`.
        """
        coef, intercept = self.model.coef_, self.model.intercept_
        if len(self.labels) == 2:  # one column: the second label against the first
            coef, intercept = np.vstack([np.zeros_like(coef), coef]), np.array([0.0, intercept[0]])
        if "bias" not in self.vocabulary.index:
            raise ValueError("every row needs the feature 'bias': it carries the intercept")
        lines = [f"# {line}" for line in about.splitlines()] + [" ".join(self.labels)]
        for feature, i in sorted(self.vocabulary.index.items()):
            column = coef[:, i] + (intercept if feature == "bias" else 0)
            pairs = [f"{k}:{w:.{digits}f}" for k, w in enumerate(column) if abs(w) >= least]
            if pairs and not feature.startswith(without):
                lines.append(f"{feature}\t{' '.join(pairs)}")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _model(c: float) -> LogisticRegression:
    return LogisticRegression(C=c, max_iter=200, tol=TOLERANCE, random_state=0)


def crossed(rows: Rows, labels: list[str], groups: list[int], *, c: float, folds: int = 5) -> tuple[np.ndarray, list[str]]:
    """Probabilities for each row from a model that has not seen its group (k-fold)."""
    fold, told = np.array([g % folds for g in groups]), np.array(labels)
    names = sorted(set(labels))
    out = np.zeros((len(rows), len(names)))
    matrix = Vocabulary(rows).matrix(rows)  # made once: features that only held rows have weigh nothing
    for k in range(folds):
        model = _model(c).fit(matrix[fold != k], told[fold != k])
        out[np.ix_(np.flatnonzero(fold == k), [names.index(n) for n in model.classes_])] = model.predict_proba(matrix[fold == k])
    return out, names
