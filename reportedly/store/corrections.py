"""What people corrected, laid over what the machine read. The reading itself (`body`) is never changed.

`claims.corrected` and `statements.corrected` hold the corrections in force as JSON (field -> value); the columns that
are sought by follow the corrected value, and follow the reading again when the correction is undone.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from reportedly.errors import UsageError
from reportedly.model import Claim, EventType, Party, Stance, Statement, Status
from reportedly.model.events import days
from reportedly.store import people_tables as p
from reportedly.store import tables as t
from reportedly.store.actors import find, name_key, who
from reportedly.store.codec import decode
from reportedly.store.days import sort_day
from reportedly.store.prepared import Prepared
from reportedly.store.writing import party_rows

CLAIM_FIELDS = ("type", "status", "date", "actor", "recipient", "according_to")
STATEMENT_FIELDS = ("speaker", "stance")
_PARTIES = frozenset({"actor", "recipient", "according_to", "speaker"})
_WORDS: Mapping[str, Any] = {"type": EventType, "status": Status, "stance": Stance}
_MOST_PARTIES = 20
_LONGEST = 2000
"""Characters of a corrected value."""
_CHUNK = 400
_CORRECTED = "corrected by "


def laid_over(claim: Claim, corrected: str | None) -> Claim:
    """A claim with the corrections of JSON text; its `reasons` say of each corrected field who did it."""
    if not corrected:
        return claim
    changes, countries = _changes(json.loads(corrected))
    return replace(claim, **changes, countries={**claim.countries, **countries}, reasons={**claim.reasons, **_reasons(corrected)})


def laid_over_statement(statement: Statement, corrected: str | None) -> Statement:
    """A statement with the corrections of JSON text."""
    if not corrected:
        return statement
    changes, _ = _changes(json.loads(corrected))
    if "speaker" in changes:
        changes["speaker"] = next(iter(changes["speaker"]), None)
    return replace(statement, **changes, reasons={**statement.reasons, **_reasons(corrected)})


def is_corrected(claim: Claim) -> bool:
    """Whether corrections are laid over this claim."""
    return any(reason.startswith(_CORRECTED) for reason in claim.reasons.values())


def value_of(connection: Connection, field: str, given: str) -> Any:
    """What somebody wrote for a field, as it is kept: a word, a date or None, or parties.

    Parties are names or ids separated by ";"; a name that no report knows is taken as it is. Raises UsageError for a
    word or date that is none, NotFoundError for a name that several have.
    """
    given = given.strip()
    if len(given) > _LONGEST:
        raise UsageError(f"At most {_LONGEST} characters can be kept here; {len(given)} were given.")
    if field in _PARTIES:
        return [_party(connection, name) for name in _names(given, 1 if field == "speaker" else _MOST_PARTIES)]
    if field == "date":
        if given and not days(given):
            raise UsageError(f"“{given}” is no date; write 2022, 2022-08, 2022-08-15 or 2022-08-01/2022-08-07, or nothing for none.")
        return given or None
    if field not in _WORDS:
        raise UsageError(f"“{field}” cannot be corrected; what can: {', '.join((*CLAIM_FIELDS, *STATEMENT_FIELDS))}.")
    if given not in get_args(_WORDS[field]):
        raise UsageError(f"“{given}” is no {field}; those that are: {', '.join(get_args(_WORDS[field]))}.")
    return given


def refresh(connection: Connection, layer: str, subject: str) -> None:
    """Reads anew what people say of one claim or statement: its judgement, its corrections, and the columns that follow."""
    restore(connection, layer, [subject])


def restore(connection: Connection, layer: str, subjects: Iterable[str]) -> None:
    """As `refresh`, for several: after a re-run what people said is laid over the new rows."""
    wanted = sorted(set(subjects))
    for i in range(0, len(wanted), _CHUNK):
        found: dict[str, list[Any]] = {}
        for row in _decided().rows(connection, layer=layer, subjects=wanted[i : i + _CHUNK]):
            found.setdefault(row.subject, []).append(row)
        for subject, rows in found.items():
            standing = [row for row in rows if not row.undone_at and row.verdict != "undo"]
            fields = {row.field: {"value": json.loads(row.value), "by": row.person} for row in standing if row.verdict == "correct"}
            corrected = json.dumps(fields, ensure_ascii=False) if fields else None
            judged = next((row.verdict for row in reversed(standing) if row.verdict != "correct"), "accept" if fields else None)
            (_write_claim if layer == "claim" else _write_statement)(connection, subject, judged, corrected)


@cache
def _decided() -> Prepared:
    """The query for what people said of `subjects` of a `layer`, oldest first; made once."""
    c = p.decisions.c
    query = select(c.subject, c.verdict, c.field, c.value, c.person, c.note, c.undone_at)
    asked = (c.layer == bindparam("layer", type_=t.Words), c.subject.in_(t.several("subjects")))
    return Prepared(query.where(*asked).order_by(c.no))


def _write_claim(connection: Connection, id: str, judged: str | None, corrected: str | None) -> None:
    c = t.claims.c
    row = connection.execute(select(c.no, c.body).where(c.id == id)).first()
    if row is None:  # a re-run did not find it again; the decision waits for it
        return
    claim = laid_over(decode(Claim, row.body), corrected)
    span = days(claim.date)
    first, last = span or (None, None)
    values: dict[str, Any] = {"judged": judged, "corrected": corrected, "type": claim.type, "status": claim.status, "date": claim.date}
    values |= {"first_day": first, "last_day": last, "sort_day": sort_day(span, claim.published)}
    connection.execute(update(t.claims).where(c.no == row.no).values(**values))
    connection.execute(delete(t.claim_parties).where(t.claim_parties.c.claim == row.no))
    if parties := party_rows(row.no, claim):
        connection.execute(insert(t.claim_parties), parties)


def _write_statement(connection: Connection, id: str, judged: str | None, corrected: str | None) -> None:
    c = t.statements.c
    row = connection.execute(select(c.report, c.body).where(c.id == id)).first()
    if row is None:
        return
    statement = laid_over_statement(decode(Statement, row.body), corrected)
    speaker = statement.speaker
    told = json.loads(corrected or "{}").get("speaker", {}).get("value") or [{}]
    country = told[0].get("country")
    if speaker and country is None:
        entities = t.entities.c
        query = select(entities.country).where(entities.report == row.report, entities.id == speaker.id)
        country = connection.execute(query).scalar()
    values: dict[str, Any] = {"judged": judged, "corrected": corrected, "stance": statement.stance}
    values |= {"speaker": speaker.id if speaker else None, "speaker_name": speaker.name if speaker else None, "country": country}
    connection.execute(update(t.statements).where(c.id == id).values(**values))


def _changes(told: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Field -> corrected value, and the country of each party that has one."""
    changes: dict[str, Any] = {}
    countries: dict[str, str] = {}
    for field, entry in told.items():
        value = entry["value"]
        if field in _PARTIES:
            changes[field] = tuple(Party(party["id"], party["name"]) for party in value)
            countries |= {party["id"]: party["country"] for party in value if party.get("country")}
        else:
            changes[field] = value
    return changes, countries


def _reasons(corrected: str) -> dict[str, str]:
    return {field: _CORRECTED + entry["by"] for field, entry in json.loads(corrected).items()}


def _names(given: str, most: int) -> list[str]:
    found = [name for part in given.split(";") if (name := " ".join(part.split()))]
    if len(found) > most:
        raise UsageError(f"At most {most} can be named here; {len(found)} are.")
    return found


def _party(connection: Connection, name: str) -> dict[str, str | None]:
    if not find(connection, name, limit=1):
        key = name_key(name)
        if not key:
            raise UsageError(f"“{name}” is no name.")
        return {"id": "name:" + key.replace(" ", "-"), "name": name, "country": None}
    actor = who(connection, name)
    country = find(connection, actor.id, limit=1)[0].country
    return {"id": actor.id, "name": actor.name, "country": country}
