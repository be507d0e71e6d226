from pathlib import Path

import pytest

from reportedly.read import Options
from reportedly.scale import Engine, Folder, annotate, load
from reportedly.store import open_store

HERE = Engine()
NOW = "2024-01-01T00:00:00+00:00"


def run(corpus: Path, out: Path, engine: Engine = HERE):
    return annotate([str(corpus)], Folder(str(out)), engine=engine, options=Options(now=NOW), slice_size=2)


def rows(out: Path) -> dict[str, list]:
    folder = Folder(str(out))
    return {name: folder.read(name).to_pylist() for kind in ("records", "claims", "failures") for name in folder.files(kind)}


@pytest.fixture(scope="module")
def done(corpus, tmp_path_factory):
    """The corpus annotated by the engine on this machine, and what the run counted."""
    out = tmp_path_factory.mktemp("out")
    return out, run(corpus, out)


def test_every_report_is_annotated_once_and_what_is_none_is_a_failure(done):
    out, counts = done
    found = rows(out)
    ids = sorted(row["id"] for name, part in found.items() if name.startswith("records/") for row in part)
    assert ids == ["a-1", "a-2", "a-3", "b-1", "b-2"]
    assert (counts.reports, counts.repeats, counts.errors) == (5, 1, ())
    failures = [row for name, part in found.items() if name.startswith("failures/") for row in part]
    assert len(failures) == 1
    assert "a.jsonl" in failures[0]["location"]


def test_a_second_run_does_nothing_and_changes_nothing(done, corpus):
    out, _ = done
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    again = run(corpus, out)
    assert (again.slices, again.done_before) == (0, 4)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before


def test_a_run_goes_on_at_the_slice_that_was_not_finished(done, corpus):
    out, _ = done
    before = rows(out)
    mark = sorted((out / "marks/annotated").rglob("*.json"))[0]
    mark.unlink()
    assert run(corpus, out).slices == 1
    assert rows(out) == before


def test_half_written_files_are_no_rows(done):
    out, _ = done
    (out / "records" / "x.parquet.part").write_bytes(b"PAR1 cut off")
    assert all(not name.endswith(".part") for name in Folder(str(out)).files("records"))


def test_loading_gives_the_store_that_add_gives(done, corpus, tmp_path):
    from reportedly.library import open_record

    out, _ = done
    with open_store(tmp_path / "scaled.db") as store:
        kinds = [outcome.kind for outcome in load(Folder(str(out)), store, now=NOW)]
        again = [outcome.kind for outcome in load(Folder(str(out)), store, now=NOW)]
        scaled = {row.claim.id: row.claim for row in store.claims(limit=100).rows}
    with open_record(tmp_path / "plain.db") as record:
        record.add(corpus / "a.jsonl")
        record.add(*_texts(tmp_path))
        plain = {row.claim.id: row.claim for row in record.store.claims(limit=100).rows}
    assert kinds == ["added"] * 5
    assert again == ["known"] * 5
    assert scaled == plain


def _texts(folder: Path) -> list[Path]:
    import json

    from tests.scale.conftest import row

    path = folder / "b.jsonl"
    path.write_text("\n".join(json.dumps(row(n)) for n in (3, 4, 0)), encoding="utf-8")
    return [path]
