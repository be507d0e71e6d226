"""Words of a question that name kinds of act, and which of them is the act that is asked for. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from reportedly import resources
from reportedly.codes import kinds, modes
from reportedly.errors import UsageError
from reportedly.model import EventType
from reportedly.store.terms import folded

WORDS = "lexicons/en/search.toml"
Kinds = tuple[str, ...]


@cache
def kinds_of(word: str) -> Kinds:
    """The kinds of act that a word names, in any form ("vetoed", "tests"); none for words of things ("weapons")."""
    table, lower = resources.table(WORDS), word.lower()
    things = table["things"]["words"]
    if lower in things or folded(lower) in {folded(thing) for thing in things}:
        return ()
    acts: Mapping[str, Sequence[str]] = table["acts"]
    for form in (lower, lower.removesuffix("s"), folded(lower)):
        if form in acts:
            return tuple(acts[form])
        try:
            return kinds(form)
        except UsageError:
            continue
    return _by_stem().get(folded(lower), ())


@cache
def _by_stem() -> Mapping[str, Kinds]:
    """The kinds that the names of types and modes stand for, by the stems of these: "released" is of "release"."""
    names = [name.lower() for type in get_args(EventType) for name in (type, *modes(type))]
    return {folded(name): kinds(name) for name in names}


def asked_kinds(told: Iterable[Mapping[str, Any]], given: Sequence[str], left: Sequence[str]) -> tuple[Kinds, list[str]]:
    """The kinds of act that are asked for, and the words that are left.

    They are those of words of telling ("accused"), else those of the words in `left`. Where several of these name acts of other types,
    a verb tells the act, and the others are what it is about: "who vetoed sanctions" asks for vetoes. A word that only
    says that an act is done ("imposed sanctions") makes the next one the act, and is passed over.
    """
    if acts := [entry["acts"] for entry in told if entry.get("acts")]:
        return _every(acts), list(left)
    light = resources.table(WORDS)["light"]["words"]
    named = [(i, found) for i, word in enumerate(left) if (found := kinds_of(word))]
    if not named:
        return (), list(left)
    at = _verb(given, left, [i for i, _ in named], light)
    types = {_type(kind) for i, found in named if i == at for kind in found}
    read = {i: found for i, found in named if at < 0 or types & {_type(kind) for kind in found}}
    return _every(read.values()), [word for i, word in enumerate(left) if i not in read and word.lower() not in light]


def _verb(given: Sequence[str], left: Sequence[str], named: Sequence[int], light: Sequence[str]) -> int:
    """The place of the word that is the act that is done; -1 where no verb says so."""
    verbs = resources.table(WORDS)["verbs"]["words"]
    lower = [word.lower() for word in given]
    asks = next((i for i, word in enumerate(lower) if word in resources.table(WORDS)["verbs"]["asking"]), len(lower))
    for i, word in enumerate(left):
        if i in named and (word.lower() in verbs or word.lower().endswith("ed")):
            return i
        if i in named and asks < lower.index(word.lower()) and not word.endswith("s") and i != named[-1]:  # "did China veto ..."
            return i
        if word.lower() in light:
            return next((n for n in named if n > i), -1)
    return -1


def _type(kind: str) -> str:
    return kind.partition("/")[0]


def _every(found: Iterable[Iterable[str]]) -> Kinds:
    return tuple(dict.fromkeys(kind for some in found for kind in some))
