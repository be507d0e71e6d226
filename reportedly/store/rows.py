"""What questions to the store return. Frozen; texts and offsets are those of the stored report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from reportedly.model import Claim, EventType, Link, Origin, Party, Place, Span, Statement
from reportedly.model.origins import Standing

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the mark to pass as `after` for the next ones (None at the end)."""

    rows: tuple[Row, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list: what it is, and how much was found in it."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    published_by: str
    location: str
    language: str | None
    sha256: str
    added_at: str
    claims: int
    statements: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its evidence: the sentence that holds it, and what report that stands in.

    `judged` is what a person said of it ("accept", "reject", "unsure"). Where people corrected it, `claim` has their
    values and `machine` is what the machine read.
    """

    claim: Claim
    sentence: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    judged: str | None = None
    machine: Claim | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event across reports, read from its claims.

    `claims` are all there are, by date of publication; `matched` are the ids of those that fit the question.
    `date` is the narrowest date told, `dates` all of them; `statuses` are all that are told, that which holds first (see `plans.statuses`).
    `origins` counts each independent origin once; `standing` says what they amount to.
    """

    id: str
    type: EventType
    mode: str | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    date: str | None
    dates: tuple[str, ...]
    place: Place | None
    statuses: tuple[str, ...]
    origins: tuple[Origin, ...]
    standing: Standing
    claims: tuple[ClaimRow, ...]
    matched: frozenset[str]

    @property
    def status(self) -> str:
        """The status that holds: what most reports tell once the day of the event has come, else what is told most often."""
        return self.statuses[0]

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that tell it, each once, in the order of its claims."""
        return tuple(dict.fromkeys(row.claim.report for row in self.claims))

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who published those reports, each once; "" where that is unknown."""
        return tuple(dict.fromkeys(row.publisher or "" for row in self.claims))


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with the report it stands in; `content` is its text, piece by piece, `source` the words that name who speaks.

    `judged` and `machine` are as in ClaimRow.
    """

    report: str
    index: int
    statement: Statement
    content: tuple[str, ...]
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    id: str = ""
    judged: str | None = None
    machine: Statement | None = None
    sentence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that has the words sought: the stretch of its text around the first of them, and where they stand."""

    report: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    snippet: Span
    text: str
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody whom reports speak of: id, canonical name, kind, country, in how many claims it is a party, and the office told last."""

    id: str
    name: str
    kind: str
    country: str | None
    claims: int
    reason: str = ""
    office: str | None = None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link with its history. A link that was undone stays, with who undid it and when."""

    id: int
    link: Link
    note: str
    created_at: str
    undone_at: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class FailureRow:
    """Something that was set aside, and when it was first and last met."""

    id: int
    location: str
    stage: str
    error: str
    kind: str
    sha256: str
    first_at: str
    last_at: str


@dataclass(frozen=True, slots=True)
class CauseRow:
    """Why inputs were set aside: how many, at which stage, as what kind, and the latest of them.

    `id` is the number of the first of them. Where their errors differ in numbers or addresses alone, "…" stands for these in `error`.
    """

    id: int
    error: str
    stage: str
    kind: str
    count: int
    first_at: str
    last_at: str
    latest: tuple[FailureRow, ...]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A remark that a stage left about a report (what it did not look at, and why)."""

    report: str
    note: str
    created_at: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """An import: from where, when, and what came of it ("added", "known", "failed" -> how many)."""

    id: int
    source: str
    started_at: str
    finished_at: str | None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """How a store is: `problems` is empty when it is sound. `size` in bytes; `counts` rows by table."""

    problems: tuple[str, ...]
    schema: str
    backend: str
    size: int
    counts: Mapping[str, int]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


class DayCount(NamedTuple):
    """How many events of one kind are told to be on a date: its first and last day (proleptic ordinals), None for open.

    A tuple: there are tens of thousands of them.
    """

    first_day: int | None
    last_day: int | None
    type: EventType
    mode: str | None
    events: int


@dataclass(frozen=True, slots=True)
class PairCount:
    """How many claims tell that one party did an act of a kind to, or with, another."""

    a: str
    a_name: str
    b: str
    b_name: str
    type: EventType
    mode: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class NewsItem:
    """An event that has something new, and what that is in words ("" for a new event)."""

    event: EventRow
    what: str


@dataclass(frozen=True, slots=True)
class News:
    """What came since an instant. `counts` are how many there are of each kind, of which the lists may show fewer.

    `is_cut` says that only the latest reports were looked through; `unsure` is how many events with something new are
    left out, since none of their new claims has the least score that was asked for.
    """

    since: str
    events: tuple[NewsItem, ...] = ()
    statuses: tuple[NewsItem, ...] = ()
    origins: tuple[NewsItem, ...] = ()
    denials: tuple[NewsItem, ...] = ()
    reports: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    is_cut: bool = False
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher, how much of it is stored, and the dates of its first and last report ("" for none)."""

    name: str
    reports: int
    claims: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class OriginCount:
    """How many claims rest on an origin."""

    origin: Origin
    claims: int
