"""Reports that a corpus holds twice, and those that bear another's id: told once for all slices, before they are annotated."""

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from reportedly.model import Report
from reportedly.pipeline import under_own_id
from reportedly.scale.engine import Engine
from reportedly.scale.layout import Folder

TOLD = "marks/repeats-told.json"


def mark_repeats(slices: Sequence[str], out: Folder, engine: Engine) -> None:
    """Notes for each slice which of its rows repeat an earlier row, and which must be given another id.

    A row repeats an earlier one that has the same text with the same id, bytes or address (as `add` has it). "Earlier"
    is the order of the slices' names, so that the notes don't depend on which worker was first. Done once for the same slices.
    """
    told = {"slices": sha256("\n".join(slices).encode("utf-8", "surrogatepass")).hexdigest()}
    if not slices or out.marked(TOLD) == told:
        return
    daft = engine.start()
    col = daft.col
    rows = daft.read_parquet([out.path(f"reports/{name}") for name in slices]).select("place", "id", "sha256", "url", "text_digest")
    repeated: set[str] = set()
    for way in ("id", "sha256", "url"):
        known = rows.where(col(way).not_null() & (col(way) != ""))
        first = known.groupby(way, "text_digest").agg(col("place").min().alias("first"))
        joined = known.join(first, on=[way, "text_digest"])
        repeated |= {row["place"] for row in joined.where(col("place") != col("first")).select("place").iter_rows()}
    texts = rows.groupby("id").agg(
        col("text_digest").min().alias("low"), col("text_digest").max().alias("high"), col("place").min().alias("first")
    )
    shared = texts.where(col("low") != col("high")).select("id", "first")
    owners = rows.join(shared, on="id").where(col("place") == col("first")).select("id", col("text_digest").alias("owner"))
    renamed = {r["place"] for r in rows.join(owners, on="id").where(col("text_digest") != col("owner")).select("place").iter_rows()}
    _note(slices, out, repeated, renamed - repeated)
    out.mark(TOLD, told)


def _note(slices: Sequence[str], out: Folder, repeated: set[str], renamed: set[str]) -> None:
    notes: dict[str, dict[str, list[int]]] = defaultdict(lambda: {"repeated": [], "renamed": []})
    for kind, places in (("repeated", repeated), ("renamed", renamed)):
        for place in places:
            name, number = place.rsplit(":", 1)
            notes[name][kind].append(int(number))
    for name in slices:
        found: dict[str, Any] = {kind: sorted(numbers) for kind, numbers in notes[name].items()} if name in notes else {}
        if found and out.marked(_mark(name)) != found:
            out.mark(_mark(name), found)


def settled(reports: Sequence[Report], out: Folder, name: str) -> tuple[list[Report], int]:
    """A slice's reports without the repeats, each under an id of its own; and how many repeats there were."""
    notes = out.marked(_mark(name)) or {}
    repeated, renamed = set(notes.get("repeated", ())), set(notes.get("renamed", ()))
    kept = [under_own_id(r) if i in renamed else r for i, r in enumerate(reports) if i not in repeated]
    return kept, len(repeated)


def _mark(name: str) -> str:
    return f"marks/repeats/{name}.json"
