"""Sources: who publishes, whom claims rest on, how their claims fared, and grading them by a form."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, add_users, empty, served

from reportedly.resolve import resolve
from reportedly.store import open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
BY_KCNA = replace(LETTER, by=("KCNA",))


@pytest.fixture
def place(tmp_path):
    """Two publishers: one tells in its own voice and passes on, one only passes on."""
    db = empty(tmp_path / "store.db")
    with open_store(db) as store:
        for id, act, publisher in (
            ("a", LETTER, "The Herald"),
            ("b", BY_KCNA, "The Herald"),
            ("c", replace(BY_KCNA, by=("United States",), status="denied"), "Harbour Post"),
        ):
            report = told(id, act, published="2022-08-16", publisher=publisher)
            found = resolve(report, store)
            store.add(report, found.claims, found.links, now=NOW)
    return db


def row_of(page: str, name: str) -> list[str]:
    """The cells of the row of a table that begins with a name, without their marks."""
    (row,) = re.findall(rf"<tr><td>(?:<a[^>]*>)?{re.escape(name)}(?:</a>)?</td>(.*?)</tr>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


def test_publishers_are_listed_with_what_they_told_and_passed_on(place):
    page = served(place, login=False).get("/sources").text
    assert row_of(page, "The Herald")[:5] == ["2", "2", "1", "1", ""]
    assert row_of(page, "Harbour Post")[:5] == ["1", "1", "0", "1", ""]


def test_origins_are_listed_with_whom_they_speak_for(place):
    browser = served(place, login=False)
    page = browser.get("/sources?by=origin").text
    assert row_of(page, "KCNA")[1:4] == ["North Korea", "1", "1"]
    assert row_of(page, "The Herald")[1:4] == ["no state that is told", "1", "1"]


def test_a_source_s_page_tells_how_its_claims_fared(place):
    page = served(place, login=False).get("/source/origin:kcna").text
    assert "1 denied by another</a>" in page
    assert "0 told by it alone" in page
    page = served(place, login=False).get("/source/The Herald").text
    assert "1 claim in its own voice, 1 claim passed on" in page


def test_a_source_is_graded_by_a_form_and_the_grade_undone(place):
    browser = served(place, login=False)
    sent = {"source": "origin:kcna", "reliability": "D", "note": "a state's agency", "back": "/source/origin:kcna"}
    answer = browser.send_form("/source/grade", of="/source/origin:kcna", **sent)
    assert answer.headers["location"] == "/source/origin:kcna?done=g1"
    page = browser.get(answer.headers["location"]).text
    assert "Kept as g1" in page
    assert "reliability <strong>D</strong>" in page
    assert row_of(browser.get("/sources?by=origin").text, "KCNA")[4] == "D not usually reliable"
    browser.send_form("/review/undo", of="/source/origin:kcna", decision="g1", next="/source/origin:kcna")
    assert "nobody has graded it" in browser.get("/source/origin:kcna").text


@pytest.mark.parametrize(("source", "grade"), [("origin:kcna", "Q"), ("kcna", "A"), ("//evil.example", "A")])
def test_what_is_no_grade_or_source_is_refused(place, source, grade):
    browser = served(place, login=False)
    assert browser.send_form("/source/grade", of="/users", source=source, reliability=grade).status_code == 400


def test_a_reader_sees_no_form_to_grade(place):
    add_users(place, rea="reader")
    browser = served(place)
    browser.log_in("rea")
    assert "Grade this source" not in browser.get("/source/origin:kcna").text
    assert browser.send_form("/source/grade", of="/account", source="origin:kcna", reliability="A").status_code == 403
