"""Calibrates the score of an event mention: weights/events-score.tsv (is it right in act, type and all parties that it names?).

Method: the events that scorers and encoders find in reports that they had not seen (events_folds.py) are compared with the
annotation, and a logistic model learns from the levels of the scorers' probabilities how often such an event is right (Platt
scaling on several inputs).

Data: gold/ours/train, see events_folds.py (the annotators of the pool take more for an act, which would raise the score).
usage: python training/events_score.py ../shared          fits and writes
       python training/events_score.py ../shared dev      prints the reliability on gold/ours/dev: ten bins
"""

import sys
from pathlib import Path

import events_trigger
import numpy as np
from events_folds import unseen
from events_role import alike
from fit_linear import Fitted
from gold import Event, pool_ids, reports, span_of_event

from reportedly.annotate.events import Events
from reportedly.annotate.events.confidence import features
from reportedly.annotate.events.parties import Roles, roles
from reportedly.annotate.events.roles import Act, RoleView
from reportedly.annotate.events.triggers import Trigger, triggers
from reportedly.annotate.references import References
from reportedly.model import AnnotatedReport, EventMention, Party

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
ABOUT = """Is an event mention right in its act, its type and every party that it names?
Logistic regression (L2), features as in reportedly/annotate/events/confidence.py.
Trained by training/events_score.py on {rows} mentions in {reports} reports that those scorers had not seen.
Labels, then feature, tab, label index:weight."""


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


def fit(shared: Path) -> None:
    """Trains and writes the weights."""
    rows, labels, number = [], [], 0
    for several, gold in unseen(shared):
        items = [item for item in several if item.report.id not in pool_ids()]
        held = [(item, t, r) for item in items for t, r in found(item)]
        rows += [features(t.score, t.type_score, r.actor_score, r.recipient_score) for _, t, r in held]
        labels += ["~RIGHT" if is_right(t, r, i.report.text, gold[i.report.id]) else "WRONG" for i, t, r in held]
        number += len(items)
    write(rows, labels, number)


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
        reliability(*reports(shared, "dev", until="statements"))
    else:
        fit(shared)
