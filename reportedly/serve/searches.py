"""Saved searches: a timeline's question that a user watches, by feed and by webhook."""

from hashlib import sha256
from typing import Annotated, NamedTuple
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Request
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from reportedly.errors import NotFoundError, ReportedlyError
from reportedly.serve import feeds
from reportedly.serve.access.secrets import random_key
from reportedly.serve.asked import Asked
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.serve.webhooks import checked_webhook
from reportedly.serve.words import plural
from reportedly.store import Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.people_rows import SavedSearch

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form()]
_ENTRIES = 50
_COUNTED = 2_000
"""Events up to which the finds of a search are counted."""


class Told(NamedTuple):
    """A saved search with what it asks for in words, and how many events it finds now, in words."""

    search: SavedSearch
    asks: str
    found: str


@router.get("/searches")
def searches(request: Request, store: Opened, done: str = "") -> Response:
    """The user's saved searches, with their feeds and what became of messages."""
    return _page(request, store, done={"saved": "The search is saved.", "removed": "The search is removed."}.get(done, ""))


@router.get("/searches/new")
def new(request: Request, store: Opened, query: str = "") -> Response:
    """The form for one more; `query` is that of a timeline's address."""
    return _page(request, store, query=canonical(query))


@router.post("/searches")
def save(request: Request, store: Opened, title: Text = "", query: Text = "", webhook: Text = "") -> Response:
    """Keeps a search; one with a webhook gets a secret that its messages are signed with."""
    settings = request.app.state.settings
    try:
        question = canonical(query)
        hook = checked_webhook(webhook, private=settings.private_webhooks) if webhook.strip() else None
        name = " ".join(title.split())[:120] or question or "Everything"
        secret = random_key() if hook else None
        store.watches.save(request.state.user.name, name, question, feed_key=random_key(), webhook=hook, secret=secret, now=settings.now())
    except ReportedlyError as error:
        return _page(request, store, query=query, wrong=str(error), given={"title": title, "webhook": webhook}, status=400)
    return RedirectResponse("/searches?done=saved", status_code=303)


@router.post("/searches/{id}/remove")
def remove(request: Request, store: Opened, id: int) -> Response:
    """Forgets a search; its feed ends."""
    store.watches.remove(id, person=request.state.user.name)
    return RedirectResponse("/searches?done=removed", status_code=303)


@router.get("/feeds/{key}.atom")
def atom(request: Request, store: Opened, key: str) -> Response:
    """The feed of a saved search, for whoever has its address."""
    search = store.watches.of_feed(key)
    rows = store.watches.recent(filter_of(search, request.app.state.settings.min_score), limit=_ENTRIES)
    base = str(request.base_url).rstrip("/")
    return Response(feeds.feed(search, rows, base=base, own=f"{base}/feeds/{key}.atom"), media_type=feeds.TYPE)


@router.get("/feed.atom")
def unsaved(request: Request, store: Opened) -> Response:
    """The feed of a timeline's address as it stands, for those who may read the timeline."""
    settings = request.app.state.settings
    question = canonical(request.url.query)
    search = SavedSearch(0, "", question or "Everything", question, sha256(question.encode()).hexdigest(), None, None, settings.now(), 0)
    rows = store.watches.recent(filter_of(search, settings.min_score), limit=_ENTRIES)
    base = str(request.base_url).rstrip("/")
    return Response(feeds.feed(search, rows, base=base, own=f"{base}/feed.atom?{question}"), media_type=feeds.TYPE)


def canonical(query: str) -> str:
    """The query of a timeline's address, without what asks for nothing. Raises UsageError for a value that makes no sense."""
    return _asked(query).address("").removeprefix("?")


def filter_of(search: SavedSearch, least: float) -> Filter:
    """What a saved search asks of the store; `least` is the score where it gives none."""
    return _asked(search.query).filter(least)


def _asked(query: str) -> Asked:
    return Asked.of(QueryParams(parse_qsl(query.partition("?")[2] if "?" in query else query)))


def _page(
    request: Request,
    store: Store,
    *,
    query: str | None = None,
    done: str = "",
    wrong: str = "",
    given: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    least = request.app.state.settings.min_score
    own = [Told(search, told_of(store, search), _found(store, search, least)) for search in _own(request, store)]
    sent = {one.search.id: store.watches.deliveries(one.search.id, limit=5) for one in own if one.search.webhook}
    told = {"title": "", "webhook": "", **(given or {})}
    base = str(request.base_url).rstrip("/")
    asks = words_of(store, Asked.of(QueryParams(parse_qsl(query)))) if query is not None and not wrong else ""
    shown = {"searches": own, "sent": sent, "query": query, "asks": asks, "done": done, "wrong": wrong, "given": told, "base": base}
    return show(request, "searches.html", status=status, **shown)


def told_of(store: Store, search: SavedSearch) -> str:
    """What a saved search asks for, in words."""
    return words_of(store, _asked(search.query))


def words_of(store: Store, asked: Asked) -> str:
    """The conditions of a timeline in words: "actor: Russia · type: consult · from: 2022"; "everything" for none."""
    browse = Browse(store)
    named = ("actor", "according_to")
    told = [f"{name.replace('_', ' ')}: {(browse.name_of(value) or value) if name in named else value}" for name, value in asked.pairs()]
    return " · ".join(told) or "everything"


def _found(store: Store, search: SavedSearch, least: float) -> str:
    try:
        count = Browse(store).up_to(filter_of(search, least), _COUNTED)
    except NotFoundError:  # whoever it names is in no report any more
        return "nothing"
    return plural(count, "event") + (" or more" if count >= _COUNTED else "")


def _own(request: Request, store: Store) -> list[SavedSearch]:
    return store.watches.searches(request.state.user.name)
