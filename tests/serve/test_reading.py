"""The pages that one reads: what they show, where their links lead, what the address asks for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from people import NOW, served

from reportedly.model import Failure
from reportedly.serve.asked import Asked
from reportedly.serve.cache import Cache
from reportedly.serve.reading import question
from reportedly.serve.readings import _year
from reportedly.store import Filter, Store, open_store
from reportedly.store.browse import Browse


@pytest.fixture(scope="module")
def store(examples_db: str) -> Iterator[Store]:
    with open_store(examples_db) as opened:
        yield opened


class Page(HTMLParser):
    """The addresses of a page and the text of the element with one id or class."""

    def __init__(self, html: str, wanted: str = "") -> None:
        super().__init__()
        self.links: list[str] = []
        self.text = ""
        self.inline: list[str] = []
        self._wanted, self._open = wanted, 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and not given.get("src")) or any(n == "style" or n.startswith("on") for n in given):
            self.inline.append(tag)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if self._open and tag not in ("br", "input", "link", "meta"):
            self._open += 1
        elif self._wanted and (given.get("id") == self._wanted or self._wanted in (given.get("class") or "").split()):
            self._open = 1

    def handle_endtag(self, tag: str) -> None:
        self._open = max(0, self._open - 1)

    def handle_data(self, data: str) -> None:
        if self._open:
            self.text += data


def test_a_pair_s_timeline_opens_at_the_sentence_it_rests_on(client: TestClient) -> None:
    html = client.get("/timeline", params={"actor": ["Russia", "North Korea"], "type": "CONSULT", "order": "old"}).text
    assert "15 Aug 2022" in html
    assert "Vladimir Putin" in html
    pane = Page(html, "evidence").text
    assert "according to" in pane
    assert any(link.startswith("/report/") and "at=" in link and "quote=" in link for link in Page(html).links)


def test_every_condition_stands_in_the_address_and_can_be_taken_away(client: TestClient) -> None:
    html = client.get(
        "/timeline?actor=PRK&type=CONSULT&status=occurred&origins=2%2B&from=2022&to=2023&score=0.2&publisher=Example+Wire"
    ).text
    chips = Page(html, "chips").text
    for words in ("actor: North Korea", "type: CONSULT", "status: occurred", "origins: 2+", "from: 2022", "to: 2023", "score: 0.2"):
        assert words in chips
    links = Page(html).links
    assert any("type=" not in link and "status=occurred" in link and link.startswith("/timeline?") for link in links)


def test_filters_leave_out_what_does_not_fit(client: TestClient, store: Store) -> None:
    one = store.events(Filter(origin="origin:kcna"), limit=100).rows
    assert one
    assert all(any(c.claim.origin.id == "origin:kcna" for c in row.claims) for row in one)
    several = store.events(Filter(min_origins=2), limit=100).rows
    assert several
    assert all(len(row.origins) >= 2 for row in several)
    alone = store.events(Filter(min_origins=1, max_origins=1), limit=100).rows
    assert {row.id for row in alone}.isdisjoint(row.id for row in several)
    assert all(row.standing == "disputed" for row in store.events(Filter(standings=("disputed",)), limit=100).rows)
    wire = store.claims(Filter(publishers=("Example Wire",)), limit=100).rows
    assert {row.publisher for row in wire} == {"Example Wire"}
    said = store.claims(Filter(words="letters"), limit=100).rows
    assert said
    assert all("letter" in row.sentence.lower() for row in said)
    html = client.get("/timeline?from=2030").text
    assert "No event fits" in html


def test_newest_first_is_oldest_first_turned_round(store: Store) -> None:
    old = [row.id for row in store.events(limit=200).rows]
    new: list[str] = []
    after: str | None = None
    while True:
        page = store.events(limit=7, after=after, newest_first=True)
        new += [row.id for row in page.rows]
        after = page.next
        if after is None:
            break
    assert new == old[::-1]


def test_what_was_set_aside_is_listed_by_cause_and_each_cause_is_paged(db):
    with open_store(db) as store:
        for i in range(103):
            store.add_failure(Failure(f"file-{i:03}.txt", "read", "It is <b>empty</b>."), now=NOW)
        store.add_failure(Failure("picture.png", "read", "It is <b>empty</b>.", "skipped"), now=NOW)
        store.add_failure(Failure("a.warc", "read", "Record 17 of https://a.example/x is damaged."), now=NOW)
        store.add_failure(Failure("b.warc", "read", "Record 1,204 of https://b.example/y is damaged."), now=NOW)
    browser = served(db, login=False)
    first = browser.get("/failures").text
    assert "Set aside (106)" in first
    assert first.count("It is &lt;b&gt;empty&lt;/b&gt;.</td>") == 2, "one row for each cause and kind"
    assert "file-102.txt" in first
    assert "file-099.txt" not in first
    assert "and 100 more" in first
    assert "Record … of … is damaged." in first, "numbers and addresses make no other cause"
    assert first.index("file-102.txt") < first.index("b.warc") < first.index("picture.png"), "the cause of most inputs first"
    opened = browser.get(re.search(r'href="(/failures\?cause=\d+)" aria-label="103 inputs', first)[1]).text
    assert opened.index("file-102.txt") < opened.index("file-003.txt")
    assert "file-002.txt" not in opened
    assert "picture.png" not in opened
    older = re.search(r'rel="next" href="([^"]+)"', opened)[1].replace("&amp;", "&")
    assert "file-002.txt" in browser.get(older).text
    damaged = browser.get(re.search(r'href="(/failures\?cause=\d+)" aria-label="2 inputs', first)[1]).text
    assert "Record 1,204 of https://b.example/y is damaged." in damaged
    assert "Record 17 of" in damaged
    assert browser.get("/failures?cause=99999").status_code == 404
    assert browser.get("/failures?cause=x").status_code == 400


def test_remarks_and_imports_are_listed(db):
    with open_store(db) as store:
        for i in range(103):
            store.finish_run(store.start_run(f"folder-{i:03}", now=NOW), {"reports_added": i}, now=NOW)
    browser = served(db, login=False)
    assert "102 reports added" in browser.get("/failures?of=runs").text
    assert "Remarks (" in browser.get("/failures?of=notes").text
    assert browser.get("/failures?of=wishes").status_code == 404


def test_one_who_would_not_say_opens_at_the_sentence(client, store):
    found = [(row.id, voice) for row in store.events(limit=200).rows for voice in store.origins.stands(row.id).declined]
    assert found
    for event, voice in found:
        report, index = voice.statements[0]
        link = f"/report/{report}?open=s{index}#record"
        assert Page(client.get(f"/event/{event}").text, "voices").links.count(link) >= 1
        opened = client.get(link.partition("#")[0]).text
        assert "declines-to-comment" in opened or "declines to comment" in opened


def test_a_kind_of_act_and_a_month_are_offered_as_a_timeline(client):
    page = client.get("/search?q=August+letter").text
    assert "/timeline?type=CONSULT%2Fletter&amp;from=2022-08&amp;to=2022-08" in page
    assert "consult · letter in Aug 2022" in page
    assert "from=2022&amp;to=2022" in client.get("/search?q=the+letters+of+Putin+in+2022").text
    assert "Read as a question" not in client.get("/search?q=August").text
    assert "Read as a question" not in client.get("/search?q=letter+1990").text
    for no_day in ("letter 31 February 2022", "letter February 30"):
        assert client.get("/search", params={"q": no_day}).status_code == 200, no_day


def test_words_beside_a_phrase_in_quotation_marks_have_to_stand_in_the_sentence_too(store):
    read = question(store, 'who denied crates "of machine parts"')
    assert question(store, "who denied crates “of machine parts”") == read
    assert read.rest == '"of machine parts" crates'
    assert read.stances == ("denies",)


def test_a_month_of_many_events_is_offered_of_the_latest_years(client, monkeypatch):
    monkeypatch.setattr(Browse, "are_many", lambda *_: True)
    chips = Page(client.get("/search?q=August+letter").text, "answer")
    assert re.search("consult · letter in Aug 2022 [2-9] events", " ".join(chips.text.split()))


@pytest.mark.parametrize(
    ("date", "published", "year"), [("2022-08", "2023-01-01", 2022), ("/2021-08", "2023-01-01", 2021), (None, "2023-01-01", 2023)]
)
def test_an_event_stands_under_the_year_of_its_date_else_of_its_publication(store, date, published, year):
    row = store.events(limit=1).rows[0]
    assert _year(replace(row, date=date, claims=tuple(replace(c, published=published) for c in row.claims))) == year
    assert _year(replace(row, date=None, claims=())) == 0


def test_a_question_is_answered_on_the_page_and_says_how_it_was_read(client):
    answer = Page(client.get("/search?q=who+confirmed+Putin%27s+letter+of+15+August+2022%3F").text, "answer").text
    for words in ("who Vladimir Putin", "act consult · letter", "when 15 Aug 2022", "told as confirmed", "told by"):
        assert words in " ".join(answer.split()), words
    assert "15 Aug 2022" in answer
    told = re.findall(r"according to|in its own voice", answer)
    assert len(told) == len(re.findall(r"\bevidence\b", answer)), "each event says on whose word it is told"


def test_the_events_of_a_chip_stand_on_the_page(client, store):
    page = client.get("/search?q=August+letter").text
    assert Page(page, "answer").links.count(f"/event/{letter_of(store)}")
    chip = next(link for link in Page(page).links if "type=CONSULT%2Fletter" in link and "from=2022-08" in link)
    assert 'class="event' in client.get(chip).text


def letter_of(store: Store) -> str:
    return store.events(Filter(types=("CONSULT/letter",), since="2022-08", until="2022-08"), limit=1, newest_first=True).rows[0].id


def test_a_question_bounds_origins_and_denials_and_can_be_taken_back(client):
    page = client.get("/search?q=which+letters+rest+on+one+origin").text
    assert "origins=1" in page
    answer = Page(page, "answer").text
    assert "1 origin" in answer
    assert not re.search(r"[2-9] origins", answer)
    assert 'aria-current="true">one alone' in page
    assert 'aria-current="true">any number' in client.get("/search?q=which+letters+rest+on+one+origin&origins=any&reports=any").text
    denied = client.get("/search?q=who+denied+weapons").text
    assert "told as denied or did-not-happen" in " ".join(Page(denied, "answer").text.split())
    assert "What was said: Who denied, “weapons”" in " ".join(Page(denied, "answer").text.split())


def test_words_that_ask_are_left_out_where_no_report_has_them_all(client):
    page = client.get("/search?q=when+did+Putin+write+Kim+in+July+1999").text
    assert "No report has all these words; below are those that have: Putin write Kim" in page


def test_what_else_was_searched_is_told_with_the_exact_search(client):
    page = client.get("/search?q=arms").text
    assert "Also searched: weapons" in page
    exact = next(link for link in Page(page).links if "exact=1" in link)
    assert "Also searched" not in client.get(exact).text
    assert "The exact words alone" in client.get(exact).text
    timeline = client.get("/timeline?words=arms").text
    assert "Also searched: weapons" in timeline
    assert "words=arms&amp;exact=1" in timeline


@pytest.mark.parametrize("place", ["/timeline?", "/search?q=letter&", "/actor/PRK?"])
def test_events_are_ordered_by_origins_and_by_reports(client, place):
    for order in ("origins", "reports"):
        page = client.get(f"{place}order={order}").text.partition("According to")[0]
        tallies = re.findall(
            r'class="tally" href="[^"]+"><span class="n">(\d+) origins?</span><span class="hidden">,</span> <span class="n">(\d+) rep',
            page,
        )
        counts = [int(tally[order == "reports"]) for tally in tallies]
        assert len(counts) > 1
        assert counts == sorted(counts, reverse=True) or place.startswith("/search")
        assert "order=origins" in page
        assert "order=reports" in page
    assert client.get("/timeline?reports=2%2B").text.count('<li class="event') < client.get("/timeline").text.count('<li class="event')


def test_what_an_actor_said_is_listed_newest_first(client, store):
    page = client.get("/actor/PRK").text
    assert "oldest first" in page
    days = [row.published for row in store.statements(speaker="PRK", newest_first=True, limit=50).rows]
    assert days == sorted(days, reverse=True)
    assert [row.id for row in store.statements(speaker="PRK", newest_first=True, limit=1).rows] != [
        row.id for row in store.statements(speaker="PRK", limit=1).rows
    ]
    first = store.statements(speaker="PRK", newest_first=True, limit=2)
    rest = store.statements(speaker="PRK", newest_first=True, limit=50, after=first.next)
    assert [r.id for r in (*first.rows, *rest.rows)] == [r.id for r in store.statements(speaker="PRK", newest_first=True, limit=52).rows]


def test_actors_whose_names_have_the_words_are_offered_beside_the_one_that_is_called_so(client):
    names = Page(client.get("/search?q=Putin").text, "actors").text
    assert "Vladimir Putin" in names


def test_an_actor_is_found_by_a_part_of_the_name(client):
    assert 'href="/actor/Q56226"' in client.get("/search?q=Jong+Un").text


def test_an_event_says_at_the_top_who_tells_it(client, store):
    event = store.events().rows[0]
    page = client.get(f"/event/{event.id}").text
    top = page[page.index('class="voices"') : page.index('class="panes"')]
    assert all(voice.name in top for voice in store.origins.stands(event.id).asserted_by)


def test_dates_may_be_those_of_publication(client):
    happened, reported = (client.get(f"/timeline?from=2022&to=2024{more}").text for more in ("", "&dates=reported"))
    assert happened.count('<li class="event') < reported.count('<li class="event')
    assert "dates=either" in happened


def test_bars_open_what_happened_then_though_the_list_is_by_publication(client):
    page = client.get("/timeline?from=2022&to=2024&dates=reported").text
    bars = re.findall(r'href="([^"]+)"', page[page.index("<svg") : page.index("</svg>")])
    assert bars
    assert not any("dates=reported" in bar for bar in bars)
    opened = client.get(bars[0].replace("&amp;", "&")).text
    assert 'class="event' in opened


def test_what_happened_before_a_day_is_asked_for_without_that_day():
    asked = Asked(since="2020", until="2024", dates="reported").earlier(date(2022, 3, 1))
    assert (asked.since, asked.until, asked.dates, asked.order) == ("", "2022-02-28", "", "old")
    assert Asked(since="2020").earlier(date(2022, 3, 1)).since == "2020"


def test_the_curve_counts_what_the_list_has(store):
    browse = Browse(store)
    for bounds in ({"max_origins": 1}, {"min_origins": 2}, {"min_reports": 2}, {"standings": ("one side only",)}):
        wanted = Filter(**bounds)
        counted = {day for c in browse.by_day(wanted) for day in [c.first_day]}
        listed = store.events(wanted, limit=500).rows
        assert len(listed) <= sum(c.events for c in browse.by_day(wanted)) < sum(c.events for c in browse.by_day(Filter()))
        assert counted


def test_a_mode_of_an_act_is_asked_for_by_its_word(client):
    page = client.get("/timeline?type=letter").text
    assert "type: CONSULT/letter" in page
    assert 'class="event' in page
    assert 'class="event' not in client.get("/timeline?type=consult/phone").text
    assert "a mode of one may be given too" in client.get("/timeline?type=letters").text


@pytest.mark.parametrize("query", ["type=NONSENSE", "status=maybe", "from=last+week", "score=7", "origins=many", "after=nonsense"])
def test_an_address_that_makes_no_sense_is_told_so(client: TestClient, query: str) -> None:
    answer = client.get(f"/timeline?{query}")
    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_an_event_shows_its_origins_and_what_stands(client: TestClient, store: Store) -> None:
    row = max(store.events(limit=200).rows, key=lambda r: len(r.origins))
    html = client.get(f"/event/{row.id}").text
    tree = Page(html, "tree").text
    for origin in row.origins:
        assert origin.name in tree
    assert row.standing in html
    assert "credibility" in html


def test_a_claim_s_address_leads_to_its_event(client: TestClient, store: Store) -> None:
    claim = store.claims(limit=1).rows[0].claim
    answer = client.get(f"/claim/{claim.id}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/event/{claim.event}?claim={claim.id}#evidence")


def test_a_click_fetches_the_evidence_alone(client: TestClient, store: Store) -> None:
    claim = store.claims(limit=1).rows[0].claim
    html = client.get(f"/claim/{claim.id}/evidence").text
    assert "<html" not in html
    assert "permanent link" in html


def test_all_links_of_the_main_pages_lead_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    for start in ("/", "/timeline?actor=PRK", "/sources", "/graph", "/search?q=letter", "/actor/PRK", "/story?words=letter"):
        links = [link.partition("#")[0] for link in Page(client.get(start).text).links]
        kinds: dict[str, int] = {}
        for link in links:
            kind = "/".join(link.split("/")[:2]).partition("?")[0]
            if link.startswith("/") and link not in seen and kinds.setdefault(kind, 0) < 2:
                kinds[kind] += 1
                seen.add(link)
                assert client.get(link).status_code == 200, f"{link} on {start}"


def test_home_tells_what_came_since_the_last_visit(client: TestClient) -> None:
    first = client.get("/", headers={"cookie": ""})
    assert "first time" in first.text
    assert "reportedly_seen" in first.headers["set-cookie"]
    everything = client.get("/?since=all").text
    assert "New events" in everything
    assert everything.index("New events") < everything.index(">Denials ")
    assert "Nothing new" in client.get("/?since=2099-01-01").text


def test_busiest_actors_and_pairs(store: Store) -> None:
    browse = Browse(store)
    assert browse.busiest(limit=1)[0].claims >= browse.busiest(limit=5)[-1].claims
    pairs = browse.by_pair(Filter(), by_state=True)
    assert {("RUS", "PRK"), ("PRK", "RUS")} & {(p.a, p.b) for p in pairs}
    assert ("PRK", "RUS") in {(a, b) for a, b, _ in browse.busiest_pairs()}


def test_the_busiest_come_after_the_page_where_counting_takes_a_while(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Busiest pairs" in client.get("/?since=all").text
    monkeypatch.setattr(Browse, "are_many", lambda *_: True)
    client.app.state.cache = Cache()
    assert 'data-fill="/busiest"' in client.get("/?since=all").text
    filled = client.get("/busiest").text
    assert 'id="fill"' in filled
    assert "Busiest pairs" in filled
    assert "Busiest actors" in filled
    assert "Busiest pairs" in client.get("/?since=all").text


def test_counts_add_up_to_the_list(store: Store) -> None:
    wanted = Filter(actors=("PRK",), types=("CONSULT",))
    counted = sum(c.events for c in Browse(store).by_day(wanted))
    assert counted >= len(store.events(wanted, limit=500).rows) > 0


def test_search_finds_actors_sentences_and_reports(client: TestClient) -> None:
    html = client.get("/search", params={"q": "Kremlin"}).text
    for heading in ("Actors", "Reports"):
        assert f">{heading}</h2>" in html
    assert "<mark>Kremlin</mark>" in html


def test_an_id_is_found(client: TestClient, store: Store) -> None:
    claim = store.claims(limit=1).rows[0].claim
    assert f'href="/claim/{claim.id}"' in client.get("/search", params={"q": claim.id}).text


@pytest.mark.parametrize(
    "address", ["/event/ev-none", "/claim/cl-none", "/report/none", "/source/none", "/actor/nobody-at-all", "/nothing"]
)
def test_what_is_not_there_is_told_so(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_no_page_is_large_and_none_has_inline_script_or_style(client: TestClient, store: Store) -> None:
    report = store.reports(limit=1).rows[0].id
    for address in (
        "/",
        "/timeline",
        "/timeline?actor=PRK",
        f"/report/{report}",
        "/graph",
        "/actor/PRK",
        "/sources",
        "/reports",
        "/failures",
    ):
        answer = client.get(address)
        assert len(answer.content) < 200_000, address
        page = Page(answer.text)
        assert not page.inline, address
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert re.search(r"<main\b", answer.text)


def test_another_host_s_name_is_refused(examples_db: str) -> None:
    from reportedly.serve.app import create_app
    from reportedly.serve.config import ServeSettings

    with TestClient(create_app(ServeSettings(db=examples_db)), base_url="http://elsewhere.example") as browser:
        assert browser.get("/").status_code == 421


def test_serving_loads_no_model(examples_db: str) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from fastapi.testclient import TestClient; from reportedly.serve.app import create_app\n"
        "from reportedly.serve.config import ServeSettings\n"
        f"c = TestClient(create_app(ServeSettings(db={examples_db!r})), base_url='http://localhost')\n"
        "assert c.get('/timeline').status_code == 200\n"
        "print([m for m in ('spacy', 'torch', 'onnxruntime', 'trafilatura', 'reportedly.pipeline') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
