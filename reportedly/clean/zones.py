"""Which part of the page each stretch of a text is: headline, prose, caption, byline, tail and the rest.

Every paragraph that is read is one zone. What is not read keeps its words and the rule that set it aside.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from reportedly.clean.credits import Made, byline, contribution
from reportedly.clean.dateline import Dateline, date_line, dateline
from reportedly.clean.furniture import (
    is_consent,
    is_label,
    is_link,
    is_pitch,
    is_shouted_heading,
    is_shouted_link,
    line_rule,
    prefix_rule,
)
from reportedly.clean.headline import headline_reason, is_heading, same_line
from reportedly.clean.paragraphs import Paragraph, ends_sentence, paragraphs
from reportedly.clean.photographs import is_photo_credit, photo_credit
from reportedly.clean.tails import without_tail
from reportedly.model import Span, Zone, ZoneKind

# A byline or a lone name stands this close to the top (in paragraphs), before the first long paragraph.
TOP = 6
PROSE = 110
# A report may be signed in its last lines.
SIGNED_WITHIN = 3
# The dateline opens one of the first paragraphs of prose.
DATELINE_WITHIN = 3
# A repeated paragraph has at least this many words; "He said:" may come twice.
REPEATED_WORDS = 6
# Feeds cut their texts at a number of characters.
SHORTEST_CUT = 80


@dataclass
class Page:
    """A text on its way to being labelled: its paragraphs, what was found so far, and the zones in order."""

    text: str
    paragraphs: list[Paragraph]
    title: str | None
    zones: list[Zone] = field(default_factory=list)
    headline: Paragraph | None = None
    made: list[Made] = field(default_factory=list)
    dateline: Dateline | None = None
    date_line: tuple[str, str] | None = None  # the line and its ISO date
    seen: set[str] = field(default_factory=set)
    prose: int = 0  # paragraphs of prose so far
    long_prose: int = 0
    under_label: bool = False

    @cached_property
    def shouts_headings(self) -> bool:
        """Whether the page sets its section headings in capitals."""
        return any(is_shouted_heading(p.plain) and not is_photo_credit(p.plain) for p in self.paragraphs)

    def add(self, start: int, end: int, kind: ZoneKind, reason: str) -> None:
        """A zone from `start` to `end`, white space at its ends left out; none where nothing remains."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if end > start:
            self.zones.append(Zone(Span(start, end), kind, reason))


def layout(text: str, title: str | None = None) -> Page:
    """The text labelled. `title` is the headline where the reader knows it."""
    page = Page(text, paragraphs(text), title)
    for i in range(len(page.paragraphs)):
        for label in LABELLERS:
            if label(page, i):
                break
    return page


def _mark(page: Page, i: int) -> bool:
    """A line without letters or digits."""
    p = page.paragraphs[i]
    return not p.key and _set_aside(page, p, "boilerplate", "no letters or digits")


def _headline(page: Page, i: int) -> bool:
    """The headline: the first paragraph, or the one that equals the report's title."""
    p = page.paragraphs[i]
    if page.headline or page.prose:
        return False
    following = page.paragraphs[i + 1] if i + 1 < len(page.paragraphs) else None
    reason = headline_reason(p, following, page.title)
    rule = line_rule(p.plain)
    # "... – live updates" points to another page, but as the very first line it is a live page's own headline.
    furniture = rule is not None and not (i == 0 and rule.kind == "read-more") and not same_line(p.plain, page.title)
    if reason is None or furniture:
        return False
    if following is not None and following.key == p.key:  # a feed's title above the article's own headline
        behind = page.paragraphs[i + 2] if i + 2 < len(page.paragraphs) else None
        if rule is None and behind is not None and headline_reason(following, behind, page.title) is not None:
            return _set_aside(page, p, "repeat", "the headline stands once more below")
    page.headline = p
    page.seen.add(p.key)
    page.add(p.span.start, p.span.end, "title", reason)
    return True


def _date(page: Page, i: int) -> bool:
    """A line above the prose that is nothing but a date."""
    p = page.paragraphs[i]
    date = None if page.prose else date_line(p.plain)
    if date is None:
        return False
    page.date_line = page.date_line or (p.plain, date)
    return _set_aside(page, p, "dateline", "nothing but a date, above the text")


def _repeat(page: Page, i: int) -> bool:
    """The headline or a whole paragraph once more."""
    p = page.paragraphs[i]
    if p.key in page.seen:
        headline = page.headline is not None and p.key == page.headline.key
        return _set_aside(page, p, "repeat", "the headline once more" if headline else "a paragraph that stands above")
    if len(p.plain.split()) >= REPEATED_WORDS:
        page.seen.add(p.key)
    return False


def _furniture(page: Page, i: int) -> bool:
    """A line that a rule of the table knows, or one whose neighbour gives it away."""
    p = page.paragraphs[i]
    under_label, page.under_label = page.under_label, False
    rule = line_rule(p.plain, from_end=len(page.paragraphs) - 1 - i)
    if rule:
        page.under_label = is_label(rule)
        return _set_aside(page, p, rule.kind, rule.reason)
    if under_label and is_link(p.plain):
        return _set_aside(page, p, "read-more", "stands under a label for other stories")
    if i + 1 < len(page.paragraphs) and is_pitch(p.plain) and is_consent(page.paragraphs[i + 1].plain):
        return _set_aside(page, p, "newsletter", "advertises the newsletter that the next line asks consent for")
    if page.prose and is_shouted_link(p.plain) and not page.shouts_headings:
        return _set_aside(page, p, "read-more", "a line in capitals: link to another story")
    return False


def _made_by(page: Page, i: int) -> bool:
    """A byline or a line of contributors."""
    p = page.paragraphs[i]
    top = i < TOP and not page.long_prose
    made = byline(p.plain, near_headline=top) or contribution(p.plain)
    if made is None:
        return False
    # The name above an inset is not that of the report's author.
    is_authors = top or i + SIGNED_WITHIN >= len(page.paragraphs)
    page.made.append(made if is_authors else replace(made, byline=None))
    return _set_aside(page, p, "byline", made.reason)


def _photo(page: Page, i: int) -> bool:
    """A line that is nothing but the credit of a photograph."""
    p = page.paragraphs[i]
    return is_photo_credit(p.plain) and _set_aside(page, p, "credit", "nothing but the credit of a photograph")


def _prose(page: Page, i: int) -> bool:
    """What is read: a dateline or a label at its start and a credit or a tail at its end are set aside."""
    p = page.paragraphs[i]
    start, end = p.span.start, p.span.end
    kind: ZoneKind = "body"
    reason = "prose"
    prefix = prefix_rule(p.text)
    opening = None if prefix or page.dateline or page.prose >= DATELINE_WITHIN else dateline(p.text)
    if prefix:
        rule, length = prefix
        if is_photo_credit(" ".join(p.text[length:].split())):
            return _set_aside(page, p, "credit", rule.reason)
        page.add(start, start + length, rule.kind, rule.reason)
        start, kind, reason = start + length, rule.rest, f"follows the {rule.reason}"
    elif opening:
        page.dateline = opening
        page.add(start, start + opening.length, "dateline", "place, date or agency before a dash")
        start += opening.length
    credit = photo_credit(page.text[start:end])
    after: list[Zone] = []
    if credit:
        after = [Zone(Span(start + credit[0], end), "credit", credit[1])]
        end, kind, reason = start + credit[0], "caption", "stands before the credit of a photograph"
    else:
        end, after = _tail(page, start, end)
    if kind == "body" and not opening:
        kind, reason = _heading(page, i, kind, reason)
    page.add(start, end, kind, _unfinished(page, i, page.text[start:end], reason))
    page.zones.extend(after)
    page.prose += kind == "body"
    page.long_prose += kind == "body" and end - start > PROSE
    return True


def _tail(page: Page, start: int, end: int) -> tuple[int, list[Zone]]:
    """Where the prose ends before tail sentences, and those as zones; contributors are noted."""
    end, tail = without_tail(page.text, start, end)
    for zone in tail:
        made = contribution(" ".join(zone.span.of(page.text).split())) if zone.kind == "byline" else None
        if made:
            page.made.append(made)
    return end, tail


def _heading(page: Page, i: int, kind: ZoneKind, reason: str) -> tuple[ZoneKind, str]:
    """A section heading is read as a title."""
    following = page.paragraphs[i + 1] if i + 1 < len(page.paragraphs) else None
    if is_heading(page.paragraphs[i], following):
        return "title", "section heading: short, without a full stop" if page.prose else "line under the headline, without a full stop"
    return kind, reason


def _unfinished(page: Page, i: int, words: str, reason: str) -> str:
    """Says so where the last paragraph stops within a sentence."""
    words = words.rstrip()
    if i + 1 < len(page.paragraphs) or len(words) < SHORTEST_CUT:
        return reason
    if words.endswith(("...", "…")) or not ends_sentence(words):
        return f"{reason}; its last sentence is unfinished (the text seems to have been cut off)"
    return reason


def _set_aside(page: Page, p: Paragraph, kind: ZoneKind, reason: str) -> bool:
    """The whole paragraph as one zone."""
    page.add(p.span.start, p.span.end, kind, reason)
    return True


LABELLERS: tuple[Callable[[Page, int], bool], ...] = (_mark, _date, _headline, _repeat, _furniture, _made_by, _photo, _prose)
"""What a paragraph may be, most certain first; the last takes all."""
