"""One actor: who that is, whom it dealt with, what it did and said."""

from collections import Counter
from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import NotFoundError
from reportedly.model import Party, Stance
from reportedly.model.events import single_ids
from reportedly.serve.asked import ORDERS, Asked
from reportedly.serve.lines import folded, line
from reportedly.serve.pages import show
from reportedly.serve.sectors import sector_of
from reportedly.serve.spoken import Spoken
from reportedly.serve.stores import Opened
from reportedly.serve.timeline import counted
from reportedly.store import ActorRow, Filter, Store
from reportedly.store.browse import Browse

router = APIRouter(include_in_schema=False)
_TOLD: tuple[tuple[str, tuple[Stance, ...]], ...] = (("", ()), ("denies", ("denies",)), ("accuses", ("accuses",)))
"""Stances whose statements an actor's page counts; all of them first."""


@router.get("/actor/{id:path}")
def actor(request: Request, store: Opened, id: str, order: str = "", said: str = "") -> Response:
    """An actor by its id; a name leads to the id, or to the choice between several.

    `order` is that of the events (ORDERS), `said` is "old" where what it said is listed oldest first.
    """
    browse = Browse(store)
    name = browse.name_of(id)
    found = store.find_actor(id, limit=12)
    if name is None:
        if len(found) == 1:
            return RedirectResponse(f"/actor/{found[0].id}", status_code=303)
        if not found:
            raise NotFoundError(f"No report speaks of “{id}”; look for other spellings, or search for a word.")
        return show(request, "actors.html", name=id, rows=found)
    row = next((a for a in found if a.id == id), ActorRow(id, name, "", None, 0))
    asked = Asked(actor=(id,))
    wanted = Filter(actors=(id,), min_score=request.app.state.settings.min_score)
    return show(
        request,
        "actor.html",
        actor=row,
        sector=sector_of(row),
        members=[Party(one, browse.name_of(one) or one) for one in single_ids(id)] if len(single_ids(id)) > 1 else (),
        asked=asked,
        counterparts=counterparts(request, store, row, wanted),
        lines=folded([line(r) for r in store.events(wanted, limit=20, newest_first=True, order=order).rows]),
        order=order if order in ORDERS else "new",
        oldest_said=said == "old",
        told=[line(r) for r in store.events(replace(wanted, actors=(), according_to=id), limit=8, newest_first=True).rows],
        statements=store.statements(speaker=id, limit=15, newest_first=said != "old").rows,
        chart=counted(request, store, asked),
        less=request.app.state.cache.get(("less", wanted, browse.generation()), lambda: browse.less_sure(wanted)),
        said=Spoken(speaker=(id,)),
        counts={did: browse.count_said(Spoken(speaker=(id,), stance=stance).wanted) for did, stance in _TOLD},
    )


def counterparts(request: Request, store: Store, actor: ActorRow, wanted: Filter) -> list[tuple[str, str, int]]:
    """With whom an actor dealt: id, name and in how many claims, most first."""
    browse = Browse(store)
    by_state = actor.kind == "country"
    pairs = request.app.state.cache.get(("pairs", wanted, by_state, browse.generation()), lambda: browse.by_pair(wanted, by_state=by_state))
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for p in pairs:
        for id, other, other_name in ((p.a, p.b, p.b_name), (p.b, p.a, p.a_name)):
            if id == actor.id:
                counts[other] += p.claims
                names[other] = other_name
    return [(id, (browse.name_of(id) if by_state else None) or names[id], number) for id, number in counts.most_common(15)]
