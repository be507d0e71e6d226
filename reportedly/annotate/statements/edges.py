"""Whether a content begins and ends where what was said does: features for the scorers (see `evidence`)."""

from bisect import bisect_right

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Span, Token

FINE = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
"""Where a probability's next bin begins."""
STEPS = (0.05, 0.2, 0.5, 0.8, 0.95)
TELLING = frozenset({"CCONJ", "SCONJ", "ADP", "PART"})
"""Parts of speech whose words are looked at themselves."""


def edges(reading: Reading, draft: Draft) -> list[str]:
    """What stands just before and behind a content, what ties it to that, and what lies between its pieces."""
    first, last = _ends(reading, draft)
    if first is None or last is None:
        return []
    tokens = reading.tokens
    before = tokens[first.i - 1] if first.i else None
    behind = tokens[last.i + 1] if last.i + 1 < len(tokens) else None
    return [
        f"begins={_word(first)}",
        f"before={_beside(draft, before, first)}",
        f"ends={_word(last)}",
        f"behind={_beside(draft, behind, last)}",
        f"behind={_beside(draft, behind, last)}|{draft.frame}",
        f"tied={_tied(reading, draft, before)}|{_tied(reading, draft, behind)}",
        f"sentences={min(3, last.sentence - first.sentence)}|{reading.quoted(first) is not None}",
        f"gap={_gap(reading, draft)}|{draft.by}",
    ]


def read(reading: Reading, draft: Draft) -> list[str]:
    """What the encoder sees from the cue: whether there is one, how much of the content it introduces, and where that ends."""
    readings = reading.annotated.readings
    first, last = _ends(reading, draft)
    told = [t.i for s in draft.content for t in reading.tokens_in(s)]
    if readings is None or first is None or last is None:
        return [f"cue-read=0|{draft.by}", f"content-read=0|{draft.by}"]
    words = [t.i for t in reading.tokens_in(draft.cue.span)] or [draft.cue.head.i]
    cue = float((1 - readings.of("cue")[words, 0]).max())
    start, end = max(0, min(told) - 2), min(len(reading.tokens), max(told) + 3)
    inside = readings.pairs("statement", [words], first=start, last=end)[0][:, 3:5].sum(axis=1)
    left, right = first.i - start, last.i - start
    beside = (inside[max(0, left - 2) : left].max(initial=0.0), inside[right + 1 : right + 3].max(initial=0.0))
    levels = (inside[left], inside[right], *beside, inside[left : right + 1].min())
    ends = zip(("first", "last", "left", "right", "least"), levels, strict=True)
    return [
        f"cue-read={bisect_right(FINE, cue)}|{draft.by}",
        f"content-read={bisect_right(FINE, float(inside[[i - start for i in told]].mean()))}|{draft.by}",
        *(f"read-{name}={bisect_right(STEPS, float(p))}" for name, p in ends),
    ]


def _ends(reading: Reading, draft: Draft) -> tuple[Token | None, Token | None]:
    """The first and the last word of a content that are no punctuation, else its first and last token."""
    inside = [t for s in draft.content for t in reading.tokens_in(s)]
    words = [t for t in inside if t.pos != "PUNCT"] or inside
    return (words[0], words[-1]) if words else (None, None)


def _word(token: Token) -> str:
    word = token.text.lower()
    return word if token.pos in TELLING else token.pos


def _beside(draft: Draft, token: Token | None, edge: Token) -> str:
    """A word beside a content: the cue, a mark, a small word, or its part of speech; another sentence's is an end."""
    if token is None or token.sentence != edge.sentence:
        return "end"
    if draft.cue.span.contains(token.span) or token.i == draft.cue.head.i:
        return "cue"
    if draft.source is not None and draft.source.contains(token.span):
        return "source"
    return token.text if token.pos == "PUNCT" else _word(token)


def _tied(reading: Reading, draft: Draft, token: Token | None) -> str:
    """How a word beside a content hangs on it: the relation to a word in it, either way; "-" where none does."""
    if token is None or token.pos == "PUNCT" or draft.cue.span.contains(token.span):
        return "-"
    if any(s.contains(reading.syntax.head(token).span) for s in draft.content) and token.head != token.i:
        return token.dep
    below = next((t for t in reading.syntax.children(token) if any(s.contains(t.span) for s in draft.content)), None)
    return f"^{below.dep}" if below is not None else "-"


def _gap(reading: Reading, draft: Draft) -> str:
    """What lies between the pieces: nothing, the saying itself, or other words."""
    found = "-"
    for a, b in zip(draft.content, draft.content[1:], strict=False):
        between = [t for t in reading.tokens_in(Span(a.end, b.start)) if t.pos != "PUNCT"]
        saying = any(t.i == draft.cue.head.i for t in between)
        found = "saying" if saying and found in ("-", "saying") else "none" if not between and found == "-" else "other"
    return found
