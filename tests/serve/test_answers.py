"""What a newcomer asked: questions that are answered in their own words, and what a page says that it leaves out."""

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, empty, served
from test_reading import Page

from reportedly.model import Magnitude, Span
from reportedly.model.grades import credibility
from reportedly.model.stands import Stands, Voice, what_stands
from reportedly.resolve import resolve
from reportedly.serve.about import clause, is_about
from reportedly.serve.asked import Asked
from reportedly.serve.lines import line
from reportedly.serve.reading import question
from reportedly.serve.voices import one_voice, standing_words, told_apart
from reportedly.store import Filter, open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
MEETING = Act("Vladimir Putin", "Kim Jong Un", mode=None, date="2023-07-27", words="received the delegation of")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A store of letters of two Augusts, a meeting in July, a less sure letter and one that is only planned."""
    db = empty(tmp_path_factory.mktemp("answers") / "store.db")
    acts = (
        ("a", LETTER, "2022-08-16", "The Herald", 0.9),
        ("b", LETTER, "2022-08-17", "The Courier", 0.9),
        ("c", replace(LETTER, date="2011-08-02"), "2011-08-03", "The Herald", 0.9),
        ("d", replace(LETTER, date="2019-08-05"), "2019-08-06", "The Herald", 0.1),
        ("e", MEETING, "2023-07-28", "The Herald", 0.9),
        ("f", replace(LETTER, date="2023-08-20", status="planned"), "2023-08-01", "The Herald", 0.9),
        ("g", replace(LETTER, date="2024-01-09", status="denied"), "2024-01-10", "The Herald", 0.9),
    )
    with open_store(db) as store:
        for id, act, published, publisher, score in acts:
            report = told(id, act, published=published, publisher=publisher)
            found = resolve(report, store)
            store.add(report, [replace(c, score=score) for c in found.claims], found.links, now=NOW)
    return db


@pytest.fixture
def browser(place):
    return served(place, login=False, min_score=0.3)


def said(html: str, part: str = "answer") -> str:
    return " ".join(Page(html, part).text.split())


def test_a_month_and_an_act_are_a_question_by_themselves(browser):
    answer = said(browser.get("/search?q=Who+confirmed+the+August+letter").text)
    for words in ("when Aug of any year", "told as confirmed", "letter in Aug 2022", "letter in Aug 2011"):
        assert words in answer


def test_a_kind_that_nothing_is_told_as_falls_back_to_the_wider_one(browser):
    answer = said(browser.get("/search?q=Putin+visit+July").text)
    assert "Nothing is told as consult · visit; these are all acts of the type consult." in answer
    assert "consult of Vladimir Putin in Jul 2023 1 event" in answer


def test_words_that_nothing_fits_are_told(browser):
    answer = said(browser.get("/search?q=letters+of+Putin+about+zeppelins").text)
    assert "Nothing fits with “zeppelins” in its sentence; this is without." in answer


def test_outlets_are_publishers_and_reports_are_reports(browser, place):
    with open_store(place) as store:
        assert question(store, "letters told by one outlet").outlets == "1"
        assert question(store, "letters of several newspapers").outlets == "2+"
        assert question(store, "letters told in one report").reports == "1"
        assert question(store, "reports of letters").reports == ""
    two = browser.get("/timeline?type=letter&outlets=2%2B").text
    assert "outlets: 2+" in said(two, "chips")
    assert two.count('<li class="event') == 1
    assert "outlets=1" in browser.get("/search?q=letters+told+by+one+outlet").text


def test_what_is_told_as_done_comes_first(browser):
    page = browser.get("/search?q=letters+of+Putin").text
    answer = page[page.index('class="answer"') : page.index('id="h-reports"')]
    assert answer.index("15 Aug 2022") < answer.index("20 Aug 2023")
    assert "status=occurred" in answer


def test_that_nobody_confirms_it_is_said(browser):
    assert "Nobody is told to confirm any of these" in said(browser.get("/search?q=who+confirmed+the+August+letter").text)
    assert "Nobody is told to confirm" not in said(browser.get("/search?q=letters+of+Putin").text)


def test_less_sure_ones_are_told_wherever_they_are_left_out(browser):
    for page in (browser.get("/timeline?actor=PRK").text, browser.get("/search?q=letters+of+Putin").text):
        assert "1 less sure" in page
        assert "score=0" in page
    assert "less sure" not in Page(browser.get("/timeline?actor=PRK&score=0").text, "list").text
    assert "1 less sure" in browser.get("/timeline/less?actor=PRK").text


def test_an_event_in_another_part_of_the_sentence_comes_below(place):
    with open_store(place) as store:
        row = store.events(Filter(publishers=("The Courier",))).rows[0]
        found = line(row)
        sought = store_sought(store, "friendship")
        assert is_about(found, sought)
        assert is_about(found, store_sought(store, "Putin"))
        sentence = f"{found.best.sentence[:-1]}; crates stood at the station."
        other = replace(found.best, sentence=sentence)
        beside = replace(found, best=other, event=replace(row, claims=(other,)))
        assert clause(other) == found.best.sentence[:-1]
        assert not is_about(beside, store_sought(store, "crates"))
        counted = replace(other.claim, magnitude=Magnitude(3, "crates", Span(0, 1)))
        assert is_about(replace(beside, event=replace(row, claims=(replace(other, claim=counted),))), store_sought(store, "crates"))


def store_sought(store, words):
    from reportedly.store.browse import Browse

    return Browse(store).sought(words)


def test_a_name_of_several_is_chosen_and_one_of_nobody_is_told(browser):
    page = browser.get("/timeline?actor=Vladimir&actor=nobody-at-all&type=letter")
    assert 'name="actor"' in page.text, "the form is there"
    assert "No report speaks of “nobody-at-all”" in page.text
    assert "/search?q=nobody-at-all" in page.text
    choice = next(link for link in Page(browser.get("/timeline?actor=Jong&type=letter").text).links if "type=CONSULT%2Fletter" in link)
    assert choice.startswith("/timeline?actor=")
    assert browser.get(choice).status_code == 200


def test_a_time_that_ends_before_it_begins_is_remarked_on(browser):
    page = browser.get("/timeline?from=2020&to=2010").text
    assert "ends before it begins" in page
    assert "/timeline?from=2010&amp;to=2020" in Page(page).text or 'href="/timeline?from=2010&amp;to=2020"' in page
    assert not Asked(since="2022-08-15", until="2022").is_backwards


def test_misspelt_words_are_told_and_empty_searches_go_on(browser):
    page = browser.get("/search?q=freindship").text
    assert "Did you mean" in page
    assert "friendship</a>" in page
    assert 'class="refine"' not in page
    nothing = browser.get("/search?q=zzyzx+crates").text
    assert "No report has “zzyzx” in any form" in nothing
    assert 'href="/search?q=crates"' in nothing


def test_pages_go_back(browser, monkeypatch):
    monkeypatch.setattr("reportedly.serve.timeline.PAGE", 2)
    first = browser.get("/timeline?score=0").text
    second = browser.get(next_page(first)).text
    third = browser.get(next_page(second)).text
    back = re.search(r'rel="prev" href="([^"]+)"', third)
    assert back
    assert events(browser.get(back[1].replace("&amp;", "&")).text) == events(second)
    again = re.search(r'rel="prev" href="([^"]+)"', second)
    assert again
    assert again[1] == "/timeline?score=0"


def next_page(html: str) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', html)
    assert found
    return found[1].replace("&amp;", "&")


def events(html: str) -> list[str]:
    return re.findall(r'class="tally" href="([^"]+)"', html)


def test_a_denial_by_all_is_no_agreement():
    assert standing_words("both parties say so", ("denied",)) == "both parties deny it"
    assert standing_words("both parties say so", ("occurred", "denied")) == "both parties say so"
    assert standing_words("one side only", ("denied", "proposed")) == "one side alone denies it"
    assert standing_words("one side only", ("proposed", "denied")) == "one side only"


def test_one_that_goes_by_two_names_is_one():
    kremlin, agency = Voice("o:kremlin", "The Kremlin", "RUS", "a party itself"), Voice("o:tass", "TASS", "RUS", "a party itself")
    stands = Stands("one side only", "", asserted_by=(kremlin, agency), confirmed_by=(replace(kremlin, name="Kremlin"),))
    assert [(title, [v.name for v in voices]) for title, voices in told_apart(stands)] == [
        ("told by", ["TASS"]),
        ("confirmed by", ["The Kremlin"]),
    ]
    assert one_voice(stands) == "The Kremlin and TASS speak for Russia and count as one"
    assert credibility(stands).reason == "The Kremlin, TASS tell it with one voice, and nobody else speaks of it"


def test_the_tools_stand_below_the_evidence_and_a_series_has_the_event_s_own_date(browser, place):
    with open_store(place) as store:
        event = store.events(Filter(since="2022-08", until="2022-08")).rows[0]
    page = browser.get(f"/event/{event.id}").text
    assert 'aria-current="true">15 Aug 2022<' in page
    with open_store(place) as store:
        pages = [browser.get(f"/event/{row.id}").text for row in store.events().rows]
    asking = [page for page in pages if "judge whether it is the same" in page]
    assert asking
    assert all(page.index("Who says so") < page.index("judge whether it is the same") for page in asking)
    assert all(page.count("Look-alikes that were not joined") == 1 for page in asking)  # each is told once, with its reason


def test_who_speaks_for_no_party_is_none_of_those_who_act_together(place):
    with open_store(place) as store:
        row = next(row for row in store.events().rows if row.type == "CONSULT")
    together = [replace(c.claim, actor=(*c.claim.actor, *c.claim.recipient), recipient=()) for c in row.claims]
    voices = what_stands(together).asserted_by
    assert [(voice.side, voice.relation) for voice in voices] == [("", "a third party")] * len(voices)


def test_new_origins_are_told_by_their_names(place, tmp_path):
    db = Path(shutil.copy(place, tmp_path / "own.db"))
    with open_store(db) as store:
        report = told("z", replace(LETTER, by=("KCNA",)), published="2022-08-18", publisher="The Herald")
        found = resolve(report, store)
        store.add(report, found.claims, found.links, now="2024-02-01T00:00:00+00:00")
    assert "KCNA" in said(served(db, login=False, min_score=0.0).get("/?since=2024-01-15").text, "change")


def test_a_feed_counts_one_origin(browser):
    assert "1 origin: " in browser.get("/feed.atom?actor=PRK").text
    assert "1 origins" not in browser.get("/feed.atom?actor=PRK").text
