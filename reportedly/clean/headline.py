"""Which line is the headline, and which are headings of sections."""

import re

from reportedly.clean.paragraphs import NOT_ALNUM, Paragraph, ends_sentence

LONGEST_HEADLINE = 220
LONGEST_HEADING = 110
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\b(?:Inc|Jr|Sr|Co|Corp|Ltd|No|vs|Gov|Sen|Rep)\.)[\"”’']?$")
_BULLET = re.compile(r"^(?:[•⦁*▪●◦·]|[-–—] |\(?\d{1,2}[.)] |[a-z]\) )")


def same_line(a: str | None, b: str | None) -> bool:
    """Whether two lines have the same letters and digits, case aside."""
    key = _key(a or "")
    return bool(key) and key == _key(b or "")


def headline_reason(paragraph: Paragraph, following: Paragraph | None, title: str | None) -> str | None:
    """Why the first paragraph is the headline; None when it is none.

    `title` is what the reader knows as the headline. Where it knows one, only that one counts.
    """
    equal = same_line(paragraph.plain, title)
    if (not title or equal) and following is not None and _stands_alone(paragraph.plain):
        return "first line, without a full stop, and text below it"
    return "equals the report's title" if equal else None


def is_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether a paragraph is the heading of the section below it."""
    plain = paragraph.plain
    if following is None or len(plain) > LONGEST_HEADING or not plain[0].isalnum() | (plain[0] in "\"'“‘"):
        return False
    if plain.endswith((",", ":", ";", "—", "-", "…")) or (ends_sentence(plain) and not plain.rstrip("\"”’'").endswith("?")):
        return False
    return not _BULLET.match(plain) and len(plain.split()) <= 14


def _stands_alone(plain: str) -> bool:
    """Whether a line has a headline's shape."""
    if len(plain) > LONGEST_HEADLINE or len(plain.split()) < 2 or _BULLET.match(plain) or plain.endswith((",", ":", ";")):
        return False
    bare = plain.rstrip("\"”’' ")
    return not bare.endswith((".", "…")) or _ABBREVIATION.search(plain) is not None


def _key(line: str) -> str:
    return NOT_ALNUM.sub("", line.casefold())
