"""What the scorers of same-event pairs and of dates are trained on: the product's own triggers and parties.

The parties are what role scorers find that have not seen the report (5-fold), so that the pair scorer learns how far to
trust them. Training itself is started by events_date.py, since pairs are scored with the dates found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from events_role import acts
from fit_linear import Fitted, Rows, crossed
from gold import Event, span_of_event

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.parties import NEGLIGIBLE, Roles, _roles
from reportedly.annotate.events.retelling import FirstPass, second_features
from reportedly.annotate.events.roles import Act, RoleView
from reportedly.annotate.events.triggers import Trigger, triggers
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
FOLDS = 5
ABOUT = """Do two tellings in one report tell of one event?
Multinomial logistic regression (L2), features as in reportedly/annotate/events/coreference.py.
Trained by training/events_date.py on {reports} reports, {rows} pairs; features below .02 dropped.
Labels, then feature, tab, label index:weight."""


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


def unseen_roles(items: list[AnnotatedReport], gold: dict[str, list[Event]]) -> Iterator[Found]:
    """Each report with the parties that role scorers trained on the other folds find.

    What the shipped encoder reads of these reports is left out: it has learnt from them.
    """
    items = [replace(item, readings=None) for item in items]
    known = [acts(item, gold[item.report.id]) for item in items]
    rows = [(list(c.features), y, k) for k, (f, _) in enumerate(known) for _, cs, ys in f for c, y in zip(cs, ys, strict=True)]
    features, labels, group = [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows]
    p, names = crossed(features, labels, group, c=0.1, folds=FOLDS)
    a, r = names.index("ACTOR"), names.index("RECIPIENT")
    second: Rows = []
    chances = iter((float(q[a]), float(q[r])) for q in p)
    for f, syntax in known:
        passes = [FirstPass(act, tuple(cs), {c.entity: next(chances) for c in cs}) for act, cs, _ in f]
        second += [row for of_act in second_features(passes, syntax) for row in of_act]
    models = []
    for k in range(FOLDS):
        seen = [i for i, g in enumerate(group) if g % FOLDS != k]
        models.append([Fitted([x[i] for i in seen], [labels[i] for i in seen], 0.1) for x in (features, second)])
    for k, item in enumerate(items):
        yield _found(item, gold[item.report.id], *models[k % FOLDS])


def _found(item: AnnotatedReport, events: list[Event], first: Fitted, second: Fitted) -> Found:
    syntax = Syntax(item.tokens, item.sentences)
    found = triggers(TriggerView(item, syntax, lexicon()))
    view = RoleView(item, syntax, References(item))
    passes = []
    for t in found:
        act = Act(t.token, t.type, t.group)
        cs = tuple(view.candidates(act))
        p = [dict(zip(first.labels, q, strict=True)) for q in first.probabilities([list(c.features) for c in cs])] if cs else []
        chances = {c.entity: (float(q["ACTOR"]), float(q["RECIPIENT"])) for c, q in zip(cs, p, strict=True)}
        passes.append(FirstPass(act, tuple(c for c in cs if max(chances[c.entity]) >= NEGLIGIBLE), chances))
    taking_part = []
    for one, of_act in zip(passes, second_features(passes, syntax), strict=True):
        p = [dict(zip(second.labels, q, strict=True)) for q in second.probabilities(of_act)] if of_act else []
        taking_part.append(_roles(one.act, one.candidates, p, view))
    return Found(item, syntax, found, taking_part, hits(item.report.text, events, found))


def write(model: Fitted, *, reports: int, rows: int) -> None:
    """Writes the pair scorer's weights."""
    model.write(DATA / "events-same.tsv", ABOUT.format(reports=reports, rows=rows))
