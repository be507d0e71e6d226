"""From a stream of bytes to drafts: told by content, unpacked where packed, handed to the reader of its kind."""

from collections.abc import Callable, Iterator

from reportedly.errors import ReadError, ResourceError
from reportedly.model import Failure
from reportedly.read import anpa, archives, feed, html, jsonl, mail, newsml, nitf, tables, text, warc
from reportedly.read.encoding import unicode_width
from reportedly.read.item import Draft, Item, Whence
from reportedly.read.reports import failure
from reportedly.read.sniff import HEAD, Sniffed, sniff
from reportedly.read.stream import Stream, expanded, of_bytes

Drafts = Iterator[Draft | Failure]

WHOLE: dict[str, Callable[[Item], Drafts]] = {
    "text": text.read_text,
    "html": html.read_html,
    "feed": feed.read_feed,
    "newsml": newsml.read_newsml,
    "nitf": nitf.read_nitf,
    "anpa": anpa.read_anpa,
    "iptc7901": anpa.read_iptc7901,
    "mail": mail.read_mail,
}
STREAMED: dict[str, Callable[[Stream, Whence], Drafts]] = {"jsonl": jsonl.read_jsonl, "json": jsonl.read_json, "mbox": mail.read_mbox}


def members(stream: Stream, whence: Whence, *, nesting: int = 4) -> Drafts:
    """The drafts in a stream, and a Failure for what is none; never raises for what the bytes hold.

    Raises ResourceError when a library or data file that a reader needs is not installed.
    """
    try:
        yield from _members(stream, whence, nesting)
    except ReadError as error:
        yield failure(whence, f"It could not be read: {error}.")
    except ResourceError:
        raise  # this installation is broken, not the input
    except ImportError as missing:
        raise ResourceError(f"A part of this installation is missing ({missing}); install reportedly again.") from missing
    except (RecursionError, MemoryError):
        yield failure(whence, "It is nested too deep or too large to be read.")
    except Exception as error:
        yield failure(whence, f"Its reader failed on it ({type(error).__name__}: {str(error)[:200]}); please report this with the file.")
    if stream.fault:
        yield failure(whence, f"It could not be read to the end: {stream.fault}. What stood before that was read.")


def _members(stream: Stream, whence: Whence, nesting: int) -> Drafts:
    head = stream.head(HEAD)
    found = sniff(head, whole=len(head) < HEAD)
    if found.kind == "empty":
        found = _after_blank(stream, found)
    if found.kind == "empty" and not stream.fault:
        yield failure(whence, "It is empty; check that it was saved or downloaded whole.")
    elif found.kind == "binary":
        yield failure(whence, f"It is {found.what}.", kind="skipped", data=head if len(head) < HEAD else b"")
    elif found.kind in ("gzip", "bz2", "xz", "zip", "tar", "warc"):
        yield from _container(stream, whence, found.kind, nesting)
    elif found.kind in STREAMED:
        yield from STREAMED[found.kind](_as_utf8(stream, head), whence)
    elif found.kind == "table":
        yield from tables.read_table(_as_utf8(stream, head), whence, found.what)
    elif found.kind != "empty":
        yield from _whole(stream, whence, found.kind)


def _after_blank(stream: Stream, found: Sniffed) -> Sniffed:
    """A file that begins with 64 kB of white space: look at what follows, if anything does."""
    while (head := stream.head(HEAD)) and len(head) == HEAD and found.kind == "empty":
        stream.read(HEAD // 2)
        found = sniff(stream.head(HEAD))
    return found


def _whole(stream: Stream, whence: Whence, kind: str) -> Drafts:
    data = stream.read(whence.max_bytes + 1)
    if len(data) > whence.max_bytes:
        yield failure(
            whence, f"It is larger than {whence.max_bytes:,} bytes, the most that one report may have; split it, or raise the limit."
        )
        return
    yield from WHOLE[kind](Item(data, whence))


def _container(stream: Stream, whence: Whence, kind: str, nesting: int) -> Drafts:
    if nesting <= 0:
        yield failure(whence, "It lies in too many containers, one in another; unpack the outer ones first.")
        return

    def inner(part: Stream, at: Whence) -> Drafts:
        return members(part, at, nesting=nesting - 1)

    if kind == "warc":
        yield from warc.read_warc(stream, whence, lambda item: inner(of_bytes(item.data), item.whence))
    elif kind == "zip":
        yield from archives.read_zip(stream, whence, inner)
    elif kind == "tar":
        yield from archives.read_tar(stream, whence, inner)
    else:
        yield from inner(expanded(stream, kind), whence)


def _as_utf8(stream: Stream, head: bytes) -> Stream:
    """A stream in UTF-16 or UTF-32 as UTF-8, so that its lines can be told; others as they are."""
    import codecs

    wide = unicode_width(head)
    if wide is None:
        return stream
    reader = codecs.getincrementaldecoder(wide)("replace")

    def chunks() -> Iterator[bytes]:
        while data := stream.read(1 << 16):
            yield reader.decode(data).lstrip("\ufeff").encode("utf-8", "replace")

    return Stream(chunks())
