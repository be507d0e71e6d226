"""Who denies what was claimed just before: never the one who claimed it."""

import pytest
from said import content, statements

BOTH = [
    ("Norway has accused Chile of selling missiles to Peru. Both deny it.", "Government of Chile and Government of Peru"),
    ("Norway said Chile had sold missiles to Peru. Both governments rejected the claim.", "Government of Chile and Government of Peru"),
    ("Norway says Chile sold missiles to Peru. The two sides have denied the allegations.", "Government of Chile and Government of Peru"),
    ("Norway says Chile sold missiles to Peru, which both deny.", "Government of Chile and Government of Peru"),
    ("Norway and Kenya have accused Chile of selling missiles to Peru. Both deny it.", "Government of Chile and Government of Peru"),
    (
        "Norway accused Chile of selling missiles to Peru. Neither country responded to a request.",
        "Government of Chile and Government of Peru",
    ),
    ("Norway and Chile said their ties were lawful. Both deny trading arms.", "Government of Norway and Government of Chile"),
]


@pytest.mark.parametrize(("text", "name"), BOTH)
def test_both_are_those_of_whom_it_was_claimed(text: str, name: str) -> None:
    last = statements(text)[-1]
    assert last.speaker is not None
    assert last.speaker.name == name


OPEN = [
    "Norway said Chile had sold missiles. Both deny it.",
    "Norway says Chile has sold missiles to Peru. It has denied the claim.",
]


@pytest.mark.parametrize("text", OPEN)
def test_whoever_made_a_claim_does_not_deny_it(text: str) -> None:
    last = statements(text)[-1]
    assert last.stance == "denies"
    assert last.speaker is None
    assert "did not make it" in last.reasons["speaker"]


def test_another_claim_may_be_denied_by_whoever_spoke() -> None:
    found = statements("Anna Berg said that it rained. She also denied the mayor's claim that it snowed.")
    denials = [s for s in found if s.stance == "denies"]
    assert [s.speaker and s.speaker.name for s in denials] == ["Anna Berg"]


ASIDES = [
    ("Norway says Chile has sold missiles to Peru, which Chile denies.", "Chile has sold missiles to Peru"),
    ("Norway accused Chile of selling missiles to Peru, a charge that Chile denies.", "selling missiles to Peru"),
    ("Norway says Chile has sold missiles to Peru, which Chile has denied.", "Chile has sold missiles to Peru"),
]


@pytest.mark.parametrize(("text", "claim"), ASIDES)
def test_a_denial_thrown_in_denies_the_claim_and_is_no_part_of_it(text: str, claim: str) -> None:
    found = {s.stance: s for s in statements(text)}
    denial = found.pop("denies")
    (made,) = found.values()
    assert denial.speaker is not None
    assert made.speaker is not None
    assert (denial.speaker.name, made.speaker.name) == ("Government of Chile", "Government of Norway")
    assert content(denial, text) == content(made, text) == [claim]
    assert denial.via == ()
