"""What is easily taken for something else: conditions, refusals, scare quotes, nested speech, namesakes."""

import pytest
from said import content, names, only, statements


def speaker(text: str) -> str | None:
    found = only(text).speaker
    return found.name if found else None


NO_STATEMENT = [
    "If the mayor says the bridge is safe, people will cross it.",
    "If it is confirmed that the bridge has sunk, ships will sail.",
    "If it's announced on Friday that the bridge is closed, people will walk.",
    "The so-called “peace bridge” was closed on Monday.",
    "The ‘new’ bridge was closed on Monday.",
    "No official confirmed the deal.",
    "Nobody at the ministry confirmed that the talks took place.",
    "None of the governments said that the bridge was safe.",
    "There was no immediate confirmation from the ministry that it had closed the bridge.",
    "There was no admission by the mayor that he had sold the bridge.",
]


@pytest.mark.parametrize("text", NO_STATEMENT)
def test_conditions_and_scare_quotes_are_no_statements(text: str) -> None:
    assert statements(text) == ()


UNDONE = [
    "Norway has never asked for a loan.",
    "The ministry did not accuse Chile of the attack.",
    "The minister has not demanded that Chile pay.",
    "Anna Berg never promised to help the town.",
]


@pytest.mark.parametrize("text", UNDONE)
def test_who_did_not_ask_charge_or_promise_said_nothing_of_it(text: str) -> None:
    assert statements(text) == ()


def test_who_is_called_something_in_a_headline_calls_nobody_so() -> None:
    assert statements("It was so on Friday.", title="Anna Berg Termed Traitor") == ()


STANCES = [
    ("Moscow denied that it had closed the bridge.", "denies"),
    ("Neither Moscow nor Pyongyang confirmed the visit.", "declines-to-comment"),
    ("Russian officials have not confirmed the authenticity of the letter.", "declines-to-comment"),
    ("The mayor declined to comment on the closure.", "declines-to-comment"),
    ("Anna Berg did not respond to a request for comment.", "declines-to-comment"),
    ("Anna Berg would not say who had closed the harbour.", "declines-to-comment"),
    ("The ministry has yet to comment on the closure.", "declines-to-comment"),
    ("Anna Berg denied having sold the bridge.", "denies"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_denials_and_refusals_to_comment_are_told_apart(text: str, stance: str) -> None:
    assert only(text).stance == stance


def test_a_question_is_ascribed_to_who_asks() -> None:
    s = only("“Is the bridge safe?” Anna Berg asked.")
    assert s.speaker is not None
    assert (s.speaker.name, s.quote) == ("Anna Berg", "direct")


def test_a_quotation_goes_on_over_paragraphs_without_a_cue_and_ends_with_its_marks() -> None:
    text = "“We will build it,” Anna Berg said.\n“It will take two years.\n“It will cost little.”\nThe bridge was closed in May."
    assert content(only(text), text) == ["“We will build it,”", "“It will take two years.", "“It will cost little.”"]


def test_nested_speech_is_two_statements_and_the_inner_one_comes_through_the_outer_speaker() -> None:
    outer, inner = statements("The White House said Poland had promised to open the bridge.")
    assert (names(outer.via), names(inner.via)) == ([], ["White House"])
    assert inner.speaker is not None
    assert inner.speaker.name == "Government of Poland"


def test_the_two_leaders_are_both() -> None:
    text = "Joe Biden met Emmanuel Macron in Paris. The two leaders said the talks were over."
    assert speaker(text) == "Joe Biden and Emmanuel Macron"


CHAINS = [
    ("The panel said in a confidential paper, first reported by Reuters, that the ferry had leaked.", "panel", ["Reuters"]),
    ("Reuters reported on Monday that the ferry had sunk, according to a harbour official.", "unnamed harbour official", ["Reuters"]),
    ("A Reuters source insisted the ferry had sunk.", "unnamed Reuters source", ["Reuters"]),
    ("Norway expressed its hope and conviction that talks would resume, TASS reported.", "Government of Norway", ["TASS"]),
    ("In a letter carried by Rodong Sinmun, Kim Jong Un thanked the divers.", "Kim Jong Un", ["Rodong Sinmun"]),
]


@pytest.mark.parametrize(("text", "who", "via"), CHAINS)
def test_who_is_cited_speaks_and_the_outlet_passes_it_on(text: str, who: str, via: list[str]) -> None:
    s = only(text)
    assert s.speaker is not None
    assert (s.speaker.name, names(s.via)) == (who, via)


def test_a_participle_on_anothers_denial_goes_on_with_the_denier() -> None:
    found = statements("Reuters reports that Norway disputed the map, saying the line was false.")
    assert {s.speaker.name for s in found if s.speaker} == {"Government of Norway"}


SOURCES = [
    ("Critics of the bridge plan, who said it was too costly, marched on Monday.", "unnamed critics of the bridge plan"),
    ("Some said the bridge was unsafe.", "unnamed some"),
    ("Recent reports said the bridge was unsafe.", "unnamed media reports"),
]


@pytest.mark.parametrize(("text", "who"), SOURCES)
def test_people_without_a_name_are_called_by_the_texts_words(text: str, who: str) -> None:
    assert speaker(text) == who


def test_of_two_namesakes_named_nearby_neither_is_guessed() -> None:
    text = "Kim Jong Un opened the port. Kim Heung-min, a professor in Seoul, said the port was old. Kim added that it was small."
    first, second = statements(text)
    assert first.speaker is not None
    assert first.speaker.name == "Kim Heung-min"
    assert second.speaker is None
    assert "could be" in second.reasons["speaker"]


def test_a_visit_leads_to_a_place_and_a_letter_to_whom_it_addresses() -> None:
    assert names(only("Anna Berg said during a visit to Norway that the bridge was safe.").to) == []
    assert names(only("In a letter to Norway, Anna Berg said the bridge was safe.").to) == ["Government of Norway"]


def test_whom_one_asks_for_something_is_addressed() -> None:
    assert names(only("Anna Berg asked Norway for help against the flood.").to) == ["Government of Norway"]


def test_both_are_the_two_who_were_named_together() -> None:
    *_, last = statements("Norway says Chile and Peru agreed on a deal. Both deny the deal.")
    assert last.speaker is not None
    assert {"Chile", "Peru"} == {n for n in ("Chile", "Peru", "Norway") if n in last.speaker.name}


def test_both_are_nobody_where_no_two_were_named() -> None:
    *_, last = statements("Norway met the envoy of Chile. Both said that the talks had been useful.")
    assert last.speaker is None or "Both" not in last.speaker.name
