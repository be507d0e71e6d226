"""Trains the role scorer: weights/events-role.tsv and events-role-2.onnx (is an entity the actor or the recipient of an act?).

Data: gold/ours/train beside the project (125 reports, silver) and our own annotations of the pool (training/annotations), with
the entities and statements as the pipeline finds them.
usage: python training/events_role.py ../shared
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from fit_forest import Grown, Size
from fit_linear import Fitted, crossed
from gold import Event, closely, head_of, reports, tokens_of_event

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.parties import NEGLIGIBLE
from reportedly.annotate.events.retelling import NAMES, FirstPass, second_features
from reportedly.annotate.events.roles import Act, Candidate, RoleView
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
C = 0.05  # of 0.05, 0.1 and 0.2 the best on the training reports, 5-fold
SIZE = Size(trees=400, rate=0.05, leaves=16, least=60)
"""Average precision on unseen reports .756 and .628 (actors, recipients); with 200 trees of 10 leaves .748 and .621."""
FIRST = """Is this entity the actor or the recipient of the act? (first pass)
Multinomial logistic regression (L2), features as in reportedly/annotate/events/roles.py and filling.py.
Trained by training/events_role.py on {reports} reports, {rows} pairs; weights below .02 dropped.
Labels, then feature, tab, label index:weight."""
LAST = "events-role-2.onnx"
"""The file that is written last."""
SECOND = """Is this entity the actor or the recipient of the act? (second pass)
Gradient-boosted trees, numbers as in reportedly/annotate/events/retelling.py.
Trained by training/events_role.py on {reports} reports, {rows} pairs. How to read it: reportedly/annotate/forest.py."""
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


Found = tuple[list[tuple[Act, list[Candidate], list[str]]], RoleView]
"""The acts of a report, each with who may take part and their roles."""


def act_of(view: TriggerView, event: Event) -> Act | None:
    """The act that an annotated event stands for; None where its text was not read."""
    tokens = tokens_of_event(view.annotated, event)
    if not tokens:
        return None
    token = next((t for t in tokens if any(g.type == event["type"] for g in view.fired(t))), head_of(tokens))
    return Act(token, event["type"], next((g for g in view.fired(token) if g.type == event["type"]), None))


def acts(item: AnnotatedReport, events: list[Event]) -> Found:
    """Each annotated event with the entities that may take part and their roles, in text order."""
    syntax = Syntax(item.tokens, item.sentences)
    triggers, entities = TriggerView(item, syntax, lexicon()), RoleView(item, syntax, References(item))
    names = names_of(item)
    found = []
    for event in events:
        if act := act_of(triggers, event):
            candidates = entities.candidates(act)
            found.append((act, candidates, [role(names[c.entity], event) for c in candidates]))
    return sorted(found, key=lambda f: f[0].token.i), entities


def names_of(item: AnnotatedReport) -> dict[str, tuple[str, frozenset[str]]]:
    """For each entity its name and, made plain, those by which the report calls it: it may write "Kyiv" or "Kiev"."""
    called: dict[str, set[str]] = {e.id: set() for e in item.entities}
    for m in item.mentions:
        if m.entity in called and m.kind == "name":
            called[m.entity].add(plain(m.span.of(item.report.text)))
    return {e.id: (e.name, frozenset(called[e.id])) for e in item.entities}


def role(names: tuple[str, frozenset[str]], event: Event) -> str:
    """What an entity of these names does in an annotated event."""
    name, called = names
    return next((r.upper() for r in ("actor", "recipient") if any(alike(name, n) or plain(n) in called for n in event[r])), "NONE")


def fit(items: list[AnnotatedReport], gold: dict[str, list[Event]], out: Path = DATA) -> None:
    """Trains and writes both passes.

    The second learns from the first's guesses on reports that it had not seen, and from those that are read closely alone.
    """
    found = [acts(item, gold[item.report.id]) for item in items]
    rows = [(list(c.features), y, k) for k, (f, _) in enumerate(found) for _, cs, ys in f for c, y in zip(cs, ys, strict=True)]
    features, labels = [r[0] for r in rows], [r[1] for r in rows]
    Fitted(features, labels, C).write(out / "events-role.tsv", FIRST.format(reports=len(items), rows=len(rows)), least=0.02, digits=3)
    p, names = crossed(features, labels, [r[2] for r in rows], c=C)
    actor, recipient = names.index("ACTOR"), names.index("RECIPIENT")
    chances = iter((float(q[actor]), float(q[recipient])) for q in p)
    told = [(one, [next(chances) for _, cs, _ in one[0] for _ in cs]) for one in found]
    near = {i.report.id for i in closely(items)}
    read = [one for item, one in zip(items, told, strict=True) if item.report.id in near]
    seen, kept = second_rows([one for one, _ in read], iter([q for _, qs in read for q in qs]))
    wanted = ("ACTOR", "RECIPIENT")
    Grown(np.array(seen), np.array([[y == w for w in wanted] for y in kept]), wanted, SIZE).write(
        out / LAST, SECOND.format(reports=len(items), rows=len(seen)), NAMES
    )


def second_rows(found: list[Found], chances: Iterator[tuple[float, float]]) -> tuple[list[list[float]], list[str]]:
    """The rows and roles of the candidates that the second pass sees, from the first's probabilities of all in order."""
    rows: list[list[float]] = []
    kept: list[str] = []
    for f, view in found:
        passes, roles = [], []
        for act, cs, ys in f:
            of = {c.entity: next(chances) for c in cs}
            stays = [max(of[c.entity]) >= NEGLIGIBLE for c in cs]
            passes.append(FirstPass(act, tuple(c for c, s in zip(cs, stays, strict=True) if s), of))
            roles += [y for y, s in zip(ys, stays, strict=True) if s]
        rows += [row for of_act in second_features(passes, view) for row in of_act]
        kept += roles
    return rows, kept


if __name__ == "__main__":
    fit(*reports(Path(sys.argv[1]), "all", until="statements"))
