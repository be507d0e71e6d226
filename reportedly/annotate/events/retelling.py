"""What the report's other acts say of who takes part in this one: features for the second pass of the role scorer.

The first pass looks at each act alone. Who attacked is often told once and left out in "the attack"; who demands is
told by the verb above what is demanded. The second pass sees the first pass's probabilities of the acts around.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.annotate.events.roles import Act, Candidate
from reportedly.annotate.syntax import Syntax

Chances = Mapping[str, tuple[float, float]]
"""Entity -> probabilities of being actor and recipient."""

_COMPANY = 60  # acts before and after that are asked; it bounds the time that very long reports take
_HEIGHT = 4  # how far above an act its governing act is looked for


@dataclass(frozen=True, slots=True)
class FirstPass:
    """An act with its candidates and what the first pass thought of each entity."""

    act: Act
    candidates: tuple[Candidate, ...]
    chances: Chances


def level(p: float) -> str:
    """A probability in four steps."""
    return "H" if p > 0.6 else "M" if p > 0.3 else "L" if p > 0.1 else "-"


def second_features(passes: Sequence[FirstPass], syntax: Syntax) -> list[list[list[str]]]:
    """For each act and each of its candidates, the first pass's features with those of the company."""
    governors = _governors(passes, syntax)
    below: dict[int, list[int]] = {}
    for k, ups in enumerate(governors):
        for up in ups:
            below.setdefault(up, []).append(k)
    return [_of_act(k, passes, governors[k][:1], below.get(k, [])) for k in range(len(passes))]


def _governors(passes: Sequence[FirstPass], syntax: Syntax) -> list[list[int]]:
    """For each act the acts above it in the tree, nearest first."""
    by_token = {p.act.token.i: k for k, p in enumerate(passes)}
    return [[by_token[t.i] for t in syntax.ancestors(p.act.token)[:_HEIGHT] if t.i in by_token] for p in passes]


def _of_act(k: int, passes: Sequence[FirstPass], governor: list[int], below: list[int]) -> list[list[str]]:
    act = passes[k].act
    near = [j for j in range(max(0, k - _COMPANY), min(len(passes), k + _COMPANY + 1)) if j != k]
    alike = [j for j in near if passes[j].act.type == act.type]
    company = {
        "lem": [j for j in alike if passes[j].act.token.lemma.lower() == act.token.lemma.lower()],
        "typ": alike,
        "sub": below,
        "snt": [j for j in near if passes[j].act.token.sentence == act.token.sentence],
        "gov": governor,
    }
    return [_of_candidate(c, passes, k, company) for c in passes[k].candidates]


def _of_candidate(c: Candidate, passes: Sequence[FirstPass], k: int, company: Mapping[str, list[int]]) -> list[str]:
    act, chances = passes[k].act, passes[k].chances
    found = list(c.features)
    for name, acts in company.items():
        if acts:
            seen = [passes[j].chances.get(c.entity, (0.0, 0.0)) for j in acts]
            a, r = (level(sum(p[n] for p in seen) / len(seen)) for n in (0, 1))
            found += [f"{name}A={a}", f"{name}R={r}", f"{name}={a}{r}|{c.features[0]}", f"{name}={a}{r}|{act.type}"]
            if name == "gov":
                above = passes[acts[0]].act
                found += [f"gov={a}{r}|{above.type}>{act.type}", f"gov={a}{r}|{above.token.lemma.lower()}", f"gov={a}{r}|{act.token.dep}"]
    own = chances[c.entity]
    best = [max((p[n] for e, p in chances.items() if e != c.entity), default=0.0) for n in (0, 1)]
    own_levels, rivals = [level(p) for p in own], [level(p) for p in best]
    found += [f"self={''.join(own_levels)}", f"rivalA={own_levels[0]}{rivals[0]}", f"rivalR={own_levels[1]}{rivals[1]}"]
    return [*found, f"rivalA={own_levels[0]}{rivals[0]}|{act.type}", f"bestA={level(max(best[0], own[0]))}|{act.type}"]
