"""The linear scorer: arithmetic on named features."""

from math import isclose

import pytest

from reportedly.annotate.linear import Linear, linear
from reportedly.errors import ResourceError

COIN = Linear(("HEADS", "TAILS"), {"shiny": ((0, 1.0),), "bent": ((0, -1.0), (1, 2.0))})


def test_probabilities_sum_to_one_and_follow_the_weights():
    p = COIN.probabilities(["bent"])
    assert isclose(sum(p.values()), 1.0)
    assert p["TAILS"] > 0.9


def test_unknown_features_count_nothing():
    assert COIN.scores(["green", "shiny"]) == COIN.scores(["shiny"])


def test_many_rows_at_once_are_scored_as_one_by_one():
    rows = [["bent"], [], ["shiny", "bent"], ["green"]]
    assert COIN.many(rows) == [COIN.probabilities(row) for row in rows]


def test_the_strongest_features_come_first_and_none_that_speaks_against():
    assert COIN.strongest(["shiny", "bent"], "HEADS") == ["shiny"]


def test_large_sums_do_not_overflow():
    assert Linear(("A", "B"), {"x": ((0, 5000.0),)}).probabilities(["x"])["A"] == 1.0


@pytest.mark.parametrize("name", ["trigger", "type", "role", "status"])
def test_each_shipped_file_opens_and_carries_its_intercept(name):
    model = linear(f"weights/events-{name}.tsv")
    assert "bias" in model
    assert len(model.labels) > 1


def test_a_missing_file_is_a_resource_error():
    with pytest.raises(ResourceError):
        linear("weights/no-such.tsv")
