"""Reads the annotated reports beside the project, splits them into the pipeline's words, and labels them."""

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly import resources
from reportedly.annotate.entities import Entities
from reportedly.annotate.sentences import Sentences
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report
from training.encoder import labels
from training.encoder.events import events
from training.encoder.labels import Labelled

SETS = {
    "ours.train": ("gold/ours/train.text.jsonl", "gold/ours/train.gold.jsonl", "dct"),
    "ours.dev": ("gold/ours/dev.text.jsonl", "gold/ours/dev.gold.jsonl", "dct"),
    "polnear.train": ("gold/attribution/polnear.train.jsonl", "gold/attribution/polnear.train.jsonl", "date"),
    "polnear.dev": ("gold/attribution/polnear.dev.jsonl", "gold/attribution/polnear.dev.jsonl", "date"),
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def labelled(shared: Path, name: str, cache: Path | None = None) -> list[Labelled]:
    """A set's reports with their labels; kept in the folder `cache`, if any."""
    kept = cache / f"enc-labelled-{name}.pkl" if cache else None
    if kept and kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    gold = {str(g["id"]): g for g in rows(shared / SETS[name][1])}
    out = []
    for item in read(shared, name, cache):
        g = gold[item.report.id]
        one = labels.polnear(item, g) if name.startswith("polnear") else labels.ours(item, g)
        if "events" in g:
            events(one, item, g["events"])
        out.append(one)
    if kept:
        kept.write_bytes(pickle.dumps(out))
    return out


def read(shared: Path, name: str, cache: Path | None = None) -> list[AnnotatedReport]:
    """A set's reports as the pipeline reads them: sentences, and entities where parties are to be found.

    PolNeAR's training part is long: its sentences come from the faster splitter that the same package carries.
    """
    kept = cache / f"enc-{name}.pkl" if cache else None
    if kept and kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    text, _, date = SETS[name]
    raw = [AnnotatedReport(_report(d, date)) for d in rows(shared / text)]
    if name == "polnear.train":
        fast = resources.parser()
        with fast.select_pipes(disable=fast.pipe_names):
            fast.enable_pipe("senter")
            items = Sentences()(raw)
            fast.disable_pipe("senter")
    else:
        items = Sentences()(raw)
    if name.startswith("ours"):
        items = Entities()(items)
    if kept:
        kept.write_bytes(pickle.dumps(items))
    return items


def _report(d: dict[str, Any], date: str) -> Report:
    known = d.get(date) or None
    return clean(
        Report(
            id=str(d.get("id") or d["doc_id"]),
            text=d["text"],
            publisher=d.get("outlet") or d.get("publisher"),
            published=known,
            published_by="metadata" if known else "unknown",
            language="en",
        )
    )
