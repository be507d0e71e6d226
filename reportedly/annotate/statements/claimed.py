"""Words that two speakers seem to have said at once: they are those of the one whose whole statement they are."""

from collections.abc import Sequence

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.parties import Speaking
from reportedly.annotate.statements.pool import overlap
from reportedly.model import Span

SURE = 0.5
"""The score from which on another's statement takes such words."""
SAME = 0.8
"""The share of characters from which on a piece is what the other says."""


def without_others_words(kept: Sequence[Draft], who: Speaking, sure: dict[int, float]) -> None:
    """Takes out of statements of several pieces those that another speaker's one piece is or holds ("As A claims [X], B warns [Y]").

    What A is quoted with inside B's words, cue and all, stays: it was said by both.
    """
    single = [d for d in kept if len(d.content) == 1 and sure.get(id(d), 0.0) >= SURE]
    for draft in kept:
        if len(draft.content) > 1:
            own = [c for c in draft.content if not any(_is_of(other, c, draft, who) for other in single)]
            draft.content = own or draft.content


def _is_of(other: Draft, piece: Span, draft: Draft, who: Speaking) -> bool:
    one, two = who[id(draft)].party, who[id(other)].party
    if one is None or two is None or one.id == two.id or other.cue.head.i == draft.cue.head.i:
        return False
    theirs = other.content[0]
    if theirs.contains(draft.cue.head.span) or any(c.contains(other.cue.head.span) for c in draft.content):
        return False  # one is told within the other
    return theirs.contains(piece) or overlap([piece], [theirs]) >= SAME
