"""ninjs (IPTC's news in JSON), versions 1 to 3."""

from collections.abc import Mapping, Sequence
from typing import Any

from reportedly.model import Failure
from reportedly.read.item import Draft, Whence
from reportedly.read.markup import text_of
from reportedly.read.records import Record, flat
from reportedly.read.reports import failure

DATES = ("firstpublished", "versioncreated", "firstcreated")
KEPT = (
    "uri",
    "guid",
    "slugline",
    "located",
    "ednote",
    "embargoed",
    "pubstatus",
    "usageterms",
    "copyrightnotice",
    "description_text",
    "version",
    "profile",
)


def is_ninjs(record: Record) -> bool:
    """Whether an object is a ninjs item: an identifier, and a version's instant or a publication status."""
    keys = {str(key).lower() for key in record}
    return bool(keys & {"uri", "guid"}) and bool(keys & {"versioncreated", "pubstatus"})


def read_ninjs(record: Record, raw: bytes, whence: Whence) -> Draft | Failure:
    """A draft, or a Failure of kind "skipped" for a picture, a package, or an item without text."""
    found = {str(key).lower(): value for key, value in record.items()}
    kind = flat(found.get("type")) or "text"
    text = _body(found)
    if kind not in ("text", "composite", "advisory", "") or (kind == "composite" and not text):
        return failure(whence, f"It is a ninjs item of type {kind!r}, not a text.", kind="skipped", data=raw)
    holder, source = flat(found.get("copyrightholder")), flat(found.get("source")) or flat(_first(found.get("infosources")))
    return Draft(
        raw=raw,
        whence=whence,
        text=text or text_of(_role(found.get("descriptions")) or flat(found.get("description_text"))),
        media_type="application/json",
        title=flat(found.get("headline")) or _role(found.get("headlines")) or flat(found.get("title")) or None,
        publisher=holder or source or None,
        url=next((u for key in ("uri", "guid") if (u := flat(found.get(key))).startswith("http")), None),
        byline=flat(found.get("byline")) or flat(found.get("by")) or flat(found.get("authors")) or None,
        credits=(source,) if source and source != holder else (),
        language=flat(found.get("language")) or None,
        dates=tuple((f"the field {name!r}", flat(found[name])) for name in DATES if found.get(name)),
        metadata={name: value for name in KEPT if (value := flat(found.get(name)))},
    )


def _body(found: Mapping[str, Any]) -> str:
    """The text: version 1 has body_text, body_xhtml, body_html; versions 2 and 3 a list of bodies by content type."""
    for name in ("body_xhtml", "body_html", "body_text"):
        if text := flat(found.get(name)).strip():
            return text if name == "body_text" else text_of(text)
    bodies = [b for b in found.get("bodies") or [] if isinstance(b, Mapping) and flat(b.get("value")).strip()]
    return max((text_of(flat(b["value"])) if "<" in flat(b["value"]) else flat(b["value"]).strip() for b in bodies), key=len, default="")


def _role(values: Any) -> str:
    """The value of the first of a list of {role, value}; the main one where there is one."""
    rows = [v for v in values or [] if isinstance(v, Mapping)] if isinstance(values, Sequence) else []
    ordered = sorted(rows, key=lambda v: v.get("role") not in ("main", "lead", "text"))
    return next((text for v in ordered if (text := flat(v.get("value")))), "")


def _first(values: Any) -> Any:
    return values[0] if isinstance(values, list) and values else None
