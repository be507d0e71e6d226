"""Who tells, confirms and denies an event, in words that do not contradict each other. Pure; used as template filters."""

from collections.abc import Iterable
from dataclasses import replace

from reportedly.model import Claim
from reportedly.model.events import FUTURE
from reportedly.model.origins import DENIED, parties_of
from reportedly.model.stands import STANDING_RULES, Stands, Voice
from reportedly.store import EventRow
from reportedly.store.actors import country_name

FILTERS = ("told_apart", "one_voice", "standing_words", "standing_why", "state", "outsiders")
_NAMED = 2
DENYING = {
    "both parties say so": "both parties deny it",
    "one side only": "one side alone denies it",
    "third party": "a third party denies it",
}
"""Standings of what is told as denied alone: what the origins amount to is a denial."""
_TITLES = ("told by", "confirmed by", "denied by", "doubted by", "called off, as told by", "no comment from")


def told_apart(stands: Stands) -> list[tuple[str, list[Voice]]]:
    """Voices by what they do, each under one name, and those who confirm not among those who tell."""
    groups = (stands.asserted_by, stands.confirmed_by, stands.denied_by, stands.doubted_by, stands.called_off_by, stands.declined)
    names: dict[str, str] = {}
    for voice in (v for group in groups for v in group):
        names.setdefault(voice.id, voice.name)
    confirmed = {voice.id for voice in stands.confirmed_by}
    made = [[replace(v, name=names[v.id]) for v in group if i or v.id not in confirmed] for i, group in enumerate(groups)]
    return [(title, voices) for title, voices in zip(_TITLES, made, strict=True) if voices]


def one_voice(stands: Stands) -> str:
    """Which of those who tell it count as one origin, since they speak for one state; "" where none do."""
    sides: dict[str, dict[str, str]] = {}
    for voice in (*stands.asserted_by, *stands.confirmed_by, *stands.denied_by):
        if voice.side:
            sides.setdefault(voice.side, {}).setdefault(voice.id, voice.name)
    told = [f"{_and(names.values())} speak for {_state(side)} and count as one" for side, names in sides.items() if len(names) > 1]
    return "; ".join(told)


def standing_words(standing: str, statuses: Iterable[str]) -> str:
    """What an event's origins amount to, as a denial where it is told as one, and else at most as planned: nobody tells it as done."""
    first, *others = [*statuses] or [""]
    return DENYING.get(standing, standing) if first in DENIED and set(others) <= DENIED | FUTURE else standing


def outsiders(row: EventRow, claim: Claim) -> str:
    """Who tells an event as no party to it, where the telling that stands for it is a party's: that one is not the third party."""
    parties = parties_of(c.claim for c in row.claims)
    if row.standing != "third party" or not parties & set(claim.origin.side.split("+")):
        return ""
    names = ["unknown publisher" if o.id.startswith("report:") else o.name for o in row.origins if not parties & set(o.side.split("+"))]
    return _and(names[:_NAMED] or ["another"])


def standing_why(standing: str) -> str:
    """What a standing means, in words; "" for what is none."""
    return next((why for known, why in STANDING_RULES.items() if known == standing), "")


def state(code: str) -> str:
    """The name of a state by its code; the code where it is none."""
    return country_name(code) or code


def _state(side: str) -> str:
    return _and(country_name(code) or code for code in side.split("+"))


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
