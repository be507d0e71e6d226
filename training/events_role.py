"""Trains the role scorer: weights/events-role.tsv (is an entity the actor or the recipient of an act?).

Data, beside the project: gold/ours/train (125 reports, silver), with the entities as the pipeline finds them.
usage: python training/events_role.py ../shared
"""

import re
import sys
import unicodedata
from pathlib import Path

from fit_linear import Fitted
from gold import Event, head_of, reports, tokens_of_event

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.roles import Act, RoleView
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
ABOUT = """Is this entity the actor or the recipient of the act?
Multinomial logistic regression (L2), features as in reportedly/annotate/events/roles.py.
Trained by training/events_role.py on {reports} reports, {rows} pairs; features below .02 dropped.
Labels, then feature, tab, label index:weight."""
TITLES = re.compile(r"^(the|government of|unnamed|president|prime minister|mr|mrs|ms)\s+")


def plain(name: str) -> str:
    """A name for comparing: no accents, case, hyphens, leading titles."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace("-", " ")
    while (shorter := TITLES.sub("", bare)) != bare:
        bare = shorter
    return bare


def alike(a: str, b: str) -> bool:
    """Whether two names are one's: equal, or one's words within the other's with the same first or last word."""
    s, t = sorted((plain(a).split(), plain(b).split()), key=len)
    return bool(s) and set(s) <= set(t) and (s[0] == t[0] or s[-1] == t[-1])


def act_of(view: TriggerView, event: Event) -> Act | None:
    """The act that an annotated event stands for; None where its text was not read."""
    tokens = tokens_of_event(view.annotated, event)
    if not tokens:
        return None
    token = next((t for t in tokens if any(g.type == event["type"] for g in view.fired(t))), head_of(tokens))
    return Act(token, event["type"], next((g for g in view.fired(token) if g.type == event["type"]), None))


def examples(item: AnnotatedReport, events: list[Event]) -> list[tuple[list[str], str]]:
    """Features and role for each entity that may take part in each annotated event."""
    syntax = Syntax(item.tokens, item.sentences)
    triggers, entities = TriggerView(item, syntax, lexicon()), RoleView(item, syntax, References(item))
    names = {e.id: e.name for e in item.entities}
    rows = []
    for event in events:
        if act := act_of(triggers, event):
            for c in entities.candidates(act):
                name = names[c.entity]
                role = next((r for r in ("actor", "recipient") if any(alike(name, n) for n in event[r])), "none")
                rows.append((list(c.features), role.upper()))
    return rows


def fit(items: list[AnnotatedReport], gold: dict[str, list[Event]]) -> None:
    """Trains and writes the weights."""
    rows = [row for item in items for row in examples(item, gold[item.report.id])]
    model = Fitted([x for x, _ in rows], [y for _, y in rows], 0.1)
    model.write(DATA / "events-role.tsv", ABOUT.format(reports=len(items), rows=len(rows)))


if __name__ == "__main__":
    fit(*reports(Path(sys.argv[1]), "train", until="statements"))
