"""What statements are about that do not say it themselves: who denies "the claim" denies what stands right before."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from reportedly.model import Span
from reportedly.resources import table
from reportedly.store import tables as t
from reportedly.store import word_index
from reportedly.store.claims import MOST
from reportedly.store.passages import close
from reportedly.store.terms import Phrase, Sought, folded, folded_places, likened, telling_words

WORDS = "lexicons/en/search.toml"
BEFORE = 300
"""Characters before a statement that are read for what it is about."""
_LEAST_LETTERS = 4
_TWO = 2
"""Words by which something told before is pointed at: "the transfers"."""
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.?!\n]")


def behind(connection: Connection, found: Collection[int], read: Sought, *, names: int = 0) -> set[int]:
    """Those of some statements (by number) that say nothing of what they are about themselves, and stand right behind the words.

    The last of what is sought are `names`, which may stand apart from the others.
    """
    having = {row.no for row in connection.execute(word_index.having(connection, "report", Sought(read.asks)))}
    left = [no for no in found if no >> word_index.PLACES in having]
    return {no for no, body, text in _read(connection, left) if is_behind(json.loads(body), text, read, names=names)}


def is_behind(body: Mapping[str, Any], text: str, read: Sought, *, names: int = 0) -> bool:
    """Whether a statement says nothing of what it is about, and what stands right before it, or in its sentence, has the words."""
    spans = [Span(*pair) for pair in body["content"]]
    words, content = len(read.asks) - names, " ".join(span.of(text) for span in spans)
    asks = read.asks[:words] if is_bare(content) else pointed_at(content, read.asks[:words])
    if not spans or not asks:
        return False
    start = spans[0].start - BEFORE
    ends = [m.end() for m in _END.finditer(text, max(0, start), spans[0].start)] if start > 0 else []  # no half of a sentence
    last = _END.search(text, spans[-1].end)
    near = folded_places(text, ends[0] if ends else max(0, start), last.start() if last else len(text))
    has = close(near, asks) and all(close(near, (ask,)) for ask in read.asks[words:])
    return bool(has) and not any(close(near, ((phrase,),)) for phrase in read.never)


def is_bare(content: str) -> bool:
    """Whether words do not say what they are about: "it", "the claims", "any involvement"; names alone do not."""
    told = telling_words(word for word in _WORD.findall(content) if len(word) >= _LEAST_LETTERS and not word[:1].isupper())
    passed = likened(folded(word) for word in table(WORDS)["contest"]["bare"])
    return not likened(folded(word) for word in told) - passed


def pointed_at(content: str, asks: Sequence[tuple[Phrase, ...]]) -> Sequence[tuple[Phrase, ...]]:
    """What stands before a word that points at it, "the transfers", of what is sought: "arms" of arms transfers; else nothing."""
    given = _WORD.findall(content)
    pointing = table(WORDS)["contest"]["pointing"]
    if len(given) != _TWO or given[0].lower() not in pointing or not given[1][:1].islower():
        return ()
    noun = folded(given[1])
    if not any(phrase[-1] == noun for ask in asks for phrase in ask):
        return ()
    left = [ask for ask in asks if (noun,) not in ask]
    return [(*ask, *(phrase[:-1] for phrase in ask if phrase[-1] == noun)) for ask in left]


def _read(connection: Connection, numbers: Collection[int]) -> list[tuple[int, str, str]]:
    """Statements (by number) with their bodies and the texts of their reports."""
    columns, wanted = t.statements.c, set(numbers)
    reports = sorted({no >> word_index.PLACES for no in wanted})
    found = []
    for i in range(0, len(reports), MOST):
        part = reports[i : i + MOST]
        texts = {no: text for no, text in connection.execute(select(t.reports.c.no, t.reports.c.text).where(t.reports.c.no.in_(part)))}  # noqa: C416
        query = select(columns.report, columns.position, columns.body).where(columns.report.in_(part))
        for report, position, body in connection.execute(query):
            if (no := word_index.statement_number(report, position)) in wanted:
                found.append((no, body, texts[report]))
    return found
