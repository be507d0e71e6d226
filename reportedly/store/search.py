"""Full-text search: the reports that have the words, and where."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from reportedly.model import Span
from reportedly.store import tables as t
from reportedly.store.dialect import Dialect, unmark
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import Hit, Page

_LOOKED_AT = 12
"""Words found that are looked at from each."""
_AROUND = 120
"""Characters before and after the first match that a snippet shows."""


def page(connection: Connection, dialect: Dialect, words: str, *, limit: int, after: str | None) -> Page[Hit]:
    """The reports that have all the words, best first."""
    (offset,) = parse_mark(after, (int,)) if after else (0,)
    found = dialect.find_words(connection, t.storable(words), limit=limit + 1, offset=offset)
    columns = t.reports.c
    query = select(columns.no, columns.id, columns.text, columns.title, columns.publisher, columns.url, columns.published)
    rows = {row.no: row for row in connection.execute(query.where(columns.no.in_([no for no, _ in found])))}
    hits = []
    for no, marked in found:
        row = rows[no]
        spans = tuple(Span(start, end) for start, end in unmark(marked) if end <= len(row.text))
        snippet = around(row.text, densest(row.text, spans))
        within = tuple(s for s in spans if snippet.contains(s))
        hits.append(Hit(row.id, row.title, row.publisher, row.url, row.published, snippet, snippet.of(row.text), within))
    return page_of(hits, [(offset + i + 1,) for i in range(len(hits))], limit)


def densest(text: str, spans: Sequence[Span]) -> Span:
    """The first of the words found after which most different ones follow at once: where all of them stand together."""
    if not spans:
        return Span(0, 0)
    stems = [span.of(text)[:4].lower() for span in spans]
    ends = [span.end for span in spans]

    def near(i: int) -> int:
        following = zip(ends[i : i + _LOOKED_AT], stems[i : i + _LOOKED_AT], strict=True)
        return len({stem for end, stem in following if end - spans[i].start <= _AROUND})

    return spans[max(range(len(spans)), key=lambda i: (near(i), -i))]


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
