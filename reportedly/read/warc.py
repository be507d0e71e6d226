"""Web archives: each response is read as the document that it holds, with the instant of its capture."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from reportedly.model import Failure
from reportedly.read.item import Draft, Item, Whence
from reportedly.read.reports import failure
from reportedly.read.stream import Stream

READ = ("response", "resource", "conversion", "revisit")


def read_warc(stream: Stream, whence: Whence, open_item: Callable[[Item], Iterator[Draft | Failure]]) -> Iterator[Draft | Failure]:
    """What `open_item` makes of each record's payload; a Failure for each that is none (a redirect, an error, cut off)."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion | WarcRecordType.revisit
    reader: Any = _Reader(stream)  # it asks only for read and tell
    records = iter(ArchiveIterator(reader, record_types=wanted, parse_http=True, auto_decode="all", stream_detect=False, fsspec_args=False))
    number = 0
    while True:
        number += 1
        try:
            record = next(records)
            item, error = _item(record, whence.member(_name(record, number)), reader)
        except StopIteration:
            break
        except Exception as broken:
            yield failure(whence, f"Record {number} of the web archive is damaged ({broken}); what stood before it was read.")
            break
        if error:
            yield failure(item.whence, error, kind="failed" if "cut off" in error or "larger" in error else "skipped", data=item.data)
        else:
            yield from open_item(item)
    if number == 1 and not stream.fault:
        yield failure(whence, "The web archive holds no response, resource or text record.", kind="skipped")


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
        return self._at < position and not self._stream.head(1)


def _end(record: Any) -> int:
    """Where a record's block must end, in bytes from the start of the archive."""
    header = sum(len(name.encode()) + len(value.encode()) + 4 for name, value in record.headers)
    return int(record.stream_pos) + header + int(record.headers.get("Content-Length") or 0)


def _name(record: Any, number: int) -> str:
    return str(record.headers.get("WARC-Record-ID") or f"record={number}").strip("<>")


def _item(record: Any, whence: Whence, reader: "_Reader") -> tuple[Item, str]:
    """The record's payload, and why it is not read ("" when it is)."""
    url = record.headers.get("WARC-Target-URI", "").strip("<>") or None
    data = record.reader.read(whence.max_bytes + 1)
    at = replace(whence, url=url, captured=record.headers.get("WARC-Date"), charset=record.http_charset)
    item = Item(data[: whence.max_bytes], at)
    kind = record.headers.get("WARC-Type", "")
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
