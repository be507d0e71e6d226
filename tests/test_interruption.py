"""A kill or a full disk in mid-import loses nothing that was acknowledged, and the same import goes on."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly

REPORTS = 24
ADD = """
import sys, resource
from reportedly import library
limit = int(sys.argv[3])
if limit:
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit then fails as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with library.open_record(sys.argv[2]) as record:
    for outcome in record.adding(library.read(sys.argv[1]), batch_size=4):
        print(outcome.kind, outcome.report, flush=True)
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(REPORTS):
            text = f"The mayor of town {n} met the governor on Monday.\n\n" + f"He said that road {n} would open soon. " * 12
            file.write(json.dumps({"id": f"t{n:02}", "title": f"Meeting {n}", "text": text, "published": "2024-05-06"}) + "\n")
    return path


def start(reports: Path, db: Path, limit: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ADD, str(reports), str(db), str(limit)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def stored(db: Path) -> set[str]:
    with reportedly.open(db, create=False) as record:
        assert record.store.health().is_sound
        return {r.id for r in record.reports()}


def test_a_kill_loses_nothing_that_was_acknowledged(reports: Path, tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    process = start(reports, db)
    assert process.stdout is not None
    acknowledged = {process.stdout.readline().split()[1] for _ in range(10)}
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = stored(db)
    assert acknowledged <= kept
    assert len(kept) < REPORTS
    rest, _ = start(reports, db).communicate()
    assert rest.count("known") == len(kept)
    assert rest.count("added") == REPORTS - len(kept)
    assert len(stored(db)) == REPORTS


def test_a_full_disk_is_told_in_words_and_loses_nothing_acknowledged(reports: Path, tmp_path: Path) -> None:
    db = tmp_path / "r.db"
    start(reports, db).communicate()
    full = tmp_path / "full.db"
    out, errors = start(reports, full, limit=db.stat().st_size // 2).communicate()
    acknowledged = {line.split()[1] for line in out.splitlines()}
    assert "StoreError" in errors
    assert acknowledged
    assert acknowledged <= stored(full)
    start(reports, full).communicate()
    assert len(stored(full)) == REPORTS
