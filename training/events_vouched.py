"""Trains weights/events-vouched.tsv: whether a report itself speaks of an act as known that is told within a statement.

Data: gold/ours/train beside the project (silver) and our own annotations of the pool; the acts and statements that the product
finds, each act compared with the annotated one that it hits: the report vouches where that one has no chain.
usage: python training/events_vouched.py ../shared
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from events_same import hits
from fit_linear import Fitted
from gold import Event, reports

from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.status.around import Around
from reportedly.annotate.status.scoring import setting
from reportedly.annotate.status.stage import head_tokens, statement_rows
from reportedly.annotate.status.vouched import VOUCHED
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport

DATA = Path(__file__).parent.parent / "reportedly" / "data" / "weights"
STRENGTH = 0.1
ABOUT = """Does the report speak of an act as known that is told within a statement?
Multinomial logistic regression (L2), features as in reportedly/annotate/status/vouched.py.
Trained by training/events_vouched.py on {reports} reports, {rows} acts; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""


def examples(item: AnnotatedReport, events: list[Event]) -> Iterator[tuple[list[str], str]]:
    """Features and label of each act within a statement that hits an annotated one; needs the layers up to "events"."""
    syntax, around, heads = Syntax(item.tokens, item.sentences), Around(item), head_tokens(item)
    types = {token.i: item.events[k].type for k, token in heads.items()}
    settings = {k: setting(item.events[k], token, item, acts=types, around=around) for k, token in heads.items()}
    acts = [Trigger(heads[k], item.events[k].trigger, item.events[k].type, None, 1.0, 1.0) for k in heads]
    hit = dict(zip(heads, hits(item.report.text, events, acts), strict=True))
    for k, row in statement_rows(settings, item, around, syntax).items():
        if event := hit[k]:
            yield row, "SOURCED" if event["according_to"] else f"~{VOUCHED}"


def fitted(rows: list[tuple[list[str], str]]) -> Fitted:
    """The scorer."""
    model = Fitted([x for x, _ in rows], [y for _, y in rows], STRENGTH)
    model.labels = ["SOURCED", VOUCHED]
    return model


def fit(items: list[AnnotatedReport], gold: dict[str, list[Event]], out: Path = DATA) -> None:
    """Trains and writes the weights."""
    rows = [row for item in items for row in examples(item, gold[item.report.id])]
    fitted(rows).write(out / "events-vouched.tsv", ABOUT.format(reports=len(items), rows=len(rows)))


if __name__ == "__main__":
    fit(*reports(Path(sys.argv[1]), "all", until="events"))
