"""A publisher or another origin: what it told itself, what it passed on, how that fared."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.errors import NotFoundError
from reportedly.serve.lines import line
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store import Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.rows import OriginCount

router = APIRouter(include_in_schema=False)


@router.get("/sources")
def sources(request: Request, store: Opened, after: str = "") -> Response:
    """The publishers by name."""
    page = Browse(store).outlets(limit=100, after=after or None)
    return show(request, "sources.html", rows=page.rows, next=page.next)


@router.get("/source/{id:path}")
def source(request: Request, store: Opened, id: str) -> Response:
    """A publisher by its name, or an origin by its id."""
    if id.startswith(("origin:", "report:")):
        return _origin(request, store, id)
    browse = Browse(store)
    outlet, found = browse.outlet(id), browse.origins_of(id)
    own = [o for o in found if is_own(o, id)]
    return show(
        request,
        "source.html",
        name=id,
        outlet=outlet,
        own=sum(o.claims for o in own),
        passed=[o for o in found if o not in own],
        own_origin=own[0].origin.id if own else browse.origin_named(id),
        statuses=browse.statuses_of(publisher=id),
        lines=[line(row) for row in store.events(Filter(publishers=(id,)), limit=15, newest_first=True).rows],
        reports=store.reports(publisher=id, limit=15).rows,
    )


def is_own(count: OriginCount, publisher: str) -> bool:
    """Whether claims rest on the publisher itself."""
    return count.origin.name.casefold() == publisher.casefold() or count.origin.id.startswith("report:")


def _origin(request: Request, store: Store, id: str) -> Response:
    browse = Browse(store)
    found = browse.origin(id)
    passed = browse.passed_on(id)
    page = store.events(Filter(origin=id), limit=40, newest_first=True)
    standings: dict[str, int] = {}
    for row in page.rows:
        standings[row.standing] = standings.get(row.standing, 0) + 1
    return show(
        request,
        "origin.html",
        origin=found,
        passed=passed,
        claims=sum(number for _, number in passed),
        statuses=browse.statuses_of(origin=id),
        standings=sorted(standings.items(), key=lambda item: -item[1]),
        looked=len(page.rows),
        outlet=_same_outlet(browse, found.name),
        lines=[line(row) for row in page.rows[:20]],
    )


def _same_outlet(browse: Browse, name: str) -> str:
    """The publisher of that name; "" when there is none."""
    try:
        return browse.outlet(name).name
    except NotFoundError:
        return ""
