"""The gate before every route: knows who asks, refuses what their role does not allow and forms that are not from our pages.

It stands before the routes, not in them, so that a route that is added later is behind it, too.
"""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from anyio import to_thread
from fastapi import FastAPI, Request
from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.errors import ReportedlyError
from reportedly.serve.access import secrets
from reportedly.serve.access.rules import SAFE, is_public, needed
from reportedly.serve.config import ServeSettings
from reportedly.serve.faults import answer
from reportedly.store.people_rows import User

COOKIE = "reportedly"
FIELD, HEADER = "csrf", "x-csrf-token"
MOST_BYTES = 1_000_000
"""Of a request's body."""


class Visitor(NamedTuple):
    """Who asks: the secret of the cookie, the user (None when not logged in), and whether a token stands for the cookie."""

    key: str
    user: User | None
    is_new: bool = False
    by_token: bool = False


class Gate:
    """ASGI middleware. It sets `request.state.user`, `.visitor` (the cookie's secret) and `.csrf` (what forms bring)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            visitor = await to_thread.run_sync(self._visitor, request)
        except ReportedlyError as error:
            await answer(request, 503, str(error))(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state.update(user=visitor.user, visitor=visitor.key, csrf=secrets.form_token(visitor.key), by_token=visitor.by_token)
        body = b"" if request.method in SAFE else await _body(receive)
        refused = self._refusal(request, visitor, body)
        if refused is not None:
            await refused(scope, receive, send)
            return
        passed = receive if request.method in SAFE else _again(body or b"", receive)
        await self._app(scope, passed, _with_cookie(send, visitor, request) if visitor.is_new else send)

    def _visitor(self, request: Request) -> Visitor:
        """Who asks. Raises StoreError."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and token:
            return Visitor(
                "", self._of_store(request, lambda people, now: people.token_user(secrets.digest(token.strip()), now=now)), False, True
            )
        key, settings = _cookie(request), _settings(request)
        if not settings.needs_login:
            return Visitor(key or secrets.random_key(), settings.local_user, is_new=not key)
        if not key:
            return Visitor(secrets.random_key(), None, is_new=True)
        return Visitor(key, self._of_store(request, lambda people, now: people.session_user(secrets.digest(key), now=now)))

    def _of_store(self, request: Request, ask: Callable[[Any, str], User | None]) -> User | None:
        stores = request.app.state.stores
        store = stores.take()
        try:
            return ask(store.people, _settings(request).now())
        finally:
            stores.give(store)

    def _refusal(self, request: Request, visitor: Visitor, body: bytes | None) -> Response | None:
        """The answer to a request that may not pass; None when it may."""
        path, user = request.url.path, visitor.user
        if body is None:
            return answer(request, 413, f"That is more than {MOST_BYTES:,} bytes.")
        if visitor.by_token and (user is None or not path.startswith("/api")):
            return _unknown_token()
        if not visitor.by_token and request.method not in SAFE and (why := _forged(request, visitor.key, body)):
            return answer(request, 403, why)
        if is_public(path):
            return None
        if user is None:
            return _log_in(request)
        role = needed(request.method, path)
        if not user.may(role):
            return answer(request, 403, f"This needs the role of {role}; {user.name} is a {user.role}. An admin can change that.")
        return None


def install_gate(app: FastAPI) -> None:
    """Puts the gate before the app's routes, and tells templates who is there."""
    app.add_middleware(Gate)
    app.state.contexts.append(_told)


def _settings(request: Request) -> ServeSettings:
    found: ServeSettings = request.app.state.settings
    return found


def set_cookie(response: Response, key: str, request: Request, *, max_age: int | None = None) -> None:
    """Hands the visitor the secret of a session."""
    secure = request.url.scheme == "https"
    response.set_cookie(_name(request), key, httponly=True, samesite="lax", secure=secure, path="/", max_age=max_age)


def _told(request: Request) -> dict[str, Any]:
    user: User | None = getattr(request.state, "user", None)
    return {
        "user": user,
        "csrf": getattr(request.state, "csrf", ""),
        "may_judge": user is not None and user.may("reviewer"),
        "may_manage": user is not None and user.may("admin"),
        "needs_login": request.app.state.settings.needs_login,
    }


def _forged(request: Request, key: str, body: bytes) -> str:
    """Why a changing request may not be from one of our own pages; "" when it is."""
    headers = request.headers
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "This form was sent from another site, and nothing was changed."
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return "This form was sent from another site, and nothing was changed."
    given = headers.get(HEADER) or _field(headers.get("content-type", ""), body)
    if not given or not secrets.is_form_token(given, key):
        return "This page was too old to change anything; go back, load it again, and repeat."
    return ""


def _field(kind: str, body: bytes) -> str:
    """The token in a form's body; "" when there is none, or the body is no form."""
    if kind.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return ""
    try:
        return parse_qs(body.decode("ascii"), max_num_fields=200).get(FIELD, [""])[0]
    except (UnicodeDecodeError, ValueError):
        return ""


def _log_in(request: Request) -> Response:
    if request.url.path.startswith("/api"):
        words = "Log in, or send a token: Authorization: Bearer rpt_..."
        return JSONResponse({"error": words}, status_code=401, headers={"WWW-Authenticate": "Bearer"})
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method in SAFE else "/"
    return RedirectResponse(f"/login?next={quote(back, safe='/')}", status_code=303)


def _unknown_token() -> Response:
    words = "This token is unknown, revoked or expired, or not for this address; tokens are for /api."
    return JSONResponse({"error": words}, status_code=401, headers={"WWW-Authenticate": "Bearer"})


def _name(request: Request) -> str:
    """The cookie's name; with https the browser itself holds it to this host."""
    return f"__Host-{COOKIE}" if request.url.scheme == "https" else COOKIE


def _cookie(request: Request) -> str:
    """The secret that the browser sent; "" for none, or one that we did not make."""
    value = request.cookies.get(_name(request), "")
    return value if len(value) == len(secrets.random_key()) else ""


def _with_cookie(send: Send, visitor: Visitor, request: Request) -> Send:
    """Sends on; the first page that a visitor gets brings the cookie."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "set-cookie" not in headers and headers.get("content-type", "").startswith("text/html"):
                cookie = Response()
                set_cookie(cookie, visitor.key, request)
                headers.append("set-cookie", cookie.headers["set-cookie"])
        await send(message)

    return sending


async def _body(receive: Receive) -> bytes | None:
    """A request's body; None when it is too large."""
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was read to those who come after."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving
