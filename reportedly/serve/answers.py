"""The answer to a question: how it was read, its lists, the first events, what is told of each where that was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportedly.model.stands import Stands
from reportedly.serve.about import parted
from reportedly.serve.lines import Line, line
from reportedly.serve.reading import Question
from reportedly.serve.readings import Reading, readings, unsure, wider
from reportedly.store import EventRow, Store
from reportedly.store.browse import Browse
from reportedly.store.twins import Twin

ANSWERED = 12
"""Events that answer a question on the page; its list has all."""
_LOOKED_AT = 24
"""Events among which those are sought that somebody confirms."""
_DONE = "occurred"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question finds.

    `asked` is the question as it was asked: of a wider kind, or without words, where nothing fits `read`. `beside` are
    events of whose sentence another part has the words, `more` those of the wider kind. `less` is how many less sure
    events each list leaves out, None where they were not counted. `hidden` are the lists of events of any score where nothing
    that is sure enough fits `read` as it stands; there may be no others. `twins` are other events that may be the same as one,
    where it is asked what one alone tells, or who tells it.
    """

    read: Question
    asked: Question
    readings: tuple[Reading, ...]
    lines: tuple[Line, ...]
    beside: tuple[Line, ...]
    wider: tuple[Reading, ...]
    more: tuple[Line, ...]
    stands: dict[str, Stands]
    less: tuple[int | None, ...] = ()
    hidden: tuple[Reading, ...] = ()
    twins: dict[str, tuple[Twin, ...]] = field(default_factory=dict)

    @property
    def dropped(self) -> str:
        """The words that nothing fits."""
        return self.read.rest if self.read.rest and not self.asked.rest else ""

    @property
    def is_wider(self) -> bool:
        """Whether nothing fits the kind of act that was asked for, only its type."""
        return self.asked.kinds != self.read.kinds

    @property
    def occurred(self) -> str:
        """The address of the list with what is told as done alone; "" where a status was asked for, or there are several lists."""
        if self.read.statuses or len(self.readings) != 1:
            return ""
        return self.readings[0].asked.but(status=(_DONE,)).address()


def answered(store: Store, read: Question, least: float) -> Answer | None:
    """The answer to a question; None where the words are none, or nothing fits."""
    found, asked = readings(store, read, least)
    hidden = tuple(unsure(store, read)) if not found or asked != read else ()
    if not found:
        return Answer(read, read, (), (), (), (), (), {}, hidden=hidden) if hidden else None
    confirming = "confirms" in read.stances
    lines = _first(store, found, least, _LOOKED_AT if confirming else ANSWERED, told=not read.statuses)
    lines, stands = _sorted(store, lines, read)
    others = wider(store, read, least) if len(lines) < ANSWERED and asked.kinds == read.kinds else []
    known = {row.event.id for row in lines}
    more = [row for row in _first(store, others, least, ANSWERED) if row.event.id not in known][: ANSWERED - len(lines)]
    more, of_more = _sorted(store, more, read)
    about, beside = parted(lines[:ANSWERED], Browse(store).sought(asked.words)) if asked.rest else (lines[:ANSWERED], [])
    less = tuple(Browse(store).less_sure(one.asked.filter(least)) for one in found)
    wide = tuple(others) if more else ()
    alone = "1" in (read.origins, read.reports, read.outlets) or read.voices
    twins = {row.event.id: tuple(Browse(store).twins(row.event, least=least, most=2)) for row in lines[:ANSWERED] if alone}
    return Answer(read, asked, tuple(found), tuple(about), tuple(beside), wide, tuple(more), stands | of_more, less, hidden, twins)


def _sorted(store: Store, lines: list[Line], read: Question) -> tuple[list[Line], dict[str, Stands]]:
    """Events with those first of which somebody says what was asked, and what stands of each where that was asked."""
    if not read.stances and not read.voices:
        return lines, {}
    stands = {row.event.id: store.origins.stands(row.event.id) for row in lines}
    return sorted(lines, key=lambda row: not _says(stands[row.event.id], read)), stands


def _says(stands: Stands, read: Question) -> bool:
    """Whether somebody denies or confirms an event, as a question asks."""
    return bool(("denies" in read.stances and stands.denied_by) or ("confirms" in read.stances and stands.confirmed_by))


def _first(store: Store, asked: Sequence[Reading], least: float, most: int, *, told: bool = False) -> list[Line]:
    """The first events of several lists, each once; those that are `told` as done before the others, dated ones before undated."""
    found: dict[str, EventRow] = {}
    for reading in asked:
        found |= {row.id: row for row in _newest(store, reading, least, most - len(found)) if row.id not in found}
    found = _dated(store, asked, least, most) | found
    if told and len(found) >= most and sum(row.status != _DONE for row in found.values()) > most // 2:  # else they are at hand
        done = {id: row for id, row in found.items() if row.status == _DONE}
        for reading in asked:
            done |= {row.id: row for row in _further(store, reading, least, most - len(done))}
        found = done | {id: row for id, row in found.items() if id not in done}
    rows = sorted(found.values(), key=lambda row: (told and row.status != _DONE, row.date is None))
    return [line(row) for row in rows[:most]]


def _dated(store: Store, asked: Sequence[Reading], least: float, most: int) -> dict[str, EventRow]:
    """The newest events with a date of a list that has undated ones among them, and more than are shown."""
    if len(asked) != 1 or asked[0].asked.dates != "either" or asked[0].events <= most:
        return {}
    return {row.id: row for row in store.events(asked[0].asked.but(dates="").filter(least), limit=most, newest_first=True).rows}


def _further(store: Store, reading: Reading, least: float, most: int) -> tuple[EventRow, ...]:
    """The newest events of a list that are told as done, behind those that were read."""
    if most <= 0 or (reading.rows and not reading.following):
        return ()
    wanted = replace(reading.asked.filter(least), statuses=(_DONE,))
    return store.events(wanted, limit=most, after=reading.following, newest_first=True).rows


def _newest(store: Store, reading: Reading, least: float, most: int) -> tuple[EventRow, ...]:
    """The newest events of a list, which may have been read already."""
    if most <= 0:
        return ()
    if reading.rows and (len(reading.rows) >= most or not reading.following):
        return reading.rows[:most]
    return store.events(reading.asked.filter(least), limit=most, newest_first=True).rows
