"""Which earlier claims each report is compared with: those under the keys that it asks, the nearest ones of a crowded key.

The rows of a key may be a million (one pair of actors in the days of a war); each report is still given `limit` claims at
most, and finding them costs no more than those and the number of days on which the key's claims were published.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice
from typing import Any

from reportedly.model import Block, Claim, Fingerprint, Report, ReportEntity
from reportedly.model.aliases import party_ids
from reportedly.resolve import relink
from reportedly.resolve.rules import limit
from reportedly.scale.layout import Folder
from reportedly.scale.namesakes import Aliases, Row, all_links
from reportedly.scale.schemas import schema
from reportedly.scale.stored import claims_of_slice, rows_below
from reportedly.store.days import published_day
from reportedly.store.writing import key_hash


@dataclass(frozen=True, slots=True)
class Keys:
    """What a worker does with a slice: writes a row for each claim under each of its keys, and one for each key that a report asks."""

    out: Folder
    places: Mapping[str, int]
    buckets: int

    def __call__(self, item: str) -> dict[str, Any]:
        aliases = Aliases(all_links(self.out))
        claims = claims_of_slice(self.out, item)
        rows: list[dict[str, Any]] = []
        for i, row in enumerate(self.out.read(f"records/{item}", ["id", "published"]).to_pylist()):
            mine, at = claims.get(row["id"], ()), self.places[item] + i
            day = published_day(row["published"]) or 0
            same = aliases.of(party_ids(mine), at=at)
            asked = _asked(mine, same) if same else {key for claim in mine for key in claim.keys}
            rows += [self._row(key_hash(key), day, at) for key in sorted(asked)]
            for no, claim in enumerate(mine):
                rows += [self._row(key_hash(key), day, at, no=no, claim=claim.id) for key in claim.keys]
        self.out.write(f"linking/keys/{item}", rows, schema("keys"))
        return {"keys": len(rows)}

    def _row(self, key: int, day: int, at: int, *, no: int = -1, claim: str | None = None) -> dict[str, Any]:
        return {"bucket": key % self.buckets, "key": key, "day": day, "at": at, "no": no, "claim": claim}


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a worker does with a bucket of keys: writes for each key that a report asks which earlier claims it is given."""

    out: Folder
    group_size: int

    def __call__(self, item: str) -> dict[str, Any]:
        rows = rows_below(self.out, f"linking/keys-by-bucket/bucket={item}")
        found = [{"group": block["at"] // self.group_size, **block} for block in shared(rows, limit=limit("block"))]
        self.out.write(f"linking/blocks/{item}.parquet", found, schema("blocks"))
        return {"blocks": len(found)}


class _Asking:
    """Candidates that only notes which keys are asked; fulfils `resolve.Candidates`."""

    def __init__(self, same: Mapping[str, Sequence[str]]) -> None:
        self.keys: set[str] = set()
        self._same = same

    def sharing(self, keys: Collection[str], *, limit: int, near: str | None) -> Sequence[Block]:  # noqa: ARG002 - only notes the keys
        self.keys |= set(keys)
        return ()

    def lookalikes(self, hashes: Collection[int], *, limit: int) -> Sequence[Fingerprint]:  # noqa: ARG002 - only notes the keys
        return ()

    def namesakes(self, keys: Collection[str]) -> Mapping[str, Sequence[ReportEntity]]:  # noqa: ARG002 - only notes the keys
        return {}

    def aliases(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        return {id: group for id, group in self._same.items() if id in ids}


def _asked(claims: tuple[Claim, ...], same: Mapping[str, Sequence[str]]) -> set[str]:
    """The keys that a report asks when some of its parties have several ids."""
    asking = _Asking(same)
    relink(tuple(replace(claim, mention="") for claim in claims), Report(id="", text=""), asking)
    return asking.keys


def shared(rows: Sequence[Row], *, limit: int) -> Iterator[dict[str, Any]]:
    """For each key that a report asks (rows of "keys" without a claim): the earlier claims under it, and how many there are.

    At most `limit`, those published nearest to the report first, of these the earlier ones: as `Store.sharing` has it.
    """
    by_key: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_key[row["key"]].append(row)
    for key in sorted(by_key):
        days: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        total = 0
        waiting: list[Row] = []
        for row in sorted(by_key[key], key=lambda r: (r["at"], r["no"])):
            if waiting and row["at"] > waiting[0]["at"]:
                for told in waiting:
                    days[told["day"]].append((told["at"], told["no"], told["claim"]))
                total, waiting = total + len(waiting), []
            if row["no"] >= 0:
                waiting.append(row)
            elif total:
                yield {"at": row["at"], "key": key, "claims": _nearest(days, row["day"], limit), "total": total}


def _nearest(days: Mapping[int, list[tuple[int, int, str]]], near: int, limit: int) -> list[str]:
    """The claims published nearest to a day, of equally near ones the earlier."""
    found: list[str] = []
    for far in sorted({abs(day - near) for day in days}):
        told = merge(*(days[day] for day in {near - far, near + far} if day in days))
        found += [claim for _, _, claim in islice(told, limit - len(found))]
        if len(found) == limit:
            break
    return found
