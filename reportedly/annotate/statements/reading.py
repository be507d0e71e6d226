"""One report as the rules see it: its tokens, trees, quotations and cue words."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from reportedly.annotate.statements.lexicon import Lexicon, lexicon
from reportedly.annotate.statements.quotations import Quotation, quotations
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Mention, Span, Token, cover

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")


class Reading:
    """An index over one report; needs the layers `sentences` and `tokens`."""

    def __init__(self, annotated: AnnotatedReport) -> None:
        self.annotated = annotated
        self.text = annotated.report.text
        self.tokens: Sequence[Token] = annotated.tokens
        self.syntax = Syntax(annotated.tokens, annotated.sentences)
        self.lexicon: Lexicon = lexicon()
        self.goes_on: dict[int, Token] = {}  # verb that the parser hung on a content -> the cue whose subject it shares

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs that were read, in order."""
        spans: dict[int, list[Span]] = {}
        for s in self.annotated.sentences:
            spans.setdefault(s.paragraph, []).append(s.span)
        return tuple(cover(spans[p]) for p in sorted(spans))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """All quotations, in text order."""
        return quotations(self.text, self.paragraphs)

    @cached_property
    def outer(self) -> tuple[Quotation, ...]:
        """The outermost quotations: they do not overlap."""
        kept: list[Quotation] = []
        for q in self.quotations:
            if not kept or q.span.start >= kept[-1].span.end:
                kept.append(q)
        return tuple(kept)

    @cached_property
    def _starts(self) -> list[int]:
        return [q.span.start for q in self.outer]

    def quoted_by(self, offset: int) -> Quotation | None:
        """The outermost quotation that holds this character, marks included."""
        k = bisect_right(self._starts, offset) - 1
        return self.outer[k] if k >= 0 and offset < self.outer[k].span.end else None

    def quoted(self, token: Token) -> Quotation | None:
        """The outermost quotation that a token stands in."""
        return self.quoted_by(token.span.start)

    @cached_property
    def _nested(self) -> dict[int, list[Quotation]]:
        """The quotations by the start of the outermost one around them."""
        found: dict[int, list[Quotation]] = {}
        for q in self.quotations:
            if around := self.quoted_by(q.span.start):
                found.setdefault(around.span.start, []).append(q)
        return found

    def quotations_in(self, span: Span) -> list[Quotation]:
        """The quotations, nested ones too, that share characters with a span; in text order."""
        k = max(0, bisect_right(self._starts, span.start) - 1)
        found: list[Quotation] = []
        while k < len(self.outer) and self.outer[k].span.start < span.end:
            found.extend(q for q in self._nested.get(self.outer[k].span.start, []) if q.span.overlaps(span))
            k += 1
        return found

    def lead(self, offset: int) -> str:
        """The last character before an offset that is no white space; "" at the beginning."""
        while offset > 0 and self.text[offset - 1].isspace():
            offset -= 1
        return self.text[offset - 1] if offset else ""

    @cached_property
    def _token_starts(self) -> list[int]:
        return [t.span.start for t in self.tokens]

    def tokens_in(self, span: Span) -> Sequence[Token]:
        """The tokens that begin in a span."""
        first = bisect_right(self._token_starts, span.start - 1)
        last = bisect_right(self._token_starts, span.end - 1)
        return self.tokens[first:last]

    def token_at(self, offset: int) -> Token | None:
        """The first token that begins at or after this character."""
        k = bisect_right(self._token_starts, offset - 1)
        return self.tokens[k] if k < len(self.tokens) else None

    @cached_property
    def media(self) -> frozenset[int]:
        """The heads (token indices) of mentions that mean a medium."""
        media = {e.id for e in self.annotated.entities if e.kind == "media"}
        return frozenset(m.head for m in self.annotated.mentions if m.entity in media and m.head >= 0)

    @cached_property
    def names(self) -> tuple[Mention, ...]:
        """The mentions that name somebody or something, in text order."""
        return tuple(m for m in self.annotated.mentions if m.kind == "name" and m.entity and m.head >= 0)

    @cached_property
    def people(self) -> tuple[tuple[int, str], ...]:
        """Where people are named: the index of the name's head and the id of the person, in text order."""
        persons = {e.id for e in self.annotated.entities if e.kind == "person"}
        return tuple((m.head, m.entity) for m in self.names if m.entity in persons)

    @cached_property
    def _sharing(self) -> Counter[str]:
        """How many people of the report have a word in their names."""
        return Counter(w.casefold() for e in self.annotated.entities if e.kind == "person" for w in set(e.name.split()))

    def namesakes(self, word: str) -> int:
        """How many people of the report have this word in their names."""
        return self._sharing[word.casefold()]

    @cached_property
    def _actors(self) -> frozenset[int]:
        """The heads of mentions that name or describe an actor."""
        places = {e.id for e in self.annotated.entities if e.kind == "place"}
        known = [m for m in self.annotated.mentions if m.head >= 0 and m.kind != "demonym" and m.entity not in places]
        return frozenset(m.head for m in known if m.entity is not None or m.entities)

    def is_nobody(self, subject: Token) -> bool:
        """Whether a subject says that nobody does it: "nobody", "none of the ministries", "no official", "no one"."""
        return subject.lemma.lower() in self.lexicon.nobody or any(t.text.lower() == "no" for t in self.syntax.children(subject, "det"))

    def can_speak(self, token: Token) -> bool:
        """Whether the head of a phrase can be a source: a person, body, country or document, or a pronoun for one."""
        word = token.lemma.lower() if token.pos != "PRON" else token.text.lower()
        if token.pos == "PRON":
            return word not in self.lexicon.voiceless or word == "we" or word == "i"
        lexicon = self.lexicon
        if token.i in self._actors:
            return True
        if word in lexicon.people or word in lexicon.documents or token.text.lower() in lexicon.people:
            return True
        return token.pos == "PROPN" or (token.ner in NAMED and token.pos != "NOUN")
