"""Events across reports, as they are read from claims and the links between them.

A link never merges anything in place: `cluster` reads the events anew from the links that are in force. It is a
greedy clustering with vetoes: what cannot be one event never becomes one, however many links lead from one to the
other. The result does not depend on the order of claims or links.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from reportedly.model.annotation import Party
from reportedly.model.dates import bounds
from reportedly.model.resolved import Claim, Link
from reportedly.model.vocabulary import OWN_MODES

FUTURE = frozenset({"planned", "proposed", "threatened", "hypothetical"})
"""Statuses of an act that has not been done (yet)."""

_FAR_MORE = 4.0
"""Of two events that exclude each other a claim joins the one for which the scores of its links add up to so many times more."""

_UNCLEAR = "done or made ready"
"""The stage of what is told as done by one word and as being made ready by another ("preparations for a launch")."""

Pair = tuple[str, str]
Actors = frozenset[tuple[str, str]]  # (party id, country or "")


class Signature(NamedTuple):
    """What decides whether two claims can be of one event: who, on whom, when (first and last day), how real, what.

    `kind` is the type with its mode, where that is an act of its own, `thing` what the act is done with, `ahead` the day on
    which it is told as still to come (proleptic ordinal), `stage` "done" or "made ready" where it is plainly one of these.
    """

    actor: Actors
    recipient: Actors
    days: tuple[int, int] | None
    reality: str
    kind: tuple[str, str] = ("", "")
    thing: str = ""
    ahead: int | None = None
    stage: str = ""


def signature(claim: Claim) -> Signature:
    """The signature of a claim; a date that is none counts as unknown."""
    told = days(claim.published[:10]) if claim.published and (claim.is_ahead or claim.status == "planned") else None
    return Signature(
        _actors(claim.actor, claim.countries),
        _actors(claim.recipient, claim.countries),
        days(claim.date),
        reality(claim.status),
        kind=(claim.type, claim.mode if claim.mode and claim.mode in OWN_MODES.get(claim.type, ()) else ""),
        thing=claim.thing,
        ahead=told[0] if told else None,
        stage=_stage(claim),
    )


def _stage(claim: Claim) -> str:
    if claim.status in ("occurred", "ongoing"):
        return _UNCLEAR if claim.is_ahead else "done"
    return "made ready" if claim.is_ahead else ""


@lru_cache(maxsize=4096)
def days(date: str | None) -> tuple[int, int] | None:
    """First and last day (proleptic ordinals) that a date covers; None when it is missing or is none."""
    if not date:
        return None
    try:
        first, last = bounds(date)
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def reality(status: str) -> str:
    """How real an act is told to be: "recurring", "future" (may be), or "single" (done, going on, alleged, denied, or planned).

    What is planned can be what is done later: whether it is, the days must tell.
    """
    if status == "recurring":
        return "recurring"
    return "future" if status in FUTURE and status != "planned" else "single"


def is_same_party(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two parties can be one: the same id, or one is the country or government that the other belongs to."""
    if a[0] == b[0]:
        return True
    return bool(a[1]) and a[1] == b[1] and (is_state(a) or is_state(b))


def is_state(party: tuple[str, str]) -> bool:
    """Whether a party (id, country) is a country or its government."""
    return bool(party[1]) and party[0] in (party[1], f"{party[1]}-GOV")


def excludes(a: Signature, b: Signature) -> str:
    """Why two claims cannot be of one event, in words; "" when nothing speaks against it."""
    if a.days and b.days and (a.days[1] < b.days[0] or b.days[1] < a.days[0]):
        return "their dates have no day in common"
    if why_not := _other_act(a, b):
        return why_not
    if a.reality != b.reality:
        return f"one is {a.reality}, the other {b.reality}"
    if _told_ahead(a, b):
        return "one was done before the other is told as still to come"
    return _other_parties(a, b)


def is_other(a: Signature, b: Signature) -> bool:
    """Whether two tellings cannot be of one event, whatever their report says: by the days, by who acts on whom, by what is done."""
    return _apart_in_time(a, b) or is_reverse(a, b) or bool(_other_act(a, b)) or _is_other_visitor(a, b)


def _is_other_visitor(a: Signature, b: Signature) -> bool:
    """Whether two visits are of people of two countries. Of whom no country is known may be anybody, unless the hosts are others, too."""
    if "visit" not in (a.kind[1], b.kind[1]) or not a.actor or not b.actor or _meets(a.actor, b.actor):
        return False
    if any(is_state(p) or p[0].startswith(("group:", "unnamed")) for p in a.actor | b.actor):
        return False
    one, other = ({country for _, country in s.actor} for s in (a, b))
    return not one & other and ("" not in one | other or not _meets(a.recipient, b.recipient))


def _told_ahead(a: Signature, b: Signature) -> bool:
    """Whether one was done before the day on which the other, of which no day is known, is told as still to come."""
    for early, late in ((a, b), (b, a)):
        if late.ahead and late.days is None and early.days and early.ahead is None and early.days[1] < late.ahead:
            return True
    return False


def _other_act(a: Signature, b: Signature) -> str:
    """Why two claims are of different acts, in words, or "": another mode, done with another thing, done and being made ready."""
    if a.kind[0] == b.kind[0] and a.kind[1] != b.kind[1]:
        mode, other = (x.kind[1] or x.kind[0].lower() for x in sorted((a, b), key=lambda s: s.kind[1], reverse=True))
        return f"one is a {mode}, the other a {other}" if other in OWN_MODES.get(a.kind[0], ()) else f"only one is a {mode}"
    if a.thing and b.thing and a.thing != b.thing:
        return "one is done with {}, the other with {}".format(*sorted((a.thing, b.thing)))
    if {a.stage, b.stage} == {"done", "made ready"}:
        return "one is done, the other only being made ready"
    return ""


def cluster(claims: Iterable[Claim], links: Iterable[Link], *, held: Iterable[Collection[str]] = ()) -> dict[str, str]:
    """The event of each claim: claim id -> event id. Claims that nothing joins are events of their own.

    Only links of the layer "event" whose two claims are given count. A person's judgement outranks every stage's on
    the same pair, and joins what the stages would keep apart; among a person's own, the later one counts (links are
    given oldest first). "different" beats "same". A claim that fits two events that exclude each other joins neither,
    or the one for which far more speaks. The claims (ids) of each collection in `held` are of one event whatever links say.
    """
    known = {c.id: c for c in claims}
    verdicts = _verdicts(known, links)
    groups = _Groups(known, [pair for pair, (verdict, *_) in verdicts.items() if verdict == "different"])
    same = [(not person, not inner, score, pair) for pair, (verdict, person, inner, score) in verdicts.items() if verdict == "same"]
    for stage, outer, _, pair in sorted(same):
        if not (stage and outer):
            groups.fuse(pair, by_person=not stage)
    groups.settle()
    for ids in held:
        groups.hold(ids)
    loose = {pair: score for stage, outer, score, pair in same if stage and outer}
    for pair in sorted(_unambiguous(loose, groups), key=lambda p: (-loose[p], p)):
        groups.join(pair)
    return groups.events()


def event_id(claims: Collection[str]) -> str:
    """The id of the event that these claims (ids) are of: it depends on the smallest id alone."""
    return "ev-" + sha256(min(claims).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Groups:
    """Claims in groups. A part is what a person or the report itself made one; a group is one or more parts."""

    def __init__(self, claims: Mapping[str, Claim], different: Collection[Pair]) -> None:
        self._part = {id: id for id in claims}
        self._group = {id: id for id in claims}
        self._of_part = {id: [id] for id in claims}
        self._of_group = {id: [id] for id in claims}
        self._signs = {id: {signature(claim)} for id, claim in claims.items()}
        self._kinds: list[frozenset[Signature]] = []
        self._kind: dict[str, int] = {}
        self._in_group: dict[str, set[int]] = {}
        self._excluded: dict[tuple[int, int], bool] = {}
        self._different: dict[str, set[str]] = defaultdict(set)
        for a, b in different:
            self._different[a].add(b)
            self._different[b].add(a)

    def settle(self) -> None:
        """Ends the fusing: parts with the same signatures are of one kind from here on, compared once for all."""
        numbers: dict[frozenset[Signature], int] = {}
        self._signs = {part: _of_one_stage(signs) for part, signs in self._signs.items()}
        kinds = {part: numbers.setdefault(frozenset(signs), len(numbers)) for part, signs in self._signs.items()}
        self._kinds = list(numbers)
        self._kind = {id: kinds[part] for id, part in self._part.items()}
        self._in_group = {group: {self._kind[id] for id in ids} for group, ids in self._of_group.items()}

    def kind(self, claim: str) -> int:
        """The kind of the part that a claim is in."""
        return self._kind[claim]

    def exclude(self, a: int, b: int) -> bool:
        """Whether two kinds cannot be of one event: none of the alternatives of one fits any of the other's."""
        pair = (min(a, b), max(a, b))
        if pair not in self._excluded:
            self._excluded[pair] = all(excludes(x, y) for x in self._kinds[a] for y in self._kinds[b])
        return self._excluded[pair]

    def fuse(self, pair: Pair, *, by_person: bool) -> None:
        """Makes the parts of two claims one part; a report's own word is not taken against `is_other`."""
        a, b = self._part[pair[0]], self._part[pair[1]]
        if a == b or self._are_different(self._of_part[a], self._of_part[b]):
            return
        if not by_person and all(is_other(x, y) for x in self._signs[a] for y in self._signs[b]):
            return
        for id in self._of_part.pop(b):
            self._part[id] = a
            self._of_part[a].append(id)
        self._signs[a] = _narrowest(self._signs[a] | self._signs.pop(b))
        self._merge(self._group[pair[0]], self._group[pair[1]])

    def hold(self, ids: Collection[str]) -> None:
        """Makes the groups of these claims one group."""
        first, *others = ids
        for other in others:
            a, b = self._group[first], self._group[other]
            kinds = self._in_group[a] | self._in_group[b]
            self._in_group[self._merge(a, b)] = kinds

    def join(self, pair: Pair) -> None:
        """Makes the groups of two claims one group, unless a veto forbids it."""
        a, b = self._group[pair[0]], self._group[pair[1]]
        if a == b or self._are_different(self._of_group[a], self._of_group[b]):
            return
        if any(self.exclude(x, y) for x in self._in_group[a] for y in self._in_group[b]):
            return
        kept = self._merge(a, b)
        self._in_group[kept] = self._in_group[a] | self._in_group[b]

    def events(self) -> dict[str, str]:
        """Each claim's event."""
        return {id: event for ids in self._of_group.values() for event in [event_id(ids)] for id in ids}

    def _are_different(self, a: list[str], b: list[str]) -> bool:
        if not self._different:
            return False
        others = set(b)
        return any(not self._different[id].isdisjoint(others) for id in a if id in self._different)

    def _merge(self, a: str, b: str) -> str:
        """The larger of two groups takes in the other; returns its name."""
        if a != b and len(self._of_group[a]) < len(self._of_group[b]):
            a, b = b, a
        for id in self._of_group.pop(b) if a != b else ():
            self._group[id] = a
            self._of_group[a].append(id)
        return a


def _verdicts(known: Mapping[str, Claim], links: Iterable[Link]) -> dict[Pair, tuple[str, bool, bool, float]]:
    """Pair of claims -> (verdict in force, by a person, within one report, score)."""
    found: dict[Pair, tuple[str, bool, bool, float]] = {}
    rank = {"different": 2, "same": 1, "unsure": 0}
    for link in links:
        if link.layer != "event" or link.a == link.b or link.a not in known or link.b not in known:
            continue
        pair = (min(link.a, link.b), max(link.a, link.b))
        old = found.get(pair)
        if old and old[1] and not link.by_person:
            continue
        if old and not link.by_person and (rank[old[0]], old[3]) >= (rank[link.verdict], link.score):
            continue
        inner = known[link.a].report == known[link.b].report
        found[pair] = (link.verdict, link.by_person, inner, link.score)
    return found


def _unambiguous(loose: Mapping[Pair, float], groups: _Groups) -> list[Pair]:
    """The pairs left when a claim that fits two that exclude each other is joined to neither, or to the one with far more for it."""
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), score in loose.items():
        near[a][b] = score
        near[b][a] = score
    torn = {id: _excluded(id, others, groups) for id, others in near.items()}
    return [(a, b) for a, b in loose if b not in torn[a] and a not in torn[b]]


def _excluded(claim: str, others: Mapping[str, float], groups: _Groups) -> set[str]:
    """Those of `others` (with the scores of their links) that the claim's own part, or as good a match, excludes."""
    by_kind: dict[int, list[str]] = defaultdict(list)
    for other in others:
        by_kind[groups.kind(other)].append(other)
    weight = {kind: sum(others[id] for id in ids) for kind, ids in by_kind.items()}
    own = groups.kind(claim)
    return {id for kind, ids in by_kind.items() if groups.exclude(kind, own) or _is_doubtful(kind, weight, groups) for id in ids}


def _is_doubtful(kind: int, weight: Mapping[int, float], groups: _Groups) -> bool:
    """Whether another kind excludes this one, and what speaks for the other is not far less than what speaks for this."""
    for other in weight:
        if groups.exclude(kind, other):
            here = sum(value for k, value in weight.items() if groups.exclude(k, other))
            there = sum(value for k, value in weight.items() if groups.exclude(k, kind))
            if here < _FAR_MORE * there:
                return True
    return False


def single_ids(id: str) -> tuple[str, ...]:
    """The ids of those who stand behind a joint id ("RUS-GOV+PRK-GOV"); any other id alone.

    A plus sign in the id of a group joins the countries of its members: that is one group.
    """
    return (id,) if id.startswith(("group:", "unnamed")) else tuple(id.split("+"))


def country_code(id: str) -> str:
    """The alpha-3 code in the id of a country ("PRK") or a government ("PRK-GOV"); "" for any other id."""
    code = id.removesuffix("-GOV")
    return code if len(code) == 3 and code.isascii() and code.isalpha() and code.isupper() else ""


def _actors(parties: tuple[Party, ...], countries: Mapping[str, str]) -> Actors:
    return frozenset((p.id or p.name, countries.get(p.id) or country_code(p.id)) for p in parties)


def _other_parties(a: Signature, b: Signature) -> str:
    """Why the parties of two claims cannot be the same, in words, or ""."""
    if _is_mutual(a) or _is_mutual(b):
        everybody_a, everybody_b = a.actor | a.recipient, b.actor | b.recipient
        return "" if _meets(everybody_a, everybody_b) else "other parties"
    if not _meets(a.actor, b.actor):
        return "who acts in one acts upon the other" if is_reverse(a, b) else "other actors"
    return "" if _meets(a.recipient, b.recipient) else "other recipients"


def is_reverse(a: Signature, b: Signature) -> bool:
    """Whether who acts in one is acted upon in the other, and the other way round: a letter and its answer."""
    if not (a.actor and a.recipient and b.actor and b.recipient) or _meets(a.actor, b.actor) or _meets(a.recipient, b.recipient):
        return False
    return _meets(a.actor, b.recipient) and _meets(a.recipient, b.actor)


def _is_mutual(sign: Signature) -> bool:
    return len(sign.actor) > 1 and not sign.recipient


def _meets(a: Actors, b: Actors) -> bool:
    """Whether two sets of parties have one in common; nobody named meets anybody."""
    return not a or not b or any(is_same_party(x, y) for x in a for y in b)


def _apart_in_time(a: Signature, b: Signature) -> bool:
    return bool(a.days and b.days and (a.days[1] < b.days[0] or b.days[1] < a.days[0]))


def _of_one_stage(signs: set[Signature]) -> set[Signature]:
    """What a report tells as being made ready is made ready in its other tellings, too, unless one of them tells that it was done."""
    stages = {s.stage for s in signs}
    if "done" in stages or not ("made ready" in stages or stages == {"", _UNCLEAR}):
        return signs
    return {s._replace(stage="made ready") for s in signs}


def _narrowest(signs: set[Signature]) -> set[Signature]:
    """Without those whose days wholly contain another's, or that have none while another has."""

    def is_wider(wide: Signature, narrow: Signature) -> bool:
        if narrow.days is None or wide.days == narrow.days:
            return False
        return wide.days is None or (wide.days[0] <= narrow.days[0] and narrow.days[1] <= wide.days[1])

    return {s for s in signs if not any(is_wider(s, other) for other in signs)}
