"""Pairs of claims for a person to judge: how many of the joined are one event, and how many of one event are not joined.

Drawn are pairs of different reports that share the type, the actors (a leader may stand for the country) and the recipients
where both name them, told of days (of publication, where a claim has none) at most two apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from random import Random

from sqlalchemy import select

from reportedly.model import Claim
from reportedly.model.events import days, excludes, is_same_party, signature
from reportedly.store import open_store
from reportedly.store import tables as t
from reportedly.store.claims import stored_claim

APART, JOINED = 60, 40
NEAR = 2
SEED = 5


def draw(database: Path, *, seed: int = SEED) -> None:
    """Prints how many pairs are joined and not, and a sample of both, one after the other, with their sentences."""
    claims, texts = _read(database)
    found: dict[bool, list[tuple[Claim, Claim]]] = {True: [], False: []}
    for a, b in sorted(alike(claims), key=lambda pair: (pair[0].id, pair[1].id)):
        found[a.event == b.event].append((a, b))
    print(f"sample: {len(found[True]):,} pairs joined, {len(found[False]):,} not")
    for joined, most in ((True, JOINED), (False, APART)):
        for n, pair in enumerate(Random(seed).sample(found[joined], min(most, len(found[joined]))), 1):
            print(f"\n{'joined' if joined else 'apart'} {n}: {excludes(signature(pair[0]), signature(pair[1])) or 'nothing excludes them'}")
            for claim in pair:
                print(f"  {_told(claim)}\n    “{' '.join(claim.evidence.of(texts[claim.report]).split())}”")


def alike(claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs that one may take for one event, by cast and days alone."""
    by_day: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.actor and (day := _day(claim)):
            by_day[claim.type, day].append(claim)
    for (type, day), here in by_day.items():
        yield from (pair for pair in combinations(here, 2) if _one_cast(*pair))
        for later in range(day + 1, day + NEAR + 1):
            yield from ((a, b) for a in here for b in by_day.get((type, later), ()) if _one_cast(a, b))


def _one_cast(a: Claim, b: Claim) -> bool:
    if a.report == b.report:
        return False
    one, other = signature(a), signature(b)
    sides = ((one.actor, other.actor), (one.recipient, other.recipient))
    return all(any(is_same_party(x, y) for x in p for y in q) for p, q in sides if p and q)


def _day(claim: Claim) -> int | None:
    """The day of the act, where it is known to the day; else that of publication."""
    told, out = days(claim.date), days((claim.published or "")[:10])
    if told and told[0] == told[1]:
        return told[0]
    return out[0] if out else None


def _read(database: Path) -> tuple[list[Claim], Mapping[str, str]]:
    with open_store(database) as store, store._reading() as connection:
        columns = t.claims.c
        rows = connection.execute(select(columns.body, columns.event, columns.corrected).order_by(columns.no))
        claims = [stored_claim(row.body, row.event, row.corrected) for row in rows]
        texts = {row.id: row.text for row in connection.execute(select(t.reports.c.id, t.reports.c.text))}
    return claims, texts


def _told(claim: Claim) -> str:
    who, whom = (" & ".join(p.name for p in parties) or "?" for parties in (claim.actor, claim.recipient))
    kind = f"{claim.type}/{claim.mode}" if claim.mode else claim.type
    out = (claim.published or "")[:10]
    return f"{kind} [{claim.label}] {who} -> {whom}, {claim.date or 'undated'}, {claim.status}; {claim.publisher}, {out}"
