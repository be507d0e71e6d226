"""What a statement denies is never told as done."""

import pytest

from reportedly.library import annotate


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Moscow and Pyongyang have denied any arms deal.", "arms deal"),
        ("Russia denied that it had signed an arms deal with North Korea.", "signed"),
        ("The ministry denied selling missiles to Iran.", "selling"),
    ],
)
def test_the_act_at_the_top_of_a_denial_is_denied(text: str, act: str) -> None:
    found = {e.trigger.of(text): e.status for e in annotate(text, published="2023-10-14").events}
    assert found[act] == "denied"


def test_a_charge_that_is_denied_was_made_all_the_same() -> None:
    text = "Russia denied the accusations by Ukraine."
    found = {e.trigger.of(text): e.status for e in annotate(text, published="2023-10-14").events}
    assert found["accusations"] != "denied"


CLAIMS = [
    ("Chile has denied Norwegian accusations that it has supplied arms to Peru.", "supplied", "Government of Chile"),
    (
        "Chile and Peru have denied Norwegian accusations that Chile has supplied arms to Peru.",
        "supplied",
        "Government of Chile and Government of Peru",
    ),
    ("Chile rejected Norwegian allegations of missile sales to Peru.", "missile sales", "Government of Chile"),
    ("The mayor dismissed the claim that Norway had attacked the harbour.", "attacked", "unnamed mayor"),
]


@pytest.mark.parametrize(("text", "words", "who"), CLAIMS)
def test_who_denies_another_s_claim_denies_the_act_and_who_claims_it_does_not(text, words, who):
    (act,) = [e for e in annotate(text, published="2024-05-15").events if e.trigger.of(text) == words]
    assert (act.status, [p.name for p in act.according_to]) == ("denied", [who])


def test_a_claim_that_is_denied_is_still_an_accusation():
    text = "Chile has denied Norwegian accusations that Peru has supplied arms to Chile."
    assert {s.speaker.name: s.stance for s in annotate(text, published="2024-05-15").statements if s.speaker} == {
        "Government of Chile": "denies",
        "Government of Norway": "accuses",
    }
