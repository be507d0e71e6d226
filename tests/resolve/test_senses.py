"""What the encoder reads of an act's words: kept with the claim, compared, and never taken from another encoder."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from telling import Act, told

from reportedly.resolve import claims_of, pairs, senses


@dataclass(frozen=True)
class Readings:
    """States of an encoder; nothing else is read of them."""

    hidden: np.ndarray


def read(id: str, seed: int):
    """A report of one letter with states drawn from a seed."""
    bare = told(id, Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15"))
    width = senses.fitting().mean.shape[0]
    return replace(bare, readings=Readings(np.random.default_rng(seed).normal(size=(len(bare.tokens), width)).astype(np.float16)))


def test_the_projection_is_for_the_encoder_that_is_installed():
    """Who trains the encoder anew runs `python -m training.linking` as well."""
    assert senses.fitting() is not None


def test_a_claim_bears_what_the_encoder_read_and_alike_states_are_alike():
    one, same, other = (claims_of(read("r1", seed))[0].sense for seed in (1, 1, 2))
    assert one
    assert one == same
    assert senses.alike(senses.read_sense(one), senses.read_sense(same)) == pytest.approx(1.0)
    assert senses.alike(senses.read_sense(one), senses.read_sense(other)) < 0.9


def test_without_the_encoder_there_is_no_sense_and_the_words_alone_are_weighed():
    a, b = (pairs.sketch(claims_of(told(id, Act("Vladimir Putin", "Kim Jong Un")))[0]) for id in ("r1", "r2"))
    assert a.sense is None
    assert 0.0 < pairs.chance(a, b) < 1.0


def test_a_projection_for_another_encoder_is_not_used(monkeypatch):
    senses.fitting.cache_clear()
    monkeypatch.setattr(senses, "encoder_digest", lambda: "0" * 64)
    try:
        assert senses.fitting() is None
        assert claims_of(told("r1", Act("Russia", "North Korea")))[0].sense == ""
    finally:
        senses.fitting.cache_clear()


def test_a_sense_is_bytes_between_minus_127_and_127():
    sense = senses.fitting().sense(np.arange(senses.fitting().mean.shape[0], dtype=np.float32))
    assert max(map(abs, sense)) == 127
    told_as = senses.b64encode(bytes(n & 0xFF for n in sense)).decode()
    assert senses.read_sense(told_as) == sense


def test_senses_of_two_sizes_are_not_compared():
    assert senses.alike((1, 2), (1, 2, 3)) == 0.0
