"""The encoder's view of acts beside the linear scorers'."""

from collections.abc import Sequence

import numpy as np
import pytest

from reportedly.annotate.events.reading import TYPES, ActReading
from reportedly.annotate.events.triggers import THRESHOLD


class Fake:
    """Readings that say of each word how likely it is an act, and of which type."""

    def __init__(self, p: Sequence[float], kind: str) -> None:
        self.rows = np.zeros((len(p), 1 + len(TYPES)), dtype=np.float32)
        self.rows[:, 0] = 1 - np.array(p)
        self.rows[:, 1 + TYPES.index(kind)] = p
        self.hidden = np.zeros((len(p), 1), dtype=np.float16)

    def labels(self, head: str) -> tuple[str, ...]:
        raise KeyError(head)

    def of(self, head: str) -> np.ndarray:
        return {"event": self.rows}[head]

    def pairs(self, name: str, at: Sequence[Sequence[int]], *, first: int = 0, last: int | None = None) -> np.ndarray:
        raise KeyError(name)


def test_without_readings_the_linear_scorers_decide():
    reading = ActReading(None)
    assert not reading
    assert reading.event(0) == 0.0
    assert reading.pooled_event([0, 1], [0.3, 0.8]) == [0.3, 0.8]
    assert reading.pooled_types(0, {"AID": 0.7}) == {"AID": 0.7}


def test_the_encoder_lifts_and_lowers_what_the_linear_scorer_says():
    low, unsure, high = ActReading(Fake([0.01, 0.5, 0.99], "AID")).pooled_event([0, 1, 2], [0.5, 0.5, 0.5])
    assert low < unsure < high


def test_a_word_that_the_linear_scorer_is_sure_of_stays_an_act_where_the_encoder_doubts():
    (p,) = ActReading(Fake([0.2], "AID")).pooled_event([0], [0.97])
    assert p > 2 * THRESHOLD


def test_pooled_types_sum_to_one_and_lean_to_both():
    types = ActReading(Fake([0.9], "AID")).pooled_types(0, {"AID": 0.4, "COERCE": 0.45})
    assert sum(types.values()) == pytest.approx(1.0)
    assert max(types, key=lambda k: types[k]) == "AID"
    assert types["COERCE"] > types["PROTEST"]


def test_extreme_probabilities_do_no_harm():
    reading = ActReading(Fake([0.0, 1.0], "AID"))
    assert all(0 < p < 1 for p in reading.pooled_event([0, 1], [0.0, 1.0]))
    assert sum(reading.pooled_types(0, {}).values()) == pytest.approx(1.0)
