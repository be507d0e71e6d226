"""A report: its text with what was found in it marked, each mark opening its record, and permanent links to its sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import quote as quoted

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from reportedly.errors import NotFoundError
from reportedly.model import AnnotatedReport, Span, Statement, Timex
from reportedly.model.report import is_foreign
from reportedly.serve import anchors
from reportedly.serve.anchors import Landing
from reportedly.serve.described import speaker_in, why_speaker
from reportedly.serve.evidence import Evidence, Field, of_claim
from reportedly.serve.marks import Mark, Passage, page_end, passages, window_of
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.serve.words import date_words
from reportedly.store import ClaimRow, Store
from reportedly.store.browse import Browse

T = TypeVar("T")
router = APIRouter(include_in_schema=False)
SIZE = 9_000
"""Characters of a report on one page."""
_COPIES = 12
"""Copies of a report that its page names."""
SWITCHES = (("statement", "Statements"), ("event", "Events"), ("time", "Times"), ("name", "Names"))
"""The layers that a reader switches on and off."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The record that a mark opened: a claim with its evidence, or a statement or time as fields."""

    title: str
    fields: tuple[Field, ...] = ()
    said: str = ""
    claim: Evidence | None = None


From = Annotated[str, Query(alias="from")]
Until = Annotated[str, Query(alias="to")]
"""Days of an address, under the names that they have in every address."""


@router.get("/reports")
def reports(request: Request, store: Opened, publisher: str = "", since: From = "", until: Until = "", after: str = "") -> Response:
    """The reports, last published first."""
    page = store.reports(publisher=publisher or None, since=since or None, until=until or None, limit=50, after=after or None)
    return show(request, "reports.html", rows=page.rows, next=page.next, publisher=publisher, since=since, until=until)


@router.get("/report/{id}")
def report(request: Request, store: Opened, id: str, at: str = "", quote: str = "", open: str = "", part: int = 0) -> Response:
    """A report, with one of its records opened and one of its passages sought where the address asks for it."""
    annotated, claims = store.annotated(id), Browse(store).claims_of(id)
    text = annotated.report.text
    anchor = anchors.parse(at, quote)
    landing = anchors.land(anchor, text) if anchor else None
    place = _place(landing, open, annotated, claims, fallback=part)
    window = window_of(text, at=min(max(place, 0), max(len(text) - 1, 0)), size=SIZE)
    target = landing.anchor.span if landing and landing.fit in ("fits", "unchecked") else None
    targets = [target] if target else _opened_spans(open, annotated, claims)
    shown = _passages(annotated, claims, window, targets)
    return show(
        request,
        "report.html",
        report=annotated.report,
        annotated=annotated,
        is_foreign=is_foreign(annotated.report.language),
        claims=claims,
        notes=[n.note for n in store.notes(id)],
        **_copies(store, id),
        passages=shown,
        landed=_landed(shown, target),
        window=window,
        earlier=_earlier(text, window),
        later=window.end if window.end < len(text) else None,
        landing=landing,
        moved=anchors.address(id, text, landing.elsewhere) if landing and landing.elsewhere else "",
        permalink=lambda span: anchors.address(id, text, span),
        opening=_opening(open, annotated, claims, store),
        switches=SWITCHES,
        target=target,
        least=request.app.state.settings.min_score,
        least_statement=request.app.state.settings.less_sure,
    )


@router.get("/report/{id}/annotation")
def annotation(request: Request, store: Opened, id: str, at: str) -> Response:
    """A passage as a W3C Web Annotation (JSON-LD)."""
    anchor, text = anchors.parse(at, ""), store.report(id).text
    if anchor is None or anchor.span.end > len(text):
        raise NotFoundError(f"The report “{id}” has no characters {at}.")
    base = str(request.base_url).rstrip("/")
    made = anchors.annotation(source=f"{base}/report/{id}", id=base + anchors.address(id, text, anchor.span), text=text, span=anchor.span)
    return JSONResponse(made, media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"')


def _copies(store: Store, id: str) -> dict[str, Any]:
    """What a report was copied from and who copied it, with the other report of each, most first."""
    found = sorted(store.origins.copies(id), key=lambda c: (-c.share, c.original, c.report))
    return {
        "originals": [(c, store.report(c.original)) for c in found if c.report == id],
        "copied_by": [(c, store.report(c.report)) for c in found[:_COPIES] if c.report != id],
        "copies": sum(c.report != id for c in found),
    }


def _landed(shown: Sequence[Passage], target: Span | None) -> tuple[str, str]:
    """The id of what a link points to, and of the passage in which it begins; "" where that is no part of one or several."""
    if target is None or any(p.span == target for p in shown):
        return "", ""
    within = next((p.anchor for p in shown if p.span.start <= target.start < p.span.end), "")
    return anchors.fragment(target), within


def _place(landing: Landing | None, open: str, annotated: AnnotatedReport, claims: Sequence[ClaimRow], *, fallback: int) -> int:
    """The character whose page is shown."""
    if landing and landing.fit in ("fits", "unchecked"):
        return landing.anchor.span.start
    found = _claim(open, claims)
    if found:
        return found.claim.evidence.start
    if statement := _numbered(open, "s", annotated.statements):
        return statement.content[0].start if statement.content else fallback
    if timex := _numbered(open, "t", annotated.times):
        return timex.span.start
    return fallback


def _earlier(text: str, window: Span) -> int | None:
    """Where the page before begins."""
    if not window.start:
        return None
    at = 0
    while (end := page_end(text, at, SIZE)) < window.start:
        at = end
    return at


def _opened_spans(open: str, annotated: AnnotatedReport, claims: Sequence[ClaimRow]) -> list[Span]:
    """Where the record that is opened stands."""
    if row := _claim(open, claims):
        return [row.claim.evidence]
    if statement := _numbered(open, "s", annotated.statements):
        return list(statement.content)
    timex = _numbered(open, "t", annotated.times)
    return [timex.span] if timex else []


def _passages(annotated: AnnotatedReport, claims: Sequence[ClaimRow], window: Span, targets: Sequence[Span]) -> tuple[Passage, ...]:
    marks = list(marks_of(annotated, claims))
    marks += [Mark(target, "target") for target in targets]
    sentences = [s.span for s in annotated.sentences] or _lines(annotated.report.text, window)
    zones = [(z.span, z.kind) for z in annotated.report.zones]
    return passages(annotated.report.text, window, sentences, marks, zones=zones)


def marks_of(annotated: AnnotatedReport, claims: Sequence[ClaimRow]) -> Iterator[Mark]:
    """All marks of a report: each leads to its record."""
    here = f"/report/{quoted(annotated.report.id)}"
    names = {e.id: f"{e.name} ({e.kind})" for e in annotated.entities}
    for i, statement in enumerate(annotated.statements):
        speaker = speaker_in(statement, annotated.report.text)
        who = speaker.name if speaker else "an open source"
        href, title = f"{here}?open=s{i}#record", f"statement of {who}"
        for content in statement.content:
            yield Mark(content, "statement")
        for span, layer in ((statement.source, "source"), (statement.cue, "cue")):
            if span:
                yield Mark(span, layer, href, title)
    for i, timex in enumerate(annotated.times):
        yield Mark(timex.span, "time", f"{here}?open=t{i}#record", f"time: {timex.date or timex.value or 'open'}")
    for mention in annotated.mentions:
        id = mention.entity or (mention.entities[0] if mention.entities else "")
        yield Mark(mention.span, "name", f"/actor/{quoted(id, safe='')}" if id else "", names.get(id, "whom it means stays open"))
    for row in claims:
        c = row.claim
        yield Mark(c.trigger, "event", f"{here}?open={c.id}#record", f"{c.type}{' · ' + c.mode if c.mode else ''}, {c.status}")


def _opening(open: str, annotated: AnnotatedReport, claims: Sequence[ClaimRow], store: Store) -> Opening | None:
    if row := _claim(open, claims):
        others = tuple(c for c in store.event(row.claim.event).claims if c.claim.id != row.claim.id)
        return Opening("Event", claim=of_claim(row, annotated, others=others, links=tuple(store.links(of=row.claim.id))))
    if statement := _numbered(open, "s", annotated.statements):
        said = " … ".join(piece.of(annotated.report.text) for piece in statement.content)
        return Opening("Statement", tuple(statement_fields(statement, annotated.report.text)), said)
    if timex := _numbered(open, "t", annotated.times):
        return Opening("Time", tuple(_time_fields(timex)), timex.span.of(annotated.report.text))
    return None


def statement_fields(statement: Statement, text: str) -> Iterator[Field]:
    """The fields of a statement of a report's text with their reasons."""
    why, speaker = statement.reasons, speaker_in(statement, text)
    yield Field("speaker", "" if speaker else "open", why_speaker(statement, text), (speaker,) if speaker else ())
    yield Field("kind of speaker", statement.speaker_kind)
    if statement.via:
        yield Field("passed on by", "", why.get("via", ""), statement.via)
    if statement.to:
        yield Field("to", "", why.get("to", ""), statement.to)
    yield Field("stance", statement.stance, why.get("stance", ""))
    yield Field("quotation", statement.quote, why.get("content", ""))
    yield Field("medium", statement.medium, why.get("medium", ""))
    yield Field("said on", date_words(statement.said_on) if statement.said_on else "open", why.get("said_on", ""))
    yield Field("score", f"{statement.score:.2f}", f"made by {statement.made_by}")


def _time_fields(timex: Timex) -> Iterator[Field]:
    yield Field("kind of time", timex.type)
    yield Field("value", timex.value or "open", f"by the rule {timex.rule}" if timex.rule else "")
    if timex.date:
        yield Field("date", date_words(timex.date))
    if len(timex.readings) > 1:
        yield Field("possible", ", ".join(timex.readings))
    yield Field("made by", timex.made_by)


def _claim(open: str, claims: Sequence[ClaimRow]) -> ClaimRow | None:
    return next((c for c in claims if c.claim.id == open), None) if open.startswith("cl-") else None


def _numbered(open: str, letter: str, records: Sequence[T]) -> T | None:
    number = open.removeprefix(letter)
    found = open.startswith(letter) and number.isdecimal() and len(number) < 7 and int(number) < len(records)
    return records[int(number)] if found else None


def _lines(text: str, window: Span) -> list[Span]:
    """The lines of a text that has no sentences: what can be linked to then."""
    found, at = [], window.start
    for line in text[window.start : window.end].split("\n"):
        if line.strip():
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found
