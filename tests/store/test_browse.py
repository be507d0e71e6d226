"""What the web app asks of a store, and its pages, on each database."""

import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from telling import Act, party, told

from reportedly.errors import UsageError
from reportedly.model import AnnotatedReport, Failure, Magnitude, Span
from reportedly.resolve import resolve
from reportedly.serve.app import create_app
from reportedly.serve.config import ServeSettings
from reportedly.store import Filter, Store, open_store
from reportedly.store.browse import Browse
from reportedly.store.finding import Wanted
from reportedly.store.search import densest

FIRST, SECOND = "2024-01-01T00:00:00+00:00", "2024-02-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
LATER = Act("Vladimir Putin", "Kim Jong Un", date="2023-10-12")


@pytest.fixture
def filled(store: Store) -> Store:
    for name, now, act, published in (
        ("a", FIRST, LETTER, "2022-08-16"),
        ("b", FIRST, LATER, "2023-10-13"),
        ("c", SECOND, LETTER, "2022-08-17"),
    ):
        report = told(name, act, published=published)
        found = resolve(report, store)
        assert store.add(report, found.claims, found.links, notes=found.notes, now=now)
    return store


def test_counts_pairs_and_publishers(filled: Store) -> None:
    browse = Browse(filled)
    assert sum(c.events for c in browse.by_day(Filter())) == len(filled.events(limit=100).rows)
    assert {(p.a_name, p.b_name) for p in browse.by_pair(Filter())} == {("Vladimir Putin", "Kim Jong Un")}
    assert {a.name for a in browse.busiest()} == {"Vladimir Putin", "Kim Jong Un"}
    (outlet,) = browse.outlets().rows
    assert (outlet.name, outlet.reports, outlet.first) == ("The Herald", 3, "2022-08-16")
    assert sum(o.claims for o in browse.origins_of("The Herald")) == outlet.claims
    assert browse.statuses_of(publisher="The Herald") == [("occurred", 3)]
    assert browse.generation() != ""


def test_news_tells_new_events_from_known_ones(filled: Store) -> None:
    browse = Browse(filled)
    everything = browse.news("0001-01-01")
    assert (everything.reports, everything.counts["event"]) == (3, 2)
    latest = browse.news(FIRST)
    assert latest.reports == 1
    assert latest.counts["event"] == 0  # the third report tells an event that was known
    assert browse.news(SECOND).reports == 0


def test_filters_hold_on_each_database(filled: Store) -> None:
    assert len(filled.events(Filter(publishers=("The Herald",))).rows) == 2
    assert filled.events(Filter(publishers=("The Post",))).rows == ()
    assert len(filled.claims(Filter(words="friendship")).rows) == 3
    assert filled.claims(Filter(words="enmity")).rows == ()
    newest = [row.date for row in filled.events(newest_first=True).rows]
    assert newest == [row.date for row in filled.events().rows][::-1] == ["2023-10-12", "2022-08-15"]
    first = filled.events(limit=1, newest_first=True)
    assert [row.date for row in filled.events(limit=1, newest_first=True, after=first.next).rows] == ["2022-08-15"]


def test_every_page_answers_on_each_database(filled: Store, place: str) -> None:
    event = filled.events().rows[0]
    claim = event.claims[0].claim
    addresses = [
        "/",
        "/?since=all",
        "/timeline",
        "/timeline?actor=Kim+Jong+Un&words=friendship&origins=1",
        "/timeline/counts",
        f"/event/{event.id}",
        f"/event/{event.id}/series",
        "/statements",
        "/statements?speaker=Kim+Jong+Un&stance=denies&words=common+efforts&from=2022&month=8&type=letter",
        "/statements?party=RUS&party=PRK&about=USA&exact=1&words=effort&order=old",
        "/denials?party=RUS&party=PRK",
        "/search?q=who+denied+the+letters+of+Putin",
        "/search?q=what+did+Kim+Jong+Un+say+about+Putin+in+August+2022",
    ]
    addresses += [f"/claim/{claim.id}/evidence", "/report/a", f"/report/a?open={claim.id}", "/reports", "/sources", "/source/The%20Herald"]
    addresses += [
        f"/source/{claim.origin.id}",
        f"/actor/{claim.actor[0].id}",
        "/search?q=friendship",
        "/search?q=%22common+effort%22&origins=1",
        "/sources?by=origin",
        "/graph",
        "/graph?by=party",
        "/failures",
        "/failures?of=notes",
        "/failures?of=runs",
        "/review",
        "/review?kind=event",
        "/review?kind=statement",
        "/review?judged=accept",
        f"/review/claim/{claim.id}",
        "/review/log",
        "/searches",
        "/users",
        "/account",
        "/download/events.csv?actor=PRK",
        "/download/statements.jsonl?party=PRK&words=effort",
        "/api/events?words=friendship",
        "/api/judgements",
        "/api/openapi.json",
    ]
    with TestClient(create_app(ServeSettings(db=place)), base_url="http://localhost") as browser:
        assert {address: browser.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_the_whole_path_works_on_each_database(filled: Store, place: str) -> None:
    """Judging, correcting, grading, saving and undoing, as the forms of the pages do."""
    one, other = (event.claims[0].claim for event in filled.events().rows)
    pair = "|".join(sorted((one.id, other.id)))
    with TestClient(create_app(ServeSettings(db=place, user="ann")), base_url="http://localhost") as browser:
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', browser.get("/users").text)[1]

        def send(path: str, **fields: str) -> str:
            answer = browser.post(path, data={"csrf": token, **fields}, headers={"origin": "http://localhost"}, follow_redirects=False)
            assert answer.status_code in (200, 303), (path, answer.text)
            return answer.headers.get("location", answer.text)

        same = {"layer": "event", "subject": pair, "verdict": "same", "turn": "0"}
        assert "their dates have no day in common" in browser.get(send("/review/decide", **same)).text
        made = [re.search(r"done=(\w+)", send("/review/decide", **same, sure="true"))[1]]
        assert len(filled.events().rows) == 1
        made.append(re.search(r"done=(\w+)", send("/review/decide", layer="claim", subject=one.id, verdict="reject", turn="0"))[1])
        corrected = {"type": "CONSULT", "status": "denied", "date": "2022-08-15", "actor": "Russia", "recipient": "Kim Jong Un"}
        made.append(re.search(r"done=(\w+)", send("/review/correct", layer="claim", subject=other.id, turn="0", **corrected))[1])
        made.append(re.search(r"done=(\w+)", send("/source/grade", source="origin:herald", reliability="B"))[1])
        assert [id[0] for id in made] == ["l", "d", "d", "g"]
        send("/searches", title="Letters", query="type=letter")
        assert "Letters" in browser.get("/searches").text
        assert all(id in browser.get("/review/log").text for id in made)
        for id in reversed(made):
            send("/review/undo", decision=id)
    assert len(filled.events().rows) == 2
    assert filled.claim(one.id).judged is None
    assert filled.grades.given() == {}


def test_statements_are_found_by_words_in_any_form_with_their_origins(store: Store) -> None:
    act = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", by=("KCNA",), words="sent freight cars to")
    for id, speaker, publisher in (("a", "KCNA", "The Herald"), ("b", "KCNA", "Harbour Post"), ("c", "United States", "The Gazette")):
        report = told(id, act, published=f"2022-08-1{6 + ord(id) - ord('a')}", publisher=publisher)
        report = replace(report, statements=(replace(report.statements[0], speaker=party(speaker)),))
        found = resolve(report, store)
        store.add(report, found.claims, found.links, now=FIRST)
    browse = Browse(store)
    for words in ("freight cars", "Freight car", '"freight car"'):
        american, korean = browse.said_of(words, Filter()).rows
        assert [row.publisher for row in (korean.statement, *korean.others)] == ["The Herald", "Harbour Post"]
        assert american.statement.publisher == "The Gazette"
        assert len(store.claims(Filter(words=words)).rows) == 3
    for words in ("carriage", "freight boat", '"cars freight"', "care", ""):
        assert browse.said_of(words, Filter()).rows == ()
    assert {s.origins for s in browse.said_of("freight", Filter()).rows} == {len(e.origins) for e in store.events().rows}
    assert browse.said_of("freight", Filter(min_origins=5)).rows == ()
    start = store.report("a").text.index("freight")
    voice, own = browse.voices([("a", start), ("nobody", 0)])
    assert (voice.speaker.name, own) == ("KCNA", None)


def test_words_of_a_sentence_are_found_in_any_case_of_any_alphabet(store: Store) -> None:
    report = told("a", replace(LETTER, words="sent a note by the ferry Ångström, called ВОЛНА, to"), published="2022-08-16")
    store.add(report, resolve(report, store).claims, (), now=FIRST)
    for words in ("ferry", "Ångström", "ångström", "ÅNGSTRÖM", "angstrom", "волна"):
        assert len(store.claims(Filter(words=words)).rows) == 1, words
        assert len(store.search(words).rows) == 1, words
    assert store.claims(Filter(words="ветер")).rows == ()


def test_texts_of_odd_and_very_many_words_are_stored_and_found(store: Store) -> None:
    odd = f"the ferry of {'q' * 79}'s crew"
    many = " ".join(chr(0x4E00 + i % 20_000) + chr(0x4E00 + i // 20_000) for i in range(130_000))  # each once, of three bytes a letter
    for id, words in (("a", odd), ("b", f"ferry {many}")):
        report = told(id, replace(LETTER, words="sent paper to"), published="2022-08-16").report
        report = replace(report, text=words)
        assert store.add(AnnotatedReport(report), (), (), now=FIRST)
    assert {hit.report for hit in store.search("ferry").rows} == {"a", "b"}
    assert [hit.report for hit in store.search("q" * 79).rows] == ["a"]


@pytest.mark.parametrize("written", ["railcars", "rail cars", "rail-cars", "Railcar", "freight cars"])
def test_compounds_and_words_alike_find_each_other(store: Store, written: str) -> None:
    report = told("a", replace(LETTER, by=("KCNA",), words=f"sent seven {written} to"), published="2022-08-16")
    store.add(report, resolve(report, store).claims, (), now=FIRST)
    browse = Browse(store)
    for words in ("railcars", "rail cars", "rail-car", "railcar", "freight car", "boxcars"):
        assert len(store.claims(Filter(words=words)).rows) == 1, words
        assert len(browse.said_of(words, Filter()).rows) == 1, words
        (hit,) = store.search(words).rows
        assert hit.words, words
    assert store.search("cargo cars").rows == ()
    assert store.search('"freight cars"').rows == (store.search('"freight car"').rows if written == "freight cars" else ())
    exact = {words: len(store.claims(Filter(words=words, exact=True)).rows) for words in ("railcars", "rail-cars", "freight cars")}
    assert sum(exact.values()) == 1


def test_a_word_is_found_by_the_unit_that_is_counted(store: Store) -> None:
    report = told("a", replace(LETTER, words="sent seven of them to"), published="2022-08-16")
    claims = [replace(c, magnitude=Magnitude(7, "rail cars")) for c in resolve(report, store).claims]
    store.add(report, claims, (), now=FIRST)
    assert len(store.claims(Filter(words="railcar")).rows) == 1


def test_statements_are_paged_and_each_comes_once(store: Store) -> None:
    for i in range(9):
        act = replace(LETTER, by=("KCNA",), words=f"sent {['seven', 'three', 'nine'][i % 3]} crates of machine parts and paper to")
        report = told(f"r{i}", act, published=f"2022-0{1 + i % 3}-1{i}", publisher=f"Paper {i}")
        store.add(report, resolve(report, store).claims, (), now=FIRST)
    browse, seen, after = Browse(store), [], None
    for _ in range(9):
        page = browse.said_of("crates", Filter(), limit=2, after=after)
        assert len(page.rows) <= 2
        seen += [row.report for said in page.rows for row in (said.statement, *said.others)]
        after = page.next
        if after is None:
            break
    assert sorted(seen) == [f"r{i}" for i in range(9)]
    assert browse.count_said(Wanted("crates")) == 9


def test_an_older_store_is_indexed_and_counted_when_it_is_opened(filled: Store, place: str) -> None:
    said = told("s", replace(LETTER, date="2021-08-15", by=("KCNA",), words="sent paper to"), published="2021-08-16")
    filled.add(said, resolve(said, filled).claims, (), now=SECOND)
    with filled._engine.begin() as connection:
        for statement in (
            "DROP INDEX ix_events_origins_sort_day_id",
            "DROP INDEX ix_events_reports_sort_day_id",
            "ALTER TABLE events DROP COLUMN origins",
            "ALTER TABLE events DROP COLUMN reports",
            "ALTER TABLE events DROP COLUMN standing",
            "DROP TABLE claim_words",
            "DROP TABLE statement_words",
            "UPDATE alembic_version SET version_num = '0008'",
        ):
            connection.execute(text(statement))
    with open_store(place) as store:
        assert len(store.search("friendship").rows) == 3
        assert len(store.claims(Filter(words="friendship")).rows) == 3
        assert [row.statement.report for row in Browse(store).said_of("paper", Filter()).rows] == ["s"]
        assert [len(e.reports) for e in store.events(order="reports").rows] == [2, 1, 1]


def test_what_nobody_can_date_comes_last_in_either_order(store: Store) -> None:
    for id, date, published in (("a", "2022-08-15", "2022-08-16"), ("b", None, None), ("c", "2023-08-15", "2023-08-16"), ("d", None, None)):
        report = told(id, replace(LETTER, date=date, words=f"sent {id * 5} words to"), published=published)
        store.add(report, [replace(c, event="") for c in resolve(report, store).claims], (), now=FIRST)
    for newest, dates in ((True, ["2023-08-15", "2022-08-15", None, None]), (False, ["2022-08-15", "2023-08-15", None, None])):
        told_dates, after = [], None
        for _ in range(4):
            page = store.events(limit=1, after=after, newest_first=newest)
            told_dates += [row.date for row in page.rows]
            after = page.next
        assert (told_dates, after) == (dates, None)


def test_events_of_several_origins_are_found_with_and_without_an_actor(filled: Store) -> None:
    other = told("d", LETTER, published="2022-08-18", publisher="The Post")
    found = resolve(other, filled)
    filled.add(other, found.claims, found.links, now=SECOND)
    for actors in ((), ("Vladimir Putin",)):
        (event,) = filled.events(Filter(actors=actors, min_origins=2)).rows
        assert {o.name for o in event.origins} == {"The Herald", "The Post"}
        assert filled.events(Filter(actors=actors, min_origins=3)).rows == ()
        assert [e.date for e in filled.events(Filter(actors=actors, max_origins=1)).rows] == ["2023-10-12"]
        assert [e.date for e in filled.events(Filter(actors=actors, min_reports=3)).rows] == ["2022-08-15"]
        assert [e.date for e in filled.events(Filter(actors=actors, max_reports=1)).rows] == ["2023-10-12"]
        for order in ("origins", "reports"):
            first = filled.events(Filter(actors=actors), order=order, limit=1)
            assert [e.date for e in first.rows] == ["2022-08-15"]
            assert [e.date for e in filled.events(Filter(actors=actors), order=order, after=first.next).rows] == ["2023-10-12"]
    assert sum(c.events for c in Browse(filled).by_day(Filter(min_origins=2))) == 1
    assert sum(c.events for c in Browse(filled).by_day(Filter(max_origins=1))) == 1
    assert sum(c.events for c in Browse(filled).by_day(Filter(standings=("disputed",)))) == 0


def test_what_is_kept_beside_an_event_follows_what_people_decide(filled: Store) -> None:
    other = told("d", LETTER, published="2022-08-18", publisher="The Post")
    found = resolve(other, filled)
    filled.add(other, found.claims, found.links, now=SECOND)
    several = Filter(min_origins=2)
    (event,) = filled.events(several).rows
    link = filled.judge("report", "a", "d", "same", by="ann", now=SECOND)  # a copy adds no origin
    assert filled.events(several).rows == ()
    filled.undo(link, by="ann", now=SECOND)
    assert [e.id for e in filled.events(several).rows] == [event.id]
    (claim,) = [row.claim for row in event.claims if row.claim.report == "d"]
    rejected = filled.review.decide("claim", claim.id, "reject", by="ann", turn=0, now=SECOND)
    assert filled.events(several).rows == ()
    filled.decisions.undo(rejected, by="ann", now=SECOND)
    assert [e.id for e in filled.events(several).rows] == [event.id]


def test_what_nobody_dates_stands_in_a_window_by_its_publication(store: Store) -> None:
    for id, date, published in (("a", "2022-08-15", "2022-08-16"), ("b", None, "2022-08-20"), ("c", None, "2023-01-01")):
        report = told(id, replace(LETTER, date=date, words=f"sent {id * 5} words to"), published=published)
        store.add(report, [replace(c, event="") for c in resolve(report, store).claims], (), now=FIRST)
    august = Filter(since="2022-08", until="2022-08")
    assert [e.date for e in store.events(august).rows] == ["2022-08-15"]
    assert [e.date for e in store.events(replace(august, undated=True)).rows] == ["2022-08-15", None]
    assert len(store.claims(replace(august, undated=True)).rows) == 2


def test_events_and_claims_are_bound_by_how_fine_their_date_is(store: Store) -> None:
    for id, date in (("a", "2022-08-15"), ("b", "2022-08"), ("c", "2022"), ("d", None)):
        report = told(id, replace(LETTER, date=date, words=f"sent {id * 5} words to"), published="2022-09-16")
        store.add(report, [replace(c, event="") for c in resolve(report, store).claims], (), now=FIRST)
    expected = {"": 4, "day": 1, "month": 2, "none": 1}
    assert {word: len(store.events(Filter(precision=word)).rows) for word in expected} == expected
    assert {word: len(store.claims(Filter(precision=word)).rows) for word in expected} == expected
    assert {word: Browse(store).up_to(Filter(precision=word), 9) for word in expected} == expected
    assert [e.date for e in store.events(Filter(precision="day", since="2022-08", undated=True)).rows] == ["2022-08-15"]
    with pytest.raises(UsageError, match="no precision"):
        store.events(Filter(precision="week"))


def test_a_snippet_stands_where_the_words_stand_together() -> None:
    text = "They sell weapons to it\nIt said that it had never supplied weapons or more."
    words = [Span(at, at + len(word)) for word, at in (("weapons", 10), ("never", 44), ("supplied", 50), ("weapons", 59))]
    assert [word.of(text) for word in words] == ["weapons", "never", "supplied", "weapons"]
    assert densest(text, words) == words[1]
    assert densest(text, words[:1]) == words[0]
    assert densest(text, []) == Span(0, 0)


def test_no_word_of_a_line_looks_for_the_end_of_a_long_line() -> None:
    reached: list[int] = []

    class Watched(str):
        __slots__ = ()

        def find(self, sub: str, start: int = 0, end: int | None = None) -> int:  # type: ignore[override]
            reached.append((len(self) if end is None else end) - start)
            return super().find(sub, start, end)

    text = Watched("note " * 2_000)
    words = [Span(at, at + 4) for at in range(0, len(text), 5)]
    assert densest(text, words) == words[0]
    assert len(reached) == len(words)
    assert max(reached) < 1_000


def test_what_was_set_aside_by_cause(store: Store, place: str) -> None:
    errors = [f"The item {i} has no text." for i in range(5)] + ["It is in language 'de'.", "It is in language 'fr'."]
    for i, error in enumerate(errors):
        store.add_failure(Failure(f"{i}.txt", "read", error), now=f"2024-01-0{i + 1}")
    browse = Browse(store)
    first = browse.causes(limit=2)
    assert [(c.error, c.count, [f.location for f in c.latest]) for c in first.rows] == [
        ("The item … has no text.", 5, ["4.txt", "3.txt", "2.txt"]),
        ("It is in language 'de'.", 1, ["5.txt"]),
    ]
    assert [(c.first_at, c.last_at) for c in first.rows] == [("2024-01-01", "2024-01-05"), ("2024-01-06", "2024-01-06")]
    last = browse.causes(limit=2, after=first.next)
    assert ([c.error for c in last.rows], last.next) == (["It is in language 'fr'."], None)
    cause, rows = browse.failures_of(first.rows[0].id, limit=3)
    assert (cause, [r.location for r in rows.rows]) == (first.rows[0], ["4.txt", "3.txt", "2.txt"])
    assert [r.location for r in browse.failures_of(first.rows[0].id, limit=3, after=rows.next)[1].rows] == ["1.txt", "0.txt"]
    with TestClient(create_app(ServeSettings(db=place)), base_url="http://localhost") as browser:
        assert "4.txt" in browser.get(f"/failures?cause={cause.id}").text
