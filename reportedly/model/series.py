"""Series: acts of one kind between the same parties that recur (yearly letters, launches). They are never one event.

A series is read from the events of its claims; its id depends on the kind and the parties alone, so it stays the same
whatever is added.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from reportedly.model.dates import shorten

_CLOSE = 1
"""Events so many days apart are one occasion: a letter and its answer, the two sides' texts of it."""
_LONGEST = 31
"""Days that a date may cover to say when an act took place."""
_SAME_SEASON = 10
"""Days of the year that occasions of a yearly series may lie apart."""
_YEAR = 365


class Dated(NamedTuple):
    """An event and the first and last day of it (proleptic ordinals); `is_told` where these are of its first telling only."""

    event: str
    first: int
    last: int
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a recurring act took place: its date (ISO 8601, or an interval) and the events of that time.

    `is_told`: no report says when; the date is that of the first telling. `undated` are those of the events that no report dates,
    each with the day (ISO 8601) on which it was first told.
    """

    date: str
    events: tuple[str, ...]
    is_told: bool = False
    undated: tuple[tuple[str, str], ...] = ()

    @property
    def dated(self) -> tuple[str, ...]:
        """The events that have a date."""
        told = dict(self.undated)
        return tuple(event for event in self.events if event not in told)


@dataclass(frozen=True, slots=True)
class Series:
    """Recurring acts: a stable id, the kind ("CONSULT/letter"), the parties, the occasions by date, and why they are one series.

    What is counted of one: `times`, the occasions of which somebody tells the date, and apart from them the events that are `undated`.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    occasions: tuple[Occasion, ...]
    reason: str

    @property
    def times(self) -> tuple[Occasion, ...]:
        """The occasions of which a report tells the date."""
        return tuple(occasion for occasion in self.occasions if not occasion.is_told)

    @property
    def undated(self) -> tuple[tuple[str, str], ...]:
        """The events that no report dates, each with the day of its first telling: they may belong to any of its times."""
        return tuple(pair for occasion in self.occasions for pair in occasion.undated)

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of all its events, by date."""
        return tuple(event for occasion in self.occasions for event in occasion.events)


def stands_in(series: Series, event: str) -> str:
    """How one event of a series stands to the others, in words."""
    if event in dict(series.undated):
        return "nobody dates it, so that it may be one of the times of the series or a further one"
    return "never one with its other times"


def apart_in(series: Series | None, a: str, b: str) -> str:
    """What a series that has two events says of them, in words; "" where it has not both, or both on one occasion with their dates."""
    if series is None or not {a, b} <= set(series.events):
        return ""
    undated = [event for event in (a, b) if event in dict(series.undated)]
    if undated:
        dated = "which nobody dates" if len(undated) == 2 else "of which nobody dates one"
        kind = series.kind.lower().replace("/", " · ")
        return f"both are told of one series ({kind}), {dated}: they may be one time of it or two"
    here = next((occasion for occasion in series.occasions if a in occasion.events), None)
    return "" if here and b in here.events else "they are two times of one series"


def series_id(key: str) -> str:
    """The id of the series of a key ("CONSULT/letter|PRK~RUS")."""
    return "se-" + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def series_of(key: str, events: Iterable[Dated], names: Iterable[str]) -> Series | None:
    """The series of events that share a key; None where they are all of one time. `names` are those of the parties.

    Events whose dates are too coarse to tell one occasion from another are left out. An event without a date is of
    the occasion in the month before its first telling, else it is one by itself.
    """
    occasions = _occasions([e for e in events if e.last - e.first < _LONGEST])
    if len(occasions) < 2:
        return None
    kind, _, _ = key.partition("|")
    made = tuple(Occasion(_date(o), tuple(dict.fromkeys(e.event for e in o)), all(e.is_told for e in o), _undated(o)) for o in occasions)
    parties = tuple(names)
    return Series(series_id(key), kind, parties, made, _reason(kind, parties, occasions))


def _occasions(events: list[Dated]) -> list[list[Dated]]:
    found: list[list[Dated]] = []
    until = 0
    for e in sorted(events, key=lambda e: (e.first, e.is_told, e.last, e.event)):
        if found and e.first - until <= (_LONGEST if e.is_told else _CLOSE):
            found[-1].append(e)
            until = until if e.is_told else max(until, e.last)
        else:
            found.append([e])
            until = e.last
    return found


def _date(occasion: list[Dated]) -> str:
    narrow = min(occasion, key=lambda e: (e.is_told, e.last - e.first, e.first))
    return shorten(date.fromordinal(narrow.first), date.fromordinal(narrow.last))


def _undated(occasion: list[Dated]) -> tuple[tuple[str, str], ...]:
    return tuple((e.event, date.fromordinal(e.first).isoformat()) for e in occasion if e.is_told)


def _reason(kind: str, parties: tuple[str, ...], occasions: list[list[Dated]]) -> str:
    who = " and ".join(parties) or "the same parties"
    what = (kind.partition("/")[2] or kind).lower()
    told = len({e.event for o in occasions for e in o if e.is_told})
    dated = [o for o in occasions if not all(e.is_told for e in o)]
    days = " on days that cannot be one" if len(dated) > 1 else " on a known day" if dated else " on a known day so far"
    undated = f", and {told} event{'' if told == 1 else 's'} without a date" if told else ""
    times = f"{what}, {who}: {len(dated)} time{'' if len(dated) == 1 else 's'}{days}{undated}"
    around = _yearly([min(o, key=lambda e: (e.is_told, e.last - e.first)).first for o in dated]) if len(dated) > 1 else ""
    return f"{times}; about {around} each year" if around else times


def _yearly(days: list[int]) -> str:
    """The day of the year about which all lie ("15 August"), where there is one and no year has two; else ""."""
    dates = [date.fromordinal(day) for day in days]
    if len({d.year for d in dates}) < len(dates):
        return ""
    first = dates[0].timetuple().tm_yday
    apart = [(d.timetuple().tm_yday - first + _YEAR // 2) % _YEAR - _YEAR // 2 for d in dates]
    if max(apart) - min(apart) > _SAME_SEASON:
        return ""
    middle = dates[sorted(range(len(apart)), key=lambda i: apart[i])[len(apart) // 2]]
    return f"{middle.day} {middle:%B}"
