"""Tables: rows of scraped articles are reports; a table of facts is none, and is set aside with the reason."""

import csv
from collections.abc import Iterator

from reportedly.errors import ReadError
from reportedly.model import Failure
from reportedly.read.encoding import decode
from reportedly.read.item import Draft, Whence
from reportedly.read.records import Fields, draft_of
from reportedly.read.reports import failure
from reportedly.read.stream import Stream


def read_table(stream: Stream, whence: Whence, delimiter: str) -> Iterator[Draft | Failure]:
    """A draft for each row when the columns are those of articles, else one Failure of kind "skipped"."""
    csv.field_size_limit(max(csv.field_size_limit(), whence.max_bytes))
    taken: list[bytes] = []
    rows = csv.reader(_lines(stream, whence, taken), delimiter=delimiter)
    try:
        names = [name.strip() for name in next(rows, [])]
    except (csv.Error, ReadError) as broken:
        yield failure(whence, f"Its first row cannot be read ({broken}).")
        return
    fields = Fields(dict.fromkeys(names, "x"))
    if not (next(fields.all("text"), None) or next(fields.all("html"), None)):
        shown = ", ".join(n for n in names if n)[:200]
        yield failure(
            whence, f"It is a table of facts, not of reports: no column holds a report's text (columns: {shown}).", kind="skipped"
        )
        return
    yield from _rows(rows, names, taken, whence)


def _rows(rows: Iterator[list[str]], names: list[str], taken: list[bytes], whence: Whence) -> Iterator[Draft | Failure]:
    number = 1
    while True:
        taken.clear()
        number += 1
        at = whence.member(f"row={number}")
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, ReadError) as broken:
            yield failure(at, f"The row cannot be read ({broken}); what stood before it was read.")
            return
        raw = b"".join(taken)
        if not any(cell.strip() for cell in row):
            continue
        draft = draft_of(dict(zip(names, row, strict=False)), raw=raw, whence=at, media_type="text/csv")
        yield draft if draft.text.strip() or draft.title else failure(at, "The row has no text.", kind="skipped", data=raw)


def _lines(stream: Stream, whence: Whence, taken: list[bytes]) -> Iterator[str]:
    """Decoded lines; the bytes of those read since the last row are kept in `taken`."""
    first = True
    while True:
        line, whole = stream.line(whence.max_bytes)
        if not line:
            return
        if not whole or sum(map(len, taken)) > whence.max_bytes:
            raise ReadError(f"a row is larger than {whence.max_bytes:,} bytes")
        taken.append(line)
        text = decode(line).replace("\0", "\ufffd")
        yield text.lstrip("\ufeff") if first else text
        first = False
