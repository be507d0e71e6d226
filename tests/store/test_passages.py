"""Passages in which words stand close together, on each database."""

import pytest
from spoken import report, said

from reportedly.model.span import Span
from reportedly.serve.story import by_words
from reportedly.store import Filter
from reportedly.store.browse import Browse
from reportedly.store.passages import close
from reportedly.store.terms import Sought, folded_places

NOW = "2024-01-01T00:00:00+00:00"
BARGES = "Some 40 grain barges lay off the pier, a tracking group said. It thinks that the barges carried coal. A fire broke out in town."
APART = "A barge sank after the race. Elsewhere in the province farmers sold their grain."


def found(store, words: str, beside: str = "", **filter: object):
    browse = Browse(store)
    return browse.passages(browse.sought(words), browse.sought(beside), Filter(**filter), most=10)


def place(text: str, word: str) -> Span:
    return Span(text.index(word), text.index(word) + len(word))


@pytest.fixture
def filled(store):
    reports = (
        report("later", "Forty grain barges left for Norway, it is said.", published="2021-05-09"),
        report("undated", "Grain barges were seen in spring."),
        report("first", BARGES, said(BARGES, "Some 40 grain barges lay off the pier", "unnamed tracking group"), published="2021-05-04"),
        report("apart", APART, published="2021-05-01"),
    )
    for one in reports:
        store.add(one, now=NOW)
    return store


@pytest.mark.parametrize(
    ("text", "is_close"),
    [
        ("grain barges", True),
        ("barges of grain", True),
        ("grain for the barges", True),
        ("barges could soon carry grain", False),
        ("barges carry grain", False),
        ("grain prices rose when in spring the barges came", False),
        ("grain", False),
    ],
)
def test_words_are_one_thing_where_they_stand_close_together(text, is_close):
    assert bool(close(folded_places(text), ((("grain",),), (("barg",),)))) is is_close


def test_what_was_published_first_comes_first_and_what_nobody_dates_last(filled):
    assert [one.report for one in found(filled, "grain barges").reports] == ["first", "later", "undated"]
    assert [one.report for one in found(filled, "grain barges", published_since="2021-05-05").reports] == ["later"]


def test_the_sentence_behind_goes_on_where_it_has_one_of_the_words(filled):
    passages = found(filled, "grain barges").reports[0].passages
    assert [p.text for p in passages] == [
        "Some 40 grain barges lay off the pier, a tracking group said.",
        "It thinks that the barges carried coal.",
    ]
    assert [p.goes_on for p in passages] == [False, True]
    assert [statement.speaker.name for _, statement, _ in passages[0].statements] == ["unnamed tracking group"]


def test_names_stand_near_the_words(filled):
    assert [one.report for one in found(filled, "grain barges", "Norway").reports] == ["later"]


def test_names_may_stand_in_the_sentence_beside_where_asked_for(store):
    text = "A storm is near.\nGrain barges lie off the pier. Norway sent a pilot."
    store.add(report("beside", text, published="2021-05-04"), now=NOW)
    browse = Browse(store)
    core, norway, storm = (browse.sought(words) for words in ("grain barges", "Norway", "storm"))
    assert browse.passages(core, norway, Filter(), most=9).reports == ()
    assert browse.passages(core, norway, Filter(), most=9, around=1).reports
    assert browse.passages(core, storm, Filter(), most=9).reports, "the headline is above all"


def test_no_more_than_asked_for_are_read(filled):
    browse = Browse(filled)
    some = browse.passages(browse.sought("grain barges"), Sought(), Filter(), most=1)
    assert ([one.report for one in some.reports], some.has_more) == (["first"], True)


def test_accents_hide_no_word(store):
    store.add(report("accents", "The café boats left the quay at noon."), now=NOW)
    assert found(store, "cafe boats").reports


def test_rejected_statements_say_nothing(filled):
    row = filled.statements(report="first").rows[0]
    filled.review.decide("statement", row.id, "reject", by="ann", turn=0, note="", now=NOW)
    assert found(filled, "grain barges").reports[0].passages[0].statements == ()


def test_a_story_is_the_same_on_each_database(filled):
    told = by_words(filled, "grain barges", least=0.0)
    assert [(one.report, one.voice.kind) for one in told.tellings] == [("first", "unnamed"), ("later", "own"), ("undated", "own")]
    assert (told.first.report, told.roots, [root.outlets for root in told.nameless]) == ("first", (), [("The Herald",)])
    denial = "Norway wrote that KCNA denied the story of grain barges at length."
    filled.add(report("kcna", denial, said(denial, "the story of grain barges", "KCNA", stance="denies"), published="2021-05-20"), now=NOW)
    assert [line.against for _, line in by_words(filled, "grain barges", least=0.0).against] == ["denied"]
    assert Browse(filled).sides_of({"KCNA", "Nobody"}) == {}
