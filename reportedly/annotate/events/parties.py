"""Who acts and on whom, chosen among the entities near an act."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.annotate.events.constraints import (
    SHARED_TYPES,
    abroad,
    addressees,
    given,
    headline_pair,
    hosts,
    is_aimed_at_nobody,
    is_apart,
    is_label,
    is_own,
    is_state_of,
    is_unaffected,
    leaves_out_who,
    only_speaks,
    party,
    whose_claim,
    without_own_states,
)
from reportedly.annotate.events.joining import joined
from reportedly.annotate.events.lexicon import DISARM
from reportedly.annotate.events.retelling import FirstPass, second_features
from reportedly.annotate.events.roles import Act, Candidate, RoleView
from reportedly.annotate.events.turning import NEGLIGIBLE, RULED, Pair, turned
from reportedly.annotate.forest import forest
from reportedly.annotate.linear import linear
from reportedly.annotate.syntax import Syntax
from reportedly.model import Mention, Party

FIRST = "weights/events-role.tsv"
SECOND = "weights/events-role-2.onnx"

# The best candidate for a role is taken from a lower probability on than any further one (set on the training reports, 4-fold).
FIRST_ACTOR, NEXT_ACTOR = 0.25, 0.5
FIRST_RECIPIENT, NEXT_RECIPIENT = 0.25, 0.5
MOVED = 0.5
"""From here on somebody is acted on where forces move or weapons are tried: below, 82 of 263 were (annotated reports)."""
MUTUAL = 0.3
"""From here on a further actor is taken where the act is done with one another ("talks", "met"); `SHARED` where it may be."""
SHARED = 0.4
ALONE = 1.1
"""Never: who disarms has the arms (of six annotated acts with a second actor of another place in the sentence none had two), and what
somebody does "of his own" he does alone (of four none had two)."""
BEFORE, BESIDE = 0.4, 0.6
"""From here on somebody named elsewhere, or in another clause of the sentence, did what a passive leaves open (below, 14 of 45 did)."""
THIRD = 0.6
"""From here on a third or further actor is taken: below, 41 of 128 were parties to what was done with one another (annotated reports)."""
# Below `NEGLIGIBLE` the second pass hardly ever lifts a candidate far enough; skipping them saves time.


@dataclass(frozen=True, slots=True)
class Side:
    """How one side of an act was chosen.

    The probabilities of its least likely party, of the three likeliest candidates and of the likeliest that was left out; how
    many parties it has; of the first the mention, the kind of entity, and whether the act's sentence names it (`here`).
    """

    least: float | None = None
    parties: int = 0
    chances: tuple[float, float, float] = (0.0, 0.0, 0.0)
    left_out: float = 0.0
    mention: Mention | None = None
    kind: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor and recipient of an act with the reasons, how each was chosen, and among how many candidates.

    `local` are those that the sentence names.
    """

    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    reasons: dict[str, str]
    acting: Side = Side()
    receiving: Side = Side()
    candidates: int = 0
    local: int = 0


def roles(acts: Sequence[Act], view: RoleView) -> list[Roles]:
    """Who takes part in each act of a report; empty where nobody fits."""
    passes = first_pass(acts, view)
    return [decided(one.act, one.candidates, p, view) for one, p in zip(passes, second_pass(passes, view), strict=True)]


def first_pass(acts: Sequence[Act], view: RoleView) -> list[FirstPass]:
    """Each act with its candidates, each scored alone; those that are out of the question go no further."""
    found = [view.candidates(act) for act in acts]
    p = iter(linear(FIRST).many([c.features for candidates in found for c in candidates]))
    passes = []
    for act, candidates in zip(acts, found, strict=True):
        chances = {c.entity: (q["ACTOR"], q["RECIPIENT"]) for c, q in zip(candidates, p, strict=False)}
        passes.append(FirstPass(act, tuple(c for c in candidates if max(chances[c.entity]) >= NEGLIGIBLE), chances))
    return passes


def second_pass(passes: Sequence[FirstPass], view: RoleView) -> list[list[Pair]]:
    """The probabilities of each act's candidates, seen in company."""
    rows = second_features(passes, view)
    flat = [row for of_act in rows for row in of_act]
    p = iter(forest(SECOND).many(flat).tolist()) if flat else iter([])
    return [[(a, r) for a, r in (next(p) for _ in of_act)] for of_act in rows]


def decided(act: Act, found: Sequence[Candidate], p: Sequence[Pair], view: RoleView) -> Roles:
    """Who takes part, from the probabilities of the candidates."""
    entities = [view.refs.entity(c.entity) for c in found]
    to = addressees(act, view.syntax, view.refs) or _visited(act, found, p, view)
    givers, takers = given(act, view.syntax, view.refs)
    if givers:  # the scorers rather take whoever receives for who acts
        p = [(RULED if c.entity in givers else NEGLIGIBLE, RULED if c.entity in takers else NEGLIGIBLE) for c in found]
    p = turned(act, found, p, view)
    if others := whose_claim(act, view):
        p = [(0.0, 0.0) if c.entity in others else q for c, q in zip(found, p, strict=True)]
    if pair := headline_pair(act, found, view):
        p = [(RULED, NEGLIGIBLE) if c.entity in pair else (min(q[0], NEGLIGIBLE), q[1]) for c, q in zip(found, p, strict=True)]
    tells = [only_speaks(k, found) or is_label(c, act, view.syntax) for k, c in enumerate(found)]
    apart = is_apart(act, view.syntax)
    tells = [t or (apart and not c.is_local) for t, c in zip(tells, found, strict=True)]
    if leaves_out_who(act, view.syntax):
        tells = [t or (c.slot == "none" and q[0] < (BESIDE if c.is_local else BEFORE)) for t, c, q in zip(tells, found, p, strict=True)]
    # Whoever is likelier acted on does not act (40,000 acts of unseen reports: recipients' F1 .560 to .566).
    suffers = [q[0] < q[1] for q in p]
    acting = [0.0 if c.entity in to or t or s else q[0] for c, t, s, q in zip(found, tells, suffers, p, strict=True)]
    actor = without_own_states(chosen(acting, FIRST_ACTOR, further(act, view.syntax), THIRD), entities, acting)
    taken = [k in actor or any(is_state_of(entities[k], entities[j]) for j in actor) for k in range(len(p))]
    nobody = is_aimed_at_nobody(act)
    taken = [t or is_unaffected(act, c) for t, c in zip(taken, found, strict=True)]
    left = [1.0 if c.entity in to else 0.0 if t or to or nobody else q[1] for c, t, q in zip(found, taken, p, strict=True)]
    least = MOVED if act.type == "MOBILIZE" else FIRST_RECIPIENT
    recipient = without_own_states(chosen(left, least, max(least, NEXT_RECIPIENT)), entities, left)
    actor = joined(actor, recipient, found, acting, view)
    recipient = joined(recipient, actor, found, left, view)
    reasons = {"actor": _why(actor, found, view), "recipient": _why(recipient, found, view)}
    sides = _parties(actor, found, view), _parties(recipient, found, view)
    return Roles(
        sides[0],
        tuple(r for r in sides[1] if r not in sides[0]),
        {k: v for k, v in reasons.items() if v},
        acting=_side(actor, [q[0] for q in p], found, view),
        receiving=_side(recipient, [q[1] for q in p], found, view),
        candidates=len(found),
        local=sum(c.is_local for c in found),
    )


def _visited(act: Act, found: Sequence[Candidate], p: Sequence[Pair], view: RoleView) -> frozenset[str]:
    """The lands, not the likeliest visitor's own, to which a visit goes by its own words."""
    lands = hosts(act, view.syntax, view.refs)
    others = [(q[0], c.entity) for c, q in zip(found, p, strict=True) if c.entity not in lands]
    return abroad(lands, max(others)[1] if others and max(others)[0] >= FIRST_ACTOR else None, view.refs) if lands else lands


def _side(picked: Sequence[int], p: Sequence[float], found: Sequence[Candidate], view: RoleView) -> Side:
    first, second, third = [*sorted(p, reverse=True), 0.0, 0.0, 0.0][:3]
    one = found[picked[0]] if picked else None
    return Side(
        least=min((p[k] for k in picked), default=None),
        parties=len(picked),
        chances=(first, second, third),
        left_out=max((q for k, q in enumerate(p) if k not in picked), default=0.0),
        mention=one.mention if one else None,
        kind=view.kind(one.entity) if one else "",
        here=one is not None and one.is_local,
    )


def further(act: Act, syntax: Syntax) -> float:
    """From which probability on an act has a further actor who is not named in one breath with the first."""
    if is_own(act, syntax) or (act.group is not None and act.group.mode == DISARM):
        return ALONE
    if act.group is not None and act.group.reciprocal:
        return MUTUAL
    return SHARED if act.type in SHARED_TYPES else NEXT_ACTOR


def chosen(p: Sequence[float], first: float, further: float, third: float = 0.0) -> list[int]:
    """The indices of the best value if it reaches `first`, of the next if it reaches `further`, and of all that reach `third`, too."""
    best = sorted(range(len(p)), key=lambda k: -p[k])[:2]
    if not best or p[best[0]] < first:
        return []
    return [k for k, q in enumerate(p) if k == best[0] or q >= (further if k in best else max(further, third))]


def _parties(picked: list[int], found: Sequence[Candidate], view: RoleView) -> tuple[Party, ...]:
    """The parties of the picked candidates in text order, each once."""
    order = sorted(picked, key=lambda k: found[k].mention.span)
    return tuple(dict.fromkeys(party(found[k].entity, view.refs) for k in order))


def _why(picked: list[int], found: Sequence[Candidate], view: RoleView) -> str:
    """In words: which mentions the parties rest on and where they stand."""
    said = []
    for k in picked:
        words = found[k].mention.span.of(view.annotated.report.text)
        name = view.refs.party(found[k].entity).name
        where = "in the sentence" if found[k].features[0] == "local" else "from the context, not in the sentence"
        said.append(f"'{words}'" + (f" is {name}" if words != name else "") + f", {where}")
    return "; ".join(said)
