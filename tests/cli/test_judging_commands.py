"""What stands, grades, judging and undoing, as a person would type it, on a store made by hand."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))  # the hand-made reports of `telling`
from telling import Act, told

from reportedly.cli import main
from reportedly.model import AnnotatedReport, Failure
from reportedly.resolve import resolve
from reportedly.store import open_store

NOW = "2024-01-01T00:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
STORY = " ".join(f"harbour{i} wall{i * 7 % 31} and boat{i * 3 % 17}" for i in range(60))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "r.db")
    reports = [
        told("r-wire", replace(LETTER, by=("KCNA",)), more=STORY, published="2022-08-15", publisher="Harbour Wire"),
        told("r-copy", replace(LETTER, by=("KCNA",)), more=STORY, published="2022-08-16", publisher="The Post"),
        told("r-own", LETTER, published="2022-08-16", publisher="The Kremlin"),
        told("r-later", Act("Vladimir Putin", "Kim Jong Un", date="2023-10-12"), published="2023-10-12"),
    ]
    with open_store(path) as store:
        for report in reports:
            found = resolve(report, store)
            store.add(report, found.claims, found.links, now=NOW)
    return path


@pytest.fixture
def run(db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("REPORTEDLY_DB", db)
    monkeypatch.setenv("REPORTEDLY_USER", "ann")

    def call(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(list(args))
        out = capsys.readouterr()
        return int(end.value.code or 0), out.out, out.err

    return call


def events(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("timeline", "--all", "--json")[1].splitlines()]


def test_an_event_tells_what_stands_with_its_tree(run: Run) -> None:
    first, _ = events(run)
    code, text, _ = run("event", str(first["id"])[:8])
    assert code == 0
    for words in (
        "both parties say so:",
        "asserted by     KCNA (for PRK, the other party), 2 reports, 1 of them a copy",
        "credibility     1",
    ):
        assert words in text
    assert "2 independent origins" in text
    assert "copy in The Post, 2022-08-16 (r-copy): reprint" in text
    found = json.loads(run("event", str(first["id"]), "--json")[1])
    assert (found["grade"]["credibility"], len(found["tree"]["origins"])) == (1, 2)


def test_origins_of_an_event_and_of_a_claim(run: Run) -> None:
    first, _ = events(run)
    claim = first["claims"][0]["claim"]["id"]  # type: ignore[index]
    assert run("origins", str(first["id"]))[1].startswith("2 independent origins")
    assert run("origins", claim)[1].startswith("1 independent origin\n")
    assert run("origins", "r-wire")[0] == 2


def test_judging_and_undoing(run: Run) -> None:
    first, later = events(run)
    code, text, warning = run("same", str(first["id"]), str(later["id"]), "--note", "the archive says so")
    assert code == 0
    assert warning == "Mind: their dates have no day in common. What you say outranks that.\n"
    assert "Both are event" in text
    assert "by ann" in text
    assert len(events(run)) == 1
    assert "the archive says so" in run("judgements")[1]
    assert run("undo")[1].startswith("Taken back: l")
    assert len(events(run)) == 2
    assert run("judgements")[1] == "Nobody has judged or graded anything.\n"
    assert "taken back" in run("judgements", "--all")[1]
    code, _, error = run("undo")
    assert (code, "nothing that could be undone" in error) == (1, True)


def test_a_named_judgement_is_undone(run: Run) -> None:
    first, _ = events(run)
    claims = [c["claim"]["id"] for c in first["claims"]]  # type: ignore[attr-defined]
    made = json.loads(run("different", claims[0], claims[2], "--json")[1])
    run("grade", "KCNA", "D")
    assert run("undo", made["id"])[0] == 0
    assert [json.loads(line)["verdict"] for line in run("judgements", "--json")[1].splitlines()] == ["D"]
    assert run("undo", made["id"])[0] == 2
    assert run("undo", "g99")[0] == 1


def test_what_was_decided_in_the_web_app_is_listed_and_taken_back_here(run: Run, db: str) -> None:
    with open_store(db) as store:
        claim = store.claims().rows[0].claim.id
        made = store.review.decide("claim", claim, "reject", by="ann", turn=0, note="a misreading", now=NOW)
        store.review.correct("claim", claim, {"status": "denied"}, by="bob", turn=1, now=NOW)
    listed = run("judgements")[1]
    assert f"ann  reject  claim {claim}: a misreading" in listed
    assert 'bob  status = "denied"' in listed
    assert run("undo")[1] == f"Taken back: {made}, reject, claim {claim}, by ann.\n"


def test_a_list_of_all_counts_decisions_and_not_their_undoing(run: Run, db: str) -> None:
    with open_store(db) as store:
        made = [store.review.decide("claim", row.claim.id, "accept", by="ann", turn=0, now=NOW) for row in store.claims().rows[:2]]
    for _ in made:
        run("undo")
    listed = run("judgements", "--all", "--limit", "2")[1].splitlines()
    assert sorted(line.split()[0] for line in listed) == sorted(made)
    assert run("judgements")[1] == "Nobody has judged or graded anything.\n"


def test_reports_are_judged_as_copies(run: Run) -> None:
    assert "r-own is a copy of r-wire" in run("same", "r-own", "r-wire")[1]
    assert "no copy" in run("different", "r-copy", "r-wire")[1]
    assert "Neither is a copy" in run("why", "r-copy", "r-wire")[1]


def test_why_two_are_the_same_or_not(run: Run) -> None:
    first, later = events(run)
    code, text, _ = run("why", str(first["id"]), str(later["id"]))
    assert code == 0
    assert "They are two events" in text
    assert "their dates have no day in common" in text
    assert "r-copy is a copy of r-wire: reprint" in run("why", "r-wire", "r-copy")[1]
    assert "They are two" in run("why", "Vladimir Putin", "Kim Jong Un")[1]
    found = json.loads(run("why", str(first["id"]), str(later["id"]), "--json")[1])
    assert found["a"] == first["id"]


def test_actors_that_a_person_joined(run: Run) -> None:
    _, text, warning = run("same", "Vladimir Putin", "Q56226")
    assert "are one and the same" in text
    assert "both are known, as two: Vladimir Putin is Q7747, Kim Jong Un is Q56226; one belongs to RUS, the other to PRK" in warning
    assert "They are one and the same" in run("why", "Q7747", "Q56226")[1]
    rows = [json.loads(line) for line in run("actors", "--json")[1].splitlines()]
    assert {"Q7747", "Q56226"} <= {row["id"] for row in rows}
    assert "Vladimir Putin" in run("actors", "Vladimir Putin")[1]
    assert "No report speaks of" in run("actors", "Zembla")[1]


def test_grades(run: Run) -> None:
    assert "graded D, not usually reliable" in run("grade", "Korean Central News Agency", "d", "--note", "state agency")[1]
    text = run("grade", "KCNA")[1]
    assert "D, not usually reliable (by ann: state agency)" in text
    assert "1 told by others too" in text
    first, _ = events(run)
    assert "reliability     Korean Central News Agency: D (by ann)" in run("event", str(first["id"]))[1]
    assert "is graded 3, possibly true" in run("grade", str(first["id"]), "3")[1]
    assert run("grade", str(first["id"]))[1].startswith("3  possibly true")
    assert json.loads(run("sources", "--json")[1].splitlines()[0])["reliability"] == "D"
    assert "No claim rests on it" in run("grade", "The Zembla Times", "C")[1]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("grade", "KCNA", "Q"), 2, "completely reliable"),
        (("grade", "ev-", "9"), 2, "confirmed by other sources"),
        (("grade", "nobody at all"), 1, "reportedly sources"),
        (("same", "r-wire", "Vladimir Putin"), 2, "two of a kind"),
        (("same", "r-wire", "r-wire"), 2, "one and the same"),
        (("why", "r-wirex", "r-own"), 1, "Did you mean r-wire?"),
        (("event", "r-wire"), 2, "reportedly show"),
        (("event", "ev-zzz"), 1, "ev-zzz"),
        (("link", "r-wire", "--all"), 2, "not both"),
        (("undo", "x"), 1, "reportedly judgements"),
        (("difrent", "a", "b"), 2, "'different'"),
    ],
)
def test_what_makes_no_sense_is_told_in_words(run: Run, args: tuple[str, ...], code: int, words: str) -> None:
    found, _, error = run(*args)
    assert (found, words in error) == (code, True), error


def test_linking_anew_is_honest_and_changes_nothing_the_second_time(run: Run) -> None:
    first, _ = events(run)
    claims = [c["claim"]["id"] for c in first["claims"]]  # type: ignore[attr-defined]
    run("different", claims[0], claims[2])
    before = run("timeline", "--all", "--json")[1]
    assert "4 reports linked, 0 of them changed: 0 links added, 0 taken out of force" in run("link")[1]
    assert "Every report is linked by the present rules" in run("link")[1]
    assert "4 reports linked, 0 of them changed" in run("link", "--all")[1]
    assert "1 report linked, 0 of them changed" in run("link", "r-own")[1]
    assert run("timeline", "--all", "--json")[1] == before


def test_a_report_that_a_stage_had_failed_on_is_annotated_by_link(run: Run, db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly import pipeline

    report = told("r-bare", LETTER, published="2022-08-18")
    with open_store(db) as store:
        store.add(AnnotatedReport(report.report), now=NOW)
        store.add_failure(Failure("r-bare.txt", "events", "It broke.", sha256=report.report.sha256), now=NOW)
    monkeypatch.setattr(pipeline, "_try_one", lambda found: (replace(report, report=found), None))
    found = json.loads(run("link", "--json")[1])
    assert (found["mended"], found["failed"]) == (1, 0)
    assert "r-bare" in run("timeline", "--all", "--json")[1]
    assert json.loads(run("link", "--json")[1])["mended"] == 0
