"""The distributed engine, Daft: on this machine by its own runner, on a Ray cluster by the same calls."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.errors import ResourceError
from reportedly.resources import spare_frameworks
from reportedly.scale.layout import Folder

Task = Callable[[str], dict[str, Any]]
"""What a worker does with one item (a string); picklable, returns facts that JSON can tell."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Where the work is done.

    `workers` is how many processes work side by side, each with its own models. `ray` is the address of a Ray cluster
    ("auto" for the one that this machine belongs to, "local" to start one here); None stays on this machine without Ray.
    """

    workers: int = 1
    ray: str | None = None

    def start(self) -> Any:
        """The engine's module, set to its runner. Raises ResourceError when it is not installed or the cluster not there."""
        os.environ.setdefault("DO_NOT_TRACK", "1")  # no usage is reported to anybody
        os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
        os.environ["DAFT_RUNNER"] = "native" if self.ray is None else "ray"  # read once, when the engine first works
        try:
            import daft

            if self.ray is not None:
                self._join()
        except ImportError as missing:
            raise ResourceError(f'{missing.name} is not installed; install it with: pip install "reportedly[scale]"') from missing
        except ConnectionError as error:
            raise ResourceError(f"There is no Ray cluster at {self.ray}: {error}.") from error
        return daft

    def _join(self) -> None:
        import ray

        if not ray.is_initialized():
            here = self.ray == "local"
            ray.init(None if here else self.ray, num_cpus=max(self.workers, 2) if here else None, log_to_driver=False)

    def spread(self, out: Folder, kind: str, by: str) -> None:
        """Sends the rows of all Parquet files below a folder to one folder for each value of a column ("names" -> "names-by-bucket").

        What a former try wrote is replaced. Nothing is held in memory but what is on its way.
        """
        target = f"{kind}-by-{by}"
        out.remove(target)
        if files := out.files(kind):
            self.read(out, files).write_parquet(out.path(target), partition_cols=[by], write_mode="append", compression="zstd")

    def read(self, out: Folder, files: Sequence[str]) -> Any:
        """The engine's table over Parquet files of a folder."""
        return self.start().read_parquet([out.path(name) for name in files])

    def each(self, items: Sequence[str], task: Task) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each item with the facts that `task` returns for it, as they are finished, in any order.

        An item whose task raises has {"error": why} and does not stop the others.
        """
        if not items:
            return
        if self.workers == 1 and self.ray is None:  # nothing to share out: the work is done here, and no process is started for it
            yield from ((item, json.loads(_Safe(task)(item))) for item in items)
            return
        daft = self.start()
        worker = _worker(daft, self.workers)(_Safe(task))
        frame = daft.from_pydict({"item": list(items)})
        if self.ray is not None:
            frame = frame.into_partitions(len(items))  # else one worker would be handed all of them
        for row in frame.with_column("facts", worker.run(daft.col("item"))).iter_rows():
            yield row["item"], json.loads(row["facts"])


@dataclass(frozen=True, slots=True)
class _Safe:
    """A task whose errors become facts: one bad part of a corpus must not end the run."""

    task: Task

    def __call__(self, item: str) -> str:
        spare_frameworks()
        try:
            return json.dumps(self.task(item))
        except Exception as error:  # told to the user with the item, which a later run tries again
            return json.dumps({"error": f"{type(error).__name__}: {error}"})


def _worker(daft: Any, workers: int) -> Any:
    """The class that lives in each worker process: it holds the task, and with it what the task has loaded."""

    class Worker:
        def __init__(self, task: Callable[[str], str]) -> None:
            self.task = task

        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)  # type: ignore[untyped-decorator]
        def run(self, items: Any) -> list[str]:
            return [self.task(item) for item in items.to_pylist()]

    return daft.cls(Worker, max_concurrency=workers, use_process=True)
