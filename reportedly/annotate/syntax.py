"""Questions to a report's dependency trees, as pure functions on its tokens."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from reportedly.model import Sentence, Span, Token


class Syntax:
    """An index over the tokens of one report, built once per stage; all answers are lists in text order."""

    def __init__(self, tokens: Sequence[Token], sentences: Sequence[Sentence]) -> None:
        self.tokens = tokens
        self.sentences = sentences

    @cached_property
    def _children(self) -> list[list[Token]]:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for t in self.tokens:
            if t.head != t.i:
                below[t.head].append(t)
        return below

    def head(self, token: Token) -> Token:
        """Its head; itself for a root."""
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Its direct dependents, only those with one of `deps` where given."""
        below = self._children[token.i]
        return [t for t in below if t.dep in deps] if below and deps else list(below)

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependent with one of `deps`."""
        return next((t for t in self._children[token.i] if t.dep in deps), None)

    def objects(self, preposition: Token) -> list[Token]:
        """What a preposition governs.

        In "wrote to Kim urging ..." the parser often takes the name for the subject of the clause that follows; it counts. In
        "was criticised, with Egypt saying ..." it is the subject.
        """
        if preposition.lemma.lower() == "with" and preposition.i and self.tokens[preposition.i - 1].text == ",":
            return self.children(preposition, "pobj")
        taken = [t for clause in self.children(preposition, "pcomp") for t in self.children(clause, "nsubj")]
        return self.children(preposition, "pobj") + taken

    def subtree(self, token: Token) -> list[Token]:
        """The token and all that hangs on it."""
        found, todo = [], [token]
        while todo:
            t = todo.pop()
            found.append(t)
            todo.extend(self._children[t.i])
        return sorted(found, key=lambda t: t.i)

    def ancestors(self, token: Token) -> list[Token]:
        """From its head up to the root."""
        found = []
        while token.head != token.i:
            token = self.tokens[token.head]
            found.append(token)
        return found

    def is_below(self, token: Token, above: Token) -> bool:
        """Whether a token hangs on another, directly or farther down."""
        while token.head != token.i:
            if token.head == above.i:
                return True
            token = self.tokens[token.head]
        return False

    def conjuncts(self, token: Token) -> list[Token]:
        """The token and what is coordinated with it further on ("A, B and C" asked at A)."""
        found = [token]
        for c in self.children(token, "conj"):
            found.extend(self.conjuncts(c))
        return found

    def sentence(self, token: Token) -> Sentence:
        """The sentence it stands in."""
        return self.sentences[token.sentence]

    def words(self, sentence: Sentence) -> Sequence[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]


def span_of(tokens: Iterable[Token]) -> Span:
    """From the first token's start to the last token's end; raises ValueError when there is none."""
    found = sorted(tokens, key=lambda t: t.i)
    if not found:
        raise ValueError("no tokens")
    return Span(found[0].span.start, found[-1].span.end)
