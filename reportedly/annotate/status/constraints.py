"""What an act's status cannot be: rules on top of the learned scores."""

from collections.abc import Mapping, Sequence

from reportedly.model import EventMention, EventType, Statement, Status, Token
from reportedly.model.dates import bounds, is_date

DENIED = "it is what the statement denies"
_NOT_YET = frozenset[Status]({"planned", "proposed", "threatened", "hypothetical"})
_UNREAL = frozenset[Status]({"proposed", "threatened", "hypothetical"})
_DONE = frozenset[Status]({"occurred", "ongoing", "alleged", "denied", "did-not-happen"})
_SPOKEN = frozenset[EventType]({"ACCUSE", "REQUEST", "THREATEN"})
_UNDONE = frozenset[Status]({"denied", "did-not-happen"})
_PAST = frozenset({"v=have+VBN", "v=have+be+VBN", "v=be+have+VBN", "v=VBD"})
_ASKED = frozenset({"a:demand@0", "a:threat@0"})
"""The word of demand or warning on which the act hangs itself."""
_STILL_TO_COME = ("a:intent", "a:offer", "a:demand", "a:threat", "a:attempt", "a:condition", "b:planned", "b:conditional")
_MARKS = ("mood", "mark", "to|", "=to+")


def possible(scored: Mapping[str, float], features: Sequence[str]) -> dict[str, float]:
    """The statuses that the wording leaves open, with their probabilities.

    An act in a headline without a word of intent, demand or condition is told as done (77 of 91 on the training reports,
    where 14 are still to come): what speaks for its being still to come speaks for that; a past act that is negated did not
    happen or, by the word of who would have done it, is denied. What somebody is asked or warned not to do is imagined: nobody has
    said that it was not done.
    """
    known = set(features)
    if {"v=neg", "v=to+VB"} <= known and known & _ASKED:
        left = {k: p for k, p in scored.items() if k not in _UNDONE}
        return left | {"hypothetical": scored.get("hypothetical", 0.0) + sum(scored.get(k, 0.0) for k in _UNDONE)}
    if "v=neg" in known and known & _PAST:
        told = "denied" if any(f.startswith("sk=") and f.endswith("|self") for f in known) else None
        return {k: p for k, p in scored.items() if k == told or (told is None and k in _UNDONE)}
    if "zone=title" in known and not any(f.startswith(_STILL_TO_COME) or any(m in f for m in _MARKS) for f in features):
        left = {k: p for k, p in scored.items() if k not in _NOT_YET}
        return left | {"occurred": scored.get("occurred", 0.0) + sum(p for k, p in scored.items() if k in _NOT_YET)}
    return dict(scored)


def is_denied(token: Token, head: Token, event: EventMention, statement: Statement | None) -> bool:
    """Whether an act is what a statement denies: the word at the top of its content ("denied [any arms deal]").

    `head` is the word above `token`. Charges, demands and threats that somebody denies were made all the same.
    """
    if statement is None or statement.stance != "denies" or statement.quote == "direct" or event.type in _SPOKEN:
        return False
    content = next((span for span in statement.content if span.contains(token.span)), None)
    return content is not None and (head.i == token.i or not content.contains(head.span))


def contradicts(status: Status, date: str | None, published: str) -> str:
    """Why an act of this status cannot take place on this date, in words; "" where it can or nothing is known.

    What is demanded, threatened or imagined lies ahead of the report; what is told as done does not.
    """
    if not date or not is_date(date) or not is_date(published):
        return ""
    (first, last), (today, _) = bounds(date), bounds(published)
    if status in _UNREAL and last <= today:
        return f"told as {status}, so not on {date}, before the report"
    if status in _DONE and first > today:
        return f"told as {status}, so not on {date}, after the report"
    return ""
