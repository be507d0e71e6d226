"""Linking again: which reports wait for it, and what changes when a report's links are made anew.

Only what stages made is touched: a person's judgement stays, and a link that a person took back does not return.
"""

import json
import zlib
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, text, update

from reportedly.errors import NotFoundError
from reportedly.model import AnnotatedReport, Block, Claim, Fingerprint, Link, ReportEntity
from reportedly.model.copies import fingerprint, sample
from reportedly.store import copying, corrections, entities, links, matching, weights, writing
from reportedly.store import origin_tables as o
from reportedly.store import tables as t
from reportedly.store.claims import MOST, read_claim
from reportedly.store.codec import encode, pack_layers
from reportedly.store.dialect import Dialect
from reportedly.store.prepared import Prepared

Transaction = Callable[[], AbstractContextManager[Connection]]
Key = tuple[str, str, str]  # layer, and two ids, the smaller first
PERSON = "person:"
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Relinked:
    """What linking a report again changed: links that came, went and stayed, and claims whose origin is read otherwise."""

    report: str
    added: int = 0
    removed: int = 0
    kept: int = 0
    origins: int = 0


class Linking:
    """The store's part of linking again. Each call is one transaction; `now` is an ISO 8601 instant."""

    def __init__(self, reading: Transaction, writing: Transaction, dialect: Dialect, cache: dict[int, Claim]) -> None:
        self._reading = reading
        self._writing = writing
        self._dialect = dialect
        self._cache = cache

    def waiting(self, rules: str) -> Iterator[str]:
        """The ids of the reports whose links were not made by these rules, in the order in which they were stored."""
        last = 0
        columns, done = t.reports.c, o.linked.c
        while True:
            with self._reading() as connection:
                current = exists().where(done.report == columns.no, done.rules == rules)
                query = select(columns.no, columns.id).where(columns.no > last, ~current).order_by(columns.no).limit(_PAGE)
                rows = connection.execute(query).all()
            if not rows:
                return
            last = rows[-1].no
            yield from (row.id for row in rows)

    def stored(self) -> int:
        """How many reports there are."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(t.reports)).scalar_one())

    def mark(self, report: str, rules: str) -> None:
        """Remembers by which rules a report's links were made."""
        with self._writing() as connection:
            mark(connection, report, rules)

    def forget(self) -> None:
        """Lets every report wait again."""
        with self._writing() as connection:
            connection.execute(delete(o.linked))

    def claims(self, report: str) -> tuple[Claim, ...]:
        """A report's claims, with what people corrected, in text order."""
        with self._reading() as connection:
            return tuple(_stored(connection, report).values())

    def before(self, report: str, *, limit_to: bool = True) -> "Earlier":
        """What resolving finds (resolve.Candidates) as it was when a report was stored; all there is now without `limit_to`.

        Raises NotFoundError.
        """
        with self._reading() as connection:
            no = _number(connection, report)
            claim = connection.execute(select(func.min(t.claims.c.no)).where(t.claims.c.report == no)).scalar()
        return Earlier(self._reading, self._cache, *((no, claim) if limit_to else (None, None)))

    def replace(
        self, report: str, claims: Sequence[Claim], found: Sequence[Link], *, rules: str, now: str, earlier_only: bool = True
    ) -> Relinked:
        """Puts a report's links in the place of those that stages made before; returns what changed.

        `claims` are its claims with their origins as they are read now. With `earlier_only` the links to reports that
        were stored later are left to those reports' turn, so that going through all reports decides each pair once.
        Raises NotFoundError.
        """
        with self._writing() as connection:
            no = _number(connection, report)
            origins = _update_origins(connection, report, claims)
            self._update_fingerprint(connection, no, report)
            old = _old_links(connection, report, [c.id for c in claims])
            named = self._add_entity_links(connection, found, now=now)
            new = {_key(link): link for link in found if link.layer != "entity"}
            if earlier_only:
                later = _later(connection, no, {id for key in (*old, *new) for id in key[1:]})
                old = {k: v for k, v in old.items() if not set(k[1:]) & later}
                new = {k: v for k, v in new.items() if not set(k[1:]) & later}
            came, went, stayed = _exchange(connection, old, new, now=now)
            copying.add_passages(connection, new.values())
            if came or went:
                own = {c.id for c in claims}
                ends = {id for key in (*old, *new) if key[0] == "event" for id in key[1:]} | own
                if went:  # what was joined may have to be parted
                    links.refresh_events(connection, ends, self._cache)
                else:
                    links.refresh_events(connection, own, self._cache, most=links.CROWD)
            if came or went or origins:
                weights.weigh_reports(connection, {report, *copying.copied_reports(new.values())})
            self._cache.clear()
            mark(connection, report, rules)
            return Relinked(report, came + named, went, stayed, origins)

    def _add_entity_links(self, connection: Connection, found: Sequence[Link], *, now: str) -> int:
        """Writes what was not said before of two entities; how many. What was said stays: other reports rest on it, too."""
        fresh = [link for link in found if link.layer == "entity" and not entities.is_linked(connection, link)]
        links.add_links(connection, fresh, now=now)
        for link in fresh:
            links.refresh_events(connection, entities.claims_with(connection, (link.a, link.b)), self._cache)
        return len(fresh)

    # Reports that a stage had failed on

    def bare(self) -> list[str]:
        """The ids of reports that are stored without annotation because a stage failed on them."""
        with self._reading() as connection:
            return list(connection.execute(_bare().order_by(t.reports.c.no)).scalars())

    def is_bare(self, report: str) -> bool:
        """Whether a stage failed on this report."""
        with self._reading() as connection:
            return connection.execute(_bare().where(t.reports.c.id == report)).first() is not None

    def fill(
        self, annotated: AnnotatedReport, claims: Sequence[Claim], found: Sequence[Link], *, notes: Sequence[str] = (), now: str
    ) -> None:
        """Gives a report that was stored bare its annotation; its failures count as mended. Raises NotFoundError."""
        with self._writing() as connection:
            no = _number(connection, annotated.report.id)
            writing.fill_report(connection, self._dialect, no, annotated, claims)
            values: dict[str, Any] = {"layers": pack_layers(annotated), "made_by": json.dumps(writing.makers(annotated))}
            values |= {"claims": len(claims), "statements": len(annotated.statements)}
            connection.execute(update(t.reports).where(t.reports.c.no == no).values(**values))
            corrections.restore(connection, "claim", [c.id for c in claims])
            corrections.restore(connection, "statement", [writing.statement_id(annotated.report.id, s) for s in annotated.statements])
            links.add_links(connection, found, now=now)
            copying.add_passages(connection, found)
            writing.add_notes(connection, annotated.report.id, notes, now=now)
            links.refresh_events(connection, [c.id for c in claims], self._cache)
            weights.weigh_reports(connection, copying.copied_reports(found))
            failures = select(t.failures.c.no).where(t.failures.c.sha256 == annotated.report.sha256, t.failures.c.kind == "failed")
            rows = [{"failure": failure, "mended_at": now} for failure in connection.execute(failures).scalars()]
            self._dialect.insert_new(connection, o.mended, rows)

    def _update_fingerprint(self, connection: Connection, no: int, report: str) -> None:
        """The shingles anew, where they are made otherwise now."""
        from reportedly.store.reports import report as read_report

        hashes = fingerprint(read_report(connection, report)).shingles
        packed = connection.execute(select(t.fingerprints.c.hashes).where(t.fingerprints.c.report == no)).scalar()
        if packed is not None and frozenset(array("I", zlib.decompress(packed))) == hashes:
            return
        connection.execute(delete(t.shingles).where(t.shingles.c.report == no))
        connection.execute(delete(t.fingerprints).where(t.fingerprints.c.report == no))
        connection.execute(insert(t.fingerprints).values(report=no, hashes=zlib.compress(array("I", sorted(hashes)).tobytes(), 1)))
        self._dialect.insert_new(connection, t.shingles, [{"hash": h, "report": no} for h in sorted(sample(hashes))])


class Earlier:
    """Implements resolve.Candidates: what was stored before the report and the claim of these numbers, all where they are None.

    Linking a stored report again must meet what it met when it was new: else later reports would take the place of
    earlier ones among the links that are kept. Names and aliases are those of the whole store: what was said of two names
    is not said again.
    """

    def __init__(self, reading: Transaction, cache: dict[int, Claim], report: int | None, claim: int | None) -> None:
        self._reading = reading
        self._cache = cache
        self._report = report
        self._claim = claim

    def sharing(self, keys: Collection[str], *, limit: int, near: str | None) -> list[Block]:
        """The claims under each key, at most `limit` a key: those published nearest to `near` first."""
        with self._reading() as connection:
            return matching.sharing(connection, keys, self._cache, limit=limit, near=near, before=self._claim)

    def lookalikes(self, hashes: Collection[int], *, limit: int) -> list[Fingerprint]:
        """The reports that share most of these sampled shingles, at most `limit`."""
        with self._reading() as connection:
            return copying.lookalikes(connection, hashes, limit=limit, before=self._report)

    def namesakes(self, keys: Collection[str]) -> Mapping[str, Sequence[ReportEntity]]:
        """The stored entities whose names have these skeletons, each once."""
        with self._reading() as connection:
            return entities.namesakes(connection, keys)

    def aliases(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        """For each of these entities that links say is also another: all ids of the one that they are."""
        with self._reading() as connection:
            return entities.aliases(connection, ids)


def _number(connection: Connection, report: str) -> int:
    no = connection.execute(select(t.reports.c.no).where(t.reports.c.id == report)).scalar()
    if no is None:
        raise NotFoundError(f"There is no report “{report}” in this store.")
    return int(no)


_MARK = Prepared(
    text(
        "INSERT INTO linked (report, rules) SELECT no, :rules FROM reports WHERE id = :id"
        " ON CONFLICT (report) DO UPDATE SET rules = excluded.rules RETURNING report"
    )
)


def mark(connection: Connection, report: str, rules: str) -> None:
    """Remembers by which rules a report's links were made. Raises NotFoundError."""
    if not _MARK.rows(connection, rules=rules, id=t.storable(report)):
        raise NotFoundError(f"There is no report “{report}” in this store.")


def _bare() -> Any:
    """Reports that no stage made anything of, with a failure that nothing has mended."""
    reports, failures = t.reports.c, t.failures.c
    mended = exists().where(o.mended.c.failure == failures.no)
    failed = exists().where(failures.sha256 == reports.sha256, failures.sha256 != "", failures.kind == "failed", ~mended)
    return select(reports.id).where(reports.made_by == "[]", failed)


def _stored(connection: Connection, report: str, *, corrected: bool = True) -> dict[int, Claim]:
    columns = t.claims.c
    query = select(columns.no, columns.body, columns.event, columns.corrected).join(t.reports, columns.report == t.reports.c.no)
    rows = connection.execute(query.where(t.reports.c.id == report).order_by(columns.start, columns.no))
    return {row.no: read_claim(row.body, row.event, row.corrected if corrected else None) for row in rows}


def _update_origins(connection: Connection, report: str, claims: Sequence[Claim]) -> int:
    """Writes the origins and ways that are read otherwise now; how many."""
    wanted = {c.id: c for c in claims}
    changed = 0
    for no, stored in _stored(connection, report, corrected=False).items():
        now = wanted.get(stored.id)
        if now is None or (now.origin, now.path) == (stored.origin, stored.path):
            continue
        body = encode(replace(stored, origin=now.origin, path=now.path, event=""))
        connection.execute(update(t.claims).where(t.claims.c.no == no).values(body=body, origin=now.origin.id))
        changed += 1
    return changed


def _old_links(connection: Connection, report: str, claims: Sequence[str]) -> dict[Key, list[Any]]:
    """The links of a report and its claims that stages made: in force, or taken back by a person."""
    columns = t.links.c
    found: dict[Key, list[Any]] = {}
    for i in range(0, len(claims) + 1, MOST // 2):
        ends = [*claims[i : i + MOST // 2], *([report] if i == 0 else [])]
        either = or_(columns.a.in_(ends), columns.b.in_(ends))
        ours = (~columns.made_by.like(f"{PERSON}%"), columns.layer.in_(("event", "report")))
        query = select(t.links).where(either, *ours, or_(columns.undone_at.is_(None), columns.undone_by.like(f"{PERSON}%")))
        for row in connection.execute(query.order_by(columns.no)):
            rows = found.setdefault((row.layer, min(row.a, row.b), max(row.a, row.b)), [])
            if all(row.no != other.no for other in rows):
                rows.append(row)
    return found


def _later(connection: Connection, no: int, ids: set[str]) -> set[str]:
    """Those of these claims and reports that were stored after report number `no` and its claims."""
    wanted, found = sorted(ids), set[str]()
    last = connection.execute(select(func.max(t.claims.c.no)).where(t.claims.c.report == no)).scalar() or 0
    for i in range(0, len(wanted), MOST):
        part = wanted[i : i + MOST]
        found |= set(connection.execute(select(t.claims.c.id).where(t.claims.c.id.in_(part), t.claims.c.no > last)).scalars())
        found |= set(connection.execute(select(t.reports.c.id).where(t.reports.c.id.in_(part), t.reports.c.no > no)).scalars())
    return found


def _exchange(connection: Connection, old: dict[Key, list[Any]], new: dict[Key, Link], *, now: str) -> tuple[int, int, int]:
    """Takes the links that are made no more out of force, and writes new ones; how many came, went and stayed."""
    stayed, gone, come = 0, [], []
    for key in sorted(old.keys() | new.keys()):
        rows, link = old.get(key, []), new.get(key)
        standing = [row for row in rows if row.undone_at is None]
        taken_back = any(row.undone_at for row in rows)
        same = [row for row in standing if link and (row.a, row.b, row.verdict, row.reason) == (link.a, link.b, link.verdict, link.reason)]
        stayed += bool(same)
        gone += [row.no for row in standing if row not in same[:1]]
        if link and not same and not taken_back:
            come.append(link)
    for i in range(0, len(gone), MOST):
        part = gone[i : i + MOST]
        connection.execute(update(t.links).where(t.links.c.no.in_(part)).values(undone_at=now, undone_by="linking anew"))
    links.add_links(connection, come, now=now)
    return len(come), len(gone), stayed


def _key(link: Link) -> Key:
    return (link.layer, min(link.a, link.b), max(link.a, link.b))
