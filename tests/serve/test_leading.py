"""A line is one telling: who, what, status, chain and sentence are those of the claim that opens; a date from elsewhere says so."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, empty, served

from reportedly.library import event_row
from reportedly.resolve import resolve
from reportedly.serve.cache import Cache
from reportedly.serve.lines import line
from reportedly.serve.words import is_quoted
from reportedly.store import Filter, open_store
from reportedly.store.browse import Browse
from reportedly.store.finding import Wanted
from reportedly.store.telling import elsewhere, leading

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


@pytest.fixture
def place(tmp_path):
    """A store in which one event is told twice: by The Herald with its date, by The Post without one, as planned."""
    db = empty(tmp_path / "store.db")
    undated = replace(LETTER, date=None, status="planned")
    with open_store(db) as store:
        for id, act, publisher in (("dated", LETTER, "The Herald"), ("undated", undated, "The Post")):
            report = told(id, act, published="2022-08-16", publisher=publisher)
            found = resolve(report, store)
            store.add(report, found.claims, found.links, now=NOW)
        a, b = (store.claims(Filter(report=id)).rows[0].claim.id for id in ("dated", "undated"))
        store.judge("event", a, b, "same", by="ann", now=NOW)
    return db


def test_of_two_tellings_the_one_that_gives_the_date_stands_for_the_event(place):
    with open_store(place) as store:
        (row,) = store.events().rows
    best = leading(row)
    assert best.claim.report == "dated"
    assert elsewhere(row, best) is None
    flat = event_row(row)
    assert (flat["claim"], flat["date_claim"], flat["report"], flat["sentence"]) == (best.claim.id, None, "dated", best.sentence)


def test_what_was_held_is_not_told_by_a_telling_of_its_plan_though_that_gives_the_date(tmp_path):
    db = empty(tmp_path / "held.db")
    planned, held = replace(LETTER, status="planned"), replace(LETTER, date=None)
    with open_store(db) as store:
        for id, act, published in (("plan", planned, "2022-08-14"), ("held", held, "2022-08-15"), ("more", held, "2022-08-16")):
            report = told(id, act, published=published, publisher=f"The {id}")
            found = resolve(report, store)
            store.add(report, found.claims, found.links, now=NOW)
        plan, *done = (store.claims(Filter(report=id)).rows[0].claim.id for id in ("plan", "held", "more"))
        for claim in done:
            store.judge("event", plan, claim, "same", by="ann", now=NOW)
        (row,) = store.events().rows
    best, dated = leading(row), elsewhere(row, leading(row))
    assert (row.status, row.date, best.claim.status) == ("occurred", "2022-08-15", "occurred")
    assert dated is not None
    assert dated.row.claim.report == "plan"


def test_a_line_tells_what_the_claim_that_opens_tells_and_links_to_the_one_that_gives_its_date(place):
    with open_store(place) as store:
        (row,) = store.events(Filter(publishers=("The Post",))).rows
    shown = line(row)
    assert shown.best.claim.report == "undated"
    assert (shown.status, shown.also) == ("planned", ("occurred",))
    assert shown.dated is not None
    by = shown.dated.row.claim
    assert (by.report, by.date) == ("dated", "2022-08-15")
    assert event_row(row)["status"] == "planned"
    assert event_row(row)["date_claim"] == by.id
    page = served(place, login=False, min_score=0.0).get("/timeline?publisher=The+Post").text
    assert f'?claim={by.id}#evidence" data-pane="/claim/{by.id}/evidence"' in page
    assert "date by The Herald" in page


def test_a_rejected_telling_stands_for_an_event_only_where_all_are(place):
    with open_store(place) as store:
        (row,) = store.events().rows
    dated = next(c for c in row.claims if c.claim.report == "dated")
    others = tuple(c for c in row.claims if c is not dated)
    assert leading(replace(row, claims=(replace(dated, judged="reject"), *others))).claim.report == "undated"


def test_what_counts_all_claims_of_an_actor_or_of_all_pairs_comes_after_the_page_where_they_are_many(place, monkeypatch):
    browser = served(place, login=False, min_score=0.0)
    whole, graph = browser.get("/actor/Q7747").text, browser.get("/graph").text
    assert 'id="h-with"' in whole
    assert 'class="graph"' in graph
    monkeypatch.setattr(Browse, "are_many", lambda *_: True)
    browser.app.state.cache = Cache()
    page = browser.get("/actor/Q7747").text
    assert 'id="h-with"' not in page
    assert 'data-fill="/dealt?actor=Q7747' in page
    filled = browser.get("/dealt?actor=Q7747").text
    assert re.sub(r"\s+", "", filled.split('id="h-with"')[1].split("</section>")[0]) == re.sub(
        r"\s+", "", whole.split('id="h-with"')[1].split("</section>")[0]
    )
    assert browser.get("/dealt?actor=nobody").status_code == 404
    assert 'class="graph"' not in browser.get("/graph?by=party").text
    assert 'class="graph"' in browser.get("/graph/picture?by=party").text
    browser.get("/graph/picture")
    assert 'class="graph"' in browser.get("/graph").text


def test_whom_an_actor_dealt_with_is_counted_as_in_pairs(place):
    with open_store(place) as store:
        browse = Browse(store)
        assert browse.dealt_with(Filter(), "Q7747", by_state=False) == [("Q56226", "Kim Jong Un", 2)]
        assert browse.dealt_with(Filter(), "RUS", by_state=True) == [("PRK", "Kim Jong Un", 2)]
        assert browse.stances_of("Q7747").total() == browse.count_said(Wanted("", speakers=("Q7747",)))


def test_a_window_of_dates_says_how_many_undated_events_it_leaves_out(tmp_path):
    db = empty(tmp_path / "store.db")
    with open_store(db) as store:
        for id, act in (("dated", LETTER), ("undated", replace(LETTER, date=None, type="AID", mode=None))):
            report = told(id, act, published="2022-08-16", publisher="The Herald")
            found = resolve(report, store)
            store.add(report, found.claims, found.links, now=NOW)
        browse = Browse(store)
        assert browse.undated(Filter()) == (0, 0)
        assert browse.undated(Filter(since="2022-08")) == (1, 1)
        assert browse.undated(Filter(since="2023")) == (1, 0)
    browser = served(db, login=False, min_score=0.0)
    page = browser.get("/timeline?from=2022-08").text
    assert "1 undated event fits all but the dates and is left out" in page
    assert "1 reported in this time" in page
    nothing = browser.get("/timeline?from=2023").text
    assert "No event fits. 1 undated event fits all but the dates and is left out" in nothing
    assert "reported in this time" not in nothing
    assert "fits all but the dates" not in browser.get("/timeline").text


def test_a_report_s_page_marks_claims_that_timelines_leave_out(place):
    pages = [served(place, login=False, min_score=least).get("/report/dated").text for least in (0.0, 1.0)]
    assert [">less sure</span>" in page for page in pages] == [False, True]


def test_two_to_ask_about_are_offered_before_two_are_named(place):
    browser = served(place, login=False, min_score=0.0)
    assert 'data-fill="/contested/pairs"' in browser.get("/contested").text
    page = browser.get("/contested/pairs").text
    assert 'id="fill"' in page
    assert {"claimed=RUS&amp;denied=PRK", "claimed=PRK&amp;denied=RUS"} <= set(re.findall(r'/contested\?(claimed=[^"]+)"', page))


def test_a_sentence_with_marks_of_its_own_gets_none_around_it():
    assert is_quoted('"We agreed," he said, and added: "Later."')
    assert not is_quoted("“All of it.”")
    assert not is_quoted("He called it “a policy”, and left")
