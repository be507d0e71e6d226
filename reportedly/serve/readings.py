"""What a question asks of the timeline: lists with their addresses, and how many events each has."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, islice

from reportedly import resources
from reportedly.model.dates import is_date
from reportedly.model.events import days
from reportedly.serve.asked import Asked
from reportedly.serve.reading import WORDS, Question
from reportedly.serve.words import day_words, kind_words, plural
from reportedly.store import EventRow, Store
from reportedly.store.browse import Browse
from reportedly.store.days import NEVER, sort_day
from reportedly.store.filters import PRECISIONS

_MOST = 8
"""Dates that are offered for a month or day without its year."""
_YEARS, _BACK = 3, 15
"""Of a month without a year, the years that are offered where there are too many events to count; years that are looked back."""
_COUNTED = 200
"""Events up to which they are counted where there are many."""
_DISPUTED, _DENIED = "disputed", ("denied", "did-not-happen")
_FEW, _OR = 4, "or"
"""Words of which some are tried where nothing has them all; what stands between two of which either will do."""
_PHRASE = re.compile(r'"[^"]*"|\S+')
_SOME = 12
"""Events that are looked at where there are too many to count."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to ask the timeline: what it asks for in words, its conditions, how many events there are, how many with a date.

    Where `has_more` they were not counted to the end; `rows` are the newest where these were read instead of counting by date, and
    `following` the mark behind them; `dated_rows` are the newest with a date, `further` the ids of all behind the
    mark, where these were met.
    """

    words: str
    asked: Asked
    events: int
    dated: int = 0
    has_more: bool = False
    rows: tuple[EventRow, ...] = ()
    following: str | None = None
    dated_rows: tuple[EventRow, ...] | None = None
    further: tuple[str, ...] | None = None

    @property
    def address(self) -> str:
        """Where its list is."""
        return self.asked.address()

    @property
    def count(self) -> str:
        """How many events it has, in words."""
        return f"more than {self.events} events" if self.has_more else plural(self.events, "event")


def readings(store: Store, read: Question, least: float) -> tuple[list[Reading], Question]:
    """What a question asks of the timeline, the last month first, and the question as it was asked.

    Nothing where it is none, or nothing fits. Where nothing fits all of it, it is asked with some of the words that are left, then
    for every act of the types; then without the words.
    """
    for asked in _ways(read) if read.is_one else ():
        if found := _asked_at(store, asked, asked.asked, least):
            return found, asked
        if asked.rest and (some := _with_some(store, asked, least)):
            return some
    return [], read


def _with_some(store: Store, read: Question, least: float) -> tuple[list[Reading], Question] | None:
    """What a question finds with some of the words that are left, the fewest events with the most of them; None where it is nothing.

    Where names nor acts were read, the words are all that is asked for.
    """
    words = _PHRASE.findall(read.rest)
    if not (read.names or read.kinds) or len(words) < 2 or _OR in words:
        return None
    light = resources.table(WORDS)["light"]["words"]
    some = replace(read, rest=" ".join(word for word in words if word.lower() not in light))
    if some.rest and some.rest != read.rest and (found := _asked_at(store, some, some.asked, least)):
        return found, some
    if len(words) > _FEW:
        return None
    for size in dict.fromkeys((len(words) - 1, 1)):
        tried = (replace(read, rest=" ".join(some)) for some in combinations(words, size))
        ways = [(readings, some) for some in tried if (readings := _asked_at(store, some, some.asked, least))]
        if ways:
            return min(ways, key=lambda one: (sum(reading.events for reading in one[0]), -len(one[1].rest)))
    return None


def unsure(store: Store, read: Question) -> list[Reading]:
    """What a question finds among events of any score: for where nothing that is sure enough fits all of it."""
    return _asked_at(store, read, read.asked.but(score=0.0), 0.0) if read.is_one else []


def to_the_day(store: Store, found: Iterable[Reading], least: float) -> list[Reading]:
    """The same lists with what is dated to the day alone; without those that have nothing of the kind."""
    return _counted(store, [one.asked.but(precision="day") for one in found], least)


def _ways(read: Question) -> Iterator[Question]:
    """A question, and what is asked where nothing fits it."""
    broad = widened(read) if read.names or read.month or read.year else None
    yield read
    if broad:
        yield broad
    if read.rest and (read.kinds or any(id != read.teller for id, _ in read.names)):  # all that somebody tells is no answer
        yield from (replace(some, rest="") for some in (read, broad) if some)
    if read.standings == (_DISPUTED,) and not read.statuses:  # where nobody vouches for what is denied, it is told as denied alone
        yield replace(read, standings=(), statuses=_DENIED)
    if read.teller and read.statuses:  # nothing is told as denied by itself: what others deny of its acts
        yield replace(read, teller="")


def widened(read: Question) -> Question | None:
    """The same for every act of the types, not of the modes alone: a visit may be told as a meeting. None where it is no wider."""
    types = tuple(dict.fromkeys(kind.partition("/")[0] for kind in read.kinds))
    return replace(read, kinds=types) if types != read.kinds else None


def wider(store: Store, read: Question, least: float) -> list[Reading]:
    """What a question about somebody finds for every act of the types."""
    broad = widened(read) if read.names else None
    return _asked_at(store, broad, broad.asked, least) if broad else []


def _asked_at(store: Store, read: Question, asked: Asked, least: float) -> list[Reading]:
    """The conditions with the dates in which there is something."""
    if read.year:
        when = f"{read.year}-{read.month:02}" if read.month else f"{read.year}"
        return _counted(store, [_at(asked, cut) for cut in _cuts(read, [when])], least)
    if not read.month:
        return _counted(store, [asked], least)
    if Browse(store).are_many(asked.filter(least)):
        return _latest(store, read, asked, least)
    found: Counter[str] = Counter()
    for (year, month), events in Browse(store).by_month(asked.filter(least)).items():
        if month == read.month:
            found[f"{year:04}-{month:02}"] += events
    latest = sorted(found, reverse=True)[:_MOST]
    if not read.day:
        at_each = [(_at(asked, at), found[at]) for at in latest]
        return [Reading(_words_of(store, one), one, events) for one, events in at_each]
    return _counted(store, [_at(asked, cut) for cut in _cuts(read, latest)], least)


def _cuts(read: Question, months: Iterable[str]) -> list[str]:
    """The dates that a question names in these months (or years); none where there is no such day, as 31 April."""
    cuts = [f"{month}-{read.day:02}" if read.day else month for month in months]
    return [cut for cut in cuts if is_date(cut)]


def _at(asked: Asked, cut: str) -> Asked:
    """The conditions for a date, of the event or where it has none of its publication."""
    return asked.but(since=cut, until=cut, dates="either")


def _latest(store: Store, read: Question, asked: Asked, least: float) -> list[Reading]:
    """A month of the latest years in which there is something, where there are too many events to count them all."""
    last = next((_year(row) for row in store.events(asked.filter(least), limit=1, newest_first=True).rows), 0)
    years = range(last, max(0, last - _BACK), -1)
    windows = (_at(asked, cut) for cut in _cuts(read, [f"{year:04}-{read.month:02}" for year in years]))
    return list(islice((reading for window in windows if (reading := _looked_at(store, window, least))), _YEARS))


def _looked_at(store: Store, asked: Asked, least: float) -> Reading | None:
    """One way to ask, with as many events as are looked at."""
    found = Browse(store).looked_at(asked.filter(least), limit=_SOME, most=_COUNTED + 1)
    if not found.page.rows:
        return None
    number, has_more = min(found.number, _COUNTED), found.number > _COUNTED
    told = Reading(_words_of(store, asked), asked, number, has_more=has_more, rows=found.page.rows, following=found.page.next)
    return replace(told, dated_rows=found.dated, further=found.further)


def _year(row: EventRow) -> int:
    """The year under which an event stands in a list: of its date, else of its publication; 0 where nobody knows either."""
    day = sort_day(days(row.date), min((c.published for c in row.claims if c.published), default=None))
    return date.fromordinal(day).year if day != NEVER else 0


def _counted(store: Store, asked: list[Asked], least: float) -> list[Reading]:
    found: list[Reading] = []
    for one in asked:
        if Browse(store).are_many(one.filter(least)):
            found += [reading] if (reading := _looked_at(store, one, least)) else []
            continue
        counts = Browse(store).by_day(one.filter(least))
        if events := sum(count.events for count in counts):
            found.append(Reading(_words_of(store, one), one, events, sum(count.events for count in counts if count.first_day)))
    return found


def _words_of(store: Store, asked: Asked) -> str:
    """Conditions as a person would say them."""
    names = [Browse(store).name_of(id) or id for id in asked.actor]
    parts = [
        kind_words(asked.type) or "acts",
        f"of {' and '.join(names)}" if names else "",
        f"told as {' or '.join(asked.status)}" if asked.status else "",
        f"on the word of {Browse(store).name_of(asked.according_to) or asked.according_to}" if asked.according_to else "",
        " or ".join(asked.standing),
        f"with “{asked.words}”" if asked.words else "",
        f"{'on' if len(asked.since) > 7 else 'in'} {day_words(asked.since)}" if asked.since else "",
        f"dated {PRECISIONS[asked.precision]}" if asked.precision in ("day", "month") else PRECISIONS.get(asked.precision, ""),
        {"1": "on one origin"}.get(asked.origins, f"on {asked.origins} origins") if asked.origins else "",
        {"1": "in one report"}.get(asked.reports, f"in {asked.reports} reports") if asked.reports else "",
        f"in {' and '.join(asked.publisher)}" if asked.publisher else "",
        {"1": "by one outlet"}.get(asked.outlets, f"by {asked.outlets} outlets") if asked.outlets else "",
    ]
    return " ".join(part for part in parts if part)
