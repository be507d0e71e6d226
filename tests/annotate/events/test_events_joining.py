"""Who takes part in one breath with others, and how many take part in what is done with one another."""

import pytest

from reportedly.annotate.events.parties import chosen
from reportedly.library import annotate


def parties(text: str, act: str, side: str) -> list[str]:
    """Who acts, or is acted on, in the act of this word."""
    found = {e.trigger.of(text).split()[-1]: e for e in annotate(text, published="2023-08-15").events}
    return sorted(p.name for p in getattr(found[act], side))


@pytest.mark.parametrize(
    ("text", "act", "side", "names"),
    [
        ("Foreign Minister Ola Dahl visited Chile, Peru and Bolivia on Monday.", "visited", "recipient", ["Bolivia", "Chile", "Peru"]),
        ("Norway, Chile and Peru condemned the attack on Monday.", "condemned", "actor", ["Chile", "Norway", "Peru"]),
        ("Insurgents took control of large swaths of Iraq and Syria last year.", "control", "recipient", ["Iraq", "Syria"]),
        ("Norway and its allies imposed sanctions on Peru on Monday.", "sanctions", "actor", ["Norway"]),
    ],
)
def test_who_is_named_in_one_breath_takes_part(text: str, act: str, side: str, names: list[str]) -> None:
    assert parties(text, act, side) == names


def test_a_third_takes_part_only_where_likely() -> None:
    assert chosen([0.8, 0.45, 0.5], 0.25, 0.3, 0.6) == [0, 2]
    assert chosen([0.8, 0.65, 0.7], 0.25, 0.3, 0.6) == [0, 1, 2]
    assert chosen([0.2, 0.1], 0.25, 0.3, 0.6) == []
