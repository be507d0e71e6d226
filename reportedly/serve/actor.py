"""One actor: who that is, whom it dealt with, what it did and said."""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import NotFoundError
from reportedly.model import Party
from reportedly.model.events import single_ids
from reportedly.serve.asked import ORDERS, Asked
from reportedly.serve.lines import folded, line
from reportedly.serve.pages import show
from reportedly.serve.sectors import sector_of
from reportedly.serve.spoken import Spoken
from reportedly.serve.stores import Opened
from reportedly.serve.timeline import counted, generation
from reportedly.store import ActorRow, Filter, Store
from reportedly.store.browse import Browse

router = APIRouter(include_in_schema=False)
_FOUND = 12
"""Actors that are looked for under one name."""
_MOST = 15
"""Others with whom an actor dealt that its page names."""


@router.get("/actor/{id:path}")
def actor(request: Request, store: Opened, id: str, order: str = "", said: str = "") -> Response:
    """An actor by its id; a name leads to the id, or to the choice between several.

    `order` is that of the events (ORDERS), `said` is "old" where what it said is listed oldest first.
    """
    browse = Browse(store)
    name = browse.name_of(id)
    found = store.find_actor(id, limit=_FOUND)
    if name is None:
        if len(found) == 1:
            return RedirectResponse(f"/actor/{found[0].id}", status_code=303)
        if not found:
            raise NotFoundError(f"No report speaks of “{id}”; look for other spellings, or search for a word.")
        return show(request, "actors.html", name=id, rows=found)
    row = _row(found, id, name)
    asked = Asked(actor=(id,))
    wanted = _wanted(request, id)
    is_later = _is_later(request, store, row, wanted)
    order = order if order in ORDERS else "new"
    more = urlencode([("actor", id), ("order", order), ("said", said)])
    return show(
        request,
        "actor.html",
        actor=row,
        sector=sector_of(row),
        members=[Party(one, browse.name_of(one) or one) for one in single_ids(id)] if len(single_ids(id)) > 1 else (),
        asked=asked,
        lines=folded([line(r) for r in store.events(wanted, limit=20, newest_first=True, order=order).rows]),
        told=[line(r) for r in store.events(replace(wanted, actors=(), according_to=id), limit=8, newest_first=True).rows],
        chart=None if is_later else counted(request, store, asked, wanted),
        less=None if is_later else browse.less_sure(wanted),
        later=f"/dealt?{more}" if is_later else "",
        order=order,
        **({"counterparts": ()} if is_later else beside(request, store, row, said)),
    )


@router.get("/dealt")
def dealt(request: Request, store: Opened, actor: str, order: str = "", said: str = "") -> Response:
    """With whom an actor (an id) dealt and what it said, for those in so many claims that the page does not wait for it."""
    name = Browse(store).name_of(actor)
    if name is None:
        raise NotFoundError(f"No report speaks of “{actor}”.")
    row = _row(store.find_actor(actor, limit=_FOUND), actor, name)
    return show(request, "dealt.html", actor=row, order=order if order in ORDERS else "new", **beside(request, store, row, said))


def beside(request: Request, store: Store, actor: ActorRow, said: str) -> dict[str, Any]:
    """With whom an actor dealt and what it said, oldest first where `said` is "old": the values of its part of the page."""
    stances = Browse(store).stances_of(actor.id)
    return {
        "counterparts": counterparts(request, store, actor, _wanted(request, actor.id)),
        "oldest_said": said == "old",
        "statements": store.statements(speaker=actor.id, limit=15, newest_first=said != "old").rows,
        "said": Spoken(speaker=(actor.id,)),
        "counts": {"": stances.total(), "denies": stances["denies"], "accuses": stances["accuses"]},
    }


def _row(found: Iterable[ActorRow], id: str, name: str) -> ActorRow:
    """The actor of an id among those that were found; one in no claim where it is none of them."""
    return next((a for a in found if a.id == id), ActorRow(id, name, "", None, 0))


def _wanted(request: Request, id: str) -> Filter:
    return Filter(actors=(id,), min_score=request.app.state.settings.min_score)


def counterparts(request: Request, store: Store, actor: ActorRow, wanted: Filter) -> list[tuple[str, str, int]]:
    """With whom an actor dealt: id, name and in how many claims, most first."""

    def read() -> list[tuple[str, str, int]]:
        browse, by_state = Browse(store), actor.kind == "country"
        found = browse.dealt_with(wanted, actor.id, by_state=by_state, limit=_MOST)
        return [(id, (browse.name_of(id) if by_state else None) or name, claims) for id, name, claims in found]

    found: list[tuple[str, str, int]] = request.app.state.cache.get(_key(request, store, actor, wanted), read)
    return found


def _is_later(request: Request, store: Store, actor: ActorRow, wanted: Filter) -> bool:
    """Whether what counts all claims of an actor comes after its page: they are many, and nobody has asked yet."""
    known = request.app.state.cache.known
    counts = ("counts", wanted, generation(request, store))
    return Browse(store).are_many(wanted) and not (known(_key(request, store, actor, wanted)) and known(counts))


def _key(request: Request, store: Store, actor: ActorRow, wanted: Filter) -> Hashable:
    return "dealt", actor.id, wanted, generation(request, store)
