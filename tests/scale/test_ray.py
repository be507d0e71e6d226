"""A cluster of two workers on this machine, in processes of its own: an engine's runner is chosen once per process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.scale import Engine, Folder, link
from tests.scale.test_annotating import rows, run
from tests.scale.test_linking import prepared, written

pytest.importorskip("ray", reason="the cluster is an extra")

ROOT = Path(__file__).parents[2]

SCRIPT = """
import os, signal, sys
from dataclasses import dataclass
from pathlib import Path

from reportedly.scale import Engine, annotating
from tests.scale.test_annotating import run


@dataclass(frozen=True)
class Dying:
    # kills its own worker in the middle of a slice, once
    task: object
    note: str

    def __call__(self, item):
        if self.note and not os.path.exists(self.note):
            open(self.note, "w").close()
            self.task.out.write("claims/" + item, [], annotating.schema("claims"))
            os.kill(os.getpid(), signal.SIGKILL)
        return self.task(item)


if __name__ == "__main__":
    corpus, out, note = sys.argv[1:]
    made = annotating.Annotate
    annotating.Annotate = lambda *given, **named: Dying(made(*given, **named), note)
    print(run(Path(corpus), Path(out), Engine(workers=2, ray="local")))
"""

LINK = """
import sys

from reportedly.scale import Engine, Folder, link

if __name__ == "__main__":
    print(link(Folder(sys.argv[1]), engine=Engine(workers=2, ray="local"), group_slices=1))
"""


def on_cluster(corpus: Path, out: Path, note: str = "") -> subprocess.CompletedProcess[str]:
    return in_a_process(SCRIPT, out.parent / f"{out.name}.py", [str(corpus), str(out), note])


def in_a_process(code: str, script: Path, given: list[str]) -> subprocess.CompletedProcess[str]:
    script.write_text(code, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_AUTH_MODE": "disabled"}
    command = [sys.executable, str(script), *given]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)


def test_a_cluster_gives_the_rows_that_one_machine_gives(corpus, tmp_path):
    ended = on_cluster(corpus, tmp_path / "cluster")
    assert ended.returncode == 0, ended.stderr[-2000:]
    run(corpus, tmp_path / "here", Engine())
    assert rows(tmp_path / "cluster") == rows(tmp_path / "here")


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(corpus, tmp_path):
    first = on_cluster(corpus, tmp_path / "out", str(tmp_path / "died"))
    assert (tmp_path / "died").exists(), first.stdout + first.stderr[-2000:]
    if first.returncode:  # the engine gave up with its worker: what was finished stays, and the run goes on
        assert on_cluster(corpus, tmp_path / "out").returncode == 0
    found = [
        row["id"] for name in Folder(str(tmp_path / "out")).files("records") for row in Folder(str(tmp_path / "out")).read(name).to_pylist()
    ]
    assert sorted(found) == ["a-1", "a-2", "a-3", "b-1", "b-2"]


def test_a_cluster_links_as_one_machine_does(stories, tmp_path):
    here = prepared(stories, tmp_path / "here")
    shutil.copytree(here.address, tmp_path / "cluster")
    ended = in_a_process(LINK, tmp_path / "link.py", [str(tmp_path / "cluster")])
    assert ended.returncode == 0, ended.stderr[-2000:]
    link(here, engine=Engine(), group_slices=2)
    assert written(Folder(str(tmp_path / "cluster"))) == written(here)
    assert written(here)["links"]
