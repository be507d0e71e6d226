"""How many independent origins stand behind an event, and what that amounts to."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from reportedly.model.events import single_ids
from reportedly.model.resolved import Claim, Origin

Standing = Literal["both parties say so", "one side only", "third party", "disputed", "unconfirmed"]
"""What the origins of an event amount to; never a verdict on whether it is true."""

NO_COPIES: Mapping[str, Origin] = MappingProxyType({})
_DENIED = frozenset({"denied", "did-not-happen"})
_UNSURE = frozenset({"alleged", "suspected", "hypothetical"})


def own_voice(claim: Claim) -> bool:
    """Whether the report tells it without naming anybody who says so."""
    return not claim.according_to


def origin_of(claim: Claim, copies: Mapping[str, Origin] = NO_COPIES) -> Origin:
    """The origin of a claim; a copy tells in its own voice what the copied report told.

    `copies` holds, for the id of each report that is a copy, the origin of the report it was copied from.
    """
    return copies.get(claim.report, claim.origin) if own_voice(claim) else claim.origin


def counted(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of an event that count for its origins.

    A report that names its source for the event and then tells on in its own voice (a headline, "the letter ...")
    adds nothing of its own: only what it attributes counts.
    """
    claims = list(claims)
    attributing = {c.report for c in claims if not own_voice(c)}
    return [c for c in claims if not own_voice(c) or c.report not in attributing]


def origins_of(claims: Iterable[Claim], copies: Mapping[str, Origin] = NO_COPIES) -> list[Origin]:
    """The independent origins of an event's claims that are `counted`, each once, those with most claims first.

    Origins that speak for the same state (`Origin.side`) count as one: its leader, its ministry, its news agency.
    """
    tellings: dict[str, int] = {}
    first: dict[str, Origin] = {}
    for claim in sorted(counted(claims), key=lambda c: (c.published or "9999", c.id)):
        origin = origin_of(claim, copies)
        key = f"side:{origin.side}" if origin.side else origin.id
        tellings[key] = tellings.get(key, 0) + 1
        first.setdefault(key, origin)
    return [first[key] for key in sorted(tellings, key=lambda k: (-tellings[k], k))]


def standing(claims: Iterable[Claim], copies: Mapping[str, Origin] = NO_COPIES) -> Standing:
    """What an event's origins amount to: who of the parties says so, and whether somebody says it is not so."""
    claims = counted(claims)
    if _is_disputed(claims, copies):
        return "disputed"
    parties = {c.countries[id] for c in claims for p in (*c.actor, *c.recipient) for id in single_ids(p.id) if id in c.countries}
    sides = {side for origin in origins_of(claims, copies) for side in origin.side.split("+")} & parties
    if len(sides) > 1:
        return "both parties say so"
    if all(c.status in _UNSURE for c in claims):
        return "one side only" if sides else "unconfirmed"
    return "one side only" if sides and not _has_outsider(claims, parties, copies) else "third party"


def _is_disputed(claims: list[Claim], copies: Mapping[str, Origin]) -> bool:
    denied = {origin_of(c, copies).id for c in claims if c.status in _DENIED}
    told = {origin_of(c, copies).id for c in claims if c.status not in _DENIED and c.status != "hypothetical"}
    return bool(denied) and bool(told - denied)


def _has_outsider(claims: list[Claim], parties: set[str], copies: Mapping[str, Origin]) -> bool:
    return any(not parties.intersection(o.side.split("+")) for o in origins_of(claims, copies))
