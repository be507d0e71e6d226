"""Who speaks within a quotation, and whose a version, translation or transcript is."""

import pytest
from said import names, statements


def of(text: str, cue: str) -> tuple[str | None, list[str]]:
    """Speaker and chain of the one statement with this cue."""
    (found,) = [s for s in statements(text) if s.cue is not None and s.cue.of(text) == cue]
    return (found.speaker.name if found.speaker else None), names(found.via)


def test_he_within_a_quotation_that_goes_on_is_another_man_or_nobody() -> None:
    text = (
        "Boris Stone came to Oslo on Friday. Paul Ferrand came late. "
        '"Look at the man," Ferrand said. "It is a shame. He believes that the bridge is safe."'
    )
    speaker, chain = of(text, "believes")
    assert speaker in ("Boris Stone", None)
    assert chain == ["Paul Ferrand"]


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


def test_what_is_told_with_a_relay_in_front_is_told_to_the_sentences_end() -> None:
    text = (
        "As Reuters reports, Norway has played down the tests, with Prime Minister Anna Berg calling them “small”, "
        "and Paul Ferrand arguing that no treaty was broken."
    )
    assert of(text, "calling") == ("Anna Berg", ["Reuters"])
    assert of(text, "arguing") == ("Paul Ferrand", ["Reuters"])


def test_a_quoted_word_of_one_clause_is_not_what_the_next_one_says() -> None:
    text = "Anna Berg called the tests “small”, and Paul Ferrand argued that no treaty was broken."
    (said,) = [s for s in statements(text) if s.cue is not None and s.cue.of(text) == "argued"]
    assert [c.of(text) for c in said.content] == ["no treaty was broken"]


def test_a_participle_behind_with_does_not_tell_the_clause_before_it() -> None:
    text = "Anna Berg said the talks failed, with Paul Ferrand warning of a war."
    assert "Anna Berg" not in {c.of(text)[:9] for s in statements(text) for c in s.content}


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Critics of Paul Ferrand and several voters in Oslo", "critics of Paul Ferrand and voters in Oslo"),
        ("Former Danish Gov. and presidential candidate Anna Berg", "Anna Berg"),
        ("Ministry workers and Anna Berg", "Ministry workers and Anna Berg"),
    ],
)
def test_of_several_who_speak_each_is_called_by_its_own_words(who: str, name: str) -> None:
    text = f"{who} said that the bridge was safe."
    (said,) = statements(text)
    assert said.speaker is not None
    assert said.speaker.name.replace("unnamed ", "") == name.replace("unnamed ", "")


@pytest.mark.parametrize(
    "text",
    [
        "Oslo denied them a visa.",
        "The two officials were denied entry at the border.",
        "Norway denied permission to land.",
        "Norway has denied visas to three diplomats.",
        "Oslo denied Anna Berg asylum.",
    ],
)
def test_what_is_not_given_is_not_denied(text: str) -> None:
    assert not statements(text)


@pytest.mark.parametrize("text", ["Oslo denied the charges.", "Norway denied that it had sent ships.", "The report was denied by Oslo."])
def test_what_is_said_not_to_be_so_is_denied(text: str) -> None:
    assert [s.stance for s in statements(text)] == ["denies"]


def test_who_tells_of_a_telling_has_a_statement_of_his_own() -> None:
    text = "The ministry told lawmakers that the bridge was unsafe, according to a senior official."
    assert next((s.speaker.name, names(s.via)) for s in statements(text) if s.speaker) == ("unnamed senior official", [])


def test_an_outlet_that_tells_of_a_telling_only_passes_it_on() -> None:
    text = "Anna Berg told lawmakers that the bridge was unsafe, according to Reuters."
    assert [(s.speaker.name, names(s.via)) for s in statements(text) if s.speaker] == [("Anna Berg", ["Reuters"])]


def test_who_is_quoted_in_a_bodys_statement_speaks_through_it() -> None:
    text = "The bridge is safe, Anna Berg was quoted as saying in a White House statement."
    assert of(text, "saying") == ("Anna Berg", ["White House"])


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        (", following a storm in May", "the bridge was closed"),
        (", even after a storm in May", "the bridge was closed, even after a storm in May"),
        (" after a storm in May", "the bridge was closed after a storm in May"),
    ],
)
def test_what_happened_before_stands_apart_behind_a_comma(tail: str, told: str) -> None:
    text = f"Anna Berg said that the bridge was closed{tail}."
    (said,) = statements(text)
    assert [c.of(text) for c in said.content] == [told]


def test_what_is_affirmed_within_anothers_words_is_passed_on() -> None:
    text = "Anna Berg said that Paul Ferrand affirmed that the treaty was in force."
    assert of(text, "affirmed") == ("Paul Ferrand", ["Anna Berg"])


@pytest.mark.parametrize("when", ["as the two towns marked an anniversary", "after the river burst its banks"])
def test_what_happened_meanwhile_is_no_part_of_what_is_promised(when: str) -> None:
    text = f"Mayor Clara Voss wrote to Paul Ferrand promising to mend the bridge {when}."
    assert [c.of(text) for s in statements(text) for c in s.content] == ["to mend the bridge"]


def test_he_who_may_be_either_is_not_simply_who_spoke_last() -> None:
    text = (
        "Paul Ferrand wrote to Mark Winters. Ferrand said the harbour would open soon. "
        "Mark Winters sent a letter to Ferrand on the same day. He said the town had waited long."
    )
    last = statements(text)[-1]
    assert last.speaker is None or last.speaker.name == "Mark Winters"


def test_a_time_that_is_told_is_not_the_day_of_the_next_saying() -> None:
    text = "Paul Ferrand said he was pleased with the talks during his recent visit to Norway last month, saying he wanted to deepen ties."
    last = statements(text)[-1]
    assert last.cue is not None
    assert last.cue.of(text) == "saying"
    assert (last.said_on, last.medium) == (None, "unknown")
