"""Entities that are one under several ids: claims with each party under the first of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.model.annotation import Party
from reportedly.model.resolved import Claim

Groups = Mapping[str, Sequence[str]]
"""An id -> all ids of the entity that it is one of, in alphabetical order."""


def renamed(claim: Claim, same: Groups) -> Claim:
    """A claim with its actors and recipients under the first id of their entity; names stay as told."""
    if not any(p.id in same for p in (*claim.actor, *claim.recipient)):
        return claim
    return _with_ids(claim, {id: group[0] for id, group in same.items()})


def variants(claim: Claim, same: Groups, *, most: int = 5) -> list[Claim]:
    """The claim as it would be told under each id of its parties, itself first, at most `most`."""
    groups = {p.id: same[p.id] for p in (*claim.actor, *claim.recipient) if p.id in same}
    longest = max((len(group) for group in groups.values()), default=0)
    return [claim, *(_with_ids(claim, {id: group[i % len(group)] for id, group in groups.items()}) for i in range(min(longest, most)))]


def joined(groups: Groups, pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The groups with these pairs taken as one, too."""
    sets: dict[str, set[str]] = {id: set(group) for id, group in groups.items()}
    for group in list(sets.values()):
        for id in group:
            sets.setdefault(id, group)
    for a, b in pairs:
        both = sets.get(a, {a}) | sets.get(b, {b})
        for id in both:
            sets[id] = both
    return {id: tuple(sorted(group)) for id, group in sets.items()}


def party_ids(claims: Iterable[Claim]) -> set[str]:
    """The ids of all actors and recipients of claims."""
    return {p.id for claim in claims for p in (*claim.actor, *claim.recipient)}


def _with_ids(claim: Claim, ids: Mapping[str, str]) -> Claim:
    actor, recipient = (tuple(Party(ids.get(p.id, p.id), p.name) for p in side) for side in (claim.actor, claim.recipient))
    countries = {ids.get(id, id): code for id, code in claim.countries.items()} | dict(claim.countries)
    return replace(claim, actor=actor, recipient=recipient, countries=countries)
