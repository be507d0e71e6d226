"""Altered quotations, and one statement in several reports."""

from itertools import permutations

import pytest

from reportedly.model import Report
from reportedly.model.quotations import altered_quotations, quotations
from reportedly.model.sayings import Saying, grouped, one_statement


def words(first: str, second: str) -> list[str]:
    return [a.words for a in altered_quotations(Report("a", f"He said: “{first}”."), Report("b", f'He told them, "{second}"'))]


def test_a_changed_word_is_shown():
    found = words("We will never hand over the harbour to anybody", "We will not hand over the harbour to anybody")
    assert found == ["We will [-never-] {+not+} hand over the harbour to anybody"]


def test_a_word_that_was_left_out_is_shown():
    assert words("We shall surely keep the old bridge open", "We shall keep the old bridge open") == [
        "We shall [-surely-] keep the old bridge open"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We shall keep the old bridge open", "We shall keep the old bridge open"),
        ("We shall keep the old bridge open", "we shall keep the old bridge open,"),
        ("We shall keep the old bridge open for all winter", "keep the old bridge open for all"),
        ("We shall keep the old bridge open for all", "We shall keep … the old bridge open for all"),
        ("We shall keep it open for all of winter", "We shall keep it [the bridge] open for all of winter"),
        ("We shall keep the old bridge open for all", "Nobody asked the farmers what they need in spring"),
        ("so be it", "so was it"),
    ],
)
def test_what_is_the_same_cut_marked_short_or_something_else_is_no_alteration(first, second):
    assert words(first, second) == []


def test_quotations_have_exact_characters():
    report = Report("a", 'Odd “open quote. She said "the harbour stays open this year" today.')
    assert [q.span.of(report.text) for q in quotations(report)] == ["the harbour stays open this year"]


def test_hostile_quotation_marks_do_no_harm():
    assert quotations(Report("a", "“" * 20_000 + '"' * 20_000)) == []
    many = Report("a", " ".join(f"“word{i} and four more words {i}”" for i in range(400)))
    assert altered_quotations(many, many) == []


def saying(report: str, text: str, *, speaker: str = "Q1", said_on: str | None = None, published: str | None = "2022-08-15") -> Saying:
    return Saying(report, 0, speaker, said_on, published, text)


BRIDGE = "the old bridge across the river would reopen before winter"


def test_one_statement_in_several_reports_is_one():
    a, b = saying("a", BRIDGE), saying("b", "the old bridge across the river will reopen before the winter")
    assert "words in common" in one_statement(a, b)
    assert one_statement(a, b) == one_statement(b, a)


def test_the_same_words_in_quotation_marks_are_one_statement_whatever_stands_around():
    a = saying("a", "He was “ready to sign the paper tomorrow” and more")
    b = saying("b", "“I am ready to sign the paper tomorrow”, at last")
    assert "quotation marks" in one_statement(a, b)


@pytest.mark.parametrize(
    "other",
    [
        saying("b", BRIDGE, speaker="Q2"),
        saying("b", BRIDGE, published="2022-11-02"),
        saying("b", BRIDGE, published=None),
        saying("b", "farmers in the valley needed seeds in spring"),
        saying("b", "it would"),
    ],
)
def test_another_speaker_day_or_content_is_another_statement(other):
    assert one_statement(saying("a", BRIDGE), other) == ""


def test_days_of_saying_that_cannot_agree_part_statements():
    assert one_statement(saying("a", BRIDGE, said_on="2022-08-14"), saying("b", BRIDGE, said_on="2022-08-15")) == ""
    assert one_statement(saying("a", BRIDGE, said_on="2022-08"), saying("b", BRIDGE, said_on="2022-08-15"))


def test_statements_are_grouped_in_any_order():
    said = [saying("a", BRIDGE), saying("b", f"{BRIDGE}, he hoped"), saying("c", BRIDGE, speaker="Q2"), saying("d", BRIDGE)]
    groups = {frozenset(frozenset(s.report for s in group) for group in grouped(order)) for order in permutations(said)}
    assert groups == {frozenset({frozenset("abd"), frozenset("c")})}
