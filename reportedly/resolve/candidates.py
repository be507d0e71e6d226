"""What resolving needs to know of the reports that are there already; the store fulfils it, a test may too."""

from collections.abc import Collection, Sequence
from typing import Protocol

from reportedly.model import Block, Claim, Fingerprint
from reportedly.model.copies import sample


class Candidates(Protocol):
    """Stored claims and reports that may match new ones, found through indexes."""

    def sharing(self, keys: Collection[str], *, limit: int, near: str | None) -> Sequence[Block]:
        """The stored claims under each key, at most `limit` a key: those published nearest to `near` first."""
        ...

    def lookalikes(self, hashes: Collection[int], *, limit: int) -> Sequence[Fingerprint]:
        """The stored reports that share most of these sampled shingles, at most `limit`."""
        ...


class Memory:
    """Candidates kept in memory: for tests, and for a few reports without a store."""

    def __init__(self) -> None:
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
