"""The encoder's view of acts beside the linear scorers'."""

from collections.abc import Sequence

import numpy as np
import pytest

from reportedly.annotate.events.reading import TYPES, ActReading
from reportedly.annotate.events.triggers import THRESHOLD
from reportedly.model import CloseReading


class Fake:
    """Readings that say of each word how likely it is an act, and of which type; `close` is what the closer reading says."""

    def __init__(self, p: Sequence[float], kind: str, close: tuple[float, str] | None = None) -> None:
        self.near = close
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

    def among(self, name: str, words: Sequence[int]) -> np.ndarray:
        raise KeyError(name)

    def closely(self, word: int) -> CloseReading | None:
        if self.near is None:
            return None
        row = np.zeros(1 + len(TYPES), dtype=np.float32)
        row[0], row[1 + TYPES.index(self.near[1])] = 1 - self.near[0], self.near[0]
        return CloseReading(0, row, row, row, np.zeros((1, 4), dtype=np.float32))


def test_a_likely_word_is_weighed_again_by_the_closer_reading():
    surer, less = (ActReading(Fake([0.5], "AID", (p, "AID"))).weighed(0, 0.5) for p in (0.95, 0.05))
    assert less < 0.5 < surer


def test_an_unlikely_word_is_not_read_again():
    assert ActReading(Fake([0.5], "AID", (0.95, "AID"))).weighed(0, 0.05) == 0.05


def test_the_closer_reading_has_a_say_in_the_type():
    p = {"AID": 0.4, "COERCE": 0.4}
    types = [ActReading(Fake([0.0], "AID", (0.9, kind))).pooled_types(0, p) for kind in p]
    assert types[0]["AID"] > types[1]["AID"]


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
