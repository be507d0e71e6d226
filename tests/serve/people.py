"""A served store with users, and browsers of theirs: what the tests of access, review and searches share."""

import re
from pathlib import Path

from fastapi.testclient import TestClient

from reportedly.serve.access import secrets
from reportedly.serve.app import create_app
from reportedly.serve.config import ServeSettings
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
    """A browser at the app that serves a store."""
    settings = ServeSettings(db=str(db), login=login, user="somebody", now=clock or Clock(), **more)
    return Browser(create_app(settings), base_url=f"{scheme}://localhost")


def another(browser: Browser) -> Browser:
    """A browser of somebody else at the same app."""
    return Browser(browser.app, base_url=browser.base_url)


def add_users(db: Path, **roles: str) -> None:
    """Users by name and role, all with the same password."""
    hash = secrets.hashed(PASSWORD)
    with open_store(db) as store:
        for name, role in roles.items():
            store.people.add_user(name, role, hash, now=NOW)
