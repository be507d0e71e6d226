"""Questions of a newcomer: what one claims and the other denies, who met last, what one outlet alone tells, who gives a date."""

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, empty, served

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import KNOWN, Act, party, told
from test_answers import said
from test_reading import Page

from reportedly.model import AnnotatedReport, Party, Report, ReportEntity, Span, Statement
from reportedly.resolve import resolve
from reportedly.serve.disputes import disputes
from reportedly.serve.reading import question
from reportedly.serve.spoken import Spoken
from reportedly.serve.words import kind_words
from reportedly.store import Filter, open_store
from reportedly.store.browse import Browse
from reportedly.store.telling import dating

MEETING = Act("Vladimir Putin", "Kim Jong Un", mode="visit", words="met in the port with")
LETTER = Act("Vladimir Putin", "Kim Jong Un", words="wrote a letter to")
LAUNCH = Act("North Korea", type="MOBILIZE", mode="test", words="fired a missile from the coast")


def also(report, content: str, speaker: str, stance: str):
    """The report with one more statement of these words of its text."""
    at = report.report.text.index(content)
    made = Statement((Span(at, at + len(content)),), speaker=party(speaker), stance=stance, score=0.95)
    entities = {e.id: e for e in (*report.entities, KNOWN[speaker])}
    return replace(report, statements=(*report.statements, made), entities=tuple(entities.values()))


def reports():
    claim = told(
        "claim", published="2022-09-20", more="Crates of weapons went to Russia, officials said. North Korea rejected the claim.\n"
    )
    claim = also(claim, "Crates of weapons went to Russia", "unnamed US officials", "accuses")
    herring = told("herring", published="2022-11-02", publisher="The Courier", more="North Korea denied any quarrel over herring.\n")
    return (
        also(claim, "the claim", "North Korea", "denies"),
        also(herring, "any quarrel over herring", "North Korea", "denies"),
        told("met", replace(MEETING, date="2023-07-27"), published="2023-07-28"),
        told("met-before", replace(MEETING, date="2019-04-25"), published="2019-04-26"),
        told("wrote", replace(LETTER, date="2023-12-01"), published="2023-12-02"),
        told("undated", replace(MEETING, words="met again with"), published="2024-02-03"),
        told("launch", replace(LAUNCH, date="2017-05-14"), published="2017-05-15"),
        told(
            "launch-month",
            replace(LAUNCH, date="2017-05", words="tested a missile in spring"),
            published="2017-07-01",
            publisher="The Courier",
        ),
        told("launch-same", replace(LAUNCH, date="2017-05-14", words="shot a missile upwards"), published="2017-05-16"),
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    db = empty(tmp_path_factory.mktemp("questions") / "store.db")
    with open_store(db) as store:
        for report in reports():
            found = resolve(report, store)
            store.add(report, [replace(c, score=0.9) for c in found.claims], now=NOW)  # nothing joins them
    return db


@pytest.fixture
def place(filled, tmp_path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "own.db"))


@pytest.fixture
def browser(place):
    return served(place, login=False, min_score=0.3)


@pytest.mark.parametrize(
    "words",
    [
        "what did the United States claim and North Korea deny?",
        "which claims of the United States does North Korea deny",
        "what does North Korea deny that the United States alleges",
        "accusations by the United States that North Korea rejected",
    ],
)
def test_who_claims_and_who_denies_is_read_from_where_they_stand(filled, words):
    with open_store(filled) as store:
        assert [id for id, _ in question(store, words).contest] == ["USA", "PRK"]


@pytest.mark.parametrize("words", ["who denied the claims of the United States", "what did North Korea say and deny"])
def test_one_alone_contests_nothing(filled, words):
    with open_store(filled) as store:
        assert question(store, words).contest == ()


def test_a_denial_stands_beside_what_the_other_said_of_the_matter(browser):
    answer = said(browser.get("/search?q=what+did+the+United+States+claim+and+North+Korea+deny%3F").text)
    assert "North Korea denied: the claim" in answer
    assert "unnamed US officials accused: Crates of weapons went to Russia" in answer
    assert "right before it in the same report" in answer
    assert "herring" not in answer
    assert "1 more denial by North Korea" in answer


def test_claimed_and_denied_have_a_page_with_words_and_names_to_choose(browser):
    page = browser.get("/contested?claimed=United+States&denied=North+Korea").text
    assert "What <a" in page
    assert "Crates of weapons" in page
    assert "Crates of weapons" not in browser.get("/contested?claimed=USA&denied=PRK&words=zeppelins").text
    assert "Crates of weapons" in browser.get("/contested?claimed=USA&denied=PRK&words=weapons").text
    assert browser.get("/contested").status_code == 200
    nobody = browser.get("/contested?claimed=Nobody+Known&denied=PRK")
    assert nobody.status_code == 404
    assert "No report speaks of “Nobody Known”" in nobody.text


def test_who_met_last_is_no_letter_and_has_a_date(browser):
    answer = said(browser.get("/search?q=when+did+Putin+and+Kim+Jong+Un+last+meet,+and+who+says+so%3F").text)
    assert "The last may be one that nobody dates surely: 1 undated one was told on 3 Feb 2024." in answer
    assert "Last of a known date, told as done: 27 Jul 2023, by one outlet alone." in answer
    # what has a date comes first, what may be later below it, told by the notice above both
    assert answer.index("was told on 3 Feb 2024") < answer.index("25 Apr 2019") < answer.index("reported on 3 Feb 2024")
    assert "consult · letter" not in answer
    assert "1 Dec 2023" not in answer
    assert "told by The Herald" in answer
    first = said(browser.get("/search?q=when+did+Putin+first+meet+Kim+Jong+Un").text)
    assert "First of a known date, told as done: 25 Apr 2019" in first


def test_a_word_in_small_letters_is_no_part_of_a_name(filled, tmp_path):
    db = Path(shutil.copy(filled, tmp_path / "own.db"))
    experts = ReportEntity("group:PRK:north-korean-missile-experts", "North Korean missile experts", "group", country="PRK")
    with open_store(db) as store:
        report = told("experts", Act("United States", "North Korea", words="met a delegation of"), published="2022-10-01")
        claims = [replace(c, event="", recipient=(Party(experts.id, experts.name),)) for c in resolve(report, store).claims]
        store.add(replace(report, entities=(*report.entities, experts)), claims, now=NOW)
        read = question(store, "which North Korean missile tests of 2017 did one outlet alone tell")
        assert (read.names, read.rest, read.outlets) == ((("PRK", "North Korea"),), "missile", "1")


def test_last_year_asks_for_no_order(filled):
    with open_store(filled) as store:
        assert question(store, "letters of Putin last year").order == ""
        assert question(store, "latest letter of Putin").order == "new"


@pytest.mark.parametrize(
    ("words", "who", "rest"),
    [
        ("Hanoi summit", [], "Hanoi"),
        ("talks of Putin in Helsinki", ["Q7747"], "Helsinki"),
        ("Moscow denied the letter", ["RUS"], ""),
        ("letters from Pyongyang", ["PRK"], ""),
        ("New Delhi conference of Putin", ["Q7747"], '"New Delhi" conference'),
    ],
)
def test_a_capital_before_a_meeting_says_where(filled, words, who, rest):
    with open_store(filled) as store:
        read = question(store, words)
        assert ([id for id, _ in read.names], read.rest) == (who, rest)


def test_whose_year_it_is_does_not_hide_the_year(filled):
    with open_store(filled) as store:
        read = question(store, "which of 2017's missile tests are told by one outlet only?")
        assert (read.year, read.kinds, read.outlets, read.rest) == (2017, ("MOBILIZE/test",), "1", "missile")
        assert dict(question(store, "Putin's letters").names) == {"Q7747": "Vladimir Putin"}


def test_one_outlet_alone_may_be_a_failed_join_and_the_list_says_so(browser):
    timeline = browser.get("/timeline?type=test&outlets=1&from=2017&to=2017").text
    assert "left out above" not in timeline, "a month is no day: all are still of one outlet, with a word of warning on the line"
    assert timeline.count("perhaps the same as") == 3
    assert "told by 1 outlet" in timeline
    page = browser.get("/timeline/alone?type=test&outlets=1&from=2017&to=2017").text
    assert "3 of these 3 events are perhaps told elsewhere, too" in " ".join(page.split())
    assert "this one's day lies in the other's" in page.replace("&#39;", "'")
    herald = Page(page, "others").text.split("14 May 2017: North Korea")[1]
    assert "(The Courier)" in herald
    assert "(The Herald)" not in herald, "the same outlet is no other"


def test_a_question_for_one_outlet_shows_what_is_dated_to_the_day_and_folds_the_rest(browser, filled):
    with open_store(filled) as store:
        assert question(store, "which missile or nuclear tests of 2017 are told by one outlet only").rest == "missile or nuclear"
        assert question(store, "missile/nuclear tests of 2017").rest == "missile or nuclear"
    page = browser.get("/search?q=which+missile+or+nuclear+tests+of+2017+are+told+by+one+outlet+only%3F").text
    answer = said(page)
    assert "Dated to the day: 2 events." in answer
    assert "1 event of no certain day" not in answer, "the month holds the day"
    assert "perhaps the same: 2 more events" in answer
    assert answer.index("perhaps the same: 2 more events") < answer.index("May 2017, The Courier")
    assert "precision=day" in page


def test_events_are_bound_by_how_fine_their_date_is(browser):
    def dates(precision: str) -> list[str | None]:
        return [event["date"] for event in browser.get(f"/api/events?type=test&precision={precision}").json()["items"]]

    assert (dates("day"), dates("month")) == (["2017-05-14"] * 2, ["2017-05-14"] * 2 + ["2017-05"])
    met = browser.get("/api/events?type=visit&precision=none").json()["items"]
    assert [event["date"] for event in met] == [None]
    page = browser.get("/timeline?type=test&precision=day").text
    assert 'value="day" selected' in page
    assert "precision: day" in said_chips(page)
    assert browser.get("/timeline?precision=week").status_code == 400
    rows = browser.get("/download/events.csv?type=test&precision=day").text.splitlines()
    assert len(rows) == 3, "a heading and the two that are dated to the day"


def said_chips(page: str) -> str:
    """The conditions in force, as a page shows them."""
    return page.split('aria-label="Conditions in force"')[1].split("</ul>")[0]


def test_an_undated_telling_whose_sentence_tells_an_earlier_day_is_not_later(filled, tmp_path):
    db = Path(shutil.copy(filled, tmp_path / "own.db"))
    with open_store(db) as store:
        for id, guess in (("then", "2018-06-12"), ("now", "2024-02-20/2024-02-26")):
            report = told(id, replace(MEETING, words="shook hands with"), published="2024-02-27", publisher="The Courier")
            made = [
                replace(c, score=0.9, reasons={"date": f"left open; perhaps {guess}: it stands there"})
                for c in resolve(report, store).claims
            ]
            store.add(report, made, now=NOW)
    answer = said(served(db, login=False, min_score=0.3).get("/search?q=when+did+Putin+and+Kim+Jong+Un+last+meet").text)
    assert "2 undated ones were told between 3 and 27 Feb 2024" in answer
    assert "perhaps between 20 and 26 Feb 2024" in answer
    assert "12 Jun 2018" not in answer


def test_the_last_that_several_tell_stands_beside_the_last_that_one_tells(filled, tmp_path):
    db = Path(shutil.copy(filled, tmp_path / "own.db"))
    with open_store(db) as store:
        report = told("met-too", replace(MEETING, date="2019-04-25"), published="2019-04-26", publisher="The Courier")
        found = resolve(report, store)
        store.add(report, [replace(c, score=0.9) for c in found.claims], now=NOW)
        one, other = (store.claims(Filter(report=id)).rows[0].claim.id for id in ("met-before", "met-too"))
        store.judge("event", one, other, "same", by="ann", now=NOW)
    answer = said(served(db, login=False, min_score=0.3).get("/search?q=when+did+Putin+and+Kim+Jong+Un+last+meet").text)
    assert "27 Jul 2023, by one outlet alone; the last that several tell: 25 Apr 2019 (2 outlets)." in answer


def test_what_a_word_is_near_to_is_offered_and_not_searched(browser, place):
    page = browser.get("/search?q=who+tested+an+ICBM").text
    assert "Not searched" not in page, "only what stands first in a group has others near it"
    with open_store(place) as store:
        report = told("train", more="A cargo train left at night, officials said.\n")
        store.add(report, resolve(report, store).claims, now=NOW)
    for path in ("/search?q=rail+cars+on+one+origin", "/timeline?words=rail+cars"):
        page = browser.get(path).text
        near = page.split("Not searched, but reports may say: ")[1].split("</p>")[0]
        assert "cargo train" in near
        assert "locomotive" not in near, "no report has it"
    assert "/search?q=%22cargo%20train%22%20on%20one%20origin" in browser.get("/search?q=rail+cars+on+one+origin").text


def test_claimed_and_denied_heeds_days(browser):
    sides = "/contested?claimed=USA&denied=PRK"
    assert "Crates of weapons" in browser.get(f"{sides}&from=2022-09&to=2022-09").text
    later = browser.get(f"{sides}&from=2023").text
    assert "Crates of weapons" not in later
    assert "at that time" in later
    assert "claimed=PRK&amp;denied=USA&amp;from=2023" in later, "the other way round keeps the days"
    assert browser.get(f"{sides}&from=yesterday").status_code == 400
    assert "Crates of weapons" not in said(browser.get("/search?q=what+did+the+United+States+claim+and+North+Korea+deny+in+2023").text)
    assert "Crates of weapons" in said(browser.get("/search?q=what+did+the+United+States+claim+and+North+Korea+deny+in+2022").text)


def test_claims_about_something_are_statements_too_and_bound_by_their_origins(browser, filled):
    with open_store(filled) as store:
        assert question(store, "which claims about weapons rest on one origin?").said == Spoken(words="weapons", origins="1")
    answer = said(browser.get("/search?q=which+claims+about+weapons+rest+on+one+origin%3F").text)
    assert "on one origin 1" in answer
    assert "Crates of weapons went to Russia" in answer
    assert "Crates of weapons" in browser.get("/statements?words=weapons&origins=1").text
    assert "Crates of weapons" not in browser.get("/statements?words=weapons&origins=2%2B").text
    assert browser.get("/statements?words=weapons&origins=many").status_code == 400


def test_a_type_without_a_mode_can_be_asked_for(browser, filled):
    with open_store(filled) as store:
        letters = store.events(Filter(types=("CONSULT/letter",))).rows
        assert letters
        assert not {row.id for row in store.events(Filter(types=("consult/none",))).rows} & {row.id for row in letters}


def joined(place) -> str:
    """An event of a telling with a date and one without; its id."""
    with open_store(place) as store:
        dated, undated = (store.claims(Filter(report=id)).rows[0].claim.id for id in ("met", "undated"))
        store.judge("event", dated, undated, "same", by="ann", now=NOW)
        return store.claim(dated).claim.event


def test_an_event_says_by_whose_telling_it_has_its_date(place, browser):
    event = joined(place)
    with open_store(place) as store:
        found = dating(store.event(event))
        undated = store.claims(Filter(report="undated")).rows[0].claim.id
    assert found is not None
    assert (found.date, found.is_every, found.is_beside) == ("2023-07-27", False, False)
    page = browser.get(f"/event/{event}").text
    assert "27 Jul 2023 — by The Herald’s telling".replace("— ", "") in said(page, "lead")
    pane = " ".join(Page(browser.get(f"/claim/{undated}/evidence").text.replace("<h2>", '<h2 id="x">')).links)
    assert f"?claim={found.row.claim.id}" in pane
    assert "This telling gives no date; that of the event, 27 Jul 2023" in browser.get(f"/claim/{undated}/evidence").text


def test_a_date_told_of_an_act_beside_it_says_so(place):
    with open_store(place) as store:
        row = store.events(Filter(report="met")).rows[0]
    (own,) = row.claims
    beside = replace(own, claim=replace(own.claim, time=Span(900, 906), reasons={"date": "it seems to take place with 'sailed'"}))
    found = dating(replace(row, claims=(beside,)))
    assert found is not None
    assert found.is_beside
    same = replace(own, claim=replace(beside.claim, reasons={"date": "the same event is told as 'met', and there 'Monday' stands"}))
    found = dating(replace(row, claims=(beside, same)))
    assert found is not None
    assert not found.is_beside
    assert dating(replace(row, date=None)) is None


def test_the_evidence_comes_first_on_an_event_s_page(browser, place):
    page = browser.get(f"/event/{joined(place)}").text
    assert page.index('id="evidence"') < page.index("Who says so")


def test_statements_are_asked_of_the_api_as_of_their_page(browser):
    def contents(**asked):
        return [" ".join(row["content"]) for row in browser.get("/api/statements", params=asked).json()["items"]]

    assert contents(stance="denies", speaker="North Korea") == ["any quarrel over herring", "the claim"]
    assert contents(stance="denies", order="old") == ["the claim", "any quarrel over herring"]
    assert contents(about="Russia") == ["Crates of weapons went to Russia"]
    assert contents(words="weapons") == ["Crates of weapons went to Russia"]
    assert contents(stance="denies", **{"from": "2022-11", "to": "2022-11"}) == ["any quarrel over herring"]
    assert contents(report="claim") == ["Crates of weapons went to Russia", "the claim"]
    assert contents(report="claim", stance="denies") == ["the claim"]
    first = browser.get("/api/statements?stance=denies&limit=1").json()
    second = browser.get("/api/statements", params={"stance": "denies", "limit": 1, "cursor": first["next"]}).json()
    assert [row["content"] for row in (*first["items"], *second["items"])] == [["any quarrel over herring"], ["the claim"]]
    assert second["next"] is None
    assert first["items"][0]["origins"] == 1
    assert browser.get("/api/statements?stance=murmurs").status_code == 400
    named = {p["name"] for p in browser.get("/api/openapi.json").json()["paths"]["/api/statements"]["get"]["parameters"]}
    assert {"speaker", "about", "party", "stance", "words", "from", "to", "month", "origins", "report", "cursor"} <= named


def test_doubles_wait_in_the_queue_and_are_judged_there(browser, place):
    def waiting():
        with open_store(place) as store:
            return {item.subject: item for item in store.review.queue("event", below=0.3).rows}

    before = waiting()
    assert before
    subject, item = next((s, i) for s, i in before.items() if {i.pair.a.claim.report, i.pair.b.claim.report} == {"launch", "launch-same"})
    assert item.why == "the same kind of act, the same parties, the same day"
    page = browser.get("/review?kind=event").text
    assert item.why in page
    assert 'data-key="m"' in page
    for verdict in ("different", "unsure", "same"):
        answer = browser.send_form(
            "/review/decide", of="/review?kind=event", layer="event", subject=subject, verdict=verdict, turn=str(item.turn)
        )
        assert answer.status_code == 303
        assert subject not in waiting(), verdict
        browser.send_form("/review/undo", of="/review?kind=event", next="/review")
        item = waiting()[subject]


def test_the_queue_of_doubles_goes_on_where_a_page_ends(place):
    with open_store(place) as store:
        page = store.review.queue("event", below=0.3, limit=1)
        found, rounds = [item.subject for item in page.rows], 0
        while page.next and rounds < 20:
            page = store.review.queue("event", below=0.3, limit=1, after=page.next)
            found += [item.subject for item in page.rows]
            rounds += 1
    assert len(found) == len(set(found)) >= 3


def test_an_event_that_was_judged_another_comes_back_by_none_of_its_claims(place):
    with open_store(place) as store:
        one, two, three = (store.claims(Filter(report=id)).rows[0].claim.id for id in ("launch", "launch-same", "launch-month"))
        store.judge("event", two, three, "same", by="ann", now=NOW)
        store.judge("event", one, two, "different", by="ann", now=NOW)
        assert Browse(store).twins(store.event(store.claim(one).claim.event)) == []


def test_undated_members_of_a_series_stand_apart(browser, place):
    with open_store(place) as store:
        event = store.events(Filter(report="met")).rows[0].id
        series = store.series(event)
    assert series is not None
    assert [day for _, day in series.undated] == ["2024-02-03"]
    page = browser.get(f"/event/{event}/series").text
    dated, undated = page.split('id="undated"')
    assert "2 times" in dated
    assert "27 Jul 2023" in dated
    assert "Feb 2024" not in dated.partition("<h2>")[2]
    assert "told on 3 Feb 2024" in undated


def test_whoever_a_page_links_to_has_a_page(place, browser):
    joint = replace(also(told("joint", published="2024-03-01", more="Both rejected the plan.\n"), "the plan", "North Korea", "denies"))
    (made,) = joint.statements
    speaker = replace(party("North Korea"), id="PRK-GOV+RUS-GOV", name="Government of North Korea and Government of Russia")
    with open_store(place) as store:
        store.add(replace(joint, statements=(replace(made, speaker=speaker),)), now=NOW)
    page = browser.get("/actor/PRK-GOV+RUS-GOV".replace("+", "%2B"))
    assert page.status_code == 200
    assert "Government of North Korea and Government of Russia" in page.text
    members = [link for link in Page(page.text).links if link in ("/actor/PRK-GOV", "/actor/RUS-GOV")]
    assert len(set(members)) == 2
    assert all(browser.get(link).status_code == 200 for link in members)
    assert browser.get("/actor/name:nobody-at-all").status_code == 404


def test_kinds_of_act_are_told_short():
    meeting = [f"CONSULT/{mode}" for mode in ("none", "visit", "multilateral", "third-party")]
    assert kind_words(meeting) == "consult without phone or letter"
    assert kind_words(["CONSULT/visit", "CONSULT/phone", "AGREE"]) == "consult · visit or phone, agree"
    assert kind_words(["CONSULT", "CONSULT/letter"]) == "consult"
    assert kind_words(["CONSULT/none"]) == "consult · no mode"


def test_a_word_of_a_name_that_nobody_has_is_no_other_name(filled):
    with open_store(filled) as store:
        assert question(store, "Vladimir Day").names == ()
        assert question(store, "Vladimir visit").names == (("Q7747", "Vladimir Putin"),)


def test_a_report_in_another_language_says_that_it_was_not_read(tmp_path):
    db = empty(tmp_path / "store.db")
    with open_store(db) as store:
        store.add(AnnotatedReport(Report(id="ru", text="Письмо пришло во вторник.", language="ru")), [], now=NOW)
    browser = served(db, login=False)
    assert "only English is read so far" in browser.get("/report/ru").text
    assert "language ru, not annotated" in browser.get("/").text


def test_a_time_of_which_no_report_was_read_is_said_to_be_so(browser):
    for address in ("/search?q=letters+of+Putin+in+March+1998", "/timeline?type=letter&from=1998-03&to=1998-03"):
        assert "No report that was published in Mar 1998 is in this record" in browser.get(address).text, address
    assert "is in this record" not in browser.get("/search?q=letters+of+Putin+in+2022").text


def test_two_states_are_no_group_whose_description_names_both(tmp_path, monkeypatch):
    league = "league of North Korea and Russia"
    monkeypatch.setitem(KNOWN, league, ReportEntity("group:PRK+RUS:league", league, "group"))
    monkeypatch.setitem(KNOWN, "Blue Heron Watchers", ReportEntity("group:PRK:herons", "Blue Heron Watchers", "group"))
    with open_store(empty(tmp_path / "store.db")) as store:
        made = told("league", Act("United States", league), Act("Kim Jong Un", "Vladimir Putin"), Act("Russia", "Blue Heron Watchers"))
        store.add(made, [replace(c, score=0.9) for c in resolve(made, store).claims], now=NOW)
        read = question(store, "Which claims about barges between North Korea and Russia rest on one origin only?")
        assert [id for id, _ in read.names] == ["PRK", "RUS"]
        assert [id for id, _ in question(store, league + " letter").names] == ["group:PRK+RUS:league"]  # described in full, it is meant
        assert [id for id, _ in question(store, "Heron Watchers letter").names] == ["group:PRK:herons"]  # nobody else's name is in it


@pytest.mark.parametrize(
    "words", ["What did North Korea deny, and who accused it of that?", "what did North Korea deny , and whom did it blame"]
)
def test_of_two_questions_the_first_is_read(filled, words):
    with open_store(filled) as store:
        read, alone = question(store, words), question(store, "What did North Korea deny?")
        assert read.passed
        assert replace(read, passed="") == alone


@pytest.mark.parametrize(
    "words",
    ["what did North Korea say, and deny", "what did the United States claim, and North Korea deny", '"rain, and who cares" letters'],
)
def test_what_is_one_question_is_read_whole(filled, words):
    with open_store(filled) as store:
        assert question(store, words).passed == ""


def test_the_page_says_that_the_second_question_was_passed_over(browser):
    page = browser.get("/search?q=What+did+North+Korea+deny,+and+who+accused+it+of+that%3F").text
    assert "Passed over: “who accused it of that”" in page
    assert "any quarrel over herring" in said(page)
    assert "two questions" not in browser.get("/search?q=What+did+North+Korea+deny%3F").text


def test_a_question_and_the_page_of_what_is_contested_find_the_same_denials(browser):
    answer = browser.get("/search", params={"q": "who denied weapons?"}).text.partition("h-events")[0]
    page = browser.get("/contested", params={"denied": "PRK", "words": "weapons"}).text
    both = browser.get("/contested", params={"claimed": "USA", "denied": "PRK", "words": "weapons"}).text
    for html in (answer, page, both):
        assert "<q>the claim</q>" in html
        assert "herring" not in html


def test_all_the_words_of_a_list_of_statements_stand_there(browser):
    html = browser.get("/statements", params={"words": "weapons herring"}).text
    assert "No statement fits" in html
    assert "With some of the words" in html
    some = browser.get("/statements", params={"words": "weapons herring", "any": "1"}).text
    assert "herring" in some.partition("said-list")[2]
    assert "Crates of weapons" in some


def test_what_is_most_disputed_stands_on_the_opening_page(browser, filled):
    page = browser.get("/contested").text
    shown = said_of(page)
    assert "Most disputed" in shown
    assert "United States claims, North Korea denies" in shown
    assert "a denial right behind what the other says in 1 report" in shown
    assert "accused: Crates of weapons went to Russia; " in shown
    assert "denied: the claim" in shown
    assert "herring" not in shown, "nothing stands before it"
    assert 'href="/contested?claimed=USA&amp;denied=PRK"' in page
    assert "Most disputed" not in browser.get("/contested?denied=PRK").text
    with open_store(filled) as store:
        (one,) = disputes(store, 0.3)
    assert (one.claimant.id, one.denier.id, one.reports, one.events) == ("USA", "PRK", 1, 0)


def said_of(page: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())
