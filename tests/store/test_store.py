from collections.abc import Callable
from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.errors import NotFoundError, StoreError, UsageError
from reportedly.model import AnnotatedReport, Failure, Party, Report, Span
from reportedly.resolve import resolve
from reportedly.store import Filter, Store

NOW = "2024-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
LATER = Act("Vladimir Putin", "Kim Jong Un", date="2023-10-12")


def add(store: Store, *reports: AnnotatedReport, now: str = NOW) -> list[bool]:
    added = []
    for report in reports:
        found = resolve(report, store)
        added.append(store.add(report, found.claims, found.links, notes=found.notes, now=now))
    return added


def test_a_report_comes_back_as_it_was(store):
    report = told(
        "a", LETTER, published="2022-08-16", title="A title", url="https://example.org/a", credits=("Reuters",), metadata={"x": "é"}
    )
    add(store, report)
    assert store.report("a") == report.report
    assert store.report("a", raw=True).raw == report.report.raw
    assert store.annotated("a") == replace(report, tokens=())


def test_a_claim_comes_back_with_its_evidence(store):
    report = told("a", replace(LETTER, by=("Kim Jong Un", "KCNA")), published="2022-08-16")
    found = resolve(report, store)
    store.add(report, found.claims, found.links, now=NOW)
    (row,) = store.claims().rows
    assert replace(row.claim, event="") == found.claims[0]
    assert row.sentence == "Vladimir Putin sent words about friendship and common efforts Kim Jong Un."
    assert (row.publisher, row.published) == ("The Herald", "2022-08-16")


def test_the_same_again_changes_nothing(store):
    report = told("a", LETTER)
    assert add(store, report, report) == [True, False]
    before = store.health().counts
    assert add(store, replace(report, report=replace(report.report, id="b", location="elsewhere.txt"))) == [False]
    assert store.health().counts == before


def test_the_same_address_with_the_same_text_is_known_with_another_text_not(store):
    first = told("a", LETTER, url="https://example.org/a").report
    add(store, AnnotatedReport(first))
    assert store.known(replace(first, id="b", sha256="other")) == "a"
    assert store.known(replace(first, id="b", sha256="other", text="Corrected.")) is None
    assert store.known(Report("c", "Something else.")) is None


def test_reports_of_one_letter_become_one_event_and_the_other_letter_stays_apart(store):
    add(
        store,
        told("a", LETTER, published="2022-08-16"),
        told("b", LETTER, published="2022-08-17"),
        told("c", LATER, published="2023-10-12"),
    )
    first, second = store.timeline(["Russia", "North Korea"]).rows
    assert (first.reports, second.reports) == (("a", "b"), ("c",))
    assert (first.date, second.date) == ("2022-08-15", "2023-10-12")
    assert first.standing == "third party"
    assert [o.name for o in first.origins] == ["The Herald"]


def test_an_event_is_the_same_whatever_the_order_of_reports(store, tmp_path):
    from reportedly.store import open_store

    reports = [told(i, act, published="2022-08-16") for i, act in zip("abcd", (LETTER, LATER, LETTER, LETTER), strict=True)]
    add(store, *reports)
    with open_store(tmp_path / "other.db") as other:
        add(other, *reports[::-1])
        ids = [{row.claim.id: row.claim.event for row in s.claims().rows} for s in (store, other)]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("actors", [["Russia"], ["RUS"], ["moscow"], ["Putin"], ["Vladimir Putin"], ["Q7747"], ["Kim Jong-un", "RUS"]])
def test_a_country_includes_those_who_act_for_it(store, actors):
    add(store, told("a", LETTER, more="Putin and Kim Jong-un wrote.", published="2022-08-16"))
    if actors == ["Putin"]:
        with pytest.raises(NotFoundError):
            store.timeline(actors)
        return
    assert len(store.timeline(actors).rows) == 1


def test_actors_must_all_take_part(store):
    add(store, told("a", LETTER), told("b", Act("United States", "North Korea", date="2022-08-15")))
    assert [e.reports for e in store.timeline(["North Korea", "United States"]).rows] == [("b",)]
    assert len(store.timeline(["dprk"]).rows) == 2
    with pytest.raises(NotFoundError, match="Atlantis"):
        store.timeline(["Atlantis"])


def test_a_timeline_is_cut_by_dates_types_and_statuses(store):
    visit = Act("Vladimir Putin", "North Korea", mode="visit", date="2024-06", status="planned", type="CONSULT")
    undated = Act("Russia", "North Korea", type="AGREE", mode=None)
    add(store, told("a", LETTER, undated, published="2022-08-16"), told("b", visit, published="2024-05-01"))
    assert [e.date for e in store.timeline(since="2022-08-15", until="2022-08-15").rows] == ["2022-08-15"]
    assert [e.date for e in store.timeline(since="2024-06-30").rows] == ["2024-06"]
    assert [e.date for e in store.timeline(types=["AGREE"]).rows] == [None]
    assert [e.date for e in store.timeline(statuses=["planned"]).rows] == ["2024-06"]
    assert [e.date for e in store.timeline().rows] == ["2022-08-15", None, "2024-06"]
    assert len(store.events(Filter(published_since="2024")).rows) == 1
    for wrong in ({"types": ["SING"]}, {"statuses": ["maybe"]}, {"since": "soon"}, {"after": "nonsense"}):
        with pytest.raises(UsageError):
            store.timeline(**wrong)


def test_pages_follow_each_other_without_gap_or_repeat(store):
    add(store, *(told(f"r{i}", replace(LETTER, date=f"2022-01-{i + 1:02d}"), published="2022-02-01") for i in range(7)))
    for ask in (store.timeline, store.claims, store.reports):
        seen, mark = [], None
        while True:
            page = ask(limit=3, after=mark)
            seen += [getattr(row, "id", None) or row.claim.id for row in page.rows]
            mark = page.next
            if mark is None:
                break
        assert len(seen) == len(set(seen)) == 7
    assert store.timeline(limit=0).rows == ()


def test_a_copy_does_not_count_as_an_origin(store):
    story = " ".join(f"word{i} and more{i * 7 % 31}" for i in range(100))
    first = told("a", LETTER, more=story, published="2022-08-16", publisher="The Herald")
    copy = told("b", LETTER, more=story + " Our own end.", published="2022-08-17", publisher="The Copier")
    own = told("c", LETTER, published="2022-08-17", publisher="The Gazette")
    for reports in ((first, copy, own), (copy, own, first)):
        for report in reports:
            add(store, report)
    (event,) = store.timeline().rows
    assert sorted(o.name for o in event.origins) == ["The Gazette", "The Herald"]
    (link,) = store.links(layer="report")
    assert (link.link.a, link.link.b) == ("a", "b")


def test_judgements_outrank_stages_and_can_be_undone(store):
    add(
        store,
        told("a", LETTER, published="2022-08-16"),
        told("b", LETTER, published="2022-08-16"),
        told("c", LATER, published="2023-10-12"),
    )
    one, other = store.timeline().rows
    parted = store.judge("event", one.claims[0].claim.id, one.claims[1].claim.id, "different", by="ann", note="two letters", now=NOW)
    assert len(store.timeline().rows) == 3
    store.undo(parted, by="bob", now="2024-02-02")
    assert len(store.timeline().rows) == 2
    joined = store.judge("event", one.id, other.id, "same", by="ann", now=NOW)
    assert len(store.timeline().rows) == 1
    store.undo(joined, by="ann", now=NOW)
    assert [e.id for e in store.timeline().rows] == [one.id, other.id]
    history = store.links(undone=True)
    assert (history[-2].undone_by, history[-2].undone_at, history[-2].note) == ("person:bob", "2024-02-02", "two letters")
    assert len(store.links()) == 1


def test_judging_asks_for_two_things_that_are_there(store):
    add(store, told("a", LETTER))
    (event,) = store.timeline().rows
    with pytest.raises(UsageError):
        store.judge("event", event.id, event.claims[0].claim.id, "same", by="ann", now=NOW)
    with pytest.raises(UsageError):
        store.judge("weather", "a", "b", "same", by="ann", now=NOW)
    with pytest.raises(NotFoundError):
        store.judge("event", event.id, "nowhere", "same", by="ann", now=NOW)
    with pytest.raises(NotFoundError):
        store.undo(99, by="ann", now=NOW)
    link = store.judge("report", *_two(store), "same", by="ann", now=NOW)
    store.undo(link, by="ann", now=NOW)
    with pytest.raises(UsageError):
        store.undo(link, by="ann", now=NOW)


def _two(store: Store) -> tuple[str, str]:
    add(store, told("b", LATER))
    return "a", "b"


def test_search_finds_words_in_any_form_and_where_they_stand(store):
    text = "First line.\n" + "filler " * 60 + "two missiles were launched at dawn. " + "filler " * 60
    add(store, AnnotatedReport(Report("a", text)), AnnotatedReport(Report("b", "A missile stood there; nothing else was launched.")))
    (hit,) = store.search('"missiles were launched"').rows
    assert (
        [span.of(text) for span in hit.words] == ["missiles", "were", "launched"]
        or [s.of(text) for s in hit.words] == ["missiles were launched"]
        or {s.of(text) for s in hit.words} == {"missiles", "launched"}
    )
    assert hit.snippet.of(text) == hit.text
    assert len(hit.text) < 300
    assert {h.report for h in store.search("launch missile").rows} == {"a", "b"}
    assert len(store.search("launch missile", limit=1).rows) == 1
    first = store.search("launch missile", limit=1)
    assert store.search("launch missile", limit=1, after=first.next).rows[0].report != first.rows[0].report


@pytest.mark.parametrize("words", ["", '"', "* NEAR( AND", "a:b", "-missile", "' OR 1=1 --", "\x00\ud800", "NOT", '"""', "x" * 5000])
def test_search_takes_any_words(store, words):
    add(store, AnnotatedReport(Report("a", "A missile.")))
    store.search(words)


def test_names_lead_to_actors(store):
    add(
        store,
        told("a", replace(LETTER, by=("KCNA",)), more="Kim Jong Un's letter."),
        told("b", Act("Sergei Lavrov", "North Korea", date="2022-08-20")),
    )
    for name in ("North Korea", "dprk", "PRK", "prk", "north korean", "Pyongyang"):
        assert store.find_actor(name)[0].id == "PRK"
    assert store.find_actor("KIM JONG-UN")[0].id == "Q56226"
    assert store.find_actor("Q7747")[0].name == "Vladimir Putin"
    assert store.find_actor("Russia")[0].claims == 2
    assert store.find_actor("nobody at all") == []


def test_statements_by_report_and_speaker(store):
    add(store, told("a", replace(LETTER, by=("KCNA",))), told("b", LETTER))
    (row,) = store.statements(report="a").rows
    assert (row.report, row.content[0]) == ("a", store.report("a").text)
    assert store.statements(report="b").rows == ()
    for speaker in ("KCNA", "North Korea"):
        assert len(store.statements(speaker=speaker).rows) == 1


def test_failures_are_kept_once(store):
    failure = Failure("a.txt", "read", "It is empty.")
    assert store.add_failure(failure, now="2024-01-01")
    assert not store.add_failure(failure, now="2024-01-02")
    assert store.add_failure(replace(failure, location="b.txt"), now="2024-01-03")
    first, second = store.failures()
    assert (first.first_at, first.last_at, second.location) == ("2024-01-01", "2024-01-02", "b.txt")


def test_runs_and_notes(store):
    run = store.start_run("folder", now=NOW)
    store.finish_run(run, {"added": 3}, now="later")
    (row,) = store.runs()
    assert (row.source, row.finished_at, row.counts) == ("folder", "later", {"added": 3})
    with pytest.raises(NotFoundError):
        store.finish_run(99, {}, now=NOW)
    store.add(told("a", LETTER), notes=("left something out",), now=NOW)
    assert [n.note for n in store.notes("a")] == ["left something out"]


def test_a_batch_is_kept_as_a_whole_or_not_at_all(store):
    def interrupted() -> None:
        with store.batch():
            add(store, told("a", LETTER))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert store.reports().rows == ()
    with store.batch():
        add(store, told("a", LETTER), told("b", LETTER))
    assert len(store.reports().rows) == 2
    assert store.health().is_sound


def test_what_fails_within_a_batch_does_not_spoil_the_rest(store):
    report = told("b", LETTER)
    found = resolve(report, store)
    with store.batch():
        add(store, told("a", LETTER))
        with pytest.raises(Exception, match="refused"):
            store.add(report, (found.claims[0], found.claims[0]), now=NOW)  # the same id twice
    assert [r.id for r in store.reports().rows] == ["a"]


def test_hostile_texts_are_kept_with_their_offsets(store):
    text = "'; DROP TABLE reports; -- \x00 \ud83d lone \U0001f600 “q”\u00a0end"
    report = Report(
        "id'\"\x00\ud800", text, url="x\ud800", title="\x00", publisher="\udfff", metadata={"k": "\x00\ud800"}, credits=("\ud800",)
    )
    add(store, AnnotatedReport(report))
    (row,) = store.reports().rows
    kept = store.report(report.id)
    assert len(kept.text) == len(text)
    assert kept.text[text.index("lone") :] == text[text.index("lone") :]
    assert store.known(report) == row.id
    assert store.find_actor("\x00\ud800%_'") == []


def test_a_huge_report_is_no_trouble(store):
    text = "word " * 200_000  # every word of which is a hit
    add(store, AnnotatedReport(Report("a", text)))
    assert store.report("a").text == text
    assert len(store.search("word").rows[0].text) < 400


def test_asking_for_what_is_not_there(store):
    for ask in (store.report, store.annotated, store.event):
        with pytest.raises(NotFoundError):
            ask("nowhere")
    assert store.timeline().rows == store.claims().rows == store.search("x").rows == ()


def test_another_program_sees_what_was_stored(store: Store, reopen: Callable[[], Store]):
    add(store, told("a", LETTER))
    with reopen() as other:
        assert [r.id for r in other.reports().rows] == ["a"]
        add(other, told("b", LETTER))
    assert len(store.timeline().rows[0].claims) == 2


def test_hot_blocks_are_cut_and_noted(store, monkeypatch):
    import reportedly.resolve.resolving as resolving

    rules = {"block": 3, "same_per_claim": 2, "unsure_per_claim": 1}
    monkeypatch.setattr(resolving, "limit", rules.__getitem__)
    add(store, *(told(f"r{i}", LETTER, published=f"2022-08-{16 + i}") for i in range(6)))
    assert len(store.timeline().rows) == 1
    assert any("of 5 earlier claims" in n.note for n in store.notes("r5"))


def test_evidence_of_a_claim_is_cut_at_code_points(store):
    report = told("a", LETTER)
    moved = replace(report, report=replace(report.report, text="😀" + report.report.text[1:]))
    claim = replace(resolve(report, store).claims[0], evidence=Span(1, 5))
    store.add(moved, (claim,), now=NOW)
    assert store.claims().rows[0].sentence == moved.report.text[1:5]


def test_entities_that_a_person_joined_are_one_actor(store):
    add(store, told("a", LETTER), told("b", Act("Sergei Lavrov", "North Korea", date="2022-08-20")))
    assert len(store.timeline(["Q7747"]).rows) == 1
    link = store.judge("entity", "Q7747", "Q58217", "same", by="ann", now=NOW)
    assert len(store.timeline(["Q7747"]).rows) == 2
    store.undo(link, by="ann", now=NOW)
    assert len(store.timeline(["Q7747"]).rows) == 1


def test_those_who_act_jointly_are_found_singly(store):
    report = told("a", LETTER)
    joint = Party("RUS-GOV+PRK-GOV", "Government of Russia and Government of North Korea")
    report = replace(report, events=(replace(report.events[0], actor=(joint,), recipient=(), according_to=(joint,)),))
    add(store, report)
    (event,) = store.timeline(["Russia", "North Korea"]).rows
    assert event.standing == "both parties say so"


def test_of_a_whole_batch_nothing_is_kept_where_a_part_failed(store, monkeypatch):
    first, second = told("a", LETTER), told("b", LETTER)

    def go_on_after_a_failure() -> None:
        with store.batch(whole=True):
            assert add(store, first) == [True]
            monkeypatch.setattr("reportedly.store.writing.add_notes", lambda *_, **__: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                add(store, second)

    with pytest.raises(StoreError, match="at once"):
        go_on_after_a_failure()
    monkeypatch.undo()
    assert store.reports().rows == ()
    assert add(store, first, second) == [True, True]


def test_questions_at_one_look_are_answered_and_then_the_store_goes_on(store):
    with store.looking(), store.looking():
        assert not store.is_taken("a")
        assert store.reports().rows == ()
    assert add(store, told("a", LETTER)) == [True]
    with store.looking():
        assert store.is_taken("a")
