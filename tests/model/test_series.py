from datetime import date

import pytest

from reportedly.model.series import Dated, series_id, series_of

KEY = "CONSULT/letter|PRK~RUS"
WHO = ("North Korea", "Russia")


def dated(event: str, first: str, last: str | None = None) -> Dated:
    return Dated(event, date.fromisoformat(first).toordinal(), date.fromisoformat(last or first).toordinal())


def test_letters_of_two_years_are_one_series_with_two_occasions():
    found = series_of(KEY, [dated("b", "2023-10-12"), dated("a", "2022-08-15")], WHO)
    assert found is not None
    assert [(o.date, o.events) for o in found.occasions] == [("2022-08-15", ("a",)), ("2023-10-12", ("b",))]
    assert found.events == ("a", "b")
    assert "letter, North Korea and Russia: 2 times" in found.reason


def test_a_letter_and_its_answer_are_one_occasion():
    found = series_of(KEY, [dated("a", "2022-08-15"), dated("c", "2022-08-16"), dated("b", "2023-10-12")], WHO)
    assert [o.events for o in found.occasions] == [("a", "c"), ("b",)]


@pytest.mark.parametrize("events", [[], [dated("a", "2022-08-15")], [dated("a", "2022-08-15"), dated("b", "2022-08-15")]])
def test_what_took_place_once_is_no_series(events):
    assert series_of(KEY, events, WHO) is None


def test_a_date_too_coarse_tells_no_occasion():
    assert series_of(KEY, [dated("a", "2022-01-01", "2022-12-31"), dated("b", "2023-10-12")], WHO) is None


def test_what_comes_about_the_same_day_each_year_says_so():
    found = series_of(KEY, [dated("a", "2021-08-15"), dated("b", "2022-08-14"), dated("c", "2023-08-16")], WHO)
    assert found.reason.endswith("about 15 August each year")
    assert "each year" not in series_of(KEY, [dated("a", "2021-08-15"), dated("b", "2022-02-14")], WHO).reason


def test_the_turn_of_the_year_is_one_season():
    assert "each year" in series_of(KEY, [dated("a", "2020-12-30"), dated("b", "2022-01-02")], WHO).reason


def test_the_id_rests_on_kind_and_parties_alone():
    one = series_of(KEY, [dated("a", "2021-08-15"), dated("b", "2022-08-14")], WHO)
    other = series_of(KEY, [dated("x", "2011-08-15"), dated("y", "2012-08-14")], WHO)
    assert one.id == other.id == series_id(KEY) != series_id("CONSULT/visit|PRK~RUS")


def test_what_has_no_date_stands_at_its_first_telling_and_says_so():
    found = series_of(KEY, [dated("a", "2022-08-15"), dated("b", "2023-10-12")._replace(is_told=True)], WHO)
    assert [(o.date, o.is_told) for o in found.occasions] == [("2022-08-15", False), ("2023-10-12", True)]
    assert "1 time on a known day, and 1 event without a date" in found.reason
    assert [o.date for o in found.times] == ["2022-08-15"]


def test_what_is_told_without_a_date_soon_after_is_of_that_occasion():
    assert series_of(KEY, [dated("a", "2022-08-15"), dated("b", "2022-08-20")._replace(is_told=True)], WHO) is None
