"""The boosted forest: trees walked as they are written.

`weather.onnx` was written by training/fit_forest.py: WET is -2 with clouds up to 1.5, else 2; WINDY is .25, and 1 more without gusts,
else .5 more with clouds up to 3, else .5 less.
"""

from math import exp, isclose
from pathlib import Path

import pytest

from reportedly.annotate.events import reading_same
from reportedly.annotate.events.retelling import NAMES
from reportedly.annotate.forest import Forest, forest
from reportedly.errors import ResourceError

SMALL = Forest(Path(__file__).with_name("weather.onnx").read_bytes())


def chance(odds):
    return 1 / (1 + exp(-odds))


@pytest.mark.parametrize(
    ("row", "wet", "windy"),
    [([1.5, 0.0], -2.0, 1.25), ([1.6, 0.0], 2.0, 1.25), ([3.0, 0.1], 2.0, 0.75), ([9.0, 5.0], 2.0, -0.25)],
)
def test_a_row_takes_the_left_branch_at_or_below_the_threshold(row, wet, windy):
    (p,) = SMALL.many([row]).tolist()
    assert isclose(p[0], chance(wet), rel_tol=1e-6)
    assert isclose(p[1], chance(windy), rel_tol=1e-6)


def test_many_rows_are_as_one_by_one():
    rows = [[0.0, 0.0], [2.0, 1.0], [4.0, 1.0]]
    assert SMALL.many(rows).tolist() == [SMALL.many([row]).tolist()[0] for row in rows]


def test_no_rows_have_no_probabilities():
    assert SMALL.many([]).shape == (0, 2)


def test_a_file_says_what_it_is_about():
    assert (SMALL.labels, SMALL.names) == (("WET", "WINDY"), ("clouds", "gusts"))


def test_the_shipped_forest_knows_the_numbers_that_it_is_asked_with():
    shipped = forest("weights/events-role-2.onnx")
    assert shipped.names == NAMES
    assert shipped.labels == ("ACTOR", "RECIPIENT")
    assert forest("weights/events-same-2.onnx").names == reading_same.NAMES


def test_a_missing_file_is_told():
    with pytest.raises(ResourceError):
        forest("weights/no-such-forest.onnx")
