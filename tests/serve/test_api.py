import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW, ORIGIN, add_users, another, empty, served

from reportedly.resolve import resolve
from reportedly.serve.access import secrets
from reportedly.store import open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told


def add(db, id, act, **more):
    with open_store(db) as store:
        report = told(id, act, published="2022-08-16", **more)
        found = resolve(report, store)
        store.add(report, found.claims, found.links, now=NOW)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    place = empty(tmp_path_factory.mktemp("api") / "store.db")
    for i in range(5):
        add(place, f"r{i}", Act("Russia", "North Korea", date=f"2022-0{i + 1}-01", by=("KCNA",)))
    return place


@pytest.fixture
def db(filled, tmp_path):
    return Path(shutil.copy(filled, tmp_path / "store.db"))


@pytest.fixture
def browser(db):
    return served(db, login=False, min_score=0.0)


def test_pages_follow_each_other_though_reports_come_in_between(browser, db):
    first = browser.get("/api/events?limit=2&order=old").json()
    assert [e["date"] for e in first["items"]] == ["2022-01-01", "2022-02-01"]
    add(db, "late", Act("Russia", "North Korea", date="2021-01-01"))
    dates, cursor = [], first["next"]
    while cursor:
        page = browser.get("/api/events", params={"limit": 2, "order": "old", "cursor": cursor}).json()
        dates += [e["date"] for e in page["items"]]
        cursor = page["next"]
    assert dates == ["2022-03-01", "2022-04-01", "2022-05-01"]


@pytest.mark.parametrize("what", ["events", "claims", "statements", "reports", "actors", "sources", "judgements", "search?q=words"])
def test_every_list_answers_in_the_same_shape(browser, what):
    answer = browser.get(f"/api/{what}")
    assert answer.status_code == 200
    assert set(answer.json()) == {"items", "next"}
    assert answer.json()["items"] or what == "judgements"


def test_an_event_has_its_claims_with_their_sentences(browser):
    (event,) = browser.get("/api/events", params={"actor": ["PRK", "RUS"], "from": "2022-05", "type": "CONSULT"}).json()["items"]
    assert browser.get(f"/api/events/{event['id']}").json() == event
    (claim,) = event["claims"]
    text = browser.get(f"/api/reports/{claim['report']}").json()["text"]
    assert text[claim["evidence"]["start"] : claim["evidence"]["end"]] == claim["sentence"]
    assert claim["according_to"] == [{"id": "Q484063", "name": "KCNA"}]
    assert claim["address"] == f"http://localhost/claim/{claim['id']}"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("events?type=SING", 400),
        ("events?limit=0", 400),
        ("events?limit=1000", 400),
        ("events?cursor=zzz", 400),
        ("claims?cursor=W10", 400),
        ("claims/cl-none", 404),
        ("reports/none", 404),
        ("statements?speaker=Nobody", 404),
        ("nothing", 404),
        ("search", 400),
    ],
)
def test_what_is_wrong_is_said_in_one_shape(browser, path, status):
    answer = browser.get(f"/api/{path}")
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]


def test_the_description_names_every_address(browser):
    paths = browser.get("/api/openapi.json").json()["paths"]
    assert {"/api/events", "/api/claims/{id}", "/api/judgements", "/api/search"} <= set(paths)
    assert all(path.startswith("/api/") for path in paths)
    assert {"from", "actor", "cursor"} <= {p["name"] for p in paths["/api/events"]["get"]["parameters"]}


def test_judging_by_key(db):
    add_users(db, rob="reviewer", rea="reader")
    browser = served(db, min_score=0.0)
    keys = {}
    with open_store(db) as store:
        for name in ("rob", "rea"):
            keys[name] = {"authorization": f"Bearer rpt_{name}"}
            store.people.add_token(name, secrets.digest(f"rpt_{name}"), "test", now=NOW)
        claim = store.claims().rows[0].claim.id
    given = {"layer": "claim", "subject": claim, "verdict": "reject", "note": "no"}
    assert browser.post("/api/judgements", json=given).status_code == 403
    assert browser.post("/api/judgements", json=given, headers=keys["rea"]).status_code == 403
    kept = browser.post("/api/judgements", json=given, headers=keys["rob"])
    assert (kept.status_code, kept.json()) == (201, {"ids": ["d1"], "turn": 1, "warning": ""})
    assert browser.post("/api/judgements", json={**given, "turn": 0}, headers=keys["rob"]).status_code == 409
    fields = {"layer": "claim", "subject": claim, "fields": {"status": "denied"}}
    assert browser.post("/api/judgements", json=fields, headers=keys["rob"]).json()["ids"] == ["d2"]
    told_now = browser.get(f"/api/claims/{claim}", headers=keys["rea"]).json()
    assert (told_now["status"], told_now["machine"], told_now["judged"]) == ("denied", {"status": "occurred"}, "reject")
    assert browser.delete("/api/judgements/d2", headers=keys["rob"]).status_code == 204
    assert browser.get(f"/api/claims/{claim}", headers=keys["rea"]).json()["machine"] is None
    assert [d["person"] for d in browser.get("/api/judgements", headers=keys["rea"]).json()["items"]] == ["rob"] * 3
    for wrong in ({"verdict": None}, {"fields": {"status": "denied"}}, {"layer": "weather"}, {"verdict": "same"}):
        assert browser.post("/api/judgements", json={**given, **wrong}, headers=keys["rob"]).status_code == 400


def test_judging_by_session_needs_the_token_of_a_page(db):
    browser = served(db, login=False)
    with open_store(db) as store:
        claim = store.claims().rows[0].claim.id
    given = {"layer": "claim", "subject": claim, "verdict": "accept"}
    assert browser.post("/api/judgements", json=given, headers=ORIGIN).status_code == 403
    header = {"x-csrf-token": browser.token("/users")}
    assert browser.post("/api/judgements", json=given, headers=ORIGIN | header).status_code == 201
    assert another(browser).post("/api/judgements", json=given, headers=ORIGIN | header).status_code == 403


def test_what_the_source_of_a_claim_does_is_told_and_can_be_asked_for(browser, db):
    with open_store(db) as store:
        report = told("off", Act("Russia", "North Korea", date="2020-05-05", status="did-not-happen", by=("KCNA",)))
        found = resolve(report, store)
        store.add(report, [replace(c, bearing="calls off") for c in found.claims], found.links, now=NOW)
    (claim,) = browser.get("/api/claims?bearing=calls+off&score=0").json()["items"]
    assert (claim["report"], claim["bearing"]) == ("off", "calls off")
    assert {c["bearing"] for c in browser.get("/api/claims?score=0").json()["items"]} == {"tells", "calls off"}
    assert browser.get("/api/claims?bearing=sings").status_code == 400
    assert "calls off" in next(p for p in browser.get("/api").json()["addresses"] if p["path"] == "/api/claims")["parameters"]["bearing"]
    for kind in ("csv", "jsonl"):
        assert "calls off" in browser.get(f"/download/claims.{kind}?bearing=calls+off&score=0").text
    page = browser.get("/timeline?bearing=calls+off&score=0").text
    assert "bearing: calls off" in page
    assert re.search(r'value="calls off" checked> tells that it was called off', page)
    evidence = browser.get(f"/claim/{claim['id']}/evidence").text
    assert re.search(r"<dt>its source</dt>\s*<dd>tells that it was called off", evidence)
