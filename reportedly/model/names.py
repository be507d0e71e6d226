"""Names across spellings: what is left of a name when the ways of writing it in Latin letters are evened out.

The folds are those on which romanisations of Arabic, Chinese, Korean, Russian and Ukrainian names differ (BGN/PCGN, ISO 9,
Hanyu Pinyin, McCune-Reischauer, the press's own ways). A skeleton finds candidates; it proves nothing.
"""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_SMALL = frozenset({"al", "el", "ul", "bin", "ibn", "bint", "abu", "abd", "de", "del", "da", "van", "von", "der", "the", "of"})
_FOLDS = (
    ("shch", "s"),
    ("dzh", "j"),
    ("tch", "c"),
    ("tsch", "c"),
    ("kh", "h"),
    ("gh", "g"),
    ("zh", "j"),
    ("sh", "s"),
    ("ch", "c"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("w", "v"),
    ("z", "s"),
    ("h", ""),
)
_VOWELS = re.compile(r"[aeiouyj]+")
_GLIDE = re.compile(r"[iyj](?=[aeou])")
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 6
"""Words of a name that are looked at."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents; hyphens and apostrophes part or join as they are spoken.

    "Kim Jong-un" and "Kim Jong Un" have the same words, and "Al-Sisi" is "al", "sisi".
    """
    plain = name.casefold().translate(_LETTERS).replace("'", "").replace("’", "").replace("ʼ", "").replace("`", "")
    folded = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(_WORD.findall(folded))[:_MOST]


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a word (lower case) with spellings evened out: "kadyrov" and "qadirow" are both "kdrv"."""
    for spelling, fold in _FOLDS:
        word = word.replace(spelling, fold)
    bare = _VOWELS.sub("", word[1:])
    first = "j" if _GLIDE.match(word) else "a" if _VOWELS.match(word) else word[:1]
    return re.sub(r"(.)\1+", r"\1", first + bare)


def skeletons(name: str) -> tuple[str, ...]:
    """The keys under which spellings of a name meet: the skeletons of all its words in alphabetical order, run together.

    Particles ("al", "bin", "van") count nothing. () for a name that has no letters or whose skeleton is a single one.
    """
    words = [w for w in name_words(name) if w not in _SMALL] or list(name_words(name))
    whole = "".join(sorted(skeleton(w) for w in words))
    return (whole,) if len(whole) > 1 else ()
