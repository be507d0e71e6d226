"""Fits how far the events' stage believes the encoder beside its own linear scorers: writes weights/events-encoder.toml.

Data: gold/ours/train beside the project and our own annotations of the pool, read by encoders and scored by linear models that
had not seen them (events_folds.py); and gold/clusters/spare (20 reports without annotation), read by the encoder that ships, for
the biases: encoders and closer readings that were trained for a shorter time are less sure than the shipped ones, so each bias is
moved until as many words are acts as by the linear scorer alone.
usage: python training/events_encoder.py ../shared
"""

import json
import sys
from dataclasses import dataclass
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
from reportedly.model import AnnotatedReport, Report, Token

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
TOML = """# How far the events' stage believes the encoder beside its own linear scorers. Written by training/events_encoder.py.
# `linear` and `encoder` were fitted on {words} words of annotated reports, each scored by linear models and read by an encoder
# that had not seen it; `bias` is such that in 20 other reports, not annotated, as many words are acts as by the linear scorer alone.
[event]  # log odds that a word names an act = linear * those of the linear scorer + encoder * those of the encoder + bias
linear = {linear:.3f}
encoder = {encoder:.3f}
bias = {bias:.3f}

# A word that is likely so far is read once more, closely: fitted on {close} such words; as many in the 20 reports are acts after as before.
[close]  # from `least` on: log odds = before * what they were + closer * those of the closer reading + bias
least = {least}
before = {before:.3f}
closer = {closer:.3f}
bias = {shift:.3f}

[type]  # log probability of a type = that of the linear scorer + encoder * the encoder's + closer * the closer reading's (sum 1)
encoder = {share}
closer = {nearer}
"""
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.5)
LEAST = 0.2
"""Words less likely to be acts are not read again."""


@dataclass(frozen=True, slots=True)
class Row:
    """A word: its annotated type or "NONE", and what is thought of it by the linear scorer, the encoder and the closer reading.

    `event` are their probabilities of an act (None where the last was not asked), `types` their views of its type.
    """

    type: str
    event: tuple[float, float, float | None]
    types: tuple[list[float], list[float], list[float]]


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
    rows = []
    for t, p, k in found:
        own, seen, closer = p["EVENT"], 1 - float(of[t.i, 0]), None
        if t.i in heads or view.reading.pooled_event([t.i], [own])[0] >= LEAST:
            closer = view.reading.close(t.i)
        near = (None, [0.0] * len(TYPES)) if closer is None else (1 - float(closer[0]), list(closer[1:]))
        types = ([k.get(y, 0.0) for y in TYPES], list(of[t.i, 1:]), near[1])
        rows.append(Row(heads.get(t.i, "NONE"), (own, seen, near[0]), types))
    return rows


def unseen_words(shared: Path) -> list[Row]:
    """The words of the annotated reports, scored by linear models and read by encoders that have not seen them."""
    return [row for items, gold in unseen(shared, near=False) for i in items for row in rows(events_trigger.view(i), gold[i.report.id])]


Spare = list[tuple[TriggerView, list[Token], list[float]]]
"""Reports without annotation: their likely words with what the linear scorer thinks of each."""


def spare(shared: Path) -> Spare:
    """The reports of gold/clusters/spare as the encoder that ships reads them."""
    texts = [json.loads(line) for line in (shared / "gold/clusters/spare.jsonl").open(encoding="utf-8")]
    line = pipeline.stages()
    last = next(i for i, s in enumerate(line) if s.name == "encoder")
    items = pipeline.run(line[: last + 1], [AnnotatedReport(clean(Report(id=d["id"], text=d["text"], language="en"))) for d in texts])
    found: Spare = []
    for view in map(events_trigger.view, items):
        words = [t for t in candidates(view) if is_likely(t, view)]
        found.append((view, words, [p["EVENT"] for p in linear(FOUND).many([view.features(t) for t in words])]))
    return found


def level(pooled: np.ndarray, number: int) -> float:
    """What is to be added to log odds so that so many are above the threshold."""
    return float(odds(np.array(THRESHOLD)) - np.sort(pooled)[::-1][number - 1])


def bias(of: Spare, weights: np.ndarray) -> tuple[np.ndarray, float]:
    """The log odds of the words of reports without annotation, and the bias in them that finds as many acts as the linear scorer."""
    own = np.array([p for _, _, ps in of for p in ps])
    read = np.array([view.reading.event(t.i) for view, words, _ in of for t in words])
    pooled = np.stack([odds(own), odds(read)], axis=1) @ weights
    found = level(pooled, int((own >= THRESHOLD).sum()))
    return pooled + found, found


def closer_bias(of: Spare, likely: np.ndarray, close: np.ndarray) -> float:
    """The bias after the closer reading of the likely ones that finds as many as before."""
    again = likely >= odds(np.array(LEAST))
    places = [(view, t) for view, words, _ in of for t in words]
    read = [v for (view, t), asked in zip(places, again, strict=True) if asked and (v := view.reading.close(t.i)) is not None]
    seen = np.stack([likely[again], odds(np.array([1 - float(v[0]) for v in read]))], axis=1)
    return level(seen @ close, int((likely >= odds(np.array(THRESHOLD))).sum()))


def main(shared: Path) -> None:
    """Fits and writes the table."""
    found = unseen_words(shared)
    acts = np.array([r.type != "NONE" for r in found])
    x = odds(np.array([r.event[:2] for r in found]))
    weights = LogisticRegression(C=10).fit(x, acts).coef_[0]
    of = spare(shared)
    there, moved = bias(of, weights)
    likely = x @ weights + moved
    again = (likely >= odds(np.array(LEAST))) & np.array([r.event[2] is not None for r in found])
    seen = np.stack([likely[again], odds(np.array([r.event[2] for r, asked in zip(found, again, strict=True) if asked]))], axis=1)
    close = LogisticRegression(C=10).fit(seen, acts[again]).coef_[0]
    share, nearer = shares([r for r in found if r.type != "NONE" and r.event[2] is not None])
    told = TOML.format(
        words=len(found), linear=weights[0], encoder=weights[1], bias=moved, close=int(again.sum()), least=LEAST, before=close[0],
        closer=close[1], shift=closer_bias(of, there, close), share=share, nearer=nearer,
    )  # fmt: skip
    (DATA / "events-encoder.toml").write_text(told, encoding="utf-8")
    print(told)


def shares(found: list[Row]) -> tuple[float, float]:
    """The shares of the encoder and of the closer reading with which most acts get their type."""
    own, read, near = (np.log(np.array([r.types[k] for r in found]) + 1e-4) for k in range(3))
    read, near = (v - np.log(np.exp(v).sum(axis=1, keepdims=True)) for v in (read, near))
    right = np.array([TYPES.index(r.type) for r in found])
    rated = {(a, b): float(((own + a * read + b * near).argmax(axis=1) == right).mean()) for a in SHARES for b in SHARES}
    print("type accuracy by both shares:", rated)
    return max(rated, key=lambda ab: rated[ab])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
