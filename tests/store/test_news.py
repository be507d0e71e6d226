"""What is new stands in the order of what it matters, on each database."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telling import Act, told

from reportedly.resolve import resolve
from reportedly.store import Filter, Store, news
from reportedly.store.browse import Browse

BEFORE, NOW = "2024-01-01T00:00:00+00:00", "2024-02-01T00:00:00+00:00"
VISIT = Act("Vladimir Putin", "Kim Jong Un", mode="visit", date="2023-09-13")
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


def add(store: Store, name: str, *acts: Act, now: str = NOW, published: str = "2023-09-14", publisher: str = "The Herald") -> None:
    report = told(name, *acts, published=published, publisher=publisher)
    found = resolve(report, store)
    assert store.add(report, found.claims, found.links, now=now)


@pytest.fixture
def filled(store: Store) -> Store:
    add(store, "a", LETTER, now=BEFORE, published="2022-08-16")
    add(store, "undated", Act("Sergei Lavrov", "Kim Jong Un", mode="call", status="denied"))
    add(store, "b", VISIT)
    add(store, "c", VISIT, publisher="The Post")
    add(store, "d", Act("United States", "Russia", mode="visit", date="2023-09-01"))
    add(store, "e", Act("United States", "North Korea", mode="call", date="2023-09-02", status="denied"))
    add(store, "f", Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", status="planned"), published="2022-08-16", publisher="The Post")
    return store


def test_the_event_on_most_origins_comes_first_and_undated_ones_last(filled: Store) -> None:
    news = Browse(filled).news(BEFORE)
    assert news.counts["event"] == len(news.events) == 4
    assert (news.events[0].event.date, len(news.events[0].event.origins)) == ("2023-09-13", 2)
    assert news.events[-1].event.date is None
    assert [len(item.event.origins) for item in news.events[1:]] == [1, 1, 1]


def test_dated_denials_come_before_undated_ones(filled: Store) -> None:
    assert [item.event.date for item in Browse(filled).news(BEFORE).denials] == ["2023-09-02", None]


def test_a_new_denial_of_what_others_tell_as_done_comes_first(filled: Store) -> None:
    add(filled, "g", Act("Vladimir Putin", "Kim Jong Un", mode="visit", date="2023-09-13", status="denied"), publisher="The Star")
    first = Browse(filled).news(BEFORE).denials[0].event
    assert set(first.statuses) == {"occurred", "denied"}


def test_known_events_tell_what_changed(filled: Store) -> None:
    news = Browse(filled).news(BEFORE)
    assert [item.what for item in news.statuses] == ["now also planned; was occurred"]
    assert [item.what for item in news.origins] == ["The Post"]
    assert Browse(filled).news("0001-01-01").statuses == ()


def test_what_is_not_sure_enough_is_only_counted(filled: Store) -> None:
    news = Browse(filled).news(BEFORE, least=1.01)
    assert (news.events, news.counts["event"], news.unsure) == ((), 0, 5)


def test_the_busiest_have_the_counts_of_their_own_pages(filled: Store) -> None:
    browse = Browse(filled)
    for actor in browse.busiest():
        assert actor.claims == len({c.claim.id for c in filled.claims(_of(actor.id), limit=100).rows})


def test_busy_pairs_count_each_claim_once_whichever_way_round(filled: Store) -> None:
    pairs = Browse(filled).busiest_pairs()
    assert pairs[0][:2] == ("PRK", "RUS")
    assert {(a, b): n for a, b, n in pairs} == {(a, b): len(filled.claims(_of(a, b), limit=100).rows) for a, b, _ in pairs}


def _of(*actors: str) -> Filter:
    return Filter(actors=actors)


@pytest.mark.parametrize(
    ("others", "held"),
    [
        ([("occurred", "tells"), ("did-not-happen", "calls off")], True),
        ([("occurred", "tells"), ("did-not-happen", "calls off"), ("denied", "denies")], False),
        ([("planned", "tells"), ("did-not-happen", "calls off")], False),
        ([("occurred", "tells"), ("denied", "denies")], False),
        ([("occurred", "tells")], False),
    ],
)
def test_what_was_called_off_and_held_after_all_is_no_denial(store: Store, others: list[tuple[str, str]], held: bool) -> None:
    (claim,) = resolve(told("a", VISIT, published="2023-09-14", publisher="The Herald"), store).claims
    claims = [replace(claim, status=cast(Any, status), bearing=cast(Any, bearing)) for status, bearing in others]
    event = SimpleNamespace(claims=[SimpleNamespace(claim=c) for c in claims])
    assert news.is_held(cast(Any, event)) is held
