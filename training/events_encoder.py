"""Fits how far the events' stage believes the encoder beside its own linear scorers: writes weights/events-encoder.toml.

Data: gold/ours/train beside the project and our own annotations of the pool, read by encoders and scored by linear models that
had not seen them (events_folds.py); and gold/clusters/spare (20 reports without annotation), read by the encoder that ships, for
the bias: encoders that were trained for a shorter time are less sure than the shipped one, so the bias is moved until as many
words are acts as by the linear scorer alone.
usage: python training/events_encoder.py ../shared
"""

import json
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
from reportedly.model import AnnotatedReport, Report

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
TOML = """# How far the events' stage believes the encoder beside its own linear scorers. Written by training/events_encoder.py.
# `linear` and `encoder` were fitted on {words} words of annotated reports, each scored by linear models and read by an encoder
# that had not seen it; `bias` is such that in 20 other reports, not annotated, as many words are acts as by the linear scorer alone.
[event]  # log odds that a word names an act = linear * those of the linear scorer + encoder * those of the encoder + bias
linear = {linear:.3f}
encoder = {encoder:.3f}
bias = {bias:.3f}

[type]  # log probability of a type = that of the linear scorer + encoder * that of the encoder (then made to sum to 1)
encoder = {share}
"""
SHARES = (0.0, 0.3, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0)
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


def unseen_words(shared: Path) -> list[Row]:
    """The words of the annotated reports, scored by linear models and read by encoders that have not seen them."""
    return [row for items, gold in unseen(shared) for i in items for row in rows(events_trigger.view(i), gold[i.report.id])]


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


def main(shared: Path) -> None:
    """Fits and writes the table."""
    found = unseen_words(shared)
    x = odds(np.array([r[:2] for r in found]))
    weights = LogisticRegression(C=10).fit(x, np.array([r[2] != "NONE" for r in found])).coef_[0]
    own, read = (np.log(np.array([r[k] for r in found if r[2] != "NONE"]) + 1e-4) for k in (3, 4))
    right = np.array([TYPES.index(r[2]) for r in found if r[2] != "NONE"])
    read -= np.log(np.exp(read).sum(axis=1, keepdims=True))
    shares = {s: float(((own + s * read).argmax(axis=1) == right).mean()) for s in SHARES}
    print("type accuracy by the encoder's share:", shares)
    share = max(shares, key=lambda s: shares[s])
    told = TOML.format(words=len(found), linear=weights[0], encoder=weights[1], bias=bias(shared, weights), share=share)
    (DATA / "events-encoder.toml").write_text(told, encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
