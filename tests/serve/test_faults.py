"""What nobody foresaw: a page that says so, a line in the log that tells the rest."""

import logging
import re

import pytest
from fastapi.testclient import TestClient

from reportedly.serve.app import create_app
from reportedly.serve.config import ServeSettings
from reportedly.serve.headers import POLICY
from reportedly.store.browse import Browse

SECRET = "the cupboard of the third floor"


def broken(*_: object, **__: object) -> None:
    raise RuntimeError(SECRET)


@pytest.fixture
def browser(examples_db: str, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(Browse, "outlets", broken)
    return TestClient(create_app(ServeSettings(db=examples_db)), base_url="http://localhost")


@pytest.mark.parametrize("address", ["/timeline", "/sources"])
def test_what_nobody_foresaw_is_a_page_and_logged(browser: TestClient, caplog: pytest.LogCaptureFixture, address: str) -> None:
    with caplog.at_level(logging.ERROR):
        answer = browser.get(address)
    assert answer.status_code == 500
    assert "<h1>Something broke here</h1>" in answer.text
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    number = re.search(r"fault ([0-9a-f]{8})", answer.text)
    assert number is not None
    assert number.group() in caplog.text
    assert SECRET in caplog.text


def test_a_broken_frame_still_gives_an_answer(browser: TestClient) -> None:
    browser.app.state.contexts.append(broken)  # type: ignore[attr-defined]  # the app of `create_app`
    answer = browser.get("/timeline")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/plain; charset=utf-8")
    assert SECRET not in answer.text


def test_the_api_says_it_in_json(examples_db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.store import Store

    monkeypatch.setattr(Store, "events", broken)
    answer = TestClient(create_app(ServeSettings(db=examples_db)), base_url="http://localhost").get("/api/events")
    assert answer.status_code == 500
    assert set(answer.json()) == {"error"}
    assert SECRET not in answer.text
