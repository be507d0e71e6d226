"""What a page costs at each step of a large run, and what a month of CC-NEWS would cost by it."""

import gzip
import json
import tempfile
from argparse import ArgumentParser, Namespace
from itertools import islice
from pathlib import Path
from time import process_time

from reportedly.model import Report
from reportedly.pipeline import try_annotate, try_clean
from reportedly.read import Options, read
from reportedly.scale import Engine, Folder, annotate, link, load
from reportedly.store import open_store

NOW = "2024-01-01T00:00:00+00:00"
MONTHLY = (15e6, 20e6)
"""Pages in a month of CC-NEWS."""


def configure(parser: ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--pages", type=int, default=60, help="how many pages of the archive, and articles of the pool")


def main(args: Namespace) -> int:
    """Prints the costs per page, and the month. Always 0."""
    archive = next((args.shared / "containers" / "warc").glob("*.warc.gz"))
    with tempfile.TemporaryDirectory() as folder:
        spent, sizes = _pages(archive, args.pages), {"page as fetched (WARC, gzip)": archive.stat().st_size / _count(archive)}
        told, stored = _articles(args.shared, args.pages, Path(folder))
    spent |= told
    sizes |= stored
    print("| step | CPU ms per page |\n|---|---:|")
    for name, seconds in spent.items():
        print(f"| {name} | {1000 * seconds:.1f} |")
    total = sum(spent.values())
    print(f"| all | {1000 * total:.1f} |\n\n| kept | KB per page |\n|---|---:|")
    for name, size in sizes.items():
        print(f"| {name} | {size / 1000:.1f} |")
    kept = sum(size for name, size in sizes.items() if "fetched" not in name)
    hours = " to ".join(f"{pages * total / 3600:,.0f}" for pages in MONTHLY)
    terabytes = " to ".join(f"{pages * kept / 1e12:.2f}" for pages in MONTHLY)
    print(f"\nA month of 15 to 20 million pages, all in English and none a repeat: {hours} core-hours, {terabytes} TB.")
    return 0


def _count(archive: Path) -> int:
    return sum(1 for _ in read([str(archive)], options=Options(now=NOW)))


def _pages(archive: Path, count: int) -> dict[str, float]:
    """CPU seconds per page for reading an archive with extraction, and cleaning."""
    list(map(try_clean, _reports(archive, 3)))  # loads what is not measured
    start = process_time()
    reports = _reports(archive, count)
    middle = process_time()
    for report in reports:
        try_clean(report)
    return {"read the archive, extract the text": (middle - start) / len(reports), "clean": (process_time() - middle) / len(reports)}


def _reports(archive: Path, count: int) -> list[Report]:
    return [item for item in islice(read([str(archive)], options=Options(now=NOW)), count) if isinstance(item, Report)]


def _articles(shared: Path, count: int, folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    """CPU seconds and bytes per article for annotating, linking and loading."""
    try_annotate([Report(id="warm", text="Norland fired two rockets on Monday, the ministry said.", language="en")])
    source = folder / "articles.jsonl"
    with gzip.open(shared / "corpora" / "pool.jsonl.gz", "rt", encoding="utf-8") as lines, source.open("w", encoding="utf-8") as out:
        for d in islice((d for d in map(json.loads, lines) if d["kind"].startswith("full")), count):
            same = {"id": d["id"], "text": f"{d['title']}\n\n{d['text']}", "publisher": d["outlet"], "published": d["published"]}
            out.write(json.dumps({**same, "language": "en"}) + "\n")
    run, engine, spent = Folder(str(folder / "run")), Engine(), {}
    start = process_time()
    annotate([str(source)], run, engine=engine, options=Options(now=NOW), slice_size=20)
    spent["annotate, write Parquet"] = process_time() - start
    start = process_time()
    link(run, engine=engine)
    spent["link"] = process_time() - start
    with open_store(folder / "run.db") as store:
        start = process_time()
        list(load(run, store, now=NOW))
        spent["load into SQLite"] = process_time() - start
    kinds = {"Parquet: reports": "reports", "Parquet: records and claims": "records", "Parquet: links": "links"}
    sizes = {name: _size(folder / "run" / kind) for name, kind in kinds.items()}
    sizes["Parquet: records and claims"] += _size(folder / "run" / "claims")
    sizes["SQLite"] = sum(f.stat().st_size for f in folder.glob("run.db*"))
    return {name: s / count for name, s in spent.items()}, {name: s / count for name, s in sizes.items()}


def _size(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*.parquet"))
