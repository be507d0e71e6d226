"""JSON lines and JSON documents of scraped articles; long files are read a piece at a time."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from reportedly import resources
from reportedly.errors import ReadError
from reportedly.model import Failure
from reportedly.read.encoding import decode
from reportedly.read.item import Draft, Whence
from reportedly.read.ninjs import is_ninjs, read_ninjs
from reportedly.read.records import Fields, draft_of
from reportedly.read.reports import failure
from reportedly.read.stream import CHUNK, Stream

GAP = re.compile(r"[\s,]*")


def read_jsonl(stream: Stream, whence: Whence) -> Iterator[Draft | Failure]:
    """A draft or Failure for each line that is not empty."""
    number = 0
    while True:
        line, whole = stream.line(whence.max_bytes)
        if not line:
            return
        number += 1
        at = whence.member(f"line={number}")
        if not whole:
            yield failure(at, f"The line is longer than {whence.max_bytes:,} bytes; raise the limit if it is a report.", data=line)
        elif line.strip() and not (stream.fault and not line.endswith(b"\n")):  # the line on which a broken file ends
            yield from _line(line, at)


def _line(line: bytes, at: Whence) -> Iterator[Draft | Failure]:
    raw = line.strip()
    try:
        yield from records(json.loads(decode(raw)), raw, at)
    except (ValueError, RecursionError, ReadError) as broken:
        yield failure(at, f"The line is no JSON ({_short(broken)}); correct or remove it.", data=raw)


def read_json(stream: Stream, whence: Whence) -> Iterator[Draft | Failure]:
    """The reports of a JSON document: one object, an array (streamed), or an object around a list of articles."""
    if stream.head(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield from _array(stream, whence)
        return
    data = stream.read(whence.max_bytes + 1)
    if len(data) > whence.max_bytes:
        yield failure(whence, f"The JSON object is larger than {whence.max_bytes:,} bytes; save its reports as JSON lines.")
        return
    try:
        yield from records(json.loads(decode(data), strict=False), data, whence)
    except (ValueError, RecursionError) as broken:
        if not stream.fault:
            yield failure(whence, f"The JSON is broken or cut off ({_short(broken)}); get a complete copy.", data=data)


def _array(stream: Stream, whence: Whence) -> Iterator[Draft | Failure]:
    """The elements of a JSON array, each decoded when enough of it has been read."""
    elements, number = _Elements(stream, whence.max_bytes), 0
    while True:
        number += 1
        at = whence.member(f"item={number}")
        try:
            found = elements.next()
        except (ValueError, RecursionError) as broken:
            if not stream.fault:
                yield failure(at, f"The JSON is broken, cut off or too large here ({_short(broken)}); what stood before it was read.")
            return
        if found is None:
            break
        yield from records(found[0], found[1], at)
    if number == 1:
        yield failure(whence, "The JSON array is empty.", kind="skipped")


class _Elements:
    """The elements of a JSON array in a stream; holds one element's text and a little more."""

    def __init__(self, stream: Stream, most: int) -> None:
        self._stream, self._most = stream, most
        self._reader = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._decoder = json.JSONDecoder(strict=False)
        self._text = self._reader.decode(stream.read(CHUNK)).lstrip()[1:]
        self._more, self._at = True, 0

    def next(self) -> tuple[Any, bytes] | None:
        """(value, its bytes), or None at the closing bracket. Raises ValueError where the JSON breaks or ends."""
        while True:
            self._at = GAP.match(self._text, self._at).end()  # type: ignore[union-attr]  # it matches nothing at all, too
            if self._text.startswith("]", self._at):
                return None
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except ValueError:
                if not self._more:
                    raise
            else:
                if not self._more or end < len(self._text):
                    raw, self._at = self._text[self._at : end], end
                    return value, raw.encode("utf-8", "surrogatepass")
            self._grow()

    def _grow(self) -> None:
        """Twice the text, so that a long element is not decoded from its start again and again."""
        self._text, self._at = self._text[self._at :], 0
        if len(self._text) > self._most:
            raise ValueError(f"an element is longer than {self._most:,} characters")
        data = self._stream.read(max(CHUNK, len(self._text)))
        self._more = bool(data)
        self._text += self._reader.decode(data, final=not data)


def records(value: Any, raw: bytes, whence: Whence) -> Iterator[Draft | Failure]:
    """The reports in a JSON value: itself, or the list that it wraps."""
    if not isinstance(value, Mapping):
        yield failure(
            whence, f"It is a JSON {type(value).__name__}, not an object with fields such as text, title and url.", kind="skipped", data=raw
        )
        return
    inner = _wrapped(value)
    if inner is None:
        yield one(value, raw, whence)
        return
    for number, record in enumerate(inner, start=1):
        yield from records(record, json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass"), whence.member(f"item={number}"))
    if not inner:
        yield failure(whence, "The answer holds no articles.", kind="skipped", data=raw)


def _wrapped(value: Mapping[str, Any]) -> list[Any] | None:
    """The list of reports inside an answer, or None when the object is a report itself."""
    fields = Fields(value)
    if next(fields.all("text"), None) or next(fields.all("html"), None) or is_ninjs(value):
        return None
    for path in resources.table("read/fields.toml")["wrappers"]["lists"]:
        found: Any = value
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        if isinstance(found, list) and (not found or isinstance(found[0], Mapping)):
            return found
    return None


def one(record: Mapping[str, Any], raw: bytes, whence: Whence) -> Draft | Failure:
    """A draft from one object, or a Failure of kind "skipped" when no field of it holds text."""
    if is_ninjs(record):
        return read_ninjs(record, raw, whence)
    draft = draft_of(record, raw=raw, whence=whence)
    if draft.text.strip() or (draft.title and draft.url):
        return draft
    names = ", ".join(str(key) for key in list(record)[:12])
    return failure(whence, f"None of its fields holds a report's text (they are: {names or 'none'}).", kind="skipped", data=raw)


def _short(broken: Exception) -> str:
    return str(broken)[:160] or type(broken).__name__
