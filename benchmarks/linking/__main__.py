"""Prints how well events are linked: python -m benchmarks.linking [ecb-dev gvc-dev meantime-apple spare lookalikes cost crowd].

With `--sample DATABASE` draws pairs of a store's claims for a person to judge instead.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.linking import coref, cost, lookalikes, sample
from benchmarks.linking.gold import SETS, read

ROOT = Path(__file__).parents[2]


def on_gold(name: str) -> Callable[[Path], None]:
    """What prints the scores on a set of gold mentions, beside the baseline that joins mentions of one head lemma."""

    def run(shared: Path) -> None:
        mentions = read(shared, name)
        found, base = coref.clusters(mentions), coref.lemma_baseline(mentions, by_story=False)
        for label, clusters in (("linked", found), ("lemma", base), ("lemma within story", coref.lemma_baseline(mentions, by_story=True))):
            print(name, label, {k: round(v, 3) for k, v in coref.score(shared, mentions, clusters).items()})
        across, of = coref.joined_across(mentions, found), coref.joined_across(mentions, base)
        if of:
            print(f"{name} pairs joined across look-alike subtopics: {across}, {across / of:.1%} of the lemma baseline's {of}")

    return run


RUNS: Mapping[str, Callable[[Path], None]] = {
    **{name: on_gold(name) for name in SETS if name != "ecb-train"},
    "spare": lookalikes.spare,
    "lookalikes": lookalikes.recurring,
    "cost": cost.curve,
    "crowd": cost.crowd,
}


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with the annotated sets")
    parser.add_argument("runs", nargs="*", choices=[[], *RUNS], default=list(RUNS))
    parser.add_argument("--sample", type=Path, metavar="DATABASE", help="draw pairs of claims of this store to be judged")
    args = parser.parse_args()
    if args.sample:
        sample.draw(args.sample)
        return
    for name in args.runs:
        RUNS[name](args.shared)


main()
