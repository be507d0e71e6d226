"""Lists of what may be one act: under the one that is dated best; what was not done, or not by the one asked about, apart."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, empty, served
from test_answers import said

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

from reportedly.resolve import resolve
from reportedly.serve.lines import line
from reportedly.serve.together import together
from reportedly.store import open_store
from reportedly.store.twins import alike

MEETING = Act("Vladimir Putin", "Kim Jong Un", mode="visit", words="met in the port with")
LAUNCH = Act("North Korea", type="MOBILIZE", mode="test", words="fired a rocket from the coast")
REPORTS = (
    ("month", replace(MEETING, date="2023-07"), "2023-12-01", "The Courier"),
    ("day", replace(MEETING, date="2023-07-27"), "2023-07-28", "The Herald"),
    ("other", replace(MEETING, date="2019-04-25"), "2019-04-26", "The Herald"),
    ("undated", replace(MEETING, words="met again with"), "2024-02-03", "The Herald"),
    ("launch", replace(LAUNCH, date="2017-05-14"), "2017-05-15", "The Herald"),
    ("launch-next", replace(LAUNCH, date="2017-05-15", words="shot a rocket upwards"), "2017-05-16", "The Herald"),
    ("planned", replace(LAUNCH, date="2017-05-30", status="planned"), "2017-05-20", "The Herald"),
    ("theirs", replace(LAUNCH, who="United States", whom="North Korea", date="2017-06-30"), "2017-07-01", "The Herald"),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    db = empty(tmp_path_factory.mktemp("together") / "store.db")
    with open_store(db) as store:
        for id, act, published, publisher in REPORTS:
            report = told(id, act, published=published, publisher=publisher)
            store.add(report, [replace(c, score=0.9) for c in resolve(report, store).claims], now=NOW)  # nothing joins them
    return db


@pytest.fixture
def browser(place):
    return served(place, login=False, min_score=0.3)


@pytest.fixture
def lines(place):
    with open_store(place) as store:
        return {row.claims[0].claim.report: line(row) for row in store.events(limit=20).rows}


@pytest.mark.parametrize(
    ("one", "other", "beside", "are_alike"),
    [
        ("day", "month", 0, True),
        ("day", "other", 0, False),
        ("day", "undated", 0, False),
        ("launch", "launch-next", 0, False),
        ("launch", "launch-next", 1, True),
        ("launch", "day", 1, False),
        ("day", "day", 0, False),
    ],
)
def test_acts_of_one_kind_and_time_may_be_one(lines, one, other, beside, are_alike):
    assert bool(alike(lines[one].event, lines[other].best.claim, beside=beside)) is are_alike


def test_what_is_told_no_closer_stands_under_what_is(lines):
    kept, under = together([lines["month"], lines["other"], lines["day"]])
    assert [row.event.id for row in kept] == [lines[id].event.id for id in ("other", "day")]
    assert under == {lines["day"].event.id: (lines["month"],)}


def test_the_last_meeting_is_dated_and_the_undated_stand_below(browser):
    answer = said(browser.get("/search?q=when+did+Putin+and+Kim+Jong+Un+last+meet").text)
    places = [answer.index(words) for words in ("Of a known date", "perhaps the same: 1 more event", "25 Apr 2019", "Undated: told after")]
    assert places == sorted(places)
    assert answer.count("undated, reported on 3 Feb 2024") == 1
    assert answer.index("undated, reported on 3 Feb 2024") > places[-1]


def test_what_one_outlet_alone_tells_was_done_by_the_one_asked_about(browser):
    answer = said(browser.get("/search?q=which+tests+of+North+Korea+in+2017+were+told+by+one+outlet+alone").text)
    shown, _, apart = answer.partition("only planned or expected, or not by North Korea")
    assert "2 events that are" in shown
    assert "30 May 2017" in apart
    assert "30 Jun 2017" in apart
    assert "30 May 2017" not in shown
    assert "perhaps the same: 1 more event" in shown, "launches of one day and the next stand together"


VISIT = Act("Vladimir Putin", "North Korea", mode="visit", words="visited the port of")
TRIPS = (
    ("met", replace(MEETING, date="2023-07-27"), "2023-07-28", "The Herald"),
    ("trip", replace(VISIT, date="2024-05-03"), "2024-05-04", "The Herald"),
    ("trip-month", replace(VISIT, date="2024-05", words="saw the docks of"), "2024-06-20", "The Courier"),
    ("trip-before", replace(VISIT, date="2000-07-19"), "2000-07-20", "The Herald"),
    ("trip-undated", replace(VISIT, words="went to the docks of"), "2023-12-20", "The Herald"),
    ("trip-planned", replace(VISIT, date="2024-09-03", status="planned"), "2024-08-04", "The Herald"),
    ("elsewhere", replace(VISIT, whom="United States", date="2024-08-01"), "2024-08-04", "The Herald"),
)


@pytest.fixture
def travelled(tmp_path):
    db = empty(tmp_path / "store.db")
    with open_store(db) as store:
        for id, act, published, publisher in TRIPS:
            report = told(id, act, published=published, publisher=publisher)
            store.add(report, [replace(c, score=0.9) for c in resolve(report, store).claims], now=NOW)  # nothing joins them
    return served(db, login=False, min_score=0.3)


HEADING = "Visits of one to the other’s country"


@pytest.mark.parametrize(
    "q",
    [
        "when did Putin and Kim Jong Un last meet",
        "which earlier meetings did Putin and Kim Jong Un have",
        "meetings of Putin and Kim Jong Un",
    ],
)
def test_visits_to_the_other_s_country_stand_below_meetings(travelled, q):
    answer = said(travelled.get("/search", params={"q": q}).text)
    meetings, _, trips = answer.partition(HEADING)
    assert "27 Jul 2023" in meetings
    assert "that they met is not told in these words" in trips
    assert trips.index("3 May 2024") < trips.index("perhaps the same: 1 more event") < trips.index("19 Jul 2000")
    assert not [day for day in ("Sep 2024", "1 Aug 2024", "20 Dec 2023", "27 Jul 2023") if day in trips]
    assert ("Later is a visit of one to the other’s country: 3 May 2024" in meetings) is ("last" in q)


@pytest.mark.parametrize(
    "q", ["when did Putin and Kim Jong Un first meet", "when did Russia and North Korea last meet", "letters of Putin and Kim Jong Un"]
)
def test_visits_stand_below_meetings_of_two_people_alone(travelled, q):
    assert HEADING not in said(travelled.get("/search", params={"q": q}).text)
