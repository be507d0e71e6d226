"""The timeline of an actor, of a pair, or of all: a list by date, the evidence beside it, counts over time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.errors import NotFoundError
from reportedly.model import EventType, Status
from reportedly.model.origins import Standing
from reportedly.serve.asked import ORIGINS, Asked
from reportedly.serve.chart import Bucket, Chart, chart
from reportedly.serve.evidence import Evidence, evidence
from reportedly.serve.lines import Line, line
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store import Store
from reportedly.store.browse import Browse

router = APIRouter(include_in_schema=False)
PAGE = 40
"""Events on a page."""


@router.get("/timeline")
def timeline(request: Request, store: Opened, claim: str = "", after: str = "") -> Response:
    """Events that fit the address, with the evidence of one claim."""
    asked = Asked.of(request.query_params)
    wanted = asked.filter(request.app.state.settings.min_score)
    page = store.events(wanted, limit=PAGE, after=after or None, newest_first=asked.order == "new")
    lines = [line(row) for row in page.rows]
    return show(
        request,
        "timeline.html",
        asked=asked,
        lines=lines,
        next=page.next,
        after=after,
        evidence=_opened(store, claim, lines),
        chart=counted(request, store, asked) if not after and not _is_slow(request, store, asked) else None,
        chart_later=not after and _is_slow(request, store, asked),
        titles=titles(store, asked.actor),
        publishers=known_publishers(request, store),
        choices=CHOICES,
        least=request.app.state.settings.min_score,
    )


@router.get("/timeline/counts")
def counts(request: Request, store: Opened) -> Response:
    """The picture alone, for questions about so many claims that the list does not wait for it."""
    asked = Asked.of(request.query_params)
    return show(request, "counts.html", asked=asked, chart=counted(request, store, asked), titles=titles(store, asked.actor))


CHOICES = {"type": get_args(EventType), "status": get_args(Status), "standing": get_args(Standing), "origins": ORIGINS}
"""The words that a filter offers."""


def titles(store: Store, actors: Sequence[str]) -> list[str]:
    """The names of those whom a question is about; what was asked where it is a name already."""
    browse = Browse(store)
    return [browse.name_of(actor) or actor for actor in actors]


def known_publishers(request: Request, store: Store) -> list[str]:
    """Publishers to choose from."""
    browse = Browse(store)
    return request.app.state.cache.get(("publishers", browse.generation()), lambda: [o.name for o in browse.outlets(limit=60).rows])  # type: ignore[no-any-return]


def counted(request: Request, store: Store, asked: Asked) -> Chart | None:
    """The picture of what an address asks for."""
    browse = Browse(store)
    wanted = replace(asked.filter(request.app.state.settings.min_score), min_origins=0, max_origins=0, standings=())
    found = request.app.state.cache.get(("counts", wanted, browse.generation()), lambda: browse.by_day(wanted))

    def address(bucket: Bucket) -> str:
        return asked.but(since=bucket.first.isoformat(), until=bucket.last.isoformat()).address()

    return chart(found, address)


def _is_slow(request: Request, store: Store, asked: Asked) -> bool:
    browse = Browse(store)
    wanted = replace(asked.filter(request.app.state.settings.min_score), min_origins=0, max_origins=0, standings=())
    return not request.app.state.cache.known(("counts", wanted, browse.generation())) and browse.are_many(wanted)


def _opened(store: Store, claim: str, lines: Sequence[Line]) -> Evidence | None:
    """The evidence that the address asks for, else that of the first line."""
    if claim:
        return evidence(store, claim)
    try:
        return evidence(store, lines[0].best.claim.id) if lines else None
    except NotFoundError:  # changed since the list was read
        return None
