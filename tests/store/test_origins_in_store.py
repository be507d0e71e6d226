"""Copies, origins, grades, judgements and linking anew in the store, on each database."""

from dataclasses import replace
from itertools import permutations

import pytest
from telling import Act, told

from reportedly.errors import NotFoundError, UsageError
from reportedly.model import AnnotatedReport, Failure, Report, Span, Statement
from reportedly.model.trees import tree_lines
from reportedly.resolve import relink, resolve
from reportedly.store import Store, open_store

NOW = "2024-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
STORY = " ".join(f"harbour{i} wall{i * 7 % 31} and boat{i * 3 % 17}" for i in range(60))
OWN = " ".join(f"market{i} street{i * 5 % 29} with lamp{i * 2 % 13}" for i in range(60))


def add(store: Store, *reports: AnnotatedReport) -> None:
    for report in reports:
        found = resolve(report, store)
        store.add(report, found.claims, found.links, notes=found.notes, now=NOW)


def wire(id: str = "wire", **more: object) -> AnnotatedReport:
    return told(id, LETTER, more=STORY, published="2022-08-15", publisher="Harbour Wire", **more)


def copy(id: str, publisher: str, published: str = "2022-08-16", more: str = STORY) -> AnnotatedReport:
    return told(id, LETTER, more=more, published=published, publisher=publisher)


def origins(store: Store) -> dict[str, list[str]]:
    return {event.id: sorted(o.name for o in event.origins) for event in store.timeline().rows}


def test_copies_are_one_origin_whatever_the_order(store, tmp_path):
    reports = [
        wire(),
        copy("b", "The Post", more=STORY[: len(STORY) // 2]),
        copy("c", "The Gazette", more=STORY + OWN),
        told("d", LETTER, more=OWN, published="2022-08-17", publisher="The Herald"),
    ]
    add(store, *reports)
    expected = origins(store)
    assert [len(names) for names in expected.values()] == [1]
    for i, order in enumerate([reports[::-1], *list(permutations(reports))[3:20:5]]):
        with open_store(tmp_path / f"{i}.db") as other:
            add(other, *order)
            assert origins(other) == expected
            assert tree_lines(other.origins.tree(next(iter(expected)))) == tree_lines(store.origins.tree(next(iter(expected))))


def test_what_a_copy_adds_is_its_own(store):
    """The act is told in a sentence of the copy's own, not in the passage that it copied."""
    add(store, told("a", Act("Russia"), more=STORY, published="2022-08-15", publisher="Harbour Wire"))
    add(
        store,
        told(
            "b", replace(LETTER, words="handed over a sealed note of thanks to"), more=STORY, published="2022-08-16", publisher="The Post"
        ),
    )
    (event,) = store.timeline(["Q7747"]).rows
    assert [o.name for o in event.origins] == ["The Post"]


def test_a_copy_is_found_among_the_reports_that_share_a_common_phrase(store):
    phrase = " ".join(f"common{i}" for i in range(30))
    for i in range(70):
        add(store, AnnotatedReport(Report(f"x{i}", f"{phrase} " + " ".join(f"own{i}w{j}" for j in range(40)))))
    add(store, wire())
    found = resolve(copy("b", "The Post", more=f"{STORY} {phrase}"), store)
    assert ("wire", "b") in {(link.a, link.b) for link in found.links if link.layer == "report"}


def test_copies_of_a_report_are_told_with_their_passages(store):
    add(store, wire(), copy("b", "The Post"))
    (one,) = store.origins.copies("b")
    assert (one.original, one.by_person, store.origins.copies("wire")) == ("wire", False, (one,))
    assert sum(map(len, one.passages)) > len(STORY) * 0.9
    with pytest.raises(NotFoundError):
        store.origins.copies("nowhere")


def test_a_person_says_which_reports_are_copies(store):
    add(store, wire(), copy("b", "The Post"), told("c", LETTER, more=OWN, published="2022-08-17", publisher="The Herald"))
    assert [len(names) for names in origins(store).values()] == [2]
    parted = store.judge("report", "b", "wire", "different", by="ann", now=NOW)
    assert [len(names) for names in origins(store).values()] == [3]
    joined = store.judge("report", "wire", "c", "same", by="ann", now=NOW)
    assert [len(names) for names in origins(store).values()] == [2]
    for link in (parted, joined):
        store.undo(link, by="ann", now=NOW)
    assert [len(names) for names in origins(store).values()] == [2]


def test_the_tree_and_what_stands_of_an_event(store):
    by_kcna, denied = replace(LETTER, by=("KCNA",)), replace(LETTER, by=("United States",), status="denied")
    add(store, told("a", by_kcna, published="2022-08-16"), told("b", denied, published="2022-08-17", publisher="The Gazette"))
    (event,) = store.timeline(["Q7747"]).rows
    stands = store.origins.stands(event.id)
    assert ([v.name for v in stands.asserted_by], [v.name for v in stands.denied_by]) == (["KCNA"], ["United States"])
    assert store.origins.tree(event.id).count == 2
    assert store.origins.tree(event.claims[0].claim.id).count == 1
    assert store.origins.credibility(event.id).credibility == 5
    for ask in (store.origins.tree, store.origins.stands, store.origins.credibility):
        with pytest.raises(NotFoundError):
            ask("ev-nothing")


def test_who_declined_to_comment_and_who_confirmed(store):
    report = told("a", replace(LETTER, by=("Russia",)), replace(LETTER, same="e0", by=("KCNA",)), published="2022-08-16")
    silent = Statement((Span(0, 5),), speaker=report.events[0].actor[0], speaker_kind="person", stance="declines-to-comment")
    sure = Statement((Span(0, 9),), speaker=report.events[0].according_to[0], speaker_kind="government", stance="confirms")
    add(store, replace(report, statements=(silent, sure), events=(replace(report.events[0], statement=1), report.events[1])))
    stands = store.origins.stands(store.timeline(["Q7747"]).rows[0].id)
    assert [v.name for v in stands.declined] == ["Vladimir Putin"]
    assert [v.name for v in stands.confirmed_by] == ["Russia"]
    assert [v.name for v in stands.asserted_by] == ["KCNA"]


@pytest.mark.parametrize(("length", "names"), [(20, ["Vladimir Putin"]), (90, [])])
def test_who_would_not_speak_of_another_thing_far_off_has_not_declined_here(store, length, names):
    report = told("a", replace(LETTER, by=("Russia",)), published="2022-08-16", more=STORY)
    at = len(report.report.text) - 100
    silent = Statement((Span(at, at + length),), speaker=report.events[0].actor[0], stance="declines-to-comment")
    add(store, replace(report, statements=(silent,)))
    (event,) = store.timeline(["Q7747"]).rows
    assert [v.name for v in store.origins.stands(event.id).declined] == names


def test_altered_quotations_of_an_event(store):
    first, second = "“We will never hand over the harbour”", "“We will not hand over the harbour”"
    add(store, told("a", LETTER, more=first), told("b", LETTER, more=second))
    (event,) = store.timeline().rows
    assert [a.words for a in store.origins.altered(event.id)] == ["We will [-never-] {+not+} hand over the harbour"]
    assert store.origins.altered("a", "b") == store.origins.altered(event.id)


def test_grades_of_sources_are_kept_with_their_history(store):
    add(store, told("a", replace(LETTER, by=("KCNA",))))
    grades = store.grades
    assert [(s.id, s.reliability, s.by) for s in grades.sources().rows] == [("origin:kcna", "F", "")]
    first = grades.grade_source("origin:kcna", "D", name="KCNA", by="ann", note="state agency", now=NOW)
    second = grades.grade_source("origin:kcna", "E", name="KCNA", by="bob", now=NOW)
    assert (grades.source("origin:kcna").reliability, grades.source("origin:kcna").by) == ("E", "bob")
    store.decisions.undo(second, by="ann", now=NOW)
    assert (grades.source("origin:kcna").reliability, grades.source("origin:kcna").note) == ("D", "state agency")
    assert [(g.id, g.grade, g.undone_by) for g in grades.history("origin:kcna")] == [(first, "D", None), (second, "E", "ann")]
    assert [g.id for g in grades.history(undone=False)] == [first]
    with pytest.raises(UsageError):
        store.decisions.undo(second, by="ann", now=NOW)
    with pytest.raises(UsageError):
        grades.grade_source("origin:kcna", "Z", by="ann", now=NOW)
    for wrong in ("g99", "x1", "g", "l99"):
        with pytest.raises(NotFoundError):
            store.decisions.undo(wrong, by="ann", now=NOW)


def test_a_source_that_no_claim_rests_on_can_be_graded(store):
    with pytest.raises(NotFoundError):
        store.grades.source("origin:nobody")
    store.grades.grade_source("origin:nobody", "C", name="Nobody", by="ann", now=NOW)
    assert store.grades.source("origin:nobody").claims == 0
    assert [(s.name, s.reliability) for s in store.grades.sources().rows] == [("Nobody", "C")]


def test_how_the_claims_of_a_source_fared(store):
    later = Act("Vladimir Putin", "Kim Jong Un", date="2023-10-12", by=("KCNA",))
    add(store, told("a", replace(LETTER, by=("KCNA",)), later), told("b", replace(LETTER, by=("Vladimir Putin",))))
    record = store.grades.record("origin:kcna")
    assert (record.events, record.confirmed, record.alone, record.denied, record.is_cut) == (2, 1, 1, 0, False)


def test_a_person_s_grade_of_an_event_outweighs_the_rule_until_taken_back(store):
    add(store, told("a", replace(LETTER, by=("KCNA",))))
    (event,) = store.timeline().rows
    assert store.origins.credibility(event.id).made_by == "grades/1"
    made = store.grades.grade_event(event.id, 2, by="ann", note="seen on film", now=NOW)
    add(store, told("b", LETTER))  # the event may have another id now; the grade stays with its claim
    (event,) = store.timeline().rows
    found = store.origins.credibility(event.id)
    assert (found.credibility, found.reason, found.made_by, found.by_person) == (2, "seen on film", "person:ann", True)
    store.decisions.undo(made, by="ann", now=NOW)
    assert store.origins.credibility(event.id).made_by == "grades/1"
    with pytest.raises(UsageError):
        store.grades.grade_event(event.id, 7, by="ann", now=NOW)
    with pytest.raises(NotFoundError):
        store.grades.grade_event("cl-nothing", 2, by="ann", now=NOW)


def test_all_that_people_decided_is_listed_and_the_last_can_be_taken_back(store):
    add(store, told("a", LETTER), told("b", LETTER))
    a, b = (row.claim.id for row in store.claims().rows)
    link = store.judge("event", a, b, "different", by="ann", note="two letters", now="2024-01-01T00:00:00")
    grade = store.grades.grade_source("origin:kcna", "D", by="bob", now="2024-01-02T00:00:00")
    every = store.decisions.history().rows
    assert [(d.id, d.verdict, d.value, d.person) for d in every] == [(grade, "grade", "D", "bob"), (f"l{link}", "different", "", "ann")]
    assert store.decisions.last("ann").id == f"l{link}"
    assert store.decisions.undo(f"l{link}", by="ann", now=NOW).undone_by == "ann"
    assert [d.id for d in store.decisions.history(undone=False).rows] == [grade]
    assert store.decisions.last("ann") is None


def test_every_kind_of_decision_has_one_id_and_one_way_back(store):
    add(store, told("a", LETTER), told("b", LETTER))
    a, b = (row.claim.id for row in store.claims().rows)
    later = iter(f"2024-01-{day:02}T00:00:00" for day in range(1, 20))
    made = [
        f"l{store.judge('report', 'b', 'a', 'same', by='ann', now=next(later))}",
        f"l{store.judge('entity', 'Q7747', 'Q56226', 'same', by='ann', now=next(later))}",
        store.review.decide("event", f"{min(a, b)}|{max(a, b)}", "different", by="ann", turn=0, now=next(later)),
        store.review.decide("claim", a, "reject", by="ann", turn=0, now=next(later)),
        *store.review.correct("claim", b, {"status": "denied"}, by="ann", turn=0, now=next(later)),
        store.grades.grade_source("origin:kcna", "D", by="ann", now=next(later)),
        store.grades.grade_event(a, 2, by="ann", now=next(later)),
    ]
    assert [d.id for d in store.decisions.history().rows] == made[::-1]
    assert [store.decisions.one(id).id for id in made] == made
    assert [id[0] for id in made] == ["l", "l", "l", "d", "d", "g", "g"]
    while last := store.decisions.last("ann"):
        assert last.id == made.pop()
        store.decisions.undo(last.id, by="ann", now=next(later))
    assert made == []
    assert store.decisions.history(undone=False).rows == ()
    assert store.claim(a).judged is None
    assert store.claim(b).machine is None
    assert {d.undone_by for d in store.decisions.history(subject=a).rows} == {"ann", None}


def again(store: Store, *ids: str) -> list[tuple[int, int]]:
    """Links reports anew by the rules "new"; what came and what went."""
    found = []
    for id in ids or list(store.linking.waiting("new")):
        claims = store.linking.claims(id)
        resolution = relink(claims, store.report(id), store.linking.before(id, limit_to=not ids))
        done = store.linking.replace(id, claims, resolution.links, rules="new", now=NOW, earlier_only=not ids)
        found.append((done.added, done.removed))
    return found


def test_linking_anew_changes_nothing_and_can_be_stopped(store):
    add(store, wire(), copy("b", "The Post"), told("c", LETTER, published="2022-08-17"))
    before = [row.link for row in store.links()]
    events = {row.claim.id: row.claim.event for row in store.claims().rows}
    waiting = store.linking.waiting("new")
    assert next(waiting) == "wire"
    again(store, "wire")
    assert list(store.linking.waiting("new")) == ["b", "c"]  # stopped after one, it goes on with the next
    assert again(store) == [(0, 0), (0, 0)]
    assert list(store.linking.waiting("new")) == []
    store.linking.forget()
    assert again(store) == [(0, 0)] * 3
    assert [row.link for row in store.links()] == before
    assert {row.claim.id: row.claim.event for row in store.claims().rows} == events
    assert store.health().is_sound


def test_linking_anew_keeps_doubtful_links_that_later_reports_would_push_out(store):
    own = [" ".join(f"{word}{i}" for word in ("bridge", "harvest", "quarrel", "lantern", "meadow", "copper")) for i in range(6)]
    act = Act("United States", "North Korea", type="ACCUSE", mode=None)
    add(store, *(told(f"r{i}", replace(act, words=f"blamed the plan {own[i]}"), published="2022-08-17") for i in range(6)))
    before = [row.link for row in store.links(layer="event")]
    assert {link.verdict for link in before} == {"unsure"}
    assert again(store) == [(0, 0)] * 6
    assert [row.link for row in store.links(layer="event")] == before


def test_people_s_judgements_outlive_linking_anew(store):
    add(store, told("a", LETTER), told("b", LETTER), told("c", Act("Sergei Lavrov", "North Korea", date="2022-08-20")))
    a, b, c = (row.claim.id for row in store.claims().rows)
    store.judge("event", a, b, "different", by="ann", now=NOW)
    store.judge("event", b, c, "same", by="ann", now=NOW)
    again(store)
    event = {row.claim.id: row.claim.event for row in store.claims().rows}
    assert event[a] != event[b] == event[c]


def test_a_link_that_a_person_took_back_does_not_return(store):
    add(store, told("a", LETTER), told("b", LETTER))
    (row,) = store.links(layer="event")
    store.undo(row.id, by="ann", now=NOW)
    assert len(store.timeline().rows) == 2
    assert again(store) == [(0, 0)] * 2
    assert len(store.timeline().rows) == 2


def test_links_that_the_rules_make_no_more_are_taken_out_of_force(store):
    add(store, told("a", LETTER), told("b", LETTER))
    done = store.linking.replace("b", store.linking.claims("b"), (), rules="new", now=NOW)
    assert (done.added, done.removed) == (0, 1)
    assert len(store.timeline().rows) == 2
    assert [r.undone_by for r in store.links(undone=True)] == ["linking anew"]
    assert again(store, "b") == [(1, 0)]
    assert len(store.timeline().rows) == 1


def test_origins_are_read_anew(store):
    add(store, told("a", replace(LETTER, by=("KCNA",))))
    (claim,) = store.linking.claims("a")
    other = replace(claim, origin=replace(claim.origin, id="origin:other", name="Other"))
    assert store.linking.replace("a", (other,), (), rules="new", now=NOW).origins == 1
    assert [o.name for o in store.timeline().rows[0].origins] == ["Other"]


def test_a_report_that_a_stage_failed_on_is_filled_later(store):
    report = told("a", LETTER)
    bare = AnnotatedReport(report.report)
    add(store, bare)
    assert store.linking.bare() == []
    store.add_failure(Failure("a.txt", "events", "It broke.", sha256=report.report.sha256), now=NOW)
    assert (store.linking.bare(), store.linking.is_bare("a")) == (["a"], True)
    found = resolve(report, store)
    store.linking.fill(report, found.claims, found.links, now=NOW)
    assert (store.linking.bare(), store.linking.is_bare("a")) == ([], False)
    assert len(store.timeline(["Q7747"]).rows) == 1
    assert store.annotated("a") == replace(report, tokens=())
    assert store.health().is_sound


def test_a_misspelt_name_is_answered_with_the_nearest(store):
    add(store, told("a", LETTER, more="Putin wrote."))
    with pytest.raises(NotFoundError, match="Did you mean “vladimir putin”"):
        store.timeline(["Vladimir Puttin"])
    with pytest.raises(NotFoundError, match=r"whom the reports speak of\.$"):
        store.timeline(["Zembla"])
