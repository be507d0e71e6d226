"""Bytes to reports: each format has its reader; the type is told by content."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.model import Failure, Report
from reportedly.read.options import Options

__all__ = ["Options", "read"]


def read(inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None, options: Options = Options()) -> Iterator[Report | Failure]:  # noqa: B008 - frozen
    """Each report in `inputs`, in order, and a Failure for whatever is none; one at a time, so memory does not grow.

    An input is a file, a folder, a pattern ("news/*.html"), "-" for `stdin` (bytes), or an http(s) address. Text,
    Markdown, HTML, JSON and JSON lines, RSS and Atom, WARC, wire formats, mail and tables of articles are read, also
    inside gzip, bz2, xz, zip and tar. Raises UsageError when a date in `options` is none and
    ResourceError when a part of this installation is missing; nothing else.
    """
    from reportedly.read.files import sources
    from reportedly.read.members import members
    from reportedly.read.reports import check_given, finish

    check_given(options)
    for source in sources(inputs, stdin, options):
        if isinstance(source, Failure):
            yield source
            continue
        stream, whence = source
        for found in members(stream, whence, nesting=options.max_nesting):
            yield found if isinstance(found, Failure) else finish(found, options)
