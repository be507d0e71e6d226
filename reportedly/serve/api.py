"""The API: the same data as the pages, as JSON, paged by cursor. `/api/openapi.json` describes it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request

from reportedly.errors import NotFoundError, UsageError
from reportedly.export.record import record
from reportedly.model import Claim, Span
from reportedly.model.stands import bearing_of
from reportedly.serve import api_models as m
from reportedly.serve import story_page
from reportedly.serve.conditions import Wanted, WantedSaid, only_known
from reportedly.serve.lines import first_published
from reportedly.serve.sectors import sector_of
from reportedly.serve.stores import Opened
from reportedly.store import ActorRow, ClaimRow, EventRow, StatementRow
from reportedly.store.browse import Browse
from reportedly.store.people_rows import Judgement
from reportedly.store.said import Said
from reportedly.store.telling import elsewhere, leading

PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": m.Problem, "description": "The question makes no sense"},
    401: {"model": m.Problem, "description": "Log in, or send a token"},
    403: {"model": m.Problem, "description": "The user's role does not allow it, or the request was forged"},
    404: {"model": m.Problem, "description": "There is none"},
    422: {"model": m.Problem, "description": "A value in the address that nobody knows here"},
}
router = APIRouter(prefix="/api", tags=["record"], responses=PROBLEMS, dependencies=[Depends(only_known)])
MOST_ROWS = 200
"""Rows of a page, at most."""
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description=f"rows of a page, 1 to {MOST_ROWS}")]
Cursor = Annotated[str, Query(max_length=500, description="`next` of the page before")]
Day = Annotated[str, Query(alias="from", description="first day of publication, ISO 8601, may be cut")]
Id = Annotated[str, Path(max_length=500)]


@router.get("/events", response_model=m.Listed[m.Event])
def events(request: Request, store: Opened, wanted: Wanted, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The events of which a claim fits, with all their claims; newest first unless `order` says otherwise."""
    filter = wanted.filter(request.app.state.settings.min_score)
    page = store.events(filter, limit=limit, after=_mark(cursor), order=wanted.order)
    return _listed(page, lambda row: event_out(row, request))


@router.get("/events/{id}", response_model=m.Event)
def event(request: Request, store: Opened, id: Id) -> Any:
    """One event."""
    return event_out(store.event(id), request)


@router.get("/events/{id}/series", response_model=m.Series)
def series(store: Opened, id: Id) -> Any:
    """The series that an event is of: acts of its kind between its parties on other days."""
    found = store.series(id)
    if found is None:
        raise NotFoundError(f"The event “{id}” is of no series.")
    told = {"id": found.id, "kind": found.kind, "parties": list(found.parties), "reason": found.reason}
    times = [{"date": time.date, "events": list(time.dated)} for time in found.times]
    return told | {"times": times, "undated": [{"event": event, "told": day} for event, day in found.undated]}


@router.get("/claims", response_model=m.Listed[m.Claim])
def claims(request: Request, store: Opened, wanted: Wanted, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The claims that fit, in the order of their dates."""
    page = store.claims(wanted.filter(request.app.state.settings.min_score), limit=limit, after=_mark(cursor))
    return _listed(page, lambda row: claim_out(row, request))


@router.get("/claims/{id}", response_model=m.Claim)
def claim(request: Request, store: Opened, id: Id) -> Any:
    """One claim."""
    return claim_out(store.claim(id), request)


@router.get("/statements", response_model=m.Listed[m.Statement])
def statements(request: Request, store: Opened, wanted: WantedSaid, report: str = "", limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The statements that fit, each once, with those of other reports that give the same.

    Those of one report (`report`, its id) alone come in the order of its text, each by itself; so do all where nothing is asked for.
    """
    if not wanted.is_bound:
        page = store.statements(report=report or None, limit=limit, after=_mark(cursor))
        return _listed(page, lambda row: statement_out(row, request))
    asked = wanted.wanted
    asked = asked._replace(filter=replace(asked.filter, report=report or None))
    return _listed(Browse(store).stated(asked, limit=limit, after=_mark(cursor)), lambda said: said_out(said, request))


@router.get("/reports", response_model=m.Listed[m.ReportBrief])
def reports(
    request: Request,
    store: Opened,
    publisher: str = "",
    since: Day = "",
    until: Annotated[str, Query(alias="to", description="the same, the last day")] = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Any:
    """The reports, last published first."""
    about = {"publisher": publisher or None, "since": since or None, "until": until or None}
    page = store.reports(**about, limit=limit, after=_mark(cursor))
    return _listed(page, lambda row: {**asdict(row), "address": _address(request, "report", row.id)})


@router.get("/reports/{id}")
def report(store: Opened, id: Id) -> dict[str, Any]:
    """One report with all that was found in it: its record (format 1)."""
    return record(store.annotated(id))


@router.get("/actors", response_model=m.Listed[m.Actor])
def actors(request: Request, store: Opened, name: Annotated[str, Query(max_length=200)] = "", limit: Limit = 50) -> Any:
    """Who has this name or id, the likeliest first; without a name those who take part in most claims."""
    found = store.find_actor(name, limit=limit) if name.strip() else Browse(store).busiest(limit=limit)
    return {"items": [actor_out(a, request) for a in found], "next": None}


@router.get("/sources", response_model=m.Listed[m.Source])
def sources(store: Opened, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """The publishers by name."""
    return _listed(Browse(store).outlets(limit=limit, after=_mark(cursor)), asdict)


@router.get("/search", response_model=m.Listed[m.Found])
def search(
    request: Request, store: Opened, q: Annotated[str, Query(max_length=300)], exact: bool = False, limit: Limit = 20, cursor: Cursor = ""
) -> Any:
    """The reports that have all the words (in any form) and the phrases in double quotation marks, best first.

    Other ways to write the words ("railcars", "rail cars") count too, unless `exact`.
    """

    def out(hit: Any) -> dict[str, Any]:
        told = {name: getattr(hit, name) for name in ("report", "title", "publisher", "url", "published", "text")}
        return {
            **told,
            "snippet": _span(hit.snippet),
            "words": [_span(w) for w in hit.words],
            "address": _address(request, "report", hit.report),
        }

    return _listed(store.search(q, limit=limit, after=_mark(cursor), exact=exact), out)


@router.get("/story", response_model=m.Story)
def story(request: Request, store: Opened, asked: story_page.Asked) -> Any:
    """How something was told, report by report in order of publication: by words that stand close together, or an event."""
    found = story_page.story_of(request, store, asked)
    if found is None:
        raise UsageError("Give the words of a story (words) or the id of an event (event).")
    return story_page.story_out(found, request)


@router.get("/judgements", response_model=m.Listed[m.Decision])
def judgements(store: Opened, subject: str = "", person: str = "", limit: Limit = 50, cursor: Cursor = "") -> Any:
    """What people decided, last first."""
    return _listed(store.decisions.history(subject=subject or None, person=person or None, limit=limit, after=_mark(cursor)), asdict)


@router.post(
    "/judgements", response_model=m.Kept, status_code=201, responses={409: {"model": m.Problem, "description": "Judged meanwhile"}}
)
def judge(request: Request, store: Opened, given: m.NewJudgement) -> Any:
    """Keeps a judgement or corrections in the user's name."""
    if (given.verdict is None) == (not given.fields):
        raise UsageError("Send either a verdict or the fields to correct.")
    by, now, ends = request.state.user.name, request.app.state.settings.now(), given.subject.split("|")
    doubt = store.review.against(given.layer, *ends) if given.verdict == "same" and len(ends) == 2 else ""
    turn = store.review.item(given.layer, given.subject).turn if given.turn is None else given.turn
    if given.verdict is not None:
        verdict: Judgement = given.verdict
        ids: tuple[str, ...] = (store.review.decide(given.layer, given.subject, verdict, by=by, turn=turn, note=given.note, now=now),)
    else:
        ids = store.review.correct(given.layer, given.subject, given.fields, by=by, turn=turn, note=given.note, now=now)
    return {"ids": list(ids), "turn": store.review.item(given.layer, given.subject).turn, "warning": doubt}


@router.delete("/judgements/{id}", status_code=204)
def undo(request: Request, store: Opened, id: Id) -> None:
    """Takes a decision out of force; it stays in the history."""
    store.decisions.undo(id, by=request.state.user.name, now=request.app.state.settings.now())


@router.get("/{rest:path}", include_in_schema=False)
def nothing(rest: str) -> None:
    """Whatever else is asked for."""
    raise NotFoundError(f"There is no /api/{rest[:100]}; /api/openapi.json lists what there is.")


def claim_out(row: ClaimRow, request: Request) -> dict[str, Any]:
    """A claim as the API tells it."""
    c = row.claim
    same = ("id", "event", "report", "type", "mode", "status", "date", "score", "made_by")
    told: dict[str, Any] = {name: getattr(c, name) for name in same}
    told |= {role: _parties(getattr(c, role)) for role in ("actor", "recipient", "according_to")}
    told |= {
        "bearing": bearing_of(c),
        "place": c.place.name if c.place else None,
        "magnitude": _counted(c.magnitude),
        "origin": _origin(c.origin),
        "reasons": dict(c.reasons),
    }
    told |= {"sentence": row.sentence, "trigger": _span(c.trigger), "evidence": _span(c.evidence)}
    told |= {name: getattr(row, name) for name in ("title", "publisher", "url", "published", "judged")}
    return told | {"machine": _machine(c, row.machine), "address": _address(request, "claim", c.id)}


def event_out(row: EventRow, request: Request) -> dict[str, Any]:
    """An event as the API tells it."""
    told: dict[str, Any] = {name: getattr(row, name) for name in ("id", "type", "mode", "date", "status", "standing")}
    told |= {"actor": _parties(row.actor), "recipient": _parties(row.recipient), "place": row.place.name if row.place else None}
    told |= {"dates": list(row.dates), "statuses": list(row.statuses), "reports": list(row.reports), "matched": sorted(row.matched)}
    told |= {"outlets": list(row.publishers), "first_published": first_published(row)}
    best = leading(row)
    dated = elsewhere(row, best)
    told |= {"claim": best.claim.id, "date_claim": dated.row.claim.id if dated else None}
    told |= {"origins": [_origin(o) for o in row.origins], "claims": [claim_out(c, request) for c in row.claims]}
    return told | {"address": _address(request, "event", row.id)}


def actor_out(row: ActorRow, request: Request) -> dict[str, Any]:
    """An actor as the API tells it."""
    sector = sector_of(row)
    return asdict(row) | {"sector": sector and sector._asdict(), "address": _address(request, "actor", row.id)}


def statement_out(row: StatementRow, request: Request) -> dict[str, Any]:
    """A statement as the API tells it."""
    s = row.statement
    told: dict[str, Any] = {name: getattr(s, name) for name in ("speaker_kind", "stance", "quote", "medium", "said_on", "score")}
    told |= {name: getattr(row, name) for name in ("id", "report", "title", "publisher", "url", "published", "judged")}
    told |= {"speaker": asdict(s.speaker) if s.speaker else None, "to": _parties(s.to), "via": _parties(s.via)}
    told |= {"content": list(row.content), "spans": [_span(span) for span in s.content]}
    read = row.machine
    changed = read and {"speaker": asdict(read.speaker) if read.speaker else None, "stance": read.stance}
    place = f"#s-{s.content[0].start}-{s.content[-1].end}" if s.content else ""
    return told | {"machine": changed, "address": _address(request, "report", row.report) + place}


def said_out(said: Said, request: Request) -> dict[str, Any]:
    """A statement with who else gives it and what is told in it, as the API tells it."""
    told = statement_out(said.statement, request)
    told |= {"others": [row.id for row in said.others], "events": [event.id for event in said.events]}
    return told | {"origins": said.origins, "lacking": said.lacking}


def _machine(claim: Claim, read: Claim | None) -> dict[str, Any] | None:
    """What the machine read of the fields that people corrected."""
    if read is None:
        return None
    changed: dict[str, Any] = {f: getattr(read, f) for f in ("type", "status", "date") if getattr(read, f) != getattr(claim, f)}
    roles = ("actor", "recipient", "according_to")
    return changed | {role: _parties(getattr(read, role)) for role in roles if getattr(read, role) != getattr(claim, role)}


def _listed(page: Any, out: Callable[[Any], Any]) -> dict[str, Any]:
    mark = page.next
    return {"items": [out(row) for row in page.rows], "next": urlsafe_b64encode(mark.encode()).decode().rstrip("=") if mark else None}


def _mark(cursor: str) -> str | None:
    """The store's mark that a cursor wraps. Raises UsageError for one that is none."""
    if not cursor:
        return None
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (Error, ValueError) as wrong:
        raise UsageError("The cursor is none of ours; pass on `next` of the page before.") from wrong


def _address(request: Request, kind: str, id: str) -> str:
    return f"{str(request.base_url).rstrip('/')}/{kind}/{quote(id, safe='')}"


def _parties(parties: Any) -> list[dict[str, str]]:
    return [{"id": p.id, "name": p.name} for p in parties]


def _counted(magnitude: Any) -> dict[str, Any] | None:
    return {name: getattr(magnitude, name) for name in ("number", "unit", "modifier")} if magnitude else None


def _origin(origin: Any) -> dict[str, str]:
    return {"id": origin.id, "name": origin.name, "reason": origin.reason}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
