from parsed import annotated

from reportedly.annotate.references import References
from reportedly.model import Span


def references(text: str) -> References:
    return References(annotated(text))


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_stretch_with_a_title_means_the_person() -> None:
    text = "Norwegian Foreign Minister Ola Brekke flew to Cairo."
    refs = references(text)
    mention = refs.meant_by(at(text, "Norwegian Foreign Minister Ola Brekke"))
    assert mention
    assert [p.name for p in refs.actors(mention)] == ["Ola Brekke"]


def test_unnamed_people_and_their_country() -> None:
    text = "Two Kenyan diplomats confirmed the report."
    refs = references(text)
    mention = refs.meant_by(at(text, "Two Kenyan diplomats"))
    assert mention
    assert refs.is_unnamed(mention)
    assert refs.countries(mention) == ("KEN",)


def test_a_place_acts_in_nobodys_stead() -> None:
    text = "The envoys met in Vladivostok."
    refs = references(text)
    mention = refs.meant_by(at(text, "Vladivostok"))
    assert mention
    assert refs.actors(mention) == ()


def test_within_and_covering_agree_with_the_spans() -> None:
    text = "Kim Jong Un met Vladimir Putin. The two leaders shook hands."
    report = annotated(text)
    refs = References(report)
    assert list(refs.within(Span(0, len(text)))) == list(report.mentions)
    for token in report.tokens:
        found = refs.covering(token)
        inside = [m for m in report.mentions if m.span.contains(token.span)]
        assert (found is None) == (not inside and refs.headed_by(token) is None)
