"""Fits how far the events' stage believes the encoder (weights/events-encoder.toml): prints the numbers to write there.

Data, beside the project: gold/ours/train, with readings by encoders that had not seen the reports (cross-fitted, see
training/encoder), as a pickle of report id -> Readings; and gold/clusters/spare (20 reports without annotation), read by the
encoder that ships, for the bias: cross-fitted encoders are trained for a shorter time and are less sure than the shipped one,
so the bias is moved until as many words are acts as by the linear scorer alone.
usage: python training/fit_events_encoder.py ../shared readings.pickle FOLDER      (FOLDER: see events_folds.py)
"""

import json
import pickle
import sys
from pathlib import Path

import events_trigger
import numpy as np
from events_folds import unseen
from gold import Event, gold_heads
from sklearn.linear_model import LogisticRegression

from reportedly import pipeline
from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.reading import TYPES
from reportedly.annotate.events.triggers import FOUND, THRESHOLD, TYPED, candidates, is_likely
from reportedly.annotate.linear import linear
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Readings, Report

SHARES = (0.0, 0.3, 0.5, 0.8, 1.2)
Row = tuple[float, float, str, list[float], list[float]]
"""A word: the linear scorer's and the encoder's probability, its annotated type or "NONE", both views of its type."""


def odds(p: np.ndarray) -> np.ndarray:
    """Probabilities -> log odds, cut at 1e-4."""
    q = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(q / (1 - q))


def rows(view: TriggerView, events: list[Event]) -> list[Row]:
    """The candidates of a report; words within a longer trigger are left out."""
    heads, inside = gold_heads(view, events)
    words = [t for t in candidates(view) if t.i in heads or t.i not in inside]
    features = [view.features(t) for t in words]
    read = view.annotated.readings
    if read is None:
        raise ValueError(f"no readings of {view.annotated.report.id}")
    found = zip(words, linear(FOUND).many(features), linear(TYPED).many(features), strict=True)
    of = read.of("event")
    return [
        (p["EVENT"], 1 - float(of[t.i, 0]), heads.get(t.i, "NONE"), [k.get(y, 0.0) for y in TYPES], list(of[t.i, 1:])) for t, p, k in found
    ]


def unseen_words(shared: Path, readings: dict[str, Readings], folder: Path) -> list[Row]:
    """The words of the training reports, scored by linear models and read by encoders that have not seen them."""
    return [
        row for items, gold in unseen(shared, readings, folder) for i in items for row in rows(events_trigger.view(i), gold[i.report.id])
    ]


def bias(shared: Path, weights: np.ndarray) -> float:
    """The bias that finds as many acts as the linear scorer alone in reports that are not annotated."""
    texts = [json.loads(line) for line in (shared / "gold/clusters/spare.jsonl").open(encoding="utf-8")]
    line = pipeline.stages()
    last = next(i for i, s in enumerate(line) if s.name == "encoder")
    items = pipeline.run(line[: last + 1], [AnnotatedReport(clean(Report(id=d["id"], text=d["text"], language="en"))) for d in texts])
    own: list[float] = []
    read: list[float] = []
    for view in map(events_trigger.view, items):
        words = [t for t in candidates(view) if is_likely(t, view)]
        own += [p["EVENT"] for p in linear(FOUND).many([view.features(t) for t in words])]
        read += [view.reading.event(t.i) for t in words]
    pooled = np.stack([odds(np.array(own)), odds(np.array(read))], axis=1) @ weights
    number = int((np.array(own) >= THRESHOLD).sum())
    return float(odds(np.array(THRESHOLD)) - np.sort(pooled)[::-1][number - 1])


def main(shared: Path, readings: dict[str, Readings], folder: Path) -> None:
    """Fits and prints."""
    found = unseen_words(shared, readings, folder)
    x = odds(np.array([r[:2] for r in found]))
    acts = np.array([r[2] != "NONE" for r in found])
    weights = LogisticRegression(C=10).fit(x, acts).coef_[0]
    print(f"[event]\nlinear = {weights[0]:.3f}\nencoder = {weights[1]:.3f}\nbias = {bias(shared, weights):.3f}\n\n[type]")
    own, read = (np.log(np.array([r[k] for r in found if r[2] != "NONE"]) + 1e-4) for k in (3, 4))
    right = np.array([TYPES.index(r[2]) for r in found if r[2] != "NONE"])
    read -= np.log(np.exp(read).sum(axis=1, keepdims=True))
    shares = {s: float(((own + s * read).argmax(axis=1) == right).mean()) for s in SHARES}
    print(f"encoder = {max(shares, key=lambda s: shares[s])}  # type accuracy: {shares}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), pickle.loads(Path(sys.argv[2]).read_bytes()), Path(sys.argv[3]))
