"""What statements are about that do not say it themselves."""

import pytest

from reportedly.store.matters import _with_parts, _without_acts, is_behind
from reportedly.store.terms import Sought

ARMS = Sought(((("arm",), ("arm", "deal"), ("weapon",)), (("deliver",), ("deal",), ("weapon", "transfer"))))


@pytest.mark.parametrize(
    ("before", "denied", "is_of_it"),
    [
        ("Crates of weapons left the port, Oslo says. Both Chile and Norway deny ", "the transfers", True),
        ("Weapons were sold, Oslo says. Chile denies ", "such deals", True),
        ("Herring was sold, Oslo says. Chile denies ", "such deals", False),
        ("Crates of weapons left the port, Oslo says. Chile denies ", "a transfer", False),
        ("Crates of weapons left the port, Oslo says. Chile denies ", "the transfers of herring", False),
        ("Crates of weapons left the port, Oslo says. Chile denies ", "the murders", False),
    ],
)
def test_a_noun_with_an_article_points_at_what_stands_right_before(before, denied, is_of_it):
    text = f"{before}{denied}. More follows."
    assert is_behind({"content": [[len(before), len(before) + len(denied)]]}, text, ARMS) is is_of_it


@pytest.mark.parametrize(
    ("told", "is_of_it"),
    [
        ("Chile received forty crates of munitions from Oslo, Lima says.", True),
        ("Chile received forty crates of herring from Oslo, Lima says.", False),
    ],
)
def test_an_act_of_the_kind_asked_for_counts_for_the_verb_where_its_sentence_has_the_rest(tmp_path, told, is_of_it):
    text = f"{told} Norway rejected the claim."
    at = text.index(told[:5])
    denied = text.index("the claim")
    body = {"content": [[denied, denied + len("the claim")]]}
    other = _without_acts(
        Sought(tuple(_with_parts(ask) for ask in (((("deliver",), ("shipment",))), (("arm",), ("weapon",))))), 0, ("AID",)
    )
    assert len(other.asks) == 1
    assert is_behind(body, text, other, sentences=[(at, at + len(told))]) is is_of_it
    assert not is_behind(body, text, other, sentences=[]), "without the act the verb would have to stand there"
