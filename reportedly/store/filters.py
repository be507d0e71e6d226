"""Which claims a question is about."""

import re
from dataclasses import dataclass

from reportedly.errors import UsageError


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions on claims; all of those given must hold.

    `actors` are ids or names, each of whom acts or is acted upon (a country includes its leaders and bodies).
    `since` and `until` are dates of the event (ISO 8601, may be cut); claims without a date fall outside any.
    `types` are kinds of act (`codes.kinds`: "CONSULT", "CONSULT/letter", "letter"), `statuses` words of the vocabulary,
    `report` a report's id, `according_to` an id or name in the chain.
    `min_score` is the least score of a claim, 0 to 1. `published_since` and `published_until` are dates of publication.
    Claims that a person rejected are left out unless `rejected`; those accepted are there whatever their score.
    `publishers` are those of the reports, `origin` the id of what a claim rests on, `words` (and "phrases") stand in its
    sentence. In a list of events `min_origins` and `max_origins` bound how many independent origins one has (0: no
    bound), `min_reports` and `max_reports` how many reports tell it, `min_publishers` and `max_publishers` how many publishers
    those have, and `standings` what its origins amount to.
    `words` find other ways to write them, too, unless `exact`. With `undated` the window of dates also has what nobody
    dates and was published in it. `bearings` are what the source of a claim does with the act (`stands.BEARINGS`).
    `precision` is how fine the date is: "day" for one day, "month" for a month or less, "none" where nobody dates it.
    """

    actors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    report: str | None = None
    according_to: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    min_score: float = 0.0
    rejected: bool = False
    publishers: tuple[str, ...] = ()
    origin: str | None = None
    words: str = ""
    min_origins: int = 0
    max_origins: int = 0
    standings: tuple[str, ...] = ()
    min_reports: int = 0
    max_reports: int = 0
    min_publishers: int = 0
    max_publishers: int = 0
    exact: bool = False
    undated: bool = False
    bearings: tuple[str, ...] = ()
    precision: str = ""

    @property
    def is_bounded(self) -> bool:
        """Whether it bounds what an event as a whole has: origins, reports, publishers, standing."""
        counts = self.min_origins, self.max_origins, self.min_reports, self.max_reports, self.min_publishers, self.max_publishers
        return bool(any(counts) or self.standings)


MONTH = 31
"""Days that a date of a month or less may cover."""
PRECISIONS = {"day": "to the day", "month": "to the month or less", "none": "undated"}
"""How fine a date is asked for -> the same in words."""


def bounds_of(number: str, what: str) -> tuple[int, int]:
    """The least and the most that a number as people write it means: "1" one alone, "2+" two or more, "" any; 0 is no bound.

    Raises UsageError for what is no such number of `what` ("origins").
    """
    if not number:
        return 0, 0
    if not re.fullmatch(r"[1-9][0-9]{0,3}\+?", number):
        raise UsageError(f"“{number}” is no number of {what}; write 1 for one alone, 2+ for two or more.")
    least = int(number.removesuffix("+"))
    return least, 0 if number.endswith("+") else least
