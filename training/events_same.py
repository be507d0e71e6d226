"""What the scorers of same-event pairs and of dates are trained on: the product's own triggers and parties.

Both are what scorers find that have not seen the report (events_folds.py), so that the pair scorer learns how far to trust
them. Training itself is started by events_date.py, since pairs are scored with the dates found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from events_folds import unseen
from fit_forest import Grown
from fit_linear import Fitted
from gold import Event, span_of_event

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.parties import Roles, roles
from reportedly.annotate.events.reading_same import NAMES
from reportedly.annotate.events.roles import Act, RoleView
from reportedly.annotate.events.triggers import Trigger, triggers
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
FOLDS = 5
ABOUT = """Do two tellings in one report tell of one event?
Multinomial logistic regression (L2), features as in reportedly/annotate/events/coreference.py.
Trained by training/events_date.py on {reports} reports, {rows} pairs; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""
SECOND = """Do two tellings in one report tell of one event? (second pass)
Gradient-boosted trees, numbers as in reportedly/annotate/events/reading_same.py.
Trained by training/events_date.py on {reports} reports, {rows} pairs. How to read it: reportedly/annotate/forest.py."""


@dataclass(frozen=True, slots=True)
class Found:
    """A report as the product sees it: its triggers and parties, and for each the annotated event that it hits or None."""

    item: AnnotatedReport
    syntax: Syntax
    triggers: list[Trigger]
    roles: list[Roles]
    events: list[Event | None]


def root(events: list[Event], event: Event) -> int:
    """The index of the first telling of the same event."""
    k = next(i for i, e in enumerate(events) if e is event)
    while events[k].get("same_as") is not None:
        k = events[k]["same_as"]
    return k


def hits(text: str, events: list[Event], found: list[Trigger]) -> list[Event | None]:
    """For each trigger the annotated event that it overlaps most, one to one; one of its type goes first."""
    scored = []
    for i, e in enumerate(events):
        span = span_of_event(text, e)
        for j, t in enumerate(found):
            common = min(span.end, t.span.end) - max(span.start, t.span.start)
            if common > 0:
                whole = max(span.end, t.span.end) - min(span.start, t.span.start)
                scored.append((-(e["type"] == t.type) - common / whole, i, j))
    taken: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if j not in taken and i not in taken.values():
            taken[j] = i
    return [events[taken[j]] if j in taken else None for j in range(len(found))]


def unseen_roles(shared: Path) -> Iterator[Found]:
    """Each report with the acts and the parties that scorers find which have not seen it."""
    for items, gold in unseen(shared):
        for item in items:
            yield _found(item, gold[item.report.id])


def _found(item: AnnotatedReport, events: list[Event]) -> Found:
    syntax = Syntax(item.tokens, item.sentences)
    found = triggers(TriggerView(item, syntax, lexicon()))
    view = RoleView(item, syntax, References(item))
    taking_part = roles([Act(t.token, t.type, t.group) for t in found], view)
    return Found(item, syntax, found, taking_part, hits(item.report.text, events, found))


def write(model: Fitted, second: Grown, out: Path = DATA, *, reports: int, rows: int) -> None:
    """Writes the pair scorer's weights, those of both passes."""
    model.write(out / "events-same.tsv", ABOUT.format(reports=reports, rows=rows))
    second.write(out / "events-same-2.onnx", SECOND.format(reports=reports, rows=rows), NAMES)
