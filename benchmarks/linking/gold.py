"""Gold mentions of events as sketches: each mention with the product's annotation of its sentence."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly import pipeline
from reportedly.model import AnnotatedReport, Report, Span, Token, Zone
from reportedly.model.events import days
from reportedly.resolve.pairs import Sketch, topic_of
from reportedly.resolve.rarity import weighed
from reportedly.resolve.senses import read_sense, state_of, told_sense
from reportedly.resolve.wording import topic, wording

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention of an annotated set: its sketch and head lemma, its gold cluster, and its document's topic and subtopic.

    `state` is the encoder's, over its words; the sketch's sense is made of it.
    """

    key: str
    cluster: str
    lemma: str
    document: str
    topic: str
    subtopic: str
    sketch: Sketch
    state: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class CorefSet:
    """An annotated set below the shared folder: its file, split and which mentions count (`validated`: those of checked sentences)."""

    name: str
    path: str
    split: str | None = None
    validated: bool = False


SETS = {
    s.name: s
    for s in (
        CorefSet("ecb-train", "gold/coref/ecbplus.train-dev.jsonl", "train", validated=True),
        CorefSet("ecb-dev", "gold/coref/ecbplus.train-dev.jsonl", "dev", validated=True),
        CorefSet("gvc-dev", "gold/coref/gvc.dev.jsonl"),
        CorefSet("meantime-apple", "gold/coref/meantime_apple.jsonl"),
    )
}


def documents(shared: Path, gold_set: CorefSet) -> list[Row]:
    """The documents of a set."""
    with (shared / gold_set.path).open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [d for d in found if gold_set.split is None or d["split"] == gold_set.split]


def annotate(rows: Sequence[Row]) -> Iterator[AnnotatedReport]:
    """The product's annotation of the documents, as they stand (nothing is cleaned away)."""
    yield from pipeline.annotate(_report(row) for row in rows)


def mentions(row: Row, annotated: AnnotatedReport, *, validated: bool) -> list[GoldMention]:
    """The event mentions of a document."""
    starts = [t.span.start for t in annotated.tokens]
    about = topic_of(topic(annotated))
    day = days((annotated.report.published or "")[:10])
    found: list[GoldMention] = []
    for m in row["mentions"]:
        if m["kind"] != "event" or (validated and not m.get("validated")):
            continue
        trigger = _tokens(m.get("segments") or [[m["start"], m["end"]]], annotated, starts)
        head = _head(trigger)
        sentence = annotated.sentences[head.sentence]
        words = wording(trigger, sentence, annotated)
        sketch = Sketch(
            report=row["doc_id"],
            place=sentence.index,
            heads=frozenset(words.heads) or frozenset({head.lemma.lower()}),
            words=weighed(words.terms),
            names=weighed(words.names),
            numbers=frozenset(words.numbers),
            args=weighed(words.args),
            topic=about,
            days=_days(annotated, sentence.span),
            published=day[0] if day else None,
            sense=read_sense(told_sense(trigger, annotated)),
        )
        of = (row["doc_id"], str(row["topic"]), str(row.get("subtopic") or row["topic"]))
        key = f"{row['doc_id']}#{len(found)}"
        found.append(GoldMention(key, str(m["cluster"]), head.lemma.lower(), *of, sketch, state_of(trigger, annotated)))
    return found


def read(shared: Path, name: str) -> list[GoldMention]:
    """All event mentions of a set, annotated anew."""
    gold_set = SETS[name]
    rows = documents(shared, gold_set)
    return [m for row, a in zip(rows, annotate(rows), strict=True) for m in mentions(row, a, validated=gold_set.validated)]


def _report(row: Row) -> Report:
    text = row["text"]
    zones = tuple(Zone(Span(*m.span()), "body") for m in re.finditer(r"[^\n]+", text) if m.group().strip())
    first = re.match(r"\d{4}-\d\d-\d\d", text)  # GVC puts the date on the first line
    published = row.get("dct") or (first.group() if first else None)
    return Report(row["doc_id"], text, published=published, language="en", zones=zones)


def _tokens(pieces: Iterable[Sequence[int]], annotated: AnnotatedReport, starts: Sequence[int]) -> list[Token]:
    tokens = annotated.tokens
    found = []
    for start, end in pieces:
        i = max(0, bisect_right(starts, start) - 1)
        while i < len(tokens) and tokens[i].span.start < end:
            found += [tokens[i]] if tokens[i].span.end > start else []
            i += 1
    return found or [tokens[max(0, bisect_right(starts, next(iter(pieces))[0]) - 1)]]


def _head(tokens: Sequence[Token]) -> Token:
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])


def _days(annotated: AnnotatedReport, sentence: Span) -> tuple[int, int] | None:
    """The days of the one date that a sentence tells; None where it tells none or several."""
    told = {found for t in annotated.times if t.date and sentence.overlaps(t.span) and (found := days(t.date))}
    return told.pop() if len(told) == 1 else None
