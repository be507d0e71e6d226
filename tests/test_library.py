"""The Python face: what the README and docs/reference/python.md promise."""

from pathlib import Path

import pytest

import reportedly
from reportedly.errors import NotFoundError, UsageError
from reportedly.export.frames import Rows

TEXT = "Russian President Vladimir Putin met Chinese President Xi Jinping in Beijing on Tuesday, TASS reported."


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("library")
    (folder / "a.txt").write_text(f"---\npublisher: Harbour Wire\npublished: 2023-10-18\n---\n{TEXT}\n", encoding="utf-8")
    with reportedly.open(folder / "r.db") as opened:
        assert opened.add(folder / "a.txt")["added"] == 1
        assert opened.add(folder / "a.txt")["known"] == 1
        yield opened


def test_a_timeline_becomes_dicts_pandas_and_arrow(record) -> None:
    rows = record.timeline("Russia", "China")
    assert len(rows) >= 1
    first = rows.to_dicts()[0]
    assert first["type"] == "CONSULT"
    assert first["sentence"] == TEXT
    assert list(rows.to_pandas()["event"]) == [row.id for row in rows]
    assert rows.to_arrow().num_rows == len(rows)


def test_claims_and_events_take_conditions(record) -> None:
    assert {c.claim.type for c in record.claims(types=["CONSULT"])} == {"CONSULT"}
    assert len(record.events(actors=["China"])) >= 1
    with pytest.raises(UsageError, match="no condition 'colour'"):
        record.claims(colour="red")


def test_an_actor_nobody_knows_is_an_error(record) -> None:
    with pytest.raises(NotFoundError, match="Zembla"):
        record.timeline("Zembla")


def test_every_span_of_an_annotation_is_exact() -> None:
    annotated = reportedly.annotate(f"“{TEXT}”\u00a0she said — 🙂 twice.\n\n{TEXT}", published="2023-10-18")
    text = annotated.report.text
    assert [e.trigger.of(text) for e in annotated.events if e.type == "CONSULT"][:1] == ["met"]
    for mention in annotated.mentions:
        assert mention.span.of(text).strip() == mention.span.of(text)


def test_an_import_is_remembered_with_what_came_of_it(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with reportedly.open(tmp_path / "r.db") as record:
        record.add(tmp_path / "empty.txt")
        (run,) = record.store.runs()
    assert run.source.endswith("empty.txt")
    assert (run.counts["failed"] + run.counts.get("skipped", 0), bool(run.finished_at)) == (1, True)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="2022-08-15"):
        reportedly.annotate(TEXT, published="last Tuesday")


def test_read_yields_a_failure_for_what_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    [failure] = reportedly.read(tmp_path / "empty.txt")
    assert isinstance(failure, reportedly.Failure)
    assert "empty" in failure.error


def test_functions_keep_their_names_when_the_packages_of_the_same_name_are_loaded() -> None:
    from importlib import import_module

    assert import_module("reportedly.read").Options
    assert import_module("reportedly.annotate.stage").Stage
    assert callable(reportedly.read)
    assert callable(reportedly.annotate)


def test_a_notebook_table_escapes_report_text() -> None:
    rows = Rows([{"title": "<script>alert(1)</script>"}], lambda row: row)
    assert "<script>" not in rows._repr_html_()
    assert "&lt;script&gt;" in rows._repr_html_()


def test_the_package_has_few_public_names_and_loads_none_of_them_early() -> None:
    import subprocess
    import sys

    code = "import reportedly, sys; print([m for m in ('spacy', 'sqlalchemy', 'click', 'reportedly.model') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
