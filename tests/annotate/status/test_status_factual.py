"""How firmly a wording tells an act."""

import pytest

from reportedly.annotate.sentences import Sentences
from reportedly.annotate.status.factual import levels
from reportedly.annotate.status.features import form
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Report


def fact(text, word):
    """The level at which an act is told as a fact."""
    item = Sentences()([AnnotatedReport(Report(id="t", text=text, language="en"))])[0]
    token = next(t for t in item.tokens if t.text == word)
    found = levels([token], [form(token, Syntax(item.tokens, item.sentences))])[0]
    return int(found[0].removeprefix("fact="))


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("The army attacked the town.", "The army may have attacked the town."),
        ("The army attacked the town.", "The army has not attacked the town."),
        ("The minister managed to visit Oslo.", "The minister hopes to visit Oslo."),
    ],
)
def test_a_plain_past_is_surer_than_a_hedged_a_negated_or_a_hoped_one(surer, less_sure):
    def word(text):
        return next(w for w in ("attacked", "visit") if w in text)

    assert fact(surer, word(surer)) > fact(less_sure, word(less_sure))


def test_no_acts_no_levels():
    assert levels([], []) == []
