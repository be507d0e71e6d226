"""Plain text and Markdown, kept as written; a block of "title: ..." lines before it is metadata."""

import re
from collections.abc import Iterator, Mapping

from reportedly import resources
from reportedly.model import Failure
from reportedly.read.encoding import decode, lost
from reportedly.read.item import Draft, Item
from reportedly.read.reports import failure

ENTRY = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:\s*(.*)")
HEADING = re.compile(r"\s*#\s+(.+?)\s*#*\s*(?:\n|$)")


def read_text(item: Item) -> Iterator[Draft | Failure]:
    """One draft from bytes of text; before it a Failure of kind "failed" where some of the bytes are lost."""
    text = decode(item.data, [item.whence.charset])
    if told := lost(item.data, text):
        yield failure(item.whence, told, data=item.data)
    found, body = front_matter(text)
    named = {target: value for key, value in found.items() if (target := target_of(key))}
    heading = HEADING.match(body)
    title = named.get("title") or (heading.group(1) if heading else None)
    yield Draft(
        raw=item.data,
        whence=item.whence,
        text=body,
        media_type="text/markdown" if heading else "text/plain",
        title=title,
        title_in_text="title" not in named,
        id=named.get("id"),
        publisher=named.get("publisher"),
        url=named.get("url"),
        byline=named.get("byline"),
        credits=tuple(c.strip() for c in named.get("credits", "").split(",") if c.strip()),
        language=named.get("language"),
        dates=(("the header's date", named["published"]),) if "published" in named else (),
        captured=named.get("captured"),
        metadata=found,
    )


def front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """The entries of a header block, and the text after it.

    A block stands between two lines of "---" (any keys), or is a first paragraph of nothing but known keys.
    """
    lines = text.split("\n", 60)
    fenced = lines[0].strip() == "---"
    entries: dict[str, str] = {}
    for number, line in enumerate(lines[fenced:60], start=int(fenced)):
        ends = line.strip() in ("---", "...") if fenced else not line.strip()
        if ends:
            rest = "\n".join(lines[number + 1 :])
            return (entries, rest.lstrip("\r\n")) if entries else ({}, text)
        entry = ENTRY.fullmatch(line.strip())
        if entry is None and not (fenced and (not line.strip() or line[:1] in " -#")):
            break
        if entry and not fenced and target_of(entry.group(1)) is None:
            break
        if entry:
            entries[entry.group(1).strip().lower()] = entry.group(2).strip().strip("\"'")
    return {}, text


def target_of(key: str) -> str | None:
    """The report's field that a header key stands for ("author" -> "byline"), or None."""
    target = resources.table("read/fields.toml")["header"].get(key.strip().lower())
    return str(target) if target else None
