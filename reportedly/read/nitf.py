"""NITF: one news item in the agencies' XML."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.model import Failure
from reportedly.read.item import Draft, Item
from reportedly.read.markup import CUT_OFF, find_all, first_text, is_cut_off, parse_xml, text_of, text_of_element
from reportedly.read.records import looks_like_html
from reportedly.read.reports import failure

if TYPE_CHECKING:
    from lxml.etree import _Element

DATES = (("date.release", "norm"), ("pubdata", "date.publication"), ("date.issue", "norm"), ("story.date", "norm"))


def read_nitf(item: Item) -> Iterator[Draft | Failure]:
    """One draft, and a Failure when the document is cut off. Raises ReadError when it is no XML."""
    root = parse_xml(item.data)
    holder = next((e.get("holder") for e in find_all(root, "doc.copyright") if e.get("holder")), None)
    identifier = next((e for e in find_all(root, "doc-id")), None)
    distributor = first_text(root, "distributor")
    yield Draft(
        raw=item.data,
        whence=item.whence,
        text="\n\n".join(filter(None, (_text(e) for e in find_all(root, "body.content")))),
        media_type="application/nitf+xml",
        title=first_text(root, "hl1", "title"),
        publisher=distributor or holder or (identifier.get("regsrc") if identifier is not None else None),
        byline=first_text(root, "byline"),
        credits=tuple(filter(None, (distributor, holder, first_text(root, "rights.owner")))),
        language=root.get("baselang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        dates=tuple(
            (f"<{name} {attribute}>", value) for name, attribute in DATES for e in find_all(root, name) if (value := e.get(attribute))
        ),
        metadata=_metadata(root, identifier),
    )
    if is_cut_off(root, item.data):
        yield failure(item.whence, CUT_OFF)


def _text(content: "_Element") -> str:
    """The content's paragraphs; one that is an escaped fragment of a page (an embedded box) gives its text alone."""
    return "\n\n".join(filter(None, (text_of(p) if looks_like_html(p) else p for p in text_of_element(content).split("\n\n"))))


def _metadata(root: "_Element", identifier: "_Element | None") -> dict[str, str]:
    found = {name: text for name in ("dateline", "abstract", "hl2") if (text := first_text(root, name))}
    notes = {"ed-msg": next((e.get("info", "") for e in find_all(root, "ed-msg")), "")}
    return {**found, **notes, "doc-id": identifier.get("id-string", "") if identifier is not None else ""}
