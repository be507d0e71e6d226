"""Where one paragraph of a text ends and the next begins.

A text shows its paragraphs in one of three ways: by blank lines, by one line each, or hard-wrapped at some
column as telegrams and mails are. The last is recognised for each text by how full its lines are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportedly.model import Span

LINE = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
NOT_ALNUM = re.compile(r"[\W_]+")
TERMINAL = frozenset(".!?:;…\"”’')]»")
CLOSING = "\"”’')]»\u00a0 "
# KCNA's older pages mark a new paragraph by a comma that stands alone between two sentences.
STRAY_COMMA = re.compile(r"(?<=[.:!?\"”])\s+(,)\s+(?=[A-Z\"“])")
# The columns at which telegrams and mails are wrapped.
WIDEST_WRAP = 110
NARROWEST_WRAP = 40
LEAST_WRAPPED_LINES = 3
SHARE_WITHIN = 0.95
MOST = 0.6


@dataclass(frozen=True)
class Paragraph:
    """A paragraph's place in the report and its words; `plain` has every run of white space as one space."""

    span: Span
    text: str

    @cached_property
    def plain(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    @cached_property
    def key(self) -> str:
        """Letters and digits only, lower case: what two printings of one headline have in common."""
        return NOT_ALNUM.sub("", self.text.casefold())


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it; `indent` is how much stood before it, `gap` a blank line above."""

    span: Span
    text: str
    indent: int
    gap: bool


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order; together they hold all of its characters that are no white space."""
    lines = list(_lines(text))
    wrapped = _width_of_wrap(lines)
    runs: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if i and not line.gap and _continues(lines[i - 1], line, wrapped, first=i == 1):
            runs[-1] = (runs[-1][0], line.span.end)
        else:
            runs.append((line.span.start, line.span.end))
    return [Paragraph(span, span.of(text)) for start, end in runs for span in _without_stray_commas(text, start, end)]


def ends_sentence(text: str) -> bool:
    """Whether the last thing is a full stop, a question mark or the like, quotes and brackets aside."""
    return text.rstrip(CLOSING)[-1:] in {".", "!", "?", "…"}


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold more than white space."""
    gap = False
    end = 0
    for m in LINE.finditer(text):
        gap = gap or text.count("\n", end, m.start()) > 1 or text.count("\r", end, m.start()) > 1 or "\u2029" in text[end : m.start()]
        end = m.end()
        words = m.group().strip()
        if not words:
            gap = True
            continue
        start = m.start() + len(m.group()) - len(m.group().lstrip())
        yield _Line(Span(start, start + len(words)), words, start - m.start(), gap)
        gap = False


def _width_of_wrap(lines: Sequence[_Line]) -> int:
    """The column at which the text is hard-wrapped; 0 where each line is a paragraph.

    Hard-wrapped means: hardly a line is long (an address may be), and most lines that are followed at once by another could not have taken
    that one's first word and stop within a sentence.
    """
    widths = sorted(len(line.text) + line.indent for line in lines)
    width = widths[int(len(widths) * SHARE_WITHIN)] if widths else 0
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP or len(pairs) < LEAST_WRAPPED_LINES:
        return 0
    full = sum(_is_full(a, b, width - width // 8) for a, b in pairs)
    broken = sum(not ends_sentence(a.text) for a, _ in pairs)
    return width if min(full, broken) >= MOST * len(pairs) else 0


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the line below would not have fitted within `width`."""
    return line.indent + len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width


def _continues(line: _Line, following: _Line, wrapped: int, *, first: bool) -> bool:
    """Whether the line below, with no blank line between, belongs to the same paragraph."""
    if wrapped:
        return following.indent < line.indent + 2 and _is_full(line, following, wrapped - wrapped // 5)
    mid_sentence = line.text[-1] not in TERMINAL and following.text[0].islower()
    return mid_sentence and not first and len(line.text) > 20


def _without_stray_commas(text: str, start: int, end: int) -> Iterator[Span]:
    """The run cut at commas that stand for a paragraph mark; each such comma is a paragraph of its own."""
    for m in STRAY_COMMA.finditer(text, start, end):
        if m.start() > start:
            yield Span(start, m.start())
            yield Span(m.start(1), m.end(1))
            start = m.end()
    yield Span(start, end)
