"""Who takes part because he is named in one breath with who does: "Chile, Peru and Bolivia signed", "a visit to Chile and Peru"."""

from collections.abc import Collection, Sequence

from reportedly.annotate.events.roles import Candidate, RoleView
from reportedly.annotate.references import UNNAMED
from reportedly.model import Token

LIKELY = 0.3
"""From this probability on people without a name are joined to others, too ("Norway and Western officials")."""
TOGETHER = 0.28
"""From here on all take part whom one word means ("the three nations", "they")."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_PLACES = frozenset({"A0", "A1", "A2", "by", "with", "between", "against", "to", "into", "on", "from", "for"})
"""Places of an act that all who are joined there fill; where it was ("in") and whose it was are told of one at a time."""
_ADDING = frozenset({"and", "or", "&", "well", "both"})
"""Words by which what is joined takes part, too; "but" and "not" part it."""


def joined(picked: Sequence[int], taken: Collection[int], found: Sequence[Candidate], p: Sequence[float], view: RoleView) -> list[int]:
    """The picked candidates with those that the sentence joins to them in a place of the act, without those `taken` elsewhere."""
    local = [found[k] for k in picked if found[k].is_local]
    beside = {(e, c.slot in _PLACES) for c in local for e in _named_with(c, view)}

    def joins(k: int) -> bool:
        one = found[k]
        if k in taken or not one.is_local:
            return False
        if p[k] >= TOGETHER and any(_is_one_with(one, found[j]) for j in picked):
            return True
        if (one.entity, True) in beside:
            return _is_named(one) or (p[k] >= LIKELY and not _is_added(one, view))
        # In a place of its own it has been weighed for that place; in none ("parts of Iraq and Syria") its neighbour speaks for it.
        return (one.entity, False) in beside and one.slot == "none" and p[k] >= LIKELY and _is_named(one)

    all_of = [k for k in range(len(found)) if k in picked or joins(k)]
    return [k for k in all_of if not any(_is_told_by(found[k], found[j]) for j in all_of)]


def _is_one_with(one: Candidate, other: Candidate) -> bool:
    """Whether one word stands for both and fills the same place."""
    return one.is_local and len(one.mention.entities) > 1 and one.mention.span == other.mention.span and one.slot == other.slot


def _is_told_by(one: Candidate, other: Candidate) -> bool:
    """Whether a name only says whose the several are: of "the leaders of Norway and Chile" the two act, not Chile beside them."""
    several, own = other.mention, one.mention
    return one.is_local and len(several.entities) > 1 and own.span != several.span and several.span.contains(own.span)


def _is_named(one: Candidate) -> bool:
    return one.mention.kind in ("name", "metonym") and not one.entity.startswith(UNNAMED)


def _is_added(one: Candidate, view: RoleView) -> bool:
    """Whether people are only added as somebody's: "Norway and its allies" mostly tells of Norway (5 of 7 annotated parties)."""
    return bool(view.syntax.children(view.annotated.tokens[one.mention.head], "poss"))


def _named_with(one: Candidate, view: RoleView) -> set[str]:
    """The entities whose names are joined to a candidate's."""
    first = view.annotated.tokens[one.mention.head]
    while first.dep == "conj":
        first = view.syntax.head(first)
    listed = view.syntax.conjuncts(first)
    if len(listed) == 1 or not all(t.pos in _NOMINAL for t in listed) or not _adds(listed, view):
        return set()
    mentions = [m for t in listed if (m := view.refs.headed_by(t))]
    return {e for m in mentions for e in view.refs.ids(m)}


def _adds(listed: Sequence[Token], view: RoleView) -> bool:
    links = [w.lemma.lower() for t in listed for w in view.syntax.children(t, "cc", "neg")]
    return bool(links) and all(w in _ADDING for w in links)
