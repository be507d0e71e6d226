"""What one speaker claims is not what another says in the same breath."""

import pytest

from reportedly.library import annotate


def told(text: str) -> dict[str, list[str]]:
    """What each speaker says."""
    found: dict[str, list[str]] = {}
    for s in annotate(text, published="2023-11-25").statements:
        if s.speaker:
            found.setdefault(s.speaker.name, []).append(" ... ".join(c.of(text) for c in s.content))
    return found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "As Seoul claims Russia helped launch satellite, North Korea warns of stronger forces\n\nThe ministry said so on Tuesday.",
            ("Government of South Korea", "Russia helped launch satellite"),
            ("Government of North Korea", "stronger forces"),
        ),
        (
            "Ana Prado of Chile tweeted that Norway “knows that I am with them & will keep the promise. Deal will happen!”\n\n"
            "Erik Dahl of Norway said he is open to a third meeting with Chile.",
            ("Ana Prado", "Norway “knows that I am with them & will keep the promise. Deal will happen!”"),
            ("Erik Dahl", "he is open to a third meeting with Chile"),
        ),
    ],
)
def test_each_says_only_his_own(text: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    found = told(text)
    assert found[one[0]] == [one[1]]
    (said,) = found[other[0]]
    assert said.removeprefix("of ") == other[1]


def test_what_is_quoted_within_another_s_words_stays_in_both() -> None:
    found = told("Erik Dahl said that Ana Prado claimed that Norway tested missiles.")
    assert "Ana Prado claimed that Norway tested missiles" in found["Erik Dahl"][0]
    assert found["Ana Prado"] == ["Norway tested missiles"]
