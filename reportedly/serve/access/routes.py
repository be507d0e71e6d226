"""Logging in and out, and what a user may change of their own account."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, Form, Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import UsageError
from reportedly.serve.access import secrets, throttle
from reportedly.serve.access.gate import install_gate, set_cookie
from reportedly.serve.access.rules import local_path
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store import Store
from reportedly.store.people_rows import User

SESSION = 12 * 3600
"""Seconds that a log-in lasts."""

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form()]


def install(app: FastAPI) -> None:
    """Puts the gate before every route."""
    install_gate(app)


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:
    """The form; who is logged in goes on."""
    if request.state.user is not None:
        return RedirectResponse(local_path(next), status_code=303)
    return show(request, "login.html", next=local_path(next), name="", wrong="")


@router.post("/login")
def log_in(request: Request, store: Opened, name: Text = "", password: Text = "", next: Text = "/") -> Response:
    """Checks a name and password, and begins a session with a new secret."""
    settings, people = request.app.state.settings, store.people
    now = settings.now()
    keys = {
        "name": f"name:{name.strip().casefold()[:200]}",
        "from": f"from:{throttle.sender(request.client.host if request.client else '')}",
    }
    if until := people.locked_until(*keys.values(), now=now):
        wrong = f"Too many wrong tries; wait {throttle.wait_words(until, now)}, then try again."
        return show(request, "login.html", status=429, next=local_path(next), name=name, wrong=wrong)
    known = people.password_of(name)
    if not secrets.fits(password, known[1] if known else None) or known is None:
        for kind, key in keys.items():
            people.count_failure(
                key,
                locked_until=lambda failures, at, kind=kind: throttle.locked_until(kind, failures, at),  # type: ignore[misc]  # bound now
                forget_before=throttle.forgotten_before(now),
                now=now,
            )
        wrong = "This name and password do not belong together."
        return show(request, "login.html", status=403, next=local_path(next), name=name, wrong=wrong)
    people.clear_failures(keys["name"])
    answer = RedirectResponse(local_path(next), status_code=303)
    begin_session(request, store, known[0], answer)
    return answer


@router.post("/logout")
def log_out(request: Request, store: Opened) -> Response:
    """Ends the session, here and in the store."""
    store.people.end_session(secrets.digest(request.state.visitor))
    answer = RedirectResponse("/login" if request.app.state.settings.needs_login else "/", status_code=303)
    set_cookie(answer, secrets.random_key(), request)
    return answer


@router.get("/account")
def account(request: Request, store: Opened, done: str = "") -> Response:
    """A user's own page: password, keys to the API."""
    return _account(request, store, done=_DONE.get(done, ""))


@router.post("/account/password")
def change_password(request: Request, store: Opened, old: Text = "", new: Text = "", again: Text = "") -> Response:
    """A new password; every other session and token of the user ends."""
    user = _logged_in(request)
    known = store.people.password_of(user.name)
    try:
        _check_passwords(old, known[1] if known else None, (new, again))
        store.people.set_password(user.name, secrets.hashed(new, user.name), now=request.app.state.settings.now())
    except UsageError as error:
        return _account(request, store, wrong=str(error), status=400)
    answer = RedirectResponse("/account?done=password", status_code=303)
    begin_session(request, store, user, answer)
    return answer


@router.post("/account/tokens")
def add_token(request: Request, store: Opened, label: Text = "") -> Response:
    """A new key to the API, shown this once."""
    user, key = _logged_in(request), secrets.API_KEY + secrets.random_key()
    store.people.add_token(user.name, secrets.digest(key), label.strip()[:80] or "unnamed", now=request.app.state.settings.now())
    return _account(request, store, key=key)


@router.post("/account/tokens/{token}/revoke")
def revoke_token(request: Request, store: Opened, token: int) -> Response:
    """Ends a key to the API."""
    store.people.revoke_token(_logged_in(request).name, token, now=request.app.state.settings.now())
    return RedirectResponse("/account?done=revoked", status_code=303)


def begin_session(request: Request, store: Store, user: User, answer: Response) -> None:
    """Begins a session with a new secret: one that somebody planted in the browser before is worth nothing."""
    now, key = request.app.state.settings.now(), secrets.random_key()
    store.people.end_session(secrets.digest(request.state.visitor))
    store.people.start_session(user, secrets.digest(key), expires_at=throttle.later(now, SESSION), now=now)
    set_cookie(answer, key, request, max_age=SESSION)


_DONE = {"password": "The password is changed; other sessions and all API keys have ended.", "revoked": "The key is revoked."}


def _check_passwords(old: str, hash: str | None, new: tuple[str, str]) -> None:
    if not secrets.fits(old, hash):
        raise UsageError("The old password is another one.")
    if new[0] != new[1]:
        raise UsageError("The two new passwords are not the same.")


def _logged_in(request: Request) -> User:
    """The user who logged in. Raises UsageError where nobody needs to: there is no account then."""
    user: User = request.state.user
    if not user.id:
        raise UsageError("Nobody is logged in here: on this machine alone the web app asks for no password. See `reportedly users --help`.")
    return user


def _account(request: Request, store: Store, *, done: str = "", wrong: str = "", key: str = "", status: int = 200) -> Response:
    user: User = request.state.user
    tokens = store.people.tokens(user.name) if user.id else []
    return show(request, "account_page.html", status=status, tokens=tokens, done=done, wrong=wrong, key=key)
