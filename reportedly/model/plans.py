"""An event is planned, rumoured, called off and held: what is told before its day is of the plan, what is told after tells what came.

Reports are asked when they were published: a status counts once for each report that tells it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from reportedly.model.events import FUTURE, days
from reportedly.model.resolved import Claim
from reportedly.model.vocabulary import Status

DONE = frozenset({"occurred", "ongoing"})
"""Statuses of what is told to have come about."""
_FINE = 31
"""Days that a date may cover to say what was told before it."""
_EVE = 1
"""Days before its first that an act may be told in: the day has begun elsewhere."""
_BEGINS, _DAY = 10, 10
"""The hour of the day before (UTC) at which a day begins where it does first (UTC+14); characters of a day as ISO 8601 has it."""
_ENOUGH = 2
"""Reports that must tell it as done after all that tell it as planned, where no day says which came first."""


def narrowest(claims: Sequence[Claim]) -> str | None:
    """The date that says most of those that claims tell; the one told most often where several do."""
    return narrowest_of(Counter(c.date for c in claims if c.date))


def narrowest_of(told: Mapping[str, int]) -> str | None:
    """The same of dates with how often each is told; what is no date is passed over."""
    spans = {date: span for date in told if (span := days(date))}
    return min(spans, key=lambda date: (spans[date][1] - spans[date][0], -told[date], date), default=None)


def is_before(claim: Claim, date: str | None) -> bool:
    """Whether a claim was published before the day of its event had begun anywhere. False where either day is not known."""
    late = _days_late(claim, date)
    return late is not None and (late < -_EVE or (late == -_EVE and _is_too_early(claim.published or "")))


def _is_too_early(published: str) -> bool:
    """Whether an instant is of an hour at which the next day has begun nowhere yet; False for a day alone."""
    try:
        instant = datetime.fromisoformat(published)
    except ValueError:
        return False
    return len(published) > _DAY and (instant.astimezone(UTC) if instant.tzinfo else instant).hour < _BEGINS


def ahead(claims: Sequence[Claim], date: str | None) -> frozenset[str]:
    """The ids of those claims of an event that tell of it before it was, where others tell it as done: those tell nothing of what was.

    That is what is published before its day, and what tells it as planned, expected or under a condition.
    """
    before = told_before(claims, date)
    if not any(c.status in DONE and c.id not in before for c in claims):
        return frozenset()
    return before | {c.id for c in claims if c.status in FUTURE}


def told_before(claims: Sequence[Claim], date: str | None) -> frozenset[str]:
    """The ids of the claims that were published before their event's day; on its eve, too, where their report tells it as yet to come."""
    planning = {c.report for c in claims if c.status in FUTURE}
    return frozenset(c.id for c in claims if is_before(c, date) or (c.report in planning and _days_late(c, date) == -_EVE))


def statuses(claims: Sequence[Claim], date: str | None) -> tuple[Status, ...]:
    """The statuses that claims of one event tell, first the one that holds: what most reports tell once its day has come.

    `date` is the event's. Where no report is of then, or no day is known, most claims decide; but what is planned is done once
    several reports of after the last plan tell so.
    """
    told = Counter(c.status for c in claims)
    since = _by_reports(c for c in claims if _is_since(c, date))
    if "planned" in told and told.most_common(1)[0][0] == "planned" and not since:
        since = _after_plans(claims)
    return tuple(sorted(told, key=lambda s: (-since[s], -told[s])))  # stable: the first told of equals


def _is_since(claim: Claim, date: str | None) -> bool:
    late = _days_late(claim, date)
    return late is not None and late >= 0


def _days_late(claim: Claim, date: str | None) -> int | None:
    """How many days after the first day of its event a claim was published; None where either day is not known, or not finely."""
    span, told = days(date), days((claim.published or "")[:10])
    return told[0] - span[0] if span and told and span[1] - span[0] < _FINE else None


def _after_plans(claims: Sequence[Claim]) -> Counter[Status]:
    """What reports tell from the last plan's day on, where enough of them tell that it is done; else nothing."""
    planned = max((c.published[:10] for c in claims if c.published and c.status == "planned"), default=None)
    if planned is None:
        return Counter()
    later = _by_reports(c for c in claims if c.published and c.published[:10] > planned)
    return later if sum(later[s] for s in later if s in DONE) >= _ENOUGH else Counter()


def _by_reports(claims: Iterable[Claim]) -> Counter[Status]:
    """In how many reports each status is told."""
    return Counter(status for _, status in {(c.report, c.status) for c in claims})
