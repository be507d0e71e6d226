"""The answer to a question: how it was read, its lists, the first events, what is told of each where that was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportedly import resources
from reportedly.codes import BARE
from reportedly.model.events import FUTURE, days
from reportedly.model.stands import Stands
from reportedly.serve.about import is_of_act, parted
from reportedly.serve.elsewhere import Other, Perhaps, elsewhere, one_of
from reportedly.serve.elsewhere import parted as parted_elsewhere
from reportedly.serve.lines import Line, first_published, line
from reportedly.serve.reading import WORDS, Question
from reportedly.serve.readings import Reading, readings, to_the_day, unsure, wider
from reportedly.serve.tallies import Tallies, tallies
from reportedly.serve.together import Under, left, together
from reportedly.serve.visits import visits
from reportedly.store import EventRow, Store
from reportedly.store.browse import Browse

ANSWERED = 12
"""Events that answer a question on the page; its list has all."""
_LOOKED_AT = 24
"""Events among which those are sought that somebody confirms."""
_DONE = "occurred"
_EARLIEST = "0001"
"""A year before which nothing is told: who asks from there on asks for what has a date."""
_VAGUE = 31
"""Days that a date may cover to say what was last."""
_TRIP = 7
"""Days behind a meeting within which a visit may be the same trip."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question finds.

    `asked` is the question as it was asked: of a wider kind, or without words, where nothing fits `read`. `beside` are
    events of whose sentence another part has the words, `more` those of the wider kind. `less` is how many less sure
    events each list leaves out, None where they were not counted. `hidden` are the lists of events of any score where nothing
    that is sure enough fits `read` as it stands; there may be no others. `twins` are other events that may be the same as one,
    where it is asked what one alone tells, or who tells it; `perhaps` are those left out of what one alone tells, since others
    tell an act of that day or the next.
    Then those dated to the day come first, which alone can be told apart from those of others; `fine` are their lists, `vague` the rest.
    `tallies` is where the events were, or how many they count, where that is asked; those that tell it come first then.
    `under` are lines that are perhaps the same as one that is dated as well or better, by that one's id; `unlike` what is only
    planned or the like, or done by another than who is asked about, where it is asked what one alone tells.
    Where the last or first is asked for, `lines` have a date, in that order, and `undated` are those that nobody dates and that
    were told after the last of them.
    `visits` are those of one of two people to the other's country, where their meetings are asked for.
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
    twins: dict[str, tuple[Other, ...]] = field(default_factory=dict)
    undated: tuple[Line, ...] = ()
    perhaps: tuple[Perhaps, ...] = ()
    fine: tuple[Reading, ...] = ()
    vague: tuple[Line, ...] = ()
    tallies: Tallies | None = None
    under: Under = field(default_factory=dict)
    unlike: tuple[Line, ...] = ()
    visits: tuple[Line, ...] = ()

    @property
    def firmer(self) -> Line | None:
        """The last (or first) that several outlets tell, where one alone tells the first line; else None."""
        if not self.read.order or not self.lines or self.lines[0].tally[2] > 1:
            return None
        return next((row for row in self.lines if row.tally[2] > 1), None)

    @property
    def later_visit(self) -> Line | None:
        """The latest visit of one to the other's country where it is later than the last meeting of a known date; else None."""
        last = days(self.lines[0].event.date) if self.read.order == "new" and self.lines else None
        visit = days(self.visits[0].event.date) if self.visits else None
        return self.visits[0] if last and visit and visit[0] > last[1] + _TRIP else None

    @property
    def same_time(self) -> Line | None:
        """The closest dated that another outlet tells of the time of the last (or first), where one alone tells that; else None."""
        if not self.read.order or not self.lines or self.lines[0].tally[2] > 1 or not (own := days(self.lines[0].event.date)):
            return None
        outlets = set(self.lines[0].event.publishers)
        others = [(span, row) for row in self.lines[1:] if (span := days(row.event.date)) and set(row.event.publishers) - outlets]
        fits = [(span[1] - span[0], i, row) for i, (span, row) in enumerate(others) if span[0] <= own[1] and own[0] <= span[1]]
        return min(fits)[2] if fits else None

    @property
    def told_later(self) -> tuple[str, str]:
        """The first and the last day on which the undated ones that were told after the last of a known date were first told."""
        told = sorted((first_published(row.event) or "")[:10] for row in self.undated)
        return (told[0], told[-1]) if told else ("", "")

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it was asked who confirms it, and nobody is told to confirm any of what is shown."""
        asks = "confirms" in self.read.stances and bool(self.lines or self.more)
        return asks and not any(stands.confirmed_by for stands in self.stands.values())

    @property
    def dropped(self) -> str:
        """The words that nothing fits."""
        kept = self.asked.rest.split()
        return " ".join(word for word in self.read.rest.split() if word not in kept)

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
    one = one_of(asked.asked)
    fine = to_the_day(store, found, least) if one and not read.order else []
    lines, undated = in_order(store, found[0], asked, least) if read.order else ([], [])
    lines = lines or _first(store, found, least, _LOOKED_AT if confirming else ANSWERED, told=not read.statuses)
    lines, stands = _sorted(store, lines, read)
    asks = asked.asks and not asked.order
    told_of = tallies(store, asked.asks, found, asked.rest, least) if asks else None
    lines = _telling_first(lines, told_of) if told_of else lines
    others = wider(store, read, least) if len(lines) < ANSWERED and asked.kinds == read.kinds and not read.order else []
    known = {row.event.id for row in lines}
    more = [row for row in _first(store, others, least, ANSWERED) if row.event.id not in known][: ANSWERED - len(lines)]
    more, of_more = _sorted(store, more, read)
    exact, vague = _parted_by_day(store, lines[:ANSWERED], fine, least, told=not read.statuses)
    about, beside = parted(exact, Browse(store).sought(asked.words)) if asked.rest else (exact, [])
    less = tuple(Browse(store).less_sure(reading.asked.filter(least)) for reading in found)
    wide = tuple(others) if more else ()
    own, unlike = _asked_for(asked, [*about, *vague]) if one else ([*about, *vague], [])
    about, vague = left(about, own), left(vague, own)
    alone, perhaps = parted_elsewhere(store, about, one, least) if one else ([], [])
    about = [p.line for p in alone] if one else about
    shown = [*about, *(p.line for p in perhaps), *vague]
    kept, under = together(shown, beside=1 if one else 0) if one or read.order else (shown, {})
    about, vague, perhaps = left(about, kept), left(vague, kept), [p for p in perhaps if p.line in kept]
    twins = {row.event.id: elsewhere(store, row.event, one, least) for row in lines[:ANSWERED] if read.voices and not one}
    twins |= {p.line.event.id: p.twins for p in alone}
    told = (read, asked, tuple(found), tuple(about), tuple(beside), wide, tuple(more))
    made = Answer(*told, stands | of_more, less, hidden, twins, tuple(undated), tuple(perhaps), tuple(fine), tuple(vague), told_of)
    visited, of_visits = visits(store, replace(asked, kinds=read.kinds), [*shown, *undated], least)
    return replace(made, under=under | of_visits, unlike=tuple(unlike), visits=tuple(visited))


def _asked_for(asked: Question, lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of an act that is not only planned, by those who are asked about where it is one that nobody undergoes; and the others."""
    ids = {id for id, _ in asked.names if id != asked.teller}
    alone = bool(asked.kinds) and set(asked.kinds) <= set(resources.table(WORDS)["acting"]["kinds"])
    fits = [
        row
        for row in lines
        if (asked.statuses or not asked.kinds or row.event.status not in FUTURE) and (not alone or not ids or ids <= _acting(row))
    ]
    return fits, [row for row in lines if row not in fits]


def _acting(row: Line) -> set[str]:
    """Who acts, and their states."""
    claim = row.best.claim
    return {id for party in claim.actor for id in (party.id, claim.unit(party))}


def _telling_first(lines: list[Line], told: Tallies) -> list[Line]:
    """The lines, and those that tell what is asked of them; these first."""
    shown = {row.event.id for row in lines}
    every = [*lines, *(line(row) for row in told.rows if row.id not in shown)]
    return sorted(every, key=lambda row: (row.event.id not in told.of, row.event.status != _DONE, row.is_undated))[
        : max(len(lines), ANSWERED)
    ]


def _parted_by_day(store: Store, lines: list[Line], fine: Sequence[Reading], least: float, *, told: bool) -> tuple[list[Line], list[Line]]:
    """The first events of the lists of what is dated to the day (`lines` where there are none), and those of `lines` that are not."""
    if not fine:
        return lines, []
    return _first(store, fine, least, ANSWERED, told=told), [row for row in lines if row.is_vague]


def _sorted(store: Store, lines: list[Line], read: Question) -> tuple[list[Line], dict[str, Stands]]:
    """Events with those first of which somebody says what was asked, and what stands of each where that was asked."""
    if not read.stances and not read.voices:
        return lines, {}
    if read.voices == "first":  # what was told first stands first
        lines = sorted(lines, key=lambda row: (row.first.published if row.first else None) or "9999")
    stands = store.origins.stands_each({row.event.id: row.event.claims for row in lines})
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
    if asked[0].dated_rows is not None:
        return {row.id: row for row in asked[0].dated_rows[:most]}
    return {row.id: row for row in store.events(asked[0].asked.but(dates="").filter(least), limit=most, newest_first=True).rows}


def _further(store: Store, reading: Reading, least: float, most: int) -> tuple[EventRow, ...]:
    """The newest events of a list that are told as done, behind those that were read."""
    if most <= 0 or (reading.rows and not reading.following):
        return ()
    wanted = replace(reading.asked.filter(least), statuses=(_DONE,))
    if reading.further is not None:
        return tuple(Browse(store).among(wanted, reading.further, limit=most))
    return store.events(wanted, limit=most, after=reading.following, newest_first=True).rows


def _newest(store: Store, reading: Reading, least: float, most: int) -> tuple[EventRow, ...]:
    """The newest events of a list, which may have been read already."""
    if most <= 0:
        return ()
    if reading.rows and (len(reading.rows) >= most or not reading.following):
        return reading.rows[:most]
    return store.events(reading.asked.filter(least), limit=most, newest_first=True).rows


def in_order(store: Store, reading: Reading, read: Question, least: float) -> tuple[list[Line], list[Line]]:
    """The last (or first) events of a list that have a date, and those that nobody dates and that were told after the last of them.

    Unless a status was asked for, those that are told as done. A date that covers more than a month does not say what was last.
    """
    wanted = reading.asked.filter(least)
    wanted = replace(wanted, statuses=wanted.statuses or (_DONE,))
    dated = replace(wanted, since=wanted.since or _EARLIEST, undated=False)
    rows = [row for row in store.events(dated, limit=_LOOKED_AT, order=read.order).rows if _is_told_so(row, read, wanted.statuses)]
    rows = [row for row in rows if (span := days(row.date)) and span[1] - span[0] <= _VAGUE]
    sought = Browse(store).sought(read.rest) if read.rest else None
    own = [row for row in rows if not sought or is_of_act(line(row), sought)]  # the first launch is no first nuclear test
    rows = (own or rows)[:ANSWERED]
    if not rows or read.order == "old":
        return [line(row) for row in rows], []
    ends = (days(rows[0].date) or (0, 0))[1]
    newest = [row for row in store.events(wanted, limit=ANSWERED, newest_first=True).rows if row.date is None]
    later = [row for row in newest if (told := days((first_published(row) or "")[:10])) and told[0] > ends]
    fits = [line(row) for row in later if _is_told_so(row, read, wanted.statuses)]
    return [line(row) for row in rows], [row for row in fits if not _is_guessed_by(row, ends)]


def _is_guessed_by(row: Line, day: int) -> bool:
    """Whether the words of an undated event's sentence date it by a day, only not surely enough to stand as its date."""
    span = days(row.guess)
    return span is not None and span[1] <= day


def _is_told_so(row: EventRow, read: Question, statuses: Sequence[str]) -> bool:
    """Whether an event as a whole is of a kind and status that are asked for, not one of its claims alone."""
    return row.status in statuses and (not read.kinds or bool({row.type, f"{row.type}/{row.mode or BARE}"} & set(read.kinds)))
