"""Sentences coded as a whole with their two parties (PLOVER, CAMEO): more acts for the encoder to learn roles and types from.

The code names no trigger: it is taken to be the likeliest word that the product's tables know for the code. Everything that
such a sentence leaves open (other triggers, places, times) is not asked.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.annotate.entities import Entities
from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import Group, lexicon
from reportedly.annotate.events.triggers import FOUND, candidates
from reportedly.annotate.linear import linear
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.syntax import Syntax
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report, Token
from training.encoder.labels import HEADS, Labelled, Words, blank

SETS = ("plv_train", "conflibert_cameo_train")
TYPES = {
    "1": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "2": ("COOPERATE", "AID", "RETREAT"),
    "3": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "4": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    "YIELD": ("CONCEDE", "RETREAT"),
}
"""The types that a code stands for, where it is no type itself (CAMEO's five classes; 0, statements, names none)."""
_OPEN = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_LEAST = 0.15  # a trigger less likely than that is not believed


def coded(folder: Path) -> list[Labelled]:
    """The sentences of `folder` (gold/events) in which a trigger and a party were found."""
    found = [json.loads(line) for name in SETS for line in (folder / f"{name}.jsonl").open(encoding="utf-8")]
    codes = [d for d in found if d["code"] != "0"]
    reports = [clean(Report(id=d["id"], text=d["text"], language="en")) for d in codes]
    items = Entities()(Sentences(batch_size=256)([AnnotatedReport(r) for r in reports]))
    return [one for d, item in zip(codes, items, strict=True) if (one := _labelled(d, item))]


def _labelled(d: dict[str, Any], item: AnnotatedReport) -> Labelled | None:
    actors, recipients = (_spans(item.report.text, d, side) for side in ("source", "target"))
    words = Words(item)
    best = max(_triggers(d, item, set(words.of(actors))), default=None, key=lambda t: t[0])
    if best is None or best[0] < _LEAST or not actors:
        return None
    _, token, group = best
    out = blank(item, 1, ())
    out.tags["event"][token.i] = HEADS["event"].index(group.type)
    links = {t.i: -1 for t in item.tokens if t.ner in _OPEN}
    for bit, spans in ((1, actors), (1 if group.reciprocal else 2, recipients)):
        inside = words.of(spans)
        links |= dict.fromkeys(inside, -1)
        links |= {i: bit for i in inside if _is_head(item, i, inside)}
    links.pop(token.i, None)
    out.pairs["event"].append(((token.i,), links))
    return out


def _triggers(d: dict[str, Any], item: AnnotatedReport, spoken: set[int]) -> Iterator[tuple[float, Token, Group]]:
    view = TriggerView(item, Syntax(item.tokens, item.sentences), lexicon())
    types, model = TYPES.get(d["code"], (d["code"],)), linear(FOUND)
    for t in candidates(view):
        group = next((g for g in view.fired(t) if g.type in types), None)
        if group and t.i not in spoken:
            yield model.probabilities(view.features(t))["EVENT"], t, group


def _is_head(item: AnnotatedReport, i: int, inside: list[int]) -> bool:
    """Whether a word of a party's name is what the others hang on."""
    t = item.tokens[i]
    return t.pos in ("NOUN", "PROPN", "PRON", "ADJ") and (t.head == i or t.head not in inside)


def _spans(text: str, d: dict[str, Any], side: str) -> list[tuple[int, int]]:
    said = d["extra"].get(f"{side}_spans") or [d[f"{side}_actor"]]
    forms = ((s or "", (s or "").replace(" 's", "'s").replace(" ,", ",")) for s in said)
    places = (next(((at, len(f)) for f in fs if f and (at := text.find(f)) >= 0), None) for fs in forms)
    return [(at, at + length) for at, length in filter(None, places)]
