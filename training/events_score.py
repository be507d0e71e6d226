"""Makes the score of an event mention: weights/events-score.onnx (is it right in type and actors, and in recipients, too?).

Method: the events that scorers and encoders find in reports that they had not seen (events_folds.py) are compared with the
annotation, and boosted forests learn from the scorers' probabilities how often such an event is right.

Data: gold/ours/train and our own annotations of the pool, see events_folds.py.
usage: python training/events_score.py ../shared          fits and writes
       python training/events_score.py ../shared dev      prints the reliability on gold/ours/dev: ten bins
"""

import sys
from pathlib import Path

import events_trigger
import numpy as np
from events_folds import unseen
from events_role import alike
from fit_forest import Grown
from gold import Event, reports, span_of_event

from reportedly.annotate.events import Events
from reportedly.annotate.events.confidence import LABELS, NAMES, rows
from reportedly.annotate.events.parties import Roles, roles
from reportedly.annotate.events.roles import Act, RoleView
from reportedly.annotate.events.triggers import Trigger, triggers
from reportedly.annotate.references import References
from reportedly.model import AnnotatedReport, EventMention, Party

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
LAST = "events-score.onnx"
ABOUT = """Is an event mention right in its type and all actors (ACTORS), and in its recipients, too (WHOLE)? None may be missing.
Gradient-boosted trees, numbers as in reportedly/annotate/events/confidence.py.
Trained by training/events_score.py on {rows} mentions in {reports} reports that the scorers before had not seen.
How to read it: reportedly/annotate/forest.py."""
Marks = tuple[bool, bool]


def found(item: AnnotatedReport) -> list[tuple[Trigger, Roles]]:
    """The triggers of a report with who takes part, before they become mentions."""
    view = events_trigger.view(item)
    acts = triggers(view)
    return list(zip(acts, roles([Act(t.token, t.type, t.group) for t in acts], RoleView(item, view.syntax, References(item))), strict=True))


def marks(mention: EventMention | Trigger, who: EventMention | Roles, text: str, events: list[Event]) -> Marks:
    """Whether an annotated event has this place in the text, this type and these actors, and whether it has these recipients, too."""
    span = mention.trigger if isinstance(mention, EventMention) else mention.span
    same = [e for e in events if e["type"] == mention.type and span_of_event(text, e).overlaps(span) and _are(who.actor, e["actor"])]
    return bool(same), any(_are(who.recipient, e["recipient"]) for e in same)


def _are(parties: tuple[Party, ...], names: list[str]) -> bool:
    """Whether parties and names are the same."""
    return all(any(alike(p.name, n) for n in names) for p in parties) and all(any(alike(p.name, n) for p in parties) for n in names)


def fit(shared: Path) -> None:
    """Trains and writes the weights."""
    made, labels, number = [], list[Marks](), 0
    for items, gold in unseen(shared):
        for item in items:
            told = found(item)
            made += rows([t for t, _ in told], [r for _, r in told], len(item.sentences)).tolist()
            labels += [marks(t, r, item.report.text, gold[item.report.id]) for t, r in told]
        number += len(items)
    write(made, labels, number)


def write(made: list[list[float]], labels: list[Marks], number: int, out: Path = DATA) -> None:
    """Fits and writes the weights from the rows of `number` reports."""
    grown = Grown(np.array(made), np.array(labels), LABELS)
    grown.write(out / LAST, ABOUT.format(rows=len(made), reports=number), NAMES)


def reliability(items: list[AnnotatedReport], gold: dict[str, list[Event]]) -> None:
    """Prints, for ten bins of the score, how many events fall in it, their mean score and the shares that are right."""
    pairs = [(e.score, marks(e, e, a.report.text, gold[a.report.id])) for a in Events()(items) for e in a.events]
    scores, right = np.array([p for p, _ in pairs]), np.array([r for _, r in pairs])
    for low in np.arange(0, 1, 0.1):
        within = (scores >= low) & (scores < low + 0.1)
        if within.any():
            actors, whole = right[within].mean(axis=0)
            print(
                f"{low:.1f}-{low + 0.1:.1f}  n {within.sum():4d}  score {scores[within].mean():.2f}  actors {actors:.2f}  whole {whole:.2f}"
            )
    half = right.mean(axis=1)
    print(f"all      n {len(pairs):4d}  score {scores.mean():.2f}  right {half.mean():.2f}  Brier {np.mean((scores - half) ** 2):.3f}")


if __name__ == "__main__":
    shared = Path(sys.argv[1])
    if len(sys.argv) > 2:
        reliability(*reports(shared, "dev", until="statements"))
    else:
        fit(shared)
