"""Names that reports spell differently: linked within buckets of like-sounding names, report by report in the order of the files."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.model import Block, Fingerprint, Link, ReportEntity
from reportedly.model.names import skeletons
from reportedly.resolve.entities import entity_links
from reportedly.scale.layout import Folder
from reportedly.scale.schemas import schema
from reportedly.scale.stored import rows_below
from reportedly.store.codec import decode_all
from reportedly.store.entities import NAMESAKES, skeleton_keys

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What a worker does with a slice of records: writes the names in it, each with the bucket of its key."""

    out: Folder
    places: Mapping[str, int]
    buckets: int

    def __call__(self, item: str) -> dict[str, Any]:
        rows = []
        for i, row in enumerate(self.out.read(f"records/{item}", ["entities"]).to_pylist()):
            for entity in decode_all(ReportEntity, row["entities"]):
                for key in skeletons(entity.name) if skeleton_keys(entity) else ():
                    told = {"id": entity.id, "name": entity.name, "kind": entity.kind, "country": entity.country, "office": entity.office}
                    rows.append({"bucket": bucket(key, self.buckets), "key": key, "at": self.places[item] + i, **told})
        self.out.write(f"linking/names/{item}", rows, schema("names"))
        return {"names": len(rows)}


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What a worker does with a bucket of names: writes the links between them."""

    out: Folder

    def __call__(self, item: str) -> dict[str, Any]:
        links = list(links_between(rows_below(self.out, f"linking/names-by-bucket/bucket={item}")))
        self.out.write(f"linking/namesakes/{item}.parquet", [{"at": at, **_told(link)} for at, link in links], schema("namesakes"))
        return {"links": len(links)}


class _Told:
    """The names of one key that stand in earlier reports; fulfils `resolve.Candidates` for names alone."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._known: dict[str, ReportEntity] = {}

    def add(self, entities: Iterable[ReportEntity]) -> None:
        self._known |= {e.id: e for e in entities}

    def namesakes(self, keys: Collection[str]) -> dict[str, Sequence[ReportEntity]]:
        found = [self._known[id] for id in sorted(self._known)[:NAMESAKES]]
        return {self._key: found} if self._key in keys and found else {}

    def sharing(self, keys: Collection[str], *, limit: int, near: str | None) -> Sequence[Block]:  # noqa: ARG002 - names alone
        return ()

    def lookalikes(self, hashes: Collection[int], *, limit: int) -> Sequence[Fingerprint]:  # noqa: ARG002 - names alone
        return ()

    def aliases(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:  # noqa: ARG002 - names alone
        return {}


def links_between(rows: Sequence[Row]) -> Iterator[tuple[int, Link]]:
    """The links between the names of whole keys (rows of "names"), each with the place of the report that it is made for.

    What was said of a pair is not said again.
    """
    by_key: dict[str, dict[int, list[ReportEntity]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda r: (r["at"], r["id"])):
        by_key[row["key"]][row["at"]].append(ReportEntity(row["id"], row["name"], row["kind"], row["country"], row["office"]))
    for key, reports in sorted(by_key.items()):
        told, said = _Told(key), set[tuple[str, str, str]]()
        for at, entities in reports.items():
            for link in entity_links(entities, told):
                if (link.a, link.b, link.verdict) not in said:
                    said.add((link.a, link.b, link.verdict))
                    yield at, link
            told.add(entities)


class Aliases:
    """Which ids are one entity by the links made up to a report; asked in the order of the reports."""

    def __init__(self, links: Iterable[Row]) -> None:
        """`links` are rows of "namesakes"."""
        self._later = sorted(((r["at"], r["a"], r["b"]) for r in links if r["verdict"] == "same"), reverse=True)
        self._group: dict[str, set[str]] = {}

    def of(self, ids: Collection[str], *, at: int) -> dict[str, tuple[str, ...]]:
        """For each of these ids that has others: all ids of the entity, as known to the report at a place."""
        while self._later and self._later[-1][0] <= at:
            _, a, b = self._later.pop()
            both = self._group.get(a, {a}) | self._group.get(b, {b})
            for id in both:
                self._group[id] = both
        return {id: tuple(sorted(self._group[id])) for id in ids if id in self._group}


def all_links(out: Folder) -> list[Row]:
    """The rows of "namesakes" of all buckets."""
    return [*rows_below(out, "linking/namesakes")]


def bucket(key: str, buckets: int) -> int:
    """The bucket of a key: the same on every machine."""
    from zlib import crc32

    return crc32(key.encode("utf-8", "surrogatepass")) % buckets


def _told(link: Link) -> dict[str, Any]:
    return {"a": link.a, "b": link.b, "verdict": link.verdict, "score": link.score, "reason": link.reason, "made_by": link.made_by}
