"""What an expression of an act's sentence plainly does not date, and what it does though it seems not to: rules on the tree."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reportedly import resources
from reportedly.annotate.events.coreference import shape
from reportedly.annotate.syntax import Syntax
from reportedly.model import Token

if TYPE_CHECKING:
    from reportedly.annotate.events.triggers import Trigger

WORDS = "lexicons/en/events-dating.toml"


def is_done_by_saying(act: "Trigger", syntax: Syntax, cues: Collection[int]) -> bool:
    """Whether somebody does by saying what is said: "said on Friday that it REJECTS the offer", "announced that it was IMPOSING a ban".

    `cues` are the words that introduce what somebody says. Of 18 such acts of speech in annotated reports 13 took place on the day
    of saying, and two on another.
    """
    token, words = act.token, resources.table(WORDS)
    if token.dep != "ccomp" or (token.tag in ("VBD", "VBN") and not syntax.child(token, "aux")):
        return False
    saying = syntax.head(token)
    if saying.i not in cues or any(a.text.lower() == "had" for a in syntax.children(token, "aux")):
        return False
    subject = syntax.child(token, "nsubj")
    is_own = subject is not None and subject.lemma.lower() in words["self"]
    return act.type in words["spoken_types"] or (is_own and token.tag == "VBG" and saying.lemma.lower() in words["announce"])


def is_at_a_distance(climbed: Sequence[Token], syntax: Syntax, tokens: Sequence[Token]) -> bool:
    """Whether an act is told by its distance from what the expression dates: "on Friday, a day after they MET".

    `climbed` are the words from the act up to where the way to the expression turns down.
    """
    measures = resources.table(WORDS)["measures"]
    links = [m for t in climbed for m in ([t] if t.dep in ("prep", "advmod") else syntax.children(t, "mark", "advmod"))]
    before = [tokens[m.i - 1] for m in links if m.i and m.lemma.lower() in ("after", "before", "ahead")]
    return any(t.lemma.lower() in measures for t in before)


def is_apart(climbed: Sequence[Token], syntax: Syntax, tokens: Sequence[Token]) -> bool:
    """Whether an expression stands outside of the "after" or "before" clause that tells the act ("shut on Monday after they CLASHED").

    Only hours or minutes lead to the same day ("said on Monday, hours after they CLASHED"). Of 11 other such dates of annotated
    reports 2 at most were the act's (`climbed` as above).
    """
    hours = resources.table(WORDS)["hours"]
    clauses = [t for t in climbed if t.dep in ("advcl", "pcomp")]
    marks = [m for t in clauses for m in (*syntax.children(t, "mark"), syntax.head(t)) if m.lemma.lower() in ("after", "before")]
    return any(not m.i or tokens[m.i - 1].lemma.lower() not in hours for m in marks)


def is_meanwhile(climbed: Sequence[Token], fallen: Sequence[Token], syntax: Syntax) -> bool:
    """Whether an expression stands in an "as" or "while" clause beside another than the act's.

    "Gave arms when they MET, he said, as the tour went on on Friday": Friday dates the tour. Of 44 such dates of annotated reports 4
    were the act's; where the act is told in the very clause that the "as" belongs to, most are (`climbed` as above, `fallen` the
    words from there down to the expression).
    """
    words = resources.table(WORDS)["meanwhile"]
    beside = any(t.dep == "advcl" and any(m.lemma.lower() in words for m in syntax.children(t, "mark")) for t in fallen)
    return beside and any(t.dep in _SHUT for t in climbed)


_SHUT = frozenset({"ccomp", "advcl", "relcl", "acl", "pcomp", "csubj"})


def is_since(token: Token, climbed: Sequence[Token], syntax: Syntax) -> bool:
    """Whether the present perfect tells of what came after: "raised tariffs on Monday and has THREATENED more" (`climbed` as above)."""
    if shape(token, syntax) != "perfect" or not any(t.dep == "conj" for t in climbed):
        return False
    return any(a.lemma == "have" and a.tag in ("VBZ", "VBP") for a in syntax.children(token, "aux"))
