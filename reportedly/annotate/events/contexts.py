"""What an act is about: the PLOVER contexts, from the words in its clause."""

from functools import cache

from reportedly import resources
from reportedly.annotate.syntax import Syntax
from reportedly.model import Token

CONTEXTS = "lexicons/en/events-contexts.toml"


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for context, words in resources.table(CONTEXTS).items():
        for word in words.split():
            found[word] = (*found.get(word, ()), context)
    return found


def contexts(token: Token, syntax: Syntax) -> tuple[str, ...]:
    """The contexts that the act's own words and those below it (an object's: around it) name, in the order of the text, each once."""
    known = _by_word()
    top = syntax.head(token) if token.dep in ("compound", "dobj", "pobj", "nsubjpass") else token
    within = [t for t in syntax.subtree(top) if abs(t.i - token.i) <= 15]
    return tuple(dict.fromkeys(c for t in within for c in known.get(t.lemma.lower(), ())))
