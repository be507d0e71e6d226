"""What was set aside, and why; what was imported."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.serve.pages import show
from reportedly.serve.stores import Opened

router = APIRouter(include_in_schema=False)
PAGE = 100


@router.get("/failures")
def failures(request: Request, store: Opened, skip: int = 0) -> Response:
    """What could not be read, newest first, and what stages remarked."""
    rows = store.failures()[::-1]
    notes = store.notes()[::-1]
    skip = max(0, skip)
    last = max(len(rows), len(notes))
    return show(
        request,
        "failures.html",
        rows=rows[skip : skip + PAGE],
        notes=notes[skip : skip + PAGE],
        runs=store.runs()[::-1][:20],
        total=len(rows),
        remarks=len(notes),
        next=skip + PAGE if skip + PAGE < last else None,
    )
