"""The stage: from cues, quotations and what the encoder reads to statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.evidence import rule
from reportedly.annotate.statements.gathering import Candidate, gather
from reportedly.annotate.statements.quote_kind import quote_of
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.stances import stance_of
from reportedly.model import AnnotatedReport, Statement


@dataclass(frozen=True, slots=True)
class Statements:
    """The stage: rules over dependency trees and quotation marks, joined with the encoder's readings where there are some."""

    name: str = "statements"
    version: int = 1
    requires: tuple[str, ...] = ("sentences", "tokens", "entities", "mentions", "times")
    provides: tuple[str, ...] = ("statements",)

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills `statements`. Raises ResourceError when a table or weights are missing."""
        return [replace(item, statements=statements(item, f"{self.name}/{self.version}")) for item in batch]


def statements(annotated: AnnotatedReport, made_by: str) -> tuple[Statement, ...]:
    """The statements of one report, ordered by the first character of their content."""
    reading, found = gather(annotated)
    return tuple(statement(reading, c, made_by) for c in sorted(found, key=lambda c: (c.draft.start, -c.draft.end)))


def statement(reading: Reading, found: Candidate, made_by: str) -> Statement:
    """The record of a candidate."""
    draft, speaker, occasion = found.draft, found.speaker, found.occasion
    stance, why = stance_of(reading, draft, speaker)
    reasons = {"content": _found_by(draft), "speaker": speaker.reason, **occasion.reasons}
    if why:
        reasons["stance"] = why
    return Statement(
        content=tuple(draft.content),
        source=draft.source,
        cue=draft.cue.span if len(draft.cue.span) else None,
        speaker=speaker.party,
        speaker_kind=speaker.kind,
        quote=quote_of(reading, draft),
        to=tuple(p for p in occasion.to if speaker.party is None or p.id != speaker.party.id),
        medium=occasion.medium,
        said_on=occasion.said_on,
        via=found.via,
        stance=stance,
        score=found.score,
        made_by=made_by,
        reasons=reasons,
    )


def _found_by(draft: Draft) -> str:
    """Who found the content, in words for a person."""
    if draft.by == "encoder":
        return "read by the encoder; no rule has it"
    found = f"found by the rule '{rule(draft)}'"
    return f"{found}, and read by the encoder" if draft.read is not None else found
