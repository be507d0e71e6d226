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
