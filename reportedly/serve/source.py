"""A publisher or another origin: what it told itself, what it passed on, how that fared."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import NotFoundError, UsageError
from reportedly.model.grades import RELIABILITY
from reportedly.serve.access.rules import local_path
from reportedly.serve.lines import line
from reportedly.serve.pages import show, with_done
from reportedly.serve.stores import Opened
from reportedly.store import Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.grading import SourceRow

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form()]
_LONGEST_ID = 500
PAGE = 100
"""Sources on a page."""


@router.get("/sources")
def sources(request: Request, store: Opened, by: str = "publisher", after: str = "") -> Response:
    """The publishers by name, each with what it told itself and what it passed on; or the origins by how much rests on them."""
    browse, cache = Browse(store), request.app.state.cache
    if by == "origin":
        page = store.grades.sources(limit=PAGE, after=after or None)
        passed = cache.get(("publishers of", after, browse.generation()), lambda: browse.publishers_of([r.id for r in page.rows]))
        return show(request, "sources_origins.html", rows=page.rows, next=page.next, passed=passed)
    outlets = browse.outlets(limit=PAGE, after=after or None)
    own = cache.get(("own origins", after, browse.generation()), lambda: browse.own_origins([o.name for o in outlets.rows]))
    grades = store.grades.given()
    told = [(o, *own.get(o.name, ("", 0))) for o in outlets.rows]
    rows = [(o, number, grades.get(origin)) for o, origin, number in told]
    return show(request, "sources.html", rows=rows, next=outlets.next, reliability=RELIABILITY)


@router.post("/source/grade")
def grade(request: Request, store: Opened, source: Text, reliability: Text, note: Text = "", back: Text = "") -> Response:
    """Keeps how reliable somebody says that a source is; the grade before stays in the history."""
    if reliability not in RELIABILITY:
        raise UsageError(f"“{reliability[:20]}” is no grade of a source; those that are: {', '.join(RELIABILITY)}.")
    if not source.startswith(("origin:", "report:")) or len(source) > _LONGEST_ID:
        raise UsageError(f"“{source[:100]}” is no id of a source.")
    level = next(grade for grade in RELIABILITY if grade == reliability)
    by, now = request.state.user.name, request.app.state.settings.now()
    made = store.grades.grade_source(source, level, name=_graded(store, source).name, by=by, note=note.strip()[:500], now=now)
    return RedirectResponse(with_done(local_path(back) if back else f"/source/{quote(source, safe='')}", made), status_code=303)


@router.get("/source/{id:path}")
def source(request: Request, store: Opened, id: str) -> Response:
    """A publisher by its name, or an origin by its id."""
    if id.startswith(("origin:", "report:")):
        return _origin(request, store, id)
    browse = Browse(store)
    outlet = browse.outlet(id)
    own, told = browse.own_origins([id]).get(id, ("", 0))
    return show(
        request,
        "source.html",
        name=id,
        outlet=outlet,
        own=told,
        own_origin=own,
        passed=[o for o in browse.origins_of(id) if o.origin.id != own],
        passed_claims=outlet.claims - told,
        **graded(request, store, own, id),
        statuses=browse.statuses_of(publisher=id),
        lines=[line(row) for row in store.events(Filter(publishers=(id,)), limit=15, newest_first=True).rows],
        reports=store.reports(publisher=id, limit=15).rows,
    )


def _origin(request: Request, store: Store, id: str) -> Response:
    browse = Browse(store)
    found = browse.origin(id)
    passed = browse.passed_on(id)
    own = browse.own_origins([name for name, _ in passed if name])
    page = store.events(Filter(origin=id), limit=20, newest_first=True)
    return show(
        request,
        "origin.html",
        origin=found,
        **graded(request, store, id, found.name),
        passed=passed,
        claims=sum(number for _, number in passed),
        statuses=browse.statuses_of(origin=id),
        outlets=[name for name, (origin, _) in own.items() if origin == id],
        lines=[line(row) for row in page.rows],
    )


def graded(request: Request, store: Store, origin: str, name: str) -> dict[str, Any]:
    """A source's grade, its history and how its events fared, for a page; nothing of it for a publisher that tells nothing itself."""
    return {
        "source": _graded(store, origin, name) if origin else None,
        "record": store.grades.record(origin) if origin else None,
        "history": store.grades.history(origin)[-10:] if origin else (),
        "reliability": RELIABILITY,
        "done": request.query_params.get("done", "")[:40],
    }


def _graded(store: Store, origin: str, name: str = "") -> SourceRow:
    """A source with its grade; one that no claim rests on may be graded, too."""
    try:
        return store.grades.source(origin)
    except NotFoundError:
        return SourceRow(origin, name or origin.partition(":")[2].replace("-", " "), "", "", 0)
