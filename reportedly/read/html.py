"""A web page to a draft: trafilatura finds the article, the page's own statements give title, date and outlet."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from reportedly import resources
from reportedly.errors import ReadError
from reportedly.model import Failure
from reportedly.read import dates
from reportedly.read.encoding import declared, decode
from reportedly.read.item import Draft, Item
from reportedly.read.markup import parse_html, text_of, text_of_element, tidy
from reportedly.read.pagefacts import PageFacts, dates_of, domain, kept_metadata, page_facts, publisher_of, said, stated, title_of
from reportedly.read.reports import failure

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTINUES = re.compile(r"[a-zà-ÿ'’,.;:)](?!\))")  # "a)" begins an item
OPEN_END = re.compile(r"[^\W_]$|[,(]$")
END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
INSIDE_TAG = re.compile(r"<[a-z!/][^<>]*\Z", re.IGNORECASE)
WHOLE = {"title": "its title", "script": "a script", "style": "its styles", "article": "its article"}
"""Elements whose end no page leaves out, and what they are in words; the first that is open counts."""
MOST_TAGS = 20_000  # trafilatura takes quadratic time; real pages have up to 15,000
SHORTEST = 80  # characters of an article's text; a shorter one counts only on a page that says it is an article
SHORTEST_STATED = 25


def read_html(item: Item) -> Iterator[Draft | Failure]:
    """One draft from a page, or a Failure of kind "skipped" when no article stands on it.

    A page that is cut off is a Failure of kind "failed", with a draft of what stands before the cut.

    Raises ReadError when the bytes cannot be decoded or parsed.
    """
    text = decode(item.data, [item.whence.charset, declared(item.data)])
    facts = page_facts(parse_html(text), item.whence.url)
    body, author = article_text(text, facts, item.whence.url)
    cut = cut_within(text)
    if why := _why_no_article(facts, body):
        if cut:
            yield failure(item.whence, f"The page is cut off within {cut}, before any article text; get a complete copy.", data=item.data)
        else:
            yield failure(item.whence, why, kind="skipped", data=item.data)
        return
    if cut:
        told = f"The page is cut off within {cut}; what stands before that was read. Get a complete copy."
        yield failure(item.whence, told, data=item.data)
    title = title_of(facts)
    said_dates = dates_of(facts)
    url = item.whence.url or facts.canonical or facts.meta.get("og:url")
    yield Draft(
        raw=item.data,
        whence=item.whence,
        text=_without_title(body, title),
        media_type="text/html",
        title=title,
        publisher=publisher_of(facts, url),
        url=facts.canonical if item.whence.url and domain(facts.canonical) == domain(item.whence.url) else url,
        byline=_byline(facts) or author,
        language=facts.language or stated(facts, "inLanguage") or next(said(facts, "languages"), None),
        dates=tuple(said_dates) or tuple(_grounded(text, url)),
        metadata=kept_metadata(facts),
    )


def cut_within(text: str) -> str:
    """Within what a page breaks off (a tag, its title, its head, an article), in words; "" for one that may be whole.

    Pages may leave out the ends of paragraphs, of their body and of the page itself, but of nothing that is asked for here.
    """
    if END.search(text):
        return ""
    if INSIDE_TAG.search(text):
        return "a tag"
    found = {name: (len(re.findall(rf"<{name}\b", text, re.I)), len(re.findall(rf"</{name}\b", text, re.I))) for name in WHOLE}
    return next((words for name, words in WHOLE.items() if found[name][0] > found[name][1]), "")


def article_text(text: str, facts: PageFacts, url: str | None) -> tuple[str, str | None]:
    """The article's paragraphs separated by blank lines, and the author that trafilatura read; ("", None) when it finds none."""
    found = _trafilatura(text, url) if text.count("<") <= MOST_TAGS else None
    body = _joined(_paragraphs(found.body)) if found is not None and found.body is not None else _plainly(text, facts)
    written = stated(facts, "articleBody")
    if len(body) < 0.3 * len(written):
        body = text_of(written) if "<" in written else tidy(written)
    return body, found.author if found is not None else None


def _trafilatura(text: str, url: str | None) -> Any:
    """Its Document, or None when it finds nothing or its rules break (as they do on some hostile trees)."""
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            parse_html(text), url=url, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=_NO_GUESS
        )
    except (ReadError, RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return None


def _plainly(text: str, facts: PageFacts) -> str:
    """All text of the one <article> (or <main>), for a page that is too large for better rules, or on which they fail."""
    root = parse_html(text)
    for name in ("article", "main"):
        if len(found := list(root.iter(name))) == 1:
            return text_of_element(found[0])
    return text_of_element(root) if is_article(facts) else ""


_NO_GUESS = {"extensive_search": False, "original_date": True}


def _paragraphs(body: "_Element") -> Iterator[str]:
    """Each block of trafilatura's tree as one string; text that stands between blocks is one too."""
    yield _line_of(body.text)
    for block in body.iterchildren():
        if block.tag == "list":
            yield "\n".join(_line(i) for i in block.iter("item"))
        elif block.tag == "table":
            yield "\n".join(" | ".join(c for cell in row.iter("cell") if (c := _line(cell))) for row in block.iter("row"))
        elif block.tag in ("quote", "div", "body") and len(block):
            yield from _paragraphs(block)
        else:
            yield _line(block)
        yield _line_of(block.tail)


def _joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs separated by blank lines; one that goes on in the middle of a sentence (cut at a link) is sewn on."""
    out: list[str] = []
    for paragraph in filter(None, (tidy(p) for p in paragraphs)):
        if out and CONTINUES.match(paragraph) and OPEN_END.search(out[-1]):
            out[-1] += ("" if paragraph[0] in "'’,.;:)" else " ") + paragraph
        else:
            out.append(paragraph)
    return "\n\n".join(out)


def _line(element: "_Element") -> str:
    for line_end in element.iter("lb"):
        line_end.tail = f"\n{line_end.tail or ''}"
    return "\n".join(_line_of(part) for part in "".join(element.itertext()).split("\n")).strip()


def _line_of(text: str | None) -> str:
    return " ".join((text or "").split())


def _without_title(body: str, title: str | None) -> str:
    """The body without a first paragraph that is the title again."""
    first, _, rest = body.partition("\n\n")
    same = title is not None and _letters(first) == _letters(title)
    return rest if same and rest else body


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _byline(facts: PageFacts) -> str | None:
    names = [stated(facts, "author"), *said(facts, "bylines")]
    return next((n for n in names if 0 < len(n) <= 200 and not n.startswith("http") and re.search(r"[^\W\d]", n)), None)


def _grounded(text: str, url: str | None) -> Iterator[tuple[str, str]]:
    """The date in the address; else what htmldate reads from the page, if the page bears it out; else the address's month."""
    if url and (value := dates.in_url(url)):
        yield "the address", value
        return
    month = dates.month_in_url(url or "")
    found = _date_in_body(text) if text.count("<") <= MOST_TAGS else ""
    if found and any(written in text for written in dates.spellings(found)) and found.startswith(month or ""):
        yield "the page's text (read by htmldate)", found
    elif month:
        yield "the address", month


def _date_in_body(text: str) -> str:
    """The date that htmldate reads from what the page shows, without its head, its scripts and notes of changes; "" for none."""
    from htmldate import find_date

    try:
        root = parse_html(text)
        for element in list(root.iter("head", "script", "style", "time", "span", "p", "div", "meta")):
            about = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
            if element.getparent() is not None and (element.tag in ("head", "script", "style") or "modif" in about or "updated" in about):
                element.drop_tree()
        return find_date(root, extensive_search=False, original_date=True) or ""
    except (ReadError, ValueError, TypeError, AttributeError, RecursionError, OverflowError, IndexError, AssertionError):
        return ""  # its rules break on some hostile trees


def is_article(facts: PageFacts) -> bool:
    """Whether the page says of itself that it is an article."""
    return bool(facts.kinds & set(resources.table("read/html.toml")["articles"])) or facts.meta.get("og:type", "").startswith("article")


def _why_no_article(facts: PageFacts, body: str) -> str:
    """Why a page is no report, or ""."""
    rules = resources.table("read/html.toml")
    stated_so = is_article(facts)
    video = facts.kinds & set(rules["videos"]) or facts.meta.get("og:type", "").startswith(("video", "music"))
    size = len(body.strip())
    said = f"{facts.head_title or ''} {body}".casefold()
    if size < 600 and not stated_so and any(wall in said for wall in rules["walls"]):
        return "It is a consent wall, login or error page, not an article; save the page after passing it."
    if size >= SHORTEST or (stated_so and size >= SHORTEST_STATED):
        return ""
    if video:
        return "It is a video or audio page without article text."
    return "No article text was found on this page (a front page, a list, or text that only a script shows)."
