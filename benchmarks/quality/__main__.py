"""Runs the product over the annotated sets, prints one table, holds the pinned floors."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.quality import floors
from benchmarks.quality.sets import SETS, GoldSet, Scores

ROOT = Path(__file__).parents[2]
EVALUATION = ROOT / "docs" / "evaluation.md"
BEGIN, END = "<!-- quality: begin -->", "<!-- quality: end -->"


def table(results: Mapping[str, tuple[GoldSet, Scores]]) -> str:
    """The scores as one Markdown table, with the command that prints each row."""
    lines = ["| set | measure | score | command |", "|---|---|---:|---|"]
    for name, (gold_set, scores) in results.items():
        lines += [f"| {name} | {measure} | {value:.3f} | `{gold_set.command}` |" for measure, value in scores.items()]
    return "\n".join(lines)


def write(text: str) -> None:
    """Puts the table between its marks in docs/evaluation.md."""
    page = EVALUATION.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    EVALUATION.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with the annotated sets")
    parser.add_argument("--only", nargs="*", default=[s.name for s in SETS], help="names of sets")
    parser.add_argument("--write", action="store_true", help="put the table into docs/evaluation.md (all sets)")
    parser.add_argument("--pin", action="store_true", help="pin the scores as floors")
    parser.add_argument("--lower", action="store_true", help="with --pin: floors may fall")
    return parser.parse_args()


def main() -> int:
    """Exit status: 0, or 1 when a floor is broken."""
    args = arguments()
    results: dict[str, tuple[GoldSet, Scores]] = {}
    problems: list[str] = []
    for gold_set in (s for s in SETS if s.name in args.only):
        scores = gold_set.measure(args.shared, gold_set)
        results[gold_set.name] = (gold_set, scores)
        if not args.pin:
            problems += floors.broken(gold_set.name, scores, gold_set.digest(args.shared))
    print(table(results))
    if args.pin:
        floors.pin({name: (s.digest(args.shared), scores) for name, (s, scores) in results.items()}, lower=args.lower)
    if args.write and len(results) == len(SETS):
        write(table(results))
    print(*problems, sep="\n", file=sys.stderr)
    return 1 if problems else 0


sys.exit(main())
