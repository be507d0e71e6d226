"""The timeline of an actor, of a pair, or of all: a list by date, the evidence beside it, counts over time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from reportedly.codes import BARE, modes
from reportedly.errors import NotFoundError
from reportedly.model import EventType, Status
from reportedly.model.origins import Standing
from reportedly.model.stands import BEARINGS
from reportedly.serve.asked import ORDERS, ORIGINS, Asked
from reportedly.serve.chart import Bucket, Chart, chart
from reportedly.serve.conditions import Wanted
from reportedly.serve.elsewhere import COUNTED, one_of, parted
from reportedly.serve.evidence import Evidence, evidence, of_line
from reportedly.serve.lines import Line, folded, line
from reportedly.serve.pages import show
from reportedly.serve.reading import instead_of
from reportedly.serve.spoken import Spoken
from reportedly.serve.stores import Opened
from reportedly.serve.unread import unread
from reportedly.store import ActorRow, Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.filters import PRECISIONS

router = APIRouter(include_in_schema=False)
PAGE = 40
"""Events on a page."""
_PAGES_BACK = 30
"""Pages before this one that its address knows."""
_CHOICES = 12
_COUNTED = 100_000
"""Events up to which a list is counted, where so few claims can be meant that it takes no time."""


@router.get("/timeline")
def timeline(
    request: Request, store: Opened, asked: Wanted, claim: str = "", after: str = "", back: Annotated[tuple[str, ...], Query()] = ()
) -> Response:
    """Events that fit the address, with the evidence of one claim; `back` are the beginnings of the pages before this one."""
    if choices := choose(store, asked):
        return show(
            request,
            "choose.html",
            status=200 if all(c.rows for c in choices) else 404,
            asked=asked,
            choices=choices,
            **_form(request, store),
        )
    wanted = resolved(store, asked.filter(request.app.state.settings.min_score))
    many = not after and Browse(store).are_many(wanted)
    later = many and not request.app.state.cache.known(("counts", wanted, generation(request, store)))
    page = store.events(wanted, limit=PAGE, after=after or None, order=asked.order)
    every = folded([line(row) for row in page.rows])
    alone, perhaps = parted(store, every, one, request.app.state.settings.min_score) if (one := one_of(asked)) else ([], [])
    lines = [p.line for p in alone] if one else every
    return show(
        request,
        "timeline.html",
        asked=asked,
        lines=lines,
        perhaps=perhaps,
        twins={p.line.event.id: p.twins for p in alone},
        one=COUNTED.get(one, ""),
        next=page.next,
        count=None if after else len(page.rows) if not page.next else None if many else Browse(store).up_to(wanted, _COUNTED),
        after=after,
        earlier=_earlier(asked, back) if after else "",
        back=(*back, after)[-_PAGES_BACK:],
        undated=(None if many else Browse(store).undated(wanted)) if _is_within(asked) else (0, 0),
        less=_less_sure(request, store, wanted, many=many) if not after else 0,
        unread=unread(store, asked.since, asked.until) if not lines else "",
        evidence=_opened(store, claim, lines),
        chart=counted(request, store, asked, wanted) if not after and not later else None,
        chart_later=later,
        titles=titles(store, asked.actor),
        said=_said(asked),
        denials=_said(asked) if len(asked.actor) > 1 and not after else None,
        **_form(request, store),
        read=(sought := Browse(store).sought(asked.words, exact=bool(asked.exact)) if asked.words else None),
        near=[(other, asked.but(words=instead_of(asked.words, told, other)).address()) for told, other in sought.near] if sought else (),
    )


@router.get("/timeline/less")
def less(request: Request, store: Opened, asked: Wanted) -> Response:
    """How many less sure events a timeline leaves out, for questions about so many claims that the list does not wait for it."""
    wanted = resolved(store, asked.filter(request.app.state.settings.min_score))
    return show(request, "less.html", asked=asked, less=_less_sure(request, store, wanted, many=False))


@router.get("/timeline/counts")
def counts(request: Request, store: Opened, asked: Wanted) -> Response:
    """The picture alone, for questions about so many claims that the list does not wait for it."""
    wanted = resolved(store, asked.filter(request.app.state.settings.min_score))
    return show(request, "counts.html", asked=asked, chart=counted(request, store, asked, wanted), titles=titles(store, asked.actor))


MODES = tuple(f"{type}/{mode}" for type in get_args(EventType) if modes(type) for mode in (*modes(type), BARE))
CHOICES = {
    "type": get_args(EventType),
    "mode": MODES,
    "status": get_args(Status),
    "bearing": BEARINGS,
    "standing": get_args(Standing),
    "origins": ORIGINS,
    "precision": PRECISIONS,
}
"""The words that a filter offers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A name that nobody has, or several: the actors to choose from, each with the address that asks for them instead."""

    name: str
    rows: tuple[tuple[ActorRow, str], ...]


def choose(store: Store, asked: Asked) -> list[Choice]:
    """The names in an address that do not say whom they mean, with whom they may."""
    browse, found = Browse(store), []
    for name in asked.actor:
        if browse.name_of(name) is None and browse.meant(name) is None:
            having = {row.id: row for row in (*store.find_actor(name, limit=_CHOICES), *browse.actors_having(name, limit=_CHOICES))}
            others = [(row, asked.but(actor=tuple(row.id if a == name else a for a in asked.actor))) for row in having.values()]
            found.append(Choice(name, tuple((row, other.address()) for row, other in others)))
    return found


def titles(store: Store, actors: Sequence[str]) -> list[str]:
    """The names of those whom a question is about; what was asked where it is a name already."""
    browse = Browse(store)
    return [browse.name_of(actor) or actor for actor in actors]


def known_publishers(request: Request, store: Store) -> list[str]:
    """Publishers to choose from."""
    browse = Browse(store)
    return request.app.state.cache.get(("publishers", generation(request, store)), lambda: [o.name for o in browse.outlets(limit=60).rows])  # type: ignore[no-any-return]


def generation(request: Request, store: Store) -> str:
    """A word that changes whenever something is added; asked once a request."""
    if not hasattr(request.state, "generation"):
        request.state.generation = Browse(store).generation()
    return str(request.state.generation)


def resolved(store: Store, wanted: Filter) -> Filter:
    """A question with the ids of the actors that it names, so that they are sought once. Raises NotFoundError for nobody or several."""
    browse = Browse(store)
    return replace(wanted, actors=tuple(browse.id_of(actor) for actor in wanted.actors))


def counted(request: Request, store: Store, asked: Asked, wanted: Filter | None = None) -> Chart | None:
    """The picture of what an address asks for; `wanted` is the question that it asks of the store."""
    browse = Browse(store)
    question = wanted or resolved(store, asked.filter(request.app.state.settings.min_score))
    found = request.app.state.cache.get(("counts", question, generation(request, store)), lambda: browse.by_day(question))

    def address(bucket: Bucket) -> str:
        return asked.happened(bucket.first.isoformat(), bucket.last.isoformat()).address()

    return chart(found, address)


def _said(asked: Asked) -> Spoken:
    """What was said by or about those whom a timeline is about, in its time."""
    return Spoken(party=asked.actor, publisher=asked.publisher, since=asked.since, until=asked.until)


def _form(request: Request, store: Store) -> dict[str, Any]:
    """What the filters offer."""
    least = request.app.state.settings.min_score
    return {"publishers": known_publishers(request, store), "choices_of": CHOICES, "least": least, "orders": ORDERS}


def _is_within(asked: Asked) -> bool:
    """Whether days of events are asked for, which what has no date cannot fit."""
    return bool(asked.since or asked.until) and not asked.dates and not asked.precision


def _less_sure(request: Request, store: Store, wanted: Filter, *, many: bool) -> int | None:
    """How many less sure events are left out; None where counting them takes a while and nobody has yet."""
    key, cache = ("less", wanted, generation(request, store)), request.app.state.cache
    if many and not cache.known(key):
        return None
    return cache.get(key, lambda: Browse(store).less_sure(wanted, whatever=True))  # type: ignore[no-any-return]


def _earlier(asked: Asked, back: Sequence[str]) -> str:
    """The address of the page before: that of the last beginning in `back`."""
    *before, last = (*back,) or ("",)
    pairs = [*asked.pairs(), *(("after", last) for _ in [0] if last), *(("back", mark) for mark in before)]
    return f"/timeline?{urlencode(pairs)}" if pairs else "/timeline"


def _opened(store: Store, claim: str, lines: Sequence[Line]) -> Evidence | None:
    """The evidence that the address asks for, else that of the first line."""
    if claim:
        return evidence(store, claim)
    try:
        return of_line(store, lines[0]) if lines else None
    except NotFoundError:  # changed since the list was read
        return None
