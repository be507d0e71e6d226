"""Trains the scorer of chains: does somebody who may pass a statement on do so? Writes weights/statements-via.tsv.

Data: gold/ours/train beside the project (silver) and our own annotations of the pool (silver), read by encoders that did not see them.
What is judged are pairs of a statement that annotators have, too (overlap / union >= .5), and somebody who may pass it on
(`Relayers`); right is whoever stands in the annotators' chain. Run it after training/statements_scores.py, which decides what is told.

usage: python -m training.statements_via ../shared
"""

import argparse
from pathlib import Path
from types import ModuleType
from typing import Any

from annotated import texts_and_gold
from fit_linear import Fitted, crossed
from gold import reports
from judged import pairs, scorer

from reportedly.annotate.statements.gathering import gather
from reportedly.model import AnnotatedReport

WEIGHTS = Path(__file__).parent.parent / "reportedly" / "data" / "weights" / "statements-via.tsv"
HABITS = "pool|"
"""Opens features that the pool's reports alone have: their annotators tell fewer outlets as passing on what was told to them, which
is learnt apart and not used."""
STRENGTH = 0.1  # inverse of the L2 penalty
SETS = ("train", "pool")
LEVELS = (0.0, 0.3, 0.35, 0.4, 0.45, 0.5)
ABOUT = """Does somebody pass a statement on?
Logistic regression (L2), features as in reportedly/annotate/statements/relayers.py.
Trained by training/statements_via.py on {reports} reports, {rows} pairs of a statement and who may pass it on; weights below .06 dropped.
Labels, then feature, tab, label index:weight."""


def told(judge: ModuleType, item: AnnotatedReport, wanted: list[dict[str, Any]]) -> list[tuple[list[list[str]], list[bool], int]]:
    """For each statement that annotators have: the features of all who may pass it on, whether they do, and how many do."""
    _, found = gather(item)
    spans = [{"content": [{"start": s.start, "end": s.end} for s in c.draft.content]} for c in found]
    partner = pairs(judge, item.report.text, wanted, spans)
    rows = []
    for j, (i, _) in sorted(partner.items()):
        chain = wanted[i]["via"]
        right = [any(judge.same_name(name, r.party.name) for name in chain) for r in found[j].relayers]
        rows.append((list(found[j].relayers.values()), right, len(chain)))
    return rows


def habits(features: list[str]) -> list[str]:
    """What is learnt apart of annotators who take other relayers: by the way in which the text ties them alone."""
    return [HABITS + f for f in features if f == "bias" or f.startswith("how=")]


def main(shared: Path) -> None:
    """Trains and prints what the scorer does on reports that it has not seen."""
    judge, rows, groups, report = scorer(shared), [], list[int](), 0
    for name in SETS:
        gold = texts_and_gold(shared, name)[1]
        for item in reports(shared, name, until="times")[0]:
            new = told(judge, item, gold[item.report.id]["statements"])
            rows += [([f + habits(f) for f in features], *rest) for features, *rest in new] if name == "pool" else new
            groups += [report] * sum(len(features) for features, _, _ in new)
            report += 1
    features = [f for some, _, _ in rows for f in some]
    labels = ["right" if r else "wrong" for _, right, _ in rows for r in right]
    Fitted(features, labels, STRENGTH).write(WEIGHTS, ABOUT.format(reports=report, rows=len(features)), without=HABITS)
    chances, names = crossed(features, labels, groups, c=STRENGTH)
    show(rows, chances[:, names.index("right")].tolist())


def show(rows: list[tuple[list[list[str]], list[bool], int]], chances: list[float]) -> None:
    """Prints, by the least chance, how many chains are right of those that annotators have, and of those that are told."""
    for least in LEVELS:
        at, whole, told, alike = 0, 0, 0, 0
        for features, right, length in rows:
            kept = [r for r, p in zip(right, chances[at : at + len(features)], strict=True) if p >= least]
            at += len(features)
            same = all(kept) and len(kept) == length
            whole += same and length > 0
            alike += same
            told += bool(kept)
        having = sum(n > 0 for *_, n in rows)
        share = whole / max(1, told)
        print(f"from {least:.2f} on: {whole} of {having} chains right, {told} told ({share:.3f} right), all {alike / len(rows):.4f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with the annotated sets")
    main(parser.parse_args().shared)
