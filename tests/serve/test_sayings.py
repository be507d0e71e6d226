"""Questions about what was said: statements with the acts inside them, denials beside what they may deny, doubles that nobody joined."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, empty, served

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import KNOWN, Act, party, told
from test_answers import said
from test_reading import Page

from reportedly.model import Span, Statement
from reportedly.resolve import resolve
from reportedly.serve.denials import near
from reportedly.serve.reading import question
from reportedly.serve.spoken import Spoken
from reportedly.serve.words import date_words
from reportedly.store import Filter, open_store
from reportedly.store.browse import Browse

ARMS = Act("North Korea", "Russia", type="AID", mode=None, words="shipped crates of weapons to")
DEAL = Act("Russia & North Korea", type="AGREE", mode=None, status="denied", words="made an accord on weapons")
VISIT = Act("Vladimir Putin", "North Korea", mode="visit", words="visited the port of")
LETTER = Act("Vladimir Putin", "Kim Jong Un", words="wrote a letter to")


def stated(report, content: str, speaker: str, stance: str, **more):
    """The report with a statement of these words of its text; its acts stand in it."""
    at = report.report.text.index(content)
    made = Statement((Span(at, at + len(content)),), speaker=party(speaker), stance=stance, score=0.9, **more)
    inside = [replace(e, statement=0) if at <= e.trigger.start < at + len(content) else e for e in report.events]
    entities = {e.id: e for e in (*report.entities, KNOWN[speaker])}
    return replace(report, statements=(made,), events=tuple(inside), entities=tuple(entities.values()))


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A store of a delivery and denials of it, a visit that one report dates, and a letter confirmed in other words."""
    db = empty(tmp_path_factory.mktemp("sayings") / "store.db")
    denial = told("deny", published="2023-10-14", publisher="The Courier", more="Moscow has denied any arms deal.\n")
    later = told("later", published="2024-05-02", publisher="The Courier", more="Moscow has denied any arms deal.\n")
    fish = told("fish", published="2023-10-15", publisher="The Courier", more="Moscow has denied any quarrel over herring.\n")
    letter = told("letter", replace(LETTER, words="sent greetings to"), published="2022-08-16", publisher="The Courier")
    reports = (
        told("arms", ARMS, published="2023-10-13", publisher="The Herald"),
        stated(denial, "any arms deal", "Government of Russia", "denies", said_on="2023-10-14"),
        stated(later, "any arms deal", "Government of Russia", "denies"),
        stated(fish, "any quarrel over herring", "Government of Russia", "denies"),
        stated(letter, "sent greetings to Kim Jong Un", "Vladimir Putin", "confirms"),
        told("dated", replace(VISIT, date="2023-07-27"), published="2023-07-28"),
        told("undated", replace(VISIT, words="visited soldiers of"), published="2023-07-28", publisher="The Courier"),
    )
    with open_store(db) as store:
        for report in reports:
            found = resolve(report, store)
            store.add(report, [replace(c, score=0.9) for c in found.claims], now=NOW)  # nothing joins them
    return db


@pytest.fixture
def browser(place):
    return served(place, login=False, min_score=0.3)


def test_a_question_who_denied_is_answered_by_statements_that_open_at_their_sentence(browser):
    page = browser.get("/search?q=who+denied+the+arms+deals,+and+what+exactly+did+they+deny?").text
    answer = said(page)
    assert "What was said: Who denied, “arms deals” 2" in answer
    assert "14 Oct 2023 Government of Russia denied: any arms dealMoscow has denied any arms deal." in answer.replace(" less sure", "")
    assert "herring" not in answer
    opened = next(link for link in Page(page).links if link.startswith("/report/deny?open=s0"))
    assert "any arms deal" in browser.get(opened).text


def test_who_speaks_and_who_is_spoken_of_is_read_from_where_a_name_stands(place):
    with open_store(place) as store:
        for words, speaker, about in (
            ("did Putin deny a letter", ("Q7747",), ()),
            ("denials by Russia and North Korea", ("RUS", "PRK"), ()),
            ("who accused Russia of weapons", (), ("RUS",)),
            ("was Russia accused of weapons", (), ("RUS",)),
            ("what did Putin say about North Korea", ("Q7747",), ("PRK",)),
            ("what did Putin say in North Korea", ("Q7747",), ()),
            ("statements of Putin on letters", ("Q7747",), ()),
        ):
            spoken = question(store, words).said
            assert spoken, words
            assert (spoken.speaker, spoken.about) == (speaker, about), words
        assert question(store, "letters of Putin").said is None
        assert question(store, "what happened in August according to Putin").teller == "Q7747"
        assert question(store, "who told first of the letter?").voices == "first"
        assert question(store, "what did Putin do and who says so?").voices == "ask"
        read = question(store, "what does The Courier alone tell of Putin")
        assert not read.publishers, "no report names somebody of this name"


def test_an_act_inside_a_statement_stands_for_its_word(browser):
    answer = said(browser.get("/search?q=who+confirmed+the+August+letter").text)
    assert "What was said: Who confirmed, “letter”, Aug of any year 1" in answer
    assert "sent greetings to Kim Jong Un" in answer


def test_what_of_a_question_no_statement_fits_is_told(browser):
    answer = said(browser.get("/search?q=did+Russia+deny+herring+in+2020").text)
    assert "No statement fits with 2020; these are without." in answer
    assert "any quarrel over herring" in answer


def test_what_others_are_told_to_confirm_is_no_answer(browser):
    page = browser.get("/search?q=who+confirmed+the+quarrel+of+August+2022").text
    answer = said(page)
    assert "Nobody is told to have confirmed anything with “quarrel”" in answer
    assert "1 statement (Who confirmed" in answer
    assert "sent greetings" not in answer, "a confirmation of something else is only counted"
    assert 'id="h-sayings"' not in page


def test_what_somebody_denied_is_told_on_that_one_s_word(place):
    with open_store(place) as store:
        asked = question(store, "what did Russia deny in 2023?")
        assert (asked.teller, asked.asked.according_to, asked.asked.actor) == ("RUS", "RUS", ())
        assert question(store, "who denied the arms deals of Russia?").teller == ""


def test_statements_are_bounded_paged_and_downloaded(browser, monkeypatch):
    monkeypatch.setattr("reportedly.serve.statements.PAGE", 2)
    first = browser.get("/statements?speaker=RUS&stance=denies").text
    assert "3 statements" in first
    assert "2 May 2024" in first
    second = browser.get(next(link for link in Page(first).links if "after=" in link)).text
    assert second.count('<li class="event">') == 1
    old = browser.get("/statements?speaker=RUS&stance=denies&order=old&from=2023&to=2023").text
    assert "2 statements" in old
    assert browser.get("/statements?stance=shouts").status_code == 400
    assert browser.get("/statements?month=13").status_code == 400
    rows = browser.get("/download/statements.csv?stance=denies&words=herring").text.splitlines()
    assert len(rows) == 2
    assert "Say who speaks" in browser.get("/statements").text


def test_a_country_s_statements_are_its_government_s_too_where_no_report_has_it_among_its_entities(place):
    with open_store(place) as store:
        assert Browse(store).count_said(Spoken(speaker=("RUS",), stance=("denies",)).wanted) == 3
        assert Browse(store).count_said(Spoken(party=("RUS",), words="herring").wanted) == 1
        assert Browse(store).count_said(Spoken(about=("PRK",)).wanted) == 0


def test_denials_stand_beside_what_they_may_deny(browser, place):
    with open_store(place) as store:
        event = next(row for row in store.events(Filter(types=("AID",))).rows)
        (denial,) = near(store, event)
        assert denial.said.statement.report == "deny", "neither what is told months later nor what is about something else"
        assert "arms" in denial.reason
        assert "1 day later" in denial.reason
    page = browser.get(f"/event/{event.id}").text
    assert "Perhaps also denied here" in page
    fill = browser.get("/denials?party=RUS").text
    assert "3 denials by or about Russia" in Page(fill, "fill").text
    assert "/denials?party=RUS&amp;party=PRK" in browser.get("/timeline?actor=RUS&actor=PRK").text


def test_an_undated_event_is_offered_beside_the_dated_one(browser, place):
    with open_store(place) as store:
        rows = store.events(Filter(types=("CONSULT/visit",))).rows
        dated = next(row for row in rows if row.date)
        twins = Browse(store).twins(dated)
        assert {t.row.claim.event for t in twins} == {row.id for row in rows} - {dated.id}
        assert all("no date" in t.reason for t in twins)
        undated = next(row for row in rows if not row.date)
        assert [t.row.claim.event for t in Browse(store).twins(undated)] == [dated.id]
    page = browser.get(f"/event/{dated.id}").text
    assert "Perhaps the same" in page
    assert "/review/event/" in page


def test_less_sure_ones_are_offered_where_only_they_fit(place):
    browser = served(place, login=False, min_score=0.95)
    answer = said(browser.get("/search?q=Putin+visit+July+2023").text)
    assert (
        "Nothing that is sure enough (score 0.95 or more) fits all of it; less sure: consult · visit of Vladimir Putin in Jul 2023"
        in answer
    )
    assert "score=0" in browser.get("/timeline?actor=Q7747").text
    assert "score=0" in browser.get("/actor/Q7747").text


def test_a_question_that_nothing_fits_says_so(browser):
    page = browser.get("/search?q=Putin+visit+July+1990").text
    assert "Asked of the timeline (who Vladimir Putin, act consult · visit, when Jul 1990): no event fits" in " ".join(page.split())


def test_a_century_is_no_date():
    assert date_words("2000/2099") == "no date closer than 2000 to 2099"
    assert date_words("1990/1999") == "between 1990 and 1999"
