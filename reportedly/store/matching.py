"""Finds stored claims and reports that may match new ones, through indexes: the store's part of resolving."""

import json
import zlib
from array import array
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from reportedly.model import Block, Claim, Fingerprint
from reportedly.store import tables as t
from reportedly.store.claims import MOST, stored_claim
from reportedly.store.days import published_day
from reportedly.store.writing import key_hash

_REMEMBERED = 20_000
"""Claims kept decoded: reports on one story come in together."""
_SHARED = 2
"""Sampled shingles that two reports must share to be compared (one, where a text has only one)."""


def sharing(connection: Connection, keys: Collection[str], cache: dict[int, Claim], *, limit: int, near: str | None) -> list[Block]:
    """The stored claims under each key, at most `limit` a key: those published nearest to `near` first."""
    by_hash = {key_hash(key): key for key in keys}
    numbers = _numbers(connection, sorted(by_hash), limit, published_day(near) or 0)
    _load(connection, {no for nos, _ in numbers.values() for no in nos}, cache)
    made = [Block(by_hash[h], tuple(cache[no] for no in nos), total) for h, (nos, total) in numbers.items()]
    if len(cache) > _REMEMBERED:
        cache.clear()
    return made


def lookalikes(connection: Connection, hashes: Collection[int], *, limit: int) -> list[Fingerprint]:
    """The stored reports that share most of these sampled shingles, at most `limit`."""
    columns, wanted = t.shingles.c, sorted(hashes)
    shared: dict[int, int] = {}
    for i in range(0, len(wanted), MOST):
        query = select(columns.report, func.count()).where(columns.hash.in_(wanted[i : i + MOST])).group_by(columns.report)
        for report, count in connection.execute(query):
            shared[report] = shared.get(report, 0) + count
    best = sorted((r for r in shared if shared[r] >= min(_SHARED, len(wanted))), key=lambda r: (-shared[r], r))[:limit]
    reports = t.reports.c
    query = select(reports.id, t.fingerprints.c.hashes, reports.published, reports.publisher, reports.credits)
    found = connection.execute(query.join(t.fingerprints, t.fingerprints.c.report == reports.no).where(reports.no.in_(best)))
    return [Fingerprint(r.id, _unpack(r.hashes), r.published, r.publisher, tuple(json.loads(r.credits))) for r in found]


def _numbers(connection: Connection, hashes: Sequence[int], limit: int, day: int) -> dict[int, tuple[list[int], int]]:
    """Each key's claims (at most `limit`, nearest first) and how many there are."""
    columns = t.claim_keys.c
    totals: dict[int, int] = {}
    for i in range(0, len(hashes), MOST):
        query = select(columns.key, func.count()).where(columns.key.in_(hashes[i : i + MOST])).group_by(columns.key)
        totals |= {row[0]: row[1] for row in connection.execute(query)}
    small = sorted(key for key, total in totals.items() if total <= limit)
    found: dict[int, list[int]] = {key: [] for key in sorted(totals)}
    for i in range(0, len(small), MOST):
        for key, claim in connection.execute(select(columns.key, columns.claim).where(columns.key.in_(small[i : i + MOST]))):
            found[key].append(claim)
    for key in totals.keys() - set(small):
        nearest = select(columns.claim).where(columns.key == key).order_by(func.abs(columns.day - day), columns.claim).limit(limit)
        found[key] = [claim for (claim,) in connection.execute(nearest)]
    return {key: (found[key], totals[key]) for key in found}


def _load(connection: Connection, numbers: set[int], cache: dict[int, Claim]) -> None:
    missing, columns = sorted(numbers - cache.keys()), t.claims.c
    for i in range(0, len(missing), MOST):
        query = select(columns.no, columns.body, columns.event, columns.corrected)
        for row in connection.execute(query.where(columns.no.in_(missing[i : i + MOST]))):
            cache[row.no] = stored_claim(row.body, row.event, row.corrected)


def _unpack(packed: bytes) -> frozenset[int]:
    return frozenset(array("I", zlib.decompress(packed)))
