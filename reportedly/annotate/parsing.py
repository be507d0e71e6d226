"""Texts to words with their trees: spaCy's small English model, with the parts of it that are slow for no reason done anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportedly import resources

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

WORDS = 20_000
"""Different words that spaCy's vocabulary remembers; what comes then is forgotten after each batch."""
_COLUMNS = ("ORTH", "TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH", "IS_SPACE")
_OURS = ("attribute_ruler", "lemmatizer", "ner")
_HALF, _WHOLE = 1 << 63, 1 << 64


class Word(NamedTuple):
    """A token of a text: its first character and length, what `model.Token` says of it, its head's number in the text.

    `begins` says that a sentence begins with it.
    """

    start: int
    length: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ner: str
    space: bool
    begins: bool


@dataclass(frozen=True, slots=True)
class Parser:
    """A spaCy pipeline; `lemmas` and `names` do the work of three of its parts, where they know how they are made."""

    nlp: "Language"
    lemmas: Any = None
    names: Any = None

    def parse(self, texts: Sequence[str], *, batch_size: int) -> Iterator[list[Word]]:
        """The words of each text, in order. Raises ValueError for a text of more than a million characters."""
        if len(self.nlp.vocab) < WORDS:
            yield from self._parse(texts, batch_size)
        else:  # spaCy would remember every new word for good
            with self.nlp.memory_zone():
                told = list(self._parse(texts, batch_size))
            yield from told

    def _parse(self, texts: Sequence[str], batch_size: int) -> Iterator[list[Word]]:
        disabled = [part for part in _OURS if self.lemmas is not None]
        docs = list(self.nlp.pipe(texts, batch_size=batch_size, disable=disabled))
        if self.lemmas is None:
            for doc in docs:
                told = [(t.pos_, t.lemma_) for t in doc]
                yield _words(doc, _rows(doc), told, [t.ent_type_ for t in doc])
            return
        for doc, labels in zip(docs, self.names.labels(docs), strict=True):
            rows = _rows(doc)
            yield _words(doc, rows, self.lemmas.of(doc, [(row[0], row[1], row[2]) for row in rows]), labels)


@cache
def parser() -> Parser:
    """The parser; takes about a second the first time. Raises ResourceError when the model is not installed."""
    from reportedly.annotate.lemmas import Lemmas
    from reportedly.annotate.recogniser import Recogniser

    nlp = resources.parser()
    if resources.is_one_thread():
        _multiply_by_numpy(nlp)
    try:
        return Parser(nlp, Lemmas(nlp), Recogniser(nlp.get_pipe("ner")))
    except (ValueError, KeyError):  # a model of another make: spaCy does all of it itself
        return Parser(nlp)


def _multiply_by_numpy(nlp: "Language") -> None:
    """Has spaCy's networks use numpy's products of matrices: spaCy's own know no processor after 2013, and take half as long again."""
    for _, part in nlp.pipeline:
        model: Any = getattr(part, "model", None)
        for layer in model.walk() if hasattr(model, "walk") else ():
            layer.ops.use_blis = False


def _rows(doc: "Doc") -> list[list[int]]:
    table: Any = doc.to_array(list(_COLUMNS))
    rows: list[list[int]] = table.reshape(-1, len(_COLUMNS)).tolist()
    return rows


def _words(doc: "Doc", rows: list[list[int]], told: Sequence[tuple[str, str]], labels: Sequence[str]) -> list[Word]:
    strings = doc.vocab.strings
    names = {number: strings[number] for number in {n for row in rows for n in row[1:3]}}
    return [
        Word(
            start, length, lemma, pos, names[tag], names[dep],
            i + (head - _WHOLE if head >= _HALF else head), label, bool(space), i == 0 or begins == 1,
        )
        for i, ((_, tag, dep, head, begins, start, length, space), (pos, lemma), label) in enumerate(zip(rows, told, labels, strict=True))
    ]  # fmt: skip
