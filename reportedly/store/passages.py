"""Passages of reports in which words stand close together, whether an act was found there or not; who speaks, what was copied."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from reportedly.model import Span, Statement
from reportedly.store import tables as t
from reportedly.store import word_index
from reportedly.store.claims import MOST, by_number, on_reports
from reportedly.store.codec import decode
from reportedly.store.copying import Pair, pairs_in_force
from reportedly.store.corrections import laid_over_statement
from reportedly.store.filters import Filter
from reportedly.store.rows import ClaimRow
from reportedly.store.terms import Phrase, Sought, folded, folded_places

GAP = 3
"""Words that may stand between two words of one thing ("cars of the northern railway")."""
_LINKS = frozenset({"of", "on", "for", "to", "about", "over", "in", "by"})
"""Words behind one that make the next depend on it: "a deal on arms" is an arms deal, "a deal could set off an arms race" is none."""
LOOKED_AT = 150
"""Reports with the words that are read, the first published."""
_SURE = 0.3
"""The score from which on a statement says who speaks before a surer, wider one."""
_FAR = 120
"""Characters between two words beyond which more than `GAP` words stand there."""
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")
"""Letters that are folded to others: a word that has one is not told by how it begins."""
_FIRST = '{"sentences":'
_WHOLE = re.compile(r"[^\n]+")
Asks = Sequence[tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or two) of a report; `words` are where the words stand in the report's text, none in a sentence that only goes on.

    `statements` are those of the report that overlap the words, or the sentence where it only goes on: index and statement, the
    shortest first; `claims` are those whose sentence it is. `copied` is what it was copied from.
    """

    span: Span
    text: str
    words: tuple[Span, ...]
    statements: tuple[tuple[int, Statement, str], ...]
    claims: tuple[ClaimRow, ...]
    copied: Pair | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it stands behind a passage that has the words, and has some of them only."""
        return not self.words


@dataclass(frozen=True, slots=True)
class Found:
    """A report with its passages, in text order; `text` is all of it."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Passages:
    """The reports that have the words close together, the first published first. `has_more`: there are more that have the words."""

    reports: tuple[Found, ...]
    has_more: bool = False


def having(connection: Connection, core: Sought, beside: Sought, filter: Filter, *, most: int, around: int = 0) -> Passages:
    """The reports in which the words of `core` stand close together, and those of `beside` in the same sentence or the headline.

    `beside` may stand `around` sentences before or behind it, too. Where `core` is one word alone, which may be of anything, they
    stand in its sentence. Of the filter the conditions on reports count, and the least score of claims. At most `most` reports.
    """
    if not core.asks:
        return Passages(())
    both = Sought((*core.asks, *beside.asks), never=(*core.never, *beside.never))
    columns = t.reports.c
    query = select(columns.no, columns.id, columns.title, columns.publisher, columns.published, columns.text, columns.layers)
    query = query.where(columns.no.in_(word_index.having(connection, "report", both)), *on_reports(filter))
    # what nobody dates comes last: it cannot be told to be first
    rows = connection.execute(query.order_by(columns.published_order == "", columns.published_order, columns.no).limit(LOOKED_AT + 1)).all()
    every = ((row, spans) for row in rows[:LOOKED_AT] if (spans := _sentences_with(row, core, beside, around)))
    fitting = list(islice(every, most + 1))
    read = _Read(connection, fitting[:most], filter.min_score)
    made = tuple(
        Found(row.id, row.title, row.publisher, row.published, row.text, tuple(read.passage(row, span, words) for span, words in spans))
        for row, spans in fitting[:most]
    )
    return Passages(made, len(rows) > LOOKED_AT or len(fitting) > most)


Spans = list[tuple[Span, tuple[Span, ...]]]
"""Sentences, each with the places of the words in it; none for one that goes on what stands before it."""


def _sentences_with(row: Any, core: Sought, beside: Sought, around: int) -> Spans:
    """The sentences of a report in which the words stand close together."""
    likely = _likely(row.text, core.asks)
    if not likely:  # most reports have them far apart
        return []
    sentences = _Sentences(_cut(row.layers, row.text), row.text)
    found: Spans = []
    at, is_phrase = -1, len(core.asks) > 1
    wide = around if is_phrase else 0
    for i, span in enumerate(sentences.spans):
        if i <= at or not any(span.overlaps(near) for near in likely):
            continue
        last, places = i, close(sentences.told(i), core.asks)
        if not places and sentences.goes_on(i) and not close(sentences.told(i + 1), core.asks):
            last, places = i + 1, close([*sentences.told(i), *sentences.told(i + 1)], core.asks)
        if places and sentences.have(beside.asks, i - wide, last + wide, title=is_phrase):
            found.append((Span(span.start, sentences.spans[last].end), places))
            at = last
    return [*_going_on(found, sentences, core.asks)]


class _Sentences:
    """The sentences of a report, their words read when they are asked for."""

    def __init__(self, spans: Sequence[Span], text: str) -> None:
        self.spans = spans
        self._text = text
        self._told: dict[int, list[Told]] = {}

    def told(self, i: int) -> list["Told"]:
        """The words of a sentence."""
        if i not in self._told:
            self._told[i] = folded_places(self._text, self.spans[i].start, self.spans[i].end)
        return self._told[i]

    def goes_on(self, i: int) -> bool:
        """Whether another follows in the same line."""
        return i + 1 < len(self.spans) and "\n" not in self._text[self.spans[i].end : self.spans[i + 1].start]

    def have(self, asks: Asks, first: int, last: int, *, title: bool) -> bool:
        """Whether each of the words stands in one of some sentences, or in the headline."""
        if not asks:
            return True
        near = dict.fromkeys([*([0] if title else []), *range(max(0, first), min(last + 1, len(self.spans)))])
        words = [word for i in near for word in self.told(i)]
        return all(any(True for _ in _hits(words, (ask,))) for ask in asks)


def _likely(text: str, asks: Asks) -> list[Span]:
    """Where the words may stand close together, told by how words begin: reading every word of every report would take too long."""
    by_word: dict[str, set[int]] = {}
    for i, ask in enumerate(asks):
        for phrase in ask:
            by_word.setdefault(phrase[0], set()).add(i)
    runs: list[tuple[int, int, set[int]]] = []
    for found in _beginning(tuple(sorted(by_word)), bool(_ACCENTED.search(text))).finditer(text):
        for i in by_word.get(folded(found.group()), ()):
            if runs and found.start() - runs[-1][1] <= _FAR:
                runs[-1] = (runs[-1][0], found.end(), runs[-1][2] | {i})
            else:
                runs.append((found.start(), found.end(), {i}))
    return [Span(start, end) for start, end, known in runs if len(known) == len(asks)]


@lru_cache(maxsize=200)
def _beginning(told: tuple[str, ...], accented: bool) -> re.Pattern[str]:
    """What finds words that begin as these do: all but the ending is left of a word when it is folded; and those with an accent."""
    starts = sorted({re.escape(word[: max(1, min(3, len(word) - 1))]) for word in told})
    other = f"|[a-z]*{_ACCENTED.pattern}" if accented else ""
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(starts)}{other})[^\W_]*", re.IGNORECASE)


def _going_on(found: Spans, sentences: _Sentences, asks: Asks) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """The sentences found, and behind each the next one where it has one of the words (“they suspect that the cars ...”)."""
    starts = {span.start for span, _ in found}
    plain = (tuple(phrase for ask in asks for phrase in ask),)
    for span, places in found:
        yield span, places
        behind = next((i for i, s in enumerate(sentences.spans) if s.start >= span.end), -1)
        if behind > 0 and sentences.spans[behind].start not in starts and any(True for _ in _hits(sentences.told(behind), plain)):
            yield sentences.spans[behind], ()


Told = tuple[str, int, int]
"""A word, folded, with its place."""


def close(told: Sequence[Told], asks: Asks) -> tuple[Span, ...]:
    """Where words that are asked for stand close together, one phrase of each; none where they nowhere do."""
    hits = list(_hits(told, asks))
    runs: list[list[Hit]] = []
    for hit in hits:
        if runs and _belongs(told, runs[-1][-1], hit):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    every = set(range(len(asks)))
    whole = [run for run in runs if set().union(*(asked for *_, asked in run)) == every]
    found: list[list[int]] = []
    for first, last, _ in (hit for run in whole for hit in run):
        if found and found[-1][1] == first:
            found[-1][1] = last
        else:
            found.append([first, last])
    return tuple(Span(told[first][1], told[last - 1][2]) for first, last in found)


Hit = tuple[int, int, frozenset[int]]
"""The first word of a phrase that is found, the one behind it, and for which of the words that are asked for it stands."""


def _belongs(told: Sequence[Told], one: Hit, other: Hit) -> bool:
    """Whether two that are found stand together: in the order asked for close to each other, else with a word that joins them."""
    if other[0] - one[1] > GAP:
        return False
    is_turned = max(other[2]) < min(one[2])
    return not is_turned or (one[1] < len(told) and told[one[1]][0] in _LINKS)


def _hits(told: Sequence[Told], asks: Asks) -> Iterator[Hit]:
    """Where phrases stand, the longest of each place."""
    by_first: dict[str, list[tuple[Phrase, frozenset[int]]]] = {}
    for phrase in sorted({phrase for ask in asks for phrase in ask}, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append((phrase, frozenset(i for i, ask in enumerate(asks) if phrase in ask)))
    end = 0
    for i, (word, _, _) in enumerate(told):
        for phrase, asked in by_first.get(word, ()) if i >= end else ():
            if len(phrase) == 1 or tuple(w for w, _, _ in told[i : i + len(phrase)]) == phrase:
                end = i + len(phrase)
                yield i, end, asked
                break


def _cut(layers: bytes, text: str) -> list[Span]:
    """The sentences of a report, whole as lines where they were not cut; of its layers they come first, and are read alone."""
    told = zlib.decompress(layers).decode("ascii")
    read = json.JSONDecoder().raw_decode(told, len(_FIRST))[0] if told.startswith(_FIRST) else json.loads(told).get("sentences", ())
    return [Span(*one["span"]) for one in read] or [Span(line.start(), line.end()) for line in _WHOLE.finditer(text)]


class _Read:
    """What stands in the passages of some reports: read once."""

    def __init__(self, connection: Connection, rows: Sequence[tuple[Any, Spans]], least: float) -> None:
        self._spans = {row.no: [span for span, _ in spans] for row, spans in rows}
        self._statements: dict[int, list[tuple[int, Statement, str]]] = {}
        self._claims: dict[str, list[ClaimRow]] = {}
        numbers = sorted(self._spans)
        for i in range(0, len(numbers), MOST):
            self._add_statements(connection, numbers[i : i + MOST])
            self._add_claims(connection, numbers[i : i + MOST], least)
        self._pairs: dict[str, list[Pair]] = {}
        for pair in pairs_in_force(connection, sorted(row.id for row, _ in rows)):
            self._pairs.setdefault(pair.copy, []).append(pair)

    def _add_statements(self, connection: Connection, numbers: Sequence[int]) -> None:
        s = t.statements.c
        told = select(s.report, s.position, s.body, s.corrected, s.country).where(s.report.in_(numbers), _unrejected(s))
        for row in connection.execute(told.order_by(s.report, s.position)):
            if self._is_here(row.report, (Span(*pair) for pair in json.loads(row.body)["content"])):  # the few that are decoded
                made = laid_over_statement(decode(Statement, row.body), row.corrected)
                self._statements.setdefault(row.report, []).append((row.position, made, row.country or ""))

    def _add_claims(self, connection: Connection, numbers: Sequence[int], least: float) -> None:
        c = t.claims.c
        sure = or_(c.score >= least, c.judged == "accept")
        told = select(c.no, c.report, c.evidence_start, c.evidence_end).where(c.report.in_(numbers), sure, _unrejected(c))
        here = [no for no, report, start, end in connection.execute(told) if self._is_here(report, [Span(start, end)])]
        for claim in by_number(connection, here).values():
            self._claims.setdefault(claim.claim.report, []).append(claim)

    def _is_here(self, report: int, spans: Iterable[Span]) -> bool:
        return any(span.overlaps(other) for span in spans for other in self._spans[report])

    def passage(self, row: Any, span: Span, words: tuple[Span, ...]) -> Passage:
        """A passage of a report with all that stands there."""
        claims = [c for c in self._claims.get(row.id, ()) if c.claim.evidence.overlaps(span)]
        said = [one for one in self._statements.get(row.no, ()) if any(s.overlaps(at) for s in one[1].content for at in words or (span,))]
        said.sort(key=lambda one: (one[1].score < _SURE, sum(len(s) for s in one[1].content)))
        copied = max((p for p in self._pairs.get(row.id, ()) if _covers(p, span)), key=lambda p: p.share, default=None)
        ordered = tuple(sorted(claims, key=lambda c: c.claim.trigger))
        return Passage(span, span.of(row.text), words, tuple(said), ordered, copied)


def _unrejected(columns: Any) -> ColumnElement[bool]:
    return or_(columns.judged.is_(None), columns.judged != "reject")


def _covers(pair: Pair, span: Span) -> bool:
    """Whether at least half of a sentence was copied."""
    shared = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in pair.spans)
    return pair.by_person or shared * 2 >= len(span) > 0
