"""Sentences and tokens with their dependency trees, from spaCy's small English model.

Each zone that is read is parsed by itself, so that no sentence runs over a paragraph's end.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.casing import casing_of, is_written_large
from reportedly.annotate.parsing import Word, parser
from reportedly.model import AnnotatedReport, Report, Sentence, Span, Token, Zone

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
    """The stage. `batch_size` is how many zones the parser reads side by side: more of them leave the processor's nearest memory."""

    batch_size: int = 16
    name: str = "sentences"
    version: int = 1
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ("sentences", "tokens")

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills `sentences` and `tokens`. Raises ResourceError when the model is not installed."""
        jobs = [(i, zone) for i, item in enumerate(batch) for zone in zones_to_read(item.report)]
        texts = [plain(zone.span.of(batch[i].report.text)) for i, zone in jobs]
        large = {k for k, (_, zone) in enumerate(jobs) if zone.kind == "title" and is_written_large(texts[k])}
        casing = {i: casing_of(batch[i].report) for i in {jobs[k][0] for k in large}}  # once for all headings of a report
        cased = [casing[jobs[k][0]].as_sentence(text) if k in large else text for k, text in enumerate(texts)]
        parsed = parser().parse(cased, batch_size=self.batch_size)
        sentences: list[list[Sentence]] = [[] for _ in batch]
        tokens: list[list[Token]] = [[] for _ in batch]
        for (i, zone), text, words in zip(jobs, texts, parsed, strict=True):
            paragraph = sentences[i][-1].paragraph + 1 if sentences[i] else 0
            _append((text, words), zone, paragraph, sentences[i], tokens[i])
        return [replace(item, sentences=tuple(s), tokens=tuple(t)) for item, s, t in zip(batch, sentences, tokens, strict=True)]


def _append(parsed: tuple[str, list[Word]], zone: Zone, paragraph: int, sentences: list[Sentence], tokens: list[Token]) -> None:
    """Adds one parsed zone (its text and words) to the report's sentences and tokens, shifting indices and offsets."""
    text, words = parsed
    for kept in _word_runs(words):
        first = len(tokens)
        index = {i: first + k for k, i in enumerate(kept)}
        for i in kept:
            w = words[i]
            start = zone.span.start + w.start
            tokens.append(
                Token(
                    index[i], Span(start, start + w.length), text[w.start : w.start + w.length], w.lemma, w.pos, w.tag, w.dep,
                    index[_head_among(i, words, index)], len(sentences), w.ner,
                )
            )  # fmt: skip
        span = Span(tokens[first].span.start, tokens[-1].span.end)
        sentences.append(Sentence(len(sentences), span, first, len(tokens), zone.kind, paragraph))


def _word_runs(words: Sequence[Word]) -> Iterator[list[int]]:
    """The numbers of each sentence's words, white space left out."""
    starts = [i for i, w in enumerate(words) if w.begins]
    for first, last in zip(starts, [*starts[1:], len(words)] if starts else [], strict=True):
        kept = [i for i in range(first, last) if not words[i].space]
        if kept:
            yield kept


def _head_among(i: int, words: Sequence[Word], index: Container[int]) -> int:
    """The nearest ancestor that is kept (white space is dropped); the word itself for a root."""
    head = words[i].head
    while head not in index and words[head].head != head:
        head = words[head].head
    return head if head in index else i
