"""Reports of the pool: full articles, or a sample of all lengths."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.model import Report


def articles(path: Path) -> Iterator[Report]:
    """The full articles of the pool, as reports."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for d in map(json.loads, lines):
            if d["kind"].startswith("full"):
                text = f"{d['title']}\n\n{d['text']}"
                yield Report(id=d["id"], text=text, publisher=d["outlet"], published=d["published"], published_by="metadata")


def sample(path: Path, count: int, seed: int) -> list[Report]:
    """So many English reports of the pool, of all lengths, drawn with a seed; the title stands above where the text lacks it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [d for d in map(json.loads, lines) if d["lang"] == "en"]
    return [_report(d) for d in random.Random(seed).sample(rows, min(count, len(rows)))]


def _report(row: dict[str, Any]) -> Report:
    title, text = row["title"] or "", row["text"]
    whole = text if title and text.startswith(title[:20]) else f"{title}\n\n{text}"
    day = (row["published"] or "")[:10] or None
    return Report(id=row["id"], text=whole, publisher=row["outlet"], published=day, published_by="metadata", language="en")
