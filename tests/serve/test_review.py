"""Review in the browser: every key's button is a form that works without script."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, ORIGIN, add_users, another, empty, served

from reportedly.resolve import resolve
from reportedly.store import open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", by=("KCNA",))
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def place(tmp_path):
    """A store of two weak claims; in one the words are hostile."""
    db = empty(tmp_path / "store.db")
    with open_store(db) as store:
        for id, act in (("a", LETTER), ("b", replace(LETTER, words=f"sent {HOSTILE} to", date="2023-10-12"))):
            report = told(id, act, title=HOSTILE, published="2022-08-16")
            found = resolve(report, store)
            store.add(report, [replace(c, score=0.1) for c in found.claims], found.links, now=NOW)
    return db


def claims(db):
    with open_store(db) as store:
        return [row.claim.id for row in store.claims().rows]


def decide(browser, subject, verdict, turn=0, **more):
    return browser.send_form("/review/decide", of="/review", layer="claim", subject=subject, verdict=verdict, turn=str(turn), **more)


def test_a_claim_is_judged_and_the_judgement_undone(place):
    browser, (first, _) = served(place, login=False), claims(place)
    answer = decide(browser, first, "reject", note="a misreading", next="/review?kind=claim#i-next")
    assert answer.headers["location"] == "/review?kind=claim&done=d1#i-next"
    page = browser.get("/review?kind=claim&done=d1").text
    assert first not in page
    assert "Kept as d1" in page
    assert "a misreading" in browser.get("/review/log").text
    assert first in browser.get("/review?judged=reject").text
    assert browser.send_form("/review/undo", of="/review", next="/review").headers["location"] == "/review?done=undone-d1"
    assert first in browser.get("/review").text
    assert browser.send_form("/review/undo", of="/users").status_code == 400, "nothing is left to undo"


def test_what_was_undone_is_not_undone_again(place):
    browser, (first, _) = served(place, login=False), claims(place)
    decide(browser, first, "reject")
    sent = {"decision": "d1", "next": "/review?kind=claim"}
    assert "undone-d1" in browser.send_form("/review/undo", of="/review", **sent).headers["location"]
    again = browser.send_form("/review/undo", of="/review", **sent)
    assert (again.status_code, again.headers["location"]) == (303, "/review?kind=claim&done=already")
    assert "That was undone already" in browser.get("/review?done=already").text
    assert browser.send_form("/review/undo", of="/review", decision="d99").status_code == 404


def test_the_second_of_two_reviewers_is_told(place):
    add_users(place, ann="reviewer", rob="reviewer")
    ann = served(place)
    rob = another(ann)
    ann.log_in("ann")
    rob.log_in("rob")
    (first, _) = claims(place)
    assert decide(ann, first, "accept").status_code == 303
    answer = decide(rob, first, "reject")
    assert answer.status_code == 409
    assert "ann said “accept”" in answer.text
    assert 'name="turn" value="1"' in answer.text, "the form is as it stands now"
    with open_store(place) as store:
        assert store.claim(first).judged == "accept"


def test_a_correction_shows_both_readings(place):
    browser, (first, _) = served(place, login=False), claims(place)
    fields = {
        "type": "AGREE",
        "status": "denied",
        "date": "",
        "actor": "Vladimir Putin",
        "recipient": "Kim Jong Un",
        "according_to": "KCNA",
    }
    sent = {"layer": "claim", "subject": first, "turn": "0", "note": "see the text", **fields}
    answer = browser.send_form("/review/correct", of=f"/review/claim/{first}", **sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?kind=claim&done=d3")
    page = browser.get(f"/review/claim/{first}").text
    assert "the machine read: 15 Aug 2022" in page
    assert "undated, reported on 16 Aug 2022" in page
    wrong = browser.send_form("/review/correct", of="/review", **sent | {"date": "soon", "turn": "3"})
    assert wrong.status_code == 400
    assert "no date" in wrong.text
    assert 'value="soon"' in wrong.text, "what was written is not lost"


def test_a_pair_is_judged(place):
    browser, pair = served(place, login=False), "|".join(sorted(claims(place)))
    assert browser.get(f"/review/event/{pair}").status_code == 200
    sent = {"layer": "event", "subject": pair, "verdict": "same", "turn": "0", "note": "the archive says so"}
    answer = browser.send_form("/review/decide", of="/review", **sent)
    assert answer.status_code == 303
    asking = browser.get(answer.headers["location"])
    assert "their dates have no day in common. Nothing is kept yet" in asking.text
    assert 'name="note" maxlength="500" value="the archive says so"' in asking.text
    with open_store(place) as store:
        assert len(store.timeline().rows) == 2
    assert browser.send_form("/review/decide", of="/review", **sent, sure="true").status_code == 303
    again = browser.get(answer.headers["location"]).text
    assert "Nothing is kept yet" not in again, "whoever goes back is not asked again"
    assert "Decided: somebody: same" in again
    with open_store(place) as store:
        assert len(store.timeline().rows) == 1
    assert "As it stands: somebody judged them the same: the archive says so" in browser.get(f"/review/event/{pair}").text


def test_two_that_nothing_joins_say_why(place):
    browser, pair = served(place, login=False), "|".join(sorted(claims(place)))
    assert "they are kept apart: their dates have no day in common" in browser.get(f"/review/event/{pair}").text


def test_the_address_of_an_event_outlives_its_merger(place):
    with open_store(place) as store:
        before = [row.id for row in store.timeline().rows]
        store.review.decide("event", "|".join(sorted(claims(place))), "same", by="ann", turn=0, now=NOW)
        (event,) = store.timeline().rows
        (gone,) = set(before) - {event.id}
        assert store.full_id(gone) == event.id
    browser = served(place, login=False)
    answer = browser.get(f"/event/{gone}?claim=x", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/event/{event.id}?claim=x")
    assert browser.get(f"/event/{gone}").status_code == 200
    assert browser.get("/event/ev-0123456789abcdef").status_code == 404


def test_an_event_s_parties_are_those_of_its_surest_claim_where_claims_differ(tmp_path):
    db = empty(tmp_path / "store.db")
    with open_store(db) as store:
        for id, act, score in (("a", replace(LETTER, whom="United States"), 0.4), ("b", LETTER, 0.6)):
            report = told(id, act, published="2022-08-16")
            store.add(report, [replace(c, score=score, event="") for c in resolve(report, store).claims], (), now=NOW)
        store.review.decide("event", "|".join(sorted(row.claim.id for row in store.claims().rows)), "same", by="ann", turn=0, now=NOW)
        (event,) = store.timeline().rows
    assert [p.name for p in event.recipient] == ["Kim Jong Un"]


def test_a_pair_reached_from_an_event_can_be_undone_at_once(place):
    browser, pair = served(place, login=False), "|".join(sorted(claims(place)))
    event = f"/event/{event_of(place)}"
    assert f'href="/review/event/{pair.replace("|", "%7C")}?next={event}">' in browser.get(event).text
    assert 'name="next" value="/review?kind=event"' in browser.get(f"/review/event/{pair}").text
    sent = {"layer": "event", "subject": pair, "verdict": "different", "turn": "0", "next": "/review?kind=event"}
    after = browser.get(browser.send_form("/review/decide", of="/review", **sent).headers["location"]).text
    made = re.search(r"Kept as (l\d+)\.", after)[1]
    assert 'id="undo-last"' in after
    log = browser.get("/review/log").text
    assert f"<td>{made}</td>" in log
    assert "two claims of an event" in log
    assert all(f'<a href="/claim/{id}">' in log for id in pair.split("|"))


def test_whoever_judges_from_a_page_is_led_back_to_it(place):
    browser, pair = served(place, login=False), "|".join(sorted(claims(place)))
    event = f"/event/{event_of(place)}"
    assert f'name="next" value="{event}"' in browser.get(f"/review/event/{pair}?next={event}").text
    sent = {"layer": "event", "subject": pair, "verdict": "different", "turn": "0", "next": event}
    answer = browser.send_form("/review/decide", of="/review", **sent)
    assert answer.headers["location"].startswith(f"{event}?done=l")
    assert re.search(r"Kept as l\d+\.", browser.get(answer.headers["location"]).text)


def test_a_link_that_names_no_way_back_leads_to_where_it_stood(place):
    browser, pair = served(place, login=False), "|".join(sorted(claims(place)))
    host = str(browser.base_url).rstrip("/")
    for referer, back in (
        (f"{host}/timeline?actor=PRK&done=l1", "/timeline?actor=PRK"),
        ("http://elsewhere.example/x", "/review?kind=event"),
    ):
        page = browser.get(f"/review/event/{pair}", headers={"Referer": referer}).text
        assert f'name="next" value="{back}"' in page


def event_of(db):
    with open_store(db) as store:
        return store.timeline().rows[0].id


def test_home_leaves_out_what_the_timeline_leaves_out(place):
    browser, (first, _) = served(place, login=False), claims(place)
    page = browser.get("/?since=all").text
    assert '<a href="/timeline?score=0">2 less sure</a>' in page
    assert "New events" not in page
    decide(browser, first, "accept")
    page = browser.get("/?since=all").text
    assert "1 less sure" in page
    assert "New events" in page


def test_what_reports_say_does_not_run(place):
    browser, (_, hostile) = served(place, login=False), claims(place)
    decide(browser, hostile, "unsure", note=HOSTILE)
    for page in ("/review?judged=unsure", "/review/log", f"/review/claim/{hostile}", f"/review?done={HOSTILE}"):
        text = browser.get(page).text
        assert "<img" not in text, page
        assert "&lt;img" in text, page


def test_a_reader_reads_the_queue_and_judges_nothing(place):
    add_users(place, rea="reader")
    browser = served(place)
    browser.log_in("rea")
    page = browser.get("/review").text
    assert '<button name="verdict"' not in page
    (first, _) = claims(place)
    answer = browser.send_form("/review/decide", of="/account", layer="claim", subject=first, verdict="accept", turn="0")
    assert answer.status_code == 403
    assert "reviewer" in answer.text


@pytest.mark.parametrize("address", ["/review?kind=weather", "/review/claim/cl-none", "/review/event/x", "/review/statement/st-none"])
def test_what_is_not_there_is_said(place, address):
    assert served(place, login=False).get(address).status_code == 404


def test_marks_of_pages_that_are_none_are_refused(place):
    assert served(place, login=False).get("/review?after=zzz").status_code == 400


def test_going_back_never_leads_elsewhere(place):
    browser, (first, _) = served(place, login=False), claims(place)
    assert decide(browser, first, "accept", next="//evil.example/x").headers["location"].startswith("/?")
    page = browser.get(f"/review/claim/{first}?next=https://evil.example").text
    assert 'href="https://evil' not in page
    assert 'href="/">Back' in page


def test_a_decision_needs_its_form(place):
    browser, (first, _) = served(place, login=False), claims(place)
    answer = browser.post("/review/decide", data={"layer": "claim", "subject": first, "verdict": "accept"}, headers=ORIGIN)
    assert answer.status_code == 403
