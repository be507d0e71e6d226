"""Annotations as labels of words: what each head of the encoder is to learn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from reportedly.annotate.encoder.words import features
from reportedly.model import AnnotatedReport, EventType, Medium, QuoteKind, Stance, Status

IGNORE = -100
BIO = ("O", "B", "I")
LINKS = ("O", "B-source", "I-source", "B-content", "I-content")
PARTS = ("actor", "recipient", "place", "time")
MODES = (
    "", "abduct", "access", "aerial", "allege", "arrest", "assist", "ban", "boycott", "ceasefire", "change", "convict",
    "crowd-control", "cyber", "demo", "destroy", "disapprove", "disarm", "discontinue", "drone", "embargo", "explosives",
    "expel", "firearms", "heavy-weapons", "investigate", "letter", "meet", "militia", "misinformation", "multilateral", "phone",
    "release", "relations", "resign", "restrict", "riot", "seize", "suicide-attack", "targeted", "test", "torture", "troops",
    "unconventional", "veto", "violence", "visit", "weapons", "withdraw", "yield",
)  # fmt: skip

HEADS: dict[str, tuple[str, ...]] = {
    "cue": BIO,
    "bare": ("no", "yes"),  # the first word of a content that no cue introduces
    "source": BIO,
    "content": BIO,
    "nested": BIO,
    "quote": get_args(QuoteKind),
    "stance": get_args(Stance),
    "medium": get_args(Medium),
    "event": ("O", *get_args(EventType)),
    "status": get_args(Status),
    "mode": MODES,
}
"""What is said of single words: head -> its labels. quote, stance and medium are read at the cue, status and mode at the trigger."""

PAIRS: dict[str, tuple[str, ...]] = {"statement": LINKS, "event": PARTS, "same": ("same",)}
"""What is said of a word as seen from another: statement (from its cue; one of), event (from its trigger; any of), same (event)."""


@dataclass(slots=True)
class Labelled:
    """A report's words with their labels; `pairs[name]` holds (words it is seen from, {word: label or tuple of labels})."""

    id: str
    guide: int
    words: list[str]
    features: NDArray[np.int64]
    sentence: NDArray[np.int64]
    tags: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    pairs: dict[str, list[tuple[tuple[int, ...], dict[int, int]]]] = field(default_factory=lambda: {k: [] for k in PAIRS})


def blank(item: AnnotatedReport, guide: int, heads: Sequence[str]) -> Labelled:
    """A report whose `heads` say "nothing" of every word and whose other heads are not asked."""
    n = len(item.tokens)
    spans = ("cue", "bare", "source", "content", "nested", "event")
    tags = {h: np.full(n, 0 if h in heads and h in spans else IGNORE, dtype=np.int64) for h in HEADS}
    sentence = np.array([t.sentence for t in item.tokens], dtype=np.int64)
    return Labelled(item.report.id, guide, [t.text for t in item.tokens], features(item), sentence, tags)


class Words:
    """The words of a report by offset."""

    def __init__(self, item: AnnotatedReport) -> None:
        self.at = np.full(len(item.report.text) + 1, -1, dtype=np.int64)
        for t in item.tokens:
            self.at[t.span.start : t.span.end] = t.i

    def of(self, spans: Sequence[tuple[int, int]]) -> list[int]:
        """The indices of the words that some of the spans touch."""
        found = {int(i) for a, b in spans for i in self.at[a:b]} - {-1}
        return sorted(found)


def bio(tags: NDArray[np.int64], words: Sequence[int]) -> None:
    """Marks words (in order; a gap begins a new run) in a row of BIO tags."""
    for k, i in enumerate(words):
        tags[i] = 2 if k and words[k - 1] == i - 1 else 1


def runs(words: Sequence[int], first: int) -> dict[int, int]:
    """Word -> `first` where a run begins, `first` + 1 within it."""
    return {i: first + (k > 0 and words[k - 1] == i - 1) for k, i in enumerate(words)}


def polnear(item: AnnotatedReport, gold: dict[str, Any]) -> Labelled:
    """PolNeAR's linked source, cue and content."""
    out, words = blank(item, 0, ("cue", "bare", "source", "content")), Words(item)
    for a in gold["attributions"]:
        cue, source, content = (words.of(a[k]) for k in ("cue", "source", "content"))
        if not content:
            continue
        bio(out.tags["cue"], cue)
        bio(out.tags["source"], source)
        bio(out.tags["content"], content)
        _statement(out, cue, source, content, {"quote": a.get("type")})
    for i in words.of(gold.get("discard", [])):
        for h in ("cue", "source", "content"):
            out.tags[h][i] = IGNORE
    return out


def _statement(out: Labelled, cue: list[int], source: list[int], content: list[int], kinds: dict[str, Any]) -> None:
    anchor = cue or content[:1]
    if not cue:
        out.tags["bare"][anchor[0]] = 1
    old = next((p for p in out.pairs["statement"] if p[0] == tuple(anchor)), None)
    links = old[1] if old else {}
    links |= runs(source, 1) | {i: label for i, label in runs(content, 3).items() if i not in cue}
    if not old:
        out.pairs["statement"].append((tuple(anchor), links))
        for head, label in kinds.items():
            if label in HEADS[head]:
                out.tags[head][anchor[0]] = HEADS[head].index(label)


def ours(item: AnnotatedReport, gold: dict[str, Any]) -> Labelled:
    """Statements and events as our guide has them."""
    out, words = blank(item, 1, ("cue", "bare", "source", "content", "nested", "event")), Words(item)
    text = item.report.text
    found = []
    for s in gold["statements"]:
        content, cue, source = place(text, s)
        found.append((words.of(content), words.of(cue), words.of(source), s))
    for content, _, _, _ in sorted(found, key=lambda f: -len(f[0])):
        free = content and not any(out.tags["content"][i] > 0 for i in content)
        if content:
            bio(out.tags["content" if free else "nested"], content)
    for content, cue, source, s in found:
        if content:
            bio(out.tags["cue"], cue)
            bio(out.tags["source"], source)
            _statement(out, cue, source, content, {k: s[k] for k in ("quote", "stance", "medium")})
    return out


def place(text: str, s: dict[str, Any]) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]]]:
    """Where a statement's content, cue and source stand: repeated strings are placed nearest to each other."""
    cues = occurrences(text, s["cue"])
    content = [_nearest(occurrences(text, piece), cues) for piece in s["content"]]
    if len(content) > 1:  # pieces follow each other
        content = content[:1] + [_nearest(occurrences(text, p), content[:1]) for p in s["content"][1:]]
    cue = _best(cues, lambda c: _away(c, content))
    source = _best(occurrences(text, s["source"]), lambda c: _away(c, content if not cue else [cue]) + 20 * _within(c, content))
    return content, [cue] if cue else [], [source] if source else []


def occurrences(text: str, piece: str) -> list[tuple[int, int]]:
    """The places of a string, whole words only where there are such."""
    found, i = [], text.find(piece) if piece else -1
    while i >= 0:
        found.append((i, i + len(piece)))
        i = text.find(piece, i + 1)
    whole = [(a, b) for a, b in found if not text[a - 1 : a].isalnum() and not text[b : b + 1].isalnum()]
    return whole or found


def _best(places: list[tuple[int, int]], cost: Callable[[tuple[int, int]], float]) -> tuple[int, int] | None:
    return min(places, key=cost, default=None)


def _nearest(places: list[tuple[int, int]], others: list[tuple[int, int]]) -> tuple[int, int]:
    return min(places, key=lambda p: min((_gap(p, o) for o in others), default=0))


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _within(a: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(s[0] <= a[0] and a[1] <= s[1] for s in spans)


def _away(a: tuple[int, int], spans: list[tuple[int, int]]) -> float:
    """How far a place is from the nearest of some spans; inside one counts as far."""
    return min((_gap(a, s) for s in spans), default=0) + 60 * _within(a, spans)
