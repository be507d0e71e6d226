"""The score of an event mention."""

from reportedly.annotate.events.confidence import NAMES, WEIGHTS, confidences, rows
from reportedly.annotate.events.parties import Roles, Side
from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.forest import forest
from reportedly.model import Mention, Span, Token

TOKEN = Token(0, Span(0, 4), "sent", "send", "VERB", "VBD", "ROOT", 0, 0, "")


def trigger(p: float) -> Trigger:
    return Trigger(TOKEN, Span(0, 4), "AID", None, p, p, p)


def sides(p: float) -> Roles:
    side = Side(p, 1, (p, 0.1, 0.0), 0.1, Mention(Span(5, 9), "name", "x", (), 1, 1.0, "test/1", ""), "country", True)
    return Roles((), (), {}, side, side, 2, 2)


def test_no_acts_have_no_scores():
    assert confidences([], [], 3) == []


def test_a_score_is_a_probability():
    assert all(0 < s < 1 for p in (0.0, 0.3, 0.6, 1.0) for s in confidences([trigger(p)], [sides(p)], 9))


def test_what_is_surer_in_all_parts_scores_higher():
    low, high = (confidences([trigger(p)], [sides(p)], 9)[0] for p in (0.35, 0.95))
    assert low < high


def test_a_row_has_a_number_for_every_name_of_the_forest():
    assert rows([trigger(0.5)], [Roles((), (), {})], 1).shape == (1, len(NAMES))
    assert forest(WEIGHTS).names == NAMES


def test_an_act_without_parties_is_told_from_one_with_unlikely_ones():
    nobody, unlikely = rows([trigger(0.5)] * 2, [Roles((), (), {}), sides(0.0)], 1).tolist()
    assert nobody != unlikely
