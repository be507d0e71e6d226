"""What a question asks of each event besides who and when: where it was, or how many are told, and by how many outlets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.serve.asked import Asked
from reportedly.serve.readings import Reading
from reportedly.store import ClaimRow, EventRow, Store
from reportedly.store.browse import Browse
from reportedly.store.terms import Sought

_READ = 120
"""Events of a list that are looked through: the newest."""
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Tally:
    """A place, or a count, as it is told: in how many events, by how many outlets, and where the list of these is ("" for none)."""

    value: str
    events: tuple[str, ...]
    outlets: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Tallies:
    """What is asked of the events of lists. `of` has the values of each event by its id; `read` events were looked through."""

    asks: str
    values: tuple[Tally, ...]
    of: dict[str, str]
    rows: tuple[EventRow, ...]
    read: int

    @property
    def has_more(self) -> bool:
        """Whether there may be more events than were looked through."""
        return self.read >= _READ


def tallies(store: Store, asks: str, found: Sequence[Reading], words: str, least: float) -> Tallies:
    """Where the events of lists were ("where"), or how many they count ("many"); those told by most outlets first.

    Of counts those alone whose unit has one of the `words`, where some are given.
    """
    rows = {row.id: row for one in found for row in store.events(one.asked.filter(least), limit=_READ, newest_first=True).rows}
    sought = Browse(store).sought(words) if words else None
    told: dict[str, dict[str, set[str]]] = {}
    for row in rows.values():
        for claim in row.claims:
            if value := _value(claim, asks, sought):
                told.setdefault(value, {}).setdefault(row.id, set()).add(claim.publisher or claim.claim.report)
    asked = found[0].asked if len(found) == 1 and asks == "where" else None
    made = [_tally(value, events, asked) for value, events in told.items()]
    values = tuple(sorted(made, key=lambda one: (-one.outlets, -len(one.events), one.value))[:_SHOWN])
    of: dict[str, str] = {}
    for value, events in told.items():
        for id in events:
            of[id] = f"{of[id]}; {value}" if id in of else value
    return Tallies(asks, values, of, tuple(row for row in rows.values() if row.id in of), len(rows))


def _tally(value: str, events: dict[str, set[str]], asked: Asked | None) -> Tally:
    outlets = len({outlet for outlets in events.values() for outlet in outlets})
    only = next(iter(events))
    address = asked.but(words=f'{asked.words} "{value}"'.strip()).address() if asked and len(events) > 1 else f"/event/{only}"
    return Tally(value, tuple(events), outlets, address if asked or len(events) == 1 else "")


def _value(row: ClaimRow, asks: str, sought: Sought | None) -> str:
    """The place, or the count, of a claim in words; "" where it tells none that is asked for."""
    claim = row.claim
    if asks == "where":
        return claim.place.name if claim.place else ""
    counted, asked = claim.magnitude, sought.asks if sought else ()
    if counted and (not asked or any(any(Sought((ask,)).places(counted.unit)) for ask in asked)):
        return f"{counted.modifier or ''} {counted.number:,.10g} {counted.unit}".strip()
    return next((told for ask in asked if (told := in_words(row.sentence, Sought((ask,))))), "")


def in_words(sentence: str, sought: Sought) -> str:
    """What a sentence counts of what is sought, in its own words ("over 1,000 containers"); "" where it counts none."""
    for place in sought.places(sentence):
        before = _NUMBER.search(sentence[: place.start])
        if (
            before
            and place.of(sentence).lower().endswith("s")
            and not _DAY.search(sentence[: before.start()])
            and _ENDS.match(sentence, place.end)
        ):
            return " ".join(f"{before[0]}{place.of(sentence)}".split())
    return ""


_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds|thousands|dozens|millions|scores"
_NUMBER = re.compile(
    rf"(?:\b(?:more than|less than|fewer than|at least|at most|up to|as many as|about|around|nearly|almost|over|some|roughly)\s+)?"
    rf"\b(?:\d[\d,]*(?:\.\d+)?(?:\s+(?:thousand|million))?|{_WORDS})\s+(?:of\s+)?(?:[a-z][\w-]*\s+){{0,2}}$",
    re.IGNORECASE,
)
"""A number before a noun, with up to two words between."""
_DAY = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+(?:\d+\s+(?:and|to)\s+)?$", re.IGNORECASE)
"""A month's name: the number behind it is a day."""
_ENDS = re.compile(
    r"\s*(?:$|[.,;:!?)”\"—–]|(?:of|to|in|at|on|from|with|and|or|over|into|across|since|for|by|this|last|have|has|had|were|was|that|which|are)\b)"
)
"""What may stand behind the noun that is counted: no other noun, which would be what is counted."""
