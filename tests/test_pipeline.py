"""One bad report does not take the batch with it, and nothing read is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.model import AnnotatedReport, Failure, Report
from reportedly.store import open_store

NOW = "2024-05-06T07:08:09+00:00"


@dataclass(frozen=True)
class Brittle:
    name: str = "brittle"
    version: int = 1
    requires: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        if any("poison" in item.report.text for item in batch):
            raise ValueError("cannot digest this")
        return list(batch)


def report(id: str, text: str, language: str | None = "en") -> Report:
    return Report(id=id, text=text, sha256=f"{hash(text):x}", location=f"{id}.txt", language=language)


@pytest.fixture
def brittle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "stages", lambda: (Brittle(),))


@pytest.mark.usefixtures("brittle")
def test_a_report_that_a_stage_fails_on_is_stored_bare_with_the_reason(tmp_path: Path) -> None:
    items = [report("a", "All is well today."), report("b", "There is poison in it."), report("c", "All is well again.")]
    with open_store(tmp_path / "r.db") as store:
        outcomes = list(pipeline.add(items, store, now=NOW))
        assert [o.kind for o in outcomes] == ["added"] * 3
        assert [o.failure is not None for o in outcomes] == [False, True, False]
        [failure] = store.failures()
        assert "brittle" in failure.error
        assert "cannot digest this" in failure.error
        assert store.report("b").text == "There is poison in it."


@pytest.mark.usefixtures("brittle")
def test_what_could_not_be_read_is_kept_and_the_rest_goes_on(tmp_path: Path) -> None:
    items: list[Report | Failure] = [Failure("x.txt", "read", "It is empty."), report("a", "All is well today.")]
    with open_store(tmp_path / "r.db") as store:
        assert [o.kind for o in pipeline.add(items, store, now=NOW)] == ["failed", "added"]
        assert [f.location for f in store.failures()] == ["x.txt"]


def test_the_same_report_twice_in_one_batch_is_added_once(tmp_path: Path) -> None:
    one = report("a", "The minister met the ambassador.")
    with open_store(tmp_path / "r.db") as store:
        assert [o.kind for o in pipeline.add([one, one], store, now=NOW)] == ["added", "known"]


def test_two_inputs_that_number_their_reports_alike_are_both_kept(tmp_path: Path) -> None:
    items = [report("1", "The minister met the ambassador."), report("1", "A harbour was closed."), report("1", "A road was opened.")]
    with open_store(tmp_path / "r.db") as store:
        assert [o.kind for o in pipeline.add(items[:2], store, now=NOW)] == ["added", "added"]
        assert [o.kind for o in pipeline.add(items, store, now=NOW)] == ["known", "known", "added"]
        assert len({r.id for r in store.reports().rows}) == 3


def test_another_language_is_stored_and_not_annotated(tmp_path: Path) -> None:
    polish = report("p", "Minister spotkał się z ambasadorem.", language="pl")
    with open_store(tmp_path / "r.db") as store:
        [outcome] = pipeline.add([polish], store, now=NOW)
        assert outcome.kind == "added"
        assert outcome.failure is not None
        assert outcome.failure.kind == "skipped"
        assert store.annotated("p").sentences == ()


def test_annotate_all_keeps_the_order_of_reports_and_failures() -> None:
    items: list[Report | Failure] = [report("a", "He left."), Failure("x", "read", "no"), report("b", "She stayed.")]
    found = [(a.report.id if a else None, f.location if f else None) for a, f in pipeline.annotate_all(items, batch_size=2)]
    assert found == [("a", None), (None, "x"), ("b", None)]


def test_each_stage_requires_only_what_an_earlier_one_provides() -> None:
    known: set[str] = set()
    for stage in pipeline.stages():
        assert set(stage.requires) <= known, stage.name
        known |= set(stage.provides)


def test_a_report_that_a_stage_failed_on_is_tried_again_when_it_comes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = report("b", "There is poison in it.")
    with open_store(tmp_path / "r.db") as store:
        with monkeypatch.context() as broken:
            broken.setattr(pipeline, "stages", lambda: (Brittle(),))
            assert [o.kind for o in pipeline.add([bad], store, now=NOW)] == ["added"]
            assert [o.kind for o in pipeline.add([bad], store, now=NOW)] == ["failed"]
        monkeypatch.setattr(pipeline, "stages", lambda: ())
        assert [o.kind for o in pipeline.add([bad], store, now=NOW)] == ["mended"]
        assert [o.kind for o in pipeline.add([bad], store, now=NOW)] == ["known"]
        assert store.linking.bare() == []


def test_long_reports_are_taken_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "CHARACTERS", 25)
    items = [report("a", "x" * 10), report("b", "y" * 20), report("c", "z" * 100), *(report(id, "short") for id in "defg")]
    assert [[r.id for r in batch] for batch in pipeline.in_batches(items, 3)] == [["a", "b"], ["c"], ["d", "e", "f"], ["g"]]
