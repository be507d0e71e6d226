"""Codes of acts for export."""

from typing import get_args

import pytest

from reportedly import resources
from reportedly.codes import TABLE, codes, goldstein, kinds
from reportedly.errors import UsageError
from reportedly.model import EventType

COOPERATION, CONFLICT = (1, 2), (3, 4)


@pytest.mark.parametrize("kind", get_args(EventType))
def test_every_type_has_codes(kind: EventType) -> None:
    found = codes(kind)
    assert found.cameo.isdigit()
    assert -10 <= found.goldstein <= 10
    assert found.quad in COOPERATION + CONFLICT


def test_the_mode_decides() -> None:
    assert codes("CONSULT", "visit").cameo == "042"
    assert goldstein("CONSULT", "visit") > goldstein("CONSULT", "phone")
    assert codes("REJECT", "veto").cameo == "129"


def test_an_unknown_mode_counts_as_none() -> None:
    assert codes("AID", "by-balloon") == codes("AID")
    assert codes("AID", "context") == codes("AID")


def test_a_context_gives_a_finer_code_where_there_is_no_mode() -> None:
    assert codes("AID", None, ["military"]).cameo == "072"
    assert codes("AID", None, ["military", "weather"]).cameo == "072"
    assert codes("CONSULT", "visit", ["military"]).cameo == "042"


def test_scores_lie_on_the_side_of_their_class() -> None:
    """Requests are no conflict by Goldstein, though PLOVER counts them as verbal conflict."""
    for kind in get_args(EventType):
        for mode in resources.table(TABLE)[kind].keys() - {"quad", "context"}:
            score, quad = goldstein(kind, mode), codes(kind, mode).quad
            assert kind == "REQUEST" or (score > 0) == (quad in COOPERATION), (kind, mode)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("consult", ("CONSULT",)),
        ("Consult/Letter", ("CONSULT/letter",)),
        ("letter", ("CONSULT/letter",)),
        ("withdraw", ("RETREAT/withdraw", "SANCTION/withdraw")),
    ],
)
def test_kinds_are_given_by_type_by_mode_or_by_both(word: str, found: tuple[str, ...]) -> None:
    assert kinds(word) == found


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("sing", "CONSULT, "),
        ("sing", "letter"),
        ("consult/sing", "visit, third-party"),
        ("aid/x", "none"),
        ("", "CONSULT"),
        ("quad", "no type"),
    ],
)
def test_what_is_no_kind_says_which_there_are(word: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        kinds(word)
