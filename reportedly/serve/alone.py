"""What one outlet, report or origin alone seems to tell, and others perhaps tell too: "one alone" may be a failed join."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.serve.asked import Asked
from reportedly.serve.conditions import Wanted
from reportedly.serve.lines import Line, line
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.serve.timeline import PAGE, resolved
from reportedly.store import EventRow, Store
from reportedly.store.browse import Browse
from reportedly.store.twins import Twin

router = APIRouter(include_in_schema=False)
_SHOWN = 2
"""Other events that are named beside one."""
COUNTED = {"outlets": "outlet", "reports": "report", "origins": "origin"}
"""What may be bounded to one alone, under its name in an address -> what one of it is called."""


class Perhaps(NamedTuple):
    """An event that one alone tells, and the events of others that may be the same."""

    line: Line
    twins: tuple[Twin, ...]


@router.get("/timeline/alone")
def alone(request: Request, store: Opened, asked: Wanted, after: str = "") -> Response:
    """Of the events of one page of a timeline those that others perhaps tell, too."""
    least = request.app.state.settings.min_score
    page = store.events(resolved(store, asked.filter(least)), limit=PAGE, after=after or None, order=asked.order)
    found = [Perhaps(line(row), twins) for row in page.rows if (twins := elsewhere(store, row, one_of(asked), least))]
    return show(request, "alone.html", asked=asked, found=found, shown=len(page.rows), one=COUNTED.get(one_of(asked), "origin"))


def one_of(asked: Asked) -> str:
    """What an address bounds to one alone: "outlets", "reports" or "origins"; "" for nothing."""
    return next((name for name in COUNTED if getattr(asked, name) == "1"), "")


def elsewhere(store: Store, row: EventRow, one: str, least: float, *, most: int = _SHOWN) -> tuple[Twin, ...]:
    """The events that may be the same as one and that another outlet, report or origin (`one_of`; "": any) tells."""
    found = Browse(store).twins(row, least=least)
    own = {"outlets": set(row.publishers), "reports": set(row.reports), "origins": {origin.id for origin in row.origins}}.get(one, set())
    return tuple(twin for twin in found if _teller(twin, one) not in own)[:most]


def _teller(twin: Twin, one: str) -> str | None:
    claim = twin.row.claim
    return {"outlets": twin.row.publisher or "", "reports": claim.report, "origins": claim.origin.id}.get(one)
