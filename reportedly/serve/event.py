"""An event, and a claim: who says what, from how many origins, and what was kept apart."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from reportedly.model import Claim
from reportedly.model.apart import WORDING
from reportedly.model.events import excludes, signature
from reportedly.model.plans import ahead
from reportedly.model.series import Occasion, Series
from reportedly.model.trees import Node
from reportedly.serve.denials import near
from reportedly.serve.evidence import evidence
from reportedly.serve.lines import line
from reportedly.serve.maps import Dot, Map, world
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store import EventRow, LinkRow, Store
from reportedly.store.browse import Browse
from reportedly.store.telling import dating

router = APIRouter(include_in_schema=False)
MOST_CLAIMS = 60
"""Claims that a page shows at once."""
_OCCASIONS = 24
"""Occasions of a series on the page of one of its events."""
_LONGEST = 40
"""Characters of the id of a decision."""
_TOLD = 8
"""Look-alikes whose sentence is shown."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another event like this one, and why the two are kept apart; `sentence` is what tells it, where it was read.

    `again` are the ids of others of the same date, parties and kind that are kept apart for the same reason.
    """

    claim: Claim
    reason: str
    verdict: str
    by_person: bool
    sentence: str = ""
    again: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Who says what of the two, and for what reason."""
        return f"{'a person says ' if self.by_person else ''}{self.verdict}: {self.reason}"


@router.get("/event/{id}")
def event(request: Request, store: Opened, id: str, claim: str = "", skip: int = 0) -> Response:
    """An event with all that is told of it."""
    row = store.event(id)
    if row.id != id:  # it was merged: its address stays good
        return RedirectResponse(f"/event/{row.id}" + (f"?{request.url.query}" if request.url.query else ""), status_code=307)
    skip = min(max(0, skip), len(row.claims))
    shown = row.claims[skip : skip + MOST_CLAIMS]
    tree = store.origins.tree(id)
    alike, series = lookalikes(store, row), store.series(id)
    perhaps = twins(store, row, request.app.state.settings.min_score, alike)
    opened = claim if any(c.claim.id == claim for c in row.claims) else line(row).best.claim.id
    return show(
        request,
        "event.html",
        row=row,
        line=line(row),
        dating=dating(row),
        tree=tree,
        roots=[kept for n in tree.origins if (kept := pruned(n, {c.claim.id for c in shown}))],
        stands=store.origins.stands(id),
        grade=store.origins.credibility(id),
        altered=store.origins.altered(id)[:8],
        series=series,
        series_near=around(series, id) if series else (),
        claims={c.claim.id: c for c in row.claims},
        ahead=[id for id in tree.uncounted if id in ahead([c.claim for c in row.claims if c.judged != "reject"], row.date)],
        skip=skip,
        more=skip + MOST_CLAIMS if skip + MOST_CLAIMS < len(row.claims) else None,
        perhaps=perhaps,
        lookalikes=by_reason(one for one in alike if one.claim.event not in {p.claim.event for p in perhaps}),
        denials=near(store, row),
        least=request.app.state.settings.less_sure,
        map=map_of(row),
        evidence=evidence(store, opened),
        done=request.query_params.get("done", "")[:_LONGEST],
    )


@router.get("/event/{id}/series")
def series(request: Request, store: Opened, id: str) -> Response:
    """All occasions of the series that an event is of."""
    row, found = store.event(id), store.series(id)
    if found is None:
        return RedirectResponse(f"/event/{row.id}", status_code=303)
    return show(request, "series.html", row=row, line=line(row), series=found, by_year=by_year(found), undated=undated(found))


def around(series: Series, event: str) -> tuple[Occasion, ...]:
    """The occasions of a series about the one that an event is of."""
    at = next((i for i, occasion in enumerate(series.occasions) if event in occasion.events), len(series.occasions))
    first = max(0, min(at - _OCCASIONS // 2, len(series.occasions) - _OCCASIONS))
    return series.occasions[first : first + _OCCASIONS]


def by_year(series: Series) -> list[tuple[str, list[Occasion]]]:
    """The occasions of a series that have a date by year, the last first."""
    years: dict[str, list[Occasion]] = {}
    for occasion in series.occasions:
        if not occasion.is_told:
            years.setdefault(occasion.date[:4], []).append(occasion)
    return sorted(years.items(), reverse=True)


def undated(series: Series) -> list[tuple[str, list[tuple[str, str]]]]:
    """The events of a series that nobody dates, each with the day of its first telling, by the year of that, the last first."""
    years: dict[str, list[tuple[str, str]]] = {}
    for event, told in series.undated:
        years.setdefault(told[:4], []).append((event, told))
    return sorted(years.items(), reverse=True)


@router.get("/claim/{id}")
def claim(request: Request, store: Opened, id: str) -> Response:
    """A claim's own address: its event with it opened; what was decided meanwhile is told there."""
    row, done = store.claim(id), request.query_params.get("done", "")[:_LONGEST]
    more = f"&{urlencode({'done': done})}" if done else ""
    return RedirectResponse(f"/event/{row.claim.event}?claim={row.claim.id}{more}#evidence", status_code=303)


@router.get("/claim/{id}/evidence")
def pane(request: Request, store: Opened, id: str) -> Response:
    """The evidence of a claim alone, for the pane beside a list."""
    return show(request, "pane.html", evidence=evidence(store, id))


def pruned(node: Node, claims: Set[str]) -> Node | None:
    """A tree of origins with only these claims and the way to them; None when it has none of them."""
    children = tuple(kept for child in node.children if (kept := pruned(child, claims)))
    own = tuple(id for id in node.claims if id in claims)
    return replace(node, children=children, claims=own) if children or own else None


def lookalikes(store: Store, row: EventRow) -> list[Lookalike]:
    """Events like this one that were kept apart: by a link that says so, or by a veto between what is told."""
    found: dict[str, Lookalike] = {}
    own = {c.claim.id for c in row.claims}
    for judged in _links(store, row):
        other = judged.link.b if judged.link.a in own else judged.link.a
        if other in own or judged.link.verdict == "same":
            continue
        claim = store.claim(other).claim
        found.setdefault(claim.event, Lookalike(claim, judged.link.reason, judged.link.verdict, judged.link.by_person))
    signs = [signature(c.claim) for c in row.claims]
    for claim in Browse(store).lookalikes([c.claim for c in row.claims[:20]]):
        reasons = [excludes(signature(claim), sign) for sign in signs]
        why = next((r for r in reasons if r), "") if all(reasons) else WORDING
        found.setdefault(claim.event, Lookalike(claim, why, "different" if all(reasons) else "unsure", False))
    alike = list(found.values())[:20]
    return [*(replace(one, sentence=store.claim(one.claim.id).sentence) for one in alike[:_TOLD]), *alike[_TOLD:]]


def by_reason(alike: Iterable[Lookalike]) -> list[tuple[str, list[Lookalike]]]:
    """Look-alikes by why they are kept apart, in the order of the first of each; those that would read alike as one."""
    found: dict[str, dict[object, Lookalike]] = {}
    for one in alike:
        claim, told = one.claim, found.setdefault(one.why, {})
        key = (claim.date or (claim.published or "")[:10], claim.type, claim.mode, claim.actor, claim.recipient)
        told[key] = replace(told[key], again=(*told[key].again, claim.event)) if key in told else one
    return [(why, list(told.values())) for why, told in found.items()]


def twins(store: Store, row: EventRow, least: float, alike: Sequence[Lookalike]) -> list[Lookalike]:
    """Events that are perhaps the same: what stages left open, then the same act and parties on one day, or one of them undated."""
    kept = {one.claim.event for one in alike if one.verdict != "unsure"}
    found = {one.claim.event: one for one in alike if one.verdict == "unsure" and one.reason != WORDING}
    for twin in Browse(store).twins(row, least=least, beside=1):
        if twin.row.claim.event not in kept:
            found.setdefault(twin.row.claim.event, Lookalike(twin.row.claim, twin.reason, "unsure", False, twin.row.sentence))
    return list(found.values())


def _links(store: Store, row: EventRow) -> list[LinkRow]:
    found = (judged for c in row.claims[:20] for judged in store.links(of=c.claim.id, layer="event") if judged.link.verdict != "same")
    return list(islice(found, 40))


def map_of(row: EventRow) -> Map | None:
    """The places that are told, on a map; None when none has a position."""
    places = {(p.name, p.lat, p.lon) for c in row.claims if (p := c.claim.place) and p.lat is not None and p.lon is not None}
    dots = [Dot(name, lat, lon) for name, lat, lon in sorted(places, key=str) if lat is not None and lon is not None]
    return world(dots) if dots else None
