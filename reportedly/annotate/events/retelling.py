"""Who takes part, seen in company: numbers for the second pass of the role scorer.

The first pass looks at each entity and each act alone. Who attacked is often told once and left out in "the attack"; who
demands is told by the verb above what is demanded; and of those named with an act only some can take part. The second pass
sees the first pass's probabilities of the rivals and of the acts around.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import get_args

from reportedly.annotate.events import reading_roles
from reportedly.annotate.events.roles import Act, Candidate, RoleView
from reportedly.annotate.syntax import Syntax
from reportedly.model import EntityKind, EventType, MentionKind

Chances = Mapping[str, tuple[float, float]]
"""Entity -> probabilities of being actor and recipient."""

_COMPANY = 60  # acts before and after that are asked; it bounds the time that very long reports take
_HEIGHT = 4  # how far above an act its governing act is looked for
_LEAST = 1e-3  # probabilities are kept away from 0 and 1 by this much
_ALONE = -1.0  # where there is nobody to compare with
_FARTHEST = 4  # sentences
_RANKS = 99

_SLOTS = ("A0", "poss", "by", "A1", "A2", "to", "against", "on", "with", "between", "of", "from", "in", "for", "mod", "A0?", "none")


def _places(of: Sequence[str]) -> dict[str, float]:
    return {value: float(k) for k, value in enumerate(of)}


_TYPE, _ENTITY, _MENTION, _SLOT = (_places(of) for of in (get_args(EventType), get_args(EntityKind), get_args(MentionKind), _SLOTS))
"""Their places in lists, as numbers."""

_OWN = ("actor", "recipient", "rank-actor", "rank-recipient", "rival-actor", "rival-recipient", "third-actor", "all-actor", "all-recipient")
_SCENE = ("candidates", "local", "words-off", "sentences-off", "locals", "sentence")
_WHO = ("entity-kind", "mention-kind", "named", "named-share", "named-rank", "slot", "slot-above", "speaks", "acts-speaking", "hears")
_WHAT = ("type", "verb", "reciprocal", "known")
_BESIDE = ("kin-actor", "kin-recipient", "peer-actor", "peer-recipient")
_AROUND = tuple(f"{which}-{role}" for which in ("word", "alike", "sentence", "above", "below", "last") for role in ("actor", "recipient"))
NAMES = (*_OWN, *_SCENE, *_WHO, *_WHAT, *_BESIDE, *_AROUND, *reading_roles.NAMES)
"""The numbers of a row, in order."""


@dataclass(frozen=True, slots=True)
class FirstPass:
    """An act with its candidates and what the first pass thought of each entity."""

    act: Act
    candidates: tuple[Candidate, ...]
    chances: Chances


class Company:
    """The acts of one report, each with those around it."""

    def __init__(self, passes: Sequence[FirstPass], view: RoleView) -> None:
        self.passes = passes
        self.view = view
        self._reading = reading_roles.RoleReading(view)
        self._governors = governors(passes, view.syntax)
        self._below: dict[int, list[int]] = {}
        for k, ups in enumerate(self._governors):
            for up in ups:
                self._below.setdefault(up, []).append(k)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {e: k for k, (e, _) in enumerate(self.view.named.most_common())}

    @cached_property
    def _most(self) -> int:
        return max(self.view.named.values(), default=1)

    @cached_property
    def _told(self) -> tuple[list[str], list[str], list[int]]:
        """The type, the word and the sentence of each act."""
        acts = [p.act for p in self.passes]
        return [a.type for a in acts], [a.token.lemma.lower() for a in acts], [a.token.sentence for a in acts]

    def rows(self, k: int) -> list[list[float]]:
        """A row of numbers (`NAMES`) for each candidate of an act."""
        one = self.passes[k]
        around, read = self._around(k), self._reading.rows(one.act, one.candidates)
        own = _standing(*([one.chances[c.entity][n] for c in one.candidates] for n in (0, 1)))
        what, beside = _what(one.act), self._beside(one)
        scene = (float(len(one.candidates)), float(sum([c.is_local for c in one.candidates])))
        return [
            [
                *own[j],
                *self._scene(one.act, c, scene),
                *self._who(one.act, c),
                *what,
                *beside[j],
                *_means(c.entity, around),
                *read[j],
            ]
            for j, c in enumerate(one.candidates)
        ]

    def _around(self, k: int) -> list[list[Chances]]:
        """What the first pass thought of those around an act: of its word, type, sentence, above, below, last of its word."""
        types, words, sentences = self._told
        near = [j for j in range(max(0, k - _COMPANY), min(len(self.passes), k + _COMPANY + 1)) if j != k]
        alike = [j for j in near if types[j] == types[k]]
        word = [j for j in alike if words[j] == words[k]]
        sentence = [j for j in near if sentences[j] == sentences[k]]
        groups = (word, alike, sentence, self._governors[k][:1], self._below.get(k, []), [j for j in word if j < k][-1:])
        return [[self.passes[j].chances for j in group] for group in groups]

    def _scene(self, act: Act, c: Candidate, scene: tuple[float, float]) -> list[float]:
        off = self.view.annotated.tokens[c.mention.head].sentence - act.token.sentence
        words = c.mention.head - act.token.i if c.is_local else 0
        return [scene[0], float(c.is_local), float(words), float(max(-_FARTHEST, off)), scene[1], float(act.token.sentence)]

    def _who(self, act: Act, c: Candidate) -> list[float]:
        view, e = self.view, c.entity
        slot = c.slot.rstrip("~^*!").rpartition(".")[2]
        kinds = (_place(view.kind(e), _ENTITY), _place(c.mention.kind, _MENTION))
        often = (float(view.named[e]), view.named[e] / self._most, float(self._ranks.get(e, _RANKS)))
        voice = [_ALONE if v is None else float(v) for v in view.voice(act.token, e)]
        return [*kinds, *often, _place(slot, _SLOT), float("." in c.slot), *voice]

    def _beside(self, one: FirstPass) -> list[list[float]]:
        """For each candidate the best chances of others of the same state, and of others that fill the same place of the act."""
        chances = [one.chances[c.entity] for c in one.candidates]
        states = [self.view.country(c.entity) for c in one.candidates]
        places = [c.slot if c.slot != "none" else None for c in one.candidates]
        kin, peers = _best_of_others(states, chances), _best_of_others(places, chances)
        return [[*a, *b] for a, b in zip(kin, peers, strict=True)]


def governors(passes: Sequence[FirstPass], syntax: Syntax) -> list[list[int]]:
    """For each act the acts above it in the tree, nearest first."""
    by_token = {p.act.token.i: k for k, p in enumerate(passes)}
    return [[by_token[t.i] for t in syntax.ancestors(p.act.token)[:_HEIGHT] if t.i in by_token] for p in passes]


def second_features(passes: Sequence[FirstPass], view: RoleView) -> list[list[list[float]]]:
    """For each act and each of its candidates a row of numbers, as `NAMES` has them."""
    company = Company(passes, view)
    return [company.rows(k) for k in range(len(passes))]


def _standing(actors: Sequence[float], recipients: Sequence[float]) -> list[list[float]]:
    """Each candidate's own chances and those of its rivals."""
    all_of = (sorted(actors)[-3] if len(actors) > 2 else 0.0, sum(actors), sum(recipients))
    sides = zip(_ranked(actors), _ranked(recipients), strict=True)
    return [[a[0], r[0], a[1], r[1], a[2], r[2], *all_of] for a, r in sides]


def _ranked(chances: Sequence[float]) -> list[tuple[float, float, float]]:
    """The log odds of each chance, how many are higher, and the highest of the others (0 without others)."""
    ordered = [0.0, *sorted(chances)]
    below, top = ordered[-2:] if chances else (0.0, 0.0)
    return [(_odds(p), float(len(ordered) - bisect_right(ordered, p, 1)), below if p == top else top) for p in chances]


def _best_of_others(keys: Sequence[str | None], chances: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """For each candidate the best chances among the others with its key; none count as alike without one."""
    found = [(_ALONE, _ALONE)] * len(keys)
    alike: dict[str, list[int]] = {}
    for j, key in enumerate(keys):
        if key:
            alike.setdefault(key, []).append(j)
    for group in alike.values():
        for j in group if len(group) > 1 else ():
            others = [chances[i] for i in group if i != j]
            found[j] = max([p[0] for p in others]), max([p[1] for p in others])
    return found


def _what(act: Act) -> list[float]:
    reciprocal = act.group is not None and act.group.reciprocal
    return [_place(act.type, _TYPE), float(act.token.pos == "VERB"), float(reciprocal), float(act.group is not None)]


def _means(entity: str, around: Sequence[Sequence[Chances]]) -> list[float]:
    found = []
    for group in around:
        if not group:
            found += [_ALONE, _ALONE]
            continue
        actor = recipient = 0.0
        for chances in group:
            if entity in chances:
                p = chances[entity]
                actor += p[0]
                recipient += p[1]
        found += [actor / len(group), recipient / len(group)]
    return found


def _place(value: str, among: Mapping[str, float]) -> float:
    return among.get(value, float(len(among)))


def _odds(p: float) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    return log(p / (1 - p))
