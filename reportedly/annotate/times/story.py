"""What a reader of the report knows at a point of the text: the publication date, the day last spoken of, the tense."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Literal

from reportedly.annotate.times import values, words
from reportedly.model import TimexType, dates

Tense = Literal["past", "future", ""]

# How far a tense cue is looked for, in characters, and how far back a date still frames a clause.
BEFORE, AFTER = 90, 70
# How much of a text is looked at to see whether it is told as history.
HISTORY = 50_000
# Publication years outside these are mistakes, and too near the calendar's ends to count from.
FIRST_YEAR, LAST_YEAR = "1500", "9000"


@dataclass(frozen=True, slots=True)
class Made:
    """What an expression says: its TIMEX3 value ("" = open), type, the readings that were possible, and TIMEX3's mod."""

    value: str
    type: TimexType = "DATE"
    readings: tuple[str, ...] = ()
    mod: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A match: its rule's name and settings, the named groups (lower case, gaps as one space), and where it stands."""

    groups: Mapping[str, str]
    settings: Mapping[str, Any]
    start: int
    end: int

    def __getitem__(self, name: str) -> str:
        return self.groups.get(name, "")


@dataclass(slots=True)
class Story:
    """The state of the scan. `anchor` is a valid ISO prefix or ""; `last` the last calendar value told, `quarter` the last quarter."""

    text: str
    anchor: str = ""
    last: str = ""
    last_at: int = -10_000
    quarter: str = ""
    quarter_at: int = -10_000
    explicit: str = ""
    explicit_at: int = -10_000
    narrative: bool = False
    tenses: dict[int, Tense] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The publication day, where it is known to the day."""
        return date.fromisoformat(self.anchor) if len(self.anchor) == 10 else None

    @property
    def year(self) -> int | None:
        """The publication year."""
        return int(self.anchor[:4]) if self.anchor else None

    def shift(self, unit: str, by: int) -> str:
        """The value `by` units from the publication date; "" when that is not known well enough."""
        return values.shift(self.anchor, unit, by) if self.anchor else ""

    def note(self, made: Made, start: int, *, explicit: bool, lead: bool) -> None:
        """Remembers a value just told, so that "the next day" and "a year earlier" can lean on it; `lead` when it is no mere comparison."""
        unit = values.unit_of(made.value)
        if not unit or made.type in ("DURATION", "SET"):
            return
        if self.narrative and not explicit and made.value[:4] == self.anchor[:4]:
            return  # history does not go on from the day it was written
        self.last, self.last_at = made.value, start
        if unit == "Q" and lead:
            self.quarter, self.quarter_at = made.value, start
        if explicit:
            self.explicit, self.explicit_at = made.value, start

    def tense(self, start: int, end: int) -> Tense:
        """Which side of the publication date the clause around an expression speaks of, from the nearest cue."""
        if start not in self.tenses:
            self.tenses[start] = "past" if self.happened(start) else _tense(self.text, start, end)
        return self.tenses[start]

    def happened(self, start: int) -> bool:
        """Whether an expression dates an act that is told as known: "(the answer to) the attack on the port on Sunday"."""
        found = _happened().search(self.text, max(0, start - BEFORE), start)
        return found is not None and not _feared().search(self.text, max(0, found.start() - 30), found.start())

    def is_named_so(self, start: int, end: int) -> bool:
        """Whether words of a time are (the end of) a name: "a reporter of Harbour Today", "told the channel's “This Week”".

        They are written with capitals within a sentence that is not (a headline's words mostly are).
        """
        if not all(word[0].isupper() for word in self.text[start:end].split()) or not _NAMED.search(self.text, max(0, start - 30), start):
            return False
        low, high = self.sentence(start, end)
        return sum(1 for _ in _SMALL.finditer(self.text, low, high)) >= 2

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around an expression begins and ends, within some 200 characters."""
        return clause(self.text, start, end, reach=(200, 200))


# What stands before the end of a name, or before a name in quotation marks; five small letters make a word that headlines capitalise.
_NAMED = re.compile(r"(?:(?<![.:!?]\s)\b[A-Z][A-Za-z]+\s|\w['’]s\s[\"“‘])$")
_SMALL = re.compile(r"(?<!\w)[a-z]{5,}")


_YEAR = re.compile(r"(?<![\d.,$£€])(?:1[4-9]|20)\d\d(?![\d%]|[.,]\d)")


# Words that count from the day of publication: a report that uses them is news, whatever its background.
_NEAR = re.compile(
    r"\b(?:yesterday|today|tomorrow|(?:last|this|next)\s(?:week|month|year|weekend|night)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)


def story(text: str, anchor: str | None) -> Story:
    """The state before the first word. An anchor that is no ISO prefix counts as unknown.

    A text whose years mostly lie well before publication is told as history: there a month without a year is of
    the year last told, not of the publication's.
    """
    known = (anchor or "")[:10]
    known = known if dates.is_date(known) and "/" not in known and FIRST_YEAR <= known[:4] <= LAST_YEAR else ""
    return Story(text, known, narrative=_is_history(text[:HISTORY], int(known[:4]) if known else 2100))


def _is_history(text: str, published: int) -> bool:
    years = [int(found[0]) for found in _YEAR.finditer(text)]
    past = sum(year < published - 2 for year in years)
    near = sum(1 for _ in _NEAR.finditer(text))
    return len(years) >= 8 and past >= 0.85 * len(years) and near * 3 < len(years) and near * 5000 < len(text)


_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z])|\n\s*\n|[;]")
# "Jan. 5" and "U.S. Senate" end no sentence.
_NO_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Inc|Corp|Co|No))\.\s+$"
)


@cache
def _cue() -> re.Pattern[str]:
    def side(name: Literal["past", "future"]) -> str:
        return "|".join(sorted((cue.replace(" ", r"\s+") for cue in words.cues(name)), key=len, reverse=True))

    past = rf"(?<!\w)(?P<past>{side('past')}|[a-z]{{2,}}(?<!e)ed)(?!\w)"
    return re.compile(rf"(?<!\w)(?P<future>{side('future')})(?!\w)|(?P<contracted>'ll)\b|{past}")


@cache
def _happened() -> re.Pattern[str]:
    """The name of what has happened, right before its day: "the attack on Sunday", "the killing of two men in Oslo on 3 May"."""
    names = "|".join(words.happened()[0])
    place = r"(?:\s(?:on|in|of|against|at|by|near|outside)(?:\s(?:the|a|an|two|three|its|his|their|[A-Z][\w'’.-]*|[a-z]+)){1,4}?)?"
    return re.compile(rf"\b(?:{names}){place}\s(?:on|in|of|last|late|early)\s$")


@cache
def _feared() -> re.Pattern[str]:
    """What tells that it is still to come, or no noun ("will strike on Sunday")."""
    return re.compile(rf"\b(?:{'|'.join(words.happened()[1])})\w{{0,4}}\b|\b(?:to|will|would|can|could|may|might|not)\s$", re.IGNORECASE)


@cache
def _verb_next() -> re.Pattern[str]:
    """A verb in the past right after the expression: "the ministry on Sunday issued"."""
    verbs = "|".join(cue for cue in words.cues("past") if cue.isalpha() and cue not in ("been", "since", "cut", "put", "set"))
    return re.compile(rf",?\s(?:[a-z]+ly\s)?(?:{verbs}|[a-z]{{2,}}(?<!e)ed)\b")


def clause(text: str, start: int, end: int, reach: tuple[int, int] = (BEFORE, AFTER)) -> tuple[int, int]:
    """Where the sentence around an expression begins and ends, as far as tense cues are looked for (`reach`: characters to each side)."""
    low, high = max(0, start - reach[0]), min(len(text), end + reach[1])
    for found in _END.finditer(text, low, start):
        if not _NO_END.search(text, max(low, found.start() - 6), found.end()):
            low = found.end()
    for found in _END.finditer(text, end, high):
        if not _NO_END.search(text, max(end, found.start() - 6), found.end()):
            high = found.start()
            break
    return low, high


def _tense(text: str, start: int, end: int) -> Tense:
    if _verb_next().match(text, end):
        return "past"
    low, high = clause(text, start, end)
    last = None
    for found in _cue().finditer(text, low, start):
        last = found
    chosen = last or _cue().search(text, end, high)
    if chosen is None:
        return ""
    return "past" if chosen["past"] else "future"
