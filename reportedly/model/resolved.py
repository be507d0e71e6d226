"""What is known across reports. Nothing is merged in place: events, entities and origins are read from links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportedly.model.annotation import Magnitude, Party, Place, Reasons
from reportedly.model.span import Span
from reportedly.model.vocabulary import Bearing, EventType, OriginKind, Status, Verdict


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement on two records of the same `layer` ("event", "entity", "report"), by a stage or a person.

    For "event", `a` and `b` are ids of claims; for "report", `a` is the copied report and `b` the copy. A stage's
    name has a version ("linkage/1"); a person's is written "person:NAME" and outranks every stage's.
    """

    layer: str
    a: str
    b: str
    verdict: Verdict
    score: float
    reason: str
    made_by: str

    @property
    def by_person(self) -> bool:
        """Whether somebody, not something, judged."""
        return self.made_by.startswith("person:")


@dataclass(frozen=True, slots=True)
class Step:
    """One who passes a claim on: a speaker, a document, an agency or another outlet; `id` is a key equal for one and the same."""

    kind: OriginKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim ultimately comes from. `id` is equal for claims that rest on the same origin; `reason` says why.

    `side` is the alpha-3 code of the state that the origin speaks for (its leader, a ministry, its state media); several
    are joined with "+" ("PRK+RUS", a joint statement). `kind` says what it is; "" where an older version made it.
    """

    id: str
    name: str
    reason: str = ""
    side: str = ""
    kind: OriginKind | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """An event x the chain that tells it x the report it stands in: the row that the product serves.

    `id` is stable across re-runs of the same version on the same bytes. `evidence` is the sentence's span in the
    report's text, `trigger` the word's. `event` is the event across reports that it is (for now) read as.

    `mention` names the event within the report, `label` is the trigger's text, `heads` its content words cut to a
    stem, `terms` the sentence's content words in lower case (`names` and `numbers` those of them that are, `args` those
    that depend on the trigger), `sentence` its place in the report, `topic` the words that say what the report is about,
    `series` the key of the series that it can be of ("" for none), `published` and `publisher` those of the report,
    `countries` the alpha-3 code of each party that has one (by party id), `keys` the blocking keys under which
    look-alikes are found. `path` is the way that it took to the report, nearest the fact first: the chain, or the
    agency that the report credits; the report's own publisher is not in it. `sense` is what the encoder reads of the
    trigger in its place, numbers of 8 bits in base64; "" where it was not read. `thing` is what the act is done with
    ("nuclear", "missile"; see `sorts`), `is_ahead` whether it is told as being made ready. `bearing` is what the source does
    with the act; "" in stores of versions that did not ask, where every claim counts as told or, by its status, denied.
    """

    id: str
    event: str
    report: str
    type: EventType
    mode: str | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    status: Status
    date: str | None
    place: Place | None
    according_to: tuple[Party, ...]
    origin: Origin
    trigger: Span
    evidence: Span
    score: float
    made_by: str
    mention: str = ""
    label: str = ""
    context: tuple[str, ...] = ()
    time: Span | None = None
    statement: int | None = None
    magnitude: Magnitude | None = None
    published: str | None = None
    publisher: str | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    args: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    sentence: int = 0
    series: str = ""
    keys: tuple[str, ...] = ()
    reasons: Reasons = field(default_factory=dict)
    path: tuple[Step, ...] = ()
    sense: str = ""
    thing: str = ""
    is_ahead: bool = False
    bearing: Bearing | Literal[""] = ""

    def unit(self, party: Party) -> str:
        """The state (alpha-3 code) that a party of this claim belongs to; its own id where that is none."""
        return self.countries.get(party.id) or party.id


@dataclass(frozen=True, slots=True)
class Block:
    """Stored claims that share the blocking key `key`; `total` counts those there are, `claims` may be cut short."""

    key: str
    claims: tuple[Claim, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether some were left out."""
        return self.total > len(self.claims)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A report's hashed word 5-grams (outside quotations), and what is needed to say who copied whom."""

    report: str
    shingles: frozenset[int]
    published: str | None = None
    publisher: str | None = None
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolving one report gives: its claims, links to what was known before, and notes (what was left out, why)."""

    claims: tuple[Claim, ...]
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
