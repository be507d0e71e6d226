"""Pairs quotation marks: curly, straight, nested, left open, run over paragraphs.

A paragraph is one zone that the parser saw (or one line of it). Every paragraph starts afresh, so that one stray mark
spoils one paragraph at most; a mark left open runs to the paragraph's end, as the typographic rule for quotations
over several paragraphs has it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.model import Span

MARKS = re.compile("[\"“”„«»‘’'‚]")
DOUBLE = re.compile('["“”„«»]')
OPEN_TO_CLOSE = {"“": "”", "„": "”", "«": "»", "‘": "’", "‚": "’"}
BEFORE_OPENING = frozenset(" \t\n\u00a0\u2009\u202f([{—–-/:;,“‘\"'") | {""}
AFTER_CLOSING = frozenset(" \t\n\u00a0\u2009\u202f.,;:!?)]}—–-/…”’\"'") | {""}
FARTHEST = 8  # paragraphs that a quotation may run on without a mark
LONGEST_SINGLE = 1500  # characters; a single mark that finds no partner sooner is an apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation. `span` includes its marks; `closed` is False when it runs to the paragraph's end; depth 0 is outermost.

    `marked` is False for a paragraph that goes on with a quotation without a mark of its own.
    """

    span: Span
    depth: int
    closed: bool = True
    single: bool = False
    marked: bool = True

    @property
    def inner(self) -> Span:
        """The words without the marks."""
        return Span(self.span.start + self.marked, self.span.end - (1 if self.closed else 0))


def quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """All quotations of a text, in text order, outermost before what is nested in it."""
    found: list[Quotation] = []
    rest = 0
    for k, paragraph in enumerate(paragraphs):
        if k < rest:
            continue
        new = list(_pair(text, paragraph))
        found.extend(new)
        if new and not new[-1].closed:
            going_on = _run_on(text, paragraphs[k + 1 : k + 1 + FARTHEST])
            found.extend(going_on)
            rest = k + 1 + len(going_on)
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def _run_on(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """The paragraphs over which an open quotation runs without a new mark, up to the one that ends with its partner.

    (Some agencies do not repeat the mark.) None when a mark opens first or no paragraph ends with one.
    """
    for k, paragraph in enumerate(paragraphs):
        first = DOUBLE.search(text, paragraph.start, paragraph.end)
        if first is None:
            continue
        closes = first.end() == _trimmed(text, paragraph.start, paragraph.end) and first.start() > paragraph.start
        if not closes:
            return []
        middle = [Quotation(Span(p.start, _trimmed(text, p.start, p.end)), 0, False, marked=False) for p in paragraphs[:k]]
        return [*middle, Quotation(Span(paragraph.start, first.end()), 0, True, marked=False)]
    return []


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner."""

    start: int
    closes: str
    single: bool


def _pair(text: str, paragraph: Span) -> Iterator[Quotation]:
    """The quotations of one paragraph."""
    waiting: list[_Open] = []
    for match in MARKS.finditer(text, paragraph.start, paragraph.end):
        i, mark = match.start(), match.group()
        before = text[i - 1] if i > paragraph.start else ""
        after = text[i + 1] if i + 1 < paragraph.end else ""
        single = mark in "‘’'‚"
        partner = _partner(waiting, mark)
        if partner is not None and _closes(mark, before, after, single):
            while len(waiting) > partner + 1:
                waiting.pop()  # a single mark inside that never closed: an apostrophe
            opened = waiting.pop()
            if i - opened.start > 1:
                yield Quotation(Span(opened.start, i + 1), len(waiting), True, opened.single)
        elif _opens(mark, before, after, single) and not (single and _lonely(text, i, paragraph.end)):
            if not single and (left := _left_open(waiting, mark)) is not None:
                yield Quotation(Span(left.start, _trimmed(text, left.start, i)), 0, False)
                waiting.clear()
            waiting.append(_Open(i, OPEN_TO_CLOSE.get(mark, mark), single))
    doubles = [w for w in waiting if not w.single]
    if doubles:
        yield Quotation(Span(doubles[0].start, _trimmed(text, doubles[0].start, paragraph.end)), 0, False)


def _left_open(waiting: list[_Open], mark: str) -> _Open | None:
    """The open double mark of the same kind that a new opening one shows to have been forgotten."""
    return next((w for w in waiting if not w.single and w.closes == OPEN_TO_CLOSE.get(mark, mark)), None)


def _partner(waiting: list[_Open], mark: str) -> int | None:
    """The index of the innermost open mark that this one can close; straight and curly marks close each other."""
    double = mark in '"”»“'
    for k in range(len(waiting) - 1, -1, -1):
        w = waiting[k]
        if w.closes == mark or (double and not w.single and mark in '"”»') or (not double and w.single and mark in "'’"):
            return k
    return None


def _closes(mark: str, before: str, after: str, single: bool) -> bool:
    """Whether a mark with an open partner closes it here."""
    if mark in "”»":
        return True
    if single:
        return before not in " \u00a0" and before != "" and not after.isalnum()
    return not (before in BEFORE_OPENING and before not in "—–-,:;\"'" and after.isalnum()) or after in AFTER_CLOSING


def _opens(mark: str, before: str, after: str, single: bool) -> bool:
    """Whether a mark opens a quotation here."""
    if mark in "“„«‚":
        return True
    if mark in "”»" or after in ("", " ", "\n", "\u00a0"):
        return False
    if mark == "‘":
        return not before.isalnum()
    if single:
        return before in BEFORE_OPENING and (after.isalpha() or after in '[…“"') and mark == "'"
    return before in BEFORE_OPENING or not before.isalnum()


def _lonely(text: str, start: int, end: int) -> bool:
    """Whether a single mark has no possible partner: it is an apostrophe then."""
    for match in re.finditer("[’']", text[start + 1 : min(end, start + LONGEST_SINGLE)]):
        i = start + 1 + match.start()
        if not text[i - 1].isspace() and not text[i + 1 : i + 2].isalnum():
            return False
    return True


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end
