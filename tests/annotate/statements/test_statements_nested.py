"""Statements in statements, whom pronouns and descriptions go back to, and who passes words on."""

from tests.annotate.statements.said import names, only, statements


def test_what_is_told_in_another_statement_has_its_teller_in_the_chain() -> None:
    found = statements("The Kremlin said that Norway had denied the claim.")
    assert [names(s.via) for s in found if s.speaker and s.speaker.name == "Government of Norway"] == [["Kremlin"]]


def test_who_publishes_a_document_passes_it_on() -> None:
    assert names(only("TASS reported on a study that concluded that the dam was unsafe.").via) == ["TASS"]


def test_the_paper_that_is_told_is_the_one_named_before() -> None:
    found = statements("The New York Times spoke to officials in Oslo. The bridge is closed, Anna Berg told the paper.")
    assert [names(s.via) for s in found if s.speaker and s.speaker.name == "Anna Berg"] == [["The New York Times"]]


def test_who_adds_something_is_the_one_who_spoke() -> None:
    found = statements("Anna Berg said the road was closed, though no drivers complained, adding that it would reopen.")
    assert {s.speaker.name for s in found if s.speaker} == {"Anna Berg"}


def test_a_headlines_role_is_whoever_says_the_same_further_on() -> None:
    title = "Former envoy says the northern border talks have failed"
    text = "Anna Berg, who was envoy to Norway, said on Monday that the northern border talks have failed."
    found = statements(text, title=title)
    assert {s.speaker.name for s in found if s.speaker} == {"Anna Berg"}


def test_what_somebodys_allies_say_has_no_name() -> None:
    said = only("Joe Biden’s allies said that the plan had failed.")
    assert said.speaker_kind == "unnamed"


def test_a_spokesman_without_a_name_is_nobody_who_is_named() -> None:
    found = statements("Jay Carney is the spokesman of the White House. The unidentified spokesman said that the plant would open.")
    assert [s.speaker_kind for s in found] == ["unnamed"]


def test_the_word_before_an_office_is_no_name() -> None:
    found = statements("Anna Berg spoke. Vice President Mike Pence said that the talks had failed. He said that they would resume.")
    assert {s.speaker.name for s in found if s.speaker} == {"Mike Pence"}


def test_a_statement_attributed_to_somebody_is_theirs() -> None:
    said = only("A statement attributed to Anna Berg, the envoy, said that the talks had failed.")
    assert said.speaker is not None
    assert said.speaker.name == "Anna Berg"
