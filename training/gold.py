"""Reads the annotated reports beside the project and runs the pipeline's stages on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from annotated import OURS, rows, texts_and_gold

from reportedly import pipeline, resources
from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.forest import forest
from reportedly.annotate.linear import linear
from reportedly.annotate.stage import Stage
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report, Span, Token
from training.encoder import held

Event = dict[str, Any]


def reports(shared: Path, name: str, *, until: str) -> tuple[list[AnnotatedReport], dict[str, list[Event]]]:
    """The reports of a set with the layers up to the stage `until` (it included), and the annotated events per report.

    Sets: "train", "dev", "pool" (our own annotations), "all" ("train" and "pool"). What the encoder that ships has learnt from
    is read by encoders that have not: it is surer of these reports than it will be of others (training/encoder/held.py).
    """
    texts, gold = [], dict[str, list[Event]]()
    for part in ("train", "pool") if name == "all" else (name,):
        some, told = texts_and_gold(shared, part)
        texts += some
        gold |= {id: g["events"] for id, g in told.items()}
    line = pipeline.stages()
    last = next(i for i, s in enumerate(line) if s.name == until)
    items = [AnnotatedReport(_report(d)) for d in texts]
    for stage in line[: last + 1]:
        items = _unseen(stage, items, shared) if stage.name == "encoder" else stage(items)
    return items, gold


def _unseen(encoder: Stage, items: list[AnnotatedReport], shared: Path) -> list[AnnotatedReport]:
    """The reports as encoders read them that have not learnt from them."""
    known = held.readings(shared, items)
    read = {i.report.id: i for i in encoder([i for i in items if i.report.id not in known])}
    return [replace(i, readings=known[i.report.id]) if i.report.id in known else read[i.report.id] for i in items]


def closely(items: list[AnnotatedReport]) -> list[AnnotatedReport]:
    """Those of the reports that are read closely by a network that has not seen them: what is learnt of that reading needs them."""
    return [i for i in items if i.readings is not None and i.tokens and i.readings.closely(0) is not None]


@cache
def pool_ids() -> frozenset[str]:
    """The reports of the pool that are annotated."""
    return frozenset(row["id"] for row in rows(OURS))


@contextmanager
def weights_from(folder: Path) -> Iterator[None]:
    """Within it the scorers read the weights that lie in `folder` from there."""
    shipped = resources.read_bytes

    def read(name: str) -> bytes:
        path = folder / Path(name).name
        return path.read_bytes() if name.startswith("weights/") and path.exists() else shipped(name)

    resources.read_bytes = read
    _forget()
    try:
        yield
    finally:
        resources.read_bytes = shipped
        _forget()


def _forget() -> None:
    linear.cache_clear()
    forest.cache_clear()


def _report(d: dict[str, Any]) -> Report:
    known = d.get("dct")
    raw = Report(
        id=d["id"],
        text=d["text"],
        publisher=d.get("outlet"),
        published=known,
        published_by="metadata" if known else "unknown",
        language="en",
    )
    return clean(raw)


def span_of_event(text: str, event: Event) -> Span:
    """Where the trigger stands: within its anchor, which is unique in the text."""
    start = text.index(event["anchor"]) + event["anchor"].index(event["trigger"])
    return Span(start, start + len(event["trigger"]))


def tokens_of_event(item: AnnotatedReport, event: Event) -> list[Token]:
    """The tokens of its trigger; empty where the text was not read (furniture)."""
    span = span_of_event(item.report.text, event)
    return [t for t in item.tokens if t.span.overlaps(span)]


def head_of(tokens: list[Token]) -> Token:
    """The token whose head lies outside."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])


def gold_heads(view: TriggerView, events: list[Event]) -> tuple[dict[int, str], set[int]]:
    """Token index -> type for the words that name an annotated event, and all tokens within triggers.

    In a longer trigger they are the words that the tables know for its type, else its head.
    """
    heads: dict[int, str] = {}
    inside: set[int] = set()
    for e in events:
        tokens = tokens_of_event(view.annotated, e)
        inside.update(t.i for t in tokens)
        if tokens:
            known = [t for t in tokens if any(g.type == e["type"] for g in view.fired(t))]
            heads |= {t.i: e["type"] for t in known or [head_of(tokens)] if t.i not in heads}
    return heads, inside
