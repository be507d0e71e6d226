"""What an act's status cannot be: rules on top of the learned scores."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import takewhile

from reportedly import resources
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.status.around import claims
from reportedly.annotate.status.features import WORDS, Setting
from reportedly.model import AnnotatedReport, EventType, Status, Token
from reportedly.model.dates import bounds, is_date

DENIED = "it is what the statement denies"
SURMISED = "that goods went is told, that it was aid is what the sentence only suspects"
NOT_YET = frozenset[Status]({"planned", "proposed", "threatened", "hypothetical"})
"""What is still to come."""
_UNREAL = frozenset[Status]({"proposed", "threatened", "hypothetical"})
_DONE = frozenset[Status]({"occurred", "ongoing", "alleged", "denied", "did-not-happen"})
_SPOKEN = frozenset[EventType]({"ACCUSE", "REQUEST", "THREATEN"})
_UNDONE = frozenset[Status]({"denied", "did-not-happen"})
_PAST = frozenset({"v=have+VBN", "v=have+be+VBN", "v=be+have+VBN", "v=VBD"})
_ASKED = frozenset({"a:demand@0", "a:threat@0"})
"""The word of demand or warning on which the act hangs itself."""
_AHEAD = frozenset({"v=mood:future", "v=mood:would", "v=mood:may"})
_AGAINST = ("neg", "denial", "det=no", "never")
"""Parts of the names of features of words that negate, stop or deny."""
_SEEMING = frozenset({"a0=appear", "a0=seem"})
_BEFORE = "have+VBN"
"""The form of what "would have" happened, which is past all the same."""
_STILL_TO_COME = ("a:intent", "a:offer", "a:demand", "a:threat", "a:attempt", "a:condition", "b:planned", "b:conditional")
_MARKS = ("mood", "mark", "to|", "=to+")


def possible(scored: Mapping[str, float], features: Sequence[str], *, kind: str = "", withheld: bool = False) -> dict[str, float]:
    """The statuses that the wording leaves open for an act of a type (`kind`), with their probabilities.

    An act in a headline without a word of intent, demand or condition is told as done (77 of 91 on the training reports,
    where 14 are still to come): what speaks for its being still to come speaks for that; a past act that is negated did not
    happen or, by the word of who would have done it, is denied. That something was not done is no matter of what somebody is asked
    or warned not to do, of what will or may (not) be done or is not sure, nor of what somebody did not deny, stop or rule out; and
    a refusal that lies in the negation (`withheld`) was made (5 of 5 on annotated reports).
    """
    known = set(features)
    scored = _unfounded_out(scored, known)
    if withheld and "v=neg" in known:
        return moved(scored, _UNDONE, "occurred")
    if "v=neg" in known and known & _PAST:
        told = "denied" if any(f.startswith("sk=") and f.endswith("|self") for f in known) else None
        return {k: p for k, p in scored.items() if k == told or (told is None and k in _UNDONE)}
    if _is_imagined(known):
        return moved(scored, _UNDONE, "occurred" if kind == "REJECT" and "v=neg" in known else "hypothetical")
    if _is_told_after_all(known):
        return {k: p for k, p in scored.items() if k not in _UNDONE}
    if "zone=title" in known and not any(f.startswith(_STILL_TO_COME) or any(m in f for m in _MARKS) for f in features):
        return moved(scored, NOT_YET, "occurred")
    return dict(scored)


def is_withheld(kind: str, token: Token) -> bool:
    """Whether an act is a refusal by a word that says no such thing itself ("did not ENDORSE it"): what is not done is the refusal."""
    return kind == "REJECT" and token.pos == "VERB" and "REJECT" not in lexicon().types(token)


def _unfounded_out(scored: Mapping[str, float], known: Collection[str]) -> dict[str, float]:
    """The probabilities without denials of what no word negates, refuses or denies, nor of what only "appears" done."""
    names = "\n".join(known)  # looked through at once
    if "stance=denies" in known or any(m in names for m in _AGAINST):
        return dict(scored)
    away = _UNDONE if not _SEEMING.isdisjoint(known) else {"denied"}
    return {k: p for k, p in scored.items() if k not in away}


def moved(scored: Mapping[str, float], away: Collection[str], to: str) -> dict[str, float]:
    """The probabilities with those of `away` given to another status."""
    left = {k: p for k, p in scored.items() if k not in away}
    return left | {to: scored.get(to, 0.0) + sum(p for k, p in scored.items() if k in away)}


def _is_imagined(known: Collection[str]) -> bool:
    """Whether an act is asked or warned not to be done, will or may be done or not, or is not sure to be.

    Of 534 acts with such a mood that are not negated, four did not happen by the annotators; of 65 that are, 14, and 27 are refusals
    that were made (training reports and a quarter of the pool's).
    """
    if {"v=neg", "v=to+VB"} <= set(known) and (set(known) & _ASKED or not _pledges().isdisjoint(known)):
        return True
    if set(known) & _AHEAD and not any(f.startswith("v=") and _BEFORE in f for f in known):
        return "stance=denies" not in known
    return not _unsure().isdisjoint(known)


def _is_told_after_all(known: Collection[str]) -> bool:
    """Whether what stands above an act leaves it standing: not denied, not stopped, judged ("dismissed the SUMMIT"), of another clause.

    Of 206 acts that are praised, condemned or dismissed two did not happen by the annotators.
    """
    if "neg+denial" in known or "neg+negative" in known:
        return True
    if "v=neg" not in known and not (_judged() | _felt()).isdisjoint(known):
        return True
    return "a:negative/ccomp" in known and "v=neg" not in known and bool(set(known) & {"v=VBD", "v=have+VBN"})


@cache
def _judged() -> frozenset[str]:
    """The features of what somebody praises, condemns or dismisses: it took place, or was planned, all the same."""
    return frozenset(f"a0={word}" for word in resources.table(WORDS)["rules"]["judge"].split())


@cache
def _felt() -> frozenset[str]:
    """The features of what somebody is (not) concerned or pleased about: it was done all the same."""
    words = resources.table(WORDS)["rules"]["feel"].split()
    return frozenset(f"a{k}={word}" for word in words for k in (0, 1))


@cache
def _pledges() -> frozenset[str]:
    """The features of what somebody promises (not) to do."""
    return frozenset(f"a0={word}" for word in resources.table(WORDS)["rules"]["pledge"].split())


@cache
def _unsure() -> frozenset[str]:
    """The features of what is governed by a word that says that it is not sure ("no GUARANTEE that")."""
    words = resources.table(WORDS)["rules"]["unsure"].split()
    return frozenset(f"a{k}={word}" for word in words for k in (0, 1))


@cache
def _denials() -> frozenset[str]:
    return frozenset(resources.table(WORDS)["rules"]["deny"].split())


def is_denied(at: Setting, above: Sequence[Token], features: Collection[str]) -> bool:
    """Whether an act is what a statement denies: the word at the top of its content ("denied [any arms deal]"), or of a claim there.

    `above` are the words above the act's, upwards. Only words of denying deny ("dismissed the tests" does not), but claims may be
    dismissed ("rejected [claims of a deal]"), and only where they are not negated, or what is said is itself negated ("said it had
    [never sold arms]"). Charges, demands and threats that somebody denies were made all the same.
    """
    statement, token = at.statement, at.token
    if statement is None or statement.stance != "denies" or statement.quote == "direct" or at.event.type in _SPOKEN:
        return False
    content = next((span for span in statement.content if span.contains(token.span)), None)
    if content is None:
        return False
    between = [t for t in takewhile(lambda t: content.contains(t.span), above) if t.pos != "ADP"]
    if any(t.lemma.lower() not in claims() for t in between):
        return False
    words = at.cue.replace("n't", " not").split()
    if between:
        return not {"not", "never", "neither", "nor"} & set(words)
    if _denials().isdisjoint(words):
        return "v=neg" in features or "det=no" in features or "b:never" in {f.split("&")[0] for f in features}
    return not {"not", "never", "neither", "nor"} & set(words)


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


def is_surmised(at: Setting, item: AnnotatedReport) -> bool:
    """Whether only the going of goods is told, and that it is aid a surmise: "forty wagons LEFT for Norland, sparking speculation that".

    The surmise stands later in the same sentence, in the report's own words or with nobody named for it.
    """
    if at.event.type != "AID" or at.statement or at.token.lemma.lower() not in resources.table(WORDS)["rules"]["go"].split():
        return False
    sentence = item.sentences[at.token.sentence].span
    return any(
        s.stance == "suspects" and s.speaker is None and sentence.contains(c) and c.start > at.token.span.end
        for s in item.statements
        for c in s.content
    )
