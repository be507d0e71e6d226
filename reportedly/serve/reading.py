"""Words of a search read as a question to the timeline: "Shoigu visit July" asks for visits of Sergei Shoigu in any July.

Every word is read as one thing at most: part of a name, a kind of act, a month, a year, how it is told, on how many origins
it rests; what is left has to stand in the sentence. The page shows how the words were read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from reportedly import resources
from reportedly.codes import kinds
from reportedly.errors import UsageError
from reportedly.model.dates import is_date
from reportedly.model.events import days
from reportedly.serve.asked import Asked
from reportedly.serve.words import day_words
from reportedly.store import EventRow, Store
from reportedly.store.browse import Browse
from reportedly.store.days import NEVER, sort_day
from reportedly.store.terms import telling_words

WORDS = "lexicons/en/search.toml"
MONTHS = "lexicons/en/times-words.toml"
_MARKS = re.compile(r'["“”]')
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_MOST = 8
"""Dates that are offered for a month or day without its year."""
_MOST_WORDS = 16
"""Words of a question that are read."""
_LONGEST_NAME = 6
_SHORTEST = 3
"""Letters of a month's name that are enough ("Aug")."""
_YEARS = 2
"""Of a month without a year, the years that are offered where there are too many events to count."""
_CLEARLY = 2
"""How many times as many claims as the next has the one whom a part of a name means."""


@dataclass(frozen=True, slots=True)
class Question:
    """Words as they were read. `names` are ids and names of actors; `rest` are the words that stand in the sentence.

    `spoken` are the words as they were given without those for when, how it is told and by how many.
    """

    names: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    month: int = 0
    year: int = 0
    day: int = 0
    statuses: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    origins: str = ""
    reports: str = ""
    rest: str = ""
    spoken: str = ""

    @property
    def is_one(self) -> bool:
        """Whether so much was read that it asks for more than its words do."""
        when, how = bool(self.month or self.year), bool(self.statuses or self.stances or self.origins or self.reports)
        acts = bool(self.kinds)
        return acts or len(self.names) > 1 or (sum((bool(self.names), when, how, bool(self.rest))) > 1 and (bool(self.names) or how))

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """How the words were read: what each part is, and its value."""
        when = " ".join(filter(None, (str(self.day or ""), day_words(f"2000-{self.month:02}").split()[0] if self.month else "")))
        parts = (
            ("who", " and ".join(name for _, name in self.names)),
            ("act", ", ".join(kind.lower().replace("/", " · ") for kind in self.kinds)),
            ("when", f"{when} {self.year}".strip() if self.year else f"{when} of any year" if when else ""),
            ("told as", " or ".join((*self.statuses, *(s for s in self.stances if not self.statuses)))),
            ("origins", {"1": "one alone", "2+": "two or more"}.get(self.origins, self.origins)),
            ("reports", {"1": "one alone", "2+": "two or more"}.get(self.reports, self.reports)),
            ("words", self.rest),
        )
        return tuple((name, value) for name, value in parts if value)

    @property
    def asked(self) -> Asked:
        """The conditions, but for when."""
        actors = tuple(id for id, _ in self.names)
        return Asked(actor=actors, type=self.kinds, status=self.statuses, origins=self.origins, reports=self.reports, words=self.rest)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to ask the timeline: what it asks for in words, its conditions, how many events there are, how many with a date.

    `events` is 0 where they are too many to be counted while somebody waits.
    """

    words: str
    asked: Asked
    events: int
    dated: int = 0

    @property
    def address(self) -> str:
        """Where its list is."""
        return self.asked.address()


@dataclass(slots=True)
class _Words:
    """The words of a question that are left to be read."""

    left: list[str] = field(default_factory=list)

    def take(self, wanted: Mapping[str, Any]) -> list[Any]:
        """What the words mean that stand in a table (in any case); they are read then."""
        found = [wanted[word.lower()] for word in self.left if word.lower() in wanted]
        self.left = [word for word in self.left if word.lower() not in wanted]
        return found


def question(store: Store, q: str) -> Question:
    """How words are read."""
    table = resources.table(WORDS)
    given = _WORD.findall(q)[:_MOST_WORDS]
    words = _Words(list(given))
    names = tuple(_names(Browse(store), words))
    words.left = telling_words(words.left)
    month, year, day = _when(words)
    dated = _Words(list(given))
    _when(dated)
    told = words.take({word: entry for entry in table["telling"].values() for word in entry["words"]})
    origins, reports = _resting(words, table["resting"])
    acts = words.take({word.lower(): kind for word in words.left if (kind := _kinds(word.lower(), table["acts"]))})
    quoted = [part.strip() for part in _MARKS.split(q)[1::2] if part.strip()]
    inside = {word for part in quoted for word in _WORD.findall(part)}
    return Question(
        names=names,
        kinds=tuple(dict.fromkeys(kind for found in acts for kind in found)),
        month=month,
        year=year,
        day=day,
        statuses=tuple(dict.fromkeys(status for entry in told for status in entry["statuses"])),
        stances=tuple(dict.fromkeys(stance for entry in told for stance in entry["stances"])),
        origins=origins,
        reports=reports,
        rest=" ".join([*(f'"{part}"' for part in quoted), *(word for word in words.left if word not in inside)]),
        spoken=" ".join(word for word in telling_words(dated.left) if not _is_asking(word)),
    )


def _names(browse: Browse, words: _Words) -> Iterator[tuple[str, str]]:
    """Those whom the words name, the longest names first; ids and names."""
    acts = resources.table(WORDS)["acts"]
    for size in range(min(_LONGEST_NAME, len(words.left)), 0, -1):
        at = 0
        while at + size <= len(words.left):
            run = words.left[at : at + size]
            ends = [run[0], run[-1]]
            if (size > 1 or not _is_plain(run[0], acts)) and telling_words(ends) == ends and (found := _named(browse, " ".join(run))):
                del words.left[at : at + size]
                yield found
            else:
                at += 1


def _is_asking(word: str) -> bool:
    """Whether a word asks how something is told, or by how many."""
    table = resources.table(WORDS)
    return any(word.lower() in entry["words"] for part in ("telling", "resting") for entry in table[part].values())


def _is_plain(word: str, acts: Mapping[str, Any]) -> bool:
    """Whether a word means something else than a name."""
    lower = word.lower()
    return _is_asking(word) or bool(_month(lower) or _kinds(lower, acts)) or not telling_words([lower]) or lower.isdecimal()


def _named(browse: Browse, name: str) -> tuple[str, str] | None:
    """The one whom a name means: as reports call it, else by a part of the name that is written with a capital."""
    if found := browse.meant(name):
        return found
    if not name[:1].isupper():
        return None
    having = browse.actors_having(name, limit=2)
    if not having or (len(having) > 1 and having[0].claims < _CLEARLY * having[1].claims):
        return None
    return having[0].id, having[0].name


def _when(words: _Words) -> tuple[int, int, int]:
    """Month, year and day that the words name, 0 for each that they do not; a day only beside its month."""
    month = year = day = 0
    for i, word in enumerate(words.left):
        if not month and (number := _month(word.lower())):
            month = number
            beside = [
                w for w in (*words.left[max(0, i - 1) : i], *words.left[i + 1 : i + 2]) if re.fullmatch(r"[0-9]{1,2}(st|nd|rd|th)?", w)
            ]
            day = next((n for w in beside if 1 <= (n := int(re.sub(r"\D", "", w))) <= 31), 0)
        elif not year and re.fullmatch("(19|20)[0-9]{2}", word):
            year = int(word)
    days = {str(day), f"{day:02}", f"{day}st", f"{day}nd", f"{day}rd", f"{day}th"} if day else set()
    words.left = [w for w in words.left if not (month and _month(w.lower()) == month) and w != str(year) and w not in days]
    return month, year, day


def _resting(words: _Words, table: Mapping[str, Any]) -> tuple[str, str]:
    """On how many origins, and how many reports, the words say that it rests: a number and what is counted, both."""
    lower = {word.lower() for word in words.left}
    number = next((table[name]["number"] for name in ("one", "several") if lower & set(table[name]["words"])), "")
    origins, reports = (bool(lower & set(table[name]["words"])) for name in ("origins", "reports"))
    if not number or not (origins or reports):
        return "", ""
    words.take({word: True for entry in table.values() for word in entry["words"]})
    return (number if origins else ""), (number if reports else "")


def _month(word: str) -> int:
    """The month that a word names, whole or cut ("Aug"); 0 for none."""
    months: dict[str, int] = resources.table(MONTHS)["months"]
    return next((number for name, number in months.items() if name.startswith(word)), 0) if len(word) >= _SHORTEST else 0


def _kinds(word: str, acts: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of act that a word names, also in the plural."""
    for form in (word, word.removesuffix("s")) if word not in resources.table(WORDS)["things"]["words"] else ():
        if form in acts:
            return tuple(acts[form])
        try:
            return kinds(form)
        except UsageError:
            continue
    return ()


def readings(store: Store, read: Question, least: float) -> list[Reading]:
    """What a question asks of the timeline, the last month first; nothing where nothing fits, or it is none.

    Where nothing fits all of it, it is asked without the words that are left.
    """
    if not read.is_one:
        return []
    found = _asked_at(store, read, read.asked, least)
    if not found and read.rest and (read.names or read.kinds):
        found = _asked_at(store, read, read.asked.but(words=""), least)
    return found


def wider(store: Store, read: Question, least: float) -> list[Reading]:
    """The same for every act of the types, not of the modes alone: a visit may be told as a meeting."""
    types = tuple(dict.fromkeys(kind.partition("/")[0] for kind in read.kinds))
    if types == read.kinds or not read.names:
        return []
    return readings(store, replace(read, kinds=types), least)


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
    """A month of the latest years, where there are too many events to count them all."""
    last = next((_year(row) for row in store.events(asked.filter(least), limit=1, newest_first=True).rows), 0)
    years = range(last, max(0, last - _YEARS), -1)
    windows = [_at(asked, cut) for cut in _cuts(read, [f"{year:04}-{read.month:02}" for year in years])]
    return [Reading(_words_of(store, one), one, 0) for one in windows if store.events(one.filter(least), limit=1, newest_first=True).rows]


def _year(row: EventRow) -> int:
    """The year under which an event stands in a list: of its date, else of its publication; 0 where nobody knows either."""
    day = sort_day(days(row.date), min((c.published for c in row.claims if c.published), default=None))
    return date.fromordinal(day).year if day != NEVER else 0


def _counted(store: Store, asked: list[Asked], least: float) -> list[Reading]:
    found = []
    for one in asked:
        if Browse(store).are_many(one.filter(least)):
            found.append(Reading(_words_of(store, one), one, 0))
            continue
        counts = Browse(store).by_day(one.filter(least))
        if events := sum(count.events for count in counts):
            found.append(Reading(_words_of(store, one), one, events, sum(count.events for count in counts if count.first_day)))
    return found


def _words_of(store: Store, asked: Asked) -> str:
    """Conditions as a person would say them."""
    names = [Browse(store).name_of(id) or id for id in asked.actor]
    parts = [
        ", ".join(kind.lower().replace("/", " · ") for kind in asked.type) or "acts",
        f"of {' and '.join(names)}" if names else "",
        f"told as {' or '.join(asked.status)}" if asked.status else "",
        f"with “{asked.words}”" if asked.words else "",
        f"in {day_words(asked.since)}" if asked.since else "",
        {"1": "on one origin"}.get(asked.origins, f"on {asked.origins} origins") if asked.origins else "",
        {"1": "in one report"}.get(asked.reports, f"in {asked.reports} reports") if asked.reports else "",
    ]
    return " ".join(part for part in parts if part)
