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


STORY = """Norland fired two rockets into the sea off its eastern coast on Monday, the defence ministry said in a short note.
Fishermen in the port of Aldin saw a bright light at dawn and heard a dull roll like that of a heavy lorry on a wooden bridge.
Sudland condemned the launch. Russian President Vladimir Putin wrote a letter to North Korean leader Kim Jong Un on 1 May 2023.
"""
WIRE, POST, NEWS, TIMES = "Example Wire", "The Example Post", "Sample News", "Other Times"
LINKED = [
    ("w-1", "2023-05-01", WIRE, STORY),
    ("w-2", "2023-05-01", POST, STORY + "The harbour master closed the pier for a day."),
    (
        "w-3",
        "2023-05-02",
        NEWS,
        "Putin sent a letter to Kim Jong Un on 1 May 2023, the Kremlin said. Russia vetoed the resolution on 2 May 2023.",
    ),
    ("w-4", "2023-05-03", NEWS, "Russia vetoed the resolution on 2 May 2023, diplomats said. General Yusuf Qadirow met reporters."),
    (
        "w-5",
        "2023-05-04",
        TIMES,
        "General Yusuf Kadyrov met Sudland's envoy on 3 May 2023, an aide said. Abdulrahman Dost threatened Russia.",
    ),
    ("w-6", "2023-05-05", WIRE, "Dost Abdulrahman threatened Russia on Thursday. Vladimir Putin met Kim Jong Un on 4 May 2023 in Moscow."),
    ("w-7", "2023-05-05", TIMES, "Abdulrahman Dost threatened Russia on Thursday. Kim Jong Un met Vladimir Putin in Moscow on 4 May 2023."),
]


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven reports: a copy among them, one veto and two meetings told twice, and a name in three spellings."""
    folder = tmp_path_factory.mktemp("stories")
    names = ("id", "published", "publisher", "text")
    lines = [json.dumps({**dict(zip(names, told, strict=True)), "language": "en"}) for told in LINKED]
    (folder / "stories.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
