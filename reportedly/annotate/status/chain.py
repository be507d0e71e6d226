"""According to whom an act is told: the chain of the statement it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly import resources
from reportedly.annotate.status.around import Around
from reportedly.model import Party, Sentence, Span, Statement


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain nearest the fact first, the statement's index, and the reason; empty in the report's own voice."""

    parties: tuple[Party, ...]
    statement: int | None
    reason: str


def relayed(trigger: Span, sentence: Sentence, around: Around) -> Chain | None:
    """The chain of an act told outside a statement's content in a sentence that a relay closes, else None.

    In "Putin wrote to Kim that ties would grow, KCNA said" the relay speaks for the whole sentence: that he wrote
    rests on KCNA, as what he wrote does. A medium named before the content ("told Reuters: ...") is no such relay.
    """
    for s in around.cued(sentence.index):
        if not s.via or not s.cue or not sentence.span.contains(s.cue) or any(piece.overlaps(trigger) for piece in s.content):
            continue
        close = Span(max(s.cue.end, *(piece.end for piece in s.content)), sentence.span.end)
        if any(m.entity == s.via[-1].id and close.contains(m.span) for m in around.mentions(sentence.index)):
            return Chain(s.via, None, f"{s.via[-1].name}, named at the sentence's end, passes the whole of it on")
    return None


def chain(index: int | None, statements: Sequence[Statement], text: str) -> Chain:
    """The chain of the statement at `index`: its speaker, then who passes it on."""
    if index is None:
        return Chain((), None, "told in the report's own voice")
    s = statements[index]
    cue = f"'{s.cue.of(text)}'" if s.cue else "a quotation"
    speaker = s.speaker or _left_open(s.source.of(text) if s.source else "")
    return Chain((speaker, *(p for p in s.via if p != speaker)), index, f"stands in what {speaker.name} is quoted with ({cue})")


def _left_open(source: str) -> Party:
    """Somebody whom a report leaves open, by its own words; a pronoun is said to be one, so that nobody takes it for a name."""
    if not source:
        return Party("unnamed", "unnamed")
    is_pronoun = any(source.lower() in words for words in resources.table("schemas/entities.toml")["pronouns"].values())
    return Party(f"unnamed:{source.lower()}", f"somebody left open (“{source}”)" if is_pronoun else source)
