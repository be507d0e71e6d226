"""The first page."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.serve.pages import show
from reportedly.serve.stores import Opened

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, store: Opened) -> Response:
    """What is new, who is busiest."""
    return show(request, "home.html", reports=store.reports(limit=20).rows)
