"""The full articles of the pool."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from reportedly.model import Report


def articles(path: Path) -> Iterator[Report]:
    """The full articles of the pool, as reports."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for d in map(json.loads, lines):
            if d["kind"].startswith("full"):
                text = f"{d['title']}\n\n{d['text']}"
                yield Report(id=d["id"], text=text, publisher=d["outlet"], published=d["published"], published_by="metadata")
