"""Search: actors of that name, claims whose sentence has the words, reports that have them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.errors import NotFoundError
from reportedly.model import Span
from reportedly.serve.lines import line
from reportedly.serve.marks import Mark, pieces
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store import Filter, Hit

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(request: Request, store: Opened, q: str = "", after: str = "") -> Response:
    """What the words find; an id leads to its record."""
    q = q.strip()[:300]
    if not q:
        return show(request, "search.html", q="", actors=(), lines=(), hits=(), next=None, id=None)
    page = store.search(q, limit=20, after=after or None)
    events = store.events(Filter(words=q), limit=20, newest_first=True).rows if not after else ()
    return show(
        request,
        "search.html",
        q=q,
        id=_id(store, q),
        actors=store.find_actor(q, limit=8) if not after else (),
        lines=[line(row) for row in events],
        hits=[(hit, snippet(hit)) for hit in page.rows],
        next=page.next,
    )


def snippet(hit: Hit) -> tuple[object, ...]:
    """A hit's text as pieces, the words sought marked."""
    start = hit.snippet.start
    marks = [Mark(Span(w.start - start, w.end - start), "target") for w in hit.words]
    return pieces(hit.text, Span(0, len(hit.text)), marks)


def _id(store: Opened, q: str) -> str | None:
    """The address of the record that q is the id of."""
    kinds = {"ev-": "event", "cl-": "claim", "r-": "report"}
    kind = next((word for prefix, word in kinds.items() if q.startswith(prefix)), None)
    if kind is None or " " in q:
        return None
    try:
        return f"/{kind}/{store.full_id(q)}"
    except NotFoundError:
        return None
