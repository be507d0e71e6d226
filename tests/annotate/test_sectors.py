"""The sector that an actor belongs to."""

import pytest

from reportedly import resources
from reportedly.annotate.entities.loading import lexicon
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


def test_a_part_of_a_person_s_name_is_no_word() -> None:
    assert sector("Kim Son Ho", kind="person", entity="p:kim-son-ho") is None
    told = sector("Kim Son Ho", kind="person", entity="p:kim-son-ho", office="minister of defence")
    assert told is None or "son" not in told.reason
    son = sector("the mayor's son", kind="person")
    assert son is not None


def test_part_of_a_word_is_no_word() -> None:
    assert sector("Policeville") is None


@pytest.mark.parametrize(
    ("name", "entity", "code"),
    [
        ("the Tamil Tigers", "LTTE", "REB"),
        ("African National Congress", "ANC", "PTY"),  # the words alone would make it a parliament
        ("Toyota", "TOYOTA", "BUS"),
        ("Toyota workers", "TOYOTA", "LAB"),
        ("the Bundeswehr's spokesman", "DEU-BW", "MIL"),
        ("the World Bank", "WB", "UNK"),  # no bank in business, and no state's either
    ],
)
def test_a_known_body_has_its_own_sector_where_the_phrase_says_no_more(name: str, entity: str, code: str) -> None:
    found = sector(name, entity=entity)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(("date", "code"), [("1999-05-01", "GOV"), ("2010-05-01", "REB"), ("2023-05-01", "GOV"), ("", "REB")])
def test_a_group_that_governs_is_a_government_as_long_as_it_does(date: str, code: str) -> None:
    found = sector("Taliban", entity="TALIBAN", date=date)
    assert found is not None
    assert found.code == code


def test_whose_government_it_is_does_not_matter() -> None:
    found = sector("the rebel government")
    assert found is not None
    assert found.code == "GOV"


def test_who_held_office_once_is_of_the_elite() -> None:
    found = sector("Angela Merkel", kind="person", entity="Q567", date="2023-01-01")
    assert found is not None
    assert found.code == "ELI"
    assert "chancellor" in found.reason
    assert sector("Angela Merkel", kind="person", entity="Q567", date="2001-01-01") is None  # not yet
    assert sector("Angela Merkel", kind="person", entity="Q567") is None  # when is not known


def test_every_body_whose_sector_is_listed_is_in_the_lexicon_once() -> None:
    table = resources.table("lexicons/en/sectors-known.toml")
    known = [id for ids in table["known"].values() for id in ids]
    assert len(known) == len(set(known))
    assert set(known) | set(table["governs"]) <= set(lexicon().entities)
