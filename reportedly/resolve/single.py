"""What tells one act from the next where acts of a kind come singly: a weapon's test has a day, a state and one thing that it is done with.

Such acts need no like words to be one: two launches of one state on one day are told of as one by nearly everybody. What
keeps two apart beyond the vetoes of `model.events`: another design (Hwasong-12, Hwasong-14), several of them ("tests"),
and a status that leaves open whether it was done.
"""

import re
from collections.abc import Mapping

from reportedly.model import Claim
from reportedly.model.dates import gap
from reportedly.model.events import days
from reportedly.model.guesses import guessed
from reportedly.resolve.rules import kind

_DESIGN = re.compile(r"([^\W\d]{2,})-(\d{1,3})[^\W\d]?s?")
_DONE = frozenset({"occurred", "ongoing", "alleged"})


def day_of(a: Claim, b: Claim) -> str | None:
    """The one day on which two claims tell an act that comes singly to have been; None where they tell of no day or of two.

    A day that is left open counts where the other claim tells the same one; of two left open both must be told, not guessed.
    """
    if not (is_single(a) and is_single(b)) or at_odds(a, b):
        return None
    told = not (a.date or b.date)
    one, other = a.date or _open_day(a, told=told), b.date or _open_day(b, told=told)
    return one if one == other and _is_day(one) else None


def is_single(claim: Claim) -> bool:
    """Whether a claim tells of one act, told as done, of a kind of which acts come singly."""
    if not kind(claim.type, claim.mode).single or claim.status not in _DONE or claim.is_ahead:
        return False
    return not is_many(claim)


def is_many(claim: Claim) -> bool:
    """Whether the trigger tells of several acts: a noun in the plural. A headline's one word is a verb ("launches")."""
    words = claim.label.lower().split()
    return bool(words) and words[-1].endswith("s") and (len(words) > 1 or claim.sentence > 0)


def at_odds(a: Claim, b: Claim) -> bool:
    """Whether two acts are done with other things, or with other designs of one family (Hwasong-12 and Hwasong-14)."""
    if a.thing and b.thing and a.thing != b.thing:
        return True
    one, other = designs(a), designs(b)
    return any(not one[family] & other[family] for family in one.keys() & other.keys())


def designs(claim: Claim) -> Mapping[str, set[str]]:
    """The numbered designs that a claim's sentence names: family -> numbers."""
    found: dict[str, set[str]] = {}
    for word in claim.terms:
        if told := _DESIGN.fullmatch(word):
            found.setdefault(told[1], set()).add(told[2])
    return found


def is_told_before(a: Claim, b: Claim) -> bool:
    """Whether `a`, of which no day is known, was told as done before `b` was done, by more than a day (of another time zone)."""
    if a.date or not a.published or not b.date or a.status == "planned" or a.is_ahead:
        return False
    told, done = days(a.published[:10]), days(b.date)
    return bool(told and done and told[1] < done[0] and gap(a.published[:10], b.date) > 1)


def _open_day(claim: Claim, *, told: bool) -> str | None:
    """The day that was left open; "testing" and its like may go on for years."""
    return None if claim.label.lower().endswith("ing") else guessed(claim, told=told)


def _is_day(date: str | None) -> bool:
    span = days(date)
    return span is not None and span[0] == span[1]
