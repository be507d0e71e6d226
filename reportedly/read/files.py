"""What the user names - files, folders, patterns, standard input, addresses - as open streams."""

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import FetchError
from reportedly.model import Failure
from reportedly.read.item import Whence
from reportedly.read.options import Options
from reportedly.read.reports import failure
from reportedly.read.stream import Stream, of_file

Source = tuple[Stream, Whence]
MAGIC = frozenset("*?[")


def sources(inputs: Iterable[str | Path], stdin: BinaryIO | None, options: Options) -> Iterator[Source | Failure]:
    """Each input's streams in order, one open at a time; a Failure for each that cannot be opened."""
    for given in inputs:
        name = str(given)
        if name == "-":
            yield _stdin(stdin, options)
        elif name.lower().startswith(("http://", "https://")):
            yield from _fetched(name, options)
        else:
            yield from _paths(name, options)


def _stdin(stdin: BinaryIO | None, options: Options) -> Source | Failure:
    whence = Whence("-", max_bytes=options.max_bytes)
    if stdin is None:
        return failure(whence, 'There is no standard input here for "-"; name a file.')
    return of_file(stdin), whence


def _fetched(address: str, options: Options) -> Iterator[Source | Failure]:
    from reportedly.read.fetch import fetched

    whence = Whence(address, url=address, max_bytes=options.max_bytes)
    try:
        with fetched(address, options) as source:
            yield source
    except FetchError as error:
        yield failure(whence, str(error))


def _paths(name: str, options: Options) -> Iterator[Source | Failure]:
    whence = Whence(name, max_bytes=options.max_bytes)
    path = Path(name)
    try:
        exists = os.path.lexists(path)
        if exists and path.is_dir():
            yield from _folder(path, options)
        elif exists:
            yield from _file(path, options, named=True)
        elif MAGIC & set(name):
            yield from _pattern(name, options)
        else:
            yield failure(whence, f"There is no file or folder {name}; check the spelling.")
    except (OSError, ValueError) as error:  # a name with a zero character, or one that is too long
        yield failure(whence, f"{name[:200]!r} cannot be opened ({error}).")


def _pattern(pattern: str, options: Options) -> Iterator[Source | Failure]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute patterns
    if not found:
        yield failure(Whence(pattern), f"No file matches {pattern}; quote the pattern or check the folder.")
    for name in found:
        if Path(name).is_dir() and options.recursive:
            yield from _folder(Path(name), options)
        elif not Path(name).is_dir():
            yield from _file(Path(name), options, named=False)


def _folder(folder: Path, options: Options) -> Iterator[Source | Failure]:
    """A folder's files by name, then those of its folders; hidden ones are passed over, each folder is entered once."""
    todo, entered, empty = [folder], set(), True
    while todo:
        here = todo.pop()
        try:
            status = here.stat()
            entries = sorted(os.scandir(here), key=lambda e: e.name)
        except OSError as error:
            yield failure(Whence(str(here)), f"The folder cannot be opened ({error.strerror or error}); check its permissions.")
            continue
        if (status.st_dev, status.st_ino) in entered:
            yield failure(Whence(str(here)), "The folder was read already (a link leads back to it).", kind="skipped")
            continue
        entered.add((status.st_dev, status.st_ino))
        inner = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            empty = False
            if _is_folder(entry):
                inner.append(Path(entry.path))
            else:
                yield from _file(Path(entry.path), options, named=False)
        if options.recursive:
            todo.extend(reversed(inner))
    if empty:
        yield failure(Whence(str(folder)), "The folder has no files to read (hidden ones are passed over).", kind="skipped")


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _file(path: Path, options: Options, *, named: bool) -> Iterator[Source | Failure]:
    """One file. A pipe or device is read only when it was named itself."""
    whence = Whence(str(path), max_bytes=options.max_bytes)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not (named and (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode))):
            yield failure(whence, "It is a pipe, socket or device, not a file.", kind="skipped")
            return
        file = path.open("rb")
    except PermissionError:
        yield failure(whence, "Permission to read it is denied; change its permissions or run as its owner.")
    except FileNotFoundError:
        yield failure(whence, "It is a link to a file that is not there.")
    except OSError as error:
        yield failure(whence, f"It cannot be opened ({error.strerror or error}).")
    else:
        with file:
            yield of_file(file, path if stat.S_ISREG(mode) else None), whence
