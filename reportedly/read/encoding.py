"""Bytes to characters: byte order mark, then what is declared, then UTF-8, then the likeliest legacy encoding."""

import codecs
import re
from collections.abc import Sequence

from reportedly import resources
from reportedly.errors import ReadError

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
TOLERATED = 0.001  # share of undecodable bytes up to which a declared encoding is believed
SAMPLE = 1 << 16
LOST = "\ufffd"
LONE = re.compile("[\ud800-\udfff\0]")


def codec(label: str) -> str | None:
    """Python's codec for a declared label; web pages mean the Windows superset of several (WHATWG Encoding Standard)."""
    name = label.strip().lower().replace("_", "-")
    name = resources.table("read/encodings.toml")["means"].get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding else None


def declared(data: bytes) -> str | None:
    """The encoding that an HTML or XML document states in its first 4 kB, as written."""
    start = data[:4096]
    found = XML.match(start) or META.search(start)
    return found.group(1).decode("ascii", "replace") if found else None


def unicode_width(data: bytes) -> str | None:
    """UTF-16 or UTF-32 told by byte order mark, or UTF-16 by the zero bytes between Latin letters; else None."""
    for mark, name in BOMS[1:]:
        if data.startswith(mark):
            return name
    start = data[:1024]
    if len(start) < 8 or b"\0" not in start:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else None


def decode(data: bytes, labels: Sequence[str | None] = ()) -> str:
    """The characters of `data`; `labels` are declared encodings, the most trustworthy first.

    Raises ReadError when no encoding fits.
    """
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    if wide := unicode_width(data):
        return data.decode(wide, "replace")
    names = [name for label in labels if label and (name := codec(label))]
    for name in [*names, "utf-8"]:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, ValueError):
            continue
    for name in [*names, "utf-8"]:  # a stray byte or a cut character does not make it another encoding
        text = data.decode(name, "replace")
        if text.count(LOST) <= max(1, TOLERATED * len(data)) and len(data) > 100:
            return text
    text = data.decode("utf-8", "replace")
    return text if _is_rather_utf8(text) else _guessed(data)


def _is_rather_utf8(text: str) -> bool:
    """Whether bytes are UTF-8 with some that are not: there are as many characters of several bytes as there are bytes that fit none.

    In other encodings such sequences come about by chance alone; a text that was cut or sewn together is read as what most of it is.
    """
    several = sum(c > "\x7f" for c in text) - text.count(LOST)
    return several >= max(1, text.count(LOST))


def lost(data: bytes, text: str) -> str:
    """What of the bytes of a text is lost in its characters, in words for a person; "" where nothing is."""
    if LOST not in text or LOST.encode() in data:
        return ""
    if text.rstrip().endswith(LOST):
        return (
            "It breaks off in the middle of a character, so it seems to be cut off; what stands before that was read. Get a complete copy."
        )
    line = text.count("\n", 0, text.index(LOST)) + 1
    return (
        f"Some of its bytes are no characters (the first on line {line}; {text.count(LOST)} in all): it is damaged, or mixes encodings. "
        "They were replaced by \ufffd; save it as UTF-8 and add it again."
    )


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    known = list(resources.table("read/encodings.toml")["legacy"])
    best = from_bytes(data[:SAMPLE], cp_isolation=known, enable_fallback=False).best()
    if best is None:
        raise ReadError("its characters fit no known encoding; save it as UTF-8 and read it again")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        return data.decode(best.encoding, "replace")


def storable(text: str) -> str:
    """The text with zero characters and lone surrogates replaced, one for one, by U+FFFD (a store takes neither)."""
    return LONE.sub("\ufffd", text)
