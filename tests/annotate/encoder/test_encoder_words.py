from reportedly.annotate.encoder.words import CASES, PLACES, QUOTATION, features
from reportedly.annotate.sentences import Sentences
from reportedly.model import AnnotatedReport, Report


def rows(text: str) -> list[tuple[str, str, str, str]]:
    (item,) = Sentences()([AnnotatedReport(Report(id="r", text=text))])
    names = zip(item.tokens, features(item).tolist(), strict=True)
    return [(t.text, CASES[c], QUOTATION[q], PLACES[p]) for t, (c, q, p) in names]


def test_case_is_told() -> None:
    found = {word: case for word, case, _, _ in rows("NATO said McCain saw 73 ships .")}
    assert found == {
        "NATO": "upper",
        "said": "lower",
        "McCain": "mixed",
        "saw": "lower",
        "73": "digits",
        "ships": "lower",
        ".": "punctuation",
    }


def test_curly_and_straight_marks_open_and_close() -> None:
    for text in ("“We go,” he said.", '"We go," he said.'):
        states = [q for _, _, q, _ in rows(text)]
        assert states == ["opens", "inside", "inside", "inside", "closes", "outside", "outside", "outside"]


def test_a_quotation_that_is_not_closed_ends_with_its_sentence_block() -> None:
    assert QUOTATION[0] == "outside"
    assert [q for word, _, q, _ in rows("“We go home.") if word == "home"] == ["inside"]


def test_the_first_words_of_sentences_and_paragraphs_are_told() -> None:
    assert [p for _, _, _, p in rows("He left. She stayed.")] == ["paragraph", "other", "other", "sentence", "other", "other"]


def test_no_words() -> None:
    assert features(AnnotatedReport(Report(id="r", text=""))).shape == (0, 3)
