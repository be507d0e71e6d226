"""Marks in a report's text, and the text cut into pieces that carry them: every character once, at its own offset. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model import Span

LAYERS = ("statement", "source", "cue", "event", "time", "name", "evidence", "target")
"""What a mark can be of; the first six are layers of annotation that a reader switches on and off."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to mark: of which layer, where a click leads ("" for nowhere), and what it says of itself."""

    span: Span
    layer: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that the same marks cover. `layers` are theirs; `href` and `title` those of the shortest mark that leads somewhere."""

    text: str
    start: int
    layers: tuple[str, ...] = ()
    href: str = ""
    title: str = ""

    @property
    def classes(self) -> str:
        """The layers as the value of a class attribute."""
        return " ".join(f"m-{layer}" for layer in self.layers)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or what stands between two: its pieces, in order. `is_sentence` says which."""

    span: Span
    pieces: tuple[Piece, ...]
    is_sentence: bool = False
    zone: str = ""

    @property
    def anchor(self) -> str:
        """The id under which an address finds it."""
        return f"c{self.span.start}-{self.span.end}"


def pieces(text: str, window: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The text of `window` cut wherever a mark begins or ends. Joined, the pieces are that text.

    Marks may nest and cross; those outside the window are left out, those across its edge are cut.
    """
    inside = [m for m in marks if m.span.overlaps(window) and len(m.span)]
    cuts = {window.start, window.end}
    starting: dict[int, list[Mark]] = {}
    for mark in inside:
        start, end = max(mark.span.start, window.start), min(mark.span.end, window.end)
        cuts |= {start, end}
        starting.setdefault(start, []).append(mark)
    return tuple(_sweep(text, sorted(cuts), starting))


def _sweep(text: str, cuts: Sequence[int], starting: dict[int, list[Mark]]) -> Iterator[Piece]:
    open_marks: list[Mark] = []
    for start, end in pairwise(cuts):
        open_marks = [m for m in open_marks if m.span.end > start] + starting.get(start, [])
        layers = tuple(layer for layer in LAYERS if any(m.layer == layer for m in open_marks))
        leading = min((m for m in open_marks if m.href), key=lambda m: (len(m.span), m.span), default=None)
        yield Piece(text[start:end], start, layers, leading.href if leading else "", leading.title if leading else "")


def passages(
    text: str, window: Span, sentences: Sequence[Span], marks: Sequence[Mark], *, zones: Sequence[tuple[Span, str]] = ()
) -> tuple[Passage, ...]:
    """The text of `window` as sentences and what stands between them, with their marks.

    `sentences` are in text order and do not overlap. `zones` name stretches ("caption"); a passage has that of its start.
    """
    made: list[Passage] = []
    by_start = sorted((m for m in marks if m.span.overlaps(window)), key=lambda m: m.span)
    at = window.start
    for span in [s for s in sentences if s.overlaps(window)] + [Span(window.end, window.end)]:
        start, end = max(span.start, at), min(span.end, window.end)
        for part, is_sentence in ((Span(at, start), False), (Span(start, end), True)):
            if len(part):
                zone = next((kind for z, kind in zones if z.start <= part.start < z.end), "")
                made.append(Passage(part, pieces(text, part, _near(by_start, part)), is_sentence, zone))
        at = max(at, end)
    return tuple(made)


def _near(marks: Sequence[Mark], part: Span) -> list[Mark]:
    return [m for m in marks if m.span.overlaps(part)]


def window_of(text: str, *, at: int, size: int) -> Span:
    """The page of a long text that holds the character `at`: pages end with a line where there is one, and are the same for all."""
    start = 0
    while True:
        end = page_end(text, start, size)
        if end >= len(text) or at < end:
            return Span(start, end)
        start = end


def page_end(text: str, start: int, size: int) -> int:
    """Where the page that begins at `start` ends."""
    if len(text) - start <= size:
        return len(text)
    line = text.rfind("\n", start + size // 2, start + size)
    space = line if line >= 0 else text.rfind(" ", start + size // 2, start + size)
    return (space + 1) if space >= 0 else start + size
