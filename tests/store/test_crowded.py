"""Joining an event of very many claims without reading it whole gives what reading it whole gives."""

from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.resolve import resolve
from reportedly.store import Store, links

NOW = "2026-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
UNDATED = replace(LETTER, date=None)
NEXT_YEAR = replace(LETTER, date="2023-08-15")
VISIT = Act("Vladimir Putin", "North Korea", mode="visit", date="2022-08-15")


def add(store: Store, *reports) -> None:
    for report in reports:
        found = resolve(report, store)
        store.add(report, found.claims, found.links, now=NOW)


def events(store: Store) -> set[tuple[str, str | None, frozenset[str]]]:
    """Each event with its date and the reports that tell it."""
    return {(row.id, row.date, frozenset(c.claim.report for c in row.claims)) for row in store.events().rows}


@pytest.fixture
def stories():
    days = ["2022-08-15", "2022-08-16", "2022-08-17"]
    made = [told(f"a{i}", LETTER if i % 3 else UNDATED, published=days[i % 3]) for i in range(9)]
    made += [told(f"b{i}", NEXT_YEAR, published="2023-08-16") for i in range(4)]
    made += [told("c0", UNDATED, published="2023-08-17"), told("d0", VISIT, LETTER, published="2022-08-16")]
    return [*made, told("e0", Act("Kim Jong Un", "Vladimir Putin", date="2022-08-15"), published="2022-08-16")]


def test_a_crowd_is_joined_as_it_would_be_if_it_were_read_whole(store, stories, monkeypatch):
    monkeypatch.setattr(links, "CROWD", 0)
    add(store, *stories)
    by_crowds = events(store)
    assert store.health().is_sound
    monkeypatch.setattr(links, "CROWD", 10_000)
    for report in stories:
        with store._writing() as connection:
            links.refresh_events(connection, [c.id for c in store.linking.claims(report.report.id)], {})
    assert events(store) == by_crowds


def test_two_crowds_that_a_report_joins_are_one_event_under_the_smallest_id(store, monkeypatch):
    monkeypatch.setattr(links, "CROWD", 0)
    vague = replace(LETTER, date="2022-08-14/2022-08-16", words="wrote at length about what both want")
    add(
        store,
        told("a", UNDATED, published="2022-01-02"),
        told("b", LETTER, published="2022-08-15"),
        told("c", vague, published="2022-08-16"),
    )
    assert {reports for _, _, reports in events(store)} == {frozenset({"a"}), frozenset({"b", "c"})}
    a, b = (store.linking.claims(id)[0].id for id in "ab")
    store.judge("event", a, b, "same", by="ann", now=NOW)
    assert {reports for _, _, reports in events(store)} == {frozenset("abc")}
    add(store, told("d", LETTER, published="2022-08-16"))
    assert [(date, reports) for _, date, reports in events(store)] == [("2022-08-15", frozenset("abcd"))]


def test_what_a_crowd_excludes_does_not_join_it_though_a_vague_claim_of_it_would_let_it(store, monkeypatch):
    monkeypatch.setattr(links, "CROWD", 0)
    add(store, told("a", LETTER, published="2022-08-16"), told("b", UNDATED, published="2022-08-17"))
    assert len(events(store)) == 1
    add(store, told("c", replace(LETTER, date="2022-08-18"), published="2022-08-18"))
    assert {reports for _, _, reports in events(store)} == {frozenset({"a", "b"}), frozenset({"c"})}


def test_a_person_parts_a_crowd(store, monkeypatch):
    monkeypatch.setattr(links, "CROWD", 0)
    add(store, *(told(id, LETTER, published="2022-08-16") for id in "abc"))
    a, b, c = (store.linking.claims(id)[0].id for id in "abc")
    store.judge("event", a, c, "different", by="ann", now=NOW)
    event = {id: store.claim(id).claim.event for id in (a, b, c)}
    assert event[a] != event[c]
    add(store, told("d", LETTER, published="2022-08-16"))
    assert store.claim(a).claim.event != store.claim(c).claim.event
