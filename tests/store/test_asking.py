"""Words that must not stand there, words that nobody wrote, how many publishers tell it, how much is less sure."""

from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.resolve import resolve
from reportedly.store import Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.claims import of_kinds
from reportedly.store.terms import nearly, terms, without_excluded

NOW = "2024-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


@pytest.fixture
def filled(store: Store) -> Store:
    acts = (
        ("a", LETTER, "2022-08-16", "The Herald", 0.9),
        ("b", replace(LETTER, words="sent a missile crew to", type="AID", mode=None, date="2023-10-12"), "2023-10-13", "The Herald", 0.9),
        ("c", LETTER, "2022-08-17", "The Courier", 0.9),
        ("d", replace(LETTER, date="2019-04-02"), "2019-04-03", "The Courier", 0.1),
    )
    for name, act, published, publisher, score in acts:
        report = told(name, act, published=published, publisher=publisher)
        found = resolve(report, store)
        store.add(report, [replace(c, score=score) for c in found.claims], found.links, notes=found.notes, now=NOW)
    return store


def test_a_word_after_a_minus_must_not_stand_there(filled: Store) -> None:
    assert {hit.report for hit in filled.search("Putin").rows} == {"a", "b", "c", "d"}
    assert {hit.report for hit in filled.search("Putin -missiles").rows} == {"a", "c", "d"}
    assert len(filled.events(Filter(words="Putin -missile")).rows) == len(filled.events(Filter(words="Putin")).rows) - 1
    assert filled.search("-missile").rows == ()
    assert [t.text for t in terms('kim -"nuclear test" KN-23 -x') if t.is_not] == ["nuclear test", "-x"]


def test_a_question_is_parted_from_what_must_not_stand_there() -> None:
    assert without_excluded('letter -Putin KN-23 -"rail cars"') == ("letter   KN-23", '-Putin -"rail cars"')
    assert without_excluded("a - b") == ("a - b", "")


def test_a_word_that_nobody_wrote_is_told_with_one_that_is_near(filled: Store) -> None:
    assert Browse(filled).misspelt("missle of Putin") == {"missle": "missile"}
    assert Browse(filled).misspelt("zzyzx Putin") == {"zzyzx": ""}
    assert Browse(filled).misspelt("Putin missiles") == {}
    assert nearly("x1") == frozenset()


def test_events_are_bound_by_their_publishers(filled: Store) -> None:
    by_one, by_two = (filled.events(Filter(**bounds)).rows for bounds in ({"max_publishers": 1}, {"min_publishers": 2}))
    assert {row.publishers for row in by_two} == {("The Herald", "The Courier")}
    assert all(len(row.publishers) == 1 for row in by_one)
    assert len(by_one) + len(by_two) == len(filled.events().rows)
    assert sum(c.events for c in Browse(filled).by_day(Filter(min_publishers=2))) == len(by_two)


def test_less_sure_events_are_counted(filled: Store) -> None:
    browse = Browse(filled)
    assert browse.less_sure(Filter(actors=("Kim Jong Un",), min_score=0.3)) == 1
    assert browse.less_sure(Filter(types=("AID",), min_score=0.3)) == 0
    assert browse.less_sure(Filter()) == 0


def test_one_type_is_asked_as_one_of_several():
    """Of a single one SQLite walks through all claims of it for each event, which took seconds."""
    told = str(of_kinds(("AGREE",)).compile(compile_kwargs={"literal_binds": True}))
    assert "IN ('AGREE', 'AGREE')" in told
