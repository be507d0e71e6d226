"""Worker processes that annotate: each loads the models once, and this process only reads and stores."""

import json
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Self, cast

from reportedly.model import AnnotatedReport, Failure, Report
from reportedly.pipeline import Batch, Done, annotated_with_claims
from reportedly.resources import spare_frameworks

QUEUED = 2
"""Batches that a worker has at once: one that it works on, and the next, so that it never waits; more would wait for it at the end."""
AHEAD = 4
"""Batches for each worker that may be on their way; more would only take memory while an early one is slow."""
TRIES = 2
"""How often a batch is given out whose worker dies over it."""
_PIPE = 1 << 20  # bytes; a batch fits, so that neither side waits for the other to read

_CHILD = """
import json, os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path[:] = json.loads(sys.argv[1])
from reportedly.workers import work
work()
"""
# Not multiprocessing: it imports the caller's main program again in each worker, and fails in scripts without a guard.


@dataclass(slots=True, eq=False)
class _Job:
    batch: Batch
    done: Sequence[Done] | None = None
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    """A process with the jobs that it has, in order; its results come through `Workers._results`."""

    process: "subprocess.Popen[bytes]"
    jobs: deque[_Job] = field(default_factory=deque)


class Workers:
    """Up to `count` processes, started when there is work for them; use it in a `with`. `annotate` is a `pipeline.Annotating`.

    The same batches give the same results as in one process, in the same order. A batch whose worker dies is given to
    another; where that dies, too, its reports come back without annotation, with the reason.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._workers: list[_Worker] = []
        self._results: SimpleQueue[tuple[_Worker, Sequence[Done] | None]] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes, also in the middle of their work."""
        for worker in self._workers:
            _end(worker.process)
        self._workers.clear()

    def annotate(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Sequence[Done]]]:
        """The batches with their reports annotated, in order."""
        todo, waiting = iter(batches), deque[_Job]()
        while True:
            while len(waiting) < AHEAD * self._count and self._has_room() and (batch := next(todo, None)) is not None:
                waiting.append(_Job(batch))
                self._give(waiting[-1])
            if not waiting:
                return
            if waiting[0].done is None:
                self._take()
            else:
                job = waiting.popleft()
                yield job.batch, job.done or ()

    def _has_room(self) -> bool:
        return len(self._workers) < self._count or any(len(w.jobs) < QUEUED for w in self._workers)

    def _give(self, job: _Job) -> None:
        """Hands a job to the worker that has least to do, or to a new one where all have something to do."""
        if not job.batch.fresh:
            job.done = ()
            return
        worker = min(self._workers, key=lambda w: len(w.jobs), default=None)
        if worker is None or (worker.jobs and len(self._workers) < self._count):
            worker = self._start()
        worker.jobs.append(job)
        with suppress(OSError):  # a worker that has just died: its end is told with the results
            _send([replace(r, raw=b"") for r in job.batch.fresh], worker.process.stdin)

    def _start(self) -> _Worker:
        command = [sys.executable, "-c", _CHILD, json.dumps(sys.path)]
        worker = _Worker(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pipesize=_PIPE))
        self._workers.append(worker)
        Thread(target=self._listen, args=(worker,), daemon=True).start()
        return worker

    def _listen(self, worker: _Worker) -> None:
        source = cast(IO[bytes], worker.process.stdout)
        try:
            while True:
                self._results.put((worker, pickle.load(source)))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):  # it has ended, perhaps in the middle of a result
            self._results.put((worker, None))

    def _take(self) -> None:
        """Waits for the next result of any worker."""
        worker, done = self._results.get()
        if done is None:
            self._mourn(worker)
            return
        job = worker.jobs.popleft()
        job.done = [
            replace(one, annotated=replace(one.annotated, report=report)) for one, report in zip(done, job.batch.fresh, strict=True)
        ]

    def _mourn(self, worker: _Worker) -> None:
        """Gives the jobs of a dead worker to others; the one it died over at most so often."""
        if worker not in self._workers:
            return
        self._workers.remove(worker)
        code = _end(worker.process)
        if worker.jobs:
            worker.jobs[0].tries += 1
        for job in worker.jobs:
            if job.tries < TRIES:
                self._give(job)
            else:
                job.done = [_given_up(report, code) for report in job.batch.fresh]


def _given_up(report: Report, code: int) -> Done:
    reason = f"The process that annotated this report and some others ended twice (exit code {code}); it is stored without annotation."
    return Done(AnnotatedReport(report), (), Failure(report.location, "annotate", reason, sha256=report.sha256))


def _end(process: "subprocess.Popen[bytes]") -> int:
    """Ends a process, if it has not ended, and closes what led to it; its exit code (below 0: the signal)."""
    process.kill()
    code = process.wait()
    with suppress(OSError):  # what could not be sent any more
        cast(IO[bytes], process.stdin).close()
    return code


def _send(what: object, pipe: IO[bytes] | None) -> None:
    target = cast(IO[bytes], pipe)
    pickle.dump(what, target, protocol=pickle.HIGHEST_PROTOCOL)
    target.flush()


def work() -> None:
    """What a worker does: annotates the reports that come on its standard input, batch by batch, until that ends."""
    spare_frameworks()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get among the results
    jobs: SimpleQueue[Sequence[Report]] = SimpleQueue()
    Thread(target=_receive, args=(jobs,), daemon=True).start()
    with suppress(OSError):  # nobody reads the results any more
        while True:
            _send([replace(done, annotated=_bare(done.annotated)) for done in annotated_with_claims(jobs.get())], out)


def _receive(jobs: "SimpleQueue[Sequence[Report]]") -> None:
    source = os.fdopen(0, "rb", buffering=_PIPE)
    try:
        while True:
            jobs.put(pickle.load(source))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)  # whoever wanted the results is gone, however it ended


def _bare(annotated: AnnotatedReport) -> AnnotatedReport:
    """What the store needs of an annotated report; the report itself is known where it came from."""
    return replace(annotated, report=replace(annotated.report, text="", zones=()))
