"""The sector that an actor belongs to."""

import pytest

from reportedly.annotate.sectors import sector


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Lisbon police", "COP"),
        ("a group of armed robbers", "CRM"),
        ("the Norwegian navy's frigates", "MIL"),
        ("Peru's Ministry of Health", "GOV"),
        ("a retired general of the Spanish army", "ELI"),
        ("university students", "EDU"),
        ("residents of the town", "CVL"),
        ("Greek lawmakers", "LEG"),
        ("the Socialist Party", "PTY"),
        ("a spy agency", "SPY"),
    ],
)
def test_words_tell_the_sector(name: str, code: str) -> None:
    found = sector(name)
    assert found is not None
    assert found.code == code
    assert found.reason


def test_the_office_tells_it_where_no_word_does() -> None:
    assert sector("Jane Doe") is None
    held = sector("Jane Doe", office="foreign-minister")
    assert held is not None
    assert held.code == "GOV"


def test_words_come_before_the_office() -> None:
    found = sector("Admiral Doe of the Navy", office="president")
    assert found is not None
    assert found.code == "MIL"


def test_part_of_a_word_is_no_word() -> None:
    assert sector("Policeville") is None
