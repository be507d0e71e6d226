"""According to whom an act is told: the chain of the statement it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Party, Statement


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain nearest the fact first, the statement's index, and the reason; empty in the report's own voice."""

    parties: tuple[Party, ...]
    statement: int | None
    reason: str


def chain(index: int | None, statements: Sequence[Statement], text: str) -> Chain:
    """The chain of the statement at `index`: its speaker, then who passes it on."""
    if index is None:
        return Chain((), None, "told in the report's own voice")
    s = statements[index]
    cue = f"'{s.cue.of(text)}'" if s.cue else "a quotation"
    speaker = s.speaker or (Party(f"unnamed:{s.source.of(text).lower()}", s.source.of(text)) if s.source else Party("unnamed", "unnamed"))
    return Chain((speaker, *(p for p in s.via if p != speaker)), index, f"stands in what {speaker.name} is quoted with ({cue})")
