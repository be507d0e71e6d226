"""What is done, planned, demanded, threatened or only alleged, and according to whom."""

import pytest

from reportedly import pipeline
from reportedly.annotate.status.around import Around
from reportedly.annotate.status.constraints import contradicts
from reportedly.clean import clean
from reportedly.model import AnnotatedReport, Report


def events(text):
    report = clean(Report(id="t", text=text, published="2022-10-12", published_by="given", language="en"))
    return pipeline.run(pipeline.stages(), [AnnotatedReport(report)])[0]


def act(text, word):
    found = [e for e in events(text).events if word in e.trigger.of(text)]
    assert found, [e.trigger.of(text) for e in events(text).events]
    return found[0]


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Iran accused Israel of sabotage on Monday.", "accused", "occurred"),
        ("President Xi Jinping will visit Moscow next week.", "visit", "planned"),
        ("China urged North Korea to abandon its nuclear weapons.", "abandon", "proposed"),
        ("If Iran attacks Israel, the United States will respond.", "attacks", "hypothetical"),
        ("North Korea threatened to attack South Korea.", "attack", "threatened"),
    ],
)
def test_the_status_follows_the_wording(text, word, status):
    assert act(text, word).status == status


def test_a_shortened_had_is_no_would():
    text = "Ana Prado said she’d met the king of Norway at length."
    assert act(text, "met").status == "occurred"


def test_the_report_vouches_where_nobody_is_quoted():
    event = act("Iran accused Israel of sabotage on Monday.", "accused")
    assert event.according_to == ()
    assert event.statement is None


def test_what_is_told_in_a_statement_carries_its_speaker():
    text = "President Vladimir Putin said that Ukraine had attacked a bridge."
    event = act(text, "attacked")
    assert [p.name for p in event.according_to] == ["Vladimir Putin"]
    assert event.statement == 0
    assert "Vladimir Putin" in event.reasons["according_to"]


def test_the_reason_of_a_status_is_a_sentence_with_its_probability():
    reason = act("President Xi Jinping will visit Moscow next week.", "visit").reasons["status"]
    assert "status/1" in reason


@pytest.mark.parametrize("headline", ["Kim meets Putin at Russian spaceport", "Norway and Sweden exchange letters on border"])
def test_a_headline_in_the_present_tense_tells_what_has_happened(headline):
    text = f"{headline}\n\nThe two sides gave no details."
    assert {e.status for e in events(text).events if e.trigger.end <= len(headline)} == {"occurred"}


def test_a_headline_with_an_infinitive_tells_a_plan():
    assert act("Kim to meet Putin in Russia next month\n\nThe two sides gave no details.", "meet").status == "planned"


@pytest.mark.parametrize(
    ("text", "word"), [("Norway warned Chile not to arm Peru.", "arm"), ("Norway urged Chile not to attack Peru.", "attack")]
)
def test_what_somebody_is_asked_not_to_do_has_not_failed_to_happen(text, word):
    assert act(text, word).status not in ("did-not-happen", "denied")


def test_what_the_doer_says_never_happened_is_denied():
    assert act("North Korea said it had never supplied weapons to Russia.", "supplied").status == "denied"


def test_an_act_looks_at_the_statements_of_its_own_sentence():
    said = 'President Vladimir Putin said that Ukraine had attacked a bridge. China criticised Japan. "Iran attacked us," Israel said.'
    item = events(said)
    around = Around(item)
    for e in item.events:
        sentence = next(s.index for s in item.sentences if s.span.contains(e.trigger))
        assert around.innermost(e.trigger.start, sentence) == e.statement
    assert act(said, "criticised").statement is None


@pytest.mark.parametrize(
    ("status", "date", "fits"),
    [
        ("occurred", "2022-10-11", True),
        ("occurred", "2022-10-13", False),
        ("occurred", "2022-10", True),
        ("proposed", "2022-10-12", False),
        ("proposed", "2022", True),
        ("threatened", "2022-10-01/2022-10-09", False),
        ("planned", "2022-10-13", True),
        ("occurred", None, True),
        ("occurred", "no date", True),
    ],
)
def test_a_date_that_the_status_rules_out_is_told_so(status, date, fits):
    assert (contradicts(status, date, "2022-10-12") == "") is fits


def test_nothing_is_ruled_out_where_the_publication_day_is_unknown():
    assert contradicts("occurred", "2022-10-13", "") == ""
