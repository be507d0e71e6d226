"""Trains the scorer of how firmly a wording tells an act: weights/events-factual.tsv (a fact, open, or not so).

Data, beside the project: gold/factuality, train parts (UDS-IH2, UW, MEANTIME, CommitmentBank, MegaVeridicality, RP; values
from -3 to 3). The dev parts are only scored, for the figures that are printed.
usage: python training/events_factual.py ../shared
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from fit_linear import Fitted

from reportedly.annotate.sentences import Sentences
from reportedly.annotate.status.factual import FACT, NOT, wording
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Report

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
WEIGHT = {"uds_ih2": 1.0, "uw": 1.0, "meantime": 1.0, "commitmentbank": 0.5, "megaveridicality2": 0.3, "rp": 0.5}
"""How much a row of each corpus counts; those made up of templates count less."""
SURE, NOT_SO = 1.5, -1.0
ABOUT = """Is an act told as a fact, as open, or as not so?
Multinomial logistic regression (L2), features as in reportedly/annotate/status/factual.py.
Trained by training/events_factual.py on {rows} events of six factuality corpora; weights below .1 dropped.
Labels, then feature, tab, label index:weight."""
Example = tuple[list[str], str, str]
"""Features, label and corpus of an event."""


def label(value: float) -> str:
    """FACT, NOT or OPEN, from a value between -3 and 3."""
    return FACT if value > SURE else NOT if value < NOT_SO else "OPEN"


def examples(folder: Path, part: str) -> Iterator[Example]:
    """The events of the corpora's "train" or "dev" part."""
    for path in sorted(folder.glob(f"fact_*.{part}.jsonl")):
        rows = [json.loads(line) for line in path.open(encoding="utf-8")]
        parsed = Sentences(batch_size=256)([AnnotatedReport(Report(id=d["id"], text=d["text"], language="en")) for d in rows])
        for d, item in zip(rows, parsed, strict=True):
            syntax, starts = Syntax(item.tokens, item.sentences), {t.span.start: t for t in item.tokens}
            for e in d["events"]:
                if token := starts.get(e["event_span"][0]):
                    yield wording(token, syntax), label(e["value"]), path.name.split(".")[0].removeprefix("fact_")


def fit(rows: list[Example]) -> Fitted:
    """The scorer."""
    return Fitted([x for x, _, _ in rows], [y for _, y, _ in rows], 0.2, [WEIGHT[c] for _, _, c in rows])


def report(model: Fitted, held: list[Example]) -> None:
    """Prints the accuracy on each corpus's dev part."""
    right = defaultdict(list)
    for (_, y, corpus), p in zip(held, model.probabilities([x for x, _, _ in held]), strict=True):
        right[corpus].append(model.labels[int(p.argmax())] == y)
    for corpus, hits in sorted(right.items()):
        print(f"{corpus:20s} {np.mean(hits):.3f} of {len(hits)}")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) / "gold" / "factuality"
    train = list(examples(folder, "train"))
    model = fit(train)
    model.write(DATA / "events-factual.tsv", ABOUT.format(rows=len(train)), least=0.1)
    report(model, list(examples(folder, "dev")))
