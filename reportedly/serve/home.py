"""The first page: what is new since the last visit, who is busiest."""

from collections.abc import Hashable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from reportedly.model import Party
from reportedly.model.dates import bounds
from reportedly.model.report import is_foreign
from reportedly.serve.cache import Cache
from reportedly.serve.days_given import date_of
from reportedly.serve.lines import line
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store import ActorRow, Filter, Store
from reportedly.store.browse import Browse

router = APIRouter(include_in_schema=False)
SEEN, LAST = "reportedly_seen", "reportedly_last"
"""Cookies: since when things are new to this reader, and when the reader was here last."""
PAUSE = timedelta(minutes=30)
"""After so long away it is another visit."""
YEAR = 365 * 24 * 3600
_PAIRS = 12
SPANS = {"day": timedelta(days=1), "week": timedelta(days=7), "month": timedelta(days=30)}


def install(app: FastAPI) -> None:
    """Gives the app its cache."""
    app.state.cache = Cache()


@router.get("/")
def home(request: Request, store: Opened, since: str = "") -> Response:
    """What came since the last visit, or since the instant or span that the address names."""
    now = request.app.state.settings.now()
    seen = visit(request.cookies.get(SEEN, ""), request.cookies.get(LAST, ""), now)
    start = _start(since, now) or seen or _last_import(store)
    browse = Browse(store)
    generation = browse.generation()
    cache, least = request.app.state.cache, request.app.state.settings.min_score
    is_known = all(cache.known(key) for key in _busy_keys(generation)) or not browse.are_many(Filter())
    answer = show(
        request,
        "home.html",
        since=start,
        asked=since,
        first_visit=not seen,
        news=cache.get(("news", start, generation, least), lambda: browse.news(start, limit=10, least=least)),
        line=line,
        least=least,
        busy=busy(request, store) if is_known else None,
        reports=store.reports(limit=10).rows,
        is_foreign=is_foreign,
        spans=tuple(SPANS),
    )
    for name, value in ((SEEN, seen or now), (LAST, now)):
        answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return answer


@router.get("/busiest")
def busiest(request: Request, store: Opened) -> Response:
    """Who is told of most, for records of so many claims that the first page does not wait for it."""
    return show(request, "busiest.html", busy=busy(request, store))


class Busy(NamedTuple):
    """Those who take part in most claims, and the states that dealt most with each other, with the number of claims."""

    actors: list[ActorRow]
    pairs: list[tuple[Party, Party, int]]


def busy(request: Request, store: Store) -> Busy:
    """Who is told of most, counted once until something is added."""
    browse, cache = Browse(store), request.app.state.cache
    actors, pairs = _busy_keys(browse.generation())
    return Busy(cache.get(actors, lambda: browse.busiest(limit=15)), cache.get(pairs, lambda: busy_pairs(browse)))


def _busy_keys(generation: str) -> tuple[Hashable, Hashable]:
    return ("busiest", generation), ("busy pairs", generation)


def visit(seen: str, last: str, now: str) -> str:
    """Since when things are new: the end of the visit before this one; "" for a first visit."""
    try:
        away = datetime.fromisoformat(now) - datetime.fromisoformat(last)
        return last if away > PAUSE else datetime.fromisoformat(seen).isoformat(timespec="seconds")
    except (ValueError, TypeError):
        return ""


def busy_pairs(browse: Browse) -> list[tuple[Party, Party, int]]:
    """The states that dealt most with each other."""
    return [(Party(a, browse.name_of(a) or a), Party(b, browse.name_of(b) or b), n) for a, b, n in browse.busiest_pairs(limit=_PAIRS)]


def _start(since: str, now: str) -> str:
    if not since:
        return ""
    if since == "all":
        return "0001-01-01"
    if since in SPANS:
        return (datetime.fromisoformat(now) - SPANS[since]).isoformat(timespec="seconds")
    try:
        return datetime.fromisoformat(since).isoformat(timespec="seconds")
    except ValueError:
        return datetime.combine(bounds(date_of(since[:40]))[0], time()).isoformat(timespec="seconds")


def _last_import(store: Store) -> str:
    """An instant before the last reports that came: what a first visit shows."""
    runs = (run for run in Browse(store).imports(limit=20).rows if run.counts.get("added") or run.finished_at is None)
    last = next(runs, None)
    return (datetime.fromisoformat(last.started_at) - timedelta(seconds=1)).isoformat(timespec="seconds") if last else "0001-01-01"
