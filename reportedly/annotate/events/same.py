"""Which event mentions of one report tell of the same event; precision before recall."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.annotate.syntax import Syntax
from reportedly.model import Party, Token

_NEW = frozenset(
    {
        "a",
        "an",
        "another",
        "new",
        "other",
        "further",
        "more",
        "second",
        "third",
        "next",
        "previous",
        "earlier",
        "several",
        "many",
        "any",
        "no",
    }
)
_POINTING = frozenset({"the", "this", "that", "these", "those"})
# What is said again is mostly said anew; such acts are told twice only where the headline tells them first or the day is the same.
_SAID = frozenset({"REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "AGREE", "REJECT", "CONCEDE"})
_STEM = 5  # letters that "invade" and "invasion", "withdraw" and "withdrawal" share
_BACK = 12  # events of a type that are compared


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
    """For each telling the index of the first telling of the same event (its own where it is the first).

    A telling joins an event only if it fits all tellings of it in parties and date.
    """
    first: list[int] = []
    members: dict[int, list[Telling]] = {}
    events: dict[str, list[int]] = {}
    for k, t in enumerate(tellings):
        known = reversed(events.get(t.type, [])[-_BACK:])
        found = next((e for e in known if any(same(m, t, syntax) for m in members[e]) and all(compatible(m, t) for m in members[e])), k)
        if found == k:
            events.setdefault(t.type, []).append(k)
        first.append(found)
        members.setdefault(found, []).append(t)
    return first


def same(a: Telling, b: Telling, syntax: Syntax) -> bool:
    """Whether `b`, told later, is the event that `a` tells."""
    if a.token.sentence == b.token.sentence or is_new(b.token, syntax) or is_plural(a.token) != is_plural(b.token):
        return False
    points = points_back(b.token, syntax)
    if not (a.actor & b.actor or a.recipient & b.recipient or (points and not (b.actor and b.recipient))):
        return False
    if a.type in _SAID and not points and not (a.date and a.date == b.date) and syntax.sentence(a.token).zone != "title":
        return False
    return alike(a.token, b.token) or (points and a.kind == b.kind)


def compatible(a: Telling, b: Telling) -> bool:
    """Whether two tellings can be one event by their parties and dates: unknown, or one within the other."""
    dates = a.date is None or b.date is None or a.date.startswith(b.date) or b.date.startswith(a.date)
    return dates and (a.actor <= b.actor or b.actor <= a.actor) and (a.recipient <= b.recipient or b.recipient <= a.recipient)


def alike(a: Token, b: Token) -> bool:
    """Whether two words are one, or a verb and its noun."""
    x, y = a.lemma.lower(), b.lemma.lower()
    return x == y or (a.pos != b.pos and len(x) >= _STEM and x[:_STEM] == y[:_STEM])


def is_plural(token: Token) -> bool:
    """Whether a noun tells of several events."""
    return token.tag in ("NNS", "NNPS")


def is_new(token: Token, syntax: Syntax) -> bool:
    """Whether the words bring in a further event ("another test", "new sanctions", "a letter")."""
    return token.pos == "NOUN" and any(c.lemma.lower() in _NEW for c in syntax.children(token, "det", "amod", "nummod"))


def points_back(token: Token, syntax: Syntax) -> bool:
    """Whether a noun speaks of what is known ("the visit", "his letter")."""
    return token.pos == "NOUN" and any(c.dep == "poss" or c.lemma.lower() in _POINTING for c in syntax.children(token, "det", "poss"))
