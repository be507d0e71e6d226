"""What acts are done with, and what is only being made ready."""

import pytest

from reportedly.sorts import lies_ahead, thing


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["nuclear", "test"], "nuclear"),
        (["launch", "satellite"], "missile"),
        (["test", "nuclear", "missile"], ""),
        (["test"], ""),
    ],
)
def test_the_words_of_an_act_tell_what_it_is_done_with(words, found):
    assert thing("MOBILIZE", words) == found


def test_a_type_without_sorts_has_none():
    assert thing("PROTEST", ["missile"]) == ""


def test_an_act_under_a_word_of_making_ready_lies_ahead():
    assert lies_ahead(["prepare", "appear"])
    assert not lies_ahead(["carry", "say"])
