"""What rules see and what the encoder reads, joined."""

import pytest
from said import annotated, content

from reportedly.annotate.encoder import ReadStatement
from reportedly.annotate.statements import pool
from reportedly.annotate.statements.choice import shifted
from reportedly.annotate.statements.collect import drafts
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Span

TEXT = "Anna Berg said the bridge is safe. Carl Lund was of the opposite mind, that it may fall."


def words(reading: Reading, piece: str) -> tuple[int, int]:
    """The range of words that a piece of the text stands in."""
    at = reading.text.index(piece)
    inside = reading.tokens_in(Span(at, at + len(piece)))
    return inside[0].i, inside[-1].i + 1


def joined(monkeypatch: pytest.MonkeyPatch, cue: str, source: str, told: str, text: str = TEXT) -> list[Draft]:
    """The drafts of a text where the encoder reads one statement."""
    reading = Reading(annotated(text))
    read = ReadStatement(
        words(reading, cue), words(reading, source), (words(reading, told),), 0.8, ("indirect", 0.9), ("suspects", 0.7), ("unknown", 0.9)
    )
    monkeypatch.setattr(pool, "read_statements", lambda *_, **__: (read,))
    return pool.pooled(reading, drafts(reading))


def test_what_both_see_is_one_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = joined(monkeypatch, "said", "Anna Berg", "the bridge is safe")
    assert (found.by, found.agreement) == ("rules", 1.0)
    assert found.read is not None


def test_what_the_encoder_alone_reads_is_a_draft_with_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    _, found = joined(monkeypatch, "opposite mind", "Carl Lund", "it may fall")
    assert found.by == "encoder"
    assert found.source is not None
    assert (found.source.of(TEXT), found.subject and found.subject.text) == ("Carl Lund", "Lund")
    assert (found.stance, [s.of(TEXT) for s in found.content]) == ("suspects", ["it may fall"])


def test_without_an_encoder_the_rules_go_on_alone() -> None:
    statements = annotated(TEXT).statements
    assert content(statements[0], TEXT) == ["the bridge is safe"]
    assert 0 < statements[0].score < 1


def test_overlap_is_shared_characters_over_all() -> None:
    assert pool.overlap([Span(0, 4)], [Span(2, 6)]) == pytest.approx(2 / 6)
    assert pool.overlap([Span(0, 4)], [Span(5, 6)]) == 0


def test_shifting_a_chance_keeps_it_a_chance() -> None:
    assert shifted(0.5, 0.0) == pytest.approx(0.5)
    assert 0 < shifted(0.0, -9) < shifted(0.3, -1) < 0.3 < shifted(1.0, 9) <= 1


def test_who_sends_a_letter_has_said_nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Boris Dahl sent a letter to Anna Berg on Monday."
    assert not joined(monkeypatch, "sent", "Boris Dahl", "a letter to Anna Berg on Monday", text)
    assert not joined(monkeypatch, "letter", "Boris Dahl", "to Anna Berg on Monday", text)


CUT = "Carl Lund was of the opposite mind, that it was a slow response to the flood of May."


def test_what_the_encoder_cuts_within_a_phrase_goes_on_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    found = joined(monkeypatch, "opposite mind", "Carl Lund", "it was a slow response to the", CUT)[-1]
    assert [s.of(CUT) for s in found.content] == ["it was a slow response to the flood of May"]


def test_what_the_encoder_ends_with_a_phrase_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    found = joined(monkeypatch, "opposite mind", "Carl Lund", "it was a slow response", CUT)[-1]
    assert [s.of(CUT) for s in found.content] == ["it was a slow response"]
