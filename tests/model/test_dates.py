from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.dates import as_date, bounds, gap, is_date, overlap, shorten, within

VALUES = [
    ("2023-10-12", "2023-10-12"),
    ("2023-10-12TNI", "2023-10-12"),
    ("2023-10-12T15:30", "2023-10-12"),
    ("2023-10", "2023-10"),
    ("2023-10-XX", "2023-10"),
    ("2023", "2023"),
    ("2023-W40", "2023-10-02/2023-10-08"),
    ("2023-W40-WE", "2023-10-07/2023-10-08"),
    ("2023-W40-3", "2023-10-04"),
    ("2023-Q3", "2023-07/2023-09"),
    ("2023-H1", "2023-01/2023-06"),
    ("2023-SU", "2023-06/2023-08"),
    ("2023-WI", "2023-12/2024-02"),
    ("199", "1990/1999"),
    ("199X", "1990/1999"),
    ("19", "1900/1999"),
    ("2023-10-01/2023-10-07", "2023-10-01/2023-10-07"),
]
NO_DAY = [
    "PAST_REF",
    "PRESENT_REF",
    "FUTURE_REF",
    "P3D",
    "PXY",
    "PT2H",
    "XXXX-08-15",
    "XXXX-WXX-5",
    "",
    "2023-02-30",
    "2021-W53",
    "2023-13",
    "/",
    "BC02",
]


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_a_value_becomes_a_date(value, expected):
    assert as_date(value) == expected


@pytest.mark.parametrize("value", NO_DAY)
def test_a_value_that_names_no_day_becomes_none(value):
    assert as_date(value) is None


def test_since_opens_the_end_or_closes_it_with_the_publication():
    assert as_date("2006", relation="since") == "2006/"
    assert as_date("2006", "2017-09-04", relation="since") == "2006/2017-09-04"
    assert as_date("2006", relation="until") == "/2006"


def test_since_a_day_after_publication_stays_open():
    assert as_date("2020", "2017-09-04", relation="since") == "2020/"


def test_an_unknown_relation_is_an_error():
    with pytest.raises(ValueError, match="'sometime'"):
        as_date("2006", relation="sometime")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-10-02/2023-11", date(2023, 10, 2), date(2023, 11, 30)),
        ("2006/", date(2006, 1, 1), date.max),
        ("/2006", date.min, date(2006, 12, 31)),
    ],
)
def test_bounds_are_the_first_and_last_day(value, first, last):
    assert bounds(value) == (first, last)


@pytest.mark.parametrize("value", ["", "Friday", "2023-02-30", "2023-10/2023-09", "2023-W40", "2023-1-5"])
def test_bounds_of_what_is_no_date_is_an_error(value):
    with pytest.raises(ValueError, match=r"ISO 8601|range|before it begins"):
        bounds(value)
    assert not is_date(value)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2023-10", "2023-10-31", True),
        ("2023-10", "2023-11-01", False),
        ("2006/", "2023", True),
        ("2023-10-01/2023-10-07", "2023-10-07/2023-10-09", True),
    ],
)
def test_overlap(a, b, expected):
    assert overlap(a, b) is expected
    assert overlap(b, a) is expected


def test_within_and_gap():
    assert within("2023-10-12", "2023-10")
    assert not within("2023-10", "2023-10-12")
    assert gap("2023-10-12", "2023-10") == 0
    assert gap("2023-10", "2023-11-02") == 2
    assert gap("2023-11-02", "2023-10") == 2


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(0, 900))
def test_the_shortest_form_covers_the_same_days(first, days):
    last = first + timedelta(days=days)
    assert bounds(shorten(first, last)) == (first, last)


@given(st.text(alphabet="0123456789-/WQHXT ", max_size=24))
def test_any_text_gives_a_date_or_none(value):
    day = as_date(value)
    assert day is None or is_date(day)
