"""Names as sequences of plain words, so that "Kim Jong-un", "KIM JONG UN" and "Kim Jong Un" are looked up as one."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

SPOKEN = 4  # letters from which an acronym may be written as a word ("Nato")
MANY = 3  # words from which a name is not mistaken for common words
COMPASS = frozenset({"north", "south", "east", "west"})
_PIECE = re.compile(r"['’]s\b|[,/]|[^\s,/’'\-‐‑–]+")
_DROPPED = re.compile(r"[.'’`\-‐‑–]+")


@lru_cache(maxsize=32768)
def normal(word: str) -> str:
    """One word without case, accents, dots, apostrophes and hyphens; "" for a hyphen or an apostrophe by itself."""
    if word.isalpha() and word.isascii():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
    return _DROPPED.sub("", plain) if plain != "." else plain


@lru_cache(maxsize=32768)
def pieces(name: str) -> tuple[str, ...]:
    """The words of a name as the parser would cut them, as written: "Workers' Party" gives ("Workers", "Party")."""
    return tuple(p for p in _PIECE.findall(name) if normal(p))


def key(name: str) -> tuple[str, ...]:
    """The plain words of a name."""
    return tuple(normal(p) for p in pieces(name))


def slug(name: str) -> str:
    """A key for an id: "Jane Doe" gives "jane-doe"."""
    return "-".join(w for w in key(name) if w not in (",", "/"))


def written_like(written: Sequence[str], form: Sequence[str]) -> bool:
    """Whether words are cased as a lexicon form asks: an acronym all in capitals, a capital where the form has one.

    After the first word of three a small letter will do: "Kim Jong-un", "UN security council"; and for a point of the compass before
    a capital, as North Korea's media write their neighbour: "south Korea".
    """
    strict = 1 if len(form) >= MANY else len(form)
    point = len(form) > 1 and written[0] in COMPASS and is_capitalised(written[1])
    return all(_cased_like(w, f, small=i >= strict or (i == 0 and point)) for i, (w, f) in enumerate(zip(written, form, strict=True)))


def _cased_like(written: str, form: str, *, small: bool) -> bool:
    bare = form.replace(".", "")
    if len(bare) > 1 and bare.isupper():
        return written.replace(".", "").isupper() or (len(bare) >= SPOKEN and written.istitle())
    return small or written[:1].isupper() or not form[:1].isupper()


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[:1].isupper()
