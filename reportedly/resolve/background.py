"""What a report tells of earlier acts beside its news: "the North's test in September 2016" under a headline on the test of today.

A report may name the two by one word and take them for one. What tells them apart: the news opens the report and is seldom
dated by a month or a year; what came before is told further down, with its date.
"""

import re
from collections.abc import Sequence

from reportedly.model import Claim
from reportedly.model.events import days, is_same_party, single_ids
from reportedly.model.guesses import guessed, is_borrowed
from reportedly.resolve.rules import remembered

LEAD = 2
"""The last sentence (counted from 0, the headline) in which the news is told first."""
_LONG_AGO = 31
"""Days before publication from which on an act is not the news."""
_YEAR = re.compile(r"'[^']*\b(?:19|20)\d\d\b[^']*' stands in the same")
_EARLIER = re.compile(r"'(?:earlier (?:this|in)|last (?:month|year)|previous)\b[^']*' stands in the same", re.IGNORECASE)
_OURS = re.compile(r"\b(?:our|my)\s+(?:[\w-]+\s+)?$", re.I)
_THAT = re.compile(r"\b(?:that|those)\s+(?:[\w-]+\s+)?$", re.I)
_AFTER = re.compile(r"\b(?:after|before|since|following)\b", re.IGNORECASE)
_BEFORE = 40  # characters before the word of an act that are read


def is_long_ago(claim: Claim, *, guess: bool = False) -> bool:
    """Whether a claim's date lies over a month before its report; with `guess` also one that was left open, or another telling gives.

    False where the day of either is not known.
    """
    act, told = days(claim.date or (guessed(claim, told=True) if guess else None)), days((claim.published or "")[:10])
    return bool(act and told and act[1] < told[0] - _LONG_AGO)


def is_earlier(claim: Claim) -> bool:
    """Whether a claim is dated to a time before the news: long ago, "earlier this month".

    In a report whose own day is not known a year says so: the news is told without it.
    """
    if claim.date is None or is_borrowed(claim):
        return False
    reason = claim.reasons.get("date", "")
    return is_long_ago(claim) or bool(_EARLIER.match(reason)) or (not claim.published and bool(_YEAR.match(reason)))


def earlier_of(claims: Sequence[Claim], text: str) -> frozenset[str]:
    """Of a report's tellings of what it takes for one act the ids of those that tell an earlier one; none where all may be one.

    Earlier acts are told below the lead, and the lead tells the news. Where the lead is on the earlier act ("the anniversary of the
    visit", "after he was jailed"), or does not tell the act at all, nothing says that there are two. "That test" after an earlier
    one is the earlier one.
    """
    early = [c for c in claims if is_earlier(c)]
    news = [c for c in claims if c.sentence <= LEAD and not _AFTER.search(_before(c, text))]
    if not early or not news or any(c.sentence <= LEAD for c in early) or any(remembered().intersection(c.terms) for c in news):
        return frozenset()
    found = {c.id: c for c in early}
    for claim in sorted(claims, key=lambda c: c.trigger.start):
        near = any(0 <= claim.sentence - other.sentence <= 1 for other in found.values())
        if claim.date is None and near and _THAT.search(_before(claim, text)):
            found[claim.id] = claim
    dates = {c.date for c in early if c.date}
    return frozenset(found) | {c.id for c in claims if c.date in dates and c.sentence > LEAD}


def is_of_speaker(claim: Claim, text: str) -> bool:
    """Whether an act is called his own ("our launch") by one who is none of those, and of none of the countries, that act in it."""
    if not claim.actor or not _OURS.search(_before(claim, text)):
        return False
    actors = {(id, claim.countries.get(id, "")) for p in claim.actor for id in single_ids(p.id)}
    speakers = {(id, claim.countries.get(id, "")) for p in claim.according_to for id in single_ids(p.id)}
    return not any(is_same_party(a, s) or (a[1] and a[1] == s[1]) for a in actors for s in speakers)


def _before(claim: Claim, text: str) -> str:
    """What stands right before the word of an act in its sentence."""
    start = claim.trigger.start
    return text[max(claim.evidence.start, start - _BEFORE) : start]
