"""Series, as the store reads them from events."""

import pytest
from telling import Act, told

from reportedly.errors import NotFoundError
from reportedly.resolve import resolve
from reportedly.store import Store

NOW = "2026-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


def add(store: Store, id: str, act: Act, published: str) -> str:
    """Stores a report that tells an act; returns the act's event."""
    annotated = told(id, act, published=published)
    found = resolve(annotated, store)
    store.add(annotated, found.claims, found.links, now=NOW)
    return store.claim(found.claims[0].id).claim.event


def test_letters_of_two_years_are_two_events_in_one_series(store):
    first = add(store, "a", LETTER, "2022-08-16")
    second = add(store, "b", Act("Kim Jong Un", "Vladimir Putin", date="2023-10-12"), "2023-10-12")
    series = store.series(first)
    assert series.events == (first, second)
    assert series == store.series(second)
    assert series.parties == ("North Korea", "Russia")
    assert series.kind == "CONSULT/letter"


def test_an_act_that_is_alone_or_of_no_recurring_kind_has_no_series(store):
    alone = add(store, "a", LETTER, "2022-08-16")
    accused = add(store, "b", Act("Russia", "United States", type="ACCUSE", mode=None, date="2022-08-15"), "2022-08-16")
    assert store.series(alone) is None
    assert store.series(accused) is None


def test_plans_are_of_no_series(store):
    first = add(store, "a", LETTER, "2022-08-16")
    add(store, "b", Act("Vladimir Putin", "Kim Jong Un", date="2023-10-12", status="planned"), "2023-10-01")
    assert store.series(first) is None


def test_the_series_of_nothing(store):
    with pytest.raises(NotFoundError):
        store.series("ev-0")
