"""Quotation marks: pairing, linking to a cue, running on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said import content, only, statements

from reportedly.annotate.statements.quotations import quotations
from reportedly.model import Span

PAIRS = [
    ('He said "yes" and "no".', ['"yes"', '"no"']),
    ("He said “yes” and “no”.", ["“yes”", "“no”"]),
    ("She read “the word ‘peace’ twice” aloud.", ["“the word ‘peace’ twice”", "‘peace’"]),
    ("'We won,' she said of the drivers' strike.", ["'We won,'"]),
    ("It was the drivers’ strike in the ’90s.", []),
    ("Norway’s ‘new road’ isn’t new.", ["‘new road’"]),
    ("“It never closes, she said.", ["“It never closes, she said."]),
    ('A 12" pipe', []),
    ("«Da», he said.", ["«Da»"]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_marks_find_their_partners(text: str, expected: list[str]) -> None:
    found = quotations(text, (Span(0, len(text)),))
    assert [q.span.of(text) for q in found] == expected


def test_a_quotation_without_new_marks_runs_on_to_its_end() -> None:
    text = '"We will build.\nWe will not stop.\nWe are many."\nThe sun shone.'
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    found = quotations(text, tuple(lines))
    assert [q.span.of(text) for q in found] == ['"We will build.', "We will not stop.", 'We are many."']


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab .,\n\"'“”‘’«»", max_size=80))
def test_any_marks_at_all_give_spans_inside_the_text(text: str) -> None:
    for q in quotations(text, (Span(0, len(text)),)):
        assert 0 <= q.span.start < q.span.end <= len(text)
        assert q.span.contains(q.inner)


QUOTED = [
    ("“We will build the bridge,” the minister said.", ["“We will build the bridge,”"]),
    ("“We will build the bridge,” said the minister.", ["“We will build the bridge,”"]),
    ("The minister said: “We will build the bridge.”", ["“We will build the bridge.”"]),
    ("“We will build,” the minister said, “but not this year.”", ["“We will build,”", "“but not this year.”"]),
    ("“We will build the bridge,” the minister said. “It takes two years.”", ["“We will build the bridge,”", "“It takes two years.”"]),
    ("“We will build the bridge,” the minister said.\n“It takes two years.”", ["“We will build the bridge,”", "“It takes two years.”"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_a_quotation_goes_to_its_cue_with_its_marks(text: str, expected: list[str]) -> None:
    s = only(text)
    assert content(s, text) == expected
    assert s.quote == "direct"


KINDS = [
    ("The minister said the bridge is safe.", "indirect"),
    ("The minister said the bridge is “quite safe”.", "mixed"),
    ("“The bridge is safe,” the minister said.", "direct"),
    ("The minister called the bridge “a wonder of steel”.", "mixed"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_of_quotation(text: str, kind: str) -> None:
    assert only(text).quote == kind


def test_a_scare_quote_is_no_statement() -> None:
    assert statements("The “peace bridge” opened on Monday.") == ()


def test_a_block_behind_a_colon_is_quoted_without_marks() -> None:
    text = "The agency writes:\nThe bridge is long and safe.\nIt opens in June.\nNorway said the bridge is closed."
    first, second = statements(text)
    assert content(first, text) == ["The bridge is long and safe.", "It opens in June."]
    assert first.quote == "direct"
    assert content(second, text) == ["the bridge is closed"]


def test_a_forgotten_mark_ends_where_the_next_opens() -> None:
    text = 'It is "long. "We built it," she said.'
    assert [q.span.of(text) for q in quotations(text, (Span(0, len(text)),))] == ['"long.', '"We built it,"']
