"""A page of what one outlet, report or origin alone seems to tell, and others perhaps tell, too."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.serve.conditions import Wanted
from reportedly.serve.elsewhere import COUNTED, one_of, perhaps
from reportedly.serve.lines import line
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.serve.timeline import PAGE, resolved

router = APIRouter(include_in_schema=False)


@router.get("/timeline/alone")
def alone(request: Request, store: Opened, asked: Wanted, after: str = "") -> Response:
    """Of the events of one page of a timeline those that others perhaps tell, too."""
    least = request.app.state.settings.min_score
    page = store.events(resolved(store, asked.filter(least)), limit=PAGE, after=after or None, order=asked.order)
    found = [p for p in perhaps(store, [line(row) for row in page.rows], one_of(asked), least) if p.twins]
    return show(request, "alone.html", asked=asked, found=found, shown=len(page.rows), one=COUNTED.get(one_of(asked), "origin"))
