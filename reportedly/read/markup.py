"""HTML and XML to running text: blocks become paragraphs, scripts vanish, nothing is run or fetched."""

import re
from typing import TYPE_CHECKING

from reportedly.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

MOST_TAGS = 150_000  # beyond this a page is no article, and extracting text from it takes minutes
DROPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "button", "form", "select", "media", "image"}
)
HTML_BLOCKS = """
    address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody td th thead tr ul"""
NITF_BLOCKS = "byttl block lead hl1 hl2 hedline abstract summary dateline byline note q-block fn pq"
BLOCKS = frozenset(f"{HTML_BLOCKS} {NITF_BLOCKS}".split())
ENTITY_DECLARED = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f\x0b]+")


def parse_xml(data: bytes) -> "_Element":
    """The root element; no entity is expanded, no file or address opened, broken parts are skipped.

    Raises ReadError when it is no XML or declares entities of its own.
    """
    from lxml import etree

    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise ReadError(f"it is not well-formed XML ({broken})") from broken
    if root is None:
        raise ReadError("it is not well-formed XML (no element could be read)")
    return root


def is_cut_off(root: "_Element", data: bytes) -> bool:
    """Whether an XML document that was read as far as it goes lacks its last closing tag."""
    closed = re.compile(rb"</(?:[\w.-]+:)?%s\s*>|<[^<>]*/>\s*$" % re.escape(local(root).encode()), re.IGNORECASE)
    return closed.search(data.replace(b"\0", b"")[-2000:]) is None


CUT_OFF = "The XML is cut off (its last closing tag is missing); what stood before was read; get a complete copy."


def refuse_entities(data: bytes) -> None:
    """Raises ReadError when an XML document declares entities: feeds and wires have no use for them, attacks do."""
    if ENTITY_DECLARED.search(data[: 1 << 20]):
        raise ReadError("it declares entities of its own, which can be an attack (XML bomb, file access), so it was not opened")


def parse_html(text: str) -> "HtmlElement":
    """The tree of a page or fragment. Raises ReadError when there is no element in it, or far too many."""
    from lxml import etree
    from lxml import html as lxml_html

    if text.count("<") > MOST_TAGS:
        raise ReadError(f"it has over {MOST_TAGS:,} tags, which no article has; save the part you need")
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace") or b" ", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as broken:
        raise ReadError(f"no element could be read from it ({broken})") from broken


def text_of(html: str) -> str:
    """The text of an HTML fragment: paragraphs separated by blank lines ("" for markup without text)."""
    if "<" not in html and "&" not in html:
        return html.strip()
    try:
        return text_of_element(parse_html(f"<div>{html}</div>"))
    except ReadError:
        return ""


def text_of_element(root: "_Element") -> str:
    """The text of an element as paragraphs: blocks separated by blank lines, <br> as a line end, white space as one space."""
    from lxml import etree

    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        name = local(element)
        dropped = name in DROPPED and element is not root
        if event == "start":
            hidden += dropped
            pieces.append("" if hidden else _opening(name, element.text or ""))
        else:
            hidden -= dropped
            tail = "" if hidden or element is root else SPACE.sub(" ", element.tail or "")
            pieces.append(("\n\n" if name in BLOCKS else "") + tail)
    return tidy("".join(pieces))


def _opening(name: str, text: str) -> str:
    written = text if name == "pre" else SPACE.sub(" ", text)
    before = "\n\n" if name in BLOCKS else "\n" if name == "br" else ""
    return before + written


def tidy(text: str) -> str:
    """Lines trimmed, runs of blank lines made one."""
    lines = [line.strip(" \t\r") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def local(element: "_Element") -> str:
    """An element's name without namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def find_all(root: "_Element", *names: str) -> "list[_Element]":
    """The elements below `root` (itself included) with one of these local names, in document order."""
    wanted = set(names)
    return [e for e in root.iter() if isinstance(e.tag, str) and local(e) in wanted]


def first_text(root: "_Element", *names: str) -> str | None:
    """The text of the first element of this name that has any."""
    for name in names:
        for element in find_all(root, name):
            if text := " ".join(text_of_element(element).split()):
                return text
    return None
