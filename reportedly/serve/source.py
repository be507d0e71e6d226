"""A publisher or another origin: what it told itself, what it passed on, how that fared."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import NotFoundError, UsageError
from reportedly.model.grades import RELIABILITY
from reportedly.serve.access.rules import local_path
from reportedly.serve.lines import line
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store import Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.rows import OriginCount

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form()]


@router.get("/sources")
def sources(request: Request, store: Opened, after: str = "") -> Response:
    """The publishers by name."""
    page = Browse(store).outlets(limit=100, after=after or None)
    return show(request, "sources.html", rows=page.rows, next=page.next)


@router.post("/source/grade")
def grade(request: Request, store: Opened, source: Text, reliability: Text, note: Text = "", back: Text = "") -> Response:
    """Keeps how reliable somebody says that a source is; the grade before stays in the history."""
    if reliability not in RELIABILITY:
        raise UsageError(f"“{reliability[:20]}” is no grade of a source; those that are: {', '.join(RELIABILITY)}.")
    level = next(grade for grade in RELIABILITY if grade == reliability)
    name = store.grades.source(source).name
    store.grades.grade_source(source, level, name=name, by=request.state.user.name, note=note[:500], now=request.app.state.settings.now())
    return RedirectResponse(local_path(back) if back else f"/source/{quote(source)}", status_code=303)


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
        **graded(store, own[0].origin.id if own else browse.origin_named(id) or ""),
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
    page = store.events(Filter(origin=id), limit=20, newest_first=True)
    return show(
        request,
        "origin.html",
        origin=found,
        **graded(store, id),
        passed=passed,
        claims=sum(number for _, number in passed),
        statuses=browse.statuses_of(origin=id),
        outlet=_same_outlet(browse, found.name),
        lines=[line(row) for row in page.rows],
    )


def graded(store: Store, origin: str) -> dict[str, Any]:
    """A source's grade, its history and how its events fared, for a page; nothing of it where no claim rests on it."""
    if not origin:
        return {"source": None, "record": None, "history": (), "reliability": RELIABILITY}
    return {
        "source": store.grades.source(origin),
        "record": store.grades.record(origin),
        "history": store.grades.history(origin)[-10:],
        "reliability": RELIABILITY,
    }


def _same_outlet(browse: Browse, name: str) -> str:
    """The publisher of that name; "" when there is none."""
    try:
        return browse.outlet(name).name
    except NotFoundError:
        return ""
