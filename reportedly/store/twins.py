"""Events that may be one although nothing joined them: the same kind of act and parties, on one day, or one of them not told so closely.

They are offered to a person and never joined by this: a visit that one report dates and another tells of as "his visit".
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from reportedly.model import Claim
from reportedly.model.events import days, excludes, signature
from reportedly.model.origins import DENIED
from reportedly.store import tables as t
from reportedly.store.actors import ACTING
from reportedly.store.claims import by_number, stored_claim
from reportedly.store.days import published_day
from reportedly.store.rows import ClaimRow, EventRow

_LATER, _BACK = 3, 31
"""Days after an act within which it may be told without its date; days before a report that tells both within which the dated one lies."""
_VAGUE = 3
"""Days that a date may cover to say on which day an act was."""
_COARSE = 31
"""Days that a date may cover for an act on one of them to be perhaps the same."""
_LOOKED_AT = 60


class Twin(NamedTuple):
    """Another event that may be the same, by the claim that tells it, and why it may be; `is_near`: of the same day or the next."""

    row: ClaimRow
    reason: str
    is_near: bool = False


def of_event(connection: Connection, event: EventRow, *, least: float = 0.0, most: int = 6, beside: int = 0) -> list[Twin]:
    """The events that may be this one, scored `least` or accepted; at most so many, the nearest first.

    Days count as one where they lie at most `beside` days apart: where it was the day before, clocks or sentences may tell another.
    """
    own = [row.claim for row in event.claims][:20]
    when = _when(event, beside)
    if when is None or not own:
        return []
    columns = t.claims.c
    sure = or_(columns.score >= least, columns.judged == "accept")
    query = select(columns.no, columns.body, columns.event, columns.corrected).where(
        columns.type == event.type, columns.event != event.id, sure, when, _with_any_of(own)
    )
    query = query.where(or_(columns.judged.is_(None), columns.judged != "reject")).order_by(columns.score.desc()).limit(_LOOKED_AT)
    apart = _judged_apart(connection, {claim.id for claim in own})
    found: dict[str, tuple[int, float, str, int, str]] = {}
    for no, body, other, corrected in connection.execute(query):
        claim = stored_claim(body, other, corrected)
        if other not in apart and (told := _reason(event, own, claim, beside)) and (other not in found or told[0] < found[other][0]):
            found[other] = (told[0], -claim.score, claim.id, no, told[1])
    nearest = sorted(found.values())[:most]
    rows = by_number(connection, [no for *_, no, _ in nearest])  # the sentences of those alone: reports are long
    return [Twin(rows[no], reason, _is_near(event, rows[no].claim)) for *_, no, reason in nearest]


def alike(event: EventRow, other: Claim, *, beside: int = 0) -> str:
    """Why another event, by the claim that tells it, may be the same as one; "" where nothing speaks for it."""
    if other.event == event.id or not _is_of_the_time(event, other, beside):
        return ""
    told = _reason(event, [row.claim for row in event.claims][:20], other, beside)
    return told[1] if told else ""


def _is_of_the_time(event: EventRow, other: Claim, beside: int) -> bool:
    """Whether the days of two meet, or lie at most `beside` apart; an undated one is told in the month from the day of the dated one on."""
    here, there = days(event.date), days(other.date)
    if here and there:
        return max(here[0] - there[1], there[0] - here[1]) <= beside
    dated, told = (here, published_day(other.published)) if here else (there, _told(event))
    return bool(dated and told is not None and dated[0] <= told <= dated[1] + _BACK)


def _is_near(event: EventRow, other: Claim) -> bool:
    spans = [span for span in (days(event.date), days(other.date)) if span and span[1] - span[0] <= _VAGUE]
    return len(spans) > 1 and max(spans[0][0] - spans[1][1], spans[1][0] - spans[0][1]) <= 1


def _when(event: EventRow, beside: int) -> ColumnElement[bool] | None:
    """The condition on claims that they may be of the same time; None where nothing says when an event was."""
    columns, span, told = t.claims.c, days(event.date), _told(event)
    if span:
        if span[1] - span[0] > _COARSE:
            return None
        if span[1] - span[0] > _VAGUE:
            return and_(columns.sort_day.between(*span), columns.last_day <= span[1], columns.last_day - columns.first_day <= _VAGUE)
        undated = and_(columns.first_day.is_(None), columns.sort_day.between(span[0], span[1] + _BACK))
        around = and_(columns.sort_day.between(span[0] - _COARSE, span[1] + beside), columns.last_day >= span[0] - beside)
        return or_(around, undated)
    return and_(columns.sort_day.between(told - _BACK, told), columns.first_day.is_not(None)) if told else None


def _with_any_of(own: Iterable[Claim]) -> ColumnElement[bool]:
    """The condition on claims that one who acts in these takes part, or another of the same state."""
    ids = sorted({id for claim in own for p in claim.actor for id in (p.id, claim.unit(p))})
    parties = t.claim_parties.c
    named = or_(parties.entity.in_(ids), parties.country.in_(ids))
    return exists().where(parties.claim == t.claims.c.no, parties.role.in_(ACTING), named)


def _reason(event: EventRow, own: Collection[Claim], other: Claim, beside: int) -> tuple[int, str] | None:
    """How many days two events lie apart, and why they may be one; None where they are not alike."""
    like = next((claim for claim in own if _same_cast(claim, other) and not _excludes(claim, other, beside)), None)
    if like is None or (other.status in DENIED) != (set(event.statuses) <= DENIED):
        return None
    span, here = days(other.date), days(event.date)
    if span and here:
        return _beside(here, span)
    dated, told = (here, published_day(other.published)) if here else (span, _told(event))
    if dated is None or told is None or dated[1] - dated[0] > _VAGUE:
        return None
    later, together = max(0, told - dated[1]), other.report in event.reports
    if not together and later > _LATER:
        return None
    which = "this one has" if not here else "the other has"
    where = "the same report tells both" if together else f"it is told {f'{later} days later' if later > 1 else 'at that time'}"
    return 1 if together else 2 + later, f"the same kind of act and parties; {which} no date, and {where}"


def _excludes(a: Claim, b: Claim, beside: int) -> str:
    """Why two claims cannot be of one event, whose days count as one where they are narrow and at most so many days apart."""
    one, other = signature(a), signature(b)
    if beside and one.days and other.days and all(last - first <= _VAGUE for first, last in (one.days, other.days)):
        gap = max(one.days[0] - other.days[1], other.days[0] - one.days[1])
        other = other._replace(days=one.days) if 0 < gap <= beside else other
    return excludes(one, other)


def _beside(here: tuple[int, int], there: tuple[int, int]) -> tuple[int, str] | None:
    """How far two dates are from telling of one day, and why the acts may be one."""
    narrow, wide = sorted((here, there), key=lambda span: span[1] - span[0])
    if narrow[1] - narrow[0] > _VAGUE or wide[1] - wide[0] > _COARSE:
        return None
    apart = max(here[0] - there[1], there[0] - here[1])
    if apart > 0:
        return apart, f"the same kind of act and parties, {'a day' if apart == 1 else f'{apart} days'} apart"
    if wide[1] - wide[0] <= _VAGUE:
        return 0, "the same kind of act, the same parties, the same day"
    which = "the other's day lies in this one's" if wide == here else "this one's day lies in the other's"
    return 2 + _LATER, f"the same kind of act and parties; {which}, which is told no closer"


def _told(event: EventRow) -> int | None:
    """The day on which an event was first reported."""
    return min((day for row in event.claims if (day := published_day(row.published))), default=None)


def _same_cast(a: Claim, b: Claim) -> bool:
    """Whether two claims are of acts of one kind between the same states or people; one may name fewer of several."""
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
        return False
    one, other = ({claim.unit(p) for p in (*claim.actor, *claim.recipient)} for claim in (a, b))
    acting = {a.unit(p) for p in a.actor} & ({b.unit(p) for p in b.actor} | _if_none(b, other))
    return bool(acting) and (one == other or len(one & other) > 1) and (one <= other or other <= one)


def _if_none(claim: Claim, parties: set[str]) -> set[str]:
    """All parties where nobody is on the other side: they act together."""
    return set() if claim.recipient else parties


def _judged_apart(connection: Connection, claims: Iterable[str]) -> set[str]:
    """The events that a person said to be others than that of these claims."""
    c: Any = t.links.c
    ids = sorted(claims)
    query = select(c.a, c.b).where(c.layer == "event", c.verdict == "different", c.undone_at.is_(None), c.made_by.like("person:%"))
    pairs = connection.execute(query.where(or_(c.a.in_(ids), c.b.in_(ids))))
    others = sorted({end for pair in pairs for end in pair} - set(ids))
    return set(connection.execute(select(t.claims.c.event).where(t.claims.c.id.in_(others))).scalars()) if others else set()
