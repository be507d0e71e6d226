"""What was set aside, by cause; what stages remarked; what was imported."""

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
def failures(request: Request, store: Opened, of: str = "failures", cause: int = 0, after: str = "") -> Response:
    """One of the three lists: causes, that of most inputs first, or remarks or imports, the latest first; or the inputs of one `cause`."""
    if of not in TABS:
        raise NotFoundError(f"There is no list of “{of[:40]}”; there are {', '.join(TABS)}.")
    browse = Browse(store)
    told: dict[str, Any] = {"of": of, "tabs": TABS, "counts": browse.aside(), "cause": None}
    if cause and of == "failures":
        told["cause"], page = browse.failures_of(cause, after=after or None)
    else:
        lists: dict[str, Callable[..., Page[Any]]] = {"failures": browse.causes, "notes": browse.remarks, "runs": browse.imports}
        page = lists[of](after=after or None)
    return show(request, "failures.html", **told, rows=page.rows, next=page.next)
