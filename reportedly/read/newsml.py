"""NewsML-G2 and NewsML 1: each text item of a message or package is a report."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.model import Failure
from reportedly.read.item import Draft, Item, Whence
from reportedly.read.markup import CUT_OFF, find_all, first_text, is_cut_off, local, parse_xml, text_of, text_of_element
from reportedly.read.reports import failure

if TYPE_CHECKING:
    from lxml.etree import _Element

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CONTENT = ("inlinexml", "inlinedata")
G2_DATES = ("versioncreated", "firstcreated", "contentcreated", "sent")
G1_DATES = ("thisrevisioncreated", "firstcreated", "dateandtime")


def read_newsml(item: Item) -> Iterator[Draft | Failure]:
    """A draft for each text item; pictures, packages of references and empty items are Failures of kind "skipped".

    Raises ReadError when it is no XML.
    """
    from lxml import etree

    root = parse_xml(item.data)
    items = find_all(root, "newsitem") or find_all(root, "packageitem") or [root]
    for number, element in enumerate(items, start=1):
        alone = len(items) == 1
        whence = item.whence if alone else item.whence.member(element.get("guid") or f"item={number}")
        raw = item.data if alone else etree.tostring(element, encoding="utf-8", with_tail=False)
        if local(root) == "newsml" or find_all(element, "newscomponent"):
            yield from _version_1(element, root, raw, whence)
        else:
            yield _g2(element, root, raw, whence)
    if is_cut_off(root, item.data):
        yield failure(item.whence, CUT_OFF)


def _g2(element: "_Element", root: "_Element", raw: bytes, whence: Whence) -> Draft | Failure:
    kind = next((e.get("qcode", "").rpartition(":")[2] for e in find_all(element, "itemclass")), "text")
    if local(element) == "packageitem":
        return failure(whence, "It is a package that only refers to other items; read those.", kind="skipped", data=raw)
    if kind not in ("text", "composite", ""):
        return failure(whence, f"It is a {kind} item, not a text.", kind="skipped", data=raw)
    text = "\n\n".join(filter(None, (_content(e) for e in find_all(element, *CONTENT))))
    if not text.strip():
        return failure(whence, "The item has no text of its own (an alert, or its content lies elsewhere).", kind="skipped", data=raw)
    provider = _label(element, "provider") or _label(element, "copyrightholder")
    headline = next((h for e in find_all(element, "headline") if "sub" not in e.get("role", "").lower() and (h := _words(e))), None)
    return Draft(
        raw=raw,
        whence=whence,
        text=text,
        media_type="application/vnd.iptc.g2.newsitem+xml",
        title=headline or first_text(element, "title"),
        publisher=_label(element, "copyrightholder") if provider and "." in provider else provider,
        byline=first_text(element, "by", "byline"),
        credits=tuple(filter(None, (first_text(element, "creditline"), *(_label_of(e) for e in find_all(element, "infosource"))))),
        language=next((e.get("tag") for e in find_all(element, "language") if e.get("tag")), None) or element.get(LANG),
        dates=_dates(element, root, G2_DATES),
        metadata=_metadata(element, ("slugline", "dateline", "ednote", "embargoed", "pubstatus", "copyrightnotice")),
    )


def _version_1(element: "_Element", root: "_Element", raw: bytes, whence: Whence) -> Iterator[Draft | Failure]:
    """NewsML 1: one draft for each language's component with text."""
    found = 0
    for number, component in enumerate(find_all(element, "newscomponent"), start=1):
        own = [e for e in component if local(e) == "contentitem"] or [
            e for c in component if local(c) == "newscomponent" and not find_all(c, "newslines") for e in find_all(c, "contentitem")
        ]
        text = max((_content(d) for e in own for d in find_all(e, "datacontent")), key=len, default="")
        if len(text.strip()) < 2 or not (lines := [e for e in component if local(e) == "newslines"]):
            continue
        found += 1
        yield Draft(
            raw=raw,
            whence=whence.member(f"component={number}"),
            text=text,
            media_type="application/xml",
            title=first_text(lines[0], "headline"),
            publisher=_formal(root, "sentfrom") or first_text(root, "providerid"),
            byline=first_text(lines[0], "byline"),
            credits=tuple(filter(None, (first_text(lines[0], "creditline"), _formal(component, "source") or _formal(element, "source")))),
            language=next((e.get("FormalName") for e in find_all(component, "language")), None),
            dates=_dates(element, root, G1_DATES),
            metadata=_metadata(element, ("publicidentifier", "slugline", "dateline")),
        )
    if not found:
        yield failure(whence, "The NewsML item has no text component.", kind="skipped", data=raw)


def _content(element: "_Element") -> str:
    """The text of a content element: markup inside it, or text (which may be markup that was escaped)."""
    kind = (element.get("contenttype") or "").lower()
    if kind and not any(sign in kind for sign in ("text", "xml", "nitf", "html")):
        return ""
    bodies = find_all(element, "body.content") or find_all(element, "body")
    if len(element):
        return "\n\n".join(text_of_element(b) for b in bodies) or text_of_element(element)
    written = element.text or ""
    return text_of(written) if ("<" in written and "</" in written) or "<p" in written else written.strip()


def _words(element: "_Element") -> str:
    return " ".join("".join(element.itertext()).split())


def _label_of(element: "_Element") -> str | None:
    return first_text(element, "name") or element.get("literal") or element.get("qcode", "").rpartition(":")[2] or None


def _label(element: "_Element", name: str) -> str | None:
    return next((label for e in find_all(element, name) if (label := _label_of(e))), None)


def _formal(element: "_Element", name: str) -> str | None:
    return next((p.get("FormalName") for e in find_all(element, name) for p in find_all(e, "party") if p.get("FormalName")), None)


def _dates(element: "_Element", root: "_Element", names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"<{n}>", _words(e)) for n in names for e in (find_all(element, n) or find_all(root, n))[:1] if _words(e))


def _metadata(element: "_Element", names: tuple[str, ...]) -> dict[str, str]:
    found = {n: text for n in names if (text := first_text(element, n))}
    return {**found, "guid": element.get("guid", ""), "version": element.get("version", "")}
