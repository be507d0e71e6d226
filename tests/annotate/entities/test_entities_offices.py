"""The office that a report's own words give a person."""

import pytest
from parsed import annotated


def held(text: str, name: str) -> tuple[str | None, str | None]:
    """The office and country of a person of the report."""
    return next((e.office, e.country) for e in annotated(text).entities if e.name == name)


TITLED = [
    ("Norwegian Defence Minister Ola Brekke opened the bridge.", "defence-minister"),
    ("The defence minister of Norway, Ola Brekke, opened the bridge.", "defence-minister"),
    ("Ola Brekke, Norway's defence minister, opened the bridge.", "defence-minister"),
    ("Norwegian deputy defence minister Ola Brekke opened the bridge.", "minister"),
    ("Norwegian foreign ministry spokesman Ola Brekke opened the bridge.", "spokesperson"),
    ("Norway's ambassador, Ola Brekke, opened the bridge.", "ambassador"),
    ("Defence Minister Ola Brekke opened the bridge to Norway.", "defence-minister"),
]


@pytest.mark.parametrize(("text", "office"), TITLED)
def test_a_title_gives_its_office_and_country(text: str, office: str) -> None:
    assert held(text, "Ola Brekke") == (office, "NOR")


OPEN = [
    "Former Norwegian defence minister Ola Brekke opened the bridge.",
    "Norwegian opposition leader Ola Brekke opened the bridge.",
    "Shadow foreign minister Ola Brekke of Norway opened the bridge.",
    "Norwegian football association president Ola Brekke opened the bridge.",
    "The president of Norway's football association, Ola Brekke, opened the bridge.",
    "The ambassador to Norway, Ola Brekke, opened the bridge.",
    "Defence Minister Ola Brekke opened the bridge between Norway and Sweden.",
    "Norwegian Airlines spokesman Ola Brekke opened the bridge.",
]


@pytest.mark.parametrize("text", OPEN)
def test_who_is_not_said_to_hold_one_now_has_none(text: str) -> None:
    assert held(text, "Ola Brekke")[0] is None
