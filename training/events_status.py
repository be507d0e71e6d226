"""Trains the status scorer: weights/events-status.tsv (occurred, planned, alleged, denied ...).

Data: gold/ours/train beside the project (125 reports, silver) and our own annotations of the pool, with statements, dates and
parties as the pipeline finds them.
usage: python training/events_status.py ../shared
"""

import sys
from collections import Counter
from pathlib import Path

from events_role import act_of
from fit_linear import Fitted
from gold import Event, reports, span_of_event

from reportedly.annotate.events.dates import Calendar
from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.parties import roles
from reportedly.annotate.events.roles import RoleView
from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.references import References
from reportedly.annotate.status.around import Around
from reportedly.annotate.status.scoring import rows as status_rows
from reportedly.annotate.status.scoring import setting
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, EventMention

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
BALANCE = 0.35  # so that fewer of what is planned or imagined is told as done (5-fold: 56 of 1,000 acts, with 0.2 64)
STRENGTH = 0.08  # inverse of the L2 penalty
ABOUT = """Did the act take place?
Multinomial logistic regression (L2), features as in reportedly/annotate/status/features.py.
Trained by training/events_status.py on {reports} reports, {rows} events; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""


Example = tuple[list[str], str]
"""Features and status of an act."""


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
    return list(zip(status_rows(settings, syntax), (gold["status"] for gold, _ in acts), strict=True))


def fitted(rows: list[Example]) -> Fitted:
    """A model of these examples. Rare statuses count a little more than their number."""
    counts = Counter(y for _, y in rows)
    weights = [(len(rows) / counts[y]) ** BALANCE for _, y in rows]
    return Fitted([x for x, _ in rows], [y for _, y in rows], STRENGTH * len(rows) / sum(weights), weights)


def fit(items: list[AnnotatedReport], gold: dict[str, list[Event]], out: Path = DATA) -> None:
    """Trains and writes the weights."""
    rows = [row for item in items for row in examples(item, gold[item.report.id])]
    fitted(rows).write(out / "events-status.tsv", ABOUT.format(reports=len(items), rows=len(rows)))


if __name__ == "__main__":
    fit(*reports(Path(sys.argv[1]), "all", until="statements"))
