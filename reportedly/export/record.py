"""The record of one report (format 1): an annotated report as plain JSON values."""

from typing import Any

from reportedly.codes import codes
from reportedly.model import AnnotatedReport, EventMention, Party, ReportEntity, Span, Statement, Timex
from reportedly.model.dates import is_date

Json = dict[str, Any]


def record(annotated: AnnotatedReport) -> Json:
    """The record of a report, as `../shared/formats/record.md` has it; JSON-ready.

    Offsets are code points into `text`, end exclusive; dates are ISO 8601 prefixes or intervals.
    """
    report = annotated.report
    return {
        "format": 1,
        "id": report.id,
        "sha256": report.sha256,
        "location": report.location,
        "publisher": report.publisher,
        "url": report.url,
        "title": report.title,
        "byline": report.byline,
        "credits": list(report.credits),
        "language": report.language,
        "published": report.published,
        "published_by": report.published_by,
        "published_reason": report.published_reason,
        "captured": report.captured,
        "text": report.text,
        "zones": [{**_span(z.span), "kind": z.kind, "reason": z.reason} for z in report.zones],
        "entities": [_entity(entity, annotated) for entity in annotated.entities],
        "times": [_timex(t) for t in annotated.times],
        "statements": [_statement(s) for s in annotated.statements],
        "events": [_event(e, report.published) for e in annotated.events],
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _timex(timex: Timex) -> Json:
    return {
        **_span(timex.span),
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "date": timex.date,
        "rule": timex.rule,
        "readings": list(timex.readings),
        "made_by": timex.made_by,
    }


def _party(party: Party) -> Json:
    return {"id": party.id, "name": party.name}


def _entity(entity: ReportEntity, annotated: AnnotatedReport) -> Json:
    mentions = [m for m in annotated.mentions if m.entity == entity.id or entity.id in m.entities]
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "country": entity.country,
        "office": entity.office,
        "lat": entity.lat,
        "lon": entity.lon,
        "mentions": [{**_span(m.span), "kind": m.kind, "reason": m.reason} for m in mentions],
    }


def _statement(statement: Statement) -> Json:
    return {
        "source": _span(statement.source) if statement.source else None,
        "cue": _span(statement.cue) if statement.cue else None,
        "content": [_span(s) for s in statement.content],
        "speaker": _party(statement.speaker) if statement.speaker else None,
        "speaker_kind": statement.speaker_kind,
        "quote": statement.quote,
        "to": [_party(p) for p in statement.to],
        "medium": statement.medium,
        "via": [_party(p) for p in statement.via],
        "said_on": statement.said_on,
        "stance": statement.stance,
        "score": statement.score,
        "made_by": statement.made_by,
        "reasons": dict(statement.reasons),
    }


def _bounds(event: EventMention, published: str | None) -> str | None:
    """The bound of an undated act that is told as done: not after the day of the report. None for all others."""
    day = (published or "")[:10]
    is_day = len(day) == len("2023-10-12") and is_date(day)
    return f"/{day}" if is_day and not event.date and event.status in ("occurred", "alleged") else None


def _event(event: EventMention, published: str | None) -> Json:
    place, magnitude, other = event.place, event.magnitude, codes(event.type, event.mode, event.context)
    return {
        "event": event.event,
        "trigger": _span(event.trigger),
        "type": event.type,
        "mode": event.mode,
        "context": list(event.context),
        "codes": {"cameo": other.cameo, "goldstein": other.goldstein, "plover": other.plover, "quad": other.quad},
        "actor": [_party(p) for p in event.actor],
        "recipient": [_party(p) for p in event.recipient],
        "place": {"name": place.name, "lat": place.lat, "lon": place.lon, "country": place.country} if place else None,
        "date": event.date,
        "date_score": event.date_score,
        "bounds": _bounds(event, published),
        "time": _span(event.time) if event.time else None,
        "status": event.status,
        "according_to": [_party(p) for p in event.according_to],
        "statement": event.statement,
        "magnitude": {"modifier": magnitude.modifier, "number": magnitude.number, "unit": magnitude.unit} if magnitude else None,
        "score": event.score,
        "made_by": event.made_by,
        "reasons": dict(event.reasons),
    }
