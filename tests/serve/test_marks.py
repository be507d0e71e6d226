"""Cutting text into marked pieces, dates in words, and the picture of counts: pure functions."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Span
from reportedly.serve.chart import chart
from reportedly.serve.maps import Dot, world
from reportedly.serve.marks import Mark, page_end, passages, pieces, window_of
from reportedly.serve.words import date_words, unquoted, web_url
from reportedly.store.rows import DayCount

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: Span(min(p), max(p)))


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(min_size=60, max_size=60), SPANS, st.lists(SPANS, max_size=12))
def test_pieces_are_the_text_and_every_character_has_its_marks(text: str, window: Span, spans: list[Span]) -> None:
    marks = [Mark(span, "event" if i % 2 else "statement", href=f"/{i}") for i, span in enumerate(spans)]
    made = pieces(text, window, marks)
    assert "".join(p.text for p in made) == window.of(text)
    for piece in made:
        for i in range(piece.start, piece.start + len(piece.text)):
            assert set(piece.layers) == {m.layer for m in marks if m.span.start <= i < m.span.end}


def test_the_shortest_mark_leads() -> None:
    (first, inner, last) = pieces("one two three", Span(0, 13), [Mark(Span(0, 13), "statement", "/s"), Mark(Span(4, 7), "name", "/n")])
    assert [(p.text, p.href) for p in (first, inner, last)] == [("one ", "/s"), ("two", "/n"), (" three", "/s")]


def test_sentences_and_what_stands_between_are_the_text() -> None:
    text = "Title\n\nOne here. Two there.\nEnd"
    made = passages(text, Span(0, len(text)), [Span(0, 5), Span(7, 16), Span(17, 27)], [])
    assert "".join(p.text for passage in made for p in passage.pieces) == text
    assert [p.is_sentence for p in made] == [True, False, True, False, True, False]


@pytest.mark.parametrize("text", ["", "a" * 50_000, "word " * 9_000, "line\n" * 9_000])
def test_pages_of_a_long_text_follow_each_other(text: str) -> None:
    at, seen = 0, ""
    while at < len(text):
        window = window_of(text, at=at, size=4_000)
        assert window.start == at
        assert len(window) <= 4_000
        seen += window.of(text)
        at = page_end(text, at, 4_000)
    assert seen == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-10-03", "3 Oct 2023"),
        ("2023-09", "Sep 2023"),
        ("2023", "2023"),
        ("2023-10-01/2023-10-07", "between 1 and 7 Oct 2023"),
        ("2023-09-28/2023-10-07", "between 28 Sep and 7 Oct 2023"),
        ("2022-12-28/2023-01-02", "between 28 Dec 2022 and 2 Jan 2023"),
        ("2022-05/2022-08", "between May 2022 and Aug 2022"),
        ("2020-03/", "since Mar 2020"),
        ("/2006", "until 2006"),
        (None, "undated, reported on 4 Mar 2021"),
    ],
)
def test_dates_are_told_as_what_they_are(value: str | None, words: str) -> None:
    assert date_words(value, "2021-03-04") == words


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "http://", "ftp://host/x", "", None, "http://[::1"])
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_url(url) == ""


def test_counts_as_a_picture() -> None:
    day = date(2022, 8, 15).toordinal()
    counts = [
        DayCount(day, day, "CONSULT", "letter", 3),
        DayCount(day + 40, day + 40, "ASSAULT", None, 1),
        DayCount(date(2022, 1, 1).toordinal(), date(2022, 12, 31).toordinal(), "AID", None, 2),
        DayCount(None, None, "AID", None, 4),
    ]
    made = chart(counts, lambda b: f"/timeline?from={b.first}&to={b.last}")
    assert made is not None
    assert (made.unit, made.events, made.vague, made.undated) == ("month", 4, 2, 4)
    first, last = made.bars[0], made.bars[-1]
    assert (first.bucket.name, first.bucket.up, last.bucket.name, last.bucket.down) == ("Aug 2022", 3, "Sep 2022", 1)
    assert first.href == "/timeline?from=2022-08-01&to=2022-08-31"
    assert first.up > last.down > 0
    assert chart([DayCount(None, None, "AID", None, 4)], lambda b: "") is None


def test_a_place_lies_within_its_picture() -> None:
    made = world([Dot("Vladivostok", 43.12, 131.89)])
    ((_, x, y),) = made.dots
    assert (x, y) == (made.width / 2, made.height / 2)
    assert made.path.startswith("M")
    assert len(made.path) < 60_000


def test_a_stray_early_event_does_not_make_the_bars_coarser() -> None:
    day = date(2022, 1, 10).toordinal()
    counts = [DayCount(day + 30 * i, day + 30 * i, "CONSULT", None, 3) for i in range(24)]
    plain = chart(counts, lambda b: "")
    found = chart([DayCount(date(1961, 7, 6).toordinal(), date(1961, 7, 6).toordinal(), "AGREE", None, 1), *counts], lambda b: "")
    assert (plain.unit, plain.early) == ("month", 0)
    assert (found.unit, found.early, found.begin, len(found.bars)) == ("month", 1, date(2022, 1, 10), len(plain.bars))
    many = chart([DayCount(day - 20_000, day - 20_000, "AGREE", None, 30), *counts], lambda b: "")
    assert (many.unit, many.early) == ("year", 0)


def test_one_day_alone_does_not_fill_the_picture() -> None:
    day = date(2022, 1, 10).toordinal()
    assert chart([DayCount(day, day, "CONSULT", None, 3)], lambda b: "").bars[0].width < 80


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“We will stay.”", "We will stay."),
        (" we will stay,” ", "we will stay,"),
        ("“Stay,” … “or go”", "“Stay,” … “or go”"),
        ("nothing quoted", "nothing quoted"),
        ("””", ""),
    ],
)
def test_a_page_that_sets_quotation_marks_takes_off_those_around_and_leaves_those_within(words: str, shown: str) -> None:
    assert unquoted(words) == shown
