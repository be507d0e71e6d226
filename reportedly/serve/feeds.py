"""A saved search as an Atom feed (RFC 4287). Pure: rows in, XML out."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from reportedly.serve.voices import standing_words
from reportedly.serve.words import date_words, names, plural
from reportedly.store import EventRow
from reportedly.store.people_rows import SavedSearch
from reportedly.store.telling import leading

ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/atom+xml; charset=utf-8"


def feed(search: SavedSearch, rows: Sequence[tuple[EventRow, str]], *, base: str, own: str) -> bytes:
    """The feed of events, each with the instant of its last claim; `base` is where the app stands, `own` the feed's address.

    Ids are URNs of the record, the same wherever the app stands; `updated` moves when a claim is added.
    """
    root = ET.Element("feed", {"xmlns": ATOM})
    updated = max([at for _, at in rows], default=search.created_at)
    _text(root, "id", f"urn:reportedly:search:{search.feed_key[:12]}")
    _text(root, "title", search.title)
    _text(root, "updated", _instant(updated))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": own})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}/timeline?{search.query}"})
    _text(ET.SubElement(root, "author"), "name", "Reportedly")
    for row, at in rows:
        _entry(root, row, at, base)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def title(row: EventRow) -> str:
    """An event in one line."""
    told = leading(row).claim
    who = names(told.actor) or "somebody"
    whom = f" → {names(told.recipient)}" if told.recipient else ""
    kind = f"{told.type}/{told.mode}" if told.mode else told.type
    return f"{date_words(row.date, row.claims[0].published)}: {who}{whom}, {kind} ({told.status})"


def _entry(root: ET.Element, row: EventRow, at: str, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    _text(entry, "id", f"urn:reportedly:event:{row.id}")
    _text(entry, "title", title(row))
    _text(entry, "updated", _instant(at))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}/event/{row.id}"})
    told = [f"{c.publisher or 'unknown publisher'}: “{c.sentence[:400]}”" for c in row.claims[-5:][::-1]]
    origins = f"{plural(len(row.origins), 'origin')}: {', '.join(o.name for o in row.origins)}"
    standing = standing_words(row.standing, row.statuses)
    _text(entry, "summary", "\n".join([f"{origins} ({standing})", *told]))


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = "".join(c if _is_xml(c) else "\ufffd" for c in text)


def _is_xml(c: str) -> bool:
    """Whether XML 1.0 takes a character."""
    return c in "\t\n\r" or "\u0020" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"


def _instant(at: str) -> str:
    """An ISO 8601 instant as RFC 3339 wants it."""
    found = datetime.fromisoformat(at)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat(timespec="seconds")
