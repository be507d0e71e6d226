"""Quotations whose words were altered: between a report and its copy, or between reports that quote the same words.

Two quotations are of the same words when most of them agree in order. Marks of an honest editor (an ellipsis, words
in square brackets) and a plain cut are no alteration. The comparison is that of R. Ratcliff and J. Metzener (1988), on words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal, NamedTuple

from reportedly.model.report import Report
from reportedly.model.span import Span

_QUOTED = re.compile(r"“([^“”\n]{1,2000})”|(?:(?<=[\s(\[—–-])|^)\"(?=\S)([^\"\n]{1,2000})(?<=\S)\"", re.MULTILINE)
_WORD = re.compile(r"\[[^\]\n]{0,80}\]|…|\.\.\.|[^\W_]+(?:['’][^\W_]+)*")
_LEAST = 5
"""Words below which a quotation is a phrase that anybody may use."""
_ALIKE = 0.65
"""The share of words in the same order from which on two quotations are of the same words."""
_MOST = 200
"""Quotations of one report that are compared."""

Change = tuple[Literal["same", "left out", "put in"], str]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: the report (id), the characters between the marks, and these words."""

    report: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """Two quotations of the same words that differ. `changes` leads from `a` to `b`, words in order; `alike` is 0..1."""

    a: Quotation
    b: Quotation
    alike: float
    changes: tuple[Change, ...]

    @property
    def words(self) -> str:
        """The difference in words: what only `a` has stands in [-...-], what only `b` has in {+...+}."""
        marks = {"same": "{}", "left out": "[-{}-]", "put in": "{{+{}+}}"}
        return " ".join(marks[kind].format(text) for kind, text in self.changes)


def quotations(report: Report) -> list[Quotation]:
    """The quotations of a report's read zones that have at least five words, in text order."""
    found = []
    for zone in [z.span for z in report.zones if z.is_read] or [Span(0, len(report.text))]:
        for match in _QUOTED.finditer(report.text, zone.start, zone.end):
            span = Span(*match.span(1 if match.group(1) is not None else 2))
            if len(_words(span.of(report.text))) >= _LEAST:
                found.append(Quotation(report.id, span, span.of(report.text)))
    return found[:_MOST]


def altered_quotations(a: Report, b: Report) -> list[Alteration]:
    """The quotations of two reports that are of the same words but differ, each with its best match."""
    return _altered(_worded(a), _worded(b))


def altered_among(reports: Sequence[Report]) -> list[Alteration]:
    """The quotations that differ between any two of some reports, by pairs in their order; each report is read once."""
    read = [_worded(report) for report in reports]
    return [found for one, other in combinations(read, 2) for found in _altered(one, other)]


class _Worded(NamedTuple):
    """A quotation with its words, and which they are."""

    quotation: Quotation
    words: list[str]
    keys: frozenset[str]


def _worded(report: Report) -> list[_Worded]:
    return [_Worded(q, words := _words(q.text), frozenset(map(_key, words))) for q in quotations(report)]


def _altered(ours: Sequence[_Worded], theirs: Sequence[_Worded]) -> list[Alteration]:
    found = []
    for mine in ours:
        near = [other for other in theirs if _could_match(mine, other)]
        best = max(near, key=lambda other: _matcher(mine.words, other.words).ratio(), default=None)
        if best is not None and (made := alteration(mine.quotation, best.quotation)):
            found.append(made)
    return found


def alteration(a: Quotation, b: Quotation) -> Alteration | None:
    """How two quotations of the same words differ; None when they do not, or are of other words.

    >>> one, other = (Quotation("r", Span(0, 1), t) for t in ("we will never give up our arms", "we will not give up our arms"))
    >>> alteration(one, other).words
    'we will [-never-] {+not+} give up our arms'
    """
    one, other = _words(a.text), _words(b.text)
    matcher = _matcher(one, other)
    if _is_cut(one, other) or _is_cut(other, one):
        return None
    changes = tuple(_changes(matcher, one, other))
    same = sum(len(text.split()) for kind, text in changes if kind == "same")
    alike = matcher.ratio()
    if alike < _ALIKE or same < _LEAST - 1 or all(kind == "same" or _is_marked(text) for kind, text in changes):
        return None
    return Alteration(a, b, round(alike, 3), changes)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _matcher(a: list[str], b: list[str]) -> "SequenceMatcher[str]":
    return SequenceMatcher(None, [_key(w) for w in a], [_key(w) for w in b], autojunk=False)


def _key(word: str) -> str:
    return word.casefold().replace("’", "'").strip("[]")


def _could_match(a: _Worded, b: _Worded) -> bool:
    """A cheap bound: the lengths and the words in common allow it."""
    if not a.words or not b.words or 2 * min(len(a.words), len(b.words)) < _ALIKE * (len(a.words) + len(b.words)):
        return False
    return len(a.keys & b.keys) * 2 >= min(len(a.keys), len(b.keys))


def _is_cut(part: list[str], whole: list[str]) -> bool:
    """Whether one quotation is a piece of the other, word by word."""
    short, long = " ".join(map(_key, part)), " ".join(map(_key, whole))
    return f" {short} " in f" {long} "


def _is_marked(text: str) -> bool:
    """Whether a change is nothing but an ellipsis or words in square brackets."""
    return all(word in ("…", "...") or word.startswith("[") for word in _words(text))


def _changes(matcher: "SequenceMatcher[str]", a: list[str], b: list[str]) -> Iterator[Change]:
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            yield "same", " ".join(a[a1:a2])
            continue
        if a2 > a1:
            yield "left out", " ".join(a[a1:a2])
        if b2 > b1:
            yield "put in", " ".join(b[b1:b2])
