"""Inputs to records: read into slices, told apart from what is there twice, annotated slice by slice."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from reportedly.export.record import record
from reportedly.model import AnnotatedReport, Claim, Report
from reportedly.model.copies import fingerprint
from reportedly.pipeline import try_annotate
from reportedly.read import Options
from reportedly.resolve import claims_of
from reportedly.scale.engine import Engine
from reportedly.scale.layout import Folder
from reportedly.scale.repeats import mark_repeats, settled
from reportedly.scale.schemas import schema
from reportedly.scale.slicing import Input, cut, inputs
from reportedly.store.codec import decode, encode, pack_layers
from reportedly.store.reports import text_digest


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run did: slices annotated now and before, their reports, claims and failures; `errors` are parts that could not be done."""

    slices: int = 0
    done_before: int = 0
    reports: int = 0
    repeats: int = 0
    claims: int = 0
    failures: int = 0
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a worker does with an input: `cut`."""

    out: Folder
    options: Options
    slice_size: int

    def __call__(self, item: str) -> dict[str, Any]:
        return {"slices": cut(Input(**json.loads(item)), self.out, options=self.options, slice_size=self.slice_size)}


@dataclass(frozen=True, slots=True)
class Annotate:
    """What a worker does with a slice: `annotate_slice`."""

    out: Folder
    batch_size: int

    def __call__(self, item: str) -> dict[str, Any]:
        return annotate_slice(item, self.out, batch_size=self.batch_size)


def annotate(given: Sequence[str], out: Folder, *, engine: Engine, options: Options, slice_size: int = 200) -> Counts:
    """Annotates all that the inputs hold into Parquet below `out`; what a former run finished is not done again.

    Inputs are files and folders, on disk or in object storage, in any format that `read` knows, or Parquet with the
    columns of JSONL. The same inputs give the same rows, whatever the engine and however often the run was
    interrupted. Raises FileNotFoundError for an input that is not there, ResourceError when the engine is missing.
    """
    files = {file.name: file for name in given for file in inputs(name)}
    read = list(engine.each([json.dumps(asdict(file)) for file in files.values()], Read(out, options, slice_size)))
    errors = [f"{json.loads(item)['address']}: {facts['error']}" for item, facts in read if "error" in facts]
    names = sorted(name for _, facts in read for name in facts.get("slices", ()))
    mark_repeats(names, out, engine)
    todo = [name for name in names if out.marked(_mark(name)) is None]
    counts = Counts(done_before=len(names) - len(todo), errors=tuple(errors))
    for name, facts in engine.each(todo, Annotate(out, batch_size=8)):
        counts = _counted(counts, name, facts)
    return counts


def annotate_slice(name: str, out: Folder, *, batch_size: int) -> dict[str, Any]:
    """Annotates one slice: its records, claims and failures as Parquet, and the mark that it is finished, last."""
    reports, repeats = settled(_reports(out, name), out, name)
    records: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    for start in range(0, len(reports), batch_size):
        for annotated, failure in try_annotate(reports[start : start + batch_size]):
            mine = claims_of(annotated)
            records.append(record_row(annotated, len(mine)))
            claims += [claim_row(claim) for claim in mine]
            failures += [asdict(failure)] if failure else []
    for kind, rows in (("claims", claims), ("failures/annotate", failures), ("records", records)):
        out.write(f"{kind}/{name}", rows, schema(kind.split("/")[0]))
    facts = {"reports": len(records), "repeats": repeats, "claims": len(claims), "failures": len(failures)}
    out.mark(_mark(name), facts)
    return facts


def _mark(name: str) -> str:
    return f"marks/annotated/{name}.json"


def _counted(counts: Counts, name: str, facts: dict[str, Any]) -> Counts:
    if "error" in facts:
        return replace(counts, errors=(*counts.errors, f"{name}: {facts['error']}"))
    more = {key: getattr(counts, key) + facts[key] for key in ("reports", "repeats", "claims", "failures")}
    return replace(counts, slices=counts.slices + 1, **more)


def _reports(out: Folder, name: str) -> list[Report]:
    rows = out.read(f"reports/{name}").to_pylist()
    return [replace(decode(Report, row["report"]), raw=zlib.decompress(row["raw"])) for row in rows]


def record_row(annotated: AnnotatedReport, claims: int) -> dict[str, Any]:
    """A report with so many claims as a row of "records"."""
    report = annotated.report
    same = ("id", "publisher", "published", "language", "url", "title", "sha256")
    return {name: getattr(report, name) for name in same} | {
        "text_digest": text_digest(report.text),
        "report": encode(replace(report, raw=b"")),
        "raw": zlib.compress(report.raw),
        "layers": pack_layers(annotated),
        "record": json.dumps(record(annotated), ensure_ascii=False),
        "claims": claims,
        "shingles": sorted(fingerprint(report).shingles),
        "credits": list(report.credits),
        "entities": encode(annotated.entities),
    }


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as a row of "claims"."""
    return {
        "id": claim.id,
        "report": claim.report,
        "type": claim.type,
        "published": claim.published,
        "keys": list(claim.keys),
        "body": encode(claim),
    }
