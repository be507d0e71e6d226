"""What is most disputed in a store, for a reader who names nobody yet: who claims, who denies, how often."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from fastapi import Request

from reportedly.model import Party
from reportedly.serve.contested import NEAR, NO_CLAIMS, beside, names_of
from reportedly.serve.refusals import is_refusal
from reportedly.serve.timeline import generation
from reportedly.store import Filter, StatementRow, Store
from reportedly.store.browse import Browse
from reportedly.store.disputes import Disputed

_DENIALS = 300
"""Denials that are read: those of the last reports."""
_EVENTS = 50
"""Events told by one and denied by another that are read: the latest."""
_SHOWN = 8
_NO_FACTS = (*NO_CLAIMS, "threatens", "promises", "demands")
"""Stances by which nobody tells a fact that the next may deny."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Who claims and who denies: in how many reports a denial stands right behind what the other says, how many events they tell otherwise.

    `claimed` and `denial` are those of the latest of the reports; None where only events are.
    """

    claimant: Party
    denier: Party
    reports: int
    events: int
    claimed: StatementRow | None = None
    denial: StatementRow | None = None

    @property
    def address(self) -> str:
        """The page of the two."""
        return f"/contested?{urlencode({'claimed': self.claimant.id, 'denied': self.denier.id})}"


def most_disputed(request: Request, store: Store) -> tuple[Dispute, ...]:
    """What `disputes` finds, read once until something is added."""
    least = request.app.state.settings.min_score
    key = ("disputes", least, generation(request, store))
    return request.app.state.cache.get(key, lambda: disputes(store, least))  # type: ignore[no-any-return]


def disputes(store: Store, least: float) -> tuple[Dispute, ...]:
    """The states of which one claims most often what the other denies; `least` is the score below which events are left out."""
    browse = Browse(store)
    found = browse.disputed(most=_DENIALS, near=NEAR, passed=_NO_FACTS)
    events = _events(store, least)
    ids = {id for one in found for id in (one.claimant, one.denier)} | {id for pair in events for id in pair}
    party = {id: Party(id, browse.name_of(id) or id) for id in ids}
    said: dict[tuple[str, str], list[Disputed]] = {}
    for one in found:
        if not is_refusal(one.denial) and _is_of_it(one, party[one.claimant], party[one.denier]):
            said.setdefault((one.claimant, one.denier), []).append(one)
    made = [_dispute(party[pair[0]], party[pair[1]], said.get(pair, []), events.get(pair, 0)) for pair in {**said, **events}]
    return tuple(sorted(made, key=lambda one: (-one.reports - one.events, one.claimant.name, one.denier.name))[:_SHOWN])


def _dispute(claimant: Party, denier: Party, said: list[Disputed], events: int) -> Dispute:
    last = max(said, key=lambda one: (one.denial.published or "", -one.denial.index, one.claimed.index), default=None)
    reports = len({one.denial.report for one in said})
    return Dispute(claimant, denier, reports, events, last and last.claimed, last and last.denial)


def _is_of_it(one: Disputed, claimant: Party, denier: Party) -> bool:
    """Whether a denial may be of what stands right before it, as the page of the two reads it."""
    speaker = one.claimed.statement.speaker
    return bool(beside(one.denial, [one.claimed], _called(claimant, denier) | (_called(speaker) if speaker else set())))


@lru_cache(maxsize=500)
def _called(*parties: Party) -> frozenset[str]:
    """The words by which parties are named, and those that do not say what is denied: many denials are of the same two."""
    return frozenset(names_of(*parties))


def _events(store: Store, least: float) -> Mapping[tuple[str, str], int]:
    """How many events of the latest that somebody denies the people of one state tell, and those of another deny."""
    found: dict[tuple[str, str], int] = {}
    rows = store.events(Filter(standings=("disputed",), min_score=least), limit=_EVENTS, newest_first=True).rows
    for stands in store.origins.stands_each({row.id: row.claims for row in rows}).values():
        told, denied = (
            {side for voice in voices for side in voice.side.split("+") if side}
            for voices in ((*stands.asserted_by, *stands.confirmed_by), stands.denied_by)
        )
        for pair in ((one, other) for one in told for other in denied if one != other):
            found[pair] = found.get(pair, 0) + 1
    return found
