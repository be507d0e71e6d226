"""Who acts and on whom, chosen among the entities near an act."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.annotate.events.linear import linear
from reportedly.annotate.events.roles import Act, Candidate, RoleView
from reportedly.model import Party

ROLES = "weights/events-role.tsv"

# The best candidate for a role is taken from a lower probability on than any further one (set on the training reports, 5-fold).
FIRST_ACTOR, NEXT_ACTOR = 0.2, 0.55
FIRST_RECIPIENT, NEXT_RECIPIENT = 0.25, 0.5


@dataclass(frozen=True, slots=True)
class Roles:
    """Actor and recipient of an act with the reasons; `score` is the lowest probability relied on."""

    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    score: float
    reasons: dict[str, str]


def roles(act: Act, view: RoleView) -> Roles:
    """Who takes part in an act; empty where nobody fits."""
    model = linear(ROLES)
    found = view.candidates(act)
    p = [model.probabilities(c.features) for c in found]
    actor = chosen([q["ACTOR"] for q in p], FIRST_ACTOR, NEXT_ACTOR)
    left = [0.0 if k in actor else q["RECIPIENT"] for k, q in enumerate(p)]
    recipient = chosen(left, FIRST_RECIPIENT, NEXT_RECIPIENT)
    score = min([p[k]["ACTOR"] for k in actor] + [p[k]["RECIPIENT"] for k in recipient], default=0.0)
    reasons = {"actor": why(actor, found, view), "recipient": why(recipient, found, view)}
    return Roles(parties(actor, found, view), parties(recipient, found, view), score, {k: v for k, v in reasons.items() if v})


def chosen(p: Sequence[float], first: float, further: float) -> list[int]:
    """The indices of the best value if it reaches `first`, and of all others that reach `further`, in their order."""
    best = max(range(len(p)), key=lambda k: p[k], default=None)
    if best is None or p[best] < first:
        return []
    return [k for k, q in enumerate(p) if k == best or q >= further]


def parties(picked: list[int], found: list[Candidate], view: RoleView) -> tuple[Party, ...]:
    """The parties of the picked candidates in text order, each once."""
    order = sorted(picked, key=lambda k: found[k].mention.span)
    return tuple(dict.fromkeys(view.refs.party(found[k].entity) for k in order))


def why(picked: list[int], found: list[Candidate], view: RoleView) -> str:
    """In words: which mentions the parties rest on and where they stand."""
    said = []
    for k in picked:
        words = found[k].mention.span.of(view.annotated.report.text)
        name = view.refs.party(found[k].entity).name
        where = "in the sentence" if found[k].features[0] == "local" else "from the context, not in the sentence"
        said.append(f"'{words}'" + (f" is {name}" if words != name else "") + f", {where}")
    return "; ".join(said)
