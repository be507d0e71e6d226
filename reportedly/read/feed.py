"""RSS and Atom: each entry is a report, a headline with what the feed gives of the text."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from reportedly.errors import ReadError
from reportedly.model import Failure
from reportedly.read.encoding import declared, decode
from reportedly.read.item import Draft, Item
from reportedly.read.markup import find_all, parse_xml, refuse_entities, text_of
from reportedly.read.pagefacts import domain
from reportedly.read.reports import failure

XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
CLOSED = re.compile(rb"</(?:rss|feed|(?:rdf:)?RDF)\s*>", re.IGNORECASE)


def read_feed(item: Item) -> Iterator[Draft | Failure]:
    """A draft for each entry; a Failure when the feed has none, or breaks off.

    Raises ReadError when the bytes are no feed.
    """
    import feedparser

    data, broken = _well_formed(item.data)
    raws = _raw_entries(data)
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=True, sanitize_html=True)
    if not feed.entries:
        said = f"The feed has no entries{f' that can be read ({broken})' if broken else ''}."
        yield failure(item.whence, said, kind="failed" if broken else "skipped", data=item.data)
        return
    cut = bool(broken) and not CLOSED.search(item.data[-4000:])
    entries = feed.entries[:-1] if cut and _ends_inside_entry(item.data) else feed.entries
    for number, entry in enumerate(entries, start=1):
        raw = (
            raws[number - 1]
            if len(raws) == len(feed.entries)
            else json.dumps(entry, default=str, ensure_ascii=False, sort_keys=True).encode()
        )
        yield _draft(entry, feed.feed, raw, item, number)
    if cut:
        yield failure(item.whence, f"The feed is cut off ({broken}); the {len(entries)} entries before that were read; fetch it again.")


def _ends_inside_entry(data: bytes) -> bool:
    """Whether the last entry is not whole: half a headline is worse than none."""
    return max(data.rfind(b"<item"), data.rfind(b"<entry")) > max(data.rfind(b"</item"), data.rfind(b"</entry"))


def _well_formed(data: bytes) -> tuple[bytes, str]:
    """The feed as well-formed XML, and what was wrong with it ("" for nothing): repaired where it is broken.

    Raises ReadError when it declares entities or no element can be read.
    """
    from lxml import etree

    refuse_entities(data)
    try:
        etree.fromstring(data.strip(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        text = XML_DECLARATION.sub("", decode(data, [declared(data)]).strip().replace("\0", ""))
        return etree.tostring(parse_xml(text.encode("utf-8", "replace")), encoding="utf-8", xml_declaration=True), str(error)
    return data.strip(), ""


def _raw_entries(data: bytes) -> list[bytes]:
    """The entries' own bytes, as XML; [] when the XML is too broken to tell."""
    from lxml import etree

    try:
        root = parse_xml(data)
    except ReadError:
        return []
    return [etree.tostring(e, encoding="utf-8", with_tail=False) for e in find_all(root, "item", "entry")]


def _draft(entry: Any, feed: Any, raw: bytes, item: Item, number: int) -> Draft:
    link = _address(entry.get("feedburner_origlink") or entry.get("link") or "", _home(feed))
    title = " ".join(text_of(entry.get("title") or "").split())
    found = {
        "feed": feed.get("title"),
        "guid": entry.get("id"),
        "categories": ", ".join(t for tag in entry.get("tags", []) if (t := tag.get("term"))),
    }
    return Draft(
        raw=raw,
        whence=item.whence.member(f"entry={number}"),
        text=_text(entry),
        media_type="application/rss+xml" if raw.lstrip()[:5] != b"<entr" else "application/atom+xml",
        title=title or None,
        publisher=_publisher(entry, feed, link),
        url=link or None,
        byline=entry.get("author") or ", ".join(n for a in entry.get("authors", []) if (n := a.get("name"))) or None,
        credits=tuple(filter(None, (entry.get("source", {}).get("title"), entry.get("dc_source")))),
        language=next((c.get("language") for c in entry.get("content", []) if c.get("language")), None) or feed.get("language"),
        dates=tuple((f"the entry's {name}", value) for name in ("published", "created", "updated") if (value := dict.get(entry, name))),
        metadata={key: value for key, value in found.items() if value},
    )


def _text(entry: Any) -> str:
    """The longest of what the entry gives: its content, else its summary; both when neither holds the other."""
    contents = [text_of(c.get("value") or "") for c in entry.get("content", [])]
    content = max(contents, key=len, default="")
    summary = text_of(entry.get("summary") or "")
    same = " ".join(summary.split())[:80] in " ".join(content.split())
    return content if same or len(content) >= len(summary) else summary


def _publisher(entry: Any, feed: Any, link: str) -> str | None:
    """The entry's own <source>, else the feed's title where the entry lies on the feed's site, else the entry's domain."""
    named = entry.get("source", {}).get("title") or entry.get("publisher") or feed.get("publisher")
    home, site = domain(_home(feed)), domain(link)
    if named or home is None or site is None or _same_site(home, site):
        return str(named or feed.get("title") or site or "") or None
    return site


def _same_site(a: str, b: str) -> bool:
    """Whether two hosts share their last labels ("rss.example.org", "news.example.org")."""
    return a.split(".")[-2:] == b.split(".")[-2:]


def _home(feed: Any) -> str:
    """The feed's site, else where the feed itself lies."""
    return str(feed.get("link") or next((link.get("href") for link in feed.get("links", []) if link.get("href")), ""))


def _address(link: str, home: str) -> str:
    """A link made absolute, and freed from a search service's wrapper ("...google.com/url?url=ADDRESS")."""
    try:
        link = urljoin(home, link)
        parts = urlsplit(link)
    except ValueError:
        return link
    inner = parse_qs(parts.query).get("url", [""])[0] if parts.path == "/url" else ""
    return inner if inner.startswith(("http://", "https://")) else link
