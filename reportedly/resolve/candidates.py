"""What resolving needs to know of the reports that are there already; the store fulfils it, a test may too."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from reportedly.model import Block, Claim, Fingerprint, ReportEntity
from reportedly.model.copies import sample


class Candidates(Protocol):
    """Stored claims and reports that may match new ones, found through indexes."""

    def sharing(self, keys: Collection[str], *, limit: int, near: str | None) -> Sequence[Block]:
        """The stored claims under each key, at most `limit` a key: those published nearest to `near` first."""
        ...

    def lookalikes(self, hashes: Collection[int], *, limit: int) -> Sequence[Fingerprint]:
        """The stored reports that share most of these sampled shingles, at most `limit`."""
        ...

    def namesakes(self, keys: Collection[str]) -> Mapping[str, Sequence[ReportEntity]]:
        """The stored entities whose names have these skeletons (`model.names.skeletons`), each once."""
        ...

    def aliases(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        """For each of these entities that links say is also another: all ids of the one that they are, in alphabetical order."""
        ...


class Memory:
    """Candidates kept in memory: for tests, and for a few reports without a store."""

    def __init__(self, same: Collection[Collection[str]] = ()) -> None:
        """`same` are groups of ids that are one entity."""
        self._same = [sorted(group) for group in same]
        self._claims: list[Claim] = []
        self._prints: list[Fingerprint] = []

    def add(self, claims: Sequence[Claim], fingerprint: Fingerprint | None = None) -> None:
        """Remembers a report's claims and fingerprint."""
        self._claims += claims
        self._prints += [fingerprint] if fingerprint else []

    def sharing(self, keys: Collection[str], *, limit: int, near: str | None) -> list[Block]:
        blocks = []
        for key in sorted(keys):
            found = sorted((c for c in self._claims if key in c.keys), key=lambda c: (c.published != near, c.id))
            if found:
                blocks.append(Block(key, tuple(found[:limit]), len(found)))
        return blocks

    def lookalikes(self, hashes: Collection[int], *, limit: int) -> list[Fingerprint]:
        wanted = frozenset(hashes)
        found = [f for f in self._prints if sample(f.shingles) & wanted]
        return sorted(found, key=lambda f: -len(f.shingles & wanted))[:limit]

    def namesakes(self, keys: Collection[str]) -> Mapping[str, Sequence[ReportEntity]]:  # noqa: ARG002 - entities are not kept
        return {}

    def aliases(self, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
        return {id: group for group in self._same for id in group if id in ids}
