"""Permanent links to a passage of a report: its position and its words (W3C Web Annotation selectors). Pure.

A position alone leads astray when a text changes; so an address carries the words, too, and a passage that no longer
has them is told to be gone, never looked for elsewhere unasked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

from reportedly.errors import UsageError
from reportedly.model import Span

AROUND = 32
"""Characters before and after that a quotation selector carries."""
_LONGEST = 120
_HALF = 50
_GAP = "…"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Fit = Literal["fits", "unchecked", "moved", "gone"]
"""Whether the words stand at the position: yes; no words were given; only elsewhere, once; nowhere, or more than once."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that an address asks for: where, and (shortened) the words that should stand there."""

    span: Span
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Landing:
    """What became of an anchor: how it fits, and where the words stand instead when they have moved."""

    anchor: Anchor
    fit: Fit
    elsewhere: Span | None = None


def parse(at: str, quote: str) -> Anchor | None:
    """The anchor of an address ("120-214", "the words"); None when there is none. Raises UsageError for no position."""
    if not at:
        return None
    start, dash, end = at.partition("-")
    if not (dash and start.isdecimal() and end.isdecimal() and len(at) < 24 and int(start) < int(end)):
        raise UsageError(f"“{at[:40]}” is no position in a text; it is written 120-214.")
    return Anchor(Span(int(start), int(end)), quote[:400])


def shortened(words: str) -> str:
    """A passage as an address carries it: whole, or its beginning and its end; white space as single spaces."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[:_HALF] + _GAP + plain[-_HALF:]


def address(report: str, text: str, span: Span) -> str:
    """The permanent address of a passage."""
    return address_of(report, span.of(text), span)


def address_of(report: str, words: str, span: Span) -> str:
    """The same from the passage's own words."""
    query = urlencode({"at": f"{span.start}-{span.end}", "quote": shortened(words)})
    return f"/report/{quote(report, safe='')}?{query}#{fragment(span)}"


def fragment(span: Span) -> str:
    """The id of a passage on its report's page."""
    return f"c{span.start}-{span.end}"


def land(anchor: Anchor, text: str) -> Landing:
    """Whether an anchor still fits a text."""
    if anchor.span.end <= len(text) and not anchor.quote:
        return Landing(anchor, "unchecked")
    if anchor.span.end <= len(text) and shortened(anchor.span.of(text)) == " ".join(anchor.quote.split()):
        return Landing(anchor, "fits")
    found = _only_place(text, anchor.quote)
    return Landing(anchor, "moved" if found else "gone", found)


def _only_place(text: str, quote: str) -> Span | None:
    """Where the words stand, if they stand in one place alone."""
    first, gap, last = quote.partition(_GAP)
    start = text.find(first) if first else -1
    if start < 0 or text.find(first, start + 1) >= 0:
        return None
    if not gap:
        return Span(start, start + len(first))
    end = text.find(last, start + len(first))
    return Span(start, end + len(last)) if 0 <= end < start + 20 * (_LONGEST + 1) else None


def annotation(*, source: str, id: str, text: str, span: Span) -> Mapping[str, Any]:
    """A passage as a Web Annotation (JSON-LD): TextPositionSelector and TextQuoteSelector on `source`.

    Offsets are code points of the stored text, as in the record.
    """
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "@context": CONTEXT,
        "id": id,
        "type": "Annotation",
        "motivation": "linking",
        "target": {"source": source, "selector": [position, quote]},
    }
