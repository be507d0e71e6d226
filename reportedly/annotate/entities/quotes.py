"""Which words stand in a quotation: pronouns mean someone else inside than outside."""

from collections.abc import Iterator, Sequence

from reportedly.model import Sentence, Token

OPENS = frozenset("“„«")
CLOSES = frozenset("”»")


def quotations(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[int]:
    """For each token the number of its quotation, 0 outside one. A quotation ends with its paragraph at the latest."""
    found: list[int] = []
    number, inside, paragraph = 0, "", -1
    for t in tokens:
        if (here := sentences[t.sentence].paragraph) != paragraph:
            paragraph, inside = here, ""
        for mark in _marks(text, t):
            if inside and _closes(mark, inside, text, t):
                inside = ""
            elif not inside and _opens(mark, text, t):
                inside, number = mark, number + 1
        found.append(number if inside else 0)
    return found


def _marks(text: str, token: Token) -> Iterator[str]:
    return (c for c in token.span.of(text) if c in '“”„«»"‘’')


def _opens(mark: str, text: str, token: Token) -> bool:
    if mark in OPENS or mark == '"':
        return True
    return mark == "‘" and not text[max(0, token.span.start - 1) : token.span.start].isalnum()


def _closes(mark: str, inside: str, text: str, token: Token) -> bool:
    if inside == "‘":
        return mark == "’" and not text[token.span.end : token.span.end + 1].isalnum() and token.tag != "POS"
    return mark in CLOSES or mark == '"'
