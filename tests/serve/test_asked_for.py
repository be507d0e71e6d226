"""What a question asks for: the act among several, where, how many, with some of its words."""

from pathlib import Path

import pytest
from people import Browser, served

import reportedly
from reportedly.serve.reading import question
from reportedly.serve.reading_acts import asked_kinds, kinds_of
from reportedly.serve.reading_said import asks_of, made_of, order_of, voices, who_of
from reportedly.serve.tallies import in_words
from reportedly.store import open_store
from reportedly.store.terms import Sought

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("words", "kinds", "left"),
    [
        ("who vetoed sanctions", ("REJECT/veto",), ["sanctions"]),
        ("did Chile veto sanctions", ("REJECT/veto",), ["sanctions"]),
        ("who imposed sanctions after tests", ("SANCTION",), ["tests"]),
        ("who visited Oslo after the talks", ("CONSULT/visit", "CONSULT"), ["Oslo"]),
        ("which sanctions and tests", ("SANCTION", "MOBILIZE/test"), []),
        ("imposed rules", (), ["imposed", "rules"]),
    ],
)
def test_a_verb_tells_the_act_and_a_noun_behind_it_what_it_is_about(words, kinds, left):
    given = words.split()
    found, rest = asked_kinds((), given, [w for w in given if w not in ("who", "did", "Chile", "after", "the", "which", "and")])
    assert (found, rest) == (kinds, left)


@pytest.mark.parametrize("word", ["vetoed", "vetoes", "vetoing"])
def test_an_act_is_named_in_any_form(word):
    assert kinds_of(word) == ("REJECT/veto",)


def test_a_thing_is_no_act():
    assert kinds_of("weapons") == kinds_of("weapon") == ()


@pytest.mark.parametrize(
    ("q", "left", "asks"),
    [
        ("how many wagons went to Chile?", "wagons went to Chile?", "many"),
        ("did the two meet in 2019, and where?", "did the two meet in 2019 ?", "where"),
        ("where did they meet", "did they meet", "where"),
        ('who said "where are they"', 'who said "where are they"', ""),
        ("who met", "who met", ""),
    ],
)
def test_where_and_how_many_are_asked(q, left, asks):
    assert asks_of(q) == (left, asks)


@pytest.mark.parametrize(
    ("q", "left"),
    [
        ("Which countries imposed sanctions?", "who imposed sanctions?"),
        ("Is it true that Chile fired a missile?", "Chile fired a missile?"),
        ("which missiles were fired?", "which missiles were fired?"),
    ],
)
def test_words_around_a_question_ask_nothing(q, left):
    assert who_of(q) == left


@pytest.mark.parametrize(
    ("q", "left"),
    [
        ("which statements did Chile make about Peru?", "what did Chile say about Peru?"),
        ("what threats has Chile made in May", "what has Chile threaten in May"),
        ("which statements are false?", "which statements are false?"),
    ],
)
def test_what_is_made_by_saying_is_what_is_said(q, left):
    assert made_of(q) == left


@pytest.mark.parametrize(
    ("q", "asked"),
    [
        ("who reported the launch first?", ("the launch", "first")),
        ("who told first of the launch?", ("the launch?", "first")),
        ("who reported on the launch?", ("the launch?", "ask")),
        ("who were the sources for the launch?", ("the launch?", "ask")),
        ("who met", ("who met", "")),
    ],
)
def test_who_reported_it_is_asked(q, asked):
    assert voices(q) == asked


def test_the_last_time_is_the_last():
    assert order_of("When was the last time they met?") == "When was the last they met?"


@pytest.mark.parametrize(("word", "kinds"), [("released", ("RETREAT/release",)), ("prisoners", ())])
def test_the_name_of_a_mode_is_known_by_its_stem(word, kinds):
    assert kinds_of(word) == kinds


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Chile sent over 1,000 sealed wagons to the port.", "over 1,000 sealed wagons"),
        ("It sent dozens of wagons.", "dozens of wagons"),
        ("It sent 3 wagon drivers.", ""),
        ("On Feb. 12 wagons left.", ""),
        ("After the 12 wagon of the day left.", ""),
        ("The wagons left on 3 May.", ""),
    ],
)
def test_a_sentence_counts_in_its_own_words(sentence, told):
    assert in_words(sentence, Sought(((("wagon",),),))) == told


@pytest.fixture(scope="module")
def asked_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("asking") / "asking.db"
    with reportedly.open(place) as record:
        record.add(*[p for p in sorted(EXAMPLES.iterdir()) if p.name.startswith(("01-", "10-", "12-"))])
    return place


@pytest.fixture
def browser(asked_db: Path) -> Browser:
    return served(asked_db, login=False)


def test_a_word_in_small_letters_is_nobody_s_name(asked_db):
    with open_store(asked_db) as store:
        assert [name for _, name in question(store, "which officials sent containers to Russia").names] == ["Russia"]


def test_a_city_before_a_summit_says_where(asked_db):
    with open_store(asked_db) as store:
        read = question(store, "who attended the Vladivostok summit?")
    assert (read.names, read.rest) == ((), "Vladivostok")


def test_a_time_alone_is_a_question(browser):
    html = browser.get("/search", params={"q": "What happened in September 2023?"}).text
    assert "acts in Sep 2023" in html


def test_who_somebody_is_leads_to_the_actor(browser):
    html = browser.get("/search", params={"q": "who is John Kirby?"}).text
    assert 'id="h-actors"' in html


def test_where_nothing_is_disputed_what_is_denied_is_told(browser):
    html = browser.get("/search", params={"q": "which events of October 2023 are disputed?"}).text
    assert "these are told as denied" in html


def test_who_vetoed_is_answered(browser):
    html = browser.get("/search", params={"q": "who vetoed sanctions in May 2022?"}).text
    assert "reject · veto with “sanctions” in May 2022" in html
    assert "China" in html.partition("Reports</h2>")[0]


def test_how_many_is_answered_with_what_is_told(browser):
    html = browser.get("/search", params={"q": "how many containers did North Korea ship to Russia?"}).text
    assert "Counts told" in html
    assert '<strong class="value">more than 1,000 containers</strong>' in html


def test_where_is_answered_with_places(browser):
    html = browser.get("/search", params={"q": "where did Kim Jong Un and Putin meet?"}).text
    assert "Places told" in html
    assert "Vostochny" in html.partition("Places told")[2].partition("</p>")[0]


def test_words_that_nothing_has_are_left_out_one_by_one(browser):
    html = browser.get("/search", params={"q": "North Korea Russia containers herring"}).text
    assert "Nothing fits with “herring”" in html
    assert "with “containers”" in html


def test_all_that_somebody_said_is_no_answer_to_what_that_one_said_of_something(browser):
    html = browser.get("/search", params={"q": "what did John Kirby say about herring?"}).text
    assert "John Kirby is not told to have said anything with “herring”" in html
    assert "shipped by sea" not in html.partition('id="h-events"')[0]
