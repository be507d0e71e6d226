"""Trains the event triggers: weights/events-trigger.tsv (is a word an event?) and weights/events-type.tsv (of which type?).

Data: gold/ours/train beside the project (125 reports annotated by a language model under the guide: silver), our own annotations
of the pool (training/annotations) and, for the types only, with low weight, PLOVER-coded sentences (gold/events: plv_train,
headline templates, synthetic texts). The annotators of the pool take more for an act: where they differ is learnt apart
(features of their words that no other report has; after Daume 2007, frustratingly easy domain adaptation).
usage: python training/events_trigger.py ../shared
"""

import json
import random
import re
import sys
from pathlib import Path

from fit_linear import Fitted
from gold import Event, gold_heads, pool_ids, reports

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.triggers import candidates
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Report

SEED = 0
DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
Coded = tuple[list[str], str, float]
"""Features, type and weight of a trigger in a coded sentence."""
APART_MARK = "~pool"
"""Begins the features of what is learnt apart; they are not written."""
APART = ("p=", "T=", "g=", "l=", "doc=", "~names")
YIELD = {"YIELD": ("CONCEDE", "RETREAT")}
SOURCES = {"plv_train": 0.5, "ngec_headline_templates": 0.5, "ngec_synthetic_silver": 0.2}
ABOUT = """{what}
Multinomial logistic regression (L2), features as in reportedly/annotate/events/features.py.
Trained by training/events_trigger.py on {data}; weights below .06 dropped. Labels, then feature, tab, label index:weight."""


def view(item: AnnotatedReport) -> TriggerView:
    """The report as the trigger scorer sees it."""
    return TriggerView(item, Syntax(item.tokens, item.sentences), lexicon())


def examples(items: list[AnnotatedReport], gold: dict[str, list[Event]]) -> list[tuple[list[str], str]]:
    """Features and type ("NONE" for a word that is no event); words within a longer trigger are left out."""
    rows = []
    for item in items:
        seen, apart = view(item), item.report.id in pool_ids()
        heads, inside = gold_heads(seen, gold[item.report.id])
        for t in candidates(seen):
            if t.i in heads or t.i not in inside:
                features = seen.features(t)
                rows.append((features + pooled(features) if apart else features, heads.get(t.i, "NONE")))
    return rows


def pooled(features: list[str]) -> list[str]:
    """What is learnt apart of a word in a report of the pool."""
    return [APART_MARK, *(f"{APART_MARK}={f}" for f in features if f.startswith(APART))]


def coded(folder: Path) -> list[Coded]:
    """From texts coded as a whole: the trigger words that the tables know for the code, sharing the text's weight."""
    random.seed(SEED)
    rows: list[Coded] = []
    for name, weight in SOURCES.items():
        texts = [json.loads(line) for line in (folder / f"{name}.jsonl").open(encoding="utf-8")]
        texts = random.sample(texts, min(len(texts), 2200))
        plain = [re.sub(r"\{\w+\}", "France", x["text"][:400]) for x in texts]
        parsed = Sentences(batch_size=256)([AnnotatedReport(Report(id=str(i), text=t)) for i, t in enumerate(plain)])
        for x, item in zip(texts, parsed, strict=True):
            seen, codes = view(item), YIELD.get(x["code"], (x["code"],))
            hits = [(t, c) for t in candidates(seen) for c in codes if any(g.type == c for g in seen.fired(t))]
            if len({c for _, c in hits}) == 1:
                rows += [(seen.features(t), c, weight / min(len(hits), 3)) for t, c in hits[:3]]
    return rows


def fit(items: list[AnnotatedReport], gold: dict[str, list[Event]], more: list[Coded], out: Path = DATA) -> None:
    """Trains and writes both files; `more` comes from the coded sentences."""
    rows = examples(items, gold)
    data = f"{len(items)} reports, {len(rows)} words"
    event = Fitted([x for x, _ in rows], ["NONE" if y == "NONE" else "~EVENT" for _, y in rows], 0.15)
    event.labels = ["NONE", "EVENT"]
    event.write(out / "events-trigger.tsv", ABOUT.format(what="Is this word an event?", data=data), without=APART_MARK)
    own = [(x, y, 1.0) for x, y in rows if y != "NONE"]
    kind = Fitted([r[0] for r in own + more], [r[1] for r in own + more], 0.3, [r[2] for r in own + more])
    kind.write(
        out / "events-type.tsv",
        ABOUT.format(what="Of which type is the event?", data=f"{data}, {len(more)} coded triggers"),
        without=APART_MARK,
    )


if __name__ == "__main__":
    shared = Path(sys.argv[1])
    fit(*reports(shared, "all", until="sentences"), coded(shared / "gold" / "events"))
