"""Finds stored claims and reports that may match new ones, through indexes: the store's part of resolving."""

from collections.abc import Collection, Sequence
from functools import cache as once
from itertools import islice

from sqlalchemy import Connection, bindparam, func, select, true

from reportedly.model import Block, Claim
from reportedly.store import tables as t
from reportedly.store.claims import MOST, read_claim
from reportedly.store.days import published_day
from reportedly.store.prepared import Prepared
from reportedly.store.writing import key_hash

_REMEMBERED = 6_000
"""Claims kept decoded, 5 KB each: reports on one story come in together."""


def sharing(
    connection: Connection, keys: Collection[str], cache: dict[int, Claim], *, limit: int, near: str | None, before: int | None = None
) -> list[Block]:
    """The stored claims under each key, at most `limit` a key: those published nearest to `near` first.

    With `before` only claims with smaller numbers count: what was there when the claim of that number was stored.
    """
    by_hash = {key_hash(key): key for key in keys}
    numbers = _numbers(connection, sorted(by_hash), limit, published_day(near) or 0, before)
    _load(connection, {no for nos, _ in numbers.values() for no in nos}, cache)
    made = [Block(by_hash[h], tuple(cache[no] for no in nos), total) for h, (nos, total) in numbers.items()]
    if len(cache) > _REMEMBERED:
        for no in list(islice(cache, len(cache) // 2)):  # those that came first
            del cache[no]
    return made


def _numbers(connection: Connection, hashes: Sequence[int], limit: int, day: int, before: int | None) -> dict[int, tuple[list[int], int]]:
    """Each key's claims (at most `limit`, nearest first) and how many there are."""
    counted, whole, nearest = _queries(before is not None)
    bound = {} if before is None else {"before": before}
    totals: dict[int, int] = {}
    for i in range(0, len(hashes), MOST):
        totals |= {row[0]: row[1] for row in counted.rows(connection, keys=hashes[i : i + MOST], **bound)}
    small = sorted(key for key, total in totals.items() if total <= limit)
    found: dict[int, list[int]] = {key: [] for key in sorted(totals)}
    for i in range(0, len(small), MOST):
        for key, claim in whole.rows(connection, keys=small[i : i + MOST], **bound):
            found[key].append(claim)
    for key in totals.keys() - set(small):
        found[key] = [claim for (claim,) in nearest.rows(connection, key=key, day=day, most=limit, **bound)]
    return {key: (found[key], totals[key]) for key in found}


@once
def _queries(bounded: bool) -> tuple[Prepared, Prepared, Prepared]:
    """How many claims have each of some `keys`; which; and the `most` of one `key` published nearest to a `day`; made once."""
    columns = t.claim_keys.c
    known = columns.claim < bindparam("before") if bounded else true()
    of_keys = columns.key.in_(bindparam("keys", expanding=True))
    distance = func.abs(columns.day - bindparam("day", type_=columns.day.type))
    nearest = select(columns.claim).where(columns.key == bindparam("key"), known).order_by(distance, columns.claim)
    return (
        Prepared(select(columns.key, func.count()).where(of_keys, known).group_by(columns.key)),
        Prepared(select(columns.key, columns.claim).where(of_keys, known)),
        Prepared(nearest.limit(bindparam("most"))),
    )


def _load(connection: Connection, numbers: set[int], cache: dict[int, Claim]) -> None:
    missing = sorted(numbers - cache.keys())
    for i in range(0, len(missing), MOST):
        for row in _WHOLE.rows(connection, numbers=missing[i : i + MOST]):
            cache[row.no] = read_claim(row.body, row.event, row.corrected)


_C = t.claims.c
_WHOLE = Prepared(select(_C.no, _C.body, _C.event, _C.corrected).where(_C.no.in_(bindparam("numbers", expanding=True))))
