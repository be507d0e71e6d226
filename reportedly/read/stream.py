"""Bytes from anywhere: a look ahead, bounded lines, and a note of what broke instead of an exception."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.errors import ReadError

CHUNK = 1 << 16
BOMB_SIZE = 100_000_000  # below this no expansion is suspicious
BOMB_RATIO = 200  # text shrinks to a tenth at most, a bomb to a thousandth


class Stream:
    """Bytes that are read once. When their origin breaks, reading ends there and `fault` says what happened.

    `path` is the file that holds exactly these bytes, where there is one.
    """

    def __init__(self, chunks: Iterator[bytes], path: Path | None = None) -> None:
        self._chunks = chunks
        self._buffer = bytearray()
        self._ended = False
        self.fault = ""
        self.path = path

    def _fill(self, size: int) -> None:
        while not self._ended and len(self._buffer) < size:
            try:
                self._buffer += next(self._chunks)
            except StopIteration:
                self._ended = True
            except (ReadError, OSError, EOFError, zlib.error, lzma.LZMAError) as broken:
                self._ended = True
                self.fault = str(broken) or type(broken).__name__

    def head(self, size: int = CHUNK) -> bytes:
        """The first `size` bytes that are still to be read, without reading them."""
        self._fill(size)
        return bytes(self._buffer[:size])

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes (fewer only at the end), or all when it is negative."""
        self._fill(size if size >= 0 else 1 << 62)
        taken = bytes(self._buffer) if size < 0 else bytes(self._buffer[:size])
        del self._buffer[: len(taken)]
        return taken

    def line(self, limit: int) -> tuple[bytes, bool]:
        """The next line with its end, and whether it is whole: a line over `limit` bytes is cut, its rest skipped."""
        start = 0
        while (end := self._buffer.find(b"\n", start)) < 0 and not self._ended and len(self._buffer) <= limit:
            start = len(self._buffer)
            self._fill(start + CHUNK)
        if end >= 0 and end < limit:
            return self.read(end + 1), True
        if end < 0 and len(self._buffer) <= limit:
            return self.read(), True
        cut = self.read(limit)
        self._skip_line()
        return cut, False

    def _skip_line(self) -> None:
        while self.head(1):
            end = self._buffer.find(b"\n")
            if end >= 0:
                del self._buffer[: end + 1]
                return
            self._buffer.clear()
            self._fill(CHUNK)


def of_bytes(data: bytes) -> Stream:
    """A stream over bytes in memory."""
    return Stream(iter([data]))


def of_file(file: BinaryIO, path: Path | None = None) -> Stream:
    """A stream over an open file."""
    return Stream(iter(lambda: file.read(CHUNK), b""), path)


EXPANDERS: dict[str, Callable[[], Any]] = {  # they share decompress, eof and unused_data, but no type
    "gzip": lambda: zlib.decompressobj(wbits=31),
    "bz2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
}
MAGIC = {"gzip": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ"}


def expanded(packed: Stream, kind: str) -> Stream:
    """The bytes inside a gzip, bz2 or xz stream (several members one after the other count as one).

    A truncated or damaged stream gives what can be read, then `fault`; so does one that expands beyond measure.
    """
    return Stream(_expand(packed, kind))


def _expand(packed: Stream, kind: str) -> Iterator[bytes]:
    taken = given = 0
    while packed.head(len(MAGIC[kind])).startswith(MAGIC[kind]):
        expander = EXPANDERS[kind]()
        while not expander.eof:
            data = packed.read(CHUNK)
            if not data:
                raise ReadError(packed.fault or f"the {kind} data end too early: the file is cut off; get a complete copy")
            taken += len(data)
            for piece in _pieces(expander, data, kind):
                given += len(piece)
                if given > BOMB_SIZE and given > BOMB_RATIO * taken:
                    raise ReadError(
                        f"it grows to over {BOMB_RATIO} times its size when unpacked (a decompression bomb), so reading stopped"
                    )
                yield piece
        packed._buffer[:0] = expander.unused_data  # the next member begins here
    if rest := packed.head(CHUNK).strip(b"\0"):
        raise ReadError(f"{len(rest)} or more bytes after the {kind} data are not {kind} data; they were left out")


def _pieces(expander: Any, data: bytes, kind: str) -> Iterator[bytes]:
    """What `data` expands to, a bounded piece at a time."""
    try:
        piece = expander.decompress(data, 1 << 20)
        while piece:
            yield piece
            left = getattr(expander, "unconsumed_tail", b"")  # zlib hands back what it has not used; the others keep it
            more = not expander.eof and (left or not getattr(expander, "needs_input", True))
            piece = expander.decompress(left, 1 << 20) if more else b""
    except (zlib.error, OSError, lzma.LZMAError, EOFError) as broken:
        raise ReadError(f"the {kind} data are damaged ({broken}); get a fresh copy") from broken
