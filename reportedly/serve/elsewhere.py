"""What one outlet, report or origin alone seems to tell, and others perhaps tell as another event: "one alone" may be a failed join."""

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.serve.asked import Asked
from reportedly.serve.lines import Line
from reportedly.store import ClaimRow, EventRow, Store
from reportedly.store.browse import Browse

_SHOWN = 2
"""Other events that are named beside one."""
_BESIDE = 1
"""Days apart on which two acts may be told that are one."""
COUNTED = {"outlets": "outlet", "reports": "report", "origins": "origin"}
"""What may be bounded to one alone, under its name in an address -> what one of it is called."""


class Other(NamedTuple):
    """An event that may be the same as one, by the claim that tells it, and why it may be; `is_near`: it is of the same day or the next."""

    row: ClaimRow
    reason: str
    event: EventRow
    is_near: bool

    @property
    def outlets(self) -> int:
        """How many publishers tell it."""
        return len(self.event.publishers)


class Perhaps(NamedTuple):
    """An event that one alone tells, and the events of others that may be the same."""

    line: Line
    twins: tuple[Other, ...]

    @property
    def is_near(self) -> bool:
        """Whether one of them is of the same day or the next."""
        return any(twin.is_near for twin in self.twins)


def one_of(asked: Asked) -> str:
    """What an address bounds to one alone: "outlets", "reports" or "origins"; "" for nothing."""
    return next((name for name in COUNTED if getattr(asked, name) == "1"), "")


def parted(store: Store, lines: Sequence[Line], one: str, least: float) -> tuple[list[Perhaps], list[Perhaps]]:
    """Lines of what one outlet, report or origin (`one_of`) alone tells; apart those that others tell of that day or the next."""
    found = perhaps(store, lines, one, least)
    return [p for p in found if not p.is_near], [p for p in found if p.is_near]


def perhaps(store: Store, lines: Sequence[Line], one: str, least: float) -> list[Perhaps]:
    """Each line with the events of others that may be the same."""
    return [Perhaps(row, elsewhere(store, row.event, one, least)) for row in lines]


def elsewhere(store: Store, row: EventRow, one: str, least: float, *, most: int = _SHOWN) -> tuple[Other, ...]:
    """The events that may be the same as one and that another outlet, report or origin (`one_of`; "": any) tells, too."""
    browse = Browse(store)
    twins = browse.twins(row, least=least, beside=_BESIDE)
    events = browse.events_of([twin.row.claim.event for twin in twins]) if twins else {}
    others = [Other(twin.row, twin.reason, events[twin.row.claim.event], twin.is_near) for twin in twins if twin.row.claim.event in events]
    own = _tellers(row, one)
    return tuple(other for other in others if not one or _tellers(other.event, one) - own)[:most]


def _tellers(row: EventRow, one: str) -> set[str]:
    origins = {origin.id for origin in row.origins}
    return {"outlets": set(row.publishers), "reports": set(row.reports), "origins": origins}.get(one, set())
