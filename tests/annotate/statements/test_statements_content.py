"""What is said: the exact pieces of text that a cue introduces."""

import pytest
from said import content, only, statements

CLAUSES = [
    ("The minister said the bridge will open in June.", "the bridge will open in June"),
    ("The minister said that the bridge will open in June.", "the bridge will open in June"),
    ("The bridge will open in June, the minister said.", "The bridge will open in June"),
    ("The bridge, the minister said, will open in June.", None),
    ("The bridge will open in June, according to the minister.", "The bridge will open in June"),
    ("According to the minister, the bridge will open in June.", "the bridge will open in June"),
    ("The president promised to rebuild the port.", "to rebuild the port"),
    ("Norway threatened to close the border.", "to close the border"),
    ("The mayor denied taking the money.", "taking the money"),
    ("The mayor denied the charge.", "the charge"),
    ("Norway accused Sweden of moving the border stones.", "moving the border stones"),
    ("Norway has accused Sweden of moving the border stones.", "moving the border stones"),
    ("Norway urged Sweden to move the border stones.", "to move the border stones"),
    ("Norway called on Sweden to move the border stones.", "Sweden to move the border stones"),
    ("Norway called for an end to the talks.", "an end to the talks"),
    ("Norway warned of severe spring floods.", "severe spring floods"),
    ("The senator called the treaty a farce.", "the treaty a farce"),
    ("The senator described the treaty as a farce.", "the treaty as a farce"),
    ("Norway rejected Sweden's claim that the stones had been moved.", None),
    ("The king congratulated the president on his victory.", "his victory"),
    ("The envoy expressed hope that the talks would resume.", "the talks would resume"),
    ("The minister is confident that the talks will resume.", "the talks will resume"),
]


@pytest.mark.parametrize(("text", "expected"), [c for c in CLAUSES if c[1]])
def test_the_complement_of_the_cue_is_the_content(text: str, expected: str) -> None:
    assert content(only(text), text) == [expected]


def test_an_interrupted_content_has_its_pieces_in_order() -> None:
    text = "The bridge, the minister said, will open in June."
    assert content(only(text), text) == ["The bridge", "will open in June"]


def test_the_claim_of_a_noun_is_a_statement_of_its_owner() -> None:
    text = "Norway rejected Sweden's claim that the stones had been moved."
    found = [s for s in statements(text) if s.cue and s.cue.of(text).endswith("claim")]
    assert [content(s, text) for s in found] == [["the stones had been moved"]]
    assert found[0].speaker is not None
    assert found[0].speaker.name == "Government of Sweden"


def test_what_the_report_adds_is_not_content() -> None:
    text = "Norway said the bridge is safe, although the road stays closed."
    assert content(statements(text)[0], text) == ["the bridge is safe"]


def test_a_second_saying_is_a_statement_of_its_own() -> None:
    text = "The minister said the bridge is safe, adding that it will open in June."
    assert [content(s, text) for s in statements(text)] == [["the bridge is safe"], ["it will open in June"]]


def test_refusing_to_comment_is_a_statement() -> None:
    text = "The ministry declined to comment on the report."
    s = only(text)
    assert (content(s, text), s.stance) == (["on the report"], "declines-to-comment")


def test_a_belief_of_the_speaker_inside_the_saying_is_no_second_statement() -> None:
    text = "Anna Berg said she believes the bridge is safe."
    s = only(text)
    assert content(s, text) == ["she believes the bridge is safe"]
    assert s.stance == "suspects"


NOTHING = [
    "The bridge opened in June.",
    "I believe the bridge is safe.",
    "The move suggests that prices will rise.",
    "The so-called “peace bridge” opened in June.",
    "The parties would agree to meet if it rained.",
    "",
    "“”",
    "12:30",
]


@pytest.mark.parametrize("text", NOTHING)
def test_the_reports_own_voice_makes_no_statement(text: str) -> None:
    assert statements(text) == ()


def test_a_second_that_belongs_to_the_cue_wherever_the_parser_hung_it() -> None:
    text = "In her letter, Anna Berg wrote that the ties were expanding after the visit, and that she hoped to further develop them."
    told = " ".join(piece for s in statements(text) for piece in content(s, text))
    assert "the ties were expanding" in told
    assert "she hoped to further develop them" in told


def test_a_line_in_single_marks_between_paragraphs_is_no_quotation_of_the_one_before() -> None:
    text = "“The bridge is safe and the road is open,” Anna Berg said.\n‘No way back’\nThe road was closed in May."
    assert all("No way back" not in piece for s in statements(text) for piece in content(s, text))
