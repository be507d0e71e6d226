"""What one claim rests on: its sentence in its surroundings, each field with its reason, the statement, who else tells it."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model import AnnotatedReport, Claim, Party, Span, Statement
from reportedly.model.events import single_ids
from reportedly.model.stands import BEARINGS, bearing_of
from reportedly.serve import anchors
from reportedly.serve.described import speaker_in
from reportedly.serve.lines import Line
from reportedly.serve.marks import Mark, Passage, passages
from reportedly.serve.words import date_words
from reportedly.store import ClaimRow, LinkRow, Store
from reportedly.store.telling import Dating, elsewhere

_UNASKED = "the report was read by a version that did not ask of the words themselves"
AROUND = 400
"""Characters around the sentence that are shown with it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its value in words, the parties that it names, and why it is so."""

    name: str
    value: str
    reason: str = ""
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with all that it rests on. `others` are the claims of other reports that tell the same event.

    `dated` is the telling that gives the event its date, where this one gives none or another.
    """

    row: ClaimRow
    passages: tuple[Passage, ...]
    permalink: str
    fields: tuple[Field, ...]
    statement: Statement | None
    said: str
    others: tuple[ClaimRow, ...]
    links: tuple[LinkRow, ...]
    cut: tuple[bool, bool]
    dated: Dating | None = None
    speaker: Party | None = None

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.row.claim


def evidence(store: Store, id: str) -> Evidence:
    """What a claim rests on. Raises NotFoundError."""
    row = store.claim(id)
    annotated = store.annotated(row.claim.report)
    event = store.event(row.claim.event)
    others = tuple(c for c in event.claims if c.claim.id != id)
    return of_claim(row, annotated, others=others, links=tuple(store.links(of=id)), dated=elsewhere(event, row))


def of_line(store: Store, line: Line) -> Evidence:
    """What the claim of a line rests on: its event was read with the list. Raises NotFoundError."""
    row = line.best
    others = tuple(c for c in line.event.claims if c.claim.id != row.claim.id)
    links = tuple(store.links(of=row.claim.id))
    return of_claim(row, store.annotated(row.claim.report), others=others, links=links, dated=elsewhere(line.event, row))


def of_claim(
    row: ClaimRow,
    annotated: AnnotatedReport,
    *,
    others: tuple[ClaimRow, ...] = (),
    links: tuple[LinkRow, ...] = (),
    dated: Dating | None = None,
) -> Evidence:
    """The evidence of a claim from its report. Pure."""
    claim, text = row.claim, annotated.report.text
    window = surroundings(text, claim.evidence)
    statement = (
        annotated.statements[claim.statement] if claim.statement is not None and claim.statement < len(annotated.statements) else None
    )
    marks = [*_marks(claim, annotated, statement)]
    return Evidence(
        row=row,
        passages=passages(text, window, [claim.evidence], marks),
        permalink=anchors.address(claim.report, text, claim.evidence),
        fields=tuple(fields_of(claim)),
        statement=statement,
        said=" … ".join(piece.of(text) for piece in statement.content) if statement else "",
        others=others,
        links=links,
        cut=(window.start > 0, window.end < len(text)),
        dated=dated,
        speaker=speaker_in(statement, text) if statement else None,
    )


def surroundings(text: str, span: Span) -> Span:
    """A sentence with some text before and after, cut at line ends where they are near, else at spaces."""
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    if start > 0:
        line = text.find("\n", start, span.start)
        start = line + 1 if line >= 0 else max(text.find(" ", start, span.start) + 1, start)
    if end < len(text):
        line = text.rfind("\n", span.end, end)
        end = line if line >= 0 else max(text.rfind(" ", span.end, end), span.end)
    return Span(start, end)


def fields_of(claim: Claim) -> Iterator[Field]:
    """The fields of a claim that have a value, in the order in which one reads them."""
    why = claim.reasons
    kind = f"{claim.type} · {claim.mode}".lower() if claim.mode else claim.type.lower()
    yield Field("kind of act", kind, why.get("type", ""))
    yield Field("who", "" if claim.actor else "nobody named", why.get("actor", ""), claim.actor)
    if claim.recipient or why.get("recipient"):
        yield Field("on whom", "" if claim.recipient else "nobody named", why.get("recipient", ""), claim.recipient)
    yield Field("when", date_words(claim.date, claim.published), why.get("date", ""))
    if claim.place:
        yield Field("where", claim.place.name, why.get("place", ""))
    if m := claim.magnitude:
        yield Field("how many", f"{m.modifier or ''} {m.number:g} {m.unit}".strip(), why.get("magnitude", ""))
    yield Field("status", claim.status, why.get("status", ""))
    own = "" if claim.according_to else "the report itself"
    yield Field("according to", own, why.get("according_to", ""), claim.according_to)
    does, meaning = BEARINGS[bearing_of(claim)]
    yield Field("its source", does, meaning if claim.bearing else f"by its status; {_UNASKED}")
    yield Field("origin", claim.origin.name, claim.origin.reason)
    yield Field("score", f"{claim.score:.2f}", f"made by {claim.made_by}")


def _marks(claim: Claim, annotated: AnnotatedReport, statement: Statement | None) -> Iterator[Mark]:
    """What is marked in the surroundings: the sentence, the act, who is named, the time, and who says so."""
    yield Mark(claim.evidence, "evidence")
    yield Mark(claim.trigger, "event", title=f"the act: {claim.type}")
    if claim.time:
        yield Mark(claim.time, "time", title=f"the time: {date_words(claim.date)}")
    if statement and statement.source:
        yield Mark(statement.source, "source", title="who says so")
    if statement and statement.cue:
        yield Mark(statement.cue, "cue", title="how it is said")
    wanted = {id for p in (*claim.actor, *claim.recipient, *claim.according_to) for id in (p.id, *single_ids(p.id))}
    for mention in annotated.mentions:
        ids = {mention.entity, *mention.entities}
        if ids & wanted and claim.evidence.contains(mention.span):
            yield Mark(
                mention.span, "name", href=f"/actor/{mention.entity or mention.entities[0]}", title=_title(mention.entity, annotated)
            )


def _title(id: str | None, annotated: AnnotatedReport) -> str:
    return next((e.name for e in annotated.entities if e.id == id), "")
