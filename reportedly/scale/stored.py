"""Rows of a run as records again."""

from typing import Any

from reportedly.model import Claim
from reportedly.scale.layout import Folder
from reportedly.store.codec import decode


def claims_of_slice(folder: Folder, name: str) -> dict[str, tuple[Claim, ...]]:
    """The claims of a slice by report, in the order in which they were made."""
    claims: dict[str, list[Claim]] = {}
    for row in folder.read(f"claims/{name}", ["report", "body"]).to_pylist():
        claims.setdefault(row["report"], []).append(decode(Claim, row["body"]))
    return {report: tuple(found) for report, found in claims.items()}


def rows_below(folder: Folder, kind: str) -> list[dict[str, Any]]:
    """The rows of all Parquet files below a folder."""
    return [row for name in folder.files(kind) for row in folder.read(name).to_pylist()]
