"""Whether a content is quoted, told, or both."""

from collections.abc import Sequence

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.reading import Reading
from reportedly.model import QuoteKind, Span

PRINTED = ("post", "block")
"""Frames whose content is quoted by the way it is printed."""
LOOSE = str.maketrans("", "", " \t\n\u00a0.,;:!?-–—…()[]\"“”‘’'«»")


def quote_of(reading: Reading, draft: Draft) -> QuoteKind:
    """Whether the content of a draft is quoted."""
    nested = reading.quoted(draft.cue.carrier or draft.cue.head) is not None
    return "direct" if draft.frame in PRINTED else quote_kind(reading, draft.content, nested=nested)


def quote_kind(reading: Reading, content: Sequence[Span], *, nested: bool) -> QuoteKind:
    """As in "direct" when all words stand in quotation marks, "mixed" when some do, else "indirect".

    For a statement inside a quotation the outer marks do not count: they are the other speaker's.
    """
    inside = outside = 0
    for span in content:
        quoted, at = 0, span.start
        for q in reading.quotations_in(span):
            if (nested and q.depth == 0) or q.span.end <= at:
                continue
            shared = Span(max(at, q.span.start), min(span.end, q.span.end))
            quoted += _weight(reading.text, shared)
            at = shared.end
        inside += quoted
        outside += _weight(reading.text, span) - quoted
    if inside and not outside:
        return "direct"
    return "mixed" if inside else "indirect"


def _weight(text: str, span: Span) -> int:
    """How many letters and digits."""
    return len(span.of(text).translate(LOOSE))
