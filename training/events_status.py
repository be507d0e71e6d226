"""Trains the status scorer: weights/events-status.tsv (occurred, planned, alleged, denied ...).

Data: gold/ours/train beside the project (125 reports, silver) and our own annotations of the pool, with statements, dates and
parties as the pipeline finds them.
usage: python training/events_status.py ../shared
"""

import sys
from collections import Counter
from itertools import product
from pathlib import Path
from typing import get_args

import numpy as np
from events_role import act_of
from fit_linear import Fitted
from gold import Event, closely, reports, span_of_event

from reportedly.annotate.events.dates import Calendar
from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.parties import roles
from reportedly.annotate.events.roles import RoleView
from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.references import References
from reportedly.annotate.status.around import Around
from reportedly.annotate.status.scoring import LEAST, setting
from reportedly.annotate.status.scoring import rows as status_rows
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, EventMention, Status

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
BALANCE = 0.35  # so that fewer of what is planned or imagined is told as done (5-fold: 56 of 1,000 acts, with 0.2 64)
STRENGTH = 0.08  # inverse of the L2 penalty
ABOUT = """Did the act take place?
Multinomial logistic regression (L2), features as in reportedly/annotate/status/features.py.
Trained by training/events_status.py on {reports} reports, {rows} events; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""


POOL = """# How far the status scorer and the closer reading of an act's sentence are believed; log probabilities are added with these
# weights. Fitted by training/events_status.py on {rows} acts, each scored and read by models that had not seen it.
linear = {linear}
closer = {closer}
"""
LINEAR, CLOSER = (0.5, 0.75, 1.0), (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25)
Example = tuple[list[str], str, tuple[float, ...]]
"""Features and status of an act, and the closer reading's probabilities of all statuses."""


def examples(item: AnnotatedReport, events: list[Event]) -> list[Example]:
    """Features and status of each annotated event whose text was read."""
    syntax = Syntax(item.tokens, item.sentences)
    triggers, entities = TriggerView(item, syntax, lexicon()), RoleView(item, syntax, References(item))
    acts = [(gold, act) for gold in events if (act := act_of(triggers, gold))]
    parties = roles([act for _, act in acts], entities)
    dated = Calendar(item, syntax, [Trigger(a.token, a.token.span, a.type, a.group, 1.0, 1.0) for _, a in acts]).own
    types = {act.token.i: act.type for _, act in acts}
    around = Around(item)
    settings = []
    for (gold, act), who, when in zip(acts, parties, dated, strict=True):
        event = EventMention(
            event="", trigger=span_of_event(item.report.text, gold), type=act.type, mode=act.group.mode if act.group else None,
            actor=who.actor, date=when.date if when else None,
        )  # fmt: skip
        settings.append(setting(event, act.token, item, acts=types, around=around))
    found = zip(status_rows(settings, syntax), acts, strict=True)
    return [(row, gold["status"], _closely(item, act.token.i)) for row, (gold, act) in found]


def _closely(item: AnnotatedReport, word: int) -> tuple[float, ...]:
    closer = item.readings.closely(word) if item.readings is not None else None
    if closer is None:
        raise ValueError(f"{item.report.id} has not been read closely")
    return tuple(closer.status.tolist())


def fitted(rows: list[Example]) -> Fitted:
    """A model of these examples. Rare statuses count a little more than their number."""
    counts = Counter(y for _, y, _ in rows)
    weights = [(len(rows) / counts[y]) ** BALANCE for _, y, _ in rows]
    return Fitted([x for x, _, _ in rows], [y for _, y, _ in rows], STRENGTH * len(rows) / sum(weights), weights)


def fit(items: list[AnnotatedReport], gold: dict[str, list[Event]], out: Path = DATA) -> None:
    """Trains and writes the weights."""
    items = closely(items)
    of = [examples(item, gold[item.report.id]) for item in items]
    rows = [row for found in of for row in found]
    fitted(rows).write(out / "events-status.tsv", ABOUT.format(reports=len(items), rows=len(rows)))
    linear, closer = shares(of)
    (out / "events-status.toml").write_text(POOL.format(rows=len(rows), linear=linear, closer=closer), encoding="utf-8")


def shares(of: list[list[Example]], folds: int = 4) -> tuple[float, float]:
    """The weights of both views with which the annotated statuses are likeliest, on reports that the scorer has not seen."""
    own, labels = [], get_args(Status)
    told = [row for k in range(folds) for found in of[k::folds] for row in found]
    for k in range(folds):
        model = fitted([row for i, found in enumerate(of) if i % folds != k for row in found])
        p = model.probabilities([x for found in of[k::folds] for x, _, _ in found])
        own.append(np.array([p[:, model.labels.index(y)] if y in model.labels else np.zeros(len(p)) for y in labels]).T)
    first, second = np.log(np.concatenate(own) + LEAST), np.log(np.array([c for _, _, c in told]) + LEAST)
    right = np.array([labels.index(y) for _, y, _ in told])
    rated = {}
    for a, b in product(LINEAR, CLOSER):
        z = a * first + b * second
        z -= np.log(np.exp(z).sum(axis=1, keepdims=True))
        rated[a, b] = (float(z[np.arange(len(z)), right].mean()), float((z.argmax(axis=1) == right).mean()))
    print("log likelihood and accuracy by both weights:", rated)
    return max(rated, key=lambda ab: rated[ab])


if __name__ == "__main__":
    fit(*reports(Path(sys.argv[1]), "all", until="statements"))
