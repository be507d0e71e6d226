"""Which earlier reports may be copied in each: by the hashed word 5-grams that they share, bucket by bucket.

Of a 5-gram that everybody uses only the first reports are looked at, as in the store: a wire story with 5,000 copies gives
each copy so many candidates and no more.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.model.copies import sample
from reportedly.scale.layout import Folder
from reportedly.scale.schemas import schema
from reportedly.scale.stored import rows_below
from reportedly.store.copying import POSTINGS

ONE = 1 << 40
"""The weight of a 5-gram that one other report has: weights are whole numbers, so that no order of adding shows."""


@dataclass(frozen=True, slots=True)
class Shingles:
    """What a worker does with a slice of records: writes the sampled 5-grams of each report."""

    out: Folder
    places: Mapping[str, int]
    buckets: int

    def __call__(self, item: str) -> dict[str, Any]:
        rows = [
            {"bucket": hash // 4 % self.buckets, "hash": hash, "at": self.places[item] + i, "id": row["id"]}
            for i, row in enumerate(self.out.read(f"records/{item}", ["id", "shingles"]).to_pylist())
            for hash in sorted(sample(frozenset(row["shingles"])))
        ]
        self.out.write(f"linking/shingles/{item}", rows, schema("shingles"))
        return {"shingles": len(rows)}


@dataclass(frozen=True, slots=True)
class Postings:
    """What a worker does with a bucket of 5-grams: writes how much each report shares with which earlier ones, by this bucket."""

    out: Folder
    group_size: int

    def __call__(self, item: str) -> dict[str, Any]:
        rows = [
            {"group": at // self.group_size, "at": at, "other": other, "id": id, "weight": weight}
            for (at, other, id), weight in weighed(rows_below(self.out, f"linking/shingles-by-bucket/bucket={item}")).items()
        ]
        self.out.write(f"linking/postings/{item}.parquet", rows, schema("postings"))
        return {"pairs": len(rows)}


def weighed(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int, str], int]:
    """The weight of each pair of a report and an earlier one (place and id): rare 5-grams count more. `rows` are of "shingles"."""
    by_hash: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        by_hash[row["hash"]].append((row["at"], row["id"]))
    weights: dict[tuple[int, int, str], int] = defaultdict(int)
    for reports in by_hash.values():
        reports.sort()
        for i, (at, _) in enumerate(reports):
            first = reports[: min(i, POSTINGS)]
            for other, id in first:
                weights[at, other, id] += ONE // len(first)
    return weights


def best(weights: Mapping[tuple[int, str], int], limit: int) -> list[str]:
    """The ids of the reports (place, id) of most weight, the earlier of two that have the same."""
    return [id for _, id in sorted(weights, key=lambda told: (-weights[told], told[0]))[:limit]]


def parts(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, dict[tuple[int, str], int]]]:
    """Each report's place with the weights of those that share words with it; `rows` are of "postings", from any buckets."""
    found: dict[int, dict[tuple[int, str], int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        found[row["at"]][row["other"], row["id"]] += row["weight"]
    yield from sorted(found.items())
