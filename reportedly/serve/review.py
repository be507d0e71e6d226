"""Review: what the machine is unsure of, judged and corrected by people; everything is a form, keys only press its buttons."""

from math import isnan
from typing import Annotated, Any, get_args
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import ConflictError, NotFoundError, ReportedlyError, UsageError
from reportedly.model import EventType, Span, Stance, Status
from reportedly.serve.access.rules import local_path
from reportedly.serve.conditions import Wanted
from reportedly.serve.pages import environment, show, with_done
from reportedly.serve.stores import Opened
from reportedly.store import ClaimRow, Store
from reportedly.store.people_rows import Item, Layer
from reportedly.store.reviewing import FIELDS, JUDGEMENTS

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form()]
LAYERS: tuple[Layer, ...] = ("claim", "event", "statement")
WORDS = {"type": get_args(EventType), "status": get_args(Status), "stance": get_args(Stance)}
_SHOWN = 25
_LONGEST = 700
"""Characters of a sentence in a list; the evidence page has all of it."""


@router.get("/review")
def queue(
    request: Request, store: Opened, wanted: Wanted, kind: str = "", judged: str = "", below: float | None = None, after: str = ""
) -> Response:
    """The queue of one kind, by default pairs where some wait, for they change most; with `judged` what people so judged."""
    told = request.app.state.settings
    asked = None if below is None or isnan(below) else min(max(below, 0.0), 1.01)
    claims, statements = (told.min_score, told.min_statement_score) if asked is None else (asked, asked)
    counts = store.review.waiting(below=claims, statements=statements)
    layer = _layer(kind or ("event" if counts["event"] and not judged else "claim"))
    least = statements if layer == "statement" else claims
    chosen = judged if judged in JUDGEMENTS[layer] and layer != "event" else None
    filter = wanted.filter(0.0)
    page = store.review.queue(layer, filter, below=least, judged=chosen, limit=_SHOWN, after=after or None)
    more: dict[str, Any] = {"layer": layer, "judged": chosen, "below": least, "waiting": counts, "asked": wanted, "types": WORDS["type"]}
    return show(request, "review.html", items=page.rows, after=page.next, last=_last(request, store), **_common(request), **more)


@router.get("/review/log")
def log(request: Request, store: Opened, subject: str = "", person: str = "", after: str = "") -> Response:
    """Every decision, last first."""
    page = store.decisions.history(subject=subject or None, person=person or None, after=after or None)
    told: dict[str, Any] = {"subject": subject, "person": person}
    return show(request, "review_log.html", decisions=page.rows, after=page.next, **told, **_common(request))


@router.get("/review/{kind}/{subject}")
def one(request: Request, store: Opened, kind: str, subject: str, next: str = "", doubt: bool = False, note: str = "") -> Response:
    """One claim, statement or pair, with the form that corrects it and what was decided.

    Where the address does not name the `next` page, it is the one from which a link led here.
    With `doubt` what speaks against two being the same is asked about, unless somebody has judged them so meanwhile.
    """
    layer, back = _layer(kind), local_path(next) if next else came_from(request) or f"/review?kind={kind}"
    against = _doubt(store, subject) if doubt and layer == "event" and not _is_joined(store, subject) else ""
    return _one(request, store, layer, subject, back=back, doubt=against, note=note[:500])


@router.post("/review/decide")
def decide(
    request: Request,
    store: Opened,
    layer: Text,
    subject: Text,
    verdict: Text,
    turn: int = Form(0),
    note: Text = "",
    next: Text = "",
    sure: bool = Form(False),
) -> Response:
    """Keeps a judgement; whoever was slower sees what was decided meanwhile, and what speaks against a "same" is told first."""
    kind, back = _layer(layer), local_path(next) if next else f"/review?kind={layer}"
    by, now, note = request.state.user.name, request.app.state.settings.now(), note.strip()[:500]
    if verdict == "same" and kind == "event" and not sure and _doubt(store, subject):
        asking = urlencode({"doubt": "1", "note": note, "next": back})  # a page of its own: going back to it asks anew
        return RedirectResponse(f"/review/event/{quote(subject, safe='')}?{asking}", status_code=303)
    try:
        made = store.review.decide(kind, subject, verdict, by=by, turn=turn, note=note, now=now)  # type: ignore[arg-type]  # the store checks it
    except (ConflictError, UsageError) as error:
        return _one(request, store, kind, subject, back=back, wrong=error, note=note)
    return RedirectResponse(with_done(back, made), status_code=303)


@router.post("/review/correct")
def correct(
    request: Request,
    store: Opened,
    layer: Text,
    subject: Text,
    turn: int = Form(0),
    note: Text = "",
    next: Text = "",
    type: Text = "",
    status: Text = "",
    date: Text = "",
    actor: Text = "",
    recipient: Text = "",
    according_to: Text = "",
    speaker: Text = "",
    stance: Text = "",
) -> Response:
    """Lays a person's values over the machine's reading."""
    kind, back = _layer(layer), local_path(next) if next else f"/review?kind={layer}"
    given = {"type": type, "status": status, "date": date, "actor": actor, "recipient": recipient, "according_to": according_to}
    given |= {"speaker": speaker, "stance": stance}
    fields = {field: given[field] for field in FIELDS[kind]}
    by, now = request.state.user.name, request.app.state.settings.now()
    try:
        made = store.review.correct(kind, subject, fields, by=by, turn=turn, note=note.strip(), now=now)
    except (ConflictError, UsageError, NotFoundError) as error:
        return _one(request, store, kind, subject, back=back, wrong=error, given=fields)
    return RedirectResponse(with_done(back, made[-1] if made else "nothing"), status_code=303)


@router.post("/review/undo")
def undo(request: Request, store: Opened, decision: Text = "", note: Text = "", next: Text = "/review/log") -> Response:
    """Takes a decision out of force: the one named, or the user's own last one."""
    user, now = request.state.user, request.app.state.settings.now()
    if not decision:
        decision = _last(request, store)
        if not decision:
            raise UsageError("There is nothing of yours left to undo.")
    try:
        undone = store.decisions.undo(decision, by=user.name, note=note.strip(), now=now)
    except UsageError:  # somebody, or the same form, was quicker
        return RedirectResponse(with_done(local_path(next), "already"), status_code=303)
    return RedirectResponse(with_done(local_path(next), f"undone-{undone.id}"), status_code=303)


def evidence(row: ClaimRow) -> tuple[str, str, str]:
    """A claim's sentence before, in and after its trigger; long ones are cut around it."""
    claim = row.claim
    start = max(0, claim.trigger.start - claim.evidence.start)
    word = Span(start, max(start, claim.trigger.end - claim.evidence.start))
    before, after = row.sentence[: word.start], row.sentence[word.end :]
    if len(row.sentence) > _LONGEST:
        before = ("… " + before[-_LONGEST // 2 :]) if len(before) > _LONGEST // 2 else before
        after = after[: _LONGEST // 2] + (" …" if len(after) > _LONGEST // 2 else "")
    return before, word.of(row.sentence), after


def came_from(request: Request) -> str:
    """The page of ours from which a link was followed, to lead back there; "" for none, and for the page itself."""
    parts = urlsplit(request.headers.get("referer", ""))
    if parts.netloc != request.headers.get("host") or parts.path == request.url.path:
        return ""
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "done"]
    return local_path(parts.path + (f"?{urlencode(kept)}" if kept else ""))


def _layer(kind: str) -> Layer:
    for layer in LAYERS:
        if layer == kind:
            return layer
    raise NotFoundError(f"There is no queue of “{kind}”; there are {', '.join(LAYERS)}.")


def _doubt(store: Store, pair: str) -> str:
    """What speaks against two claims being of one event, in words."""
    ends = pair.split("|")
    return store.review.against("event", *ends) if len(ends) == 2 else ""


def _is_joined(store: Store, pair: str) -> bool:
    """Whether a person's judgement that two are the same is in force."""
    return any(d.verdict == "same" and not d.undone_at for d in store.decisions.history(subject=pair).rows)


def _last(request: Request, store: Store) -> str:
    """The id of what z undoes; "" for nothing."""
    last = store.decisions.last(request.state.user.name)
    return last.id if last else ""


def _common(request: Request) -> dict[str, Any]:
    environment().globals.setdefault("evidence", evidence)
    return {"done": request.query_params.get("done", "")[:40], "here": _here(request), "judgements": JUDGEMENTS}


def _here(request: Request) -> str:
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "done"]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def _one(
    request: Request,
    store: Store,
    layer: Layer,
    subject: str,
    *,
    back: str,
    wrong: ReportedlyError | None = None,
    given: dict[str, str] | None = None,
    doubt: str = "",
    note: str = "",
) -> Response:
    """The page of one subject as it is now; after a refused form, or one that is asked about (`doubt`), with what was given."""
    item: Item = store.review.item(layer, subject)
    written = {} if layer == "event" else store.review.written(layer, subject)
    status = 200 if wrong is None else 409 if isinstance(wrong, ConflictError) else 400
    told: dict[str, Any] = {
        "item": item,
        "back": back,
        "wrong": str(wrong or ""),
        "doubt": doubt,
        "note": note,
        "fields": FIELDS[layer],
        "written": {**written, **(given or {})},
    }
    told |= {"history": store.decisions.history(subject=subject).rows, "words": WORDS}
    return show(request, "review_item.html", status=status, layer=layer, **told, **_common(request))
