"""Errors as pages (as JSON below /api): what was wrong, in words."""

import logging
from collections.abc import Sequence
from secrets import token_hex

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.errors import ConflictError, NotFoundError, ReportedlyError, StoreError, UsageError
from reportedly.serve.pages import show

TITLES = {
    400: "That makes no sense",
    401: "Log in",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible",
    409: "Judged meanwhile",
    413: "Too large",
    429: "Too many tries",
    500: "Something broke here",
}
STATUS: dict[type[ReportedlyError], int] = {NotFoundError: 404, UsageError: 400, ConflictError: 409, StoreError: 503}
_MOST = 24
"""Values of an address that a page offers to be mended."""
_log = logging.getLogger(__name__)


def answer_faults(app: FastAPI) -> None:
    """Has the app answer every error with a page or JSON that says what was wrong."""
    app.add_exception_handler(ReportedlyError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


def answer(request: Request, status: int, words: str, given: Sequence[tuple[str, str]] = ()) -> Response:
    """The answer to a request that went wrong: JSON {"error": words} below /api, else a page.

    What was `given` stands in a form on that page, to be mended there.
    """
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": words}, status_code=status)
    return show(request, "fault.html", status=status, title=TITLES.get(status, "This did not work"), words=words, given=given)


def _ours(request: Request, error: Exception) -> Response:
    is_asked = isinstance(error, UsageError) and request.method == "GET"
    given = [(name[:40], value[:300]) for name, value in request.query_params.multi_items()][:_MOST] if is_asked else []
    return answer(request, next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500), str(error), given)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = "There is nothing at this address." if error.status_code == 404 and error.detail == "Not Found" else str(error.detail)
    return answer(request, error.status_code, words)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
    return answer(request, 400, f"The address has a value that cannot be ({told}).")


class Unforeseen:
    """Answers what nobody foresaw with a page, too: what happened goes to the log under a number that the page tells.

    It stands within the headers' middleware, so that this page has them as every other.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:
            number = token_hex(4)
            _log.exception("fault %s: %s %s", number, scope["method"], scope["path"])
            if has_begun:  # the browser has part of a page: only cutting the line tells it that the rest is missing
                raise
            await _apology(Request(scope, receive), number)(scope, receive, send)


def _apology(request: Request, number: str) -> Response:
    words = f"The fault is ours, and nothing was changed by halves. What happened stands in the server's log as fault {number}."
    try:
        return answer(request, 500, words)
    except Exception:  # what every page shows is what broke
        return PlainTextResponse(f"{TITLES[500]}. {words}\n", status_code=500)
