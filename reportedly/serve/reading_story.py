"""Questions for the way of a story through reports, and the words of one as they are sought. Pure."""

import re
from functools import cache
from typing import NamedTuple

from reportedly import resources
from reportedly.store.terms import telling_words, without_excluded

WORDS = "lexicons/en/search.toml"
_WORD = re.compile(r'"[^"]+"|[^\s"“”?!.,;]+(?:[.,][^\s"“”?!.,;]+)*')


class Asked(NamedTuple):
    """What a question for a story is about; `is_first`: it asks who told it first alone."""

    about: str
    is_first: bool


class Sides(NamedTuple):
    """The words of a story: those that stand close together, and names that stand near them."""

    core: str
    beside: str = ""


def story_asked(q: str) -> Asked | None:
    """What a question for the way of a story is about; None for other questions."""
    plain = " ".join(q.split()).strip(" ?.!")
    for is_first, patterns in _patterns():
        for pattern in patterns:
            if (found := pattern.fullmatch(plain)) and telling_words(found[1].split()):
                return Asked(found[1].strip(), is_first)
    return None


@cache
def _patterns() -> tuple[tuple[bool, tuple[re.Pattern[str], ...]], ...]:
    table = resources.table(WORDS)["story"]

    def made(told: str) -> re.Pattern[str]:
        return re.compile(re.escape(told).replace(r"\*", "(.+)").replace(r"\ ", r"\s+"), re.IGNORECASE)

    # the longest first: "who first said that *" before "who first said *"
    return tuple((name == "first", tuple(made(told) for told in sorted(table[name], key=len, reverse=True))) for name in ("ways", "first"))


def sides(words: str) -> Sides:
    """The words of a story as they are sought: what is in small letters or quotation marks stands close together, names near it.

    Where all are written with capitals, or none, they all stand together. Verbs that only say that something was done are passed over.
    """
    asked, never = without_excluded(words)
    light = resources.table(WORDS)["light"]["words"]
    given = [word for word in _WORD.findall(asked) if word.startswith('"') or telling_words([word])]
    told = [word for word in given if word.lower() not in light] or given
    core = [word for word in told if not word[:1].isupper()]
    if not core or len(core) == len(told):
        return Sides(" ".join([*told, *([never] if never else [])]))
    return Sides(" ".join([*core, *([never] if never else [])]), " ".join(word for word in told if word not in core))
