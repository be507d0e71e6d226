"""What keeps two tellings apart whatever the pair scorer thinks, and what makes their being one event likelier or less likely.

Words: lexicons/en/events-same.toml.
"""

from collections.abc import Mapping
from functools import cache

from reportedly import resources
from reportedly.annotate.events.coreference import Telling, conflicting, is_plural, relation
from reportedly.annotate.events.lexicon import DESTROY, LETTER, TEST, VISIT, lexicon

TABLE = "lexicons/en/events-same.toml"

_TO_COME = frozenset[str]({"planned", "proposed", "hypothetical", "threatened"})
_DONE = frozenset[str]({"occurred", "ongoing", "alleged", "recurring", "suspected"})


def excluded(a: Telling, b: Telling) -> bool:
    """Whether two tellings, `a` the earlier, cannot be of one event.

    No day or no place in common, done against not done or with another thing, each side acting on the other by what both
    sentences say (parties from the context may be the wrong ones), or told as two.
    """
    turned = a.here and b.here and bool(a.actor and b.actor) and a.actor <= b.recipient and b.actor <= a.recipient
    elsewhere = bool(a.land and b.land) and a.land != b.land
    other_thing = bool(a.thing and b.thing) and a.thing != b.thing
    return (
        other_thing or turned or elsewhere or conflicting(a.date, b.date) or {a.shape, b.shape} == {"past", "not"} or _is_told_apart(a, b)
    )


def weighed(p: float, a: Telling, b: Telling) -> float:
    """The probability of two tellings' being one event in the light of how they are told, from that which the scorer gives."""
    odds = _odds(a, b)
    return p * odds / (1 - p + p * odds)


def _odds(a: Telling, b: Telling) -> float:
    """By how much the odds of a pair are to be raised or lowered (1: not at all)."""
    told: Mapping[str, float] = resources.table(TABLE)["odds"]
    odds = 1.0
    if {a.status, b.status} == {"hypothetical", "ongoing"}:
        odds *= told["hypothetical-ongoing"]
    if (a.status, b.status) == ("ongoing", "occurred"):
        odds *= told["ongoing-occurred"]
    if a.type == b.type == "ASSAULT" and is_plural(a.token) and b.token.pos != "VERB" and not is_plural(b.token):
        odds *= told["attacks-attack"]
    if a.mode == b.mode == VISIT and relation(a.recipient, b.recipient) == "other":
        odds *= told["visits-elsewhere"]
    if a.type == b.type == "ASSAULT" and (a.mode == DESTROY) != (b.mode == DESTROY):
        odds *= told["destruction-attack"]
    if _is_state_and_own(a.who, b.who):
        odds *= told["state-own-acting"]
    if _is_state_and_own(a.whom, b.whom):
        odds *= told["state-own-acted-on"]
    return odds * told["meeting-speaking"] if (a.kind, b.kind) == ("meet", "discuss") else odds


def _is_state_and_own(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    """Whether one party is a country and the other one of its bodies or people; each is a kind and a country."""
    if one is None or other is None or one == other:
        return False
    return "country" in (one[0], other[0]) and bool(one[1]) and one[1] == other[1]


def _is_told_apart(a: Telling, b: Telling) -> bool:
    """What is seldom or never one event by how it is told.

    One weapon test and several; a letter and the answer to it; what was done and what was not; what is to come, and what partly
    others are told later to have done (5 of 79 such pairs of annotated reports were one); a further act, or one of another time; a letter
    and a meeting, a visit and a summit (none of 42 such pairs).
    """
    if a.mode == b.mode == TEST and is_plural(a.token) != is_plural(b.token):
        return True
    if a.mode == b.mode == LETTER and _is_answer(a) != _is_answer(b) and a.actor != b.actor:
        return True
    if {a.status, b.status} == {"occurred", "did-not-happen"}:
        return True
    if frozenset({_way(a), _way(b)}) in _OTHER_WAYS:
        return True
    marks = _marks()
    if b.marks & marks["further"] or (a.marks ^ b.marks) & marks["other"]:
        return True
    return a.status in _TO_COME and b.status in _DONE and relation(a.actor, b.actor) == "some"


_OTHER_WAYS = frozenset(frozenset(pair) for pair in ((LETTER, "meet"), (LETTER, "multilateral"), (LETTER, VISIT), ("multilateral", VISIT)))


def _way(act: Telling) -> str:
    """In which way two consult with one another: by letter, on a visit, ..., "" for another act."""
    return (act.mode or act.kind) if act.type == "CONSULT" else ""


def _is_answer(letter: Telling) -> bool:
    """Whether a letter is told as the answer to another."""
    return "answer" in lexicon().classes(letter.token.lemma.lower())


@cache
def _marks() -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in resources.table(TABLE)["marks"].items()}
