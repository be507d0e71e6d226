"""A statement in the making."""

from dataclasses import dataclass, field

from reportedly.annotate.encoder.statements import ReadStatement
from reportedly.annotate.statements.cues import Cue
from reportedly.model import Span, Stance, Token


@dataclass(slots=True)
class Draft:
    """What is known so far of one statement; the modules of this package fill it in turn.

    `frame` is the pattern that gave the content (see the cue tables), `root` the head of the content in the tree.
    `addressees` are the heads of the phrases that name whom it is said to, `subject` the head of the source,
    `passed_on` the heads of those who pass it on in the same clause. `read` is what the encoder read in the same place,
    `agreement` the share of characters in which it agrees, `by` who found the draft ("rules" or "encoder"),
    `chance` how probably its content is right.
    """

    cue: Cue
    frame: str
    content: list[Span]
    stance: Stance
    root: Token | None = None
    addressees: list[Token] = field(default_factory=list)
    subject: Token | None = None
    source: Span | None = None
    passed_on: list[Token] = field(default_factory=list)
    outer: "Draft | None" = None
    read: ReadStatement | None = None
    by: str = "rules"
    agreement: float = 0.0
    chance: float = 1.0

    @property
    def start(self) -> int:
        """The first character of the content."""
        return min(s.start for s in self.content)

    @property
    def end(self) -> int:
        """Behind the last character of the content."""
        return max(s.end for s in self.content)
