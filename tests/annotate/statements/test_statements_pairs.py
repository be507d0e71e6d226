"""Whom "both", "the two" and "the two sides" stand for when they speak."""

import pytest
from said import statements

TWO = [
    ("Norway and Chile held talks on Monday. Both said the talks were useful.", "Government of Norway and Government of Chile"),
    ("Norway and Chile held talks on Monday. The two sides said the talks were useful.", "Government of Norway and Government of Chile"),
    ("Norway met Chile on Monday. The two governments said the talks were useful.", "Government of Norway and Government of Chile"),
    ("Norway and Chile held talks on Monday. Neither government commented on the talks.", "Government of Norway and Government of Chile"),
    ("Anna Berg met Paul Ferrand in Oslo. The two said the talks were useful.", "Anna Berg and Paul Ferrand"),
    ("Anna Berg flew to Oslo with Paul Ferrand. Both of them said the talks were useful.", "Anna Berg and Paul Ferrand"),
    ("After Anna Berg met Paul Ferrand, the two said the talks were useful.", "Anna Berg and Paul Ferrand"),
]


@pytest.mark.parametrize(("text", "name"), TWO)
def test_they_are_the_two_named_together_before(text: str, name: str) -> None:
    last = statements(text)[-1]
    assert last.speaker is not None
    assert last.speaker.name == name


OPEN = [
    "The war goes on. Both sides deny firing at the harbour.",
    "The two sides said the talks were useful.",
    "The pair said the talks were useful after Anna Berg met Paul Ferrand in Oslo.",
    "Anna Berg met Paul Ferrand and Clara Voss. The two said the talks were useful.",
]


@pytest.mark.parametrize("text", OPEN)
def test_where_the_text_fixes_no_two_nobody_speaks_for_certain(text: str) -> None:
    last = statements(text)[-1]
    assert last.speaker is None
    assert "no two" in last.reasons["speaker"]


def test_two_of_many_are_themselves() -> None:
    last = statements("Anna Berg met Paul Ferrand in Oslo. Two officials said the talks were useful.")[-1]
    assert last.speaker is not None
    assert last.speaker.name == "unnamed officials"
