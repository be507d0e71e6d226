"""Sources that no entity stands for: who is behind them, and what they are called."""

import pytest
from said import only, statements

from reportedly.annotate.statements.parties import own_words
from reportedly.library import annotate

BEHIND = [
    ("The Russians said on Monday that the talks are over.", "Government of Russia", "government"),
    ("The Palestinians said on Monday that the talks are over.", "Palestinians", "group"),
    ("Some Russians said on Monday that the talks are over.", "Russians", "group"),
    ("A warning issued by the Norwegian embassy said the road was closed.", "Norwegian embassy", "government"),
    ("Sen. Anna Berg, an Ohio Republican, said the talks are over.", "Anna Berg", "person"),
    ("An Ohio Republican said the talks are over.", "unnamed Ohio Republican", "unnamed"),
]


@pytest.mark.parametrize(("text", "name", "kind"), BEHIND)
def test_whoever_stands_behind_the_words_speaks(text: str, name: str, kind: str) -> None:
    s = only(text)
    assert s.speaker is not None
    assert (s.speaker.name, s.speaker_kind) == (name, kind)


def test_the_republican_is_who_was_speaking() -> None:
    found = statements("Sen. Anna Berg said the talks are over. Rain fell. “This is wrong,” the Ohio Republican said.")
    assert [s.speaker.name for s in found if s.speaker] == ["Anna Berg", "Anna Berg"]


def test_a_news_agency_report_is_by_the_agency_named_before() -> None:
    found = statements("KCNA reported on Monday that the talks are over. The news agency report said a launch would follow.")
    assert [s.speaker.name for s in found if s.speaker] == ["KCNA", "KCNA"]


def test_a_name_of_several_meanings_is_called_by_its_own_words() -> None:
    s = only("The Department of Foreign Affairs said the road was closed.")
    assert s.speaker is not None
    assert s.speaker.name == "Department of Foreign Affairs"


def test_two_people_of_a_surname_leave_the_speaker_open() -> None:
    found = statements("Paul Ferrand and Marie Ferrand came to the hearing. Rain fell. Snow fell. Nobody left. Ferrand said it was late.")
    assert found[-1].speaker is None
    assert "could be" in found[-1].reasons["speaker"]


def test_a_thing_beside_a_source_does_not_speak() -> None:
    found = statements("An FSB statement and clothes with a badge said the men were soldiers.")
    assert [s.speaker.name for s in found if s.speaker] == ["FSB"]


def test_own_words_are_written_with_plain_quotes() -> None:
    s = only("Norway’s whale-counting bureau said the sea was calm.")
    assert s.speaker is not None
    assert "’" not in s.speaker.name


def test_it_goes_on_from_a_body_that_only_its_words_name() -> None:
    found = statements("The university said the camp was closed. It added that the gate was locked.")
    assert [s.speaker.name for s in found if s.speaker] == ["unnamed university", "unnamed university"]


def test_a_secretary_of_a_president_speaks_and_not_the_president() -> None:
    found = statements("The press secretary for Chile's president Anna Berg hailed the deal. “We are pleased with it,” he said.")
    assert found[-1].speaker is not None
    assert found[-1].speaker.name == "unnamed press secretary for Chile's president Anna Berg"


@pytest.mark.parametrize("source", ["Some of the Norwegian women", "Some in Oslo"])
def test_some_of_them_are_not_called_of_them(source: str) -> None:
    s = only(f"{source} said the talks are over.")
    assert s.speaker is not None
    assert s.speaker.name == f"unnamed {source[:1].lower()}{source[1:]}"


def test_a_word_for_people_has_no_capital_from_the_sentence() -> None:
    s = only("Critics said the talks are over.")
    assert s.speaker is not None
    assert s.speaker.name == "unnamed critics"


def test_two_sides_that_nothing_names_together_stay_open() -> None:
    s = only("Norway sent a note. Rain fell. Peru watched. Snow fell. Both sides said the talks are over.")
    assert s.speaker is None
    assert "no two" in s.reasons["speaker"]


@pytest.mark.parametrize("source", ["US officials", "State Department officials"])
def test_names_keep_their_capitals(source: str) -> None:
    found = statements(f"{source} said the state told us that the talks are over.")
    assert found[0].speaker is not None
    assert found[0].speaker.name.endswith(source)


def test_an_unnamed_official_is_not_called_so_twice() -> None:
    s = only("An unnamed foreign official said the talks are over.")
    assert s.speaker is not None
    assert s.speaker.name == "unnamed foreign official"


NOBODY = [
    "Three in ten said the talks are useful.",
    "More than 50 said the talks are useful.",
    "The unidentified said the talks are useful.",
    "He did not have the attitude to come out and say that the talks are over.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_number_a_fragment_or_a_thing_speaks_for_nobody(text: str) -> None:
    assert all(s.speaker is None or s.speaker.id.startswith("p") for s in statements(text))


DOCUMENTS = [
    ("According to satellite photos, the reactor is running again.", "satellite photos"),
    ("Recent satellite photos suggested that the reactor is running again.", "recent satellite photos"),
    ("The bill says the harbour must open in May.", "bill"),
]


@pytest.mark.parametrize(("text", "name"), DOCUMENTS)
def test_pictures_and_papers_are_documents(text: str, name: str) -> None:
    s = only(text)
    assert s.speaker is not None
    assert (s.speaker.name, s.speaker_kind) == (name, "document")


def test_those_who_were_asked_are_called_so() -> None:
    assert own_words("those polled") == "those polled"
    assert own_words("These officials") == "officials"


def test_an_analysis_is_not_by_those_whom_it_looks_at() -> None:
    (said,) = annotate(
        "An analysis of voters suggested that the young were most likely to stay at home.", published="2024-05-15"
    ).statements
    assert said.speaker is not None
    assert said.speaker.name == "analysis of voters"


def test_whoever_is_told_does_not_tell() -> None:
    text = "Tourists fled after receiving messages warning them to move away from the harbour."
    assert all(s.speaker is None or "ourists" not in s.speaker.name for s in annotate(text, published="2024-05-15").statements)


def test_a_seat_is_nobody_s_name() -> None:
    (said,) = annotate("(R-Ky.), who has pushed back on it, warned that Norway should not be trusted.", published="2024-05-15").statements
    assert said.speaker is None
