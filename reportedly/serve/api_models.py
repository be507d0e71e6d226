"""What the API answers with, as its description (OpenAPI) has it."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, Field

from reportedly.model.stands import BEARINGS
from reportedly.model.vocabulary import Bearing
from reportedly.store.filters import PRECISIONS

Row = TypeVar("Row")


class Problem(BaseModel):
    """What was wrong, in words."""

    error: str


class Listed(BaseModel, Generic[Row]):
    """Some rows; `next` is the cursor of those that follow, null at the end."""

    items: list[Row]
    next: str | None = None


class Question(BaseModel):
    """Conditions on events and claims, as in the timeline's address."""

    actor: list[str] = Field([], description="names or ids; all take part")
    type: list[str] = Field([], description="PLOVER types; any of them")
    status: list[str] = []
    bearing: list[str] = Field([], description=f"what its source does with the act: {', '.join(BEARINGS)}; any of them")
    standing: list[str] = []
    publisher: list[str] = []
    origins: str = Field("", description="how many independent origins it rests on: 1, 2+ (events)")
    reports: str = Field("", description="how many reports tell it: 1, 2+ (events)")
    outlets: str = Field("", description="how many publishers these have: 1, 2+ (events)")
    origin: str = Field("", description="the id of an origin")
    according_to: str = Field("", description="a name or id in the chain")
    since: str = Field("", alias="from", description="date of the event, ISO 8601, may be cut")
    until: str = Field("", alias="to")
    dates: str = Field("", description="reported: from and to are days of publication; either: they are so for what has no date")
    precision: str = Field("", description=f"how fine the date is: {', '.join(f'{word} ({told})' for word, told in PRECISIONS.items())}")
    words: str = Field("", description="words and “phrases” of the sentence")
    exact: str = Field("", description="1: the words alone, without other ways to write them")
    score: str = Field("", description="least score, 0 to 1")
    order: str = Field("new", description="new or old first, or those that most origins or reports tell (events)")


class Said(BaseModel):
    """Conditions on statements, as in the address of their page."""

    speaker: list[str] = Field([], description="names or ids; one of them speaks (a country's officials, too)")
    about: list[str] = Field([], description="all of these are named in what is said, or take part in an act told in it")
    party: list[str] = Field([], description="each of these speaks or is named")
    stance: list[str] = Field([], description="denies, confirms, accuses and so on; any of them")
    type: list[str] = Field([], description="kinds of act; a statement in which one is told counts as if it had one of the words")
    publisher: list[str] = []
    words: str = Field("", description="words and “phrases” of what is said, all of them; what is denied may stand right before")
    exact: str = Field("", description="1: the words as they are written")
    any: str = Field("", description="1: some of the words; those that have most of them first")
    since: str = Field("", alias="from", description="day of the saying, or of publication where nobody tells it; ISO 8601, may be cut")
    until: str = Field("", alias="to")
    month: str = Field("", description="1 to 12: of any year")
    origins: str = Field("", description="how many independent origins it rests on: 1, 2+")
    reports: str = Field("", description="how many reports give it: 1, 2+")
    outlets: str = Field("", description="how many publishers these have: 1, 2+")
    order: str = Field("new", description="new or old first")


class Party(BaseModel):
    """Somebody, by id and canonical name."""

    id: str
    name: str


class Range(BaseModel):
    """Characters of the report's text (Unicode code points), the end left out."""

    start: int
    end: int


class Origin(BaseModel):
    """Where a claim ultimately comes from; `id` is equal for claims that rest on the same origin."""

    id: str
    name: str
    reason: str


class ReportBrief(BaseModel):
    """A report in a list."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    published_by: str
    language: str | None
    sha256: str
    added_at: str
    claims: int
    statements: int
    address: str


class Magnitude(BaseModel):
    """How many of what: "more than 10 missiles"."""

    number: float
    unit: str
    modifier: str | None


class Claim(BaseModel):
    """An event x the chain that tells it x the report it stands in, with its sentence.

    `judged` is what a person said of it; `machine` holds what the machine read of the fields that people corrected.
    """

    id: str
    event: str
    report: str
    type: str
    mode: str | None
    actor: list[Party]
    recipient: list[Party]
    status: str
    bearing: Bearing = Field(description="what its source does with the act: vouches for it, or only speaks of it, say")
    date: str | None = Field(description="ISO 8601, cut at what is known, or an interval A/B")
    place: str | None
    magnitude: Magnitude | None = Field(description="how many, where that is told")
    according_to: list[Party] = Field(description="the chain, nearest the fact first; empty: the report's own voice")
    origin: Origin
    score: float
    sentence: str
    trigger: Range
    evidence: Range
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    reasons: dict[str, str]
    made_by: str
    judged: Literal["accept", "reject", "unsure"] | None
    machine: dict[str, Any] | None
    address: str


class Event(BaseModel):
    """An event across reports, read from its claims; `matched` are those that fit the question."""

    id: str
    type: str
    mode: str | None
    actor: list[Party]
    recipient: list[Party]
    date: str | None
    dates: list[str]
    place: str | None
    status: str
    statuses: list[str]
    origins: list[Origin]
    standing: str
    reports: list[str]
    outlets: list[str] = Field(description="the publishers of these reports, each once; an empty text where that is unknown")
    first_published: str | None = Field(description="when it was first reported")
    claim: str = Field(description="the claim that stands for it in a list")
    date_claim: str | None = Field(description="the claim that gives the date, where `claim` gives none or another")
    matched: list[str]
    claims: list[Claim]
    address: str


class Time(BaseModel):
    """When a recurring act took place, and the events of that time."""

    date: str
    events: list[str]


class Undated(BaseModel):
    """An event that no report dates, and the day on which it was first told."""

    event: str
    told: str


class Series(BaseModel):
    """Recurring acts. The `undated` may belong to any of the `times`, or be further ones."""

    id: str
    kind: str
    parties: list[str]
    reason: str
    times: list[Time]
    undated: list[Undated]


class Statement(BaseModel):
    """A passage ascribed to a source."""

    id: str
    report: str
    speaker: Party | None
    speaker_kind: str
    stance: str
    quote: str
    medium: str
    said_on: str | None
    to: list[Party]
    via: list[Party]
    content: list[str]
    spans: list[Range]
    score: float
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    judged: Literal["accept", "reject", "unsure"] | None
    machine: dict[str, Any] | None
    address: str
    others: list[str] = Field([], description="ids of the statements of other reports that give the same")
    events: list[str] = Field([], description="ids of the events that are told in it")
    origins: int | None = Field(None, description="on how many independent origins it rests, where it was asked for by conditions")
    lacking: int = Field(0, description="how many of the words that were sought it has not")


class Sector(BaseModel):
    """The sector of society of an actor: PLOVER's code, in words, and why."""

    code: str
    words: str
    reason: str


class Actor(BaseModel):
    """Somebody whom reports speak of, and why the name fits."""

    id: str
    name: str
    kind: str
    country: str | None
    claims: int
    reason: str
    office: str | None = None
    sector: Sector | None = None
    address: str


class Source(BaseModel):
    """A publisher, and how much of it is stored."""

    name: str
    reports: int
    claims: int
    first: str
    last: str


class Found(BaseModel):
    """A report that has the words, and the stretch of text around the first of them."""

    report: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    text: str
    snippet: Range
    words: list[Range]
    address: str


class StoryVoice(BaseModel):
    """On whose word a sentence tells something: `kind` named, unnamed, or own (the report says nobody)."""

    kind: str
    name: str
    words: str
    side: str


class StoryCopy(BaseModel):
    """From where a sentence was copied, and the share of the report's words."""

    report: str
    publisher: str
    share: float


class StoryAct(BaseModel):
    """An act that was read in a sentence."""

    event: str
    claim: str
    act: str


class StoryLine(BaseModel):
    """A sentence of a story. `how` are stance and statuses; `goes_on`: it only goes on what stands before it."""

    sentence: str
    voice: StoryVoice
    how: list[str]
    acts: list[StoryAct]
    copied: StoryCopy | None
    goes_on: bool
    address: str


class Telling(BaseModel):
    """What one report tells of a story; `new` are words that none before it has, `why` says why it is only perhaps of it."""

    report: str
    title: str
    publisher: str
    published: str
    new: list[str]
    why: str
    lines: list[StoryLine]


class StoryOrigin(BaseModel):
    """One on whose word it is told, with the reports that have it from there."""

    name: str
    side: str
    outlets: list[str]
    reports: list[str]


class StoryDenial(BaseModel):
    """A denial of that time, perhaps of it."""

    statement: str
    report: str
    why: str


class Story(BaseModel):
    """How something was told, in order of publication.

    `roots` are origins with a name, `nameless` without one, `bare` reports that name nobody. `early` was told before the day of the
    event, `alike` is perhaps the same act, `near` of that time in `near_words`; none of these is counted.
    """

    words: str
    event: str | None
    has_more: bool
    dropped: str
    first: Telling | None
    roots: list[StoryOrigin]
    nameless: list[StoryOrigin]
    bare: list[StoryOrigin]
    tellings: list[Telling]
    early: list[Telling]
    alike: list[Telling]
    near: list[Telling]
    near_words: list[str]
    also: list[str]
    denials: list[StoryDenial]


class Decision(BaseModel):
    """What somebody decided; one that was undone says by whom and when."""

    id: str = Field(description="l7: a judgement on two records, d9: on one claim or statement, g3: a grade")
    layer: str
    subject: str
    verdict: str
    field: str
    value: str
    person: str
    note: str
    created_at: str
    undone_at: str | None
    undone_by: str | None
    name: str = Field(description="what a graded source is called")


class NewJudgement(BaseModel):
    """A judgement, or a correction of `fields`. With `turn` (from the answer before) it is refused if somebody was faster."""

    layer: Literal["claim", "statement", "event"]
    subject: str = Field(max_length=200, description="a claim's or statement's id; two claims' ids joined by | for an event")
    verdict: Literal["accept", "reject", "unsure", "same", "different"] | None = None
    fields: dict[str, str] = Field(default_factory=dict, max_length=10)
    note: str = Field("", max_length=500)
    turn: int | None = None


class Kept(BaseModel):
    """The decisions that were kept, and the subject's turn after them."""

    ids: list[str]
    turn: int
    warning: str = Field("", description="what speaks against two being the same; it was kept nevertheless")
