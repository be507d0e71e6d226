"""The users, for admins."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import ReportedlyError
from reportedly.serve.access import secrets
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.store import Store
from reportedly.store.people_rows import ROLES, Role

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form()]


@router.get("/users")
def users(request: Request, store: Opened, done: str = "") -> Response:
    """All users, and the form for one more."""
    return _page(request, store, done=_DONE.get(done, ""))


@router.post("/users")
def add(request: Request, store: Opened, name: Text = "", password: Text = "", role: Text = "reader") -> Response:
    """One more user."""
    try:
        store.people.add_user(name, _role(role), secrets.hashed(password, name), now=request.app.state.settings.now())
    except ReportedlyError as error:
        return _page(request, store, wrong=str(error), status=400)
    return RedirectResponse("/users?done=added", status_code=303)


@router.post("/users/change")
def change(request: Request, store: Opened, name: Text, action: Text, role: Text = "", password: Text = "") -> Response:
    """Another role or password, or the end of a user's access."""
    now = request.app.state.settings.now()
    try:
        if action == "role":
            store.people.set_role(name, _role(role))
        elif action == "password":
            store.people.set_password(name, secrets.hashed(password, name), now=now)
        elif action == "remove":
            store.people.remove_user(name, now=now)
    except ReportedlyError as error:
        return _page(request, store, wrong=str(error), status=400)
    return RedirectResponse(f"/users?done={action if action in _DONE else ''}", status_code=303)


_DONE = {
    "added": "The user can log in now.",
    "role": "The role is changed.",
    "password": "The password is changed; the user's sessions and API keys have ended.",
    "remove": "The user can log in no more; what they decided stays.",
}


def _role(role: str) -> Role:
    return role  # type: ignore[return-value]  # the store refuses a word that is none


def _page(request: Request, store: Store, *, done: str = "", wrong: str = "", status: int = 200) -> Response:
    return show(request, "users.html", status=status, users=store.people.users(), roles=ROLES, done=done, wrong=wrong)
