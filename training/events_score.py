"""Calibrates the score of an event mention: weights/events-score.tsv (is it right in act, type and all parties that it names?).

Method: the trigger, type and role scorers are fitted five times, each time on four fifths of the training reports; the events
that they find in the fifth they had not seen are compared with the annotation, and a logistic model learns from the levels
of the scorers' probabilities how often such an event is right (Platt scaling on several inputs).

Data, beside the project: gold/ours/train (125 reports, silver), gold/events (see events_trigger.py).
usage: python training/events_score.py ../shared          fits and writes
       python training/events_score.py ../shared dev      prints the reliability on gold/ours/dev: ten bins
"""

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import events_role
import events_trigger
import numpy as np
from events_role import alike
from fit_linear import Fitted
from gold import Event, reports, span_of_event, weights_from

from reportedly.annotate.events import Events
from reportedly.annotate.events.confidence import features
from reportedly.annotate.events.parties import Roles, roles
from reportedly.annotate.events.roles import Act, RoleView
from reportedly.annotate.events.triggers import Trigger, triggers
from reportedly.annotate.references import References
from reportedly.model import AnnotatedReport, EventMention, Party

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
FOLDS = 5
ABOUT = """Is an event mention right in its act, its type and every party that it names?
Logistic regression (L2), features as in reportedly/annotate/events/confidence.py.
Trained by training/events_score.py on {rows} mentions in {reports} reports (5-fold). Labels, then feature, tab, label index:weight."""


def found(item: AnnotatedReport) -> list[tuple[Trigger, Roles]]:
    """The triggers of a report with who takes part, before they become mentions."""
    view = events_trigger.view(item)
    acts = triggers(view)
    return list(zip(acts, roles([Act(t.token, t.type, t.group) for t in acts], RoleView(item, view.syntax, References(item))), strict=True))


def is_right(mention: EventMention | Trigger, who: EventMention | Roles, text: str, events: list[Event]) -> bool:
    """Whether an annotated event has this place in the text, this type and all these parties."""
    span = mention.trigger if isinstance(mention, EventMention) else mention.span
    same = (e for e in events if e["type"] == mention.type and span_of_event(text, e).overlaps(span))
    return any(_all_in(who.actor, e["actor"]) and _all_in(who.recipient, e["recipient"]) for e in same)


def _all_in(parties: tuple[Party, ...], names: list[str]) -> bool:
    return all(any(alike(p.name, n) for n in names) for p in parties)


def fit(items: list[AnnotatedReport], gold: dict[str, list[Event]], more: list[events_trigger.Coded], out: Path = DATA) -> None:
    """Trains and writes the weights; without what the shipped encoder reads, which has learnt from these reports."""
    items = [replace(item, readings=None) for item in items]
    rows, labels = [], []
    for k in range(FOLDS):
        with TemporaryDirectory() as folder:
            seen = [item for i, item in enumerate(items) if i % FOLDS != k]
            events_trigger.fit(seen, gold, more, Path(folder))
            events_role.fit(seen, gold, Path(folder))
            with weights_from(Path(folder)):
                held = [(item, t, r) for item in items[k::FOLDS] for t, r in found(item)]
        rows += [features(t.score, t.type_score, r.actor_score, r.recipient_score) for _, t, r in held]
        labels += ["~RIGHT" if is_right(t, r, i.report.text, gold[i.report.id]) else "WRONG" for i, t, r in held]
    write(rows, labels, len(items), out)


def write(rows: list[list[str]], labels: list[str], number: int, out: Path = DATA) -> None:
    """Fits and writes the weights from the rows of `number` reports."""
    model = Fitted(rows, labels, 0.3)
    model.labels = ["WRONG", "RIGHT"]
    model.write(out / "events-score.tsv", ABOUT.format(rows=len(rows), reports=number), least=0.0)


def reliability(items: list[AnnotatedReport], gold: dict[str, list[Event]]) -> None:
    """Prints, for ten bins of the score, how many events fall in it, their mean score and the share that is right."""
    pairs = [(e.score, is_right(e, e, a.report.text, gold[a.report.id])) for a in Events()(items) for e in a.events]
    scores, right = np.array([p for p, _ in pairs]), np.array([r for _, r in pairs])
    for low in np.arange(0, 1, 0.1):
        within = (scores >= low) & (scores < low + 0.1)
        if within.any():
            print(f"{low:.1f}-{low + 0.1:.1f}  n {within.sum():4d}  score {scores[within].mean():.2f}  right {right[within].mean():.2f}")
    print(f"all      n {len(pairs):4d}  score {scores.mean():.2f}  right {right.mean():.2f}  Brier {np.mean((scores - right) ** 2):.3f}")


if __name__ == "__main__":
    shared = Path(sys.argv[1])
    if len(sys.argv) > 2:
        reliability(*reports(shared, sys.argv[2], until="statements"))
    else:
        fit(*reports(shared, "train", until="statements"), events_trigger.coded(shared / "gold" / "events"))
