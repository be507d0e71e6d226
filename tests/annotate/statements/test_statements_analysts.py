"""Bodies that speak through their analysts, or behind the word for their kind."""

import pytest

from reportedly.library import annotate

NAMED = [
    ("Analysts at the Harbour Institute said the ships had left.", "Harbour Institute"),
    ("Researchers with the Stimson Center, a think tank, said the ships had left.", "Stimson Center"),
    ("Stimson Center researchers said the ships had left.", "Stimson Center"),
    ("Analysts at the Stimson Center counted ten ships. The analysts said the ships had left.", "Stimson Center"),
    ("At least ten ships have left, says analyst group Beyond Parallel.", "Beyond Parallel"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_the_body_is_named(text, name):
    last = annotate(text, published="2024-05-15").statements[-1]
    assert last.speaker is not None
    assert (last.speaker.name, last.speaker_kind) == (name, "organisation")


def test_whoever_cites_pictures_tells_what_they_show_and_goes_on_as_they():
    text = "Researchers of the Stimson Center said, citing satellite images, that ten ships had left."
    text += " They suspect that the ships carried arms."
    found = annotate(text, published="2024-05-15").statements
    assert [(s.speaker and s.speaker.name, s.via) for s in found] == [("Stimson Center", ()), ("Stimson Center", ())]


UNNAMED = [
    "Two analysts at the Stimson Center said the ships had left.",
    "Researchers at Stanford University said the ships had left.",
    "Analysts in Norway said the ships had left.",
]


@pytest.mark.parametrize("text", UNNAMED)
def test_some_of_them_and_those_of_a_university_speak_for_themselves(text):
    (said,) = annotate(text, published="2024-05-15").statements
    assert said.speaker is not None
    assert said.speaker.name.startswith("unnamed ")


def test_what_stands_behind_the_word_for_a_kind_of_body_is_no_person():
    (said,) = annotate("Rights group Harbour Watch said the ships had left.", published="2024-05-15").statements
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker_kind) == ("Harbour Watch", "organisation")
