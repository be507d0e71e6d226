import shutil
from pathlib import Path

import pytest
from people import NOW, ORIGIN, PASSWORD, Browser, Clock, add_users, another, empty, served

from reportedly.serve.access import secrets
from reportedly.store import open_store


@pytest.fixture(scope="module")
def with_users(tmp_path_factory):
    db = empty(tmp_path_factory.mktemp("access") / "store.db")
    add_users(db, ann="admin", rob="reviewer", rea="reader")
    return db


@pytest.fixture
def db(with_users, tmp_path):
    return Path(shutil.copy(with_users, tmp_path / "store.db"))


def test_without_log_in_on_this_machine_everything_is_open(tmp_path):
    browser = served(empty(tmp_path / "store.db"), login=False)
    assert browser.get("/timeline").status_code != 303
    assert "somebody" in browser.get("/account").text


def test_who_is_not_logged_in_gets_to_the_log_in_and_back(db):
    browser = served(db)
    answer = browser.get("/timeline?actor=PRK", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/timeline%3Factor%3DPRK")
    done = browser.log_in("ann", next="/reports?publisher=x")
    assert (done.status_code, done.headers["location"]) == (303, "/reports?publisher=x")
    assert "ann" in browser.get("/account").text


def test_every_route_asks_for_a_log_in(db):
    browser = served(db)
    for route in browser.app.routes:
        path = getattr(route, "path", "")
        if path.startswith(("/static", "/feeds", "/login")):
            continue
        for method in getattr(route, "methods", None) or ():
            headers = ORIGIN | {"x-csrf-token": browser.token("/login")}
            answer = browser.request(method, path, headers=headers, follow_redirects=False)
            assert answer.status_code == 401 if path.startswith("/api") else answer.headers["location"].startswith("/login?"), (
                method,
                path,
            )


def test_an_anonymous_api_answer_says_what_to_send(db):
    answer = served(db).get("/api/events")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "token" in answer.json()["error"]


def test_the_log_in_never_leads_elsewhere(db):
    browser = served(db)
    for place in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        assert browser.log_in("ann", next=place).headers["location"] == "/"
        assert browser.get("/login", params={"next": place}, follow_redirects=False).headers["location"] == "/"
        browser.send_form("/logout")


def test_a_wrong_password_and_an_unknown_name_say_the_same(db):
    answers = [served(db).log_in(name, "wrong password") for name in ("ann", "nobody")]
    assert [a.status_code for a in answers] == [403, 403]
    assert all("do not belong together" in a.text for a in answers)


def test_tries_are_locked_and_the_lock_ends(db):
    clock = Clock()
    browser = served(db, clock=clock)
    for _ in range(5):
        assert browser.log_in("ann", "wrong password").status_code == 403
    answer = browser.log_in("ann")
    assert answer.status_code == 429
    assert "30 seconds" in answer.text
    assert served(db, clock=clock).log_in("ANN").status_code == 429, "the lock is in the store"
    assert browser.log_in("rob").status_code == 303, "others can log in"
    clock.now = "2024-01-01T00:00:31+00:00"
    assert browser.log_in("ann").status_code == 303
    with open_store(db) as store:
        assert store.people.failed_tries("name:ann") == 0


def test_many_names_from_one_address_are_locked(db):
    browser = served(db)
    with open_store(db) as store:
        for _ in range(20):
            store.people.count_failure(
                "from:testclient", locked_until=lambda *_: "2024-01-01T00:01:00+00:00", forget_before="2023", now=NOW
            )
    assert browser.log_in("ann").status_code == 429


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(db):
    cookie = served(db).log_in("ann").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    safe = served(db, scheme="https")
    answer = safe.post(
        "/login",
        data={"csrf": safe.token("/login"), "name": "ann", "password": PASSWORD},
        headers={"origin": "https://localhost"},
        follow_redirects=False,
    )
    assert answer.headers["set-cookie"].startswith("__Host-reportedly=")
    assert "Secure" in answer.headers["set-cookie"]


def test_logging_in_changes_the_secret_and_logging_out_ends_it(db):
    browser = served(db)
    browser.get("/login")
    before = browser.cookies["reportedly"]
    browser.log_in("ann")
    during = browser.cookies["reportedly"]
    assert during != before
    with open_store(db) as store:
        assert store.people.session_user(secrets.digest(during), now=NOW)
        assert not store.people.session_user(during, now=NOW), "the secret itself is not kept"
    browser.send_form("/logout")
    thief = another(browser)
    thief.cookies.set("reportedly", during)
    assert thief.get("/account", follow_redirects=False).status_code == 303


def test_a_session_ends_after_half_a_day(db):
    clock = Clock()
    browser = served(db, clock=clock)
    browser.log_in("ann")
    clock.now = "2024-01-01T12:00:01+00:00"
    assert browser.get("/account", follow_redirects=False).status_code == 303


FORGED = {
    "no token": ({}, ORIGIN),
    "another's token": ({"csrf": secrets.form_token(secrets.random_key())}, ORIGIN),
    "another site": (None, {"origin": "https://evil.example"}),
    "another port": (None, {"origin": "http://localhost:8001"}),
    "a sandbox": (None, {"origin": "null"}),
    "the browser says so": (None, ORIGIN | {"sec-fetch-site": "cross-site"}),
    "the same domain's other host": (None, ORIGIN | {"sec-fetch-site": "same-site"}),
}


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("login", [True, False])
def test_forged_forms_are_refused(db, forged, login):
    browser = served(db, login=login)
    if login:
        browser.log_in("ann")
    data, headers = FORGED[forged]
    fields = {"csrf": browser.token("/users")} if data is None else data
    answer = browser.post("/users", data={"name": "eve", "password": "long enough", **fields}, headers=headers, follow_redirects=False)
    assert answer.status_code == 403
    with open_store(db) as store:
        assert store.people.password_of("eve") is None


def test_a_log_in_cannot_be_forged_either(db):
    answer = served(db).post("/login", data={"name": "ann", "password": PASSWORD}, headers=ORIGIN, follow_redirects=False)
    assert answer.status_code == 403


def test_a_form_of_another_kind_is_refused(db):
    browser = served(db)
    browser.log_in("ann")
    token = browser.token()
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/json"):
        answer = browser.post("/users", content=f"csrf={token}&name=eve&password=long+enough", headers=ORIGIN | {"content-type": kind})
        assert answer.status_code == 403


def test_a_huge_body_is_refused(db):
    assert served(db).post("/login", content=b"x" * 1_000_001, headers=ORIGIN).status_code == 413


def test_a_name_that_is_not_ours_is_refused(db):
    browser = Browser(served(db, login=False).app, base_url="http://rebound.example")
    assert browser.get("/").status_code == 421


@pytest.mark.parametrize(("name", "users", "review"), [("rea", 403, 403), ("rob", 403, 404), ("ann", 200, 404)])
def test_roles_allow_what_they_say(db, name, users, review):
    browser = served(db)
    browser.log_in(name)
    assert browser.get("/users").status_code == users
    assert browser.send_form("/review/decide", layer="claim", subject="cl-none", verdict="accept", turn="0").status_code == review


def test_an_admin_manages_users(db):
    browser = served(db)
    browser.log_in("ann")
    assert browser.send_form("/users", name="new", password="long enough", role="reviewer").status_code == 303
    assert another(browser).log_in("new", "long enough").status_code == 303
    assert browser.send_form("/users/change", name="new", action="role", role="reader").status_code == 303
    assert browser.send_form("/users/change", name="ann", action="remove").status_code == 400
    assert browser.send_form("/users", name="two", password="short").status_code == 400
    assert browser.send_form("/users/change", name="new", action="remove").status_code == 303
    assert another(browser).log_in("new", "long enough").status_code == 403


def test_a_changed_password_ends_the_other_sessions(db):
    browser = served(db)
    browser.log_in("rea")
    elsewhere = another(browser)
    elsewhere.log_in("rea")
    wrong = {"old": "wrong password", "new": "a new password", "again": "a new password"}
    assert browser.send_form("/account/password", **wrong).status_code == 400
    assert browser.send_form("/account/password", **wrong | {"old": PASSWORD, "again": "another one"}).status_code == 400
    assert browser.send_form("/account/password", **wrong | {"old": PASSWORD}).status_code == 303
    assert browser.get("/account", follow_redirects=False).status_code == 200
    assert elsewhere.get("/account", follow_redirects=False).status_code == 303
    assert another(browser).log_in("rea", "a new password").status_code == 303


def test_a_key_opens_the_api_alone_until_it_is_revoked(db):
    browser = served(db)
    browser.log_in("rea")
    page = browser.send_form("/account/tokens", label="<script>alert(1)</script>").text
    key = page.split('<code class="key">')[1].split("</code>")[0]
    assert "<script>alert" not in page
    script = another(browser)
    bearer = {"authorization": f"Bearer {key}"}
    assert script.get("/api/events", headers=bearer).status_code == 200
    assert script.get("/account", headers=bearer).status_code == 401
    assert script.get("/api/events", headers={"authorization": "Bearer rpt_wrong"}).status_code == 401
    assert browser.send_form("/account/tokens/1/revoke").status_code == 303
    assert script.get("/api/events", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/....//app.py"]
)
def test_static_files_are_those_of_their_folder(db, path):
    answer = served(db).get(path, follow_redirects=False)
    assert answer.status_code in (303, 404)
    assert "import" not in answer.text


def test_every_answer_is_held_to_our_own_files(db):
    browser = served(db)
    answers = [
        browser.get("/login"),
        browser.get("/nowhere"),
        browser.get("/api/events"),
        browser.get("/static/app.css"),
        browser.post("/login"),
    ]
    for answer in answers:
        headers = answer.headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")
        assert headers["referrer-policy"] in ("no-referrer", "same-origin")


def test_a_users_name_does_not_run(db):
    browser = served(db)
    browser.log_in("ann")
    browser.send_form("/users", name='"><img src=x onerror=alert(1)>', password="long enough")
    assert "<img" not in browser.get("/users").text


BIG = "9" * 25


@pytest.mark.parametrize(
    "address",
    [
        f'/timeline?after=[{BIG},"x"]',
        "/timeline?after=[1,2]",
        f"/failures?after=[{BIG}]",
        "/review?below=nan",
        "/review?after=[NaN,1]",
        f"/search?q=letter&skip={BIG}",
        "/search?q=%00",
        "/search?q=_%25",
        "/search?q=%22",
        "/timeline?type=//",
        "/timeline?words=%22%22",
        f"/report/r-none?part={BIG}",
        "/source/origin:",
        "/review/event/a|b|c",
        "/review/claim/x?next=javascript:alert(1)",
        "/api/events?cursor=%00",
    ],
)
def test_odd_addresses_are_answered_in_words(db, address):
    answer = served(db, login=False).get(address)
    assert answer.status_code in (200, 400, 404)
    assert "javascript:" not in answer.text


def test_numbers_that_no_database_takes_are_refused(db):
    browser = served(db, login=False)
    for path, fields in (
        (f"/searches/{BIG}/remove", {}),
        ("/review/undo", {"decision": f"l{BIG}"}),
        ("/review/undo", {"decision": "d\u0661"}),
    ):
        assert browser.send_form(path, of="/users", **fields).status_code in (400, 404)
    long = {"layer": "claim", "subject": "cl-x", "turn": "0", "actor": "x" * 3000}
    assert browser.send_form("/review/correct", of="/users", **long).status_code == 404
