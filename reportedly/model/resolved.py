"""What is known across reports. Nothing is merged in place: events, entities and origins are read from links."""

from dataclasses import dataclass

from reportedly.model.annotation import Party, Place
from reportedly.model.span import Span
from reportedly.model.vocabulary import EventType, Status, Verdict


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement on two records of the same `layer` ("event", "entity", "report"), by a stage or a person."""

    layer: str
    a: str
    b: str
    verdict: Verdict
    score: float
    reason: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim ultimately comes from. `id` is equal for claims that rest on the same origin; `reason` says why."""

    id: str
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """An event x the chain that tells it x the report it stands in: the row that the product serves.

    `id` is stable across re-runs of the same version on the same bytes. `evidence` is the sentence's span in the
    report's text, `trigger` the word's. `event` is the event across reports that it is (for now) read as.
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
