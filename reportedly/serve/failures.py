"""What was set aside, and why; what stages remarked; what was imported."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.errors import NotFoundError
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store.browse import Browse
from reportedly.store.rows import Page

router = APIRouter(include_in_schema=False)
TABS = {"failures": "Set aside", "notes": "Remarks", "runs": "Imports"}


@router.get("/failures")
def failures(request: Request, store: Opened, of: str = "failures", after: str = "") -> Response:
    """One of the three lists, the latest first."""
    if of not in TABS:
        raise NotFoundError(f"There is no list of “{of[:40]}”; there are {', '.join(TABS)}.")
    browse = Browse(store)
    lists: dict[str, Callable[..., Page[Any]]] = {"failures": browse.failures, "notes": browse.remarks, "runs": browse.imports}
    page = lists[of](after=after or None)
    return show(request, "failures.html", of=of, tabs=TABS, counts=browse.aside(), rows=page.rows, next=page.next)
