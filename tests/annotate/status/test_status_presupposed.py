"""What the wording takes for done: what one is scolded for, what the first to do it did, whom somebody tried to persuade."""

import pytest

from reportedly.library import annotate


def status(text: str, act: str) -> str:
    """The status of the act of this word."""
    return str({e.trigger.of(text).split()[-1]: e for e in annotate(text, published="2023-08-15").events}[act].status)


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Norway's parliament praised Chile for releasing the prisoners.", "releasing", "occurred"),
        ("President Gabriel Boric was the most senior Chilean official to visit Norway in ten years.", "visit", "occurred"),
        ("Norway sought to persuade Chile to lift the ban.", "persuade", "occurred"),
    ],
)
def test_what_is_taken_for_done_is_not_still_to_come(text: str, act: str, expected: str) -> None:
    assert status(text, act) == expected


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway's parliament called for releasing the prisoners.", "releasing"),
        ("President Gabriel Boric will be the first Chilean president to visit Norway.", "visit"),
    ],
)
def test_what_is_asked_for_or_will_be_is_still_to_come(text: str, act: str) -> None:
    assert status(text, act) not in ("occurred", "ongoing")
