"""What holds for any text whatever."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.annotate.times import tag
from reportedly.model.dates import is_date

HEAP = """
the a early late mid- last next this past two 3 31 first week weeks of October May Aug. 15 2022 , 1998 's ago later before after
Friday Monday night morning year years decade century quarter every since from to and - / : 12 p.m. GMT yesterday today weekend
fiscal summer end beginning twenty thousand half an hour couple few Christmas Easter ’ 🚀 İ 99 0 2022-02-30 30 February 29 in will
said recent 1/2 1990s
"""
WORDS = [*HEAP.split(), "\n", "\u00a0"]
VALUE = re.compile(
    r"(?:PAST|PRESENT|FUTURE)_REF|P(?:T?(?:X|\d[\d.e+]*)(?:[A-Z]{1,2})(?:T?\d+[A-Z])?)|PXX"
    r"|BC\d+|\d{2}(?:\d(?:\d)?)?|(?:\d{4}|XXXX)-(?:\d\d|XX|Q\d|H\d|SP|SU|FA|WI|W(?:\d\d|XX)(?:-(?:\d|WE))?)(?:-(?:\d\d|XX))?"
    r"(?:T(?:\d\d:\d\d|[A-Z]{2}))?|(?:[\dX]{4}(?:-[\dX]{2}){0,2})/(?:[\dX]{4}(?:-[\dX]{2}){0,2})"
)
ANCHORS = st.one_of(
    st.none(), st.dates().map(lambda d: d.isoformat()), st.sampled_from(["2022", "2022-10", "0001-01-01", "9999-12-31", "soon"])
)


def check(text, anchor):
    times = tag(text, anchor)
    at = 0
    for timex in times:
        assert at <= timex.span.start < timex.span.end <= len(text)
        at = timex.span.end
        assert timex.value == "" or VALUE.fullmatch(timex.value), timex
        assert timex.date is None or is_date(timex.date)
        assert timex.rule
    return times


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), ANCHORS)
@settings(max_examples=300, deadline=None)
def test_any_heap_of_time_words(text, anchor):
    check(text, anchor)


@given(st.text(max_size=80), ANCHORS)
@settings(max_examples=150, deadline=None)
def test_any_text(text, anchor):
    check(text, anchor)


def test_a_long_line_takes_time_in_proportion():
    text = "The envoy said on Friday, the 3rd of May, that two weeks ago talks had failed. " * 2500
    assert len(check(text, "2022-10-12")) == 5000
