"""Links a made-up corpus with heavy-tailed blocks: a hot pair of actors, a wire story with many copies, common names.

No model runs: reports and claims are made up, written as `scale annotate` writes them, and linked by `scale link`. What is
told beside the time is what every pair under a key would have cost.
"""

import random
import tempfile
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import perf_counter, process_time

from reportedly.model import AnnotatedReport, Claim, EventType, Origin, Party, Report, ReportEntity, Span
from reportedly.resolve import blocking_keys
from reportedly.resolve.rules import limit
from reportedly.scale import Engine, Folder, link
from reportedly.scale.annotating import claim_row, record_row
from reportedly.scale.lookalikes import weighed
from reportedly.scale.schemas import schema
from reportedly.scale.sharing import shared

SLICE = 200
FIRST = date(2023, 5, 1).toordinal()
TYPES: tuple[EventType, ...] = ("ASSAULT", "ACCUSE", "CONSULT", "THREATEN", "SANCTION", "REQUEST", "SUPPORT", "MOBILIZE")
DAYS = 30


def configure(parser: ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--reports", type=int, nargs="+", default=[1_000, 4_000], help="sizes of the corpora that are made up")
    parser.add_argument("--crowds", type=int, nargs="+", default=[1_250, 5_000, 20_000], help="sizes of one key, and of one wire story")
    parser.add_argument("--hot", type=float, default=0.3, help="share of the claims that one pair of actors has")
    parser.add_argument("--copies", type=float, default=0.1, help="share of the reports that are copies of one wire story")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--ray", help='"local" for a Ray cluster on this machine')


@dataclass(frozen=True, slots=True)
class World:
    """What is drawn from: words and names, by ranks that fall off as 1/rank."""

    hot: float
    copies: float
    words: Sequence[str]
    weights: Sequence[float]


def main(args: Namespace) -> int:
    """Prints a line for each size: first of single crowds, then of whole corpora. Always 0."""
    _crowds(args.crowds)
    print("| reports | claims | largest block | pairs under keys | pairs compared at most | links | seconds | ms per report |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for size in args.reports:
        with tempfile.TemporaryDirectory() as folder:
            out = Folder(folder)
            blocks = _write(out, size, _world(args.hot, args.copies))
            start = perf_counter()
            counts = link(out, engine=Engine(args.workers, args.ray))
            took = perf_counter() - start
            given = sum(len(claims) for name in out.files("linking/blocks") for claims in out.read(name, ["claims"])["claims"].to_pylist())
        every = sum(n * (n - 1) // 2 for n in blocks.values())
        print(
            f"| {size:,} | {3 * size:,} | {max(blocks.values()):,} | {every:,} | {given:,} | {counts.links:,} |"
            f" {took:.1f} | {1000 * took / size:.1f} |",
            flush=True,
        )
    return 0


def _crowds(sizes: Sequence[int]) -> None:
    """What finding candidates costs when all claims have one key, and all reports are copies of one story of 120 words."""
    print("| reports of one crowd | earlier claims given to a report | CPU ms to find them | earlier copies | CPU ms |")
    print("|---:|---:|---:|---:|---:|")
    for size in sizes:
        luck = random.Random(7)
        days = [luck.randrange(DAYS) for _ in range(size)]
        asked = [{"key": 1, "day": day, "at": at, "no": no, "claim": f"cl-{at}"} for at, day in enumerate(days) for no in (-1, 0)]
        start = process_time()
        given = sum(len(row["claims"]) for row in shared(asked, limit=limit("block")))
        keys = process_time() - start
        words = [{"hash": hash, "at": at, "id": f"r-{at}"} for at in range(size) for hash in range(30)]
        start = process_time()
        copies = len(weighed(words))
        took = process_time() - start
        print(f"| {size:,} | {given / size:.0f} | {1000 * keys / size:.2f} | {copies / size:.0f} | {1000 * took / size:.2f} |", flush=True)
    print()


def _world(hot: float, copies: float) -> World:
    words = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("ar", "el", "in", "or", "us") for c in ("", "ta", "mo", "ka", "len")]
    return World(hot, copies, words, [1 / (i + 1) for i in range(len(words))])


def _write(out: Folder, size: int, world: World) -> Counter[str]:
    """Writes the corpus; how many claims each key has."""
    luck, blocks = random.Random(7), Counter[str]()
    wire = " ".join(luck.choices(world.words, k=120))
    for number in range(-(-size // SLICE)):
        records, rows = [], []
        for i in range(number * SLICE, min(size, (number + 1) * SLICE)):
            annotated = _report(i, luck, world, wire)
            claims = list(_claims(annotated.report, luck, world))
            blocks.update(key for claim in claims for key in claim.keys)
            records.append(record_row(annotated, len(claims)))
            rows += [claim_row(claim) for claim in claims]
        out.write(f"claims/made-up/{number:06d}.parquet", rows, schema("claims"))
        out.write(f"records/made-up/{number:06d}.parquet", records, schema("records"))
    return blocks


def _report(i: int, luck: random.Random, world: World, wire: str) -> AnnotatedReport:
    """A report of its own words, or a copy of the wire story; now and then somebody whose name is spelt in two ways."""
    text = wire if luck.random() < world.copies else " ".join(f"{w}{luck.randrange(40)}" for w in luck.choices(world.words, k=120))
    day = date.fromordinal(FIRST + luck.randrange(DAYS)).isoformat()
    report = Report(id=f"m-{i:07d}", text=text, sha256=f"{i:064x}", published=day, publisher=f"Paper {luck.randrange(200)}")
    first, last = luck.choices(world.words, world.weights, k=2)
    name = f"{first.title()} {last.title()}" if luck.random() < 0.5 else f"{last.title()} {first.title()}"
    entity = ReportEntity(f"name:{name.lower().replace(' ', '-')}", name, "person", None, None)
    return replace(AnnotatedReport(report), entities=(entity,) if luck.random() < 0.2 else ())


def _claims(report: Report, luck: random.Random, world: World) -> Iterator[Claim]:
    for n in range(3):
        pair = ("RUS", "UKR") if luck.random() < world.hot else tuple(luck.choices(world.words[:200], world.weights[:200], k=2))
        told = date.fromisoformat(report.published or "") - timedelta(days=luck.randrange(3))
        claim = Claim(
            id=f"cl-{report.id}-{n}", event="", report=report.id, type=luck.choice(TYPES), mode=None,
            actor=(Party(pair[0], pair[0]),), recipient=(Party(pair[1], pair[1]),), status="occurred", date=told.isoformat(),
            place=None, according_to=(), origin=Origin(f"origin:{report.publisher}", report.publisher or ""),
            trigger=Span(n, n + 1), evidence=Span(0, 20), score=0.9, made_by="simulate/1", mention=f"e{n}", published=report.published,
            countries={id: id for id in pair if id.isupper()}, heads=(luck.choice(world.words[:20]),),
            terms=tuple(sorted(set(luck.choices(world.words, world.weights, k=10)))),
        )  # fmt: skip
        yield replace(claim, keys=tuple(sorted(blocking_keys(claim))))
