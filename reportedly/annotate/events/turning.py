"""Acts whose parties stand otherwise than the verb's subject and object: hosting, sending somebody, withdrawing from somewhere."""

from collections.abc import Sequence

from reportedly import resources
from reportedly.annotate.events.constraints import PARTIES
from reportedly.annotate.events.roles import Act, Candidate, RoleView
from reportedly.annotate.references import UNNAMED

RULED = 0.9  # the probability of whom a rule names
NEGLIGIBLE = 0.02  # and of whom it leaves out

Pair = tuple[float, float]
"""The probabilities of being actor and recipient."""

_WITH = frozenset({"with", "between", "include", "o.A0", "s.A0"})
"""Places of those who take part in a body's meeting, too ("Trump held a NATO summit")."""
_PEOPLE = frozenset({"person", "group"})


def turned(act: Act, found: Sequence[Candidate], p: Sequence[Pair], view: RoleView) -> list[Pair]:
    """The probabilities where the act's word turns its parties round; as they are where it does not.

    A guest visits the host who "hosts" him, who is sent somewhere by name visits, and nobody withdraws from himself.
    """
    if act.group and act.group.mode == "withdraw":
        return [(min(a, NEGLIGIBLE), r) if c.slot.rstrip("^~") == "from" else (a, r) for c, (a, r) in zip(found, p, strict=True)]
    if (bodies := _of_bodies(act, found, view)) and any(p[k][0] >= RULED / 2 for k in bodies):
        return [
            (a, r) if k in bodies or c.slot in _WITH else (min(a, NEGLIGIBLE), r)
            for k, (c, (a, r)) in enumerate(zip(found, p, strict=True))
        ]
    words, lemma = resources.table(PARTIES), act.token.lemma.lower()
    hosting, sending = lemma in words["hosting"]["verbs"], lemma in words["sending"]["verbs"]
    if act.type != "CONSULT" or act.token.pos != "VERB" or not (hosting or sending):
        return list(p)
    going = {c.entity for c in found if c.slot == "A1" and view.kind(c.entity) in _PEOPLE and (hosting or not c.entity.startswith(UNNAMED))}
    if not going:
        return list(p)
    staying = {c.entity for c in found if c.slot == "A0"} - going
    return [_turned(c.entity, q, going, staying, hosting=hosting) for c, q in zip(found, p, strict=True)]


def _of_bodies(act: Act, found: Sequence[Candidate], view: RoleView) -> frozenset[int]:
    """The bodies whose meeting it is by the noun's own words ("at a NATO summit"): who speaks there is not who holds it."""
    if act.type != "CONSULT" or act.token.pos not in ("NOUN", "PROPN"):
        return frozenset()
    bodies = [k for k, c in enumerate(found) if c.is_local and view.kind(c.entity) == "organisation" and c.slot == "mod"]
    return frozenset(bodies) if any(found[k].mention.head == act.token.i - 1 for k in bodies) else frozenset()


def _turned(entity: str, p: Pair, going: set[str], staying: set[str], *, hosting: bool) -> Pair:
    """The probabilities of one, where some go and others host or send them."""
    if entity in going:
        return RULED, NEGLIGIBLE
    if hosting:
        return NEGLIGIBLE, RULED if entity in staying else NEGLIGIBLE
    return min(p[0], NEGLIGIBLE), NEGLIGIBLE if entity in staying else p[1]
