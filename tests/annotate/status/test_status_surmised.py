"""Goods that went somewhere are no aid that is told as given where the sentence only suspects it."""

import pytest

from reportedly.library import annotate


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "At least 40 wagons with packages left Norway for Chile last week, sparking wide speculation that Norway was now aiding Chile.",
            "suspected",
        ),
        ("At least 40 wagons with packages left Norway for Chile last week. Analysts suspect that Norway is aiding Peru.", "occurred"),
    ],
)
def test_what_goods_are_for_may_be_a_surmise(text: str, status: str) -> None:
    found = {e.trigger.of(text): (e.type, e.status) for e in annotate(text, published="2023-10-14").events}
    assert found["left"] == ("AID", status)
