"""Who dealt with whom over a period, as a picture and as a table."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.codes import goldstein
from reportedly.serve.asked import Asked
from reportedly.serve.conditions import Wanted
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.serve.timeline import CHOICES, generation, titles
from reportedly.store import Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.rows import PairCount

router = APIRouter(include_in_schema=False)
WIDTH, HEIGHT = 960, 620
MOST_EDGES, MOST_NODES = 60, 30


@dataclass(frozen=True, slots=True)
class Edge:
    """Two who dealt with each other: how often (claims), and the mean of Goldstein's scores."""

    a: str
    b: str
    claims: int
    mean: float

    @property
    def kind(self) -> str:
        """Whether they mostly cooperate, conflict or neither."""
        return "good" if self.mean > 1 else "bad" if self.mean < -1 else "even"


@dataclass(frozen=True, slots=True)
class Node:
    """One actor of the picture: where it stands, and how large."""

    id: str
    name: str
    x: float
    y: float
    radius: float
    anchor: str
    dx: float


@router.get("/graph")
def graph(request: Request, store: Opened, asked: Wanted, by: str = "state") -> Response:
    """The pairs with most claims in a period; where counting them takes a while, the picture comes after the page."""
    wanted = asked.filter(request.app.state.settings.min_score)
    if not request.app.state.cache.known(_key(request, store, wanted, by)) and Browse(store).are_many(wanted):
        pairs = urlencode([*asked.pairs(), ("by", _by(by))])
        return show(request, "graph.html", later=f"/graph/picture?{pairs}", **_form(store, asked, by))
    return picture(request, store, asked, by)


@router.get("/graph/picture")
def picture(request: Request, store: Opened, asked: Wanted, by: str = "state") -> Response:
    """The same with its picture, however long counting takes."""
    wanted, browse, by_state = asked.filter(request.app.state.settings.min_score), Browse(store), by != "party"
    pairs = request.app.state.cache.get(_key(request, store, wanted, by), lambda: browse.by_pair(wanted, by_state=by_state))
    edges = edges_of(pairs)
    names = {id: name for p in pairs for id, name in ((p.a, p.a_name), (p.b, p.b_name))}
    if by_state:
        names = {id: browse.name_of(id) or name for id, name in names.items() if any(id in (e.a, e.b) for e in edges)}
    nodes = {n.id: n for n in laid_out(edges, names)}
    most = max((e.claims for e in edges), default=1)
    return show(
        request,
        "graph.html",
        later="",
        edges=edges,
        nodes=nodes,
        most=most,
        names=names,
        size=(WIDTH, HEIGHT),
        **_form(store, asked, by),
    )


def _by(by: str) -> str:
    return by if by == "party" else "state"


def _key(request: Request, store: Store, wanted: Filter, by: str) -> Hashable:
    return "pairs", wanted, _by(by), generation(request, store)


def _form(store: Store, asked: Asked, by: str) -> dict[str, Any]:
    """What is asked for, and what the filters offer."""
    return {"asked": asked, "by": _by(by), "choices": CHOICES, "titles": titles(store, asked.actor)}


def edges_of(pairs: Sequence[PairCount]) -> list[Edge]:
    """The pairs, whichever way they dealt, with most claims first; so many that a picture bears them."""
    claims: dict[tuple[str, str], int] = {}
    scores: dict[tuple[str, str], float] = {}
    for p in pairs:
        pair = (min(p.a, p.b), max(p.a, p.b))
        claims[pair] = claims.get(pair, 0) + p.claims
        scores[pair] = scores.get(pair, 0.0) + p.claims * goldstein(p.type, p.mode)
    ranked = sorted(claims, key=lambda pair: (-claims[pair], pair))
    known: set[str] = set()
    edges: list[Edge] = []
    for a, b in ranked:
        if len(known | {a, b}) <= MOST_NODES and len(edges) < MOST_EDGES:
            known |= {a, b}
            edges.append(Edge(a, b, claims[a, b], round(scores[a, b] / claims[a, b], 1)))
    return edges


def laid_out(edges: Sequence[Edge], names: dict[str, str]) -> list[Node]:
    """The actors on an ellipse, neighbours next to each other as far as one walk through the pairs gives it."""
    weight: dict[str, int] = {}
    for e in edges:
        weight[e.a] = weight.get(e.a, 0) + e.claims
        weight[e.b] = weight.get(e.b, 0) + e.claims
    order = _walk(edges, weight)
    most = max(weight.values(), default=1)
    nodes = []
    for i, id in enumerate(order):
        angle = 2 * pi * i / len(order) - pi / 2
        x, y = WIDTH / 2 + 310 * cos(angle), HEIGHT / 2 + 265 * sin(angle)
        radius = 4 + 12 * (weight[id] / most) ** 0.5
        side = "middle" if abs(cos(angle)) < 0.15 else "start" if cos(angle) > 0 else "end"
        nodes.append(
            Node(
                id,
                names.get(id, id),
                round(x, 1),
                round(y, 1),
                round(radius, 1),
                side,
                {"start": radius + 4, "end": -radius - 4}.get(side, 0),
            )
        )
    return nodes


def _walk(edges: Sequence[Edge], weight: dict[str, int]) -> list[str]:
    """Each actor once: from the busiest on, always next the one tied closest to the last."""
    ties: dict[str, list[tuple[int, str]]] = {}
    for e in edges:
        ties.setdefault(e.a, []).append((e.claims, e.b))
        ties.setdefault(e.b, []).append((e.claims, e.a))
    order: list[str] = []
    left = sorted(weight, key=lambda id: (-weight[id], id))
    while left:
        at: str | None = left[0]
        while at is not None:
            order.append(at)
            left.remove(at)
            at = next((other for _, other in sorted(ties[at], key=lambda t: (-t[0], t[1])) if other in left), None)
    return order
