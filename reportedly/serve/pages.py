"""Renders templates: Jinja2, every value escaped."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from reportedly.serve import described, refusals, spoken, voices, words
from reportedly.serve.conditions import known, unknown
from reportedly.serve.modules import NAV

_STATIC = Path(__file__).parent / "static"


def show(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as a page. It sees `values`, `request`, `nav`, `user` (None without log-in) and what `app.state.contexts` add.

    A context is a function of the request that returns a mapping, appended to the list by a module's `install`.
    """
    given: dict[str, Any] = {"request": request, "nav": NAV, "user": None, "settings": request.app.state.settings}
    given |= {"not_understood": (wrong := unknown(request)), "understood": known(request) if wrong else ()}
    for context in request.app.state.contexts:
        given |= context(request)
    return HTMLResponse(environment().get_template(template).render(given | values), status_code=status)


@cache
def environment() -> Environment:
    """Jinja2 with this package's templates and the filters of `words`; a name that is missing is an error."""
    made = Environment(
        loader=PackageLoader("reportedly.serve"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    for module in (words, voices, spoken, refusals, described):
        made.filters.update({name: getattr(module, name) for name in module.FILTERS})
    made.globals.update(static=static, with_query=with_query)
    return made


@cache
def static(name: str) -> str:
    """The address of a static file, with its digest so that browsers never keep an old one."""
    digest = sha256((_STATIC / name).read_bytes()).hexdigest()[:8]
    return f"/static/{name}?{digest}"


def with_query(request: Request, **changed: Any) -> str:
    """This page's address with some values of its query changed; None takes one away, a list gives several. Pages start anew."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changed and k != "after"]
    for name, value in changed.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        kept += [(name, str(v)) for v in values if v is not None and v != ""]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def with_done(path: str, decision: str) -> str:
    """A local path that tells of a decision when it is reached ("done" in its query)."""
    parts = urlsplit(path)
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "done"]
    return urlunsplit(("", "", parts.path, urlencode([*kept, ("done", decision)]), parts.fragment))
