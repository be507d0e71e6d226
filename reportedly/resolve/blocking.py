"""Keys under which claims that may be of one event meet, so that linking looks at few stored claims."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from reportedly.model import Claim
from reportedly.model.annotation import Party
from reportedly.model.events import days
from reportedly.resolve.rules import limit, longest_days

_BUCKET = 4
"""Days in a bucket of keys; reports `published_days` (fewer) apart share one."""
_MONTH = 31


def blocking_keys(claim: Claim) -> set[str]:
    """The keys of a claim: its type, who acts on whom (countries where known), and when.

    Two claims that `compare` can link share at least one: either the days of the event, or those of publication
    (prefix "p"), which serve for comparing the wording. A claim without parties or any date has none.
    """
    moments = [*_event_moments(claim), *_published_moments(claim)]
    return {f"{claim.type}|{who}|{moment}" for who in _who(claim) for moment in moments}


def unit(party: Party, claim: Claim) -> str:
    """What a party counts as in a key: the country it belongs to, else its id."""
    return claim.unit(party) or party.name


def _who(claim: Claim) -> set[str]:
    """Pairs "A~B" of those involved, and each actor alone for claims that leave the recipient out."""
    actors, recipients = _units(claim.actor, claim), _units(claim.recipient, claim)
    pairs = {"~".join(sorted((a, r))) for a in actors for r in recipients}
    if not recipients:
        pairs = {"~".join(pair) for pair in combinations(actors, 2)}
    return pairs | set(actors) | ({f">{r}" for r in recipients} if not actors else set())


def _units(parties: Iterable[Party], claim: Claim) -> list[str]:
    return sorted({unit(p, claim) for p in parties})[: limit("parties")]


def _event_moments(claim: Claim) -> list[str]:
    """Days in buckets for kinds that need the day, months for kinds that a month pins; none for coarser dates."""
    span = days(claim.date)
    if not span or span[1] - span[0] > _MONTH:
        return []
    if longest_days(claim.type) >= _BUCKET or span[1] - span[0] > 2 * _BUCKET:
        return sorted({date.fromordinal(day).isoformat()[:7] for day in span})
    return [str(n) for n in range(span[0] // _BUCKET, span[1] // _BUCKET + 1)]


def _published_moments(claim: Claim) -> list[str]:
    out = days(claim.published[:10] if claim.published else None)
    if not out or out[0] != out[1]:
        return []
    return [f"p{n}" for n in sorted({out[0] // _BUCKET, (out[0] + limit("published_days")) // _BUCKET})]
