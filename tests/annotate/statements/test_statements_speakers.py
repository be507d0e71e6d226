"""Who says it: source, speaker, chain, occasion."""

import pytest
from said import names, only, statements

from reportedly.annotate.statements.parties import own_words

SPEAKERS = [
    ("North Korea said the talks are over.", "Government of North Korea", "government"),
    ("Moscow said the talks are over.", "Government of Russia", "government"),
    ("Anna Berg said the talks are over.", "Anna Berg", "person"),
    ("US officials said the talks are over.", "unnamed US officials", "unnamed"),
    ("Japan and South Korea said the talks are over.", "Government of Japan and Government of South Korea", "government"),
]


@pytest.mark.parametrize(("text", "name", "kind"), SPEAKERS)
def test_the_speaker_has_its_canonical_name(text: str, name: str, kind: str) -> None:
    s = only(text)
    assert s.speaker is not None
    assert (s.speaker.name, s.speaker_kind) == (name, kind)


def test_a_pronoun_is_its_person() -> None:
    found = statements("Anna Berg arrived on Monday. She said the talks are over.")
    assert [s.speaker.name for s in found if s.speaker] == ["Anna Berg"]


def test_nobody_named_means_no_speaker_and_a_reason() -> None:
    s = only("There was speculation that the talks are over.")
    assert s.speaker is None
    assert s.source is None
    assert s.reasons["speaker"]


def test_a_statement_is_by_those_who_issued_it() -> None:
    found = statements("Norway issued a statement condemning the attack.")
    assert [s.speaker.name for s in found if s.speaker] == ["Government of Norway"]


CHAINS = [
    ("The talks are over, Anna Berg said, Reuters reported.", "Anna Berg", ["Reuters"]),
    ("According to Reuters, Anna Berg said the talks are over.", "Anna Berg", ["Reuters"]),
    ("Anna Berg said the talks are over, according to Reuters.", "Anna Berg", ["Reuters"]),
    ("Anna Berg told Reuters that the talks are over.", "Anna Berg", ["Reuters"]),
    ("Reuters quoted Anna Berg as saying the talks are over.", "Anna Berg", ["Reuters"]),
    ("Reuters, citing Anna Berg, reported that the talks are over.", "Anna Berg", ["Reuters"]),
    ("“The talks are over,” Anna Berg said, as reported by Reuters.", "Anna Berg", ["Reuters"]),
]


@pytest.mark.parametrize(("text", "speaker", "via"), CHAINS)
def test_who_passes_it_on_stands_in_the_chain(text: str, speaker: str, via: list[str]) -> None:
    s = only(text)
    assert s.speaker is not None
    assert (s.speaker.name, names(s.via)) == (speaker, via)


def test_one_who_reports_anothers_words_makes_two_statements() -> None:
    found = statements("The Kremlin said that Anna Berg promised to return.")
    assert [names(s.via) for s in found] == [[], ["Kremlin"]]


def test_the_reports_own_publisher_is_never_in_the_chain() -> None:
    s = only("Anna Berg told Reuters that the talks are over.", publisher="Reuters")
    assert s.via == ()


OCCASIONS = [
    ("In a letter, Anna Berg said the talks are over.", "letter"),
    ("Anna Berg said at a news conference that the talks are over.", "press-conference"),
    ("Anna Berg said in an interview that the talks are over.", "interview"),
    ("“The talks are over,” Anna Berg tweeted.", "social-media"),
    ("Anna Berg said the talks are over.", "unknown"),
]


@pytest.mark.parametrize(("text", "medium"), OCCASIONS)
def test_words_beside_the_cue_tell_the_medium(text: str, medium: str) -> None:
    assert only(text).medium == medium


def test_a_letter_lasts_until_another_occasion_is_named() -> None:
    found = statements("In a letter, Anna Berg said the talks are over. Anna Berg also said the bridge is safe.")
    assert [s.medium for s in found] == ["letter", "letter"]


def test_the_day_of_saying_hangs_on_the_cue() -> None:
    s = only("Anna Berg said on May 3, 2024 that the talks are over.")
    assert s.said_on == "2024-05-03"


def test_those_told_are_the_addressees() -> None:
    s = only("Anna Berg told Erik Dahl that the talks are over.")
    assert names(s.to) == ["Erik Dahl"]


def test_a_name_and_a_colon_in_a_headline_speak() -> None:
    s = only("The sun shone.", title="Anna Berg: the talks are over")
    assert s.speaker is not None
    assert s.speaker.name == "Anna Berg"


def test_a_headline_that_ends_in_its_source_and_verb() -> None:
    title = "Norway, Sweden Leaders Exchange Letters on Building Bridges, Moscow Claims"
    s = only("The sun shone.", title=title)
    assert s.speaker is not None
    assert s.speaker.name == "Government of Russia"
    assert s.content[0].of(title) == "Norway, Sweden Leaders Exchange Letters on Building Bridges"


GOING_ON = [
    ("Norway issued a statement on Friday. The statement said the talks are over. It said they will not resume.", "Government of Norway"),
    ("TASS reported that the talks are over. According to Reuters, envoys met in Oslo. The report said Norway is ready.", "Reuters"),
]


@pytest.mark.parametrize(("text", "name"), GOING_ON)
def test_what_a_document_goes_on_to_say_is_its_makers(text: str, name: str) -> None:
    last = statements(text)[-1]
    assert last.speaker is not None
    assert last.speaker.name == name


def test_an_official_of_an_agency_is_no_medium() -> None:
    assert only("An agency official said the talks are over.").speaker_kind == "unnamed"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Norway vowed to crush the rebels.", "threatens"),
        ("Norway vowed to rebuild the harbour.", "promises"),
        ("Anna Berg said there was no truth in the report.", "denies"),
        ("Anna Berg said there was no sign of a strike.", "asserts"),
        ("Anna Berg said a pause wouldn't hurt.", "proposes"),
    ],
)
def test_a_plain_or_vowed_saying_has_the_stance_of_its_words(text: str, stance: str) -> None:
    assert only(text).stance == stance


def test_one_of_several_is_whom_the_apposition_names() -> None:
    said = only("One of the oldest survivors of the flood, Anna Berg, said that the bridge is safe.")
    assert said.speaker is not None
    assert said.speaker.name == "Anna Berg"


def test_an_outlet_is_not_they() -> None:
    text = "Anna Berg told Reuters that the bridge is safe. They say that the road is closed."
    assert all(s.speaker is None or s.speaker.name != "Reuters" for s in statements(text))


def test_the_words_of_a_source_hold_no_time_of_speaking() -> None:
    assert own_words("the northern rebels for the first time") == "northern rebels"
    assert own_words("one of the survivors, aged 80,") == "one of the survivors"
