"""A year's stream of feed items through `add` into SQLite: time and bytes per item on the way, latency of questions at the end."""

import gzip
import json
import resource
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from time import perf_counter

from benchmarks.speed.memory import held as held_now
from benchmarks.speed.memory import spent, worker_memory
from reportedly import pipeline
from reportedly.model import Report
from reportedly.store import Store, open_store
from reportedly.workers import Workers

MARKS = (
    1_000,
    2_000,
    3_000,
    4_000,
    5_000,
    6_000,
    8_000,
    10_000,
    15_000,
    20_000,
    30_000,
    50_000,
    75_000,
    100_000,
    150_000,
    200_000,
    250_000,
    300_000,
    369_421,
)
SAMPLED = 16
"""Items after which the memory is looked at."""
ACTORS = (("Russia", "North Korea"), ("United States", "China"), ("Israel", "Iran"), ("Ukraine", "Russia"), ("Vladimir Putin",))
WORDS = ("missile launch", "grain deal", "sanctions", "prisoner exchange", "summit letter")


def configure(parser: ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--items", type=int, default=3_000, help="how many items of the stream")
    parser.add_argument("--db", type=Path, help="keep the store here, and go on with one that is there")
    parser.add_argument("--first", type=int, default=0, help="begin with this item (those before are in the store already)")
    parser.add_argument("--every", type=int, default=0, help="print a line after so many items, too")
    parser.add_argument("--workers", type=int, default=1, help="processes that annotate, beside this one that stores, if more than one")
    parser.add_argument("--minutes", type=float, default=600.0, help="stop after so many minutes")


def items(path: Path) -> Iterator[Report]:
    """The items as reports: headline and lede."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for d in map(json.loads, lines):
            text = f"{d['title']}\n\n{d['text']}" if d["text"] else d["title"]
            raw = text.encode("utf-8", "replace")
            digest = sha256(raw + d["url"].encode()).hexdigest()
            yield Report(
                id=f"f-{digest[:16]}", text=text, raw=raw, sha256=digest, title=d["title"], publisher=d["outlet"], url=d["url"],
                published=d["published"], published_by="metadata", language=d["lang"] or "en", location=d["url"],
            )  # fmt: skip


def main(args: Namespace) -> int:
    """Adds the items, prints a line at each mark, then asks the store. Always 0."""
    reports = islice(items(args.shared / "corpora" / "feed_stream.jsonl.gz"), args.first, args.items)
    with tempfile.TemporaryDirectory() as folder:
        path = args.db or Path(folder) / "stream.db"
        with ExitStack() as open_:
            store = open_.enter_context(open_store(path))
            annotating = open_.enter_context(Workers(args.workers)).annotate if args.workers > 1 else pipeline.annotate_here
            more = range(args.every, args.items + 1, args.every) if args.every else ()
            adding = pipeline.add(reports, store, now=datetime.now(UTC).isoformat(timespec="seconds"), annotating=annotating)
            _add(adding, path, seconds=args.minutes * 60, marks={*MARKS, *more})
            _ask(store)
    return 0


def _add(adding: Iterator[pipeline.Outcome], path: Path, *, seconds: float, marks: Container[int]) -> None:
    columns = ("items", "CPU ms per item since then", "wall ms", "bytes per item so far", "claims per item")
    print("|", " | ".join((*columns, "MB: least since then", "most", "ever", "largest worker")), "|")
    print("|" + "---:|" * 9, flush=True)
    done = claims = new = 0
    held: list[float] = []  # what is held goes up and down with the reports in hand: the least tells what stays
    begun = perf_counter()
    cpu, wall, last = spent(), begun, 0
    for outcome in adding:
        done, claims, new = done + 1, claims + outcome.claims, new + (outcome.kind == "added")
        late = perf_counter() - begun > seconds
        if done % SAMPLED == 0:
            held.append(held_now())
        if done in marks or late:
            took, passed = spent() - cpu, perf_counter() - wall
            size = sum(f.stat().st_size for f in path.parent.glob(path.name + "*"))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            line = (f"{done:,}", f"{1000 * took / (done - last):.1f}", f"{1000 * passed / (done - last):.1f}")
            memory = (f"{min(held, default=peak):.0f}", f"{max(held, default=peak):.0f}", f"{peak:.0f}", f"{worker_memory():.0f}")
            print("|", " | ".join((*line, f"{size / done:,.0f}", f"{claims / done:.2f}", *memory)), "|", flush=True)
            held.clear()
            cpu, wall, last = spent(), perf_counter(), done
        if late:
            break
    print(f"\n{done:,} items in {(perf_counter() - begun) / 60:.1f} minutes, {new:,} of them new.\n")


def _ask(store: Store) -> None:
    """How long questions take: the median of all of a kind, each asked three times."""
    questions: dict[str, list[Callable[[], object]]] = {
        "timeline": [partial(store.timeline, a, limit=50) for a in ACTORS],
        "timeline of one month": [partial(store.timeline, a, since="2023-03", until="2023-03", limit=50) for a in ACTORS],
        "search": [partial(store.search, w, limit=20) for w in WORDS],
    }
    for name, asked in questions.items():
        times = []
        for ask in asked:
            try:
                times += [_seconds(ask) for _ in range(3)]
            except Exception as error:  # a short stream may not know an actor
                print(f"{name}: {error}")
        if times:
            print(f"{name}: {1000 * sorted(times)[len(times) // 2]:.0f} ms, at most {1000 * max(times):.0f} ms")


def _seconds(ask: Callable[[], object]) -> float:
    start = perf_counter()
    ask()
    return perf_counter() - start
