from dataclasses import replace

import pytest
from telling import Act, told

from reportedly.errors import ConflictError, NotFoundError, UsageError
from reportedly.model import AnnotatedReport, Link, Party
from reportedly.resolve import resolve
from reportedly.store import Filter, Store, links
from reportedly.store.reviewing import pair_subject

NOW = "2024-01-01T00:00:00+00:00"
LATER = "2024-01-02T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
ALL = {"below": 0.5}


def add(store: Store, *reports: AnnotatedReport, scores: tuple[float, ...] = ()) -> list[str]:
    """Adds reports of one act each with the scores given; returns the ids of their claims."""
    ids = []
    for i, report in enumerate(reports):
        found = resolve(report, store)
        claims = [replace(c, score=scores[i]) for c in found.claims] if scores else found.claims
        store.add(report, claims, found.links, now=NOW)
        ids += [c.id for c in claims]
    return ids


def test_the_queue_has_what_is_below_the_threshold_the_likeliest_first(store):
    ids = add(store, *(told(name, LETTER) for name in "abc"), scores=(0.1, 0.4, 0.9))
    page = store.review.queue("claim", **ALL, limit=1)
    assert [item.subject for item in page.rows] == [ids[1]]
    assert [item.subject for item in store.review.queue("claim", **ALL, after=page.next).rows] == [ids[0]]
    assert store.review.waiting(below=0.5)["claim"] == 2
    assert store.review.queue("claim", Filter(report="a"), **ALL).rows[0].subject == ids[0]


def test_what_is_judged_leaves_the_queue_and_undoing_brings_it_back(store):
    (claim,) = add(store, told("a", LETTER), scores=(0.2,))
    decision = store.review.decide("claim", claim, "unsure", by="ann", turn=0, note="no idea", now=NOW)
    assert store.review.queue("claim", **ALL).rows == ()
    assert store.review.queue("claim", **ALL, judged="unsure").rows[0].turn == 1
    store.decisions.undo(decision, by="bob", now=LATER)
    assert store.review.queue("claim", **ALL).rows[0].turn == 2
    undo, first = store.decisions.history().rows
    assert (undo.verdict, undo.value, undo.person) == ("undo", decision, "bob")
    assert (first.person, first.note, first.undone_by, first.undone_at) == ("ann", "no idea", "bob", LATER)
    with pytest.raises(UsageError, match="undone"):
        store.decisions.undo(decision, by="bob", now=LATER)
    for wrong in ("d99", "l99", "x1", "d", ""):
        with pytest.raises(NotFoundError):
            store.decisions.undo(wrong, by="bob", now=LATER)


def test_a_rejected_claim_leaves_the_timeline_and_an_accepted_one_enters_it(store):
    weak, strong = add(store, told("a", LETTER), told("b", Act("Russia", "United States", date="2022-01-01")), scores=(0.1, 0.9))
    shown = Filter(min_score=0.3)
    assert [row.claim.id for row in store.claims(shown).rows] == [strong]
    store.review.decide("claim", weak, "accept", by="ann", turn=0, now=NOW)
    store.review.decide("claim", strong, "reject", by="ann", turn=0, now=NOW)
    assert [(row.claim.id, row.judged) for row in store.claims(shown).rows] == [(weak, "accept")]
    assert len(store.claims(replace(shown, rejected=True)).rows) == 2
    assert [e.claims[0].claim.id for e in store.events(shown).rows] == [weak]


def test_a_rejected_claim_does_not_say_what_an_event_is(store):
    _, second = add(store, told("a", LETTER), told("b", LETTER, publisher="The Gazette"))
    assert len(store.timeline().rows[0].origins) == 2
    store.review.decide("claim", second, "reject", by="ann", turn=0, now=NOW)
    (event,) = store.timeline().rows
    assert [o.name for o in event.origins] == ["The Herald"]
    assert len(event.claims) == 2, "it is still shown"


def test_the_second_of_two_who_judge_at_once_is_told(store, reopen):
    (claim,) = add(store, told("a", LETTER))
    with reopen() as other:
        seen = other.review.item("claim", claim).turn
        store.review.decide("claim", claim, "accept", by="ann", turn=0, now=NOW)
        with pytest.raises(ConflictError, match="ann said “accept”"):
            other.review.decide("claim", claim, "reject", by="bob", turn=seen, now=LATER)
        with pytest.raises(ConflictError):
            other.review.correct("claim", claim, {"status": "denied"}, by="bob", turn=seen, now=LATER)
    assert store.claim(claim).judged == "accept"
    assert len(store.decisions.history().rows) == 1


def test_a_correction_lies_over_the_reading_and_both_are_there(store):
    (claim,) = add(store, told("a", LETTER, published="2022-08-16"))
    fields = {"type": "AGREE", "status": "denied", "date": "2022-08-14", "recipient": "United States; Zembla", "actor": "Vladimir Putin"}
    made = store.review.correct("claim", claim, fields, by="ann", turn=0, note="read again", now=NOW)
    assert len(made) == 4, "the actor was given as it stands"
    row = store.claim(claim)
    assert (row.claim.type, row.claim.status, row.claim.date) == ("AGREE", "denied", "2022-08-14")
    assert row.claim.recipient == (Party("USA", "United States"), Party("name:zembla", "Zembla"))
    assert row.claim.reasons["date"] == "corrected by ann"
    assert (row.machine.type, row.machine.date) == ("CONSULT", "2022-08-15")
    assert len(store.timeline(["United States"], types=["AGREE"], since="2022-08-14", until="2022-08-14").rows) == 1
    assert store.timeline(["North Korea"]).rows == ()
    for decision in made[::-1]:
        store.decisions.undo(decision, by="ann", now=LATER)
    row = store.claim(claim)
    assert (row.machine, row.claim.type, row.claim.date, row.judged) == (None, "CONSULT", "2022-08-15", None)
    assert len(store.timeline(["North Korea"], since="2022-08-15", until="2022-08-15").rows) == 1


@pytest.mark.parametrize("wrong", [{"type": "SING"}, {"date": "soon"}, {"status": ""}, {"body": "x"}, {"actor": ";".join(["x"] * 21)}])
def test_what_cannot_be_is_no_correction(store, wrong):
    (claim,) = add(store, told("a", LETTER))
    with pytest.raises(UsageError):
        store.review.correct("claim", claim, wrong, by="ann", turn=0, now=NOW)
    assert store.decisions.history().rows == ()


def test_a_corrected_date_parts_what_the_old_one_joined(store):
    _, second = add(store, *(told(name, LETTER, published="2022-08-16") for name in "ab"))
    assert len(store.timeline().rows) == 1
    (made,) = store.review.correct("claim", second, {"date": "2021-01-01"}, by="ann", turn=0, now=NOW)
    assert [e.date for e in store.timeline().rows] == ["2021-01-01", "2022-08-15"]
    store.decisions.undo(made, by="ann", now=LATER)
    assert len(store.timeline().rows) == 1
    assert store.health().is_sound


def test_statements_wait_below_a_score_of_their_own(store):
    add(store, told("a", replace(LETTER, by=("KCNA",))))
    (score,) = {row.statement.score for row in store.statements().rows}
    waiting = [store.review.waiting(below=0.0, statements=least)["statement"] for least in (score, score + 0.01)]
    assert waiting == [0, 1]


def test_statements_are_judged_and_their_speaker_corrected(store):
    add(store, told("a", replace(LETTER, by=("KCNA",))))
    (row,) = store.statements().rows
    assert store.review.queue("statement", **ALL).rows[0].subject == row.id
    store.review.correct("statement", row.id, {"speaker": "Kim Jong Un", "stance": "denies"}, by="ann", turn=0, now=NOW)
    (row,) = store.statements(speaker="North Korea").rows
    assert (row.statement.speaker.name, row.statement.stance, row.machine.speaker.name) == ("Kim Jong Un", "denies", "KCNA")
    store.review.decide("statement", row.id, "reject", by="ann", turn=2, now=NOW)
    assert store.statements(report="a").rows[0].judged == "reject"


def test_a_pair_is_judged_and_the_judgement_undone(store):
    a, b = add(store, told("a", LETTER), told("b", Act("Russia", "North Korea", mode="visit", date="2023-07-27")))
    subject = pair_subject(a, b)
    with store.batch():  # as a stage that leaves it open
        links.add_links(store._batch, [Link("event", a, b, "unsure", 0.5, "the same two, other words", "linkage/9")], now=NOW)
    (item,) = store.review.queue("event", **ALL).rows
    assert (item.subject, item.why, item.turn) == (subject, "the same two, other words", 0)
    decision = store.review.decide("event", subject, "same", by="ann", turn=0, now=NOW)
    assert len(store.timeline().rows) == 1
    assert store.review.queue("event", **ALL).rows == ()
    with pytest.raises(ConflictError):
        store.review.decide("event", subject, "different", by="bob", turn=0, now=NOW)
    store.decisions.undo(decision, by="ann", now=LATER)
    assert len(store.timeline().rows) == 2
    assert len(store.review.queue("event", **ALL).rows) == 1


def test_the_history_has_what_was_judged_elsewhere(store):
    a, b = add(store, told("a", LETTER), told("b", LETTER))
    link = store.judge("event", a, b, "different", by="carl", note="by hand", now=NOW)
    (told_once,) = store.decisions.history().rows
    assert (told_once.id, told_once.person, told_once.note) == (f"l{link}", "carl", "by hand")
    store.decisions.undo(f"l{link}", by="ann", now=LATER)
    assert [d.undone_by for d in store.decisions.history(subject=a).rows] == [None, "ann"]
    assert store.decisions.history(person="nobody").rows == ()


def test_what_was_undone_elsewhere_is_told_as_undone(store):
    a, b = add(store, told("a", LETTER), told("b", LETTER))
    store.review.decide("event", pair_subject(a, b), "different", by="ann", turn=0, now=NOW)
    (link,) = [row.id for row in store.links(layer="event") if row.link.by_person]
    store.undo(link, by="bob", now=LATER)
    undo, told_once = store.decisions.history().rows
    assert (told_once.id, told_once.undone_by, told_once.undone_at) == (f"l{link}", "bob", LATER)
    assert (undo.value, undo.person) == (f"l{link}", "bob")
    with pytest.raises(ConflictError):
        store.review.decide("event", pair_subject(a, b), "same", by="ann", turn=1, now=LATER)


def test_judging_wants_things_that_are_there_and_words_that_fit(store):
    (claim,) = add(store, told("a", LETTER))
    for layer, subject in (("claim", "cl-none"), ("statement", "st-none"), ("event", f"{claim}|cl-zz"), ("event", claim)):
        with pytest.raises(NotFoundError):
            store.review.decide(layer, subject, "unsure", by="ann", turn=0, now=NOW)
    with pytest.raises(UsageError):
        store.review.decide("claim", claim, "same", by="ann", turn=0, now=NOW)


def test_what_people_said_outlives_a_re_run(store):
    report = told("a", replace(LETTER, by=("KCNA",)))
    (claim,) = add(store, report)
    statement = store.statements().rows[0].id
    store.review.correct("claim", claim, {"status": "denied"}, by="ann", turn=0, now=NOW)
    store.review.decide("statement", statement, "reject", by="ann", turn=0, now=NOW)
    from sqlalchemy import text

    with store._engine.connect().execution_options(writes=True) as connection, connection.begin():
        for sql in (
            "UPDATE reports SET sha256 = 'x', id = 'old', text_digest = 'x'",
            "UPDATE claims SET id = 'old'",
            "UPDATE statements SET id = 'old'",
        ):
            connection.execute(text(sql))
    add(store, report)
    assert (store.claim(claim).claim.status, store.claim(claim).judged) == ("denied", "accept")
    assert store.statements(report="a").rows[0].judged == "reject"


def test_of_claims_as_near_the_line_those_come_first_that_bring_an_event_into_the_lists(store):
    sure, same, alone, far = add(
        store,
        told("a", LETTER),
        told("b", LETTER),
        told("c", Act("Russia", "United States", date="2022-01-01")),
        told("d", Act("Russia", "North Korea", type="AID", mode=None, date="2021-01-01")),
        scores=(0.9, 0.48, 0.46, 0.2),
    )
    items = store.review.queue("claim", **ALL).rows
    assert [item.subject for item in items] == [alone, same, far]
    assert "brings an event into the lists" in items[0].rank
    assert "0.04 below the line" in items[0].rank
    assert "same origin already" in items[1].rank
    page = store.review.queue("claim", **ALL, limit=1)
    assert [item.subject for item in store.review.queue("claim", **ALL, limit=1, after=page.next).rows] == [same]
    assert [item.subject for item in store.review.queue("claim", Filter(types=("AID",)), **ALL).rows] == [far]
    assert sure not in {item.subject for item in items}


def test_pairs_on_which_most_origins_hang_come_first_each_two_events_once(store):
    visit = Act("Russia", "United States", mode="visit", date="2022-01-01")
    small = add(store, told("a", visit), told("b", replace(visit, date="2022-03-01")))
    large = add(
        store,
        told("c", LETTER, publisher="The Herald"),
        told("d", LETTER, publisher="The Post"),
        told("e", replace(LETTER, date="2022-09-20")),
    )
    with store._writing() as connection:
        open_ones = [(small[0], small[1], 0.5), (large[0], large[2], 0.4), (large[1], large[2], 0.45)]
        links.add_links(connection, [Link("event", a, b, "unsure", s, "alike", "linkage/9") for a, b, s in open_ones], now=NOW)
    items = [item for item in store.review.queue("event", **ALL).rows if item.rank.endswith("open") or "linking gives" in item.rank]
    assert [item.subject for item in items] == [pair_subject(large[1], large[2]), pair_subject(small[0], small[1])]
    assert items[0].rank.startswith("3 origins and 3 reports hang on it (2 and 1 origins)")
    assert "2 links between them are open" in items[0].rank
    assert store.review.waiting(below=0.5)["event"] == 2
    page = store.review.queue("event", **ALL, limit=1)
    assert store.review.queue("event", **ALL, limit=1, after=page.next).rows[0].subject == items[1].subject
    letters = store.review.queue("event", Filter(types=("CONSULT/letter",)), **ALL).rows
    assert items[1].subject not in {item.subject for item in letters}
    store.review.decide("event", items[0].subject, "different", by="ann", turn=0, now=NOW)
    assert store.review.waiting(below=0.5)["event"] == 1
