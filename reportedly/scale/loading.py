"""Records into the store: the last step, on one machine, through the store's own doors."""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from reportedly.model import AnnotatedReport, Failure, Link, Report, Resolution
from reportedly.pipeline import Outcome, store_annotated
from reportedly.scale.layout import Folder
from reportedly.scale.linking import linked
from reportedly.scale.stored import claims_of_slice
from reportedly.store import Store
from reportedly.store.codec import decode, unpack_layers

_BATCH = 50
"""Reports in one transaction."""


def load(folder: Folder, store: Store, *, now: str) -> Iterator[Outcome]:
    """Stores every record below a folder that `annotate` wrote; one Outcome each.

    The links are those that `link` wrote, where it did and the store holds nothing but earlier reports of this folder;
    else each report is linked to what is there. The order is that of the files, so the result does not depend on who
    annotated what. What is stored already is "known": a load that was stopped goes on where it stopped. Failures of
    the run become failures of the store. Raises StoreError when the database cannot be written.
    """
    for name in folder.files("failures"):
        for row in folder.read(name).to_pylist():
            store.add_failure(Failure(**row), now=now)
    resolved = _Resolved(folder) if linked(folder) else None
    others = store.linking.stored()
    for name in folder.files("records"):
        rows = folder.read(name, ["id", "report", "raw", "layers"]).to_pylist()
        claims = claims_of_slice(folder, name.removeprefix("records/"))
        for start in range(0, len(rows), _BATCH):
            done: list[Outcome] = []
            with store.batch():
                for row in rows[start : start + _BATCH]:
                    annotated, mine = _annotated(row), claims.get(row["id"], ())
                    if known := store.known(annotated.report):
                        done.append(Outcome("known", annotated.report.location, report=known))
                        others -= 1
                        continue
                    made = None if others or resolved is None else resolved.of(row["id"])
                    resolution = replace(made, claims=mine) if made else None
                    done.append(store_annotated(annotated, mine, store, resolution=resolution, now=now))
            yield from done


class _Resolved:
    """The links that `link` wrote, read a file at a time: files and reports have one order."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._files = folder.files("links")
        self._links: dict[str, list[Link]] = defaultdict(list)
        self._notes: dict[str, list[str]] = defaultdict(list)
        self._group = {report: name for name in folder.files("links") for report in self._reports(name)}
        self._read = ""

    def of(self, report: str) -> Resolution:
        """A report's links and notes; claims are left to the caller."""
        name = self._group.get(report, self._read)
        if name != self._read:
            self._read, self._links, self._notes = name, defaultdict(list), defaultdict(list)
            for row in self._folder.read(name).to_pylist():
                self._links[row["report"]].append(_link(row))
            for row in self._folder.read(name.replace("links/", "notes/", 1)).to_pylist():
                self._notes[row["report"]].append(row["note"])
        return Resolution((), tuple(self._links[report]), tuple(self._notes[report]))

    def _reports(self, name: str) -> set[str]:
        notes = name.replace("links/", "notes/", 1)
        return {id for file in (name, notes) for id in self._folder.read(file, ["report"]).column("report").to_pylist()}


def _link(row: Mapping[str, Any]) -> Link:
    return Link(row["layer"], row["a"], row["b"], row["verdict"], row["score"], row["reason"], row["made_by"])


def _annotated(row: Mapping[str, Any]) -> AnnotatedReport:
    report = replace(decode(Report, row["report"]), raw=zlib.decompress(row["raw"]))
    return unpack_layers(row["layers"], report)
