"""What the web app asks of a store, and its pages, on each database."""

import pytest
from fastapi.testclient import TestClient
from telling import Act, told

from reportedly.resolve import resolve
from reportedly.serve.app import create_app
from reportedly.serve.config import ServeSettings
from reportedly.store import Filter, Store
from reportedly.store.browse import Browse

FIRST, SECOND = "2024-01-01T00:00:00+00:00", "2024-02-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
LATER = Act("Vladimir Putin", "Kim Jong Un", date="2023-10-12")


@pytest.fixture
def filled(store: Store) -> Store:
    for name, now, act, published in (
        ("a", FIRST, LETTER, "2022-08-16"),
        ("b", FIRST, LATER, "2023-10-13"),
        ("c", SECOND, LETTER, "2022-08-17"),
    ):
        report = told(name, act, published=published)
        found = resolve(report, store)
        assert store.add(report, found.claims, found.links, notes=found.notes, now=now)
    return store


def test_counts_pairs_and_publishers(filled: Store) -> None:
    browse = Browse(filled)
    assert sum(c.events for c in browse.by_day(Filter())) == len(filled.events(limit=100).rows)
    assert {(p.a_name, p.b_name) for p in browse.by_pair(Filter())} == {("Vladimir Putin", "Kim Jong Un")}
    assert {a.name for a in browse.busiest()} == {"Vladimir Putin", "Kim Jong Un"}
    (outlet,) = browse.outlets().rows
    assert (outlet.name, outlet.reports, outlet.first) == ("The Herald", 3, "2022-08-16")
    assert sum(o.claims for o in browse.origins_of("The Herald")) == outlet.claims
    assert browse.statuses_of(publisher="The Herald") == [("occurred", 3)]
    assert browse.generation() != ""


def test_news_tells_new_events_from_known_ones(filled: Store) -> None:
    browse = Browse(filled)
    everything = browse.news("0001-01-01")
    assert (everything.reports, everything.counts["event"]) == (3, 2)
    latest = browse.news(FIRST)
    assert latest.reports == 1
    assert latest.counts["event"] == 0  # the third report tells an event that was known
    assert browse.news(SECOND).reports == 0


def test_filters_hold_on_each_database(filled: Store) -> None:
    assert len(filled.events(Filter(publishers=("The Herald",))).rows) == 2
    assert filled.events(Filter(publishers=("The Post",))).rows == ()
    assert len(filled.claims(Filter(words="friendship")).rows) == 3
    assert filled.claims(Filter(words="enmity")).rows == ()
    newest = [row.date for row in filled.events(newest_first=True).rows]
    assert newest == [row.date for row in filled.events().rows][::-1] == ["2023-10-12", "2022-08-15"]
    first = filled.events(limit=1, newest_first=True)
    assert [row.date for row in filled.events(limit=1, newest_first=True, after=first.next).rows] == ["2022-08-15"]


def test_every_page_answers_on_each_database(filled: Store, place: str) -> None:
    event = filled.events().rows[0]
    claim = event.claims[0].claim
    addresses = [
        "/",
        "/?since=all",
        "/timeline",
        "/timeline?actor=Kim+Jong+Un&words=friendship&origins=1",
        "/timeline/counts",
        f"/event/{event.id}",
    ]
    addresses += [f"/claim/{claim.id}/evidence", "/report/a", f"/report/a?open={claim.id}", "/reports", "/sources", "/source/The%20Herald"]
    addresses += [
        f"/source/{claim.origin.id}",
        f"/actor/{claim.actor[0].id}",
        "/search?q=friendship",
        "/graph",
        "/graph?by=party",
        "/failures",
    ]
    with TestClient(create_app(ServeSettings(db=place)), base_url="http://localhost") as browser:
        assert {address: browser.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_events_of_several_origins_are_found_with_and_without_an_actor(filled: Store) -> None:
    other = told("d", LETTER, published="2022-08-18", publisher="The Post")
    found = resolve(other, filled)
    filled.add(other, found.claims, found.links, now=SECOND)
    for actors in ((), ("Vladimir Putin",)):
        (event,) = filled.events(Filter(actors=actors, min_origins=2)).rows
        assert {o.name for o in event.origins} == {"The Herald", "The Post"}
        assert filled.events(Filter(actors=actors, min_origins=3)).rows == ()
        assert [e.date for e in filled.events(Filter(actors=actors, max_origins=1)).rows] == ["2023-10-12"]
