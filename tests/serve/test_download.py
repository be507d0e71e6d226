import csv
import json
import sys
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from people import NOW, empty, served

from reportedly.export.sheets import harmless, sheet
from reportedly.resolve import resolve
from reportedly.store import open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

FORMULA = '=HYPERLINK("http://evil.example","see")'


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    db = empty(tmp_path_factory.mktemp("download") / "store.db")
    acts = {
        "a": Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", by=("KCNA",)),
        "b": Act("Russia", "United States", date="2023-01-01"),
    }
    with open_store(db) as store:
        for id, act in acts.items():
            report = told(id, act, title=FORMULA, publisher=FORMULA, published="2022-08-16")
            found = resolve(report, store)
            store.add(report, found.claims, found.links, now=NOW)
    return db


@pytest.fixture
def browser(db):
    return served(db, login=False, min_score=0.0)


def rows(answer):
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_file_has_what_the_screen_has(browser):
    assert [r["date"] for r in rows(browser.get("/download/events.csv"))] == ["2023-01-01", "2022-08-15"]
    (row,) = rows(browser.get("/download/events.csv?actor=PRK&type=CONSULT"))
    assert (row["recipient"], row["reports"]) == ("Kim Jong Un", "1")
    assert row["address"].startswith("http://localhost/event/ev-")
    assert rows(browser.get("/download/events.csv?from=2024")) == []
    assert browser.get("/download/events.csv?type=SING").status_code == 400


def test_a_row_says_who_reported_it_when_and_how_sure_it_is(browser):
    row = rows(browser.get("/download/events.csv?actor=PRK&type=CONSULT"))[0]
    assert (row["publishers"].removeprefix("'"), row["published"][:10], row["when"]) == (FORMULA, "2022-08-16", "15 Aug 2022")
    assert (row["origins"], row["reports"], row["title"].removeprefix("'")) == ("1", "1", FORMULA)
    assert 0 <= float(row["score"]) <= 1
    (claim,) = rows(browser.get("/download/claims.csv?actor=PRK&type=CONSULT"))
    assert (claim["when"], claim["title"].removeprefix("'")) == ("15 Aug 2022", FORMULA)


@pytest.mark.parametrize(("what", "count"), [("events", 2), ("claims", 2), ("statements", 1), ("reports", 2)])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_every_list_comes_in_every_format(browser, what, count, kind):
    answer = browser.get(f"/download/{what}.{kind}")
    assert answer.headers["content-disposition"] == f'attachment; filename="reportedly-{what}.{kind}"'
    if kind == "jsonl":
        assert len([json.loads(line) for line in answer.text.splitlines()]) == count
    elif kind == "csv":
        assert len(rows(answer)) == count
    else:
        page = zipfile.ZipFile(BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode()
        assert page.count("<row ") == count + 1


def test_no_cell_is_a_formula(browser):
    assert all(r["title"].startswith("'=") for r in rows(browser.get("/download/reports.csv")))
    page = zipfile.ZipFile(BytesIO(browser.get("/download/reports.xlsx").content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page
    assert "HYPERLINK" in page, "the text itself is there, as text"
    assert FORMULA in json.loads(browser.get("/download/reports.jsonl").text.splitlines()[0])["title"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "  ="])
def test_what_looks_like_a_formula_is_made_harmless(start):
    assert harmless(start + "1+1").startswith("'")


@pytest.mark.parametrize("value", ["North Korea", "2022-08-15", "", "a=b", 5, -1.5])
def test_what_does_not_stays(value):
    assert harmless(value) == value


def test_odd_text_goes_into_every_format():
    odd = "a\x00b\x0b\ud800\n“c”\u2028" + "x" * 40_000
    for kind in ("csv", "xlsx", "jsonl"):
        assert sheet(kind, [{"text": odd, "none": None, "many": ("a", "b")}], ["text", "none", "many"])


@pytest.mark.parametrize("path", ["/download/users.csv", "/download/events.exe", "/download/..%2f..%2fstore.db"])
def test_nothing_else_can_be_downloaded(browser, path):
    assert browser.get(path).status_code == 404
