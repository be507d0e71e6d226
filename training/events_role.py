"""Trains the role scorer: weights/events-role.tsv and events-role-2.tsv (is an entity the actor or the recipient of an act?).

Data, beside the project: gold/ours/train (125 reports, silver), with the entities as the pipeline finds them.
usage: python training/events_role.py ../shared
"""

import re
import sys
import unicodedata
from pathlib import Path

from fit_linear import Fitted, crossed
from gold import Event, head_of, reports, tokens_of_event

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.retelling import FirstPass, second_features
from reportedly.annotate.events.roles import Act, Candidate, RoleView
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
ABOUT = """Is this entity the actor or the recipient of the act? ({which})
Multinomial logistic regression (L2), features as in reportedly/annotate/events/roles.py.
Trained by training/events_role.py on {reports} reports, {rows} pairs; weights below .06 dropped.
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


def acts(item: AnnotatedReport, events: list[Event]) -> tuple[list[tuple[Act, list[Candidate], list[str]]], Syntax]:
    """Each annotated event with the entities that may take part and their roles, in text order."""
    syntax = Syntax(item.tokens, item.sentences)
    triggers, entities = TriggerView(item, syntax, lexicon()), RoleView(item, syntax, References(item))
    names = {e.id: e.name for e in item.entities}
    found = []
    for event in events:
        if act := act_of(triggers, event):
            candidates = entities.candidates(act)
            found.append((act, candidates, [role(names[c.entity], event) for c in candidates]))
    return sorted(found, key=lambda f: f[0].token.i), syntax


def role(name: str, event: Event) -> str:
    """What an entity of this name does in an annotated event."""
    return next((r.upper() for r in ("actor", "recipient") if any(alike(name, n) for n in event[r])), "NONE")


def fit(items: list[AnnotatedReport], gold: dict[str, list[Event]], out: Path = DATA) -> None:
    """Trains and writes both passes; the second learns from the first's guesses on reports that it had not seen."""
    found = [acts(item, gold[item.report.id]) for item in items]
    rows = [(list(c.features), y, k) for k, (f, _) in enumerate(found) for _, cs, ys in f for c, y in zip(cs, ys, strict=True)]
    features, labels = [r[0] for r in rows], [r[1] for r in rows]
    data = {"reports": len(items), "rows": len(rows)}
    Fitted(features, labels, 0.1).write(out / "events-role.tsv", ABOUT.format(which="first pass", **data))
    p, names = crossed(features, labels, [r[2] for r in rows], c=0.1)
    actor, recipient = names.index("ACTOR"), names.index("RECIPIENT")
    second, at = [], 0
    for f, syntax in found:
        passes = []
        for act, cs, _ in f:
            chances = {c.entity: (float(p[at + j][actor]), float(p[at + j][recipient])) for j, c in enumerate(cs)}
            passes.append(FirstPass(act, tuple(cs), chances))
            at += len(cs)
        second += [row for of_act in second_features(passes, syntax) for row in of_act]
    Fitted(second, labels, 0.1).write(out / "events-role-2.tsv", ABOUT.format(which="second pass", **data))


if __name__ == "__main__":
    fit(*reports(Path(sys.argv[1]), "train", until="statements"))
