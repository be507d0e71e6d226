"""What the stages find in one report. Every record points to its span, its maker and its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.model.readings import Readings
from reportedly.model.report import Report
from reportedly.model.span import Span
from reportedly.model.vocabulary import (
    EntityKind,
    EventType,
    Medium,
    MentionKind,
    QuoteKind,
    SpeakerKind,
    Stance,
    Status,
    TimexType,
    ZoneKind,
)

Reasons = Mapping[str, str]
"""Why each field of a record has its value: field name -> a short sentence for a person."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token with its place in the dependency tree (ClearNLP labels, Penn tags, Universal POS).

    `i` is its index in the report's tokens, `head` the index of its head (its own for a root), `sentence` the
    index of its sentence. `ner` is the recogniser's label ("PERSON", "GPE", ...) or "".
    """

    i: int
    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    ner: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its span, tokens `first` up to (not including) `last`, the kind of zone it lies in, its paragraph."""

    index: int
    span: Span
    first: int
    last: int
    zone: ZoneKind = "body"
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class ReportEntity:
    """Someone or something that a report speaks of, with the ids that are known.

    `id` is an ISO 3166 alpha-3 code for a country ("PRK"), that code with "-GOV" for its government, a Wikidata id
    ("Q56226") where the lexicon has one, else a key made from the name ("name:jane-doe"). `country` is the alpha-3
    code it belongs to; `office` what it holds at the report's date; `lat` and `lon` a point in a place (WGS 84 degrees).
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    office: str | None = None
    reason: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that refers to an entity; `entity` is its id, or None where that stays open (see `reason`).

    `entities` holds several ids for a plural mention ("the two leaders"); otherwise it is empty.
    """

    span: Span
    kind: MentionKind
    entity: str | None
    entities: tuple[str, ...] = ()
    head: int = -1
    score: float = 1.0
    made_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A reference to an entity from a statement or event: its id and canonical name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the name as canonical as known; WGS 84 degrees and alpha-3 country where known."""

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression (TimeML TIMEX3). `value` is the TIMEX3 value or "" where nothing fixes it; `rule` gave it.

    `readings` are the values that were possible. `mod` is TIMEX3's ("START", "MID", "END", "APPROX" ...) or "".
    `date` is when something told "on it" takes place, as the record has dates (an ISO prefix or interval), with
    what the words around add ("since 2006" is "2006/2017"); None when it fixes no day.
    """

    span: Span
    type: TimexType
    value: str
    rule: str = ""
    readings: tuple[str, ...] = ()
    made_by: str = ""
    mod: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A passage ascribed to a source. `via` is the chain that passes it on, nearest the speaker first."""

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    speaker: Party | None = None
    speaker_kind: SpeakerKind = "unnamed"
    quote: QuoteKind = "indirect"
    to: tuple[Party, ...] = ()
    medium: Medium = "unknown"
    via: tuple[Party, ...] = ()
    said_on: str | None = None
    stance: Stance = "asserts"
    score: float = 0.0
    made_by: str = ""
    reasons: Reasons = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Magnitude:
    """How many: "at least 73 rail cars" is modifier "at least", number 73, unit "rail cars"."""

    number: float
    unit: str
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """An act of a PLOVER type told in a sentence. `event` names the event within the report: same value, same event.

    `statement` is the index of the innermost statement it stands in. `according_to` is the chain, nearest the fact
    first; () when the report says it in its own voice. `date` is ISO 8601, cut at what is known, or an interval A/B;
    `date_score` says how likely it is the act's (0 to 1; None where nobody asked).
    """

    event: str
    trigger: Span
    type: EventType
    mode: str | None = None
    context: tuple[str, ...] = ()
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    place: Place | None = None
    date: str | None = None
    time: Span | None = None
    status: Status = "occurred"
    according_to: tuple[Party, ...] = ()
    statement: int | None = None
    magnitude: Magnitude | None = None
    score: float = 0.0
    made_by: str = ""
    reasons: Reasons = field(default_factory=dict)
    date_score: float | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedReport:
    """A report with its layers; a stage returns a copy with its own layer filled (`dataclasses.replace`).

    Tuples are in text order; `statements` are ordered by the first character of their content. `readings` is what
    the encoder said of the tokens: for the stages after it, never stored, None where it has not run.
    """

    report: Report
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    entities: tuple[ReportEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[EventMention, ...] = ()
    readings: Readings | None = field(default=None, compare=False, repr=False)
