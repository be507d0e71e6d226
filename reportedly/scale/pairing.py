"""The links of a group of slices: each report is linked by `resolve.relink` itself, to what the engine has laid ready for it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from reportedly.model import Block, Claim, Fingerprint, Report, ReportEntity
from reportedly.model.aliases import party_ids
from reportedly.resolve import relink
from reportedly.scale.layout import Folder
from reportedly.scale.lookalikes import best, parts
from reportedly.scale.namesakes import Aliases, Row, all_links
from reportedly.scale.schemas import schema
from reportedly.scale.stored import claims_of_slice, rows_below
from reportedly.store.codec import decode
from reportedly.store.writing import key_hash

ALIKE = 20
"""Reports whose words a report is compared with, as in `resolve`."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What a worker does with a group: writes which earlier reports each of its reports is compared with."""

    out: Folder

    def __call__(self, item: str) -> dict[str, Any]:
        rows = [
            {"group": int(item), "at": at, "rank": rank, "other": id}
            for at, weights in parts(rows_below(self.out, f"linking/postings-by-group/group={item}"))
            for rank, id in enumerate(best(weights, ALIKE))
        ]
        self.out.write(f"linking/alike/{item}.parquet", rows, schema("alike"))
        return {"pairs": len(rows)}


class Known:
    """What is known of the reports before one; fulfils `resolve.Candidates`."""

    def __init__(self, blocks: Mapping[int, Block], alike: Sequence[Fingerprint], same: Mapping[str, Sequence[str]]) -> None:
        self._blocks = blocks
        self._alike = alike
        self._same = same

    def sharing(self, keys: Collection[str], *, limit: int, near: str | None) -> list[Block]:  # noqa: ARG002 - cut and sorted already
        found = [(key, self._blocks.get(key_hash(key))) for key in sorted(keys)]
        return [Block(key, block.claims, block.total) for key, block in found if block]

    def lookalikes(self, hashes: Collection[int], *, limit: int) -> list[Fingerprint]:  # noqa: ARG002 - found already
        return list(self._alike[:limit])

    def namesakes(self, keys: Collection[str]) -> Mapping[str, Sequence[ReportEntity]]:  # noqa: ARG002 - names are linked already
        return {}

    def aliases(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        return {id: group for id, group in self._same.items() if id in ids}


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a worker does with a group: writes the links of its reports to earlier ones, and notes on what was left out."""

    out: Folder
    slices: Mapping[str, Sequence[str]]
    places: Mapping[str, int]

    def __call__(self, item: str) -> dict[str, Any]:
        names = all_links(self.out)
        aliases, ready = Aliases(names), _Ready(self.out, item)
        spelt: dict[int, list[Row]] = defaultdict(list)
        for row in names:
            spelt[row["at"]].append(row)
        links: list[dict[str, Any]] = []
        notes: list[dict[str, str]] = []
        for name in self.slices[item]:
            claims = claims_of_slice(self.out, name)
            for i, row in enumerate(self.out.read(f"records/{name}", ["id", "report"]).to_pylist()):
                at, mine = self.places[name] + i, claims.get(row["id"], ())
                known = ready.known(at, aliases.of(party_ids(mine), at=at))
                resolution = relink(mine, decode(Report, row["report"]), known)
                links += [{**told, "layer": "entity", "report": row["id"]} for told in spelt[at]]
                links += [{"report": row["id"], **asdict(link)} for link in resolution.links]
                notes += [{"report": row["id"], "note": note} for note in resolution.notes]
        self.out.write(f"links/{int(item):06d}.parquet", links, schema("links"))
        self.out.write(f"notes/{int(item):06d}.parquet", notes, schema("notes"))
        return {"links": len(links), "notes": len(notes)}


class _Ready:
    """What the engine has laid ready for a group."""

    def __init__(self, out: Folder, group: str) -> None:
        self._claims = {r["claim"]: decode(Claim, r["body"]) for r in rows_below(out, f"linking/bodies-by-group/group={group}")}
        self._prints = {r["other"]: _print(r) for r in rows_below(out, f"linking/prints-by-group/group={group}")}
        self._alike: dict[int, list[str]] = defaultdict(list)
        for row in sorted(out.read(f"linking/alike/{group}.parquet").to_pylist(), key=lambda r: (r["at"], r["rank"])):
            self._alike[row["at"]].append(row["other"])
        self._blocks: dict[int, list[Row]] = defaultdict(list)
        for row in rows_below(out, f"linking/blocks-by-group/group={group}"):
            self._blocks[row["at"]].append(row)

    def known(self, at: int, same: Mapping[str, Sequence[str]]) -> Known:
        blocks = {r["key"]: Block("", tuple(self._claims[id] for id in r["claims"]), r["total"]) for r in self._blocks[at]}
        return Known(blocks, [self._prints[id] for id in self._alike[at]], same)


def _print(row: Row) -> Fingerprint:
    return Fingerprint(row["other"], frozenset(row["shingles"]), row["published"], row["publisher"], tuple(row["credits"] or ()))
