"""What statements are about that do not say it themselves."""

import pytest

from reportedly.store.matters import is_behind
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
