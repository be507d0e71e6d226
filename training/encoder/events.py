"""Annotated events as labels of words; parties are named in the gold, here they become the words of mentions."""

import re
import unicodedata
from typing import Any

import numpy as np

from reportedly.model import AnnotatedReport, Mention
from training.encoder.labels import HEADS, IGNORE, PARTS, Labelled, Words, occurrences

TITLES = re.compile(r"^(the|government of|governments of|unnamed|president|prime minister|mr|mrs|ms)\s+")
NEAR = 2
"""A party that the sentence does not name is taken from this many sentences before."""


def events(out: Labelled, item: AnnotatedReport, gold: list[dict[str, Any]]) -> None:
    """Adds the labels of events to a report's."""
    words, heads = Words(item), []
    for e in gold:
        start = item.report.text.index(e["anchor"]) + e["anchor"].index(e["trigger"])
        inside = words.of([(start, start + len(e["trigger"]))])
        heads.append(_head(item, inside) if inside else -1)
        for i in inside:
            if out.tags["event"][i] == 0:
                out.tags["event"][i] = IGNORE
    for e, head in zip(gold, heads, strict=True):
        if head >= 0:
            _kinds(out, head, e)
            out.pairs["event"].append(((head,), _parts(item, words, head, e)))
    _same(out, gold, heads)


def _head(item: AnnotatedReport, inside: list[int]) -> int:
    """The word of the trigger whose own head lies outside."""
    return next((i for i in inside if item.tokens[i].head not in inside or item.tokens[i].head == i), inside[0])


def _kinds(out: Labelled, head: int, e: dict[str, Any]) -> None:
    for name, value in (("event", e["type"]), ("status", e["status"]), ("mode", e["mode"] or "")):
        if value in HEADS[name]:
            out.tags[name][head] = HEADS[name].index(value)


def _same(out: Labelled, gold: list[dict[str, Any]], heads: list[int]) -> None:
    """Each trigger with all others: 1 the same event, 0 another."""
    cluster = [k if e["same_as"] is None else e["same_as"] for k, e in enumerate(gold)]
    for k, head in enumerate(heads):
        others = {h: int(cluster[j] == cluster[k]) for j, h in enumerate(heads) if h >= 0 and h != head}
        if head >= 0 and others:
            out.pairs["same"].append(((head,), others))


def _parts(item: AnnotatedReport, words: Words, head: int, e: dict[str, Any]) -> dict[int, int]:
    """Word -> a bit for each part that it names; -1 where a word may or may not count."""
    parts: dict[int, int] = {}
    names = {x.id: x.name for x in item.entities}
    for bit, role in enumerate(PARTS[:2]):
        for wanted in e[role]:
            mentions = [m for m in item.mentions if any(alike(names.get(e, ""), wanted) for e in _meant(m))]
            if not _mark(parts, item, head, mentions, 1 << bit):
                parts |= {i: max(parts.get(i, 0), 0) | 1 << bit for i in _worded(item, head, wanted)[:1]}
    for bit, wanted in ((2, e["place"]), (3, e["time_text"])):
        near = [
            p for p in occurrences(item.report.text, wanted or "") if abs(_sentence(item, words, p) - item.tokens[head].sentence) <= NEAR
        ]
        if near:
            best = min(near, key=lambda p: abs(p[0] - item.tokens[head].span.start))
            parts |= {i: parts.get(i, 0) | 1 << bit for i in words.of([best])}
    return parts


def _sentence(item: AnnotatedReport, words: Words, place: tuple[int, int]) -> int:
    inside = words.of([place])
    return item.tokens[inside[0]].sentence if inside else -99


def _meant(mention: Mention) -> tuple[str, ...]:
    return mention.entities or ((mention.entity,) if mention.entity else ())


def _mark(parts: dict[int, int], item: AnnotatedReport, head: int, mentions: list[Mention], bit: int) -> bool:
    """Marks the mentions of a party in the act's sentence, else its last one before it; whether there was one."""
    here = item.tokens[head].sentence
    sentence = {m.head: item.tokens[m.head].sentence for m in mentions if m.head >= 0}
    chosen = [i for i, s in sentence.items() if s == here]
    if not chosen:
        before = [i for i, s in sentence.items() if here - NEAR <= s < here]
        chosen = before[-1:]
    for i in sentence:
        if i in chosen:
            parts[i] = (parts[i] if parts.get(i, -1) > 0 else 0) | bit
        else:
            parts.setdefault(i, -1)
    return bool(chosen)


def _worded(item: AnnotatedReport, head: int, name: str) -> list[int]:
    """The nouns of the act's sentence that are a name's last word, or share its first letters; nearest first."""
    wanted = plain(name).split()
    near = [t for t in item.tokens if t.sentence == item.tokens[head].sentence and t.i != head and t.pos in ("NOUN", "PROPN", "ADJ")]
    same = [t for t in near if wanted and wanted[-1] in (t.text.lower(), t.lemma.lower(), t.lemma.lower() + "s")]
    like = [t for t in near if any(len(w) > 4 and t.text.lower()[:5] == w[:5] for w in wanted)]
    return [t.i for t in sorted(same or like, key=lambda t: abs(t.i - head))]


def plain(name: str) -> str:
    """A name for comparing: no accents, case, hyphens, leading titles."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace("-", " ")
    while (shorter := TITLES.sub("", bare)) != bare:
        bare = shorter
    return bare


def alike(a: str, b: str) -> bool:
    """Whether two names are one's: equal, or one's words within the other's with the same first or last word."""
    s, t = sorted((plain(a).split(), plain(b).split()), key=len)
    return bool(s) and set(s) <= set(t) and (s[0] == t[0] or s[-1] == t[-1])


def counted(items: list[Labelled]) -> dict[str, int]:
    """How many labels there are, for the log."""
    found = {
        h: int(sum(np.count_nonzero(x.tags[h] >= (h in ("quote", "stance", "medium", "status", "mode")) * 0 + 1) for x in items))
        for h in HEADS
    }
    return found | {p: sum(len(x.pairs[p]) for x in items) for p in items[0].pairs}
