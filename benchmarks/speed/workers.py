"""Plain `add` with one worker and two, and the distributed engine beside it: on this machine, and on a Ray cluster of its own."""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from time import perf_counter

from benchmarks.speed.articles import articles
from reportedly.model import Report


def configure(parser: ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--reports", type=int, default=120, help="how many full articles")
    parser.add_argument("--add-only", action="store_true", help="`add` alone, without the engine")
    parser.add_argument("--ray", action="store_true", help="on a Ray cluster of this machine, too")


def main(args: Namespace) -> int:
    """Wall seconds of each way from the same file, each in a process of its own, and their ratios. Always 0."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        lines = [_line(r) for r in islice(articles(args.shared / "corpora" / "pool.jsonl.gz"), args.reports)]
        source.write_text("".join(lines), encoding="utf-8")
        ways = {name: _seconds(name, source, Path(folder), args.reports) for name in _names(args)}
        limit = sum(ways["add"]) / _side_by_side(lines, Path(folder))
    print(f"{args.reports} full articles\n\n| way | wall s | of it annotating | linking | loading |\n|---|---:|---:|---:|---:|")
    for name, parts in ways.items():
        print(f"| {name} | {sum(parts):.1f} |", " | ".join(f"{part:.1f}" for part in parts) if len(parts) > 1 else "| |", "|")
    print(f"\n`add` with two workers, times as fast as with one process: {sum(ways['add']) / sum(ways['add, 2 workers']):.2f}")
    print(f"The machine's own limit: two `add` side by side, each with half and a database of its own: {limit:.2f}")
    if args.add_only:
        return 0
    print(f"`scale` with one worker, times `add`: {sum(ways['scale, 1 worker']) / sum(ways['add']):.2f}")
    for kind in ("worker", "Ray worker") if args.ray else ("worker",):
        one, two = ways[f"scale, 1 {kind}"], ways[f"scale, 2 {kind}s"]
        print(f"Two {kind}s, times as fast as one: {sum(one) / sum(two):.2f}; annotating alone: {one[0] / two[0]:.2f}")
    return 0


def _names(args: Namespace) -> list[str]:
    engine = [] if args.add_only else ["scale, 1 worker", "scale, 2 workers"]
    return ["add", "add, 2 workers", *engine, *(["scale, 1 Ray worker", "scale, 2 Ray workers"] if args.ray else [])]


def _seconds(name: str, source: Path, folder: Path, reports: int) -> list[float]:
    """Wall seconds of each step of a way from the file to the database."""
    out, db = str(folder / name.replace(" ", "-")), str(folder / f"{name}.db")
    workers = next((word for word in name.split() if word.isdigit()), "1")
    if name.startswith("add"):
        return [_call("add", str(source), "--db", db, "--workers", workers)]
    more = ["--workers", workers, *(["--ray", "local"] if "Ray" in name else [])]
    annotating = _call("scale", "annotate", str(source), "--out", out, "--slice", str(max(reports // 12, 1)), *more)
    return [annotating, _call("scale", "link", out, *more), _call("scale", "load", out, "--db", db)]


def _line(report: Report) -> str:
    told = {"id": report.id, "text": report.text, "publisher": report.publisher, "published": report.published, "language": "en"}
    return json.dumps(told) + "\n"


def _side_by_side(lines: Sequence[str], folder: Path) -> float:
    """Wall seconds of two processes that know nothing of each other: each adds every other report to a database of its own."""
    halves = [folder / f"half-{k}.jsonl" for k in range(2)]
    for k, half in enumerate(halves):
        half.write_text("".join(lines[k::2]), encoding="utf-8")
    with ThreadPoolExecutor(2) as both:
        return max(both.map(lambda half: _call("add", str(half), "--db", str(half.with_suffix(".db"))), halves))


def _call(*given: str) -> float:
    """Wall seconds of a command."""
    start = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "reportedly", *given], check=True, capture_output=True, env={**os.environ, "RAY_AUTH_MODE": "disabled"}
    )
    return perf_counter() - start
