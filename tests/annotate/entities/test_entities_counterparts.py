"""Whom "his Chilean counterpart" means, and whose spokesman a spokesman is."""

import pytest
from parsed import annotated

MINISTERS = (
    "Norwegian Foreign Minister Ola Brekke spoke in Oslo. Chilean Foreign Minister Pedro Prado answered. "
    "Chilean Finance Minister Ana Soto was silent. "
)


def meant(text: str, words: str) -> list[str]:
    """The names of those whom the last mention with these words means."""
    report = annotated(text)
    start = text.rindex(words)
    mention = next(m for m in report.mentions if m.span.start <= start < m.span.end and words in m.span.of(text))
    ids = mention.entities or ((mention.entity,) if mention.entity else ())
    return [e.name for i in ids for e in report.entities if e.id == i]


def test_a_counterpart_holds_the_same_office_in_the_country_named() -> None:
    assert meant(MINISTERS + "Brekke met his Chilean counterpart on Monday.", "his Chilean counterpart") == ["Pedro Prado"]


def test_the_owner_may_be_named() -> None:
    assert meant(MINISTERS + "Brekke's Chilean counterpart agreed.", "Brekke's Chilean counterpart") == ["Pedro Prado"]


@pytest.mark.parametrize("words", ["his counterpart", "his Peruvian counterpart"])
def test_nobody_is_meant_where_the_report_names_nobody_of_that_office(words: str) -> None:
    assert meant(MINISTERS + f"Brekke met {words} on Monday.", "counterpart") == []


def test_two_of_one_office_leave_it_open() -> None:
    two = MINISTERS.replace("Chilean Finance Minister", "Chilean Foreign Minister")
    assert meant(two + "Brekke met his Chilean counterpart on Monday.", "his Chilean counterpart") == []


def test_a_title_of_several_words_before_a_name_is_no_mention_of_its_own() -> None:
    report = annotated("Norwegian Secretary of State Ola Brekke met Pedro Prado, the Chilean foreign minister.")
    names = {e.id: e.name for e in report.entities}
    assert not any(m.kind == "nominal" and names.get(str(m.entity)) == "Pedro Prado" and m.span.start < 40 for m in report.mentions)


def test_a_ministry_s_spokesman_is_not_a_council_s() -> None:
    text = "Ola Brekke, the spokesman for the US National Security Council, rebuked Chile. The State Department spokesman said nothing."
    assert meant(text, "State Department spokesman") == ["State Department spokesman"]
    assert meant(text + " The National Security Council spokesman left.", "National Security Council spokesman") == ["Ola Brekke"]


def test_spokesmen_without_a_name_are_told_apart_by_their_ministries() -> None:
    text = "A Norwegian defence ministry spokesman spoke. The Norwegian foreign ministry spokesman was silent."
    assert meant(text, "foreign ministry spokesman") == ["Norwegian foreign ministry spokesman"]
    assert meant(text + " The foreign ministry spokesman left.", "foreign ministry spokesman") == ["Norwegian foreign ministry spokesman"]


def test_an_office_in_name_only_is_not_the_ruler_s() -> None:
    text = "North Korea's leader Kim Jong Un stayed at home. The North's nominal head of state flew to Seoul."
    assert meant(text, "nominal head of state") == []


def test_they_after_three_names_means_all_three() -> None:
    text = "Norway, Chile and Kenya, meeting in Oslo, condemned the test. They urged Peru to stop."
    assert meant(text, "They") == ["Norway", "Chile", "Kenya"]


@pytest.mark.parametrize("verb", ["met", "discussed a ceasefire with"])
def test_he_who_says_that_he_met_somebody_is_meant(verb: str) -> None:
    assert meant(f"Ola Brekke said that he {verb} Pedro Prado on Monday.", "he") == ["Ola Brekke"]


def test_leaders_of_the_two_countries_are_theirs() -> None:
    text = "Norway's Prime Minister Ola Brekke met Chile's President Pedro Prado. "
    text += "Norway and Chile quarrelled. The leaders of the two countries left."
    assert meant(text, "The leaders") == ["Ola Brekke", "Pedro Prado"]


def test_a_superlative_is_not_answered_by_who_was_named_last() -> None:
    named = meant("Norway and Chile quarrelled. The world's two largest countries kept silent.", "two largest countries")
    assert not {"Norway", "Chile"} & set(named)
