"""Search: actors of that name; events, statements and reports that have the words."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from reportedly.errors import NotFoundError
from reportedly.model import Span, Statement
from reportedly.serve.asked import ORIGINS, Asked
from reportedly.serve.lines import line
from reportedly.serve.marks import Mark, pieces
from reportedly.serve.pages import show
from reportedly.serve.reading import readings
from reportedly.serve.stores import Opened
from reportedly.store import Hit, Store
from reportedly.store.browse import Browse

router = APIRouter(include_in_schema=False)


SHOWN = 20
"""Statements, and reports, on a page."""


@router.get("/search")
def search(request: Request, store: Opened, q: str = "", origins: str = "", skip: int = 0, after: str = "") -> Response:
    """What the words find: actors, events, statements, reports; an id leads to its record. `origins` bounds events and statements."""
    q, skip = q.strip()[:300], max(0, skip)
    asked = Asked.of(QueryParams({"words": q, "origins": origins}))
    if not q:
        return show(request, "search.html", q="", asked=asked)
    is_first = not after and not skip
    page = store.search(q, limit=SHOWN, after=after or None) if not skip else None
    said = [] if after else Browse(store).said_of(q, asked.filter())
    events = store.events(asked.filter(), limit=SHOWN, newest_first=True) if is_first else None
    return show(
        request,
        "search.html",
        q=q,
        asked=asked,
        is_first=is_first,
        id=_id(store, q),
        actors=(store.find_actor(q, limit=8) or Browse(store).actors_having(q)) if is_first else (),
        readings=readings(store, q, request.app.state.settings.min_score) if is_first else (),
        lines=[line(row) for row in events.rows] if events else (),
        more_events=bool(events and events.next),
        said=said[skip : skip + SHOWN],
        said_count=len(said),
        next_said=skip + SHOWN if skip + SHOWN < len(said) else None,
        hits=found(store, page.rows) if page else (),
        next=page.next if page else None,
        origin_choices=ORIGINS,
    )


def found(store: Store, hits: Sequence[Hit]) -> list[tuple[Hit, tuple[object, ...], Statement | None]]:
    """Reports that have the words: each with its snippet, and the statement in which the first of them stands."""
    spoken = Browse(store).voices([(hit.report, _first_word(hit)) for hit in hits])
    return [(hit, snippet(hit), voice) for hit, voice in zip(hits, spoken, strict=True)]


def _first_word(hit: Hit) -> int:
    """Where the first of the words stands in what is shown."""
    return next((w.start for w in hit.words if hit.snippet.contains(w)), hit.snippet.start)


def snippet(hit: Hit) -> tuple[object, ...]:
    """A hit's text as pieces, the words sought marked."""
    start = hit.snippet.start
    marks = [Mark(Span(w.start - start, w.end - start), "target") for w in hit.words]
    return pieces(hit.text, Span(0, len(hit.text)), marks)


def _id(store: Opened, q: str) -> str | None:
    """The address of the record that q is the id of."""
    kinds = {"ev-": "event", "cl-": "claim", "r-": "report"}
    kind = next((word for prefix, word in kinds.items() if q.startswith(prefix)), None)
    if kind is None or " " in q:
        return None
    try:
        return f"/{kind}/{store.full_id(q)}"
    except NotFoundError:
        return None
