"""The stage: from cues and quotations to statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.statements.chain import exact, relays, via
from reportedly.annotate.statements.collect import drafts
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.nesting import cut_tails, nest, redundant
from reportedly.annotate.statements.occasion import Occasion, Occasions, relayed
from reportedly.annotate.statements.quote_kind import quote_kind
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.scope import Scope
from reportedly.annotate.statements.scores import rule, score
from reportedly.annotate.statements.speaker import Speaker, Speakers
from reportedly.annotate.statements.stances import stance_of_words
from reportedly.annotate.statements.told import told
from reportedly.model import AnnotatedReport, Party, Statement


@dataclass(frozen=True, slots=True)
class Statements:
    """The stage; rules over dependency trees and quotation marks, with cue words from tables."""

    name: str = "statements"
    version: int = 1
    requires: tuple[str, ...] = ("sentences", "tokens", "entities", "mentions", "times")
    provides: tuple[str, ...] = ("statements",)

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills `statements`. Raises ResourceError when a table is missing."""
        return [replace(item, statements=statements(item, f"{self.name}/{self.version}")) for item in batch]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement as found, with who says it, on what occasion, and who passes it on (nearest the speaker first)."""

    draft: Draft
    speaker: Speaker
    occasion: Occasion
    via: tuple[Party, ...]


def statements(annotated: AnnotatedReport, made_by: str) -> tuple[Statement, ...]:
    """The statements of one report, ordered by the first character of their content."""
    reading, found = gather(annotated)
    return tuple(statement(reading, c, made_by) for c in found)


def gather(annotated: AnnotatedReport) -> tuple[Reading, list[Candidate]]:
    """A report as the rules read it and what they find in it, in the order of the contents."""
    reading = Reading(annotated)
    found = drafts(reading)
    cut_tails(reading, found)
    nest(found)
    speakers = Speakers(reading)
    who = {id(d): speakers.of(d) for d in found}
    passing = {id(d) for d in relays(found, who)}
    passing |= redundant(reading, found, who, passing)
    kept = sorted((d for d in found if id(d) not in passing), key=lambda d: (d.start, -d.end))
    occasion = Occasions(reading, speakers)
    occasions = Scope(reading, who).spread(kept, occasion.own(kept, who), lambda d: relayed(d, who, passing, speakers), told(occasion))

    def near(draft: Draft) -> tuple[Party, ...]:
        return (*occasions.get(id(draft), Occasion()).outlets, *speakers.passing(draft))

    def chain(draft: Draft) -> tuple[Party, ...]:
        parties = via(draft, who, near, annotated.report)
        return tuple(dict.fromkeys(exact(p, annotated.entities, occasion.state_names) for p in parties))

    return reading, [Candidate(d, who[id(d)], occasions[id(d)], chain(d)) for d in kept]


def statement(reading: Reading, found: Candidate, made_by: str) -> Statement:
    """The record of a candidate."""
    draft, speaker, occasion = found.draft, found.speaker, found.occasion
    nested = reading.quoted(draft.cue.carrier or draft.cue.head) is not None
    stance, words = (draft.stance, "") if draft.stance != "asserts" else stance_of_words(reading.text, draft.content)
    reasons = {"content": f"found by the rule '{rule(draft)}'", "speaker": speaker.reason, **occasion.reasons}
    if words:
        reasons["stance"] = f"the words '{words}'"
    return Statement(
        content=tuple(draft.content),
        source=draft.source,
        cue=draft.cue.span if len(draft.cue.span) else None,
        speaker=speaker.party,
        speaker_kind=speaker.kind,
        quote="direct" if draft.frame in ("post", "block") else quote_kind(reading, draft.content, nested=nested),
        to=occasion.to,
        medium=occasion.medium,
        said_on=occasion.said_on,
        via=found.via,
        stance=stance,
        score=score(draft, speaker),
        made_by=made_by,
        reasons=reasons,
    )
