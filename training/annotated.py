"""Where annotated reports come from: two sets beside the project, and our own annotations of reports of the pool.

Ours (`annotations/pool.jsonl`, made under the same guide by a language model that read each report once) hold no text: places
(code-point offsets) and names only. The texts are those of `corpora/pool.jsonl.gz` beside the project, told by their digests.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OURS = Path(__file__).parent / "annotations" / "pool.jsonl"
CHECK = OURS.with_name("check.jsonl")
"""Reports of the pool annotated in the same way that nothing learns from: hidden reports will score like these."""
Record = dict[str, Any]


def texts_and_gold(shared: Path, name: str) -> tuple[list[Record], dict[str, Record]]:
    """The texts of a set ("train", "dev", "pool" or "check") and its annotations by report id, both in the sets' own form.

    Those of the pool come in the order in which they were annotated. Raises ValueError for a text of the pool that is not the
    one that was annotated, KeyError for one that is absent.
    """
    if name in ("pool", "check"):
        return _pool(shared, OURS if name == "pool" else CHECK)
    texts = list(rows(shared / f"gold/ours/{name}.text.jsonl"))
    return texts, {g["id"]: g for g in rows(shared / f"gold/ours/{name}.gold.jsonl")}


def rows(path: Path) -> Iterator[Record]:
    """The objects of a JSONL file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def text_of(row: Record) -> str:
    """The text of a report of the pool with its title above, where it does not begin with it."""
    title = row["title"] or ""
    return row["text"] if title and row["text"].startswith(title[:20]) else f"{title}\n\n{row['text']}"


def _pool(shared: Path, annotations: Path) -> tuple[list[Record], dict[str, Record]]:
    kept = {g["id"]: g for g in rows(annotations)}
    texts = {}
    for row in rows(shared / "corpora/pool.jsonl.gz"):
        if row["id"] in kept:
            text = text_of(row)
            if digest(text) != kept[row["id"]]["text_digest"]:
                raise ValueError(f"the text of {row['id']} in corpora/pool.jsonl.gz is not the one that was annotated")
            texts[row["id"]] = {"id": row["id"], "dct": row["published"][:10], "outlet": row["outlet"], "text": text}
    return [texts[id] for id in kept], {id: _worded(kept[id], texts[id]["text"]) for id in kept}


def digest(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


_STATEMENT: Record = {"to": [], "via": [], "said_on": None}
_EVENT: Record = {
    "mode": None,
    "actor": [],
    "recipient": [],
    "place": None,
    "date": None,
    "according_to": [],
    "same_as": None,
    "magnitude": None,
}
"""What is meant where an annotation leaves it out."""


def _worded(kept: Record, text: str) -> Record:
    """An annotation with words for its places and everything that it leaves out."""

    def words(row: Record, *names: str) -> Record:
        return {n: text[row[n][0] : row[n][1]] if n in row else "" for n in names}

    statements = [
        _STATEMENT | s | words(s, "cue", "source") | {"content": [text[a:b] for a, b in s["content"]]} for s in kept["statements"]
    ]
    events = [
        _EVENT | e | words(e, "trigger", "anchor") | {"time_text": words(e, "time_text")["time_text"] or None, "same_as": _earlier(e, k)}
        for k, e in enumerate(kept["events"])
    ]
    return {"id": kept["id"], "statements": statements, "events": events}


def _earlier(event: Record, k: int) -> int | None:
    """The earlier event that event `k` is the same as; an annotation that names itself names none."""
    same = event.get("same_as")
    return same if same is not None and same < k else None
