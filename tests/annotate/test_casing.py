"""Headlines that are read as sentences."""

import pytest

from reportedly.annotate.casing import Casing, casing_of
from reportedly.annotate.sentences import Sentences
from reportedly.model import AnnotatedReport, Report, Span, Zone

NOBODY = Casing(frozenset(), frozenset())


def report(title: str, body: str) -> Report:
    text = f"{title}\n\n{body}"
    zones = (Zone(Span(0, len(title)), "title"), Zone(Span(len(title) + 2, len(text)), "body"))
    return Report(id="r", text=text, raw=b"", sha256="0", zones=zones)


def test_common_words_become_small_and_names_stay() -> None:
    assert NOBODY.as_sentence("Norland, Ostvia Block Sanctions Over Missile Tests") == "Norland, Ostvia block sanctions over missile tests"


def test_it_is_character_for_character() -> None:
    headline = "Norland’s ‘Special’ Envoy—Meets Çelik Again  Over Prisoners"
    assert len(NOBODY.as_sentence(headline)) == len(headline)


@pytest.mark.parametrize("text", ["Norland blocks the sanctions of its neighbours", "NORLAND TESTS A MISSILE AGAIN", "Norland Tests", ""])
def test_what_is_no_such_headline_stays_as_it_is(text: str) -> None:
    assert NOBODY.as_sentence(text) == text


def test_what_the_report_writes_counts_before_what_others_do() -> None:
    headline = "Ministers Discuss Block Exports With Sanctions Board"
    named = Casing(frozenset({"exports"}), frozenset({"block", "exports"}))
    assert named.as_sentence(headline) == "Ministers discuss Block exports with sanctions board"


def test_a_report_tells_how_it_writes_a_word() -> None:
    casing = casing_of(report("Talks With Block", "On Monday the firm Block said talks, and more talks, would follow. Block sells."))
    assert "block" in casing.large
    assert "block" not in casing.small
    assert {"talks", "more"} <= casing.small
    assert "on" not in casing.large  # the beginning of a sentence tells nothing


def test_a_verb_of_a_headline_is_parsed_as_one() -> None:
    given = report("Norland, Ostvia Block United Nations Sanctions", "The two governments blocked the sanctions on Friday.")
    (read,) = Sentences()([AnnotatedReport(given)])
    block = next(t for t in read.tokens if t.text == "Block")
    assert block.pos == "VERB"
    assert block.span.of(given.text) == "Block"
