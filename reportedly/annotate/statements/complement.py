"""What a cue introduces, as tokens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Token


@dataclass(frozen=True, slots=True)
class Complement:
    """The tokens of a content, its head, and the heads of those addressed; `frame` is the pattern that found it."""

    frame: str
    root: Token
    tokens: tuple[Token, ...]
    addressees: tuple[Token, ...] = ()


Frame = Callable[[Reading, Cue], Iterator[Complement]]


def is_infinitive(reading: Reading, verb: Token) -> bool:
    """Whether a verb form has its "to"."""
    return any(t.tag == "TO" for t in reading.syntax.children(verb, "aux"))


def addressed(reading: Reading, cue: Cue) -> tuple[Token, ...]:
    """As in "said to reporters": the object of "to", where it is a person or body."""
    found: list[Token] = []
    for to in reading.syntax.children(cue.head, "prep", "dative"):
        if to.text.lower() in ("to", "with") and to.i > cue.head.i:
            found.extend(t for t in reading.syntax.children(to, "pobj") if reading.can_speak(t))
    return tuple(found)
