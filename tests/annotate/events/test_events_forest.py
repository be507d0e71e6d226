"""The boosted forest: trees walked as they are written."""

from math import exp, isclose

import pytest

from reportedly import resources
from reportedly.annotate.events.retelling import NAMES
from reportedly.annotate.forest import Forest, forest
from reportedly.errors import ResourceError

STUMP = (0, [(0, 1.5, 1, 2), (-1, -2.0, 0, 0), (-1, 2.0, 0, 0)])
DEEPER = (1, [(1, 0.0, 1, 2), (-1, 1.0, 0, 0), (0, 3.0, 3, 4), (-1, 0.5, 0, 0), (-1, -0.5, 0, 0)])
SMALL = Forest(("WET", "WINDY"), ("clouds", "gusts"), [0.0, 0.25], [STUMP, DEEPER])


def chance(odds):
    return 1 / (1 + exp(-odds))


@pytest.mark.parametrize(
    ("row", "wet", "windy"),
    [([1.5, 0.0], -2.0, 1.25), ([1.6, 0.0], 2.0, 1.25), ([3.0, 0.1], 2.0, 0.75), ([9.0, 5.0], 2.0, -0.25)],
)
def test_a_row_takes_the_left_branch_at_or_below_the_threshold(row, wet, windy):
    (p,) = SMALL.many([row]).tolist()
    assert isclose(p[0], chance(wet))
    assert isclose(p[1], chance(windy))


def test_many_rows_are_as_one_by_one():
    rows = [[0.0, 0.0], [2.0, 1.0], [4.0, 1.0]]
    assert SMALL.many(rows).tolist() == [SMALL.many([row]).tolist()[0] for row in rows]


def test_no_rows_have_no_probabilities():
    assert SMALL.many([]).shape == (0, 2)


def test_a_file_is_read_as_written(monkeypatch):
    text = "# what it is\nWET WINDY\nclouds gusts\n0 0.25\n0\t0<1.5:1:2 =-2 =2\n1\t1<0:1:2 =1 0<3:3:4 =0.5 =-0.5\n"
    monkeypatch.setattr(resources, "read_bytes", lambda _: text.encode())
    forest.cache_clear()
    read = forest("weights/weather.txt")
    forest.cache_clear()
    assert (read.labels, read.names) == (SMALL.labels, SMALL.names)
    assert read.many([[2.0, 1.0]]).tolist() == SMALL.many([[2.0, 1.0]]).tolist()


def test_the_shipped_forest_knows_the_numbers_that_it_is_asked_with():
    shipped = forest("weights/events-role-2.txt")
    assert shipped.names == NAMES
    assert shipped.labels == ("ACTOR", "RECIPIENT")


def test_a_missing_file_is_told():
    with pytest.raises(ResourceError):
        forest("weights/no-such-forest.txt")
