"""A small corpus of our own in three formats, annotated once."""

import json
from pathlib import Path

import pytest

pytest.importorskip("daft", reason="the distributed engine is an extra")

REPORTS = [
    ("a-1", "2023-05-01", "Norland fired two rockets into the sea on Monday, the defence ministry said. Sudland condemned the launch."),
    ("a-2", "2023-05-02", "The president of Sudland met her Norland counterpart in Vienna on Tuesday, the foreign ministry said."),
    ("a-3", "2023-05-03", "“We will not negotiate,” Foreign Minister Ana Petrova told reporters in Vienna."),
    ("b-1", "2023-05-04", "Russia vetoed the resolution on Thursday, diplomats said. China abstained."),
    ("b-2", "2023-05-05", "North Korean leader Kim Jong Un sent a letter to Russian President Vladimir Putin, state media said."),
]


def row(number: int) -> dict[str, str]:
    id, day, text = REPORTS[number]
    return {"id": id, "published": day, "text": text, "publisher": "The Norland Post", "language": "en"}


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five reports: three as JSON lines, two in Parquet, and the first once more in Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("corpus")
    lines = [json.dumps(row(n)) for n in range(3)] + ["{ this is no JSON"]
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    pq.write_table(pa.Table.from_pylist([row(3), row(4), row(0)]), folder / "b.parquet")
    (folder / ".hidden.jsonl").write_text(json.dumps(row(2)), encoding="utf-8")
    return folder
