"""Which entities fill the places of an act, and which places others fill: features for the role scorer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reportedly.annotate.events.arguments import Place
from reportedly.annotate.syntax import Syntax
from reportedly.model import Token

_PARTS = frozenset({"amod", "compound", "nmod", "poss", "appos"})
_MOST = 3  # places of one entity that are told
_OPEN = frozenset({"NOUN", "PROPN", "PRON"})
_MARKS = "~^*!"

Meant = Mapping[int, Iterable[str]]
"""Token index -> the entities that a word stands for."""


class Filling:
    """The places of one act with the entities that fill them.

    A mark on a place tells how: "^" the entity only describes the word there ("Russian troops"), "~" the same where the
    word has an entity of its own, "!" and "*" the word is "we", said by the entity or by somebody of that state.
    """

    def __init__(self, places: Sequence[Place], syntax: Syntax, meant: Meant, *, voices: Meant, states: Meant) -> None:
        self._of: dict[str, list[tuple[str, str]]] = {}
        self._open: set[str] = set()
        for place in places:
            at = place.token.i
            own = set(meant.get(at, ()))
            parts = {e for t in _parts(place.token, syntax) for e in meant.get(t, ())} - own
            told = [(own, ""), (parts, "~" if own else "^"), (set(voices.get(at, ())), "!"), (set(states.get(at, ())), "*")]
            for entities, mark in told:
                for e in entities:
                    self._of.setdefault(e, []).append((place.slot + mark, place.way))
            if place.token.pos in _OPEN and not any(entities for entities, _ in told):
                self._open.add(place.slot)
        self._without: list[str] | None = None  # what is told of entities without a place: most, and the same of all
        self._firsts = sorted(Counter(self._first(e) for e in self._of).items())

    def slot(self, entity: str) -> str:
        """The surest place of an entity; "none" without one."""
        return self._of[entity][0][0] if entity in self._of else "none"

    def features(self, entity: str, about: Sequence[str]) -> list[str]:
        """The places that an entity fills, that others fill and that stay open, alone and with what the act is (`about`).

        The first of `about` is the same for all entities.
        """
        found = []
        for slot, way in self._of.get(entity, [("none", "")])[:_MOST]:
            found += [f"S={slot}", f"S={slot}/{way}", *[f"S={slot}|{a}" for a in about]]
        if entity in self._of:
            return found + self._beside(self.slot(entity), self._first(entity), about)
        if self._without is None:
            self._without = self._beside("none", "", about)
        return found + self._without

    def _beside(self, first: str, own: str, about: Sequence[str]) -> list[str]:
        """The places that others than the one who fills `first` (without its mark `own`) fill, and those that stay open."""
        found = []
        for slot in [slot for slot, n in self._firsts if n > (slot == own)] or ["none"]:
            found += [f"O={slot}", f"O={slot}|{first}", *[f"O={slot}|{a}" for a in about[:1]]]
        for slot in sorted(self._open):
            found += [f"Q={slot}", f"Q={slot}|{first}"]
        return found

    def _first(self, entity: str) -> str:
        """The surest place of an entity that has one, without its mark."""
        return self._of[entity][0][0].rstrip(_MARKS)


def _parts(token: Token, syntax: Syntax) -> list[int]:
    """The words that describe a noun: its modifiers, theirs, and what it is of or from."""
    below = [c for c in syntax.children(token) if c.dep in _PARTS]
    below += [o for p in syntax.children(token, "prep") if p.lemma in ("of", "from") for o in syntax.children(p, "pobj")]
    return [t.i for c in below for t in (c, *(d for d in syntax.children(c) if d.dep in _PARTS))]
