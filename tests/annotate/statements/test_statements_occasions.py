"""On what occasion something is said: medium, day, addressee and outlet, also where an earlier sentence names them."""

from said import names, only, statements


def test_an_interview_lasts_for_what_the_same_speaker_says_later() -> None:
    text = (
        "In an interview with Reuters on Monday, Anna Berg said the bridge is safe.\nThe river rose.\n“We will repair the road,” Berg said."
    )
    first, second = statements(text)
    assert names(first.via) == names(second.via) == ["Reuters"]
    assert second.medium == "interview"
    assert second.said_on == first.said_on == "2024-05-13"
    assert "earlier statement" in second.reasons["said_on"]


def test_another_speaker_has_another_occasion() -> None:
    text = "In an interview with Reuters on Monday, Anna Berg said the bridge is safe. Paul Ferrand said the road is not."
    assert names(statements(text)[1].via) == []
    assert statements(text)[1].said_on is None


def test_another_day_is_another_occasion() -> None:
    text = "Anna Berg told Reuters on Monday that the bridge is safe.\nOn Tuesday, Berg said in a speech that the road is closed."
    second = statements(text)[1]
    assert (second.medium, names(second.via), second.said_on) == ("speech", [], "2024-05-14")


def test_the_lead_has_the_day_of_what_it_sums_up() -> None:
    text = "Anna Berg said the bridge is safe.\nBerg told Reuters on Monday that the bridge was tested twice."
    assert [s.said_on for s in statements(text)] == ["2024-05-13", "2024-05-13"]


def test_an_occasion_may_be_told_of_without_a_cue() -> None:
    text = "Anna Berg gave a speech in Oslo on Monday. The bridge is safe, she said."
    said = statements(text)[-1]
    assert (said.medium, said.said_on) == ("speech", "2024-05-13")


def test_a_speech_to_come_is_no_occasion() -> None:
    text = "Anna Berg will give a speech in Oslo on Friday. The bridge is safe, she said."
    assert statements(text)[-1].medium == "unknown"


def test_the_day_of_publication_dates_nothing() -> None:
    assert only("Anna Berg said the bridge is safe.").said_on is None


def test_what_is_said_this_week_was_said_by_the_day_of_publication() -> None:
    assert only("Anna Berg said this week that the bridge is safe.").said_on == "2024-05-13/2024-05-15"


def test_a_name_with_a_word_for_a_day_dates_nothing() -> None:
    assert only("Anna Berg told USA Today that the bridge is safe.").said_on is None


def test_a_letter_back_is_to_who_wrote_first() -> None:
    text = "In a letter to Paul Ferrand, Anna Berg said the bridge is safe. In his letter, Ferrand said the road is closed."
    second = statements(text)[1]
    assert second.medium == "letter"
    assert names(second.to) == ["Anna Berg"]
