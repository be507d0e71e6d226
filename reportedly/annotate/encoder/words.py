"""What the encoder is told of each word beside its letters: case, quotation and place (the vocabulary is uncased)."""

from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.model import AnnotatedReport

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CASES = ("punctuation", "digits", "lower", "title", "upper", "mixed")
QUOTATION = ("outside", "inside", "opens", "closes")
PLACES = ("other", "sentence", "paragraph", "title")
OPENING, CLOSING, EITHER = "“«„", "”»", '"＂'


def features(annotated: AnnotatedReport) -> "NDArray[np.int64]":
    """One row per token: indices into CASES, QUOTATION and PLACES."""
    import numpy as np

    text = annotated.report.text
    surface = [t.span.of(text) for t in annotated.tokens]
    paragraphs = [annotated.sentences[t.sentence].paragraph for t in annotated.tokens]
    columns = [[_case(w) for w in surface], _quotation(surface, paragraphs), _places(annotated)]
    return np.array(columns, dtype=np.int64).reshape(3, -1).T


@lru_cache(maxsize=20_000)
def _case(word: str) -> int:
    if not any(c.isalnum() for c in word):
        return 0
    if any(c.isdigit() for c in word):
        return 1
    if word.islower():
        return 2
    if word[:1].isupper() and (len(word) == 1 or word[1:].islower()):
        return 3
    return 4 if word.isupper() else 5


def _quotation(surface: list[str], paragraphs: list[int]) -> list[int]:
    """Whether each word stands inside double quotation marks; a quotation that is not closed ends with its paragraph."""
    states, inside, paragraph = [], False, -1
    for word, here in zip(surface, paragraphs, strict=True):
        if here != paragraph:
            inside, paragraph = False, here
        if (word[:1] in OPENING and word) or (word[:1] in EITHER and word and not inside):
            inside = True
            states.append(2)
        elif (word[-1:] in CLOSING and word) or (word[-1:] in EITHER and word):
            inside = False
            states.append(3)
        else:
            states.append(int(inside))
    return states


def _places(annotated: AnnotatedReport) -> list[int]:
    places = [0] * len(annotated.tokens)
    paragraph = -1
    for s in annotated.sentences:
        if s.zone == "title":
            places[s.first : s.last] = [3] * (s.last - s.first)
        elif s.first < s.last:
            places[s.first] = 1 if s.paragraph == paragraph else 2
        paragraph = s.paragraph
    return places
