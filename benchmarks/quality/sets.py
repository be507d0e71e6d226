"""The annotated sets and how the product is run and scored on each; all lie outside the project (`--shared`)."""

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.quality.events import SHOWN, quiet
from benchmarks.quality.statements import verdicts
from reportedly import pipeline
from reportedly.annotate.encoder import Encoder, read_statements
from reportedly.annotate.sentences import Sentences
from reportedly.clean import clean
from reportedly.export.record import record
from reportedly.model import AnnotatedReport, Report
from reportedly.resolve.claims import SURE_DATE
from training.annotated import CHECK, texts_and_gold

Scores = Mapping[str, float]
"""Measure -> value between 0 and 1."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """`text` and `gold` are paths below the shared folder; `measure` runs the product and scores it."""

    name: str
    text: str
    gold: str
    command: str
    measure: Callable[[Path, "GoldSet"], Scores]

    def digest(self, shared: Path) -> str:
        """The SHA-256 (hex) of the annotations, so that a floor holds for one corpus only."""
        return sha256((shared / self.gold).read_bytes()).hexdigest()


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def scorer(shared: Path, name: str) -> ModuleType:
    """A scorer of the shared folder as a module."""
    spec = importlib.util.spec_from_file_location(name, shared / "eval" / f"{name}.py")
    if spec is None or spec.loader is None:
        sys.exit(f"There is no scorer {name} below {shared}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reports(items: Iterator[Mapping[str, Any]], *, date: str) -> Iterator[Report]:
    """Gold texts as the product reads them; `date` is the key of the publication date."""
    return (
        clean(
            Report(
                id=str(d.get("id") or d["doc_id"]),
                text=d["text"],
                publisher=d.get("outlet") or d.get("publisher"),
                published=d.get(date),
                published_by="metadata" if d.get(date) else "unknown",
                language="en",
            )
        )
        for d in items
    )


def annotated(items: Iterator[Mapping[str, Any]], *, date: str) -> Iterator[AnnotatedReport]:
    """The product's annotation of gold texts."""
    yield from pipeline.annotate(reports(items, date=date))


def by_guide(shared: Path, gold_set: GoldSet) -> Scores:
    """Statements and events by our guide (score.py)."""
    score = scorer(shared, "score")
    return _by_guide(score, list(rows(shared / gold_set.text)), score.load(shared / gold_set.gold))


def by_our_own(shared: Path, _: GoldSet) -> Scores:
    """The same on reports of the pool that we annotated ourselves and nothing has learnt from."""
    texts, gold = texts_and_gold(shared, "check")
    return _by_guide(scorer(shared, "score"), texts, gold)


def _by_guide(score: ModuleType, given: Sequence[Mapping[str, Any]], gold: Mapping[str, Any]) -> Scores:
    texts = {d["id"]: d["text"] for d in given}
    items = list(annotated(iter(given), date="dct"))
    predicted = {a.report.id: record(a) for a in items}
    found, _ = score.score(texts, gold, predicted)
    measures: dict[str, float] = {}
    for name, row in found.items():
        for key in ("F1", "acc", "macroF1"):
            if key in row:
                measures[f"{name}, {key}"] = row[key]
    measures |= {**chains(score, texts, gold, predicted), **shown(score, texts, gold, predicted)}
    measures |= dates_given(score, texts, gold, predicted)
    measures |= verdicts(score, texts, gold, predicted).measures()
    return {**measures, **quiet(score, gold, items)}


def chains(score: ModuleType, texts: Mapping[str, str], gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> Scores:
    """The share of chains that are right among the statements whose gold has one (found or not)."""
    right = total = 0
    for doc, g in gold.items():
        predictions = predicted.get(doc, {"statements": []})["statements"]
        spans = [score.chars((c["start"], c["end"]) for c in s["content"]) for s in predictions]
        for s in g["statements"]:
            if not s["via"]:
                continue
            total += 1
            wanted = score.chars(score.gold_statement_spans(texts[doc], s))
            best = max(range(len(spans)), key=lambda j: len(wanted & spans[j]) / len(wanted | spans[j]), default=None)
            if best is None or len(wanted & spans[best]) / len(wanted | spans[best]) < 0.5:
                continue
            via = score.names(predictions[best]["via"])
            right += len(via) == len(s["via"]) and all(score.same_name(a, b) for a, b in zip(s["via"], via, strict=True))
    return {"via chain, of those with one, share right": right / total if total else 0.0}


def shown(score: ModuleType, texts: Mapping[str, str], gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> Scores:
    """Of the events that a timeline shows by default: how many there are, and how many are right in type, and in type and actors."""
    every = total = typed = acted = 0
    for doc, g in gold.items():
        spans = [score.gold_event_span(texts[doc], e) for e in g["events"]]
        for e in predicted[doc]["events"]:
            every += 1
            if e["score"] < SHOWN:
                continue
            total += 1
            start, end = e["trigger"]["start"], e["trigger"]["end"]
            same = [x for x, (a, b) in zip(g["events"], spans, strict=True) if a < end and start < b and x["type"] == e["type"]]
            typed += bool(same)
            names = score.names(e["actor"])
            acted += any(score.overlap_lists(x["actor"], names)[0] == len(names) for x in same)
    return {
        f"events with a score of {SHOWN:g} or more, share of all": total / every if every else 0.0,
        "of these, type right": typed / total if total else 0.0,
        "of these, type and all actors named right": acted / total if total else 0.0,
    }


def dates_given(score: ModuleType, texts: Mapping[str, str], gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> Scores:
    """Of the dates given to annotated events how many are right: where the annotation has none, the given one counts as wrong.

    The annotators leave open much that a text dates, so that this is a lower bound; `date (where gold has one)` sees no date too many.
    """
    given: list[tuple[float, bool]] = []
    for doc, g in gold.items():
        spans = [score.gold_event_span(texts[doc], e) for e in g["events"]]
        for e in predicted[doc]["events"]:
            start, end = e["trigger"]["start"], e["trigger"]["end"]
            same = [x for x, (a, b) in zip(g["events"], spans, strict=True) if a < end and start < b]
            if e["date"] and same:
                given.append((e["date_score"] or 0.0, any(x["date"] and score.date_ok(x["date"], e["date"]) for x in same)))
    sure = [right for p, right in given if p >= SURE_DATE]
    return {
        "dates given, share right": sum(right for _, right in given) / len(given) if given else 0.0,
        f"dates with a score of {SURE_DATE:g} or more (shown as such), share right": sum(sure) / len(sure) if sure else 0.0,
    }


def by_attribution(shared: Path, gold_set: GoldSet) -> Scores:
    """Source, cue and content spans as PolNeAR has them (score_attribution.py).

    First as the product's encoder reads them in PolNeAR's way of annotating (beliefs and wishes count, nothing nests),
    which is what the corpus asks; then the product's own statements, made by our guide.
    """
    score = scorer(shared, "score_attribution")
    gold = score.load(shared / gold_set.gold)
    texts = list(rows(shared / gold_set.text))
    read = {a.report.id.removeprefix("polnear/"): {"attributions": list(read_spans(a))} for a in in_polnear_style(texts)}
    own = {a.report.id.removeprefix("polnear/"): {"attributions": own_spans(a)} for a in annotated(iter(texts), date="date")}
    return attribution_scores(score.score(gold, read), "") | attribution_scores(score.score(gold, own), "by our guide: ")


def attribution_scores(result: Mapping[str, Mapping[str, float]], prefix: str) -> dict[str, float]:
    """What is told of a scorer's result."""
    return {
        f"{prefix}content, IoU >= .5, F1": result["content_iou50"]["F1"] / 100,
        f"{prefix}content and source linked, F1": result["content+source_iou50"]["F1"] / 100,
        f"{prefix}cue, IoU >= .5, F1": result["cue_span_iou50"]["F1"] / 100,
    }


def in_polnear_style(texts: list[dict[str, Any]]) -> Iterator[AnnotatedReport]:
    """The texts with the product's tokens and with the readings of its encoder under PolNeAR's guide."""
    for report in reports(iter(texts), date="date"):
        yield from pipeline.run((Sentences(), Encoder(guide="polnear")), [AnnotatedReport(report)])


def read_spans(a: AnnotatedReport) -> Iterator[dict[str, list[tuple[int, int]]]]:
    """What the encoder reads as statements, in character offsets."""

    def span(words: tuple[int, int]) -> tuple[int, int]:
        return a.tokens[words[0]].span.start, a.tokens[words[1] - 1].span.end

    for s in read_statements(a, "polnear"):
        yield {
            "source": [span(s.source)] if s.source else [],
            "cue": [span(s.cue)] if s.cue else [],
            "content": [span(c) for c in s.content],
        }


def own_spans(a: AnnotatedReport) -> list[dict[str, list[tuple[int, int]]]]:
    """The product's statements, in character offsets."""
    return [
        {
            "source": [(s.source.start, s.source.end)] if s.source else [],
            "cue": [(s.cue.start, s.cue.end)] if s.cue else [],
            "content": [(c.start, c.end) for c in s.content],
        }
        for s in a.statements
    ]


def by_time(shared: Path, gold_set: GoldSet) -> Scores:
    """TIMEX3 spans and values (score_time.py)."""
    from reportedly.annotate.times import tag

    score = scorer(shared, "score_time")
    gold = list(rows(shared / gold_set.gold))
    predicted = {
        d["doc_id"]: [
            {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value, "text": t.span.of(d["text"])}
            for t in tag(d["text"], d["dct"])
        ]
        for d in gold
    }
    result, _ = score.score(gold, predicted, limit=True)
    return {
        "value F1": result["value_f1"] / 100,
        "relaxed span F1": result["relaxed"][2] / 100,
        "strict span and value F1": result["strict_value_f1"] / 100,
    }


def by_phrase(shared: Path, gold_set: GoldSet) -> Scores:
    """Country and sector of actor phrases (actors.py)."""
    from benchmarks.quality.actors import by_actor

    return by_actor(rows(shared / gold_set.gold))


def by_dyad(shared: Path, gold_set: GoldSet) -> Scores:
    """The PLOVER root of a sentence with its parties given (roots.py)."""
    from benchmarks.quality.roots import by_root

    return by_root(list(rows(shared / gold_set.gold)))


ACTORS = "gold/events/ngec_actor_tests.dev.jsonl"
COMMAND = "python -m benchmarks.quality --only "
SETS: tuple[GoldSet, ...] = (
    GoldSet("seeds", "seeds/text.jsonl", "seeds/gold.jsonl", COMMAND + "seeds", by_guide),
    GoldSet("ours-dev", "gold/ours/dev.text.jsonl", "gold/ours/dev.gold.jsonl", COMMAND + "ours-dev", by_guide),
    GoldSet("pool-check", "corpora/pool.jsonl.gz", str(CHECK), COMMAND + "pool-check", by_our_own),
    GoldSet(
        "polnear-dev", "gold/attribution/polnear.dev.jsonl", "gold/attribution/polnear.dev.jsonl", COMMAND + "polnear-dev", by_attribution
    ),
    GoldSet("timebank", "gold/time/timebank.jsonl", "gold/time/timebank.jsonl", COMMAND + "timebank", by_time),
    GoldSet("meantime-apple", "gold/time/meantime_apple.jsonl", "gold/time/meantime_apple.jsonl", COMMAND + "meantime-apple", by_time),
    GoldSet("aquaint", "gold/time/aquaint.jsonl", "gold/time/aquaint.jsonl", COMMAND + "aquaint", by_time),
    GoldSet(
        "wikiwars-test", "gold/time/wikiwars_timex3_test.jsonl", "gold/time/wikiwars_timex3_test.jsonl", COMMAND + "wikiwars-test", by_time
    ),
    GoldSet("actor-phrases", ACTORS, ACTORS, COMMAND + "actor-phrases", by_phrase),
    GoldSet("plover-roots", "gold/events/plv_train.jsonl", "gold/events/plv_train.jsonl", COMMAND + "plover-roots", by_dyad),
)
