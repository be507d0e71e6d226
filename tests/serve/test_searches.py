import hmac
import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree
from people import NOW, add_users, another, empty, served

from reportedly.errors import UsageError
from reportedly.resolve import resolve
from reportedly.serve import webhooks
from reportedly.serve.searches import canonical, filter_of
from reportedly.store import open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
LATER = "2024-01-01T01:00:00+00:00"
ATOM = "{http://www.w3.org/2005/Atom}"


def add(db, id, act=LETTER, now=NOW, **more):
    with open_store(db) as store:
        report = told(id, act, published="2022-08-16", **more)
        found = resolve(report, store)
        store.add(report, found.claims, found.links, now=now)


def public(host, port):
    return {"hooks.example": ["93.184.215.14"], "inside.example": ["93.184.215.14", "10.0.0.5"]}.get(host, [host])


@pytest.fixture
def browser(tmp_path, monkeypatch):
    monkeypatch.setattr(webhooks, "addresses", public)
    add(empty(tmp_path / "store.db"), "before")
    made = served(tmp_path / "store.db", login=False, min_score=0.0)
    made.db = tmp_path / "store.db"
    return made


def save(browser, **fields):
    return browser.send_form("/searches", of="/searches/new", **{"title": "Letters", "query": "actor=PRK&type=CONSULT", **fields})


def saved(browser):
    with open_store(browser.db) as store:
        return store.watches.searches()


def test_a_saved_search_has_a_feed(browser):
    assert "actor=PRK" in browser.get("/searches/new?query=actor%3DPRK").text
    assert save(browser).status_code == 303
    (search,) = saved(browser)
    add(browser.db, "after", LETTER, now=LATER, title="<script>alert(1)</script>")
    add(browser.db, "other", Act("Russia", "United States", date="2023-01-01"))
    answer = browser.get(f"/feeds/{search.feed_key}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 1
    assert feed.findtext(f"{ATOM}updated") == LATER == entries[0].findtext(f"{ATOM}updated")
    assert entries[0].findtext(f"{ATOM}id").startswith("urn:reportedly:event:ev-")
    assert entries[0].find(f"{ATOM}link").get("href").startswith("http://localhost/event/ev-")
    assert browser.get(f"/feeds/{search.feed_key}.atom").content == answer.content, "nothing new, nothing changed"
    assert browser.get("/feeds/wrong.atom").status_code == 404


def test_a_search_for_words_of_a_publisher_has_a_feed(browser):
    assert save(browser, query="words=friendship&actor=PRK&publisher=The+Herald").status_code == 303
    (search,) = saved(browser)
    feed = etree.fromstring(browser.get(f"/feeds/{search.feed_key}.atom").content)
    assert len(feed.findall(f"{ATOM}entry")) == 1


def test_a_feed_takes_any_text():
    from reportedly.serve.feeds import feed
    from reportedly.store.people_rows import SavedSearch

    search = SavedSearch(1, "ann", "a\x00b & <c>\ud800", "", "key", None, None, NOW, 0)
    assert etree.fromstring(feed(search, [], base="http://x", own="http://x/f")).findtext(f"{ATOM}updated") == NOW


def test_a_feed_needs_no_log_in_and_a_search_is_its_owners(browser):
    add_users(browser.db, ann="reader", rea="reader")
    ann = served(browser.db)
    ann.log_in("ann")
    assert save(ann).status_code == 303
    (search,) = saved(browser)
    other = another(ann)
    assert other.get(f"/feeds/{search.feed_key}.atom").status_code == 200
    other.log_in("rea")
    assert search.feed_key not in other.get("/searches").text
    assert other.send_form(f"/searches/{search.id}/remove").status_code == 404
    assert ann.send_form(f"/searches/{search.id}/remove", of="/searches").status_code == 303
    assert other.get(f"/feeds/{search.feed_key}.atom").status_code == 404


def test_a_question_is_kept_in_one_form():
    assert canonical("?actor=PRK&type=&type=CONSULT&after=zzz") == "actor=PRK&type=CONSULT"
    with pytest.raises(UsageError):
        canonical("type=SING")


def notify(browser, post, now=NOW):
    with open_store(browser.db) as store:
        return webhooks.notify(store, lambda s: filter_of(s, 0.0), now=now, base="https://record.example/", lookup=public, post=post)


def test_a_webhook_is_told_once_and_can_check_who_told_it(browser):
    assert save(browser, webhook="https://hooks.example/a").status_code == 303
    (search,) = saved(browser)
    sent = []

    def post(url, address, body, headers):
        sent.append((url, address, body, headers))
        return 204

    assert notify(browser, post) == webhooks.Told()
    add(browser.db, "after")
    assert notify(browser, post).sent == 1
    assert notify(browser, post, now=LATER) == webhooks.Told()
    ((url, address, body, headers),) = sent
    assert (url, address) == ("https://hooks.example/a", "93.184.215.14")
    assert headers["X-Reportedly-Signature"] == "sha256=" + hmac.new(search.secret.encode(), body, sha256).hexdigest()
    message = json.loads(body)
    assert message["address"].startswith("https://record.example/event/ev-")
    assert message["new_event"] is False, "one of its reports was there before"
    assert [c["publisher"] for c in message["claims"]] == ["The Herald"]


def test_a_search_that_cannot_be_asked_does_not_silence_the_others(browser):
    save(browser, webhook="https://hooks.example/a", query="actor=Zembla")
    save(browser, webhook="https://hooks.example/b")
    add(browser.db, "after")
    done = notify(browser, lambda *_: 200)
    assert done.sent == 1
    assert "Zembla" in done.problems[0]


def test_what_does_not_arrive_is_tried_again_and_given_up_at_last(browser):
    from reportedly.serve.access.throttle import later

    save(browser, webhook="https://hooks.example/a")
    add(browser.db, "after")
    bodies, now = [], NOW
    for i in range(len(webhooks.PAUSES)):
        done = notify(browser, lambda url, address, body, headers: bodies.append(body) or 500, now=now)
        assert done.waiting == 1, i
        assert notify(browser, lambda *_: 200, now=later(now, webhooks.PAUSES[i] - 1)) == webhooks.Told()
        now = later(now, webhooks.PAUSES[i])
    assert notify(browser, lambda *_: 302, now=now).given_up == 1
    assert notify(browser, lambda *_: 200, now="2030-01-01T00:00:00+00:00") == webhooks.Told()
    assert len(set(bodies)) == 1
    assert "given up" in browser.get("/searches").text
    assert "it answered 302" in browser.get("/searches").text


@pytest.mark.parametrize(
    "url",
    [
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "hooks.example",
        "https://user:word@hooks.example/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "https://inside.example/",
        "https://hooks.example:99999/",
    ],
)
def test_webhooks_lead_only_to_the_open_internet(browser, url):
    with pytest.raises(UsageError):
        webhooks.checked_webhook(url, lookup=public)
    assert save(browser, webhook=url).status_code == 400
    assert saved(browser) == []


def test_a_name_that_moves_inside_later_is_not_followed(browser):
    save(browser, webhook="https://hooks.example/a")
    add(browser.db, "after")
    with open_store(browser.db) as store:
        done = webhooks.notify(
            store, lambda s: filter_of(s, 0.0), now=NOW, lookup=lambda *_: ["127.0.0.1"], post=lambda *_: pytest.fail("it was sent")
        )
    assert done.waiting == 1


def test_a_setting_allows_the_own_network():
    assert webhooks.checked_webhook("http://127.0.0.1:9/x", lookup=public, private=True) == "http://127.0.0.1:9/x"


def test_a_message_really_goes_out_to_the_checked_address():
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    got = {}

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            got.update(host=self.headers["Host"], body=self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = Thread(target=server.handle_request)
    thread.start()
    try:
        port = server.server_address[1]
        assert webhooks.post_pinned(f"http://hooks.example:{port}/a", "127.0.0.1", b"{}", {}) == 302
    finally:
        thread.join(timeout=10)
        server.server_close()
    assert got == {"host": f"hooks.example:{port}", "body": b"{}"}


def test_the_search_of_somebody_hostile_does_not_run(browser):
    save(browser, title='"><img src=x onerror=alert(1)>', webhook="")
    assert "<img" not in browser.get("/searches").text
