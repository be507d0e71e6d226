"""A served store with users, and browsers of theirs: what the tests of access, review and searches share."""

import atexit
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportedly.serve.access import secrets
from reportedly.serve.app import create_app
from reportedly.serve.cache import Cache
from reportedly.serve.config import ServeSettings
from reportedly.serve.stores import Stores
from reportedly.store import open_store

NOW = "2024-01-01T00:00:00+00:00"
PASSWORD = "correct horse battery"
ORIGIN = {"origin": "http://localhost"}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> str:
        return self.now


class Browser(TestClient):
    """A client that sends what a browser sends with a form of our own pages."""

    def send_form(self, path: str, *, of: str = "/account", **fields: str):
        """Posts a form that stands on the page `of`."""
        return self.post(path, data={"csrf": self.token(of), **fields}, headers=ORIGIN, follow_redirects=False)

    def token(self, page: str = "/account") -> str:
        """What the forms of a page bring with them."""
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get(page).text)
        assert found, f"{page} has no form"
        return found[1]

    def log_in(self, name: str, password: str = PASSWORD, **fields: str):
        """Logs in through the form."""
        return self.send_form("/login", of="/login", name=name, password=password, **fields)


def served(db: Path, *, login: bool = True, clock: Clock | None = None, scheme: str = "http", **more) -> Browser:
    """A browser at the app that serves a store; there is one app for all tests, and the last call says what it serves."""
    app = one_app()
    app.state.stores.close()
    app.state.settings = ServeSettings(db=str(db), login=login, user="somebody", now=clock or Clock(), **more)
    app.state.stores, app.state.cache = Stores(str(db)), Cache()
    return Browser(app, base_url=f"{scheme}://localhost")


@cache
def one_app() -> FastAPI:
    """The app; making one takes half a second."""
    return create_app(ServeSettings())


@cache
def _empty() -> Path:
    """A store without anything; making one takes as long."""
    folder = Path(mkdtemp(prefix="reportedly-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    open_store(folder / "store.db").close()
    return folder / "store.db"


def empty(db: Path) -> Path:
    """Puts an empty store at a path."""
    return Path(shutil.copy(_empty(), db))


def another(browser: Browser) -> Browser:
    """A browser of somebody else at the same app."""
    return Browser(browser.app, base_url=browser.base_url)


def add_users(db: Path, **roles: str) -> None:
    """Users by name and role, all with the same password."""
    hash = secrets.hashed(PASSWORD)
    with open_store(db) as store:
        for name, role in roles.items():
            store.people.add_user(name, role, hash, now=NOW)
