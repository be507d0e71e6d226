"""The page of what is contested: between two, or of one alone."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from reportedly.serve.asked import Asked
from reportedly.serve.contested import Narrowed, kept
from reportedly.serve.contested_one import Side, one_side
from reportedly.serve.days_given import date_of
from reportedly.serve.disputes import most_disputed
from reportedly.serve.home import busy
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.serve.timeline import choose

router = APIRouter(include_in_schema=False)
_PAIRS = 6
"""Pairs that the page offers before anybody is named."""


@router.get("/contested")
def page(
    request: Request,
    store: Opened,
    claimed: str = "",
    denied: str = "",
    words: Annotated[str, Query(max_length=300)] = "",
    since: Annotated[str, Query(alias="from", max_length=40)] = "",
    until: Annotated[str, Query(alias="to", max_length=40)] = "",
) -> Response:
    """What one side claims and the other denies, or what is contested of one alone, from an address or the form on the page."""
    narrowed = Narrowed(words, date_of(since.strip()), date_of(until.strip()))
    sides = tuple(name.strip() for name in (claimed, denied))
    asked = Asked(actor=tuple(name for name in sides if name))
    choices = choose(store, asked)
    found = alone = None
    if all(sides) and not choices:
        found = kept(request, store, *sides, narrowed=narrowed)
    elif any(sides) and not choices:
        does: Side = "claims" if claimed else "denies"
        alone = one_side(store, sides[0] or sides[1], does, narrowed, least=request.app.state.settings.min_score)
    return show(
        request,
        "contested.html",
        status=200 if all(c.rows for c in choices) else 404,
        found=found,
        alone=alone,
        sides=sides,
        narrowed=narrowed,
        choices=choices,
        disputes=most_disputed(request, store) if not any(sides) else (),
        least=request.app.state.settings.less_sure,
    )


@router.get("/contested/pairs")
def pairs(request: Request, store: Opened) -> Response:
    """Pairs that a reader may ask about: those who deal most with each other."""
    return show(request, "contested_pairs.html", pairs=busy(request, store).pairs[:_PAIRS])
