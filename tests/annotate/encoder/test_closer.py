"""The closer reading: a sentence once more, with one act marked."""

import numpy as np

from reportedly.annotate.encoder import Encoder
from reportedly.annotate.encoder.closer import WIDEST, bounds
from reportedly.annotate.sentences import Sentences
from reportedly.model import AnnotatedReport, CloseReading, Report

TEXT = "Norland attacked Ostvia on Monday. The ministers will meet in Harbourtown after Ostvia expelled the envoy of Norland."


def read(text: str) -> AnnotatedReport:
    return Encoder()(Sentences()([AnnotatedReport(Report(id="r", text=text))]))[0]


def closely(item: AnnotatedReport, word: str) -> CloseReading:
    assert item.readings is not None
    found = item.readings.closely(next(t.i for t in item.tokens if t.text == word))
    assert found is not None
    return found


def part(item: AnnotatedReport, act: str, word: str, role: str) -> float:
    """How likely a word of an act's sentence is a part of it."""
    assert item.readings is not None
    found = closely(item, act)
    at = next(t.i for t in item.tokens[found.first :] if t.text == word)
    return float(found.parts[at - found.first, item.readings.labels("event").index(role)])


def test_who_acts_on_whom_is_told_of_the_marked_act() -> None:
    item = read(TEXT)
    assert part(item, "attacked", "Norland", "actor") > 0.5 > part(item, "attacked", "Ostvia", "actor")
    assert part(item, "attacked", "Ostvia", "recipient") > 2 * part(item, "attacked", "Norland", "recipient")


def test_two_acts_of_a_sentence_are_read_apart() -> None:
    item = read(TEXT)
    assert part(item, "expelled", "Ostvia", "actor") > part(item, "meet", "Ostvia", "actor")
    assert part(item, "meet", "ministers", "actor") > part(item, "expelled", "ministers", "actor")


def test_a_plan_is_told_from_what_was_done() -> None:
    item = read(TEXT)
    assert item.readings is not None
    labels = item.readings.labels("status")
    assert labels[int(closely(item, "meet").status.argmax())] == "planned"
    assert labels[int(closely(item, "attacked").status.argmax())] == "occurred"


def test_what_is_read_of_one_act_does_not_depend_on_what_was_read_before() -> None:
    item, other = read(TEXT), read(TEXT)
    closely(item, "attacked")
    closely(item, "expelled")
    for name in ("event", "status", "mode", "parts"):
        assert np.array_equal(getattr(closely(item, "meet"), name), getattr(closely(other, "meet"), name))


def test_probabilities_are_probabilities() -> None:
    found = closely(read(TEXT), "meet")
    for row in (found.event, found.status, found.mode):
        assert np.isclose(row.sum(), 1, atol=1e-4)
    assert ((found.parts >= 0) & (found.parts <= 1)).all()


def test_only_the_words_of_the_sentence_are_read() -> None:
    item = read(TEXT)
    found, second = closely(item, "meet"), item.sentences[1]
    assert found.first == second.first
    assert len(found.parts) == second.last - second.first


def test_of_a_very_long_sentence_the_words_around_the_act_are_read() -> None:
    sentence = np.zeros(1000, dtype=np.int64)
    for word in (0, 500, 999):
        first, last = bounds(sentence, word)
        assert first <= word < last
        assert last - first <= WIDEST


def test_a_word_alone_is_read() -> None:
    item = read("Attacked.")
    assert item.readings is not None
    assert item.readings.closely(0) is not None
