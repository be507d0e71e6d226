"""The example reports, annotated once for all tests of the web app, and a browser for them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.serve.app import create_app
from reportedly.serve.config import ServeSettings

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = "2024-01-02T03:04:05+00:00"


@pytest.fixture(scope="session")
def examples_db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with five of the examples and a hostile report. Read it; copy it before writing."""
    import reportedly

    place = tmp_path_factory.mktemp("serve")
    hostile = place / "hostile.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    silent = place / "silent.txt"
    silent.write_text(SILENT, encoding="utf-8")
    names = ("02-", "05-", "06-", "08-", "11-")
    with reportedly.open(place / "examples.db") as record:
        record.add(*[p for p in sorted(EXAMPLES.iterdir()) if p.name.startswith(names)], hostile, silent)
    return str(place / "examples.db")


SILENT = """---
title: Envoy travels to Moscow
publisher: Example Courier
published: 2021-05-04
---
North Korean envoy Kim Jong Un visited Russia on Monday, South Korea's Defense Ministry said.

The Kremlin declined to comment on the visit.
"""

HOSTILE = """---
title: <script>alert("title")</script> & "quotes"
publisher: <img src=x onerror=alert(1)>
published: 2022-08-17
url: javascript:alert(1)
---
Russian President Vladimir Putin sent a <b onmouseover="alert(2)">letter</b> to Kim Jong Un on Monday,
</article><script>alert(3)</script> KCNA said.

North Korea fired two missiles into the sea, KCNA said.

A line that says {{ 7 * 7 }} and {% raw %} and "><svg onload=alert(4)>.
"""


@pytest.fixture
def db(examples_db: str, tmp_path: Path) -> str:
    """A store of one's own with the examples."""
    shutil.copy(examples_db, tmp_path / "own.db")
    return str(tmp_path / "own.db")


@pytest.fixture(scope="module")
def client(examples_db: str) -> Iterator[TestClient]:
    """A browser on the examples; nothing is written to them."""
    app = create_app(ServeSettings(db=examples_db, now=lambda: NOW))
    with TestClient(app, base_url="http://localhost") as browser:
        yield browser
