"""Web archives: each response is read as the document that it holds, with the instant of its capture."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from reportedly.model import Failure
from reportedly.read.item import Draft, Item, Whence
from reportedly.read.reports import failure
from reportedly.read.stream import Stream

READ = ("response", "resource", "conversion", "revisit")
FRAME = 16  # bytes of a record besides its header fields and block: the version line and the empty lines
SLACK = 64  # header fields may be written with more white space than the parser keeps


def read_warc(stream: Stream, whence: Whence, open_item: Callable[[Item], Iterator[Draft | Failure]]) -> Iterator[Draft | Failure]:
    """What `open_item` makes of each record's payload; a Failure for each that is none (a redirect, an error, cut off)."""
    reader = _Reader(stream)
    found, end = 0, 0
    for record in _records(reader):
        if isinstance(record, str):
            yield failure(whence, record)
            return
        if record.stream_pos > end + SLACK:
            yield failure(whence, f"Bytes {end} to {record.stream_pos} of the web archive are no record (damaged); they were passed over.")
        end = _end(record)
        if record.headers.get("WARC-Type", "").lower() not in READ:
            continue  # a request, or a note about the crawl
        found += 1
        item, error = _item(record, whence.member(_name(record, found)), reader)
        if error:
            yield failure(item.whence, error, kind="failed" if "cut off" in error or "larger" in error else "skipped", data=item.data)
        else:
            yield from open_item(item)
    if not found and not stream.fault:
        yield failure(whence, "The web archive holds no response, resource or text record that can be read.", kind="skipped")


def _records(reader: "_Reader") -> Iterator[Any]:
    """The archive's records of every type; a string instead when the parser gives up, with the reason."""
    from fastwarc.warc import ArchiveIterator

    source: Any = reader  # it asks only for read and tell
    try:
        yield from ArchiveIterator(source, parse_http=True, auto_decode="all", quirks_mode=True, stream_detect=False, fsspec_args=False)
    except BaseException as broken:
        if not isinstance(broken, Exception) and type(broken).__name__ != "PanicException":  # how the parser's Rust code fails
            raise
        yield f"The web archive is damaged ({broken}); what stood before was read."


class _Reader:
    """A stream as the parser wants it; never an address, which it would open."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def ended_before(self, position: int) -> bool:
        """Whether the stream has ended, and that before this position."""
        return self._at < position - FRAME and not self._stream.head(1)


def _end(record: Any) -> int:
    """Where a record's block must end, in bytes from the start of the archive."""
    header = sum(len(name.encode()) + len(value.encode()) + 4 for name, value in record.headers)
    return int(record.stream_pos) + header + FRAME + int(record.headers.get("Content-Length") or 0)


def _name(record: Any, number: int) -> str:
    return str(record.headers.get("WARC-Record-ID") or f"record={number}").strip("<>")


def _item(record: Any, whence: Whence, reader: "_Reader") -> tuple[Item, str]:
    """The record's payload, and why it is not read ("" when it is)."""
    url = record.headers.get("WARC-Target-URI", "").strip("<>") or None
    data = record.reader.read(whence.max_bytes + 1)
    at = replace(whence, url=url, captured=record.headers.get("WARC-Date"), charset=record.http_charset)
    item = Item(data[: whence.max_bytes], at)
    kind = record.headers.get("WARC-Type", "").lower()
    status = record.http_headers.status_code if record.http_headers is not None else 200
    if kind == "revisit":
        return item, "It repeats an earlier capture and has no content of its own."
    if len(data) > whence.max_bytes:
        return item, f"The record is larger than {whence.max_bytes:,} bytes; raise the limit if it is a report."
    if reader.ended_before(_end(record)):
        return item, "The record is cut off: the archive ends in the middle of it."
    if status is not None and not 200 <= status < 300:
        return item, f"The server answered {status}, not a page ({record.http_headers.reason_phrase or 'no reason given'})."
    return item, "" if data.strip() else "The record has no content."
