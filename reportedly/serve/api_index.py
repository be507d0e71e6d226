"""What the API has: an index of its addresses, as JSON for programs and as a page for people; read from its own description."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import JSONResponse, Response

from reportedly.serve.api import MOST_ROWS
from reportedly.serve.pages import show

router = APIRouter(include_in_schema=False)


class Address(NamedTuple):
    """An address of the API: method and path, what it gives, and the names of what can be asked for there, each with its meaning."""

    method: str
    path: str
    what: str
    parameters: dict[str, str]

    @property
    def is_list(self) -> bool:
        """Whether it can be opened as it stands."""
        return self.method == "GET" and "{" not in self.path


@router.get("/api")
@router.get("/api/")
def index(request: Request) -> Response:
    """The index: a page where a browser asks, else JSON."""
    every = list(addresses(request.app))
    if "text/html" in request.headers.get("accept", ""):
        return show(request, "api.html", addresses=every, most=MOST_ROWS)
    base = str(request.base_url).rstrip("/")
    told = {a.path.rpartition("/")[2]: f"{base}{a.path}" for a in every if a.is_list}
    about = {"description": f"{base}{request.app.openapi_url}", "most_rows": MOST_ROWS, "collections": told}
    return JSONResponse(about | {"addresses": [a._asdict() for a in every]})


def addresses(app: FastAPI) -> Iterator[Address]:
    """All addresses of the API, in the order of its description."""
    described: dict[str, dict[str, Any]] = app.openapi()["paths"]
    for path, ways in described.items():
        for method, way in ways.items():
            given = (p for p in way.get("parameters", ()) if p["in"] == "query")
            told = {p["name"]: p.get("description") or p["schema"].get("description", "") for p in given}
            yield Address(method.upper(), path, " ".join(way.get("description", "").split()), told)
