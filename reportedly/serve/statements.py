"""Statements: who said, denied, confirmed what, with the acts that are told inside each; each opens at its sentence."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.model import Stance
from reportedly.serve.asked import ORIGINS
from reportedly.serve.conditions import WantedSaid
from reportedly.serve.pages import show
from reportedly.serve.spoken import DID, Spoken
from reportedly.serve.stores import Opened
from reportedly.serve.timeline import known_publishers
from reportedly.store import Store
from reportedly.store.browse import Browse

router = APIRouter(include_in_schema=False)
PAGE = 30
"""Statements on a page."""
_FIRST = 5
"""Denials beside a pair's timeline."""


@router.get("/statements")
def statements(request: Request, store: Opened, asked: WantedSaid, after: str = "") -> Response:
    """The statements that the address asks for: those that have most of its words first, then by date."""
    browse = Browse(store)
    found, count = browse.stated_counted(asked.wanted, limit=PAGE, after=after or None) if asked.is_bound else (None, 0)
    return show(
        request,
        "statements.html",
        asked=asked,
        said=found.rows if found else (),
        next=found.next if found else None,
        count=count,
        names=names(store, asked),
        stances=DID,
        bounds=ORIGINS,
        publishers=known_publishers(request, store),
        least=request.app.state.settings.less_sure,
    )


@router.get("/denials")
def denials(request: Request, store: Opened, asked: WantedSaid) -> Response:
    """The latest denials by or about those whom the address names, for the page of a pair."""
    stance: tuple[Stance, ...] = ("denies",)
    asked = asked.but(stance=stance)
    browse = Browse(store)
    page, count = browse.stated_counted(asked.wanted, limit=_FIRST) if asked.party else (None, 0)
    told = {"names": names(store, asked), "least": request.app.state.settings.less_sure}
    return show(request, "denials.html", asked=asked, said=page.rows if page else (), count=count, **told)


def names(store: Store, asked: Spoken) -> dict[str, str]:
    """The names of those whose ids the conditions give."""
    browse = Browse(store)
    return {id: browse.name_of(id) or id for id in (*asked.speaker, *asked.about, *asked.party)}
