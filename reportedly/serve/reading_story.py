"""Questions for the way of a story through reports, and the words of one as they are sought. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportedly import resources
from reportedly.serve.described import country_phrases
from reportedly.store.terms import telling_words, without_excluded

WORDS = "lexicons/en/search.toml"
_LONGEST = 5
"""Words of a country's name."""
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

    Where all are written with capitals, or none, they all stand together. Verbs that only say that something was done are passed over
    where two words or more are left.
    """
    asked, never = without_excluded(words)
    given = [word for word in _WORD.findall(asked) if word.startswith('"') or telling_words([word])]
    told = _without_light(given)
    told = told if sum(not word[:1].isupper() for word in told) > 1 else given  # "troops" alone would be of anything
    core = [word for word in told if not word[:1].isupper()]
    if not core or len(core) == len(told):
        return Sides(" ".join([*told, *([never] if never else [])]))
    return Sides(" ".join([*core, *([never] if never else [])]), " ".join(word for word in told if word not in core))


def ways(words: str) -> Iterator[tuple[Sides, str]]:
    """How a story is sought, one way behind another where nothing is found, each with what is left out."""
    told = sides(words)
    yield told, ""
    core = told.core.split()
    if told.beside and (bare := _without_light(core)) and bare != core:
        yield Sides(" ".join(bare), told.beside), " ".join(word for word in core if word not in bare)
    if told.beside and len(core) > 1:
        yield Sides(told.core), told.beside


def _without_light(words: Sequence[str]) -> list[str]:
    light = resources.table(WORDS)["light"]["words"]
    return [word for word in words if word.lower() not in light]


def names_asked(beside: str) -> list[str]:
    """The names among words with capitals: of several in a row those together that name a country ("North Korea"), else each."""
    words, found = beside.split(), []
    while words:
        size = next((n for n in range(min(_LONGEST, len(words)), 1, -1) if country_phrases(" ".join(words[:n]))), 1)
        found.append(" ".join(words[:size]))
        words = words[size:]
    return found
