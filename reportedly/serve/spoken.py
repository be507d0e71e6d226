"""What the query of an address asks for among statements: who speaks, of whom, with what stance, in what words, when."""

from dataclasses import dataclass, field, replace
from typing import Any, get_args
from urllib.parse import urlencode

from reportedly.codes import kinds
from reportedly.errors import UsageError
from reportedly.model import Stance
from reportedly.serve.asked import LONGEST, MOST, Query, checked, number
from reportedly.serve.days_given import date_of
from reportedly.serve.words import MONTHS, day_words
from reportedly.store import Filter
from reportedly.store.filters import bounds_of
from reportedly.store.finding import Wanted

FILTERS = ("did",)
BOUNDS = ("origins", "reports", "outlets")
"""What may be bounded: on how many origins a statement rests, how many reports give it, how many publishers these have."""
_DENYING = ("denies",)
"""Stances of those who may not say themselves what they speak of."""
DID = {
    "asserts": "said",
    "confirms": "confirmed",
    "denies": "denied",
    "declines-to-comment": "would not say",
    "promises": "promised",
    "threatens": "threatened",
    "demands": "demanded",
    "accuses": "accused",
    "praises": "praised",
    "proposes": "proposed",
    "suspects": "suspected",
    "wishes": "wished",
}
"""Stances of statements as what somebody did."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The conditions of a list of statements, each under the name that it has in an address; all that is given must hold.

    `speaker`: one of these speaks. `about`: all of these are named in what is said. `party`: each of these speaks or is named.
    `since` and `until` are days of the saying, or of the publication where nobody tells that; `month` (1 to 12) is that of
    any year. All of several `words` stand in what is said; where `any` is "1" some do, and those that have most of them come
    first. What is denied may stand right before, where the denial itself does not say it ("denied the claim"). An act of one of
    the kinds of `type` that is told in a statement counts as one of the words. `origins`, `reports` and `outlets` are "" for any
    number, "1" for one alone, "2+" for two or more. `order` is "new" or "old".
    """

    speaker: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    words: str = ""
    since: str = field(default="", metadata={"name": "from"})
    until: str = field(default="", metadata={"name": "to"})
    month: int = 0
    exact: str = ""
    any: str = ""
    origins: str = ""
    reports: str = ""
    outlets: str = ""
    order: str = "new"

    @staticmethod
    def of(query: Query) -> "Spoken":
        """What an address asks for; empty values ask for nothing. Raises UsageError for a value that makes no sense."""
        many: dict[str, list[str]] = {}
        for name, value in query.multi_items():
            if (value := value.strip()[:LONGEST]) and value not in many.setdefault(name, []):
                many[name].append(value)

        def last(name: str) -> str:
            return many.get(name, [""])[-1]

        month = last("month")
        if month and month not in map(str, range(1, 13)):
            raise UsageError(f"“{month}” is no month; write a number from 1 to 12.")
        names = {name: tuple(many.get(name, ())[:MOST]) for name in ("speaker", "about", "party", "publisher")}
        return Spoken(
            **names,
            stance=checked(many.get("stance", ())[:MOST], get_args(Stance), "stance"),
            type=tuple(dict.fromkeys(kind for word in many.get("type", ())[:MOST] for kind in kinds(word))),
            words=last("words"),
            since=date_of(last("from")),
            until=date_of(last("to")),
            month=int(month or 0),
            exact="1" if last("exact") == "1" else "",
            any="1" if last("any") == "1" else "",
            origins=number(last("origins"), "origins"),
            reports=number(last("reports"), "reports"),
            outlets=number(last("outlets"), "outlets"),
            order="old" if last("order") == "old" else "new",
        )

    def pairs(self) -> list[tuple[str, str]]:
        """The conditions as names and values of an address; those that ask for nothing are left out."""
        found = [(name, value) for name in ("speaker", "about", "party", "stance", "publisher", "type") for value in getattr(self, name)]
        single = {
            "words": self.words,
            "from": self.since,
            "to": self.until,
            "month": str(self.month or ""),
            "exact": self.exact,
            "any": self.any,
        }
        single |= {name: getattr(self, name) for name in BOUNDS}
        found += [(name, value) for name, value in single.items() if value]
        return found + ([("order", self.order)] if self.order != "new" else [])

    def address(self, path: str = "/statements", **more: str) -> str:
        """The address that asks for this at a path."""
        pairs = self.pairs() + [(name, value) for name, value in more.items() if value]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def but(self, **changed: Any) -> "Spoken":
        """The same with some conditions changed."""
        return replace(self, **changed)

    def without(self, name: str, value: str) -> "Spoken":
        """The same without one condition, as `pairs` names it."""
        attribute = {"from": "since", "to": "until"}.get(name, name)
        now, bare = getattr(self, attribute), {"order": "new", "month": 0}.get(attribute, "")
        return self.but(**{attribute: tuple(v for v in now if v != value) if isinstance(now, tuple) else bare})

    @property
    def is_bound(self) -> bool:
        """Whether it asks for less than all statements."""
        return bool(self.pairs()) and self.pairs() != [("order", "old")]

    @property
    def is_counted(self) -> bool:
        """Whether all that fit can be counted at once: on how many origins one rests is told only as it is read."""
        return not any(getattr(self, name) for name in BOUNDS)

    @property
    def did(self) -> str:
        """What is asked about, as a person would say it: "denied or declined", "said" where any stance will do."""
        return " or ".join(DID[stance] for stance in self.stance) or "said"

    @property
    def when(self) -> str:
        """The time that is asked for, in words; "" for any."""
        if self.month:
            return f"{MONTHS[self.month - 1]} of any year"
        ends = [day_words(day) if day else "" for day in (self.since, self.until)]
        return ends[0] if ends[0] == ends[1] else " to ".join(filter(None, ends))

    @property
    def wanted(self) -> Wanted:
        """The conditions for the store."""
        told = Filter(since=self.since or None, until=self.until or None, publishers=self.publisher, exact=bool(self.exact))
        (low, high), (few, many), (least, most) = (bounds_of(getattr(self, name), name) for name in BOUNDS)
        told = replace(
            told, min_origins=low, max_origins=high, min_reports=few, max_reports=many, min_publishers=least, max_publishers=most
        )
        people = Wanted(self.words, self.stance, told, self.speaker, self.about, self.party)
        people = people._replace(some=bool(self.any) and not self.exact, matter=self.stance == _DENYING and not (self.exact or self.any))
        return people._replace(month=self.month, oldest=self.order == "old", types=self.type)


def did(stance: str) -> str:
    """A stance as what somebody did: "denied"; as it is where it is none."""
    return DID.get(stance, stance)
