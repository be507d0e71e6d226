"""A real browser (Debian's chromium, driven by Playwright) at a served store of reports made by hand.

Without chromium these tests are skipped; where REPORTEDLY_NEEDS_BROWSER is set (in CI) they fail instead.
"""

import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))  # the hand-made reports of `telling`

NOW = "2024-01-01T00:00:00+00:00"
HOSTILE = '<script>window.ran = 1</script><img src=x onerror="window.ran = 2">'


def _missing(why: str) -> None:
    if os.environ.get("REPORTEDLY_NEEDS_BROWSER"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """The browser, started once."""
    if os.environ.get("REPORTEDLY_NEEDS_BROWSER") is None:
        pytest.importorskip("playwright", reason="Playwright is not installed")
    from playwright.sync_api import Error, sync_playwright

    program = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
    if program is None:
        _missing("there is no chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        try:  # as root, as in a container, chromium does not start with its sandbox
            options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=program, args=options, timeout=120_000)
        except Error as error:
            _missing(f"chromium does not start: {error}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four reports: two strong claims that may be one event, a weak one, and hostile text."""
    from telling import Act, told

    from reportedly.model import Link
    from reportedly.resolve import resolve
    from reportedly.store import links, open_store

    letter = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", by=("KCNA",))
    visit = Act("Vladimir Putin", "North Korea", mode="visit", date="2023-09-13")
    acts = {
        "a": (letter, 0.9, "A letter"),
        "b": (visit, 0.9, HOSTILE),
        "c": (replace(letter, date="2021-01-01", words=f"sent {HOSTILE} to"), 0.2, "Weak"),
        "d": (replace(letter, date="2020-01-01", words="wrote a greeting to"), 0.1, "Weaker"),
    }
    place = tmp_path_factory.mktemp("browser") / "store.db"
    claims = {}
    with open_store(place) as store:
        for id, (act, score, title) in acts.items():
            report = told(id, act, title=title, published="2023-10-01", publisher="The Herald", url="javascript:alert(1)")
            found = resolve(report, store)
            store.add(report, [replace(c, score=score) for c in found.claims], found.links, now=NOW)
            claims[id] = found.claims[0].id
        with store.batch():
            open_link = Link("event", claims["a"], claims["b"], "unsure", 0.5, "the same two, another year", "linkage/9")
            links.add_links(store._batch, [open_link], now=NOW)
    return place


@pytest.fixture(scope="session")
def app(filled: Path) -> Iterator[object]:
    """The app on a port of this machine."""
    import uvicorn

    from reportedly.serve.app import create_app
    from reportedly.serve.config import ServeSettings

    made = create_app(ServeSettings(db=str(filled), user="tester"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(made, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(600):
        if server.started:
            break
        time.sleep(0.1)
    made.state.address = f"http://127.0.0.1:{port}"
    yield made
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture
def address(app: object, filled: Path, tmp_path: Path) -> str:
    """Where the app stands, with a store as it was at the beginning."""
    from reportedly.serve.config import ServeSettings
    from reportedly.serve.stores import Stores

    copy = shutil.copy(filled, tmp_path / "store.db")
    app.state.stores.close()
    app.state.settings = ServeSettings(db=str(copy), user="tester")
    app.state.stores = Stores(str(copy))
    return str(app.state.address)


@pytest.fixture
def page(chromium: object, address: str) -> Iterator[object]:
    """A tab that fails the test for any error: of a script, of the Content-Security-Policy, or because hostile text ran."""
    wrong: list[str] = []
    context = chromium.new_context(base_url=address, accept_downloads=True, viewport={"width": 1200, "height": 800})
    context.set_default_timeout(40_000)
    tab = context.new_page()
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    yield tab
    ran = tab.evaluate("window.ran")
    context.close()
    assert wrong == []
    assert ran is None
