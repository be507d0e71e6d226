"""Zip and tar archives: each member is read as if it were a file of its own."""

import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import IO

from reportedly.errors import ReadError
from reportedly.model import Failure
from reportedly.read.item import Draft, Whence
from reportedly.read.reports import failure
from reportedly.read.stream import BOMB_RATIO, BOMB_SIZE, CHUNK, Stream

Members = Callable[[Stream, Whence], Iterator[Draft | Failure]]
LARGEST_SPOOL = 4_000_000_000  # bytes of a zip that does not lie in a file of its own
MOST_MEMBERS = 1_000_000
OFFICE = {"[Content_Types].xml": "an Office document", "mimetype": "an OpenDocument or EPUB file"}


def read_zip(stream: Stream, whence: Whence, members: Members) -> Iterator[Draft | Failure]:
    """What `members` makes of each member; encrypted, damaged and exploding members are Failures."""
    with ExitStack() as stack:
        try:
            file: IO[bytes] = stack.enter_context(stream.path.open("rb")) if stream.path else stack.enter_context(_spooled(stream))
            archive = stack.enter_context(zipfile.ZipFile(file))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, ReadError) as broken:
            yield failure(whence, f"The zip archive is damaged or cut off ({stream.fault or broken}); get a complete copy.")
            return
        for name, what in OFFICE.items():
            if name in archive.NameToInfo:
                yield failure(whence, f"It is {what}; save it as text or HTML.", kind="skipped")
                return
        names = [i for i in archive.infolist() if not i.is_dir()][:MOST_MEMBERS]
        if not names:
            yield failure(whence, "The zip archive is empty.", kind="skipped")
        for info in names:
            at = whence.member(info.filename)
            inner = Stream(_zip_chunks(archive, info))
            yield from members(inner, at)


def _zip_chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.flag_bits & 1:
        raise ReadError("it is encrypted; unpack it with its password first")
    if info.file_size > BOMB_SIZE and info.file_size > BOMB_RATIO * max(1, info.compress_size):
        raise ReadError(f"it would grow to over {BOMB_RATIO} times its size (a decompression bomb), so it was not unpacked")
    try:
        with archive.open(info) as member:
            while chunk := member.read(CHUNK):
                yield chunk
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError, EOFError) as broken:
        raise ReadError(f"the archive is damaged here ({broken}); get a fresh copy") from broken


def _spooled(stream: Stream) -> IO[bytes]:
    """A temporary file with the rest of a stream (a zip's table of contents stands at its end)."""
    file = tempfile.SpooledTemporaryFile(max_size=32_000_000)  # noqa: SIM115 - the caller closes it
    size = 0
    while chunk := stream.read(1 << 20):
        size += len(chunk)
        if size > LARGEST_SPOOL:
            file.close()
            raise ReadError("it is too large to unpack from a pipe; save it as a file")
        file.write(chunk)
    file.seek(0)
    return file


class _Readable:
    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)


def read_tar(stream: Stream, whence: Whence, members: Members) -> Iterator[Draft | Failure]:
    """What `members` makes of each regular file in a tar archive; links and devices in it are never followed."""
    try:
        with tarfile.open(fileobj=_Readable(stream), mode="r|") as archive:  # type: ignore[call-overload]  # it only reads
            for info in archive:
                if not info.isfile():
                    continue
                member = archive.extractfile(info)
                if member is not None:
                    yield from members(Stream(iter(lambda m=member: m.read(CHUNK), b"")), whence.member(info.name))  # type: ignore[misc]
    except (tarfile.TarError, OSError, EOFError, ValueError) as broken:
        yield failure(
            whence, f"The tar archive is damaged or cut off ({stream.fault or broken}); what stood before was read; get a complete copy."
        )
