"""Writes one report with everything found in it. The caller holds the transaction."""

import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from reportedly.model import AnnotatedReport, Claim, Party, Report, Statement
from reportedly.model.copies import fingerprint, sample
from reportedly.model.events import days, single_ids
from reportedly.store import tables as t
from reportedly.store import word_index
from reportedly.store.actors import name_key
from reportedly.store.codec import encode, pack_layers
from reportedly.store.days import published_day, sort_day
from reportedly.store.dialect import Dialect
from reportedly.store.entities import skeleton_keys
from reportedly.store.prepared import Prepared
from reportedly.store.reports import known, number, text_digest

Row = dict[str, Any]
_NAMING = frozenset({"name", "demonym", "metonym"})
_LONGEST_NAME = 100


def add_report(connection: Connection, dialect: Dialect, annotated: AnnotatedReport, claims: Sequence[Claim], *, now: str) -> bool:
    """Writes a report, its layers and claims (each an event of its own so far); False when it is known."""
    report = annotated.report
    if known(connection, report) is not None:
        return False
    if report.raw and report.sha256:
        dialect.insert_new(connection, t.blobs, [{"sha256": report.sha256, "size": len(report.raw), "data": zlib.compress(report.raw)}])
    row = _report_row(annotated, claims, now)
    no: int = _INTO_REPORTS.first(connection, **row)[0]
    word_index.add(connection, "report", [(no, f"{t.storable(report.title or '')}\n{row['text']}")])
    fill_report(connection, dialect, no, annotated, claims)
    _add_fingerprint(connection, no, report)
    return True


def fill_report(connection: Connection, dialect: Dialect, no: int, annotated: AnnotatedReport, claims: Sequence[Claim]) -> None:
    """Writes what was found in a report (by its number): entities, names, statements, claims."""
    dialect.insert_new(connection, t.entities, _entity_rows(no, annotated))
    dialect.insert_new(connection, t.names, _name_rows(annotated))
    _insert(connection, t.statements, _statement_rows(no, annotated))
    text = t.storable(annotated.report.text)
    said = [(word_index.statement_number(no, i), "\n".join(p.of(text) for p in s.content)) for i, s in enumerate(annotated.statements)]
    word_index.add(connection, "statement", said)
    _add_claims(connection, dialect, no, text, claims)


def is_kept_as_it_is(report: Report) -> bool:
    """Whether the database takes every character of a report."""
    return t.storable(report.text) is report.text


def add_notes(connection: Connection, report: str, notes: Iterable[str], *, now: str) -> None:
    """Keeps remarks on a report."""
    if told := list(notes):
        no = number(connection, report)
        _insert(connection, t.notes, [{"report": no, "note": note, "created_at": now} for note in told])


def statement_id(report: str, statement: Statement) -> str:
    """A statement's id: it depends on the report's and on where its content stands."""
    places = ",".join(f"{span.start}-{span.end}" for span in statement.content)
    return "st-" + sha256(f"{report}:{places}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def series_key(series: str) -> str:
    """The key under which the claims of a series are found; no blocking key is like it."""
    return f"series|{series}"


def key_hash(key: str) -> int:
    """A blocking key as a number of 63 bits."""
    return int.from_bytes(sha256(key.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1


def _insert(connection: Connection, table: Any, rows: list[Row]) -> None:
    _into(table).run(connection, rows)


_INTO_REPORTS = Prepared(insert(t.reports).returning(t.reports.c.no))


@cache
def _into(table: Any) -> Prepared:
    """The statement that inserts into a table; made once."""
    return Prepared(insert(table))


def _report_row(annotated: AnnotatedReport, claims: Sequence[Claim], now: str) -> Row:
    report = annotated.report
    same = ("id", "sha256", "location", "media_type", "publisher", "url", "title", "byline", "language")
    dates = ("published", "published_by", "published_reason", "captured")
    return {name: getattr(report, name) for name in (*same, *dates)} | {
        "text": t.storable(report.text),
        "published_order": report.published or "",
        "text_digest": text_digest(report.text),
        "credits": json.dumps(report.credits, ensure_ascii=False),
        "zones": encode(report.zones),
        "metadata": json.dumps(dict(report.metadata), ensure_ascii=False),
        "layers": pack_layers(annotated),
        "made_by": json.dumps(makers(annotated), ensure_ascii=False),
        "added_at": now,
        "claims": len(claims),
        "statements": len(annotated.statements),
    }


def makers(annotated: AnnotatedReport) -> list[str]:
    """The stages and versions that made the layers."""
    layers = (annotated.mentions, annotated.times, annotated.statements, annotated.events)
    return sorted({item.made_by for layer in layers for item in layer if item.made_by})


def _entity_rows(no: int, annotated: AnnotatedReport) -> list[Row]:
    return [
        {"report": no, "id": e.id, "name": e.name, "kind": e.kind, "country": e.country, "office": e.office} for e in annotated.entities
    ]


def _name_rows(annotated: AnnotatedReport) -> list[Row]:
    """Each name under which a report speaks of an entity."""
    told = {(name_key(e.name), e.id) for e in annotated.entities}
    for mention in annotated.mentions:
        if mention.entity and mention.kind in _NAMING and len(mention.span) <= _LONGEST_NAME:
            told.add((name_key(mention.span.of(annotated.report.text)), mention.entity))
    told |= {(key, e.id) for e in annotated.entities for key in skeleton_keys(e)}
    return [{"key": key, "entity": entity} for key, entity in sorted(told) if key]


def _statement_rows(no: int, annotated: AnnotatedReport) -> list[Row]:
    countries = {e.id: e.country for e in annotated.entities}
    rows = []
    for position, statement in enumerate(annotated.statements):
        speaker = statement.speaker
        rows.append(
            {
                "report": no,
                "position": position,
                "speaker": speaker.id if speaker else None,
                "speaker_name": speaker.name if speaker else None,
                "country": countries.get(speaker.id) if speaker else None,
                "stance": statement.stance,
                "said_on": statement.said_on,
                "body": encode(statement),
                "id": statement_id(annotated.report.id, statement),
                "score": statement.score,
            }
        )
    return rows


def _add_claims(connection: Connection, dialect: Dialect, report: int, text: str, claims: Sequence[Claim]) -> None:
    _insert(connection, t.claims, [_claim_row(report, claim) for claim in claims])
    numbers: dict[str, int] = {row.id: row.no for row in _NUMBERS.rows(connection, of=report)} if claims else {}
    told = [
        (numbers[t.storable(c.id)], word_index.claim_text(c.evidence.of(text), c.magnitude.unit if c.magnitude else "")) for c in claims
    ]
    word_index.add(connection, "claim", told)
    parties = [row for claim in claims for row in party_rows(numbers[t.storable(claim.id)], claim)]
    _insert(connection, t.claim_parties, parties)
    keys = [
        {"key": key_hash(key), "day": published_day(claim.published) or 0, "claim": numbers[t.storable(claim.id)]}
        for claim in claims
        for key in (*claim.keys, *([series_key(claim.series)] if claim.series else []))
    ]
    dialect.insert_new(connection, t.claim_keys, keys)


_NUMBERS = Prepared(select(t.claims.c.id, t.claims.c.no).where(t.claims.c.report == bindparam("of")))


def _claim_row(report: int, claim: Claim) -> Row:
    span = days(claim.date)
    return {
        "id": claim.id,
        "report": report,
        "event": "",
        "score": claim.score,
        "type": claim.type,
        "mode": claim.mode,
        "status": claim.status,
        "date": claim.date,
        "first_day": span[0] if span else None,
        "last_day": span[1] if span else None,
        "sort_day": sort_day(span, claim.published),
        "origin": claim.origin.id,
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "body": encode(claim),
    }


def party_rows(no: int, claim: Claim) -> list[Row]:
    """The parties of a claim (by number) as rows of `claim_parties`."""
    roles: dict[str, tuple[Party, ...]] = {"actor": claim.actor, "recipient": claim.recipient, "according_to": claim.according_to}
    rows = []
    for role, parties in roles.items():
        ids = [(id, p.name) for p in parties for id in dict.fromkeys((p.id, *single_ids(p.id)))]  # joint parties count singly, too
        for i, (id, name) in enumerate(ids):
            rows.append({"claim": no, "role": role, "position": i, "entity": id, "name": name, "country": claim.countries.get(id)})
    return rows


def _add_fingerprint(connection: Connection, no: int, report: Report) -> None:
    hashes = fingerprint(report).shingles
    packed = zlib.compress(array("I", sorted(hashes)).tobytes(), 1)
    _insert(connection, t.fingerprints, [{"report": no, "hashes": packed}])
    _insert(connection, t.shingles, [{"hash": h, "report": no} for h in sorted(sample(hashes))])
