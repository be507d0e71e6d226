"""Several processes give what one gives, and no death of one loses or doubles a report."""

import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly import pipeline, workers
from reportedly.model import AnnotatedReport, Claim, Failure, Report
from reportedly.pipeline import Batch
from reportedly.workers import Workers

TOWNS = ("Aldbury", "Brimfield", "Corwen", "Dunmore", "Elstead")


def reports(count: int) -> list[Report]:
    return [
        Report(
            id=f"t{n:02}",
            text=f"The mayor of {TOWNS[n % 5]} met the French president on Monday.\n\nHe said road {n} would be closed, Reuters reported.",
            sha256=f"{n:064}",
            raw=b"x" * 200_000 if n == 1 else b"",
            location=f"{n}.txt",
            published="2024-05-06",
            published_by="given",
            language="en",
        )
        for n in range(count)
    ]


def batches(count: int, size: int) -> Iterator[Batch]:
    given = [pipeline.try_clean(r) for r in reports(count)]
    return (Batch(tuple(given[at : at + size]), (), ()) for at in range(0, count, size))


def record(
    db: Path, several: int, items: Iterable[Report | Failure]
) -> tuple[list[tuple[str, str | None]], list[AnnotatedReport], list[Claim]]:
    with reportedly.open(db) as it:
        outcomes = sorted(((str(o.kind), o.report) for o in it.adding(items, batch_size=3, workers=several)), key=str)
        claims = sorted((row.claim for row in it.claims()), key=lambda c: c.id)
        return outcomes, [it.store.annotated(id) for _, id in outcomes if id], claims


def test_two_workers_make_the_record_that_one_process_makes(tmp_path: Path) -> None:
    same_id = Report(id="t03", text="A bridge was opened.", sha256="other", location="b.txt", language="en")
    items: list[Report | Failure] = [*reports(7), Failure("x.txt", "read", "It is empty."), reports(1)[0], same_id, *reports(3)]
    assert record(tmp_path / "1.db", 1, items) == record(tmp_path / "2.db", 2, items)


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    with Workers(1) as hands, reportedly.open(tmp_path / "k.db") as it:
        adding = pipeline.add(reports(12), it.store, now="2024-05-06T07:08:09+00:00", batch_size=2, annotating=hands.annotate)
        kinds = [next(adding).kind]
        os.kill(hands._workers[0].process.pid, signal.SIGKILL)
        kinds += [o.kind for o in adding]
        assert kinds == ["added"] * 12
        assert not it.store.failures()
        assert len(it.reports()) == 12


def test_reports_that_kill_their_worker_twice_are_kept_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_CHILD", "import os, sys; sys.stdin.buffer.read(1); os._exit(9)")
    with Workers(2) as hands:
        done = [one for _, many in hands.annotate(batches(3, 2)) for one in many]
    assert [d.annotated.report.id for d in done] == ["t00", "t01", "t02"]
    assert all(d.failure is not None and "exit code 9" in d.failure.error and not d.claims for d in done)


def test_no_more_is_taken_than_the_workers_can_have_on_their_way() -> None:
    taken = 0

    def counted() -> Iterator[Batch]:
        nonlocal taken
        for batch in batches(40, 1):
            taken += 1
            yield batch

    with Workers(1) as hands:
        next(hands.annotate(counted()))
        assert taken <= workers.AHEAD + 1


def test_a_worker_is_started_only_when_there_is_something_to_do() -> None:
    with Workers(8) as hands:
        [(batch, done)] = hands.annotate(batches(1, 1))
        assert len(hands._workers) == 1
        assert [d.annotated.report for d in done] == list(batch.fresh)
        assert [(b, d) for b, d in hands.annotate([Batch((), (), ())])] == [(Batch((), (), ()), ())]


def test_a_worker_ends_with_the_process_that_started_it() -> None:
    hands = Workers(1)
    next(hands.annotate(batches(1, 1)))
    process = hands._workers[0].process
    assert process.stdin is not None
    process.stdin.close()  # as when the process that holds it is killed
    assert process.wait(timeout=30) == 0
