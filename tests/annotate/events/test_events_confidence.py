"""The score of an event mention."""

from itertools import pairwise

from reportedly.annotate.events.confidence import confidence, features


def test_a_score_is_a_probability():
    assert all(0 < confidence(p, p, q, q) < 1 for p in (0.0, 0.32, 0.5, 1.0) for q in (None, 0.0, 0.5, 1.0))


def test_what_is_surer_in_all_parts_scores_higher():
    scores = [confidence(p, p, p, None) for p in (0.4, 0.65, 0.97)]
    assert all(a < b for a, b in pairwise(scores))


def test_the_highest_level_holds_one():
    assert features(1.0, 1.0, 1.0, None)[1] == features(0.99, 1.0, 1.0, None)[1]
