"""Records into the store: the last step, on one machine, through the store's own doors."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportedly.model import AnnotatedReport, Claim, Failure, Report
from reportedly.pipeline import Outcome, store_annotated
from reportedly.scale.layout import Folder
from reportedly.store import Store
from reportedly.store.codec import decode, unpack_layers

_BATCH = 50
"""Reports in one transaction."""


def load(folder: Folder, store: Store, *, now: str) -> Iterator[Outcome]:
    """Stores every record below a folder that `annotate` wrote, linked to what is there; one Outcome each.

    The order is that of the files, so the result does not depend on who annotated what. What is stored already is
    "known": a load that was stopped goes on where it stopped. Failures of the run become failures of the store.
    Raises StoreError when the database cannot be written.
    """
    for name in folder.files("failures"):
        for row in folder.read(name).to_pylist():
            store.add_failure(Failure(**row), now=now)
    for name in folder.files("records"):
        rows = folder.read(name, ["id", "report", "raw", "layers"]).to_pylist()
        claims = _claims(folder, name.replace("records/", "claims/", 1))
        for start in range(0, len(rows), _BATCH):
            with store.batch():
                done = [store_annotated(_annotated(row), claims.get(row["id"], ()), store, now=now) for row in rows[start : start + _BATCH]]
            yield from done


def _claims(folder: Folder, name: str) -> dict[str, tuple[Claim, ...]]:
    """The claims of a slice by report, in the order in which they were made."""
    claims: dict[str, tuple[Claim, ...]] = {}
    for row in folder.read(name, ["report", "body"]).to_pylist():
        claims[row["report"]] = (*claims.get(row["report"], ()), decode(Claim, row["body"]))
    return claims


def _annotated(row: dict[str, Any]) -> AnnotatedReport:
    report = replace(decode(Report, row["report"]), raw=zlib.decompress(row["raw"]))
    return unpack_layers(row["layers"], report)
