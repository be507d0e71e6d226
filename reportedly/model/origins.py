"""How many independent origins stand behind an event, and what that amounts to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from reportedly.model.events import FUTURE, single_ids
from reportedly.model.plans import narrowest, told_before
from reportedly.model.resolved import Claim, Origin

Standing = Literal["both parties say so", "one side only", "third party", "disputed", "unconfirmed"]
"""What the origins of an event amount to; never a verdict on whether it is true."""


@dataclass(frozen=True, slots=True)
class Copied:
    """From where a report, or a passage of it, was copied: the first report of the line, and whose word that is.

    `origin` is that of what the first report tells in its own voice; `publisher` and `published` are that report's;
    `how` says in words how much was copied.
    """

    report: str
    origin: Origin
    publisher: str | None = None
    published: str | None = None
    how: str = ""


Copies = Mapping[str, Copied]
"""What was copied: by the id of a claim that stands in a copied passage, or of a report that was copied as a whole."""

NO_COPIES: Copies = MappingProxyType({})
DENIED = frozenset({"denied", "did-not-happen"})
"""Statuses under which somebody says that it is not so."""
SURMISED = frozenset({"suspected", "hypothetical"})
"""Statuses of what its teller himself is not sure of."""
UNSURE = SURMISED | {"alleged"}
"""Statuses of what nobody vouches for."""


def own_voice(claim: Claim) -> bool:
    """Whether the report tells it without naming anybody who says so."""
    return not claim.according_to


def copied(claim: Claim, copies: Copies) -> Copied | None:
    """From where a claim's passage was copied; None when the report wrote it itself."""
    return copies.get(claim.id) or copies.get(claim.report)


def origin_of(claim: Claim, copies: Copies = NO_COPIES) -> Origin:
    """The origin of a claim; a copy tells in its own voice what the copied report told.

    An unnamed source that a copy names is the one that the copied report heard.
    """
    source = copied(claim, copies)
    if source is None:
        return claim.origin
    if own_voice(claim):
        return source.origin
    return _heard_first(claim, source.origin)


VOUCHING = frozenset({"", "tells", "confirms"})
"""What a source does that vouches for an act ("" in stores of versions that did not ask)."""
_SHARE = 0.15
"""The share of an event's claims that must name a state for it to be a chief party: one claim in ten may take somebody for another."""


def denies(claim: Claim) -> bool:
    """Whether the source of a claim denies the act, not only tells of it as called off or under a condition."""
    return claim.status in DENIED and claim.bearing in ("", "denies")


def vouches(claim: Claim) -> bool:
    """Whether the source of a claim tells the act outright."""
    return claim.status not in DENIED and claim.bearing in VOUCHING


def counted(claims: Iterable[Claim], copies: Copies = NO_COPIES) -> list[Claim]:
    """The claims of an event that count for its origins.

    A report that names its source for the event and then tells on in its own voice (a headline, "the letter ...")
    adds nothing of its own: only what it attributes counts. The same holds for a copy that leaves out the source
    that the copied report names. Of an act that is told as done those count for nothing that tell it as yet to come, or told of
    it before its day: what they confirm or deny is the plan. Whoever only speaks of it as known or as somebody else's word, or
    doubts it, counts only where nobody tells or denies it outright.
    """
    told = list(claims)
    date = narrowest(told)
    real = [c for c in told if c.status not in FUTURE]
    before = told_before(told, date)
    since = [c for c in real if c.id not in before]
    claims = next((some for some in (since, real) if any(c.status not in DENIED for c in some)), told)
    outright = [c for c in claims if vouches(c) or denies(c)]
    claims = outright or [c for c in claims if c.bearing != "doubts"] or claims
    attributing = {written_in(c, copies) for c in claims if not own_voice(c)}
    attributing |= {c.report for c in claims if not own_voice(c)}
    return [c for c in claims if not own_voice(c) or not {c.report, written_in(c, copies)} & attributing]


def written_in(claim: Claim, copies: Copies) -> str:
    """The id of the report in which a claim was first written: its own, or the one that was copied."""
    source = copied(claim, copies)
    return source.report if source else claim.report


def independence_key(origin: Origin) -> str:
    """What makes two origins one, see `voice_key`."""
    return voice_key(origin.id, origin.side)


def voice_key(id: str, side: str) -> str:
    """What makes two origins one: the state they speak for, else who heard a source without a name, else their id.

    Whom nobody can name is known by the word of one medium: together they are one voice.
    """
    if side:
        return f"side:{side}"
    _, _, heard_by = id.partition("@")
    return f"origin:{heard_by}" if heard_by and not id.startswith("report:") else id  # a report's id may have an "@"


def origins_of(claims: Iterable[Claim], copies: Copies = NO_COPIES) -> list[Origin]:
    """The independent origins of an event's claims that are `counted`, each once, those with most claims first.

    Origins that speak for the same state (`Origin.side`) count as one: its leader, its ministry, its news agency.
    Which of them gives the name depends on the claims alone, not on their order.
    """
    tellings: dict[str, int] = {}
    first: dict[str, Origin] = {}
    for claim in sorted(counted(claims, copies), key=lambda c: (c.published or "9999", c.id)):
        origin = origin_of(claim, copies)
        key = independence_key(origin)
        tellings[key] = tellings.get(key, 0) + 1
        first.setdefault(key, origin)
    return [first[key] for key in sorted(tellings, key=lambda k: (-tellings[k], k))]


def parties_of(claims: Iterable[Claim]) -> set[str]:
    """The states (alpha-3) of those who take part in an event."""
    return {c.countries[id] for c in claims for p in (*c.actor, *c.recipient) for id in single_ids(p.id) if id in c.countries}


def standing(claims: Iterable[Claim], copies: Copies = NO_COPIES) -> Standing:
    """What an event's origins amount to: who of the parties says so, and whether somebody says it is not so."""
    claims = counted(claims, copies)
    if _is_disputed(claims, copies):
        return "disputed"
    parties = parties_of(claims)
    sides = {side for origin in origins_of(claims, copies) for side in origin.side.split("+")} & parties
    if len((_denying(claims, copies) or _saying_so(claims, copies)) & sides) > 1:
        return "both parties say so"
    if all(c.status in UNSURE for c in claims):
        return "one side only" if sides else "unconfirmed"
    return "one side only" if sides and not _has_outsider(claims, parties, copies) else "third party"


def _heard_first(claim: Claim, first: Origin) -> Origin:
    """The origin of an attributed claim in a copied passage: an unnamed source belongs to the report that heard it."""
    who, at, _ = claim.origin.id.partition("@")
    relayed = any(step.kind in ("agency", "publisher") for step in claim.path)
    if not at or relayed:
        return claim.origin
    named = claim.according_to[0].name
    reason = f"a source without a name, heard by {first.name}, from which this was copied"
    return replace(claim.origin, id=f"{who}@{first.id.removeprefix('origin:')}", name=f"{named} ({first.name})", reason=reason)


def _saying_so(claims: list[Claim], copies: Copies) -> set[str]:
    """The chief parties of which an own assertion is told: whoever acts and only alleges or suspects it asserts nothing."""
    acting = {c.countries[id] for c in claims for p in c.actor for id in single_ids(p.id) if id in c.countries}
    named = Counter(side for c in claims for side in parties_of([c]))
    few = max(1, len(claims) * _SHARE)
    found = set()
    for c in claims:
        sides = {s for s in origin_of(c, copies).side.split("+") if named[s] >= few}
        unsure = SURMISED if sides - acting else UNSURE
        found |= sides if vouches(c) and c.status not in unsure else set()
    return found


def _denying(claims: list[Claim], copies: Copies) -> set[str]:
    """The states that deny an act, where all that is told of it is a denial: they may say the same as both parties who tell one do."""
    if not all(denies(c) for c in claims):
        return set()
    return {side for c in claims for side in origin_of(c, copies).side.split("+") if side}


def _is_disputed(claims: list[Claim], copies: Copies) -> bool:
    denied = {origin_of(c, copies).id for c in claims if denies(c)}
    told = {origin_of(c, copies).id for c in claims if c.status not in DENIED and c.status != "hypothetical"}
    return bool(denied) and bool(told - denied)


def _has_outsider(claims: list[Claim], parties: set[str], copies: Copies) -> bool:
    return any(not parties.intersection(o.side.split("+")) for o in origins_of(claims, copies))
