"""Mail: a newsletter or a forwarded report, one message or a mailbox file of many."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from reportedly.errors import ReadError
from reportedly.model import Failure
from reportedly.read.encoding import decode
from reportedly.read.item import Draft, Item, Whence
from reportedly.read.markup import text_of
from reportedly.read.reports import failure
from reportedly.read.stream import Stream
from reportedly.read.text import front_matter, target_of

BOUNDARY = re.compile(rb"From \S+ .*\d{4}")
MOST_PARTS = 500  # the standard library takes quadratic time on parts inside parts
KEPT = ("list-id", "message-id", "reply-to", "x-mailer", "to")


def read_mail(item: Item) -> Iterator[Draft]:
    """One draft from a message: the plain part, else the HTML part as text; attachments are named in the metadata.

    Raises ReadError when it has far too many parts.
    """
    data = item.data.lstrip()
    if BOUNDARY.match(data):
        data = data.partition(b"\n")[2]
    if data.lower().count(b"content-type:") > MOST_PARTS:
        raise ReadError(f"the mail has over {MOST_PARTS} parts, which no newsletter has")
    message = message_from_bytes(data, policy=policy.default)
    entries, text = front_matter(_body(message))
    named = {target: value for key, value in entries.items() if (target := target_of(key))}
    name, address = parseaddr(_header(message, "from"))
    found = {key: _header(message, key) for key in KEPT}
    yield Draft(
        raw=item.data,
        whence=item.whence,
        text=text,
        media_type="message/rfc822",
        title=_header(message, "subject") or None,
        publisher=name or address.rpartition("@")[2] or None,
        url=named.get("url"),
        dates=tuple(
            (field, value)
            for field, value in (
                ("the date line in the mail's text", named.get("published", "")),
                ("the mail's Date header", _header(message, "date")),
            )
            if value
        ),
        metadata={**found, **entries, "from": address, "attachments": ", ".join(_attachments(message))},
    )


def read_mbox(stream: Stream, whence: Whence) -> Iterator[Draft | Failure]:
    """One draft for each message of a mailbox file (messages begin with a "From " line)."""
    message, start, number = bytearray(), 1, 0
    while True:
        line, whole = stream.line(whence.max_bytes)
        number += 1
        if message and (not line or BOUNDARY.match(line)):
            at = whence.member(f"line={start}")
            if len(message) <= whence.max_bytes:
                yield from read_mail(Item(bytes(message), at))
            else:
                yield failure(at, f"The message is larger than {whence.max_bytes:,} bytes; raise the limit if it is a report.")
            message, start = bytearray(), number
        if not line:
            return
        if len(message) <= whence.max_bytes:
            message += line if whole else line + b"\n"


def _header(message: EmailMessage, name: str) -> str:
    """A header as text ("" when absent or beyond repair)."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, IndexError, AttributeError, TypeError, KeyError):  # the standard library trips over some malformed headers
        raw = next((str(v) for k, v in message.raw_items() if k.lower() == name), "")
        return " ".join(raw.encode("ascii", "replace").decode().split())


def _body(message: EmailMessage) -> str:
    """The text of the first plain part that has any, else of the first HTML part."""
    parts = [p for p in message.walk() if not p.is_multipart() and not p.get_filename()]
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and (text := _text(part)).strip():
                markup = kind == "text/html" or re.match(r"\s*<(?:!doctype|html)\b", text, re.IGNORECASE)
                return text_of(text) if markup else text.replace("\r\n", "\n")
    return ""


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(part.get_payload() or "").encode("utf-8", "surrogateescape")
    return decode(data, [part.get_content_charset()])


def _attachments(message: EmailMessage) -> Iterator[str]:
    return (name for part in message.walk() if (name := part.get_filename()))
