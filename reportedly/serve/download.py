"""What is on the screen as a file: the same question, the same order, all of its pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from reportedly.errors import NotFoundError
from reportedly.export.sheets import KINDS, sheet
from reportedly.library import claim_row, event_row, hit_row, report_row
from reportedly.serve import story_page
from reportedly.serve.asked import Asked
from reportedly.serve.lines import line
from reportedly.serve.spoken import Spoken
from reportedly.serve.stores import Opened
from reportedly.serve.words import date_words
from reportedly.store import ClaimRow, EventRow, StatementRow, Store
from reportedly.store.browse import Browse

router = APIRouter(include_in_schema=False)
MOST = 10_000
"""Rows of a file; its name says when there are more."""
Flat = Mapping[str, Any]

COLUMNS = {
    "events": "event date when type mode actor recipient status according_to origins origin standing reports publishers"
    " published published_last score title claim date_claim report sentence address",
    "claims": "claim event date when type mode actor recipient status bearing according_to origin place report title publisher published"
    " score judged sentence address",
    "statements": "statement report speaker stance quote said_on medium via content score judged publisher published address",
    "reports": "id title publisher url published published_by language claims statements location sha256 added_at address",
    "search": "report title publisher published text address",
    "story": story_page.COLUMNS,
}
"""The columns of each file, in order."""


@router.get("/download/{what}.{kind}")
def download(request: Request, store: Opened, what: str, kind: str) -> Response:
    """A file of what the address asks for, in the words of the page's own address."""
    if kind not in KINDS or what not in COLUMNS:
        raise NotFoundError(f"There is no download “{what}.{kind}”; there are {', '.join(COLUMNS)} as {', '.join(KINDS)}.")
    rows = list(islice(_rows(what, request, store), MOST + 1))
    part = f"-first-{MOST}" if len(rows) > MOST else ""
    body = sheet(kind, rows[:MOST], COLUMNS[what].split())
    name = f"reportedly-{what}{part}.{kind}"
    return Response(
        body, media_type=KINDS[kind], headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    )


def _rows(what: str, request: Request, store: Store) -> Iterator[Flat]:
    query, base = request.query_params, str(request.base_url).rstrip("/")
    if what in ("events", "claims"):
        asked = Asked.of(query)
        wanted = asked.filter(request.app.state.settings.min_score)
        if what == "events":
            pages = _every(lambda after: store.events(wanted, limit=200, after=after, order=asked.order))
            return (event_line(e, base) for e in pages)
        found = _every(lambda after: store.claims(wanted, limit=500, after=after))
        return (claim_line(c, base) for c in found)
    if what == "statements":
        return (statement_row(s, base) for s in _statements(query, store))
    if what == "story":
        return story_page.flat(request, store)
    if what == "search":
        words = query.get("q", "")
        hits = (
            _every(lambda after: store.search(words, limit=100, after=after, exact=query.get("exact") == "1"))
            if words.strip()
            else iter(())
        )
        return ({**hit_row(h), "address": f"{base}/report/{h.report}"} for h in hits)
    about = {"publisher": query.get("publisher") or None, "since": query.get("from") or None, "until": query.get("to") or None}
    reports = _every(lambda after: store.reports(**about, limit=500, after=after))
    return ({**report_row(r), "address": f"{base}/report/{r.id}"} for r in reports)


def _statements(query: QueryParams, store: Store) -> Iterator[StatementRow]:
    """The statements of a report, or what their page lists, each telling of one in a row of its own; else all."""
    asked, report = Spoken.of(query), query.get("report") or None
    if asked.is_bound and report is None:
        for said in _every(lambda after: Browse(store).stated(asked.wanted, limit=200, after=after)):
            yield from (said.statement, *said.others)
        return
    yield from _every(lambda after: store.statements(report=report, limit=500, after=after))


def event_line(row: EventRow, base: str) -> Flat:
    """An event as a flat row: with when it was reported, by whom, and how sure the claim is whose sentence stands there."""
    days = sorted(c.published for c in row.claims if c.published)
    told = line(row)
    return {
        **event_row(row),
        "when": told.when,
        "publishers": ", ".join(name or "unknown publisher" for name in row.publishers),
        "published": days[0] if days else None,
        "published_last": days[-1] if days else None,
        "score": told.best.claim.score,
        "title": told.best.title,
        "address": f"{base}/event/{row.id}",
    }


def claim_line(row: ClaimRow, base: str) -> Flat:
    """A claim as a flat row, with when it was reported and the title of the report."""
    claim = row.claim
    told = {"when": date_words(claim.date, row.published), "title": row.title, "judged": row.judged}
    return {**claim_row(row), **told, "address": f"{base}/claim/{claim.id}"}


def statement_row(row: StatementRow, base: str) -> Flat:
    """A statement as a flat row."""
    s = row.statement
    return {
        "statement": row.id,
        "report": row.report,
        "speaker": s.speaker.name if s.speaker else None,
        "stance": s.stance,
        "quote": s.quote,
        "said_on": s.said_on,
        "medium": s.medium,
        "via": [party.name for party in s.via],
        "content": " … ".join(row.content),
        "score": s.score,
        "judged": row.judged,
        "publisher": row.publisher,
        "published": row.published,
        "address": f"{base}/report/{row.report}" + (f"#s-{s.content[0].start}-{s.content[-1].end}" if s.content else ""),
    }


def _every(page: Callable[[str | None], Any]) -> Iterator[Any]:
    """The rows of a paged question, page by page."""
    after: str | None = None
    while True:
        answer = page(after)
        rows: Iterable[Any] = answer.rows
        yield from rows
        after = answer.next
        if after is None:
            return
