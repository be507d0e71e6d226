"""Full-text search: the reports that have the words, and where."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from reportedly.model import Span
from reportedly.store import tables as t
from reportedly.store import word_index
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import Hit, Page
from reportedly.store.terms import Sought

_LOOKED_AT = 12
"""Words found that are looked at from each."""
_MOST_PLACES = 5_000
"""Words found in one report that are looked at."""
_AROUND = 120
"""Characters before and after the first match that a snippet shows."""


def page(connection: Connection, words: str, *, limit: int, after: str | None, exact: bool = False) -> Page[Hit]:
    """The reports that have all the words, best first."""
    (offset,) = parse_mark(after, (int,)) if after else (0,)
    wanted = word_index.sought(connection, words, exact=exact)
    found = word_index.best_reports(connection, wanted, limit=limit + 1, offset=offset)
    columns = t.reports.c
    query = select(columns.no, columns.id, columns.text, columns.title, columns.publisher, columns.url, columns.published)
    rows = {row.no: row for row in connection.execute(query.where(columns.no.in_(found)))}
    hits = [_hit(rows[no], wanted) for no in found[:limit]]
    return page_of([*hits, *([hits[-1]] if len(found) > limit else [])], [(offset + i + 1,) for i in range(len(found))], limit)


def _hit(row: Any, wanted: Sought) -> Hit:
    spans = tuple(islice(wanted.places(row.text), _MOST_PLACES))
    snippet = around(row.text, densest(row.text, spans))
    within = tuple(s for s in spans if snippet.contains(s))
    return Hit(row.id, row.title, row.publisher, row.url, row.published, snippet, snippet.of(row.text), within)


def densest(text: str, spans: Sequence[Span]) -> Span:
    """The word found from which on most different ones stand together in its line, within the shortest stretch."""
    return max(spans, key=lambda span: (*_together(text, span, spans), -span.start), default=Span(0, 0))


def _together(text: str, first: Span, spans: Sequence[Span]) -> tuple[int, int]:
    """How many different words stand from one on within a snippet of its line, and (negative) in how many characters."""
    farthest = min(first.start + _AROUND, len(text))
    line = text.find("\n", first.start, farthest)  # no farther: a line may be a megabyte long, and full of the words
    last = farthest if line < 0 else line
    at = bisect_left(spans, first.start, key=lambda span: span.start)
    stems, end = set[str](), first.end
    for span in spans[at : at + _LOOKED_AT]:
        stem = span.of(text)[:4].lower()
        if span.end <= last and stem not in stems:
            stems.add(stem)
            end = span.end
    return len(stems), first.start - end


def around(text: str, span: Span) -> Span:
    """The stretch around a span, cut at spaces and within its line."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    if start > 0 and text[start - 1] != "\n":
        start = min(text.find(" ", start, span.start) + 1 or start, span.start)
    line = text.find("\n", span.end)
    end = min(len(text) if line < 0 else line, span.end + _AROUND)
    if end < len(text) and text[end] != "\n":
        end = max(text.rfind(" ", span.end, end), span.end) if text.rfind(" ", span.end, end) >= 0 else end
    return Span(start, end)
