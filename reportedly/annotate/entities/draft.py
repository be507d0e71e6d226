"""The state of one report while its entities are being found."""

from collections.abc import Sequence
from functools import cached_property

from reportedly.annotate.casing import is_headline
from reportedly.annotate.entities.quotes import quotations
from reportedly.annotate.entities.words import normal
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Mention, MentionKind, ReportEntity, Span, Token

MADE_BY = "entities/1"


class Draft:
    """Tokens and trees of one report, with the entities and mentions found so far. Only this stage uses it."""

    def __init__(self, annotated: AnnotatedReport) -> None:
        self.report = annotated.report
        self.tokens: Sequence[Token] = annotated.tokens
        self.sentences = annotated.sentences
        self.syntax = Syntax(annotated.tokens, annotated.sentences)
        self.words = [normal(t.text) for t in self.tokens]
        self.named = [-1] * len(self.tokens)  # the name mention that a token is part of, else -1
        self.entities: dict[str, ReportEntity] = {}
        self.mentions: list[Mention] = []

    @cached_property
    def quotation(self) -> list[int]:
        """For each token the number of the quotation it stands in, 0 outside."""
        return quotations(self.report.text, self.tokens, self.sentences)

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` up to, not including, token `last`."""
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def is_free(self, first: int, last: int) -> bool:
        """Whether none of the tokens is part of a name yet."""
        return all(n < 0 for n in self.named[first:last])

    @cached_property
    def headlines(self) -> list[bool]:
        """For each sentence whether (nearly) all its long words begin with a capital, so that capitals tell nothing."""
        return [is_headline([t.text for t in self.tokens[s.first : s.last]]) for s in self.sentences]

    def in_headline(self, i: int) -> bool:
        """Whether a token stands in a headline."""
        return self.headlines[self.tokens[i].sentence]

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the report writes in small letters."""
        return frozenset(t.text for t in self.tokens if t.text.islower())

    def is_common(self, i: int) -> bool:
        """Whether a capitalised token is a common word: a verb, or written small elsewhere in the report."""
        return self.tokens[i].tag.startswith(("VB", "IN", "TO", "MD", "PRP")) or self.is_small_elsewhere(i)

    def is_small_elsewhere(self, i: int) -> bool:
        """Whether the report also writes a token with a small letter."""
        return self.tokens[i].text.casefold() in self.small

    def head_of(self, first: int, last: int) -> int:
        """The index of the token that the others between `first` and `last` hang on; the last of several."""
        tops = [i for i in range(first, last) if not first <= self.tokens[i].head < last or self.tokens[i].head == i]
        words = [i for i in tops if self.tokens[i].pos in ("PROPN", "NOUN", "PRON", "ADJ")]
        return (words or tops or [last - 1])[-1]

    def add_entity(self, entity: ReportEntity) -> str:
        """Keeps an entity unless one of its id is known; returns the id."""
        return self.entities.setdefault(entity.id, entity).id

    def add_name(
        self, first: int, last: int, kind: MentionKind, entity: str | None, *, score: float = 1.0, reason: str = "", skip: int = 0
    ) -> None:
        """Adds the name that tokens `first` up to `last` make, without the first `skip` characters."""
        self.named[first:last] = [len(self.mentions)] * (last - first)
        span = Span(self.span(first, last).start + skip, self.span(first, last).end)
        self.mentions.append(Mention(span, kind, entity, (), self.head_of(first, last), score, MADE_BY, reason))
