"""Who passes a statement on, nearest the speaker first."""

import pytest
from said import content, names, only, statements

from reportedly.library import annotate


def test_the_outer_speaker_passes_on_the_inner_one() -> None:
    inner = statements("Anna Berg said Paul Ferrand believes the bridge is safe.")[-1]
    assert inner.speaker is not None
    assert inner.speaker.name == "Paul Ferrand"
    assert names(inner.via) == ["Anna Berg"]


def test_the_outlet_of_the_outer_speaker_passes_on_the_inner_one_too() -> None:
    inner = statements("Anna Berg told Reuters that Paul Ferrand believes the bridge is safe.")[-1]
    assert names(inner.via) == ["Anna Berg", "Reuters"]


def test_a_closing_relay_is_no_statement_of_its_own() -> None:
    said = only("The bridge is safe, Anna Berg said, Reuters reported.")
    assert names(said.via) == ["Reuters"]


def test_who_is_quoted_by_an_outlet_goes_on_through_it() -> None:
    text = "Reuters quoted Anna Berg as saying the bridge is safe. The road is closed, she said."
    assert [names(s.via) for s in statements(text)] == [["Reuters"], ["Reuters"]]


def test_the_official_is_the_one_before_and_an_official_is_a_new_one() -> None:
    text = "A French official told Reuters the bridge is safe. The official said the road is closed. A Danish official said it rained."
    assert [names(s.via) for s in statements(text)] == [["Reuters"], ["Reuters"], []]


def test_state_media_are_the_agency_that_the_report_names() -> None:
    text = "Kim Jong Un said the harvest is good, according to North Korean state media.\nKCNA said the fields were visited twice."
    assert names(statements(text)[0].via) == ["KCNA"]


def test_the_publisher_is_in_no_chain() -> None:
    said = only("Anna Berg told the BBC that the bridge is safe.", publisher="BBC News")
    assert names(said.via) == []


def test_an_outlet_does_not_pass_on_its_own_words() -> None:
    for said in statements("The editorial board of the Washington Post wrote in the Washington Post that the bridge is safe."):
        assert names(said.via) == []


def test_the_agency_goes_back_to_the_one_that_passed_on_before() -> None:
    text = "Anna Berg said the bridge is closed, Reuters reports. The news agency adds that Paul Ferrand believes the road is open."
    assert [names(s.via) for s in statements(text)] == [["Reuters"], ["Reuters"]]


def test_an_outlet_that_is_told_something_may_be_named_before() -> None:
    text = "Reuters said on Monday that two ships sank. Officials told the wire service that the harbour was closed."
    assert names(statements(text)[-1].via) == ["Reuters"]


def test_another_outlet_is_not_the_one_before() -> None:
    text = "Reuters said on Monday that two ships sank. The French newspaper said that the harbour was closed."
    assert [s.speaker.name for s in statements(text) if s.speaker] != ["Reuters", "Reuters"]


def test_who_releases_letters_of_others_passes_them_on() -> None:
    said = only("North Korea releases letters from Anna Berg and Paul Ferrand vowing to rebuild the bridge.")
    assert said.speaker is not None
    assert said.speaker.name == "Anna Berg and Paul Ferrand"
    assert names(said.via) == ["Government of North Korea"]


def test_what_is_reportedly_so_after_an_outlet_comes_from_it() -> None:
    text = "The bridge was sold, according to Reuters. Anna Berg reportedly pledged to buy it back."
    assert names(statements(text)[-1].via) == ["Reuters"]


def test_what_is_reportedly_so_without_an_outlet_comes_from_nobody_named() -> None:
    text = "The bridge was sold. Anna Berg reportedly pledged to buy it back."
    assert names(statements(text)[-1].via) == []


def test_an_outlet_before_a_colon_passes_on_who_is_quoted_behind_it() -> None:
    said = only("The Guardian reports: “The bridge is safe,” Anna Berg said. “Nobody was hurt.”")
    assert said.speaker is not None
    assert (said.speaker.name, names(said.via)) == ("Anna Berg", ["The Guardian"])


def test_an_outlet_before_a_colon_speaks_where_nobody_else_does() -> None:
    said = only("The Guardian reports: “The bridge is safe. Nobody was hurt.”")
    assert said.speaker is not None
    assert said.speaker.name == "The Guardian"


def test_an_outlet_tells_what_somebody_told_it_however_it_was_parsed() -> None:
    said = only("Reuters reported that the bridge is safe, according to Carl Lund.")
    assert said.speaker is not None
    assert (said.speaker.name, names(said.via)) == ("Carl Lund", ["Reuters"])


def test_an_outlet_that_quotes_somebody_says_nothing_itself() -> None:
    text = "Reuters quoted Anna Berg as saying the bridge is safe. The Danish version quoted her as calling it a farce."
    assert [(s.speaker and s.speaker.name, names(s.via)) for s in statements(text)] == [
        ("Anna Berg", ["Reuters"]),
        ("Anna Berg", ["Reuters"]),
    ]


def test_according_to_the_statement_means_whoever_issued_it() -> None:
    text = (
        "The bridge will be sold, the Danish finance ministry said in a statement. "
        "The Swedish delegation said the price was fair, according to the statement."
    )
    assert names(statements(text)[-1].via) == ["Ministry of Finance of Denmark"]


def test_a_news_service_may_be_named_before_the_word() -> None:
    said = only("The Reuters news service quoted Anna Berg as saying the bridge is safe.")
    assert names(said.via) == ["Reuters"]


def test_a_state_that_releases_a_letter_does_not_pass_on_what_is_told_elsewhere() -> None:
    text = "Norway released letters from Anna Berg vowing to rebuild the bridge. Berg also said that the ferry was too slow."
    assert names(statements(text)[-1].via) == []


def test_who_rejects_a_claim_does_not_tell_it() -> None:
    text = "Norway has rejected claims that the bridge is unsafe."
    inner = next(s for s in statements(text) if content(s, text) == ["the bridge is unsafe"])
    assert names(inner.via) == []


def test_who_is_told_of_in_a_quotation_is_passed_on_by_its_speaker() -> None:
    text = "“Carl Lund told us, ‘The bridge will never open again,’ and he left,” Anna Berg said."
    inner = next(s for s in statements(text) if s.speaker and s.speaker.name == "Carl Lund")
    assert content(inner, text)[0].strip("‘’,") == "The bridge will never open again"
    assert names(inner.via) == ["Anna Berg"]


def test_who_makes_something_clear_says_it() -> None:
    text = "“Carl Lund has made clear that the bridge will be sold,” Anna Berg told Reuters."
    assert [names(s.via) for s in statements(text) if s.speaker and s.speaker.name == "Carl Lund"] == [["Anna Berg", "Reuters"]]


TAILS = [
    ("Norway said Chile had promised to help, Reuters reported.", {"Government of Norway": ["Reuters"]}),
    ("In a letter to the king, Anna Berg said the harbour had been built in the old days, Reuters reported.", {"Anna Berg": ["Reuters"]}),
]


@pytest.mark.parametrize(("text", "chains"), TAILS)
def test_a_closing_relay_passes_the_saying_on_and_is_no_part_of_it(text: str, chains: dict[str, list[str]]) -> None:
    found = {
        s.speaker.name: names(s.via) for s in annotate(text, published="2024-05-15").statements if s.speaker and s.speaker.name in chains
    }
    assert found == chains


def test_a_source_that_the_text_breaks_off_in_has_the_whole_word() -> None:
    (said,) = annotate("The harbour was closed, according to a Norwegian think…", published="2024-05-15").statements
    assert said.speaker is not None
    assert said.speaker.name == "Norwegian think tank"
