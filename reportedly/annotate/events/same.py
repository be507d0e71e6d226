"""Which event mentions of one report tell of the same event; precision before recall."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.annotate.syntax import Syntax
from reportedly.model import Party, Token

_NEW = frozenset(
    {"a", "an", "another", "new", "other", "further", "more", "second", "third", "next", "previous", "earlier", "several", "many"}
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What the comparison looks at: the word, the act's kind (type, and group or lemma), parties, date."""

    token: Token
    type: str
    kind: str
    actor: frozenset[str]
    recipient: frozenset[str]
    date: str | None


def telling(token: Token, type_: str, *, kind: str, actor: Sequence[Party], recipient: Sequence[Party], date: str | None) -> Telling:
    """A telling from the parts of an event mention."""
    return Telling(token, type_, kind, frozenset(p.id for p in actor), frozenset(p.id for p in recipient), date)


def clusters(tellings: Sequence[Telling], syntax: Syntax) -> list[int]:
    """For each telling the index of the first telling of the same event (its own where it is the first)."""
    first: list[int] = []
    last_of: dict[str, list[int]] = {}
    for k, t in enumerate(tellings):
        found = k
        for j in reversed(last_of.get(t.type, [])[-8:]):
            if same(tellings[j], t, syntax):
                found = first[j]
                break
        first.append(found)
        last_of.setdefault(t.type, []).append(k)
    return first


def same(a: Telling, b: Telling, syntax: Syntax) -> bool:
    """Whether `b`, told later, is the event that `a` tells."""
    if a.type != b.type or a.token.sentence == b.token.sentence or is_new(b.token, syntax):
        return False
    alike = a.token.lemma.lower() == b.token.lemma.lower() or (a.kind == b.kind and bool(a.actor & b.actor))
    return alike and fit(a.actor, b.actor) and fit(a.recipient, b.recipient) and dates_fit(a.date, b.date)


def fit(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one set of parties is part of the other; two empty ones are, one empty one only with a definite noun."""
    return a <= b or b <= a


def dates_fit(a: str | None, b: str | None) -> bool:
    """Whether two dates can be the same day: one unknown, or one within the other."""
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def is_new(token: Token, syntax: Syntax) -> bool:
    """Whether the words bring in a further event ("another test", "new sanctions", "a letter")."""
    return token.pos == "NOUN" and any(c.lemma.lower() in _NEW for c in syntax.children(token, "det", "amod", "nummod"))
