"""Fits how candidates become statements: weights/encoder.toml. Needs readings of reports that the encoder did not learn from."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from reportedly.annotate.encoder.statements import Candidate, candidates
from reportedly.model import Readings
from training.encoder.labels import Labelled

GRID = {
    "cue": (0.3, 0.4, 0.5),
    "content": (0.5, 0.6),
    "share": (0.2, 0.35),
}
FIXED = {"bare": 0.4, "source": 0.4, "reach": 250, "bridge": 0.15, "gap": 2, "same": 0.8}
HELD = 16
"""Each so-manieth report of PolNeAR is held out of training."""

Case = tuple[Readings, Labelled]


def gold(report: Labelled) -> list[set[int]]:
    """The words of each annotated content."""
    found = ({i for i, label in links.items() if label > 2} for _, links in report.pairs["statement"])
    return [words for words in found if words]


def overlap(c: Candidate, wanted: set[int]) -> float:
    """Shared words over all words."""
    mine = {i for a, b in c.content for i in range(a, b)}
    return len(mine & wanted) / len(mine | wanted)


def table(cases: Sequence[Case], about: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[set[int]], int]:
    """The candidates' evidence [n, k]; which content each matches (-1 none); its report; its words; how many contents there are."""
    rows, hits, groups, words, total = [], [], [], [], 0
    for g, (readings, report) in enumerate(cases):
        wanted = gold(report)
        for c in candidates(readings, about):
            shares = [overlap(c, w) for w in wanted]
            best = int(np.argmax(shares)) if shares else -1
            rows.append(c.evidence)
            hits.append(total + best if shares and shares[best] >= 0.5 else -1)
            groups.append(g)
            words.append({i for a, b in c.content for i in range(a, b)})
        total += len(wanted)
    return np.array(rows), np.array(hits), np.array(groups), words, total


def curve(p: np.ndarray, hits: np.ndarray, total: int) -> tuple[float, float]:
    """The best F1 over thresholds, and its threshold."""
    best = (0.0, 0.0)
    for least in np.arange(0.1, 0.9, 0.025):
        kept = p >= least
        found = len(set(hits[kept].tolist()) - {-1})
        best = max(best, (2 * found / max(1, kept.sum() + total), float(least)))
    return best


def doubles(p: np.ndarray, words: Sequence[set[int]], groups: np.ndarray, same: float) -> np.ndarray:
    """Which candidates are told by a better one of the same report already."""
    out, kept = np.zeros(len(p), dtype=bool), dict[int, list[set[int]]]()
    for k in np.argsort(-p):
        others = kept.setdefault(int(groups[k]), [])
        out[k] = any(len(words[k] & o) >= same * len(words[k] | o) for o in others)
        if not out[k]:
            others.append(words[k])
    return out


def settings() -> Iterator[dict[str, Any]]:
    """All that are tried."""
    for values in itertools.product(*GRID.values()):
        yield FIXED | dict(zip(GRID, values, strict=True))


def fit(cases: Sequence[Case], *, log: Any = print) -> dict[str, Any]:
    """The best settings with the score's weights and threshold; scores are cross-validated over reports."""
    best: tuple[float, dict[str, Any]] = (0.0, {})
    for about in settings():
        x, hits, groups, words, total = table(cases, about)
        model = LogisticRegression(C=1.0, max_iter=2000, fit_intercept=False)
        p = cross_val_predict(model, x, hits >= 0, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
        p = np.where(doubles(p, words, groups, about["same"]), 0.0, p)
        f1, least = curve(p, hits, total)
        log(f"F1 {f1:.4f} at {least:.2f} with {about}, recall of candidates {len(set(hits.tolist()) - {-1}) / total:.3f}")
        if f1 > best[0]:
            weights = [round(float(w), 3) for w in model.fit(x, hits >= 0).coef_[0]]
            best = (f1, about | {"score": weights, "least": round(least, 3)})
    return best[1]


def write(found: dict[str, dict[str, Any]], path: Path) -> None:
    """Puts the settings of each guide into the table; its comments stay."""
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    for guide, about in found.items():
        head += ["", f"[{guide}]", *(f"{k} = {v}" for k, v in about.items())]
    path.write_text("\n".join(head) + "\n", encoding="utf-8")
