"""What the query of an address asks for: the same words for the timeline, downloads, saved searches and feeds."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Protocol, get_args
from urllib.parse import urlencode

from reportedly.codes import kinds
from reportedly.errors import UsageError
from reportedly.model import Status
from reportedly.model.dates import bounds
from reportedly.model.origins import Standing
from reportedly.model.vocabulary import Bearing
from reportedly.serve.days_given import date_of
from reportedly.store import Filter
from reportedly.store.filters import PRECISIONS, bounds_of

MOST = 20
"""Values of one name that are heeded."""
LONGEST = 300
"""Characters of a value that are heeded."""


class Query(Protocol):
    """The values of an address, in order (Starlette's QueryParams)."""

    def multi_items(self) -> list[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """The conditions of a list of events, each under the name that it has in an address.

    `origins`, `reports` and `outlets` (publishers) are "" for any number, "1" for one alone, "2+" for two or more.
    `score` is the least score; None asks for the setting's. `order` is one of ORDERS. `dates` is "reported" where
    `since` and `until` are days of publication, not of the event, and "either" where they are so for what has no date.
    `precision` is how fine the date has to be (`filters.PRECISIONS`). `exact` is "1" where words are sought as they are written alone.
    """

    actor: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    bearing: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    origins: str = ""
    reports: str = ""
    outlets: str = ""
    publisher: tuple[str, ...] = ()
    origin: str = ""
    according_to: str = ""
    since: str = field(default="", metadata={"name": "from"})
    until: str = field(default="", metadata={"name": "to"})
    dates: str = ""
    precision: str = ""
    words: str = ""
    exact: str = ""
    score: float | None = None
    order: str = "new"

    @staticmethod
    def of(query: Query) -> "Asked":
        """What an address asks for; empty values ask for nothing. Raises UsageError for a value that makes no sense."""
        given: dict[str, list[str]] = {}
        for name, value in query.multi_items():
            if (value := value.strip()[:LONGEST]) and value not in given.setdefault(name, []):
                given[name].append(value)
        one = {name: values[-1] for name, values in given.items() if values}
        many = {name: tuple(values[:MOST]) for name, values in given.items()}
        return Asked(
            actor=many.get("actor", ()),
            type=tuple(dict.fromkeys(kind for word in many.get("type", ()) for kind in kinds(word))),
            status=checked(many.get("status", ()), get_args(Status), "status"),
            bearing=checked(many.get("bearing", ()), get_args(Bearing), "bearing"),
            standing=checked(many.get("standing", ()), get_args(Standing), "standing"),
            origins=number(one.get("origins", ""), "origins"),
            reports=number(one.get("reports", ""), "reports"),
            outlets=number(one.get("outlets", ""), "outlets"),
            publisher=many.get("publisher", ()),
            origin=one.get("origin", ""),
            according_to=one.get("according_to", ""),
            since=date_of(one.get("from", "")),
            until=date_of(one.get("to", "")),
            dates=one.get("dates", "") if one.get("dates") in DATES else "",
            precision=next(iter(checked(many.get("precision", ())[-1:], tuple(PRECISIONS), "precision of a date")), ""),
            words=one.get("words", ""),
            exact="1" if one.get("exact") == "1" else "",
            score=_score(one.get("score", "")),
            order=one.get("order", "") if one.get("order") in ORDERS else "new",
        )

    def pairs(self) -> list[tuple[str, str]]:
        """The conditions as names and values of an address; those that ask for nothing are left out."""
        found: list[tuple[str, str]] = []
        for name in ("actor", "type", "status", "bearing", "standing", "publisher"):
            found += [(name, value) for value in getattr(self, name)]
        single = {"origins": self.origins, "reports": self.reports, "outlets": self.outlets}
        single |= {"origin": self.origin, "according_to": self.according_to}
        single |= {
            "from": self.since,
            "to": self.until,
            "dates": self.dates,
            "precision": self.precision,
            "words": self.words,
            "exact": self.exact,
        }
        found += [(name, value) for name, value in single.items() if value]
        if self.score is not None:
            found.append(("score", f"{self.score:g}"))
        return found + ([("order", self.order)] if self.order != "new" else [])

    def address(self, path: str = "/timeline", **more: str) -> str:
        """The address that asks for this at a path."""
        pairs = self.pairs() + [(name, value) for name, value in more.items() if value]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def but(self, **changed: Any) -> "Asked":
        """The same with some conditions changed."""
        return replace(self, **changed)

    def happened(self, first: str, last: str) -> "Asked":
        """The same for what happened from one day to another: a bar counts by the event's date, whatever the bounds given were of."""
        return replace(self, since=first, until=last, dates="")

    def earlier(self, day: date) -> "Asked":
        """The same for what happened before a day, the oldest first."""
        before = (day - timedelta(days=1)).isoformat()
        return replace(self, since="" if self.dates == "reported" else self.since, until=before, dates="", order="old")

    def without(self, name: str, value: str) -> "Asked":
        """The same without one condition, as `pairs` names it."""
        attribute = {"from": "since", "to": "until"}.get(name, name)
        if name == "score":
            return replace(self, score=None)
        if name == "order":
            return replace(self, order="new")
        now = getattr(self, attribute)
        changed: Any = tuple(v for v in now if v != value) if isinstance(now, tuple) else ""
        return replace(self, **{attribute: changed})

    @property
    def is_backwards(self) -> bool:
        """Whether it asks for a time that ends before it begins."""
        return bool(self.since and self.until) and bounds(self.since)[0] > bounds(self.until)[1]

    def turned(self) -> "Asked":
        """The same with the two ends of its time changed for each other."""
        return replace(self, since=self.until, until=self.since)

    def filter(self, least: float = 0.0) -> Filter:
        """The conditions for the store; `least` is the score where the address gives none."""
        low, high = bounds_of(self.origins, "origins")
        few, many = bounds_of(self.reports, "reports")
        least_outlets, most_outlets = bounds_of(self.outlets, "outlets")
        reported = self.dates == "reported"
        return Filter(
            actors=self.actor,
            since=None if reported else self.since or None,
            until=None if reported else self.until or None,
            published_since=self.since or None if reported else None,
            published_until=self.until or None if reported else None,
            types=self.type,
            statuses=self.status,
            bearings=self.bearing,
            precision=self.precision,
            according_to=self.according_to or None,
            min_score=least if self.score is None else self.score,
            publishers=self.publisher,
            origin=self.origin or None,
            words=self.words,
            min_origins=low,
            max_origins=high,
            standings=self.standing,
            min_reports=few,
            max_reports=many,
            min_publishers=least_outlets,
            max_publishers=most_outlets,
            exact=bool(self.exact),
            undated=self.dates == "either",
        )


ORIGINS = ("1", "2+", "3+")
"""Numbers of origins, and of reports, that a filter offers."""
ORDERS = {"new": "newest first", "old": "oldest first", "origins": "most origins first", "reports": "most reports first"}
DATES = ("reported", "either")


def checked(values: Iterable[str], allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
    """The values, all of which must be allowed ones. Raises UsageError."""
    values = tuple(values)
    for value in values:
        if value not in allowed:
            raise UsageError(f"“{value}” is no {what}; those that are: {', '.join(allowed)}.")
    return values


def number(value: str, what: str) -> str:
    """A number as an address gives it: "1" for one alone, "2+" for two or more, "" for any. Raises UsageError."""
    bounds_of(value, what)
    return value


def _score(value: str) -> float | None:
    if not value:
        return None
    try:
        score = float(value)
    except ValueError:
        score = -1
    if not 0 <= score <= 1:
        raise UsageError(f"“{value}” is no score; it is a number from 0 to 1.")
    return score
