"""Adding full articles into SQLite, and into PostgreSQL where an address is given, beside annotating alone."""

import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.speed.articles import articles
from reportedly.model import AnnotatedReport, Report
from reportedly.pipeline import in_batches, store_annotated, try_annotate, try_clean
from reportedly.resolve import claims_of
from reportedly.store import Store, open_store

NOW = "2024-01-01T00:00:00+00:00"
BATCH = 8


def configure(parser: ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--reports", type=int, default=100, help="how many full articles")
    parser.add_argument("--postgresql", metavar="ADDRESS", help="an empty database: postgresql://user@host/name")


def main(args: Namespace) -> int:
    """Annotates once, then makes claims, links and stores into each database: CPU and wall seconds, as shares. Always 0."""
    reports = list(islice(articles(args.shared / "corpora" / "pool.jsonl.gz"), args.reports))
    try_annotate(reports[:2])
    cpu, wall = process_time(), perf_counter()
    done = [a for at in range(0, len(reports), BATCH) for a, _ in try_annotate([try_clean(r) for r in reports[at : at + BATCH]])]
    alone = (process_time() - cpu, perf_counter() - wall)
    found = {"SQLite": _sqlite(reports, done)}
    if args.postgresql:
        with open_store(args.postgresql) as store:
            found["PostgreSQL"] = _stored(store, reports, done)
    print(f"{len(reports)} full articles\n\n| measure | figure |\n|---|---:|")
    print(f"| annotation alone, CPU ms per report | {1000 * alone[0] / len(reports):.0f} |")
    for name, (spent, passed) in found.items():
        print(f"| storing and linking, {name}: CPU ms of ours per report | {1000 * spent / len(reports):.0f} |")
        print(f"| `add` into {name} above annotation alone, CPU | {spent / alone[0]:.1%} |")
        print(f"| `add` into {name} above annotation alone, wall clock | {passed / alone[1]:.1%} |")
    if args.postgresql:
        ratio = (alone[1] + found["PostgreSQL"][1]) / (alone[1] + found["SQLite"][1])
        print(f"| `add` into PostgreSQL, times SQLite, wall clock | {ratio:.2f} |")
        print(f"| storing alone, PostgreSQL, times SQLite, wall clock | {found['PostgreSQL'][1] / found['SQLite'][1]:.2f} |")
    return 0


def _sqlite(reports: Sequence[Report], done: Sequence[AnnotatedReport]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "speed.db") as store:
        return _stored(store, reports, done)


def _stored(store: Store, reports: Sequence[Report], done: Sequence[AnnotatedReport]) -> tuple[float, float]:
    """CPU and wall seconds of what `add` does beside annotating, in the same batches."""
    cpu, wall = process_time(), perf_counter()
    waiting = iter(done)
    for batch in in_batches(reports, BATCH):
        with store.looking():
            for report in batch:
                store.known(report)
                store.is_taken(report.id)
        with store.batch(whole=True):
            for annotated in islice(waiting, len(batch)):
                store_annotated(annotated, claims_of(annotated), store, now=NOW)
    return process_time() - cpu, perf_counter() - wall
