"""What is told as denied or as not done, and what only looks like it."""

import pytest

from reportedly.annotate.status.constraints import is_withheld, possible
from reportedly.library import annotate
from reportedly.model import Span, Token

UNDONE = {"denied", "did-not-happen"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway said it will not sell missiles to Chile.", "sell"),
        ("There is no guarantee that Norway and Chile will meet.", "meet"),
        ("Norway promised never to attack Chile.", "attack"),
        ("The president dismissed the missile tests by North Korea.", "tests"),
        ("The meeting of the two leaders has been dismissed by Norway as an act of despair.", "meeting"),
        ("Norway did not rule out military action against Chile.", "action"),
        ("The minister did not deny that Norway had sold missiles to Chile.", "sold"),
        ("Norway denied entry to two Chilean diplomats on Monday.", "denied"),
        ("Peru denied visas to four Chilean officials.", "denied"),
    ],
)
def test_what_may_or_will_not_be_done_or_is_not_denied_is_no_denial(text: str, act: str) -> None:
    found = [e.status for e in annotate(text, published="2023-10-20").events if act in e.trigger.of(text)]
    assert not UNDONE & set(found)


def test_who_did_not_deny_it_denies_nothing() -> None:
    text = "The minister did not deny that Norway had sold missiles to Chile."
    assert "denies" not in [s.stance for s in annotate(text, published="2023-10-20").statements]


SCORED = {"occurred": 0.2, "hypothetical": 0.1, "did-not-happen": 0.6, "denied": 0.1}


@pytest.mark.parametrize(
    ("features", "kind", "likeliest"),
    [
        (["v=neg", "v=mood:future", "v=will+VB"], "AID", "hypothetical"),
        (["v=neg", "v=mood:would", "v=would+VB"], "REJECT", "occurred"),
        (["v=neg", "v=mood:would", "v=would+have+VBN"], "AID", "did-not-happen"),
        (["v=VBD", "a:negative/ccomp"], "AID", "occurred"),
        (["a:negative/dobj"], "CONSULT", "did-not-happen"),
        (["neg+negative"], "CONSULT", "occurred"),
        (["a0=dismiss"], "CONSULT", "occurred"),
        (["a1=dismiss"], "CONSULT", "did-not-happen"),
    ],
)
def test_the_wording_leaves_some_statuses_open(features: list[str], kind: str, likeliest: str) -> None:
    left = possible(SCORED, features, kind=kind)
    assert max(left, key=lambda k: left[k]) == likeliest


def test_a_refusal_that_lies_in_the_negation_was_made() -> None:
    left = possible(SCORED, ["v=neg", "v=have+VBN"], kind="REJECT", withheld=True)
    assert max(left, key=lambda k: left[k]) == "occurred"
    left = possible(SCORED, ["v=VBD"], kind="REJECT", withheld=True)
    assert max(left, key=lambda k: left[k]) == "did-not-happen"


@pytest.mark.parametrize(("lemma", "withheld"), [("endorse", True), ("allow", True), ("veto", False), ("refuse", False)])
def test_only_words_that_say_no_refusal_withhold_by_negation(lemma: str, withheld: bool) -> None:
    token = Token(0, Span(0, len(lemma)), lemma, lemma, "VERB", "VB", "ROOT", 0, 0)
    assert is_withheld("REJECT", token) is withheld
    assert not is_withheld("SUPPORT", token)
