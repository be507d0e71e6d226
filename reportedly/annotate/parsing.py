"""Texts to words with their trees: spaCy's small English model, with the parts of it that are slow for no reason done anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportedly import resources

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from reportedly.annotate.lemmas import Lemmas
    from reportedly.annotate.recogniser import Recogniser
    from reportedly.annotate.vectors import Vectors

WORDS = 20_000
"""Different words that spaCy's vocabulary remembers; what comes then is forgotten after each batch."""
_COLUMNS = ("ORTH", "TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH", "IS_SPACE")
_PARTS = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
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
class Ours:
    """What does the work of parts of spaCy's pipeline: of its vectors, of two that give lemmas, of its recogniser."""

    vectors: "Vectors"
    lemmas: "Lemmas"
    names: "Recogniser"


@dataclass(frozen=True, slots=True)
class Parser:
    """A spaCy pipeline; `ours` is None where it is of another make, and does all of its work itself."""

    nlp: "Language"
    ours: Ours | None = None

    def parse(self, texts: Sequence[str], *, batch_size: int) -> Iterator[list[Word]]:
        """The words of each text, in order; `batch_size` texts take the parser's steps together.

        Raises ValueError for a text of more than a million characters.
        """
        if len(self.nlp.vocab) < WORDS:
            yield from self._parse(texts, batch_size)
        else:  # spaCy would remember every new word for good
            with self.nlp.memory_zone():
                told = list(self._parse(texts, batch_size))
            yield from told

    def _parse(self, texts: Sequence[str], batch_size: int) -> Iterator[list[Word]]:
        if self.ours is None:
            for doc in self.nlp.pipe(texts, batch_size=batch_size):
                told = [(t.pos_, t.lemma_) for t in doc]
                yield _words(doc, _rows(doc), told, [t.ent_type_ for t in doc])
            return
        docs = list(map(self.nlp.make_doc, texts))
        self._trees(docs, self.ours.vectors, batch_size)
        for doc, labels in zip(docs, self.ours.names.labels(docs), strict=True):
            rows = _rows(doc)
            yield _words(doc, rows, self.ours.lemmas.of(doc, [(row[0], row[1], row[2]) for row in rows]), labels)

    def _trees(self, docs: Sequence["Doc"], vectors: "Vectors", batch_size: int) -> None:
        """Gives texts their tags and trees: those of like length together, since a short one would wait for a long one."""
        for doc, tensor in zip(docs, vectors.of(docs), strict=True):
            doc.tensor = tensor  # type: ignore[assignment]  # spaCy's own are of this kind, too
        by_length = sorted(docs, key=len)
        for name in ("tagger", "parser"):
            part: Any = self.nlp.get_pipe(name)
            for at in range(0, len(docs), batch_size):
                some = by_length[at : at + batch_size]
                part.set_annotations(some, part.predict(some))


@cache
def parser() -> Parser:
    """The parser; takes about a second the first time. Raises ResourceError when the model is not installed."""
    nlp = resources.parser()
    if resources.is_one_thread():
        _multiply_by_numpy(nlp)
    try:
        return Parser(nlp, _ours(nlp))
    except (ValueError, KeyError):  # a model of another make: spaCy does all of it itself
        return Parser(nlp)


def _ours(nlp: "Language") -> Ours:
    from reportedly.annotate.lemmas import Lemmas
    from reportedly.annotate.recogniser import Recogniser
    from reportedly.annotate.vectors import Vectors

    if nlp.pipe_names != _PARTS:
        raise ValueError("a pipeline of other parts")
    first: Any = nlp.get_pipe(_PARTS[0])
    return Ours(Vectors(first.model), Lemmas(nlp), Recogniser(nlp.get_pipe("ner")))


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
