"""What speaks for an act's taking place when another act of the report does: features for the date linker's second pass.

Talks held on a visit take the visit's date; a headline's act that of the lede; an act told again that of its first telling.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.events.coreference import Telling, likeness
from reportedly.annotate.events.dating import grain
from reportedly.annotate.syntax import Syntax

if TYPE_CHECKING:
    from reportedly.annotate.events.triggers import Trigger

_NEAR = 2  # sentences to either side in which an act without a date looks for one that has it
_LIKELY = 0.15  # from this probability of being one event on, distance does not matter
_HEIGHT = 5  # how far above a clause of "where" the visit is looked for
_MOST = 12  # acts that are looked at for each


class CompanyView:
    """The tellings of one report with their dates so far, the chance of each pair to be one event, and their groups."""

    def __init__(self, tellings: Sequence[Telling], syntax: Syntax, chance: Mapping[tuple[int, int], float], first: Sequence[int]) -> None:
        self.tellings = tellings
        self.syntax = syntax
        self.chance = chance
        self.first = first
        self._opening = [s.index for s in syntax.sentences if s.zone == "body"][:3]
        self._dated = [k for k, t in enumerate(tellings) if t.date]

    def company(self, i: int) -> list[tuple[int, list[str]]]:
        """The dated acts from which act `i` may have its date, each with the features of the pair."""
        found = [j for j in self._dated if j != i and self._is_near(i, j)]
        found.sort(key=lambda j: (-self._chance(i, j), abs(self._steps(i, j)), abs(i - j)))
        return [(j, self._features(i, j)) for j in found[:_MOST]]

    def _is_near(self, i: int, j: int) -> bool:
        if self.first[i] == self.first[j] or abs(self._steps(i, j)) <= _NEAR or self._chance(i, j) >= _LIKELY:
            return True
        return self._zone(i) == "title" and self._zone(j) == "lede"

    def _steps(self, i: int, j: int) -> int:
        return self.tellings[i].token.sentence - self.tellings[j].token.sentence

    def _chance(self, i: int, j: int) -> float:
        return self.chance.get((min(i, j), max(i, j)), 0.0)

    def _zone(self, i: int) -> str:
        sentence = self.syntax.sentence(self.tellings[i].token)
        return "title" if sentence.zone == "title" else "lede" if sentence.index in self._opening else "body"

    def _features(self, i: int, j: int) -> list[str]:
        a, b = self.tellings[i], self.tellings[j]
        p = self._chance(i, j)
        sure = "-" if not p else str(min(9, int(p * 10)))
        one = self.first[i] == self.first[j]
        far = str(max(-3, min(3, self._steps(i, j))))
        who = (
            "all"
            if a.actor | a.recipient == b.actor | b.recipient
            else "some"
            if (a.actor | a.recipient) & (b.actor | b.recipient)
            else "no"
        )
        nations = bool(a.countries & b.countries)
        fine = grain(b.date or "")
        zone = f"{self._zone(i)}<{self._zone(j)}"
        found = ["bias", "c:bias", f"c:sure={sure}", f"c:one={one}", f"c:one={one}|{fine}", f"c:one={one}|far={far}", f"c:far={far}"]
        found += [f"c:who={who}|far={far}", f"c:who={who}|{nations}", f"c:zone={zone}", f"c:zone={zone}|one={one}", f"c:fine={fine}"]
        found += [f"c:y={a.type}<{b.type}", f"c:y={a.type}|one={one}", f"c:shape={a.shape}<{b.shape}", f"c:shape={a.shape}|far={far}"]
        found += [
            f"c:like={likeness(a, b)}|one={one}",
            f"c:{a.type}|far={far}",
            f"c:n={min(3, len({self.tellings[k].date for k in self._dated}))}",
        ]
        return found + self._within(i, j, far)

    def _within(self, i: int, j: int, far: str) -> list[str]:
        """How two acts of one sentence hang together."""
        a, b = self.tellings[i].token, self.tellings[j].token
        if far != "0":
            para = self.syntax.sentence(a).paragraph == self.syntax.sentence(b).paragraph
            return [f"c:para={para}|far={far}"]
        over_a, over_b = [t.i for t in self.syntax.ancestors(a)], [t.i for t in self.syntax.ancestors(b)]
        if b.i in over_a:
            return [f"c:below={a.dep}", f"c:below={'^'.join(t.dep for t in (a, *self.syntax.ancestors(a)[: over_a.index(b.i)]))[:40]}"]
        if a.i in over_b:
            return [f"c:above={b.dep}", f"c:above={'^'.join(t.dep for t in (b, *self.syntax.ancestors(b)[: over_b.index(a.i)]))[:40]}"]
        return [f"c:beside={a.dep}<{b.dep}"]


def held_there(syntax: Syntax, acts: Sequence["Trigger"]) -> dict[int, int]:
    """Act (index) -> the visit or meeting at which it was done, told in a clause of "where" ("a visit to Norland, where they MET").

    Only finished acts of meeting (CONSULT, in the past tense) on both sides: what was built "where they met" took its own time.
    """
    by_token = {a.token.i: k for k, a in enumerate(acts)}
    found = {}
    for k, act in enumerate(acts):
        token = act.token
        if act.type != "CONSULT" or token.tag != "VBD" or not any(w.lemma.lower() == "where" for w in syntax.children(token, "advmod")):
            continue
        over = [t for t in syntax.ancestors(token)[:_HEIGHT] if t.i in by_token and acts[by_token[t.i]].type == "CONSULT"]
        if token.dep in ("relcl", "advcl") and over:
            found[k] = by_token[over[0].i]
    return found
