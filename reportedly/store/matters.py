"""What statements are about that do not say it themselves: who denies "the claim" denies what stands right before."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from reportedly.model import Span
from reportedly.resources import table
from reportedly.store import tables as t
from reportedly.store import word_index
from reportedly.store.claims import MOST, of_kinds
from reportedly.store.passages import close
from reportedly.store.terms import Phrase, Sought, folded, folded_places, likened, telling_words

WORDS = "lexicons/en/search.toml"
BEFORE = 300
"""Characters before a statement that are read for what it is about."""
_LEAST_LETTERS = 4
_SURE = 0.3
"""The score from which on an act counts."""
_TWO = 2
"""Words by which something told before is pointed at: "the transfers"."""
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.?!\n]")


def behind(connection: Connection, found: Collection[int], read: Sought, *, names: int = 0, types: Collection[str] = ()) -> set[int]:
    """Those of some statements (by number) that say nothing of what they are about themselves, and stand right behind the words.

    The last of what is sought are `names`, which may stand apart from the others. An act of one of the `types` counts for the words
    that name it ("delivered") where its sentence has the others.
    """
    read = replace(read, asks=tuple(_with_parts(ask) for ask in read.asks))
    other = _without_acts(read, names, types)
    having = {row.no for row in connection.execute(word_index.having(connection, "report", Sought(other.asks)))}
    told = _read(connection, [no for no in found if no >> word_index.PLACES in having])
    left = [(no, json.loads(body), text) for no, body, text in told]
    left = [one for one in left if _asks_of(one[1], one[2], read.asks)]
    kept = {no for no, body, text in left if is_behind(body, text, read, names=names)}
    rest = [one for one in left if one[0] not in kept] if other != read else []
    acts = _acts(connection, {no >> word_index.PLACES for no, *_ in rest}, types)
    for no, body, text in rest:
        sentences = acts.get(no >> word_index.PLACES, ())
        if sentences and is_behind(body, text, other, names=names, sentences=sentences):
            kept.add(no)
    return kept


def is_behind(
    body: Mapping[str, Any], text: str, read: Sought, *, names: int = 0, sentences: Collection[tuple[int, int]] | None = None
) -> bool:
    """Whether a statement says nothing of what it is about, and what stands right before it, or in its sentence, has the words.

    Where `sentences` are given, one of these there has to have them.
    """
    words = len(read.asks) - names
    asks = _asks_of(body, text, read.asks[:words])
    if not asks:
        return False
    first, last = _stretch([Span(*pair) for pair in body["content"]], text)
    near = folded_places(text, first, last)
    places = [near] if sentences is None else [folded_places(text, *at) for at in sentences if first <= at[0] and at[1] <= last + 1]
    has = any(close(place, asks) for place in places) and all(close(near, (ask,)) for ask in read.asks[words:])
    return has and not any(close(near, ((phrase,),)) for phrase in read.never)


def _asks_of(body: Mapping[str, Any], text: str, asks: Sequence[tuple[Phrase, ...]]) -> Sequence[tuple[Phrase, ...]]:
    """Which of the words have to stand before a statement that does not say what it is about; none for another."""
    content = " ".join(Span(*pair).of(text) for pair in body["content"])
    return (asks if is_bare(content) else pointed_at(content, asks)) if content else ()


def _stretch(spans: Sequence[Span], text: str) -> tuple[int, int]:
    """Where what a statement is about may stand: whole sentences before it, and its own."""
    start = spans[0].start - BEFORE
    ends = [m.end() for m in _END.finditer(text, max(0, start), spans[0].start)] if start > 0 else []  # no half of a sentence
    last = _END.search(text, spans[-1].end)
    return ends[0] if ends else max(0, start), last.start() if last else len(text)


def _with_parts(ask: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases of what is sought, with those for a part of it: who denies that munitions were sold denies a sale of arms."""
    parts: Mapping[str, Sequence[str]] = table(WORDS)["contest"]["parts"]
    more = (tuple(folded(word) for word in part.split()) for whole, told in parts.items() if (folded(whole),) in ask for part in told)
    return tuple(dict.fromkeys((*ask, *more)))


def _without_acts(read: Sought, names: int, types: Collection[str]) -> Sought:
    """What is sought without the words that name an act of these types, where others are left beside the names."""
    named = {folded(word) for word, kinds in table(WORDS)["acts"].items() if set(kinds) & set(types)}
    words = len(read.asks) - names
    left = [ask for ask in read.asks[:words] if not (len(ask[0]) == 1 and ask[0][0] in named)]
    return replace(read, asks=(*left, *read.asks[words:])) if left else read


def _acts(connection: Connection, reports: Collection[int], types: Collection[str]) -> dict[int, list[tuple[int, int]]]:
    """Where the sentences stand that tell an act of these types surely enough, by report."""
    columns, found, numbers = t.claims.c, dict[int, list[tuple[int, int]]](), sorted(reports)
    sure = or_(columns.judged == "accept", and_(columns.judged.is_(None), columns.score >= _SURE))
    for i in range(0, len(numbers), MOST):
        query = select(columns.report, columns.evidence_start, columns.evidence_end).where(columns.report.in_(numbers[i : i + MOST]))
        for report, start, end in connection.execute(query.where(of_kinds(types), sure)):
            found.setdefault(report, []).append((start, end))
    return found


def is_bare(content: str) -> bool:
    """Whether words do not say what they are about: "it", "the claims", "any involvement"; names alone do not."""
    told = telling_words(word for word in _WORD.findall(content) if len(word) >= _LEAST_LETTERS and not word[:1].isupper())
    return not likened(folded(word) for word in told) - _bare()


@cache
def _bare() -> frozenset[str]:
    """The words that do not say what a statement is about, folded and likened; asked for each denial."""
    return frozenset(likened(folded(word) for word in table(WORDS)["contest"]["bare"]))


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
