"""Sentences and tokens with their dependency trees, from spaCy's small English model.

Each zone that is read is parsed by itself, so that no sentence runs over a paragraph's end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly import resources
from reportedly.model import AnnotatedReport, Report, Sentence, Span, Token, Zone

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

# One character for one character, so that offsets stay exact. The parser was trained on plain quotes and spaces.
PLAIN = str.maketrans(
    {
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\ufeff": " ", "\n": " ", "\r": " ", "\t": " ",
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
        "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2015": "\u2014",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """The text with odd spaces, quotes and hyphens made plain, character for character (the length is unchanged)."""
    return text.translate(PLAIN)


def zones_to_read(report: Report) -> tuple[Zone, ...]:
    """The zones that annotation looks at; the whole text where `clean` has not labelled any."""
    if not report.zones:
        return (Zone(Span(0, len(report.text)), "body"),)
    return tuple(zone for zone in report.zones if zone.is_read)


@dataclass(frozen=True, slots=True)
class Sentences:
    """The stage. `batch_size` is how many zones are parsed at once."""

    batch_size: int = 64
    name: str = "sentences"
    version: int = 1
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ("sentences", "tokens")

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills `sentences` and `tokens`. Raises ResourceError when the model is not installed."""
        jobs = [(i, zone) for i, item in enumerate(batch) for zone in zones_to_read(item.report)]
        texts = (plain(zone.span.of(batch[i].report.text)) for i, zone in jobs)
        docs = resources.parser().pipe(texts, batch_size=self.batch_size)
        sentences: list[list[Sentence]] = [[] for _ in batch]
        tokens: list[list[Token]] = [[] for _ in batch]
        for (i, zone), doc in zip(jobs, docs, strict=True):
            paragraph = sentences[i][-1].paragraph + 1 if sentences[i] else 0
            _append(doc, zone, paragraph, sentences[i], tokens[i])
        return [replace(item, sentences=tuple(s), tokens=tuple(t)) for item, s, t in zip(batch, sentences, tokens, strict=True)]


def _append(doc: "Doc", zone: Zone, paragraph: int, sentences: list[Sentence], tokens: list[Token]) -> None:
    """Adds one parsed zone to the report's sentences and tokens, shifting indices and offsets."""
    for words in _word_runs(doc):
        first = len(tokens)
        index = {i: first + k for k, i in enumerate(words)}
        for i in words:
            t = doc[i]
            start = zone.span.start + t.idx
            tokens.append(
                Token(
                    index[i], Span(start, start + len(t)), t.text, t.lemma_, t.pos_, t.tag_, t.dep_,
                    index[_head_among(t, index)], len(sentences), t.ent_type_,
                )
            )  # fmt: skip
        span = Span(tokens[first].span.start, tokens[-1].span.end)
        sentences.append(Sentence(len(sentences), span, first, len(tokens), zone.kind, paragraph))


def _word_runs(doc: "Doc") -> Iterator[list[int]]:
    """The indices of each sentence's tokens, white space left out."""
    for sent in doc.sents:
        words = [t.i for t in sent if not t.is_space]
        if words:
            yield words


def _head_among(token: "SpacyToken", index: dict[int, int]) -> int:
    """The nearest ancestor that is kept (white-space tokens are dropped); the token itself for a root."""
    head = token.head
    while head.i not in index and head.head.i != head.i:
        head = head.head
    return int(head.i if head.i in index else token.i)
