import pytest
from parsed import mentions, who


def test_pronoun_means_the_subject_before_it() -> None:
    text = "Clara Voss met Paul Ferrand on Monday. She thanked the hosts."
    assert who(text, "She") == ["Clara Voss"]


def test_gender_rules_out_the_other() -> None:
    text = "Mr Ferrand criticised Ms Voss. She shrugged."
    assert who(text, "She") == ["Voss"]


def test_speaker_goes_on_speaking() -> None:
    text = "Paul Ferrand opened the debate.\n“Harold Winters is the best man for this,” he said. He added that time was short."
    assert who(text, "he") == ["Paul Ferrand"]
    assert who(text, "He") == ["Paul Ferrand"]


def test_equal_candidates_are_nobody() -> None:
    text = "The letters of Paul Ferrand and of Mark Winters were read out. He was absent."
    (m,) = mentions(text, "He")
    assert m.entity is None
    assert "could be" in m.reason


@pytest.mark.parametrize("word", ["I", "we", "our"])
def test_first_person_in_a_quotation_is_left_to_the_speaker(word: str) -> None:
    text = f"“Today {word} friends leave and {word} grieve,” Clara Voss said."
    assert {m.reason for m in mentions(text, word)} == {"first person in a quotation"}


def test_it_means_the_country_that_acts() -> None:
    text = "North Korea fired a missile. It said the launch was a test."
    assert who(text, "It") == ["North Korea"]


def test_empty_it_means_nobody() -> None:
    text = "North Korea fired a missile. It was clear that the talks had failed."
    assert who(text, "It") in ([], [""])


def test_who_means_the_noun_before_it() -> None:
    text = "Clara Voss, who chairs the panel, resigned."
    assert who(text, "who") == ["Clara Voss"]


def test_object_is_not_the_subject_of_its_verb() -> None:
    text = "Harold Winters spoke first. Paul Ferrand thanked him."
    assert who(text, "him") == ["Harold Winters"]


def test_he_who_goes_on_speaking_is_no_one_whom_his_words_name() -> None:
    text = (
        "Foreign Secretary David Lammy met reporters in London on Monday. Lammy said he would travel to Kyiv. "
        '"We need to show Vladimir Putin that Britain stands with Ukraine," he said.'
    )
    assert mentions(text, "he")[-1].entity == mentions(text, "Lammy")[-1].entity


def test_who_is_only_told_of_does_not_go_on_speaking() -> None:
    text = (
        "General Harold Winters met foreign visitors in Minsk on Tuesday. The nation is grateful that Paul Ferrand has been reelected, "
        "he stressed. He told the visitors that the army would stand by the agreement."
    )
    assert who(text, "He") != ["Paul Ferrand"]


def test_chances_of_candidates_sum_to_one_and_nobody_is_among_them() -> None:
    from reportedly.annotate.entities.antecedents import Candidate, chances

    found = [Candidate(("p:a",), ("person:rank=0", "person:spoke=last:True:")), Candidate((), ("person:nobody:bias",))]
    assert sum(chances(found)) == pytest.approx(1)
    assert chances(found)[0] > chances([Candidate(("p:a",), ("person:rank=4",)), found[1]])[0]
