"""Copies in the store: finding reports that share words, keeping the passages, and reading from where a claim was copied."""

import json
import zlib
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, exists, insert, or_, select, text

from reportedly.model import Claim, Fingerprint, Link, Origin, Zone
from reportedly.model.copies import passages
from reportedly.model.origins import Copied
from reportedly.model.span import Span
from reportedly.store import origin_tables as o
from reportedly.store import tables as t
from reportedly.store.actors import name_key
from reportedly.store.claims import MOST, stored_claim
from reportedly.store.codec import decode_all
from reportedly.store.prepared import Prepared
from reportedly.store.reports import report as read_report

POSTINGS = 64
"""Reports looked at for one shingle, the first that were stored: a phrase that everybody uses tells nothing."""
_ASKED = 200
"""Shingles asked for in one query."""
_STEP, _NO_SHINGLE = 8, -1
_WHOLE = 0.5
"""The share of words from which on a copy is one as a whole, so that its origin is sought further up the line."""


def lookalikes(connection: Connection, hashes: Collection[int], *, limit: int, before: int | None = None) -> list[Fingerprint]:
    """The stored reports that share most of these sampled shingles, rare ones first, at most `limit`.

    With `before` only reports with smaller numbers count: what was there when the report of that number was stored. The
    cost depends on the number of shingles, not on the size of the store: of each, so many reports at most are read.
    """
    weights: dict[int, float] = {}
    wanted = sorted(hashes)
    for i in range(0, len(wanted), _ASKED):
        for first in _postings(connection, wanted[i : i + _ASKED]).values():
            reports = [no for no in first if before is None or no < before]
            for report in reports:
                weights[report] = weights.get(report, 0.0) + 1 / len(reports)
    best = sorted(weights, key=lambda r: (-weights[r], r))[:limit]
    found = _fingerprints().rows(connection, numbers=best) if best else ()
    prints = {r.no: Fingerprint(r.id, _unpack(r.hashes), r.published, r.publisher, tuple(json.loads(r.credits))) for r in found}
    return [prints[no] for no in best if no in prints]


def add_passages(connection: Connection, links: Iterable[Link]) -> None:
    """Keeps which passages were copied, for links of the layer "report" that say "same"."""
    for link in links:
        if link.layer == "report" and link.verdict == "same":
            _add(connection, link.a, link.b)


def copied_reports(links: Iterable[Link]) -> set[str]:
    """The reports (ids) that links say were copied."""
    return {link.b for link in links if link.layer == "report" and link.verdict == "same"}


def copies_of(connection: Connection, claims: Sequence[Claim]) -> dict[str, Copied]:
    """From where claims were copied, by their ids: those that stand in a copied passage, or in a report that a person calls a copy."""
    line = _Line(connection, {c.report for c in claims})
    if not line.pairs:
        return {}
    found: dict[str, Copied] = {}
    for claim in claims:
        pair = line.source(claim)
        if pair:
            root = line.root(pair.original)
            found[claim.id] = line.copied(root, pair)
    return found


class Pair(NamedTuple):
    """A copy and the report it was copied from (ids), how much, by whose word, and the passages (none for a person's)."""

    original: str
    copy: str
    share: float
    how: str
    by_person: bool
    spans: tuple[Span, ...]


class _Line:
    """All copies above some reports: read once, level by level."""

    def __init__(self, connection: Connection, reports: set[str]) -> None:
        self._connection = connection
        self.pairs: dict[str, list[Pair]] = {}
        self._about: dict[str, tuple[str | None, str | None]] = {}
        self._origins: dict[str, Origin] = {}
        self._titles: dict[str, tuple[Span, ...]] = {}
        todo, seen = set(reports), set(reports)
        while todo:
            level = pairs_in_force(connection, sorted(todo))
            for pair in level:
                self.pairs.setdefault(pair.copy, []).append(pair)
            todo = {p.original for p in level} - seen
            seen |= todo
        if self.pairs:
            self._read_about(seen)

    def source(self, claim: Claim) -> Pair | None:
        """The pair by which a claim was copied: of several originals one that is no copy itself, and was published first.

        The headline over a copied text is copied with it, in whatever words: it tells nothing that the text does not.
        """
        is_title = _covers(self._titles.get(claim.report, ()), claim.evidence)
        fitting = [
            p
            for p in self.pairs.get(claim.report, ())
            if p.by_person or _covers(p.spans, claim.evidence) or (is_title and p.share >= _WHOLE)
        ]
        return min(fitting, key=lambda p: (self.root(p.original) != p.original, *self._first(p)), default=None)

    def root(self, report: str) -> str:
        """The first report of the line that leads up from a report by copies of the whole."""
        seen = {report}
        while above := [p for p in self.pairs.get(report, ()) if (p.by_person or p.share >= _WHOLE) and p.original not in seen]:
            report = min(above, key=self._first).original
            seen.add(report)
        return report

    def copied(self, root: str, pair: Pair) -> Copied:
        """What is told of a copied claim."""
        published, publisher = self._about.get(root, (None, None))
        if root not in self._origins:
            self._origins[root] = _own_origin(self._connection, root, publisher)
        return Copied(root, self._origins[root], publisher, published, pair.how)

    def _first(self, pair: Pair) -> tuple[str, str]:
        return (self._about.get(pair.original, (None, None))[0] or "9999", pair.original)

    def _read_about(self, reports: set[str]) -> None:
        columns, ids = t.reports.c, sorted(reports)
        for i in range(0, len(ids), MOST):
            query = select(columns.id, columns.published, columns.publisher, columns.zones).where(columns.id.in_(ids[i : i + MOST]))
            for row in self._connection.execute(query):
                self._about[row.id] = (row.published, row.publisher)
                if row.id in self.pairs:
                    self._titles[row.id] = tuple(z.span for z in decode_all(Zone, row.zones) if z.kind == "title")


def pairs_in_force(connection: Connection, copies: Sequence[str]) -> list[Pair]:
    """What these reports (ids) were copied from, as far as links say so and no person says otherwise."""
    found: dict[tuple[str, str], Link] = {}
    for i in range(0, len(copies), MOST // 2):
        for row in _links_of().rows(connection, copies=copies[i : i + MOST // 2]):
            link = Link(row.layer, row.a, row.b, row.verdict, row.score, row.reason, row.made_by)
            _outrank(found, link)
    same = [link for link in found.values() if link.verdict == "same" and link.b in copies]
    spans = _spans(connection, same)
    return [Pair(k.a, k.b, k.score, k.reason, k.by_person, spans.get((k.a, k.b), ())) for k in same]


@cache
def _links_of() -> Prepared:
    """The query for links in force that say from what some `copies` (ids) were copied, oldest first; made once."""
    links, copies = t.links.c, t.several("copies")
    theirs = or_(links.b.in_(copies), and_(links.a.in_(copies), links.made_by.like("person:%")))
    query = select(t.links).where(links.layer == "report", links.undone_at.is_(None), links.verdict != "unsure", theirs)
    return Prepared(query.order_by(links.no))


def _outrank(found: dict[tuple[str, str], Link], link: Link) -> None:
    """Keeps the judgement that counts on a pair: a person's before a stage's, the later before the earlier."""
    pair = (min(link.a, link.b), max(link.a, link.b))
    old = found.get(pair)
    if not (old and old.by_person and not link.by_person):
        found[pair] = link


def _covers(spans: Iterable[Span], evidence: Span) -> bool:
    """Whether at least half of a sentence lies in copied passages."""
    shared = sum(max(0, min(s.end, evidence.end) - max(s.start, evidence.start)) for s in spans)
    return shared * 2 >= len(evidence) > 0


def _spans(connection: Connection, links: Sequence[Link]) -> dict[tuple[str, str], tuple[Span, ...]]:
    """The passages of each pair (original, copy)."""
    ids = sorted({link.b for link in links})
    found: dict[tuple[str, str], tuple[Span, ...]] = {}
    for i in range(0, len(ids), MOST):
        for row in _passages_of().rows(connection, copies=ids[i : i + MOST]):
            found[row.a, row.b] = (*found.get((row.a, row.b), ()), Span(row.start, row.end))
    return found


@cache
def _passages_of() -> Prepared:
    """The query for the passages of `copies` (ids), with the ids of original and copy, in text order; made once."""
    copy, original, columns = t.reports.alias(), t.reports.alias(), o.passages.c
    joined = o.passages.join(copy, copy.c.no == columns.report).join(original, original.c.no == columns.original)
    query = select(original.c.id.label("a"), copy.c.id.label("b"), columns.start, columns.end).select_from(joined)
    return Prepared(query.where(copy.c.id.in_(t.several("copies"))).order_by(columns.start))


def _add(connection: Connection, original: str, copy: str) -> None:
    columns = t.reports.c
    numbers: Mapping[str, int] = {
        row.id: row.no for row in connection.execute(select(columns.id, columns.no).where(columns.id.in_((original, copy))))
    }
    if len(numbers) < 2:
        return
    key = (o.passages.c.report == numbers[copy], o.passages.c.original == numbers[original])
    if connection.execute(select(o.passages.c.start).where(*key).limit(1)).first():
        return
    packed = connection.execute(select(t.fingerprints.c.hashes).where(t.fingerprints.c.report == numbers[original])).scalar()
    spans = passages(read_report(connection, copy), _unpack(packed)) if packed else ()
    rows = [{"report": numbers[copy], "original": numbers[original], "start": s.start, "end": s.end} for s in spans]
    if rows:
        connection.execute(insert(o.passages), rows)


def _own_origin(connection: Connection, report: str, publisher: str | None) -> Origin:
    """The origin of what a report tells in its own voice, from one such claim; its publisher when it has none."""
    claims, parties = t.claims.c, t.claim_parties.c
    chained = exists().where(parties.claim == claims.no, parties.role == "according_to")
    number = select(t.reports.c.no).where(t.reports.c.id == report).scalar_subquery()
    body = connection.execute(select(claims.body).where(claims.report == number, ~chained).order_by(claims.no).limit(1)).scalar()
    if body:
        return stored_claim(body, "").origin
    if publisher:
        return Origin(
            f"origin:{name_key(publisher).replace(' ', '-')}", publisher, f"{publisher} says it in its own voice", kind="publisher"
        )
    return Origin(f"report:{report}", "a report without a publisher", "the report says it in its own voice", kind="report")


def _postings(connection: Connection, hashes: Sequence[int]) -> dict[int, list[int]]:
    """The first reports that have each of these shingles."""
    count = -(-len(hashes) // _STEP) * _STEP  # few different lengths: the database reads each query once
    asked = {f"h{i}": h for i, h in enumerate([*hashes, *[_NO_SHINGLE] * (count - len(hashes))])}
    found: dict[int, list[int]] = {}
    for hash, report in _postings_of(count).rows(connection, **asked):
        found.setdefault(hash, []).append(report)
    return found


@lru_cache(maxsize=64)
def _postings_of(count: int) -> Prepared:
    """The query for the first reports of so many shingles.

    It is written out: as expressions, hundreds of parts would take longer to put together than to answer.
    """
    one = "SELECT * FROM (SELECT hash, report FROM shingles WHERE hash = :h{0:d} ORDER BY report LIMIT {1:d}) AS s{0:d}"
    return Prepared(text(" UNION ALL ".join(one.format(i, POSTINGS) for i in range(count))))


@cache
def _fingerprints() -> Prepared:
    """The query for the fingerprints of reports by `numbers`; made once."""
    columns = t.reports.c
    query = select(columns.no, columns.id, t.fingerprints.c.hashes, columns.published, columns.publisher, columns.credits)
    query = query.join(t.fingerprints, t.fingerprints.c.report == columns.no)
    return Prepared(query.where(columns.no.in_(bindparam("numbers", expanding=True))))


def _unpack(packed: bytes) -> frozenset[int]:
    return frozenset(array("I", zlib.decompress(packed)))
