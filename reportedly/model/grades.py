"""The Admiralty grade: how reliable a source is (A-F) and how credible a piece of information (1-6), kept apart.

The scheme and its wording are those of NATO's AJP-2.1 (Allied Joint Doctrine for Intelligence Procedures) and
STANAG 2511: reliability is a judgement on the source, made by people; credibility one on the information, here
derived from who says so and open to be overridden. Neither is made from the other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reportedly.model.origins import SURMISED, UNSURE, voice_key
from reportedly.model.stands import Difference, Stands, Voice
from reportedly.model.vocabulary import Credibility, Reliability

RELIABILITY: Mapping[Reliability, str] = MappingProxyType(
    {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    }
)
"""What each grade of a source says."""

CREDIBILITY: Mapping[Credibility, str] = MappingProxyType(
    {
        1: "confirmed by other sources",
        2: "probably true",
        3: "possibly true",
        4: "doubtful",
        5: "improbable",
        6: "truth cannot be judged",
    }
)
"""What each grade of a piece of information says."""

_FEW = "tell it, but not more than one of them vouches for it"
UNGRADED: Reliability = "F"
"""The grade of a source that nobody has judged."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How credible an event is: the grade, its wording, why, and who says so ("grades/1", or "person:NAME")."""

    credibility: Credibility
    words: str
    reason: str
    made_by: str

    @property
    def by_person(self) -> bool:
        """Whether somebody, not a rule, graded it."""
        return self.made_by.startswith("person:")


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How the events fared that a source tells: numbers of events.

    `confirmed`: an independent origin tells or confirms it and nobody denies it; `denied`: another origin denies it;
    `conflicted`: its value (a date, an amount, a place) differs from another origin's; `alone`: nobody else speaks of
    it; `retracted`: the source itself also tells it as denied. An event may be in several. `events` counts all, of
    which only the latest were looked at when `is_cut`.
    """

    source: str
    events: int = 0
    confirmed: int = 0
    denied: int = 0
    conflicted: int = 0
    alone: int = 0
    retracted: int = 0
    is_cut: bool = False


def credibility(stands: Stands, *, unreal: bool = False) -> Grade:
    """The grade that an event has by rule; `unreal` says that it is only planned, proposed or hypothetical.

    Sides count once: a leader and his news agency are one voice. The rules are in docs/origins.md, in this order.
    """
    tellers, deniers = _sides(stands.asserted_by, stands.confirmed_by), _sides(stands.denied_by)
    open_values = [d.field for d in stands.differences if not d.can_agree]
    if unreal:
        return _grade(6, "it has not happened yet, so that nobody can have seen it")
    if deniers - tellers:
        return _disputed(tellers, deniers - tellers, stands)
    if not tellers:
        return _grade(6, "it was called off, so that nobody can have seen it" if stands.called_off_by else "nobody tells it")
    if len(tellers) == 1:
        return _grade(6, f"{_alone(stands)}, and nobody else speaks of it")
    vouched = {s for s in tellers if not _only_unsure(s, stands)}
    if stands.is_only_spoken_of or len(vouched) < 2:
        how = "speak of it, but none of them tells it outright" if stands.is_only_spoken_of else _FEW
        return _grade(3, f"{len(tellers)} independent origins {how}")
    if open_values:
        return _grade(2, f"{len(vouched)} independent origins tell it, with values that cannot all hold ({', '.join(open_values)})")
    if deniers:
        return _grade(2 if len(vouched) > 2 else 3, f"{len(vouched)} independent origins tell it; {len(deniers)} of them deny it elsewhere")
    return _undenied(vouched, stands)


def fared(source: str, stands: Stands) -> dict[str, bool]:
    """How one event that a source (id of an origin) tells has fared: see `TrackRecord`."""
    mine = next((v for v in (*stands.asserted_by, *stands.confirmed_by) if v.id == source), None)
    if mine is None:
        return {}
    others = {_key(v) for v in (*stands.asserted_by, *stands.confirmed_by)} - {_key(mine)}
    denied = {_key(v) for v in stands.denied_by}
    return {
        "confirmed": bool(others) and not denied,
        "denied": bool(denied - {_key(mine)}),
        "conflicted": any(_is_apart(d, mine) for d in stands.differences),
        "alone": not others and not denied - {_key(mine)},
        "retracted": any(v.id == source for v in stands.denied_by),
    }


def _grade(level: Credibility, reason: str) -> Grade:
    return Grade(level, CREDIBILITY[level], reason, "grades/1")


def _undenied(vouched: set[str], stands: Stands) -> Grade:
    """The grade of what several tell and nobody denies: 1 only where nobody doubts it and more than one tells it as more than alleged."""
    told = f"{len(vouched) if len(vouched) > 2 else 'two'} independent origins tell it"
    doubting = [v.name for v in stands.doubted_by if _key(v) not in vouched]
    if doubting:
        return _grade(2, f"{told}, and {', '.join(doubting[:4])} doubts it")
    sure = {s for s in vouched if not _only_unsure(s, stands, UNSURE)}
    if stands.standing == "both parties say so" or (len(sure) > 1 and (stands.confirmed_by or len(vouched) > 2)):
        return _grade(1, f"{len(vouched)} independent origins tell it, and nobody denies it")
    return _grade(
        2, f"{told}, and nobody denies it{', but not more than one of them tells it as more than alleged' if len(sure) < 2 else ''}"
    )


def _disputed(tellers: set[str], deniers: set[str], stands: Stands) -> Grade:
    """The grade of what somebody denies: by how many tell it, and by whether those who deny it are concerned."""
    names = ", ".join(v.name for v in stands.denied_by)
    outside = [v for v in stands.denied_by if v.relation == "a third party"]
    if not tellers:
        return _grade(5, f"{names} denies it, and nobody tells it in earnest")
    if len(tellers) > len(deniers):
        return _grade(3, f"{len(tellers)} independent origins tell it, {names} denies it")
    if outside or len(deniers) > len(tellers):
        return _grade(5, f"{_alone(stands)}, and {names} denies it" if len(tellers) == 1 else f"{names} deny it")
    return _grade(4, f"{_name(stands)} tells it, and {names}, whom it concerns, denies it")


def _sides(*groups: tuple[Voice, ...]) -> set[str]:
    return {_key(v) for group in groups for v in group}


def _key(voice: Voice) -> str:
    return voice_key(voice.id, voice.side)


def _name(stands: Stands) -> str:
    return next((v.name for v in (*stands.asserted_by, *stands.confirmed_by)), "nobody")


def _alone(stands: Stands) -> str:
    """That one side alone tells it, by the names of those who speak for it."""
    called: dict[str, str] = {}
    for voice in (*stands.asserted_by, *stands.confirmed_by):
        called.setdefault(voice.id, voice.name)
    names = list(called.values())
    return f"{names[0] if names else 'nobody'} alone tells it" if len(names) < 2 else f"{', '.join(names[:4])} tell it with one voice"


def _only_unsure(side: str, stands: Stands, unsure: Collection[str] = SURMISED) -> bool:
    """Whether a side itself only suspects it (tells it under no other status than these); what it alleges it vouches for."""
    how = {h for v in (*stands.asserted_by, *stands.confirmed_by) if _key(v) == side for h in v.how}
    return bool(how) and how.issubset(unsure)


def _is_apart(difference: Difference, mine: Voice) -> bool:
    """Whether a source's value cannot hold beside another's."""
    own = {v.text for v in difference.values if set(v.claims) & set(mine.claims)}
    return bool(own) and not difference.can_agree and any(v.text not in own for v in difference.values)
