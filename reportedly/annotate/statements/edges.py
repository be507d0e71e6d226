"""Whether a content begins and ends where what was said does: features for the scorers (see `evidence`)."""

from bisect import bisect_right

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Span, Token

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


def read_edges(reading: Reading, draft: Draft) -> list[str]:
    """How sure the encoder is that the words at both ends belong to the content, and that those beside it do not."""
    first, last = _ends(reading, draft)
    readings = reading.annotated.readings
    if readings is None or first is None or last is None:
        return []
    cue = [t.i for t in reading.tokens_in(draft.cue.span)] or [draft.cue.head.i]
    start, end = max(0, first.i - 2), min(len(reading.tokens), last.i + 3)
    inside = readings.pairs("statement", [cue], first=start, last=end)[0][:, 3:5].sum(axis=1)
    own = inside[first.i - start : last.i + 1 - start]
    left = float(inside[: first.i - start].max(initial=0.0))
    right = float(inside[last.i + 1 - start :].max(initial=0.0))
    steps = [bisect_right(STEPS, p) for p in (float(own[0]), float(own[-1]), left, right, float(own.min()))]
    return [f"read-{name}={k}" for name, k in zip(("first", "last", "left", "right", "least"), steps, strict=True)]


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
