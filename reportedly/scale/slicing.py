"""One input cut into slices of reports, so that the costly steps have many small parts to share out and to resume at."""

import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from reportedly.model import Failure, Report
from reportedly.pipeline import try_clean
from reportedly.read import Options, read
from reportedly.scale.layout import Folder, file_system
from reportedly.scale.schemas import schema
from reportedly.store.codec import encode
from reportedly.store.reports import text_digest


def place(name: str, number: int) -> str:
    """Where a report stands: its slice and its number there, so that places sort as the inputs were read."""
    return f"{name}:{number:06d}"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: its address, its size in bytes, and a name made from both, under which its slices lie."""

    address: str
    size: int
    name: str


def inputs(given: str) -> list[Input]:
    """The files that a path or address names: a file, or all below a folder but hidden ones, sorted by address.

    Raises FileNotFoundError when there is nothing.
    """
    from pyarrow.fs import FileSelector, FileType

    system, path = file_system(given)
    info = system.get_file_info(path)
    if info.type == FileType.File:
        return [_input(given, info.size)]
    if info.type != FileType.Directory:
        raise FileNotFoundError(f"There is no file or folder {given}; check the spelling.")
    found = system.get_file_info(FileSelector(path, recursive=True))
    root = given.rstrip("/")
    below = {f.path.removeprefix(path.rstrip("/")).lstrip("/"): f.size for f in found if f.type == FileType.File}
    return [_input(f"{root}/{name}", size) for name, size in sorted(below.items()) if not _is_hidden(name)]


def cut(source: Input, out: Folder, *, options: Options, slice_size: int) -> list[str]:
    """Reads an input into slices of at most `slice_size` reports; their names. One that was cut whole is not read again.

    What was set aside while reading becomes the failures of the slice in which it fell.
    """
    mark = f"marks/read/{source.name}.json"
    if done := out.marked(mark):
        return [slice_name(source, number) for number in range(done["slices"])]
    names: list[str] = []
    items = _items(source, options)
    while batch := list(islice(items, slice_size)):
        names.append(name := slice_name(source, len(names)))
        out.write(f"failures/read/{name}", [asdict(f) for f in batch if isinstance(f, Failure)], schema("failures"))
        reports = [try_clean(item) for item in batch if isinstance(item, Report)]
        out.write(f"reports/{name}", [_row(report, place(name, i)) for i, report in enumerate(reports)], schema("reports"))
    out.mark(mark, {"input": source.address, "size": source.size, "slices": len(names)})
    return names


def _row(report: Report, at: str) -> dict[str, Any]:
    same = {"id": report.id, "sha256": report.sha256, "url": report.url, "text_digest": text_digest(report.text), "place": at}
    return same | {"report": encode(replace(report, raw=b"")), "raw": zlib.compress(report.raw, 1)}


def slice_name(source: Input, number: int) -> str:
    """The file name of an input's slice."""
    return f"{source.name}/{number:06d}.parquet"


def _input(address: str, size: int) -> Input:
    digest = sha256(f"{address}\n{size}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
    stem = "".join(c if c.isalnum() or c in "._-" else "-" for c in PurePosixPath(address).name)[:60]
    return Input(address, size, f"{stem}-{digest}")


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _items(source: Input, options: Options) -> Iterator[Report | Failure]:
    if source.address.endswith(".parquet"):
        yield from _renamed(read(["-"], stdin=_lines(source), options=options), source.address)
    elif "://" in source.address:
        system, path = file_system(source.address)
        with system.open_input_stream(path, compression=None) as stream:
            yield from _renamed(read(["-"], stdin=stream, options=options), source.address)
    else:
        yield from read([source.address], options=options)


def _renamed(items: Iterator[Report | Failure], address: str) -> Iterator[Report | Failure]:
    """What was read from a stream under the address it came from."""
    for item in items:
        yield replace(item, location=address + item.location.removeprefix("-"))


class _Rows(io.RawIOBase):
    """The rows of a Parquet file as a stream of JSON lines."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _lines(source: Input) -> BinaryIO:
    """A Parquet table of reports (columns as in JSONL: text, title, url, published ...) as JSON lines, a batch at a time."""
    import pyarrow.parquet as pq

    system, path = file_system(source.address)
    table = pq.ParquetFile(path, filesystem=system)

    def chunks() -> Iterator[bytes]:
        for batch in table.iter_batches(batch_size=200):
            yield b"".join(json.dumps(row, default=str, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for row in batch.to_pylist())

    return io.BufferedReader(_Rows(chunks()))
