"""The links within one report: what it takes for one act, less what it plainly mixes up."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.model import Claim, Link
from reportedly.model.events import Signature, is_other, signature
from reportedly.model.guesses import guessed, is_borrowed
from reportedly.resolve.background import earlier_of, is_earlier, is_long_ago, is_of_speaker
from reportedly.resolve.linkage import compare, headline_link
from reportedly.resolve.rules import MADE_BY

_FIRST = 100
"""Claims of a report among which what its headline tells is looked for."""
_DIFFERENT = 0.9


def within(claims: Sequence[Claim], text: str) -> list[Link]:
    """Each mention of an event to the first mention of it; what the headline tells to the first telling of it in the text.

    `text` is the report's. What it tells of an earlier act beside its news is linked as different from the news.
    """
    links = [link for same in _by_mention(claims) for link in _of_mention(same, text)]
    parted = {(link.a, link.b) for link in links if link.verdict == "different"}
    told = (_told_by_headline(claim, claims) for claim in claims if claim.sentence == 0)
    return links + [link for link in told if link and (link.a, link.b) not in parted]


def _told_by_headline(headline: Claim, claims: Sequence[Claim]) -> Link | None:
    """The link of a headline with the first telling of its act in the text; None where that is an act of before the news."""
    others = (c for c in claims[:_FIRST] if c.sentence > 0 and not is_other(_dated(headline), _dated(c)))
    found = ((c, link) for c in others if (link := headline_link(headline, c)))
    told, link = next(found, (None, None))
    is_news = not is_long_ago(headline, guess=True) and not is_earlier(headline)
    return None if told is None or (is_news and (is_long_ago(told, guess=True) or is_earlier(told))) else link


def without_earlier_days(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """The claims without what is left open of their dates where that is the day of an earlier act that the report takes for theirs."""
    wrong = set[str]()
    for same in _by_mention(claims):
        early = earlier_of(same, text)
        days = _days_of(c for c in same if c.id in early)
        wrong |= {c.id for c in same if early and c.id not in early and _has_day(c, days)}
    return tuple(replace(c, reasons={k: v for k, v in c.reasons.items() if k != "date"}, time=None) if c.id in wrong else c for c in claims)


def _by_mention(claims: Sequence[Claim]) -> Iterable[list[Claim]]:
    """The claims of each event that a report takes for one."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.mention].append(claim)
    return found.values()


def _of_mention(claims: list[Claim], text: str) -> list[Link]:
    """The links of what a report takes for one act: the news, earlier acts beside it, and what somebody calls his own."""
    if len(claims) == 1:
        return []
    early = earlier_of(claims, text)
    days = _days_of(c for c in claims if c.id in early)
    own = {c.id for c in claims if c.id not in early and is_of_speaker(c, text)}
    news = [c for c in claims if c.id not in early and c.id not in own]
    links = [*_retold(news, days), *_retold([c for c in claims if c.id in early])]
    for ids, why in ((early, "told as an earlier act beside the news"), (own, "called his own by one who has no part in the other")):
        links += [_apart(news[0], c, why) for c in claims if news and c.id in ids]
    return links


def _apart(a: Claim, b: Claim, why: str) -> Link:
    a, b = (a, b) if a.id <= b.id else (b, a)
    told = f"the report takes “{a.label}” and “{b.label}” for one, but one is {why}"
    return Link("event", a.id, b.id, "different", _DIFFERENT, told, MADE_BY)


def _retold(claims: list[Claim], unless: Collection[str] = ()) -> list[Link]:
    """The links of the tellings of one event, each to the first of those that it can be of one event with.

    A report may take this year's act and the last for one: what is told with a day comes first, what is told without one goes
    to the act of which most is told. Days of `unless` that other tellings lend are no one's.
    """
    groups, links = list[tuple[Signature, list[Claim]]](), list[Link]()
    for mine, claim in sorted(((_dated(claim, unless), claim) for claim in claims), key=lambda told: told[0].days is None):
        fits = [told for sign, told in groups if not is_other(sign, mine)]
        if not fits:
            groups.append((mine, [claim]))
            continue
        group = fits[0] if mine.days else max(fits, key=len)
        if link := compare(group[0], claim):
            links.append(link)
        group.append(claim)
    return links


def _dated(claim: Claim, unless: Collection[str] = ()) -> Signature:
    """The signature of a claim, with the day that was left open where it tells no other: a report may mix this year's act with the last."""
    day = None if _has_day(claim, unless) else guessed(claim, told=True)
    return signature(replace(claim, date=day) if day else claim)


def _has_day(claim: Claim, days: Collection[str]) -> bool:
    """Whether another telling lends a claim one of these days."""
    return claim.date is None and is_borrowed(claim) and guessed(claim) in days


def _days_of(claims: Iterator[Claim]) -> set[str]:
    return {day for c in claims if (day := c.date or guessed(c, told=True))}
