"""What the scorers are told of the ends of contents and of the names of speakers."""

from said import annotated

from reportedly.annotate.statements.collect import drafts
from reportedly.annotate.statements.doubts import doubts
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.edges import edges
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.speaker import Speakers
from reportedly.model import Span


def drawn(text: str) -> tuple[Reading, Draft]:
    """The last draft of a text."""
    reading = Reading(annotated(text))
    return reading, drafts(reading)[-1]


def doubted(text: str) -> list[str]:
    reading, draft = drawn(text)
    return doubts(reading, draft, Speakers(reading).of(draft))


def test_a_content_that_breaks_off_within_a_clause_is_tied_to_what_follows() -> None:
    text = "Anna Berg said the bridge is safe and the road is closed."
    reading, whole = drawn(text)
    assert "behind=end" in edges(reading, whole) or "behind=." in edges(reading, whole)
    at = text.index("the bridge is safe")
    whole.content = [Span(at, at + len("the bridge is safe"))]
    found = edges(reading, whole)
    assert "behind=and" in found
    assert any(f.startswith("tied=") and f.endswith("|cc") for f in found)


def test_two_people_named_nearby_put_a_pronoun_in_doubt() -> None:
    one = doubted("Paul Ferrand left. He said the bridge is safe.")
    two = doubted("Paul Ferrand met Carl Lund. He said the bridge is safe.")
    assert "pronoun=he|1" in one
    assert not any(f == "pronoun=he|1" for f in two)


def test_a_name_whose_words_are_not_the_speakers_is_told_apart() -> None:
    assert any(f.startswith("name=True|all") for f in doubted("Anna Berg said the bridge is safe."))


def test_namesakes_are_counted() -> None:
    found = doubted("Anna Berg met Carl Berg. Berg said the bridge is safe.")
    assert any(f.startswith(("namesakes=2", "doubt=open")) for f in found)
