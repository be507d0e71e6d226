"""What is counted is counted once: series, events told in the same words, what others perhaps tell, first days; and who an actor is."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, empty, served

from reportedly.resolve import resolve
from reportedly.serve.lines import folded, line
from reportedly.store import open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
TEST = Act("North Korea", "", type="MOBILIZE", mode="test", date="2017-05-14", words="launched a missile over the sea")


def add(db, id, act, published="2022-08-16", publisher="The Herald"):
    report = told(id, act, published=published, publisher=publisher)
    with open_store(db) as store:
        found = resolve(report, store)
        store.add(report, found.claims, found.links, now=NOW)


def add_apart(db, id, act, **more):
    """Adds a report of which nothing is joined to what is there."""
    report = told(id, act, **more)
    with open_store(db) as store:
        found = resolve(report, store)
        own = [replace(claim, event=f"ev-{id}") for claim in found.claims]
        store.add(report, own, (), now=NOW)


@pytest.fixture
def db(tmp_path):
    return empty(tmp_path / "store.db")


def test_a_series_is_counted_alike_on_its_page_the_event_s_page_and_in_the_api(db):
    for i, (date, published) in enumerate(
        (("2021-08-15", "2021-08-16"), ("2022-08-15", "2022-08-16"), (None, "2023-02-02"), (None, "2024-03-03"))
    ):
        add(db, f"r{i}", replace(LETTER, date=date), published=published)
    browser = served(db, login=False, min_score=0.0)
    event = browser.get("/api/events?from=2022").json()["items"][0]["id"]
    told_of = browser.get(f"/api/events/{event}/series").json()
    assert (len(told_of["times"]), len(told_of["undated"])) == (2, 2)
    assert "2 times on days that cannot be one, and 2 events without a date" in told_of["reason"]
    page, own = browser.get(f"/event/{event}/series").text, browser.get(f"/event/{event}").text
    assert told_of["reason"] in page
    assert told_of["reason"] in own
    assert "All 2 times and 2 undated events" in own
    assert page.count("1 time</span>") == 2
    assert "2 events</span>" in page


def test_an_event_of_no_series_says_so(db):
    add(db, "a", LETTER)
    browser = served(db, login=False, min_score=0.0)
    event = browser.get("/api/events").json()["items"][0]["id"]
    assert browser.get(f"/api/events/{event}/series").status_code == 404


def test_what_one_outlet_tells_in_the_same_words_is_one_line(db):
    add_apart(db, "a", LETTER, published="2022-08-16", publisher="The Herald")
    add_apart(db, "b", LETTER, published="2022-08-16", publisher="The Herald")
    add_apart(db, "c", LETTER, published="2022-08-16", publisher="The Post")
    with open_store(db) as store:
        rows = store.events().rows
        assert len(rows) == 3
        lines = folded([line(row) for row in rows])
    assert sorted(row.tally for row in lines) == [(1, 1, 1), (1, 2, 1)]
    page = served(db, login=False, min_score=0.0).get("/timeline").text
    assert "told in the same words in 2 reports of The Herald" in page
    assert "same?</a>" in page
    assert page.count('<li class="event') == 2


def test_one_outlet_alone_leaves_out_what_another_tells_of_the_day_before(db):
    add_apart(db, "a", TEST, published="2017-05-15", publisher="The Herald")
    add_apart(db, "b", replace(TEST, date="2017-05-13"), published="2017-05-15", publisher="The Post")
    add_apart(db, "c", replace(TEST, date="2017-09-03"), published="2017-09-04", publisher="The Post")
    page = served(db, login=False, min_score=0.0).get("/timeline?type=test&outlets=1").text
    alone, perhaps = page.split("2 more events that one outlet tells, and others perhaps tell, too")
    assert "3 Sep 2017" in alone.partition('id="events"')[2]
    assert "May 2017" not in alone.partition('id="events"')[2]
    assert "perhaps the same as" in perhaps
    assert "told by 1 outlet" in perhaps
    answer = served(db, login=False, min_score=0.0).get("/search?q=which+tests+of+2017+were+told+by+one+outlet").text
    assert "1 more event that others perhaps tell, too, as another event" in answer, "that of the day before stands under it"
    assert "perhaps the same: 1 more event" in answer


def test_a_neighbour_of_two_days_is_another_event(db):
    add_apart(db, "a", TEST, published="2017-05-15", publisher="The Herald")
    add_apart(db, "b", replace(TEST, date="2017-05-12"), published="2017-05-15", publisher="The Post")
    assert "perhaps tell, too" not in served(db, login=False, min_score=0.0).get("/timeline?type=test&outlets=1").text


def test_the_first_day_of_a_publisher_is_the_first_that_is_told(db):
    add(db, "a", LETTER, published=None)
    add(db, "b", LETTER, published="2022-08-16")
    add(db, "c", LETTER, published=None, publisher="The Post")
    browser = served(db, login=False)
    assert {s["name"]: s["first"] for s in browser.get("/api/sources").json()["items"]} == {"The Herald": "2022-08-16", "The Post": ""}
    page = browser.get("/sources").text
    assert "no day told" in page
    assert "unknown" not in page
    assert "without a day of publication" in browser.get("/source/The Post").text


def test_an_actor_s_page_shows_its_sector_and_its_pairs_at_once(db):
    add(db, "a", LETTER)
    browser = served(db, login=False, min_score=0.0)
    page = browser.get("/actor/Q7747").text
    assert ">government</span>" in page
    assert "holds the office president" in page
    assert page.index("with Kim Jong Un") < page.index("Latest events")
    (actor,) = browser.get("/api/actors?name=Q7747").json()["items"]
    assert (actor["sector"]["code"], actor["sector"]["words"], actor["office"]) == ("GOV", "government", "president")
    assert "sector" not in browser.get("/actor/RUS").text


def test_the_link_of_what_is_perhaps_the_same_opens_at_the_telling_that_it_describes(db):
    add_apart(db, "a", TEST, published="2017-05-15", publisher="The Herald")
    add_apart(db, "b", replace(TEST, date="2017-05-13"), published="2017-05-15", publisher="The Post")
    browser = served(db, login=False, min_score=0.0)
    with open_store(db) as store:
        claims = {row.claims[0].publisher: row.claims[0].claim for row in store.events().rows}
    described = claims["The Post"]
    address = f'href="/event/{described.event}?claim={described.id}#evidence"'
    assert address in browser.get("/timeline?type=test&outlets=1").text
    assert address in browser.get(f"/event/{claims['The Herald'].event}").text
