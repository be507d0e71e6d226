"""The way of a story through reports: who told it first, on whose word, who passed it on, who denies it."""

import csv
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from people import NOW, empty, served

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from spoken import act, report, said
from telling import Act, told

from reportedly.model import Party, Statement
from reportedly.resolve import resolve
from reportedly.serve.described import called, proper, speaker_in, speaker_of, why_speaker
from reportedly.serve.reading_story import Asked, Sides, names_asked, sides, story_asked, ways
from reportedly.serve.story import by_event, by_words
from reportedly.serve.voices import outsiders
from reportedly.store import Filter, open_store

FIRST = "Some 40 grain barges lay off the pier, said tracking group Tideline Watch; a shop was robbed in Oslo."
SECOND = "Forty grain barges lay off the pier on May 3, researchers of Tideline Watch said. They suspect that the barges carried coal."
BARE = "Grain barges left for Russia in the first week of May. North Korea shipped 60 grain barges to Russia."
DENIED = "Russia denied that grain barges came to its ports. It said that the barges were nobody's."
OTHER = "A barge sank after the race, and a farmer sold grain."
UNNAMED = "Grain barges lay off the pier, an observer said."


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    db = empty(tmp_path_factory.mktemp("story") / "store.db")
    reports = (
        report("bare", BARE, acts=(act(BARE, "shipped", "North Korea", "Russia"),), published="2021-05-12", publisher="The Courier"),
        report(
            "second",
            SECOND,
            said(SECOND, "Forty grain barges lay off the pier on May 3", "unnamed researchers of Tideline Watch"),
            said(SECOND, "the barges carried coal", "unnamed researchers of Tideline Watch", stance="suspects"),
            published="2021-05-10",
            publisher="The Post",
        ),
        report(
            "first",
            FIRST,
            said(FIRST, "Some 40 grain barges lay off the pier", "unnamed tracking group", "tracking group Tideline Watch"),
            acts=(act(FIRST, "robbed", "Russia", "United States"),),
            published="2021-05-07T08:00:00+00:00",
        ),
        report(
            "denied",
            DENIED,
            said(DENIED, "grain barges came to its ports", "Russia", stance="denies"),
            said(DENIED, "the barges were nobody's", "Russia"),
            published="2021-05-14",
        ),
        report("other", OTHER, published="2021-05-01"),
        report("unnamed", UNNAMED, said(UNNAMED, "Grain barges lay off the pier", "unnamed observer"), published="2021-05-11"),
    )
    with open_store(db) as store:
        for one in reports:
            found = resolve(one, store)
            store.add(one, [replace(c, score=0.9) for c in found.claims], found.links, now=NOW)
    return db


@pytest.fixture
def browser(place):
    return served(place, login=False, min_score=0.3)


@pytest.fixture
def story(place):
    with open_store(place) as store:
        return by_words(store, "grain barges", least=0.3)


def test_tellings_stand_in_order_of_publication_and_no_other_report_is_one(story):
    assert [one.report for one in story.tellings] == ["first", "second", "unnamed", "bare", "denied"]


def test_who_told_it_first_is_told_with_whose_word_it_is(story):
    assert (story.first.publisher, story.first.voice.words) == ("The Herald", "according to tracking group Tideline Watch")


def test_outlets_that_rest_on_one_body_are_one_origin(story):
    assert [(root.name, root.outlets) for root in story.roots] == [("Tideline Watch", ("The Herald", "The Post"))]
    assert [root.voice.name for root in story.nameless] == ["unnamed observer"]
    assert [root.outlets for root in story.bare] == [("The Courier",)]
    assert [one.report for one in story.passed_on] == ["second"]


def test_a_denial_is_told_as_one_and_is_no_telling(story):
    assert [(one.report, line.against) for one, line in story.against] == [("denied", "denied")]
    assert "denied" not in [one.report for one in (*story.passed_on, *story.also)]
    assert "Russia" not in [root.name for root in story.roots], "what it says of it beside tells it no more"


def test_another_act_of_the_sentence_is_none_of_the_story(story):
    assert story.tellings[0].lines[0].acts == ()


def test_how_firmly_and_what_is_new_is_told(story):
    second = story.tellings[1]
    assert [line.how for line in second.lines] == [("said",), ("suspected",)]
    assert second.lines[1].goes_on
    assert {"May 3", "coal"} <= set(second.new)
    assert "pier" not in second.new


def test_the_page_tells_it(browser):
    html = browser.get("/story", params={"words": "grain barges"}).text
    summary = " ".join(html.partition("In short")[2].partition("</dl>")[0].split())
    assert "The Herald</a>, 7 May 2021, according to tracking group Tideline Watch" in summary
    assert "<strong>Tideline Watch</strong> in The Herald, The Post" in summary
    assert "denied by Russia" in summary
    assert "<mark>grain barges</mark>" in html
    assert "farmer" not in html


def test_days_of_publication_narrow_it(browser):
    html = browser.get("/story", params={"words": "grain barges", "from": "2021-05-11", "to": "2021-05-11"}).text
    assert "an observer said" in html
    assert "Tideline" not in html


def test_names_stand_near_the_words_and_are_left_out_where_none_does(browser):
    html = browser.get("/story", params={"words": "grain barges Russia"}).text
    assert "The Courier" in html
    assert "7 May 2021" not in html
    assert "this is without “Chile”" in browser.get("/story", params={"words": "grain barges Chile"}).text


def test_nothing_close_together_is_told(browser):
    assert "has these words close together" in browser.get("/story", params={"words": "farmer barges"}).text
    assert browser.get("/story").status_code == 200


@pytest.mark.parametrize(
    "q",
    ["How did the story of the grain barges travel?", "who first reported the grain barges?", "Who passed on the story of grain barges"],
)
def test_questions_for_a_story_lead_to_its_page(browser, q):
    answer = browser.get("/search", params={"q": q}, follow_redirects=False)
    assert answer.status_code == 303
    assert "/story?words=grain+barges" in answer.headers["location"]


def test_who_first_told_an_act_is_answered_beside_it_with_a_way_to_the_story(browser):
    answer = browser.get("/search", params={"q": "who first reported the shipment to Russia?"}, follow_redirects=False)
    assert answer.status_code == 200
    assert "report by report" in answer.text


def test_the_api_and_the_file_have_what_the_page_has(browser):
    told = browser.get("/api/story", params={"words": "grain barges"}).json()
    assert (told["first"]["report"], [root["name"] for root in told["roots"]]) == ("first", ["Tideline Watch"])
    assert [one["report"] for one in told["tellings"]] == ["first", "second", "unnamed", "bare", "denied"]
    answer = browser.get("/download/story.csv", params={"words": "grain barges"})
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0]["report"], rows[0]["according_to"]) == ("first", "according to tracking group Tideline Watch")
    assert browser.get("/api/story").status_code == 400
    assert browser.get("/api/story?event=ev-none").status_code == 404
    assert browser.get("/download/story.csv").status_code == 400


def test_an_event_s_page_leads_to_its_story(browser, place):
    with open_store(place) as store:
        row = next(row for row in store.events(Filter(words="shipped")).rows)
        assert [one.report for one in by_event(store, row.id, least=0.3).tellings] == ["bare"]
    assert f'href="/story?event={row.id}"' in browser.get(f"/event/{row.id}").text
    assert "The Courier" in browser.get(f"/story?event={row.id}").text


def test_what_is_told_ahead_is_no_telling_of_what_took_place(tmp_path):
    letter = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
    with open_store(empty(tmp_path / "store.db")) as store:
        for id, published, status in (
            ("plan", "2022-08-10", "planned"),
            ("eve", "2022-08-12", "occurred"),
            ("told", "2022-08-16", "occurred"),
        ):
            one = told(id, replace(letter, status=status), published=published, publisher=id)
            found = resolve(one, store)
            store.add(one, [replace(c, score=0.9) for c in found.claims], found.links, now=NOW)
        claims = [store.claims(Filter(report=id)).rows[0].claim for id in ("plan", "eve", "told")]
        store.judge("event", claims[0].id, claims[2].id, "same", by="ann", now=NOW)
        store.judge("event", claims[1].id, claims[2].id, "same", by="ann", now=NOW)
        row = store.claim(claims[2].id).claim.event
        story = by_event(store, row, least=0.3)
    assert ([one.report for one in story.tellings], [one.report for one in story.early]) == (["told"], ["plan", "eve"])


@pytest.mark.parametrize(
    ("q", "asked"),
    [
        ("How did the story of the barges travel?", Asked("the barges", False)),
        ("Where does the story that barges sank come from?", Asked("barges sank", False)),
        ("trace the story of the barges", Asked("the barges", False)),
        ("Who first said that barges sank?", Asked("barges sank", True)),
        ("who reported the barges first", Asked("the barges", True)),
        ("who passed on it", None),
        ("how did the two travel", None),
    ],
)
def test_questions_for_a_story_are_known(q, asked):
    assert story_asked(q) == asked


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("grain barges Russia", Sides("grain barges", "Russia")),
        ("Grain Barges", Sides("Grain Barges")),
        ("sent grain barges", Sides("grain barges")),
        ("grain barges went from North Korea to Russia", Sides("grain barges", "North Korea Russia")),
        ("Russia sent barges", Sides("sent barges", "Russia")),
        ('"grain barges" -coal', Sides('"grain barges" -coal')),
    ],
)
def test_names_stand_beside_what_a_story_is_of(words, read):
    assert sides(words) == read


@pytest.mark.parametrize(
    ("beside", "names"),
    [
        ("North Korea Russia", ["North Korea", "Russia"]),
        ("Kim Jong Un", ["Kim", "Jong", "Un"]),
        ("", []),
        ("Norwegian Oslo", ["Norwegian", "Oslo"]),
    ],
)
def test_names_that_stand_together_are_those_of_countries(beside, names):
    assert names_asked(beside) == names


def test_what_finds_nothing_is_sought_with_less():
    assert [(way, left) for way, left in ways("Russia sent barges")] == [
        (Sides("sent barges", "Russia"), ""),
        (Sides("barges", "Russia"), "sent"),
        (Sides("sent barges"), "Russia"),
    ]
    assert list(ways("barges Russia")) == [(Sides("barges", "Russia"), "")], "barges alone may be any"


def test_a_verb_of_going_and_names_need_not_stand_in_the_sentence(place):
    with open_store(place) as store:
        story = by_words(store, "grain barges came from North Korea to Russia", least=0.3)
    assert [one.report for one in story.tellings] == ["bare"]
    assert not story.dropped


def test_one_word_alone_may_be_of_anything_and_the_page_says_so(browser):
    assert "One word alone may stand for several things" in browser.get("/story", params={"words": "barges"}).text
    assert "One word alone" not in browser.get("/story", params={"words": "grain barges"}).text


def test_a_country_is_told_by_its_people_and_its_seat(place):
    with open_store(place) as store:
        store_words = by_words(store, "grain barges Pyongyang", least=0.3), by_words(store, "grain barges North Korea", least=0.3)
    assert [story.dropped for story in store_words] == ["Pyongyang", ""]
    assert [one.report for one in store_words[1].tellings] == ["bare"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("tracking group Tideline Watch", "Tideline Watch"),
        ("researchers of the Centre for Harbour Studies", "Centre for Harbour Studies"),
        ("officials of the Harbour Board", ""),
        ("experts of South Korea", ""),
        ("South Korean analysts", ""),
        ("an analyst", ""),
    ],
)
def test_who_is_described_by_a_body_s_name_speaks_as_it(words, name):
    assert proper(words) == name


def test_who_is_described_by_a_name_is_not_unnamed():
    assert called(Party("group::x", "unnamed researchers of Tideline Watch")) == "researchers of Tideline Watch"
    assert called(Party("group::x", "unnamed officials")) == "unnamed officials"
    assert called(Party("unnamed", "unnamed")) == "somebody unnamed"
    statement = said(FIRST, "Some 40 grain barges", "unnamed tracking group", "tracking group Tideline Watch")
    assert speaker_in(statement, FIRST).name == "tracking group Tideline Watch"
    assert speaker_of(Statement(statement.content)) is None
    assert why_speaker(statement, FIRST) == "described by the name of Tideline Watch; no person is named"


def test_a_third_party_is_named_where_the_telling_that_stands_for_it_is_a_party_s(tmp_path):
    letter = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", words="wrote a letter to")
    with open_store(empty(tmp_path / "store.db")) as store:
        for id, by in (("theirs", ("KCNA",)), ("own", ())):
            one = told(id, replace(letter, by=by), published="2022-08-16", publisher=f"The {id} Post")
            found = resolve(one, store)
            store.add(one, [replace(c, score=0.9 if by else 0.8) for c in found.claims], found.links, now=NOW)
        row = store.event(store.claims(Filter(report="theirs")).rows[0].claim.event)
        assert len(row.claims) == 2
        claims = {c.claim.report: c.claim for c in row.claims}
    assert outsiders(row, claims["theirs"]) == "The own Post"
    assert outsiders(row, claims["own"]) == ""


def test_what_a_headline_parts_from_who_speaks_is_not_that_one_s(tmp_path):
    text = "Grain barges lie off the pier; the harbour is safe, Russia says."
    with open_store(empty(tmp_path / "store.db")) as store:
        store.add(report("parted", text, said(text, text.partition(", Russia")[0], "Russia", "Russia"), published="2021-05-04"), now=NOW)
        assert by_words(store, "grain barges", least=0.3).first.voice.kind == "own"
        assert by_words(store, "safe harbour", least=0.3).tellings == ()
        assert by_words(store, "harbour", least=0.3).first.voice.name == "Russia"


def test_a_copy_rests_on_what_it_was_copied_from(tmp_path):
    with open_store(empty(tmp_path / "store.db")) as store:
        for id, published in (("first", "2021-05-07"), ("copy", "2021-05-08")):
            store.add(report(id, BARE, published=published, publisher=f"The {id} Post"), now=NOW)
        store.judge("report", "first", "copy", "same", by="ann", now=NOW)
        story = by_words(store, "grain barges", least=0.3)
    assert [one.voice.words for one in story.tellings][1] == "copied from The first Post"
    assert [root.outlets for root in story.bare] == [("The first Post", "The copy Post")], "one that names nobody, and one copy of it"
    assert [one.report for one in story.passed_on] == ["copy"]


def test_who_first_told_an_act_with_more_words_leads_to_the_story(browser):
    answer = browser.get("/search", params={"q": "who first reported the grain shipment to Russia?"}, follow_redirects=False)
    assert "/story?words=grain+shipment+Russia" in answer.headers["location"]


def test_an_act_that_a_question_names_by_its_kind_is_an_event_s_story(browser):
    answer = browser.get("/search", params={"q": "how did the story of the aid to Russia travel?"}, follow_redirects=False)
    assert "/story?event=ev-" in answer.headers["location"]


def test_denials_of_that_time_by_a_party_of_what_is_told_in_it_stand_below(tmp_path):
    denial = "Russia denied a quarrel over herring."
    with open_store(empty(tmp_path / "store.db")) as store:
        one = report("bare", BARE, acts=(act(BARE, "shipped", "North Korea", "Russia"),), published="2021-05-12")
        store.add(one, [replace(c, score=0.9) for c in resolve(one, store).claims], now=NOW)
        store.add(
            report("denied", denial, said(denial, "a quarrel over herring", "Russia", stance="denies"), published="2021-05-14"), now=NOW
        )
        (found,) = by_words(store, "grain barges", least=0.3).denials
    assert found.reason == "by one of its parties, 2 days later; of what, nobody has judged"


def test_a_body_that_the_sentence_names_is_shown_by_its_name(browser):
    said = browser.get("/statements", params={"words": "grain barges"}).text
    assert "tracking group Tideline Watch</a>" in said
    assert ">researchers of Tideline Watch</a>" in said
    assert "unnamed observer" in said
    record = browser.get("/report/first?open=s0").text
    assert "described by the name of Tideline Watch; no person is named" in record
    assert "unnamed tracking group" not in record
