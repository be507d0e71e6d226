"""Acts whose parties stand otherwise than subject and object: hosting, sending, withdrawing, writing."""

import pytest

from reportedly.annotate.syntax import Syntax
from reportedly.library import annotate


def sides(text: str, act: str) -> tuple[list[str], list[str]]:
    """Who acts and on whom, in the act of this word."""
    found = {e.trigger.of(text).split()[-1]: e for e in annotate(text, published="2023-08-15").events}
    return sorted(p.name for p in found[act].actor), sorted(p.name for p in found[act].recipient)


@pytest.mark.parametrize(
    ("text", "act", "actor", "recipient"),
    [
        ("President Emmanuel Macron hosted Chancellor Olaf Scholz in Lyon on Monday.", "hosted", ["Olaf Scholz"], ["Emmanuel Macron"]),
        (
            "Dozens of mayors, among them Ola Dahl of Bergen, urged Emmanuel Macron in a letter to come.",
            "letter",
            ["Ola Dahl"],
            ["Emmanuel Macron"],
        ),
    ],
)
def test_who_goes_and_who_stays(text: str, act: str, actor: list[str], recipient: list[str]) -> None:
    assert sides(text, act) == (actor, recipient)


def test_nobody_withdraws_from_himself() -> None:
    actor, _ = sides("The ministers demanded the withdrawal of Chilean troops from Peruvian soil.", "withdrawal")
    assert "Peru" not in actor


def test_who_speaks_in_a_clause_beside_is_no_object_of_its_preposition() -> None:
    item = annotate("The raid was condemned by Norway, with Chile saying it broke the truce.", published="2023-08-15")
    way = next(t for t in item.tokens if t.text == "with")
    assert Syntax(item.tokens, item.sentences).objects(way) == []
