"""Search: a question read as one to the timeline; actors of that name; events, statements and reports that have the words."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from reportedly import resources
from reportedly.errors import NotFoundError
from reportedly.model import Span, Statement
from reportedly.serve.about import parted
from reportedly.serve.answers import Answer, answered
from reportedly.serve.asked import ORDERS, ORIGINS, Asked
from reportedly.serve.contested import Narrowed
from reportedly.serve.contested import kept as contested
from reportedly.serve.lines import folded, line
from reportedly.serve.marks import Mark, pieces
from reportedly.serve.pages import show
from reportedly.serve.reading import WORDS, Question, instead_of, pages, question
from reportedly.serve.reading_story import story_asked
from reportedly.serve.saying import said_answer
from reportedly.serve.stores import Opened
from reportedly.serve.unread import unread
from reportedly.store import ActorRow, Hit, Store
from reportedly.store.browse import Browse
from reportedly.store.finding import Wanted
from reportedly.store.terms import telling_words, without_excluded

router = APIRouter(include_in_schema=False)


SHOWN = 12
"""Statements, and reports, on a page."""
_ACTORS = 8
BOUNDS = ("origins", "reports", "outlets")
"""What a search bounds: the names of the numbers in its address."""


def narrowed(origins: str = "", reports: str = "", outlets: str = "", order: str = "", exact: str = "") -> Mapping[str, str]:
    """The values of an address that bound and order what the words find."""
    return {"origins": origins, "reports": reports, "outlets": outlets, "order": order, "exact": exact}


Given = Annotated[Mapping[str, str], Depends(narrowed)]


@router.get("/search")
def search(request: Request, store: Opened, given: Given, q: str = "", stance: str = "", said: str = "", after: str = "") -> Response:
    """What the words find: an answer, actors, events, statements, reports; an id leads to its record.

    `origins`, `reports`, `order` and `exact` in the address bound and order events and statements; `said` and `after` are
    where a page of statements, and of reports, begins.
    """
    q = q.strip()[:300]
    if not q:
        return show(request, "search.html", q="", asked=Asked())
    is_first = not after and not said
    told = _story(store, q, request.app.state.settings.min_score) if is_first and not given.get("exact") else None
    if told and not told.is_aside:
        return RedirectResponse(told.address, status_code=303)
    read = question(store, q)
    asked = _asked(given, q, read)
    is_question = is_first and not asked.exact
    contest = contested(request, store, *(id for id, _ in read.contest), narrowed=_contest(read)) if read.contest and is_question else None
    answer = answered(store, read, request.app.state.settings.min_score) if is_question and not contest else None
    spoken = said_answer(store, read) if is_question and not contest else None
    asked = _narrowed(store, asked, read)
    sought = Browse(store).sought(asked.words, exact=bool(asked.exact))
    return show(
        request,
        "search.html",
        q=q,
        asked=asked,
        is_first=is_first,
        id=_id(store, q),
        answer=answer,
        spoken=spoken,
        contest=contest,
        question=read,
        pages=((*pages(q), (told.address, told.title)) if told else pages(q)),
        unread=_unread(store, read) if is_first else "",
        least_event=request.app.state.settings.min_score,
        least=request.app.state.settings.less_sure,
        read=sought,
        near=[(other, instead_of(q, told, other)) for told, other in sought.near],
        actors=(actors_of(store, q) or _named(store, read)) if is_first else (),
        steps=_steps(read, asked),
        misspelt=_misspelt(store, q) if is_first and not answer_is_whole(answer) else {},
        origin_choices=ORIGINS,
        orders=ORDERS,
        **_events(store, asked, shown=is_first),
        **_said(store, read, asked, stance=stance, after=said, shown=not after and not (spoken and spoken.rows)),
        **_reports(store, asked, after=after, shown=not said),
    )


class _Way(NamedTuple):
    """The page of a story that a question asks for. `is_aside`: who told an act first is answered here, and the page is another way."""

    address: str
    title: str
    is_aside: bool


def _story(store: Store, q: str, least: float) -> _Way | None:
    """The page of a story, where a question asks how one went through the reports, or who told something first.

    An act that is named by its kind and no other words is an event's story, where there is one.
    """
    asked = story_asked(q)
    read = question(store, asked.about) if asked else None
    if not asked or not read:
        return None
    words = read.spoken if read.when else " ".join(telling_words(asked.about.split()))
    told = answered(store, read, least) if read.kinds and not read.rest and not asked.is_first else None
    if told and told.lines:
        return _Way(f"/story?{urlencode({'event': told.lines[0].event.id, 'q': q})}", "the story of an event, report by report", False)
    given = {"words": words, "from": read.when, "q": q}
    address = f"/story?{urlencode({name: value for name, value in given.items() if value})}"
    return (
        _Way(address, f"the story of “{words}”, report by report", asked.is_first and bool(read.kinds) and not read.rest) if words else None
    )


def _unread(store: Store, read: Question) -> str:
    """A sentence that says so where nothing was published in the year, or the month of a year, that is asked for."""
    return unread(store, read.when, read.when)


def _contest(read: Question) -> Narrowed:
    """What narrows a question about what one claims and the other denies."""
    return Narrowed(_about(read), read.when, read.when)


def _about(read: Question) -> str:
    """The words of a question about what one claims and the other denies that say of what."""
    table = resources.table(WORDS)["contest"]
    return " ".join(word for word in read.rest.split() if word.lower() not in (*table["claim"], *table["deny"]))


def _asked(given: Mapping[str, str], q: str, read: Question) -> Asked:
    """The conditions of the address on events and statements; its number of origins or reports before the question's ("any": no bound)."""
    bounds = {name: given.get(name) or getattr(read, name) for name in BOUNDS}
    kept = {name: "" if value == "any" else value for name, value in bounds.items()}
    return Asked.of(QueryParams({"words": q, **kept, "order": given.get("order", ""), "exact": given.get("exact", "")}))


def actors_of(store: Store, q: str) -> list[ActorRow]:
    """Those who have the name that is sought, and those of whose names it is a part."""
    found = {actor.id: actor for actor in (*store.find_actor(q, limit=_ACTORS), *Browse(store).actors_having(q, limit=_ACTORS))}
    return list(found.values())[:_ACTORS]


def _named(store: Store, read: Question) -> list[ActorRow]:
    """Those whom a question names: "who is Choe Son Hui"."""
    rows = (next((row for row in store.find_actor(id, limit=_ACTORS) if row.id == id), None) for id, _ in read.names)
    return [row for row in rows if row][:_ACTORS]


def _events(store: Store, asked: Asked, *, shown: bool) -> dict[str, Any]:
    """The events in whose sentences the words stand."""
    page = store.events(asked.filter(), limit=SHOWN, order=asked.order) if shown else None
    lines = folded([line(row) for row in page.rows]) if page else []
    about, beside = parted(lines, Browse(store).sought(asked.words, exact=bool(asked.exact)))
    return {"lines": about, "beside": beside, "more_events": bool(page and page.next)}


def _said(store: Store, read: Question, asked: Asked, *, stance: str, after: str, shown: bool) -> dict[str, Any]:
    """The statements that have the words; where the words ask who denies or confirms, those that do."""
    browse, wanted = Browse(store), asked.filter()
    stances = read.stances if read.rest and not stance else (stance,) if stance and stance != "any" else ()
    words = read.rest if stances and not stance else asked.words
    page, count = browse.stated_counted(Wanted(words, stances, wanted), limit=SHOWN, after=after or None) if shown else (None, 0)
    return {
        "said": page.rows if page else (),
        "said_words": words,
        "said_stances": stances,
        "said_count": count,
        "next_said": page.next if page else None,
    }


def _reports(store: Store, asked: Asked, *, after: str, shown: bool) -> dict[str, Any]:
    """The reports that have the words."""
    page = store.search(asked.words, limit=SHOWN, after=after or None, exact=bool(asked.exact)) if shown else None
    return {"hits": found(store, page.rows) if page else (), "next": page.next if page else None}


def _steps(read: Question, asked: Asked) -> list[str]:
    """The words of a search one by one, for where nothing has them all."""
    parts = [*(name for _, name in read.names), *telling_words(re.findall(r"[^\W_]{3,}", without_excluded(asked.words)[0]))]
    return list(dict.fromkeys(parts))[:6] if len(parts) > 1 else []


def answer_is_whole(answer: Answer | None) -> bool:
    """Whether all words of a question were answered."""
    return answer is not None and answer.asked == answer.read


def _misspelt(store: Store, q: str) -> dict[str, tuple[str, str]]:
    """The words that no report has, each with the one that may have been meant and the search with that instead."""
    found = Browse(store).misspelt(q)
    return {word: (other, re.sub(rf"\b{re.escape(word)}\b", other, q)) for word, other in found.items()}


def _narrowed(store: Store, asked: Asked, read: Question) -> Asked:
    """The same, or where no report has all the words, without those that ask: when, how it is told, by how many."""
    if asked.exact or not read.spoken or read.spoken == asked.words or store.search(asked.words, limit=1).rows:
        return asked
    return asked.but(words=read.spoken)


def found(store: Store, hits: Sequence[Hit]) -> list[tuple[Hit, tuple[object, ...], Statement | None]]:
    """Reports that have the words: each with its snippet, and the statement in which the first of them stands."""
    spoken = Browse(store).voices([(hit.report, _first_word(hit)) for hit in hits])
    return [(hit, snippet(hit), voice) for hit, voice in zip(hits, spoken, strict=True)]


def _first_word(hit: Hit) -> int:
    """Where the first of the words stands in what is shown."""
    return next((w.start for w in hit.words if hit.snippet.contains(w)), hit.snippet.start)


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
