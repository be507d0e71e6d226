"""Whether two claims are of one event: a pure comparison, with its reason in words."""

from typing import NamedTuple

from reportedly.model import Claim, Link, Party
from reportedly.model.dates import gap
from reportedly.model.events import Signature, days, excludes, is_same_party, is_state, signature
from reportedly.resolve.pairs import chance, same_story, sketch
from reportedly.resolve.rules import MADE_BY, chances, kind, score, words
from reportedly.resolve.rules import limit as limit_of
from reportedly.resolve.senses import alike, read_sense
from reportedly.resolve.single import day_of, is_told_before

_FEW_WORDS = 5


def compare(a: Claim, b: Claim) -> Link | None:
    """The link between two claims, or None where there is nothing to say: another type, mode or cast.

    Symmetric: `compare(a, b) == compare(b, a)`. "same" needs the same type and mode, the same parties and dates that
    overlap and are fine enough for the kind (or nearly the same words); "different" says what speaks against it;
    "unsure" is for a person to look at. Within one report the report's own word holds.
    """
    a, b = (a, b) if a.id <= b.id else (b, a)
    if a.id == b.id or a.type != b.type:
        return None
    if a.report == b.report:
        return _inner(a, b)
    if a.mode and b.mode and a.mode != b.mode:
        return None
    one, other = signature(a), signature(b)
    why_not = excludes(one, other)
    if why_not:
        return _apart(a, b, why_not, cast=_cast(one, other))
    cast = _cast(one, other)
    if cast is None or _planned_after(a, b) or _planned_after(b, a) or is_told_before(a, b) or is_told_before(b, a):
        return None
    return _on_one_day(a, b, one, other) or _together(a, b, cast)


def headline_link(headline: Claim, told: Claim) -> Link | None:
    """The link of a report's headline with a telling of its text; None where it is not plain that both are of one act.

    Needs the same kind, all parties, nothing that excludes them, and the same word or one of like sense: a headline and
    the text below it are about one story. Never more than "same": what is told apart in the text is for the text to say.
    """
    if headline.type != told.type or headline.mode != told.mode or headline.mention == told.mention:
        return None
    one, other = signature(headline), signature(told)
    if excludes(one, other):
        return None
    cast = _cast(one, other)
    match = cast and _match(headline, told, cast)
    if not match or not match.whole or not _is_pinned(headline, told) or not (match.same_word or _is_like_sense(headline, told)):
        return None
    a, b = (headline, told) if headline.id <= told.id else (told, headline)
    return _link(a, b, "same", score("words") * match.worth, f"the headline tells what the report tells: {_what(headline)}")


def likeness(a: Claim, b: Claim) -> float:
    """The share of content words that two sentences have in common, 0..1 (Jaccard); 0 for very short ones."""
    one, other = set(a.terms), set(b.terms)
    if min(len(one), len(other)) < _FEW_WORDS:
        return 0.0
    return len(one & other) / len(one | other)


def _inner(a: Claim, b: Claim) -> Link | None:
    if not a.mention or a.mention != b.mention:
        return None
    return Link("event", a.id, b.id, "same", 1.0, f"the report tells one event twice: “{a.label}” and “{b.label}”", MADE_BY)


def _apart(a: Claim, b: Claim, why: str, *, cast: float | None) -> Link | None:
    """A link that says no; on the eve or the morrow of the same, with the same words, it says unsure."""
    if cast is None:
        return None
    if why.startswith("their dates") and a.date and b.date and gap(a.date, b.date) == 1 and likeness(a, b) >= words("unsure"):
        return _link(a, b, "unsure", score("unsure"), f"the same words, but a day apart: {a.date} and {b.date}")
    return _link(a, b, "different", 0.9, f"{why}: {a.date or 'no date'} and {b.date or 'no date'}")


def _together(a: Claim, b: Claim, cast: float) -> Link | None:
    """The link of two claims that nothing keeps apart."""
    match, one, other = _match(a, b, cast), days(a.date), days(b.date)
    if one and other:
        return _by_dates(a, b, match, max(one[1] - one[0], other[1] - other[0]) + 1)
    return _by_words(a, b, match)


def _on_one_day(a: Claim, b: Claim, one: Signature, other: Signature) -> Link | None:
    """The link of two acts of a kind of which acts come singly, by one actor on one day; None where this does not hold."""
    day = None if a.mode != b.mode or not one.actor or not other.actor or _side(one.actor, other.actor) < _STATE else day_of(a, b)
    if day is None or _elsewhere(a, b):
        return None
    worth = 1.0 - (score("by_state") if _side(one.actor, other.actor) < 1 else 0.0)
    told = f"{_what(a)}, both on {day}, and such acts come one by one"
    if a.date and b.date:
        return _link(a, b, "same", score("day") * worth, told)
    return _link(a, b, "same", score("single") * worth, f"{told}, though a day was left open as not sure")


class _Match(NamedTuple):
    """How well two claims match.

    Words in common (0..1), what the score is multiplied by, whether all parties are the same, or at least all of one claim
    among those of the other, and whether the trigger is.
    """

    alike: float
    worth: float
    whole: bool
    nested: bool
    same_word: bool

    @property
    def is_retold(self) -> bool:
        """Whether the wording alone says that it is the same: nearly all words, or many about one trigger."""
        return self.alike >= words("same") or (self.whole and self.same_word and self.alike >= words("same_word"))


def _match(a: Claim, b: Claim, cast: float) -> "_Match":
    """How well two claims match whose parties are so far the same (see `_cast`)."""
    common = likeness(a, b)
    worth = 1.0 - (score("by_state") if cast < 1 else 0.0) - (0.0 if a.mode == b.mode else score("no_mode"))
    whole = bool(a.recipient) == bool(b.recipient) and bool(a.actor) == bool(b.actor) and cast >= _STATE
    return _Match(common, worth * (0.9 + 0.1 * common), whole, cast >= _NESTED, bool(set(a.heads) & set(b.heads)))


def _by_dates(a: Claim, b: Claim, match: _Match, widest: int) -> Link | None:
    """The link of two claims whose dates overlap, the coarser of which covers `widest` days."""
    rule = kind(a.type, a.mode or b.mode)
    needed = rule.words if match.whole else max(rule.words, words("unsure"))
    near = widest <= (max(rule.days, limit_of("likely_days")) if match.whole else rule.days)
    likely = near and match.nested and not _elsewhere(a, b) and _is_likely(a, b, match)
    if likely or (widest <= rule.days and not _elsewhere(a, b) and match.alike >= needed):
        base = score("day") if widest == 1 else score("span")
        return _link(a, b, "same", base * match.worth, f"{_what(a)}, {a.date} {'=' if a.date == b.date else 'with'} {b.date}")
    told = f"{_what(a)}, {a.date} with {b.date}, {match.alike:.0%} of the words in common"
    if widest <= _MONTH and match.is_retold:
        return _link(a, b, "same", score("words") * match.worth, told)
    if widest <= _MONTH and match.alike >= (words("little") if widest <= rule.days else words("unsure")):
        return _link(a, b, "unsure", score("unsure") * match.worth, told)
    return None


_MONTH = 31
_STATE = 0.9
_NESTED = 0.7


def _by_words(a: Claim, b: Claim, match: _Match) -> Link | None:
    """The link of two claims of which one at least has no date: only wording and the days of publication can tell."""
    if not (a.published and b.published and days(a.published[:10]) and days(b.published[:10])):
        return None
    apart = gap(a.published[:10], b.published[:10])
    if apart > limit_of("published_days"):
        return None
    told = f"{_what(a)}, {match.alike:.0%} of the words in common, published {apart} days apart, not both dated"
    if match.is_retold:
        return _link(a, b, "same", score("words") * match.worth, told)
    likely = match.whole and _is_likely(a, b, match)
    if likely and kind(a.type, a.mode or b.mode).story and _is_pinned(a, b, people=True):
        return _link(a, b, "same", score("story") * match.worth, f"{told}, but one story tells of one such act between the same")
    if likely or match.alike >= words("unsure"):
        return _link(a, b, "unsure", score("unsure") * match.worth, told)
    return None


def _is_likely(a: Claim, b: Claim, match: "_Match") -> bool:
    """Whether what two claims tell is very likely one story, and one event of it, told by the same word or one of like sense."""
    if not (match.same_word or _is_like_sense(a, b)):
        return False
    one, other = sketch(a), sketch(b)
    story = same_story(one, other)
    return story >= chances("story") and chance(one, other, story=story) >= chances("pair")


def _is_like_sense(a: Claim, b: Claim) -> bool:
    """Whether the encoder reads the two triggers as of like sense."""
    one, other = read_sense(a.sense), read_sense(b.sense)
    return bool(one and other and alike(one, other) >= chances("sense"))


def _is_pinned(a: Claim, b: Claim, *, people: bool = False) -> bool:
    """Whether both name two who take part, or one the same mode: "talks" of one alone may be with anybody.

    With `people` two that are no states: delegations of two states hold talks by the dozen, their leaders meet once.
    """
    told = (signature(a), signature(b))
    named = ([p for p in (*s.actor, *s.recipient) if not (people and is_state(p))] for s in told)
    return bool(a.mode and a.mode == b.mode) or all(len(parties) > 1 for parties in named)


def _planned_after(a: Claim, b: Claim) -> bool:
    """Whether `a` is planned still when `b` is done: told as planned more than a day after it was done or told as done."""
    if not (a.status == "planned" or a.is_ahead) or b.status == "planned" or b.is_ahead or not a.published:
        return False
    told, done = days(a.published[:10]), days(b.date) or days((b.published or "")[:10])
    return bool(told and done and told[0] > done[1] + 1)


def _link(a: Claim, b: Claim, verdict: str, value: float, reason: str) -> Link:
    return Link("event", a.id, b.id, verdict, round(value, 3), reason, MADE_BY)  # type: ignore[arg-type]


def _what(a: Claim) -> str:
    """An act in words: "both: letter, Vladimir Putin -> Kim Jong Un"."""
    who = _names(a.actor)
    return (
        f"both: {a.mode or a.type.lower()}, {who} -> {_names(a.recipient)}" if a.recipient else f"both: {a.mode or a.type.lower()}, {who}"
    )


def _names(parties: tuple[Party, ...]) -> str:
    return " and ".join(p.name for p in parties) or "nobody named"


def _cast(a: Signature, b: Signature) -> float | None:
    """How far two claims have the same parties: 1 the same, .9 a leader for a country, .7 all of one, .5 some; None: no."""
    if not (a.actor or a.recipient) or not (b.actor or b.recipient):
        return None
    mutual = any(len(s.actor) > 1 and not s.recipient for s in (a, b))
    sides = [(a.actor | a.recipient, b.actor | b.recipient)] if mutual else [(a.actor, b.actor), (a.recipient, b.recipient)]
    values = [_side(x, y) for x, y in sides if x and y]
    if not values or not all(values):
        return None
    return min(values)


def _side(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> float:
    if {x[0] for x in a} == {y[0] for y in b}:
        return 1.0
    met_a = sum(any(is_same_party(x, y) for y in b) for x in a)
    met_b = sum(any(is_same_party(x, y) for x in a) for y in b)
    if met_a == len(a) and met_b == len(b):
        return _STATE
    if met_a == len(a) or met_b == len(b):
        return _NESTED
    return 0.5 if met_a else 0.0


def _elsewhere(a: Claim, b: Claim) -> bool:
    """Whether the places are known to lie in different countries."""
    return bool(a.place and b.place and a.place.country and b.place.country and a.place.country != b.place.country)
