"""Who speaks within a quotation, and whose a version, translation or transcript is."""

import pytest
from said import names, statements


def of(text: str, cue: str) -> tuple[str | None, list[str]]:
    """Speaker and chain of the one statement with this cue."""
    (found,) = [s for s in statements(text) if s.cue is not None and s.cue.of(text) == cue]
    return (found.speaker.name if found.speaker else None), names(found.via)


def test_he_within_a_quotation_is_the_one_other_man_named_before() -> None:
    text = (
        "Boris Stone came to Oslo on Friday. Paul Ferrand came late. "
        '"Look at the man," Ferrand said. "It is a shame. He believes that the bridge is safe."'
    )
    assert of(text, "believes") == ("Boris Stone", ["Paul Ferrand"])


def test_he_within_a_quotation_is_never_its_speaker() -> None:
    text = 'Paul Ferrand spoke on Monday. Ferrand said: "It is a shame. He believes that the bridge is safe."'
    assert [s.speaker.name for s in statements(text) if s.speaker] == ["Paul Ferrand"]
    assert of(text, "believes")[0] is None


@pytest.mark.parametrize("version", ["The Norwegian version of the report", "The Danish version", "The transcript of the report"])
def test_a_version_of_a_report_is_its_outlets(version: str) -> None:
    text = f"Reuters reported on Monday that the bridge was closed. {version} quoted Anna Berg as saying that the road was open."
    assert of(text, "saying") == ("Anna Berg", ["Reuters"])


def test_a_translation_is_the_outlets_that_it_names() -> None:
    text = "An English translation of the Xinhua report quoted Anna Berg as saying that the road was open."
    assert of(text, "saying") == ("Anna Berg", ["Xinhua"])


def test_a_version_of_something_else_is_no_outlets() -> None:
    text = "Reuters reported on Monday that the bridge was closed. The new version of the treaty said that the road was open."
    assert of(text, "said")[0] != "Reuters"


def test_who_cites_somebody_as_saying_something_says_nothing_beside_it() -> None:
    text = "Reuters' report cited Anna Berg as saying the ships were ready."
    assert [s.speaker.name for s in statements(text) if s.speaker] == ["Anna Berg"]
