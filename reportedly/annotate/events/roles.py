"""What speaks for an entity's being the actor or the recipient of an act: features for the role scorer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.annotate.events.lexicon import Group
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, EventType, Mention, Sentence, Token

_BACK = 3  # sentences that are looked through for a party that the sentence itself does not name
_SALIENT = 3  # how many of the report's most named entities are always considered
_FAR = 7  # dependency steps beyond which a path says nothing
_CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp"})


@dataclass(frozen=True, slots=True)
class Act:
    """What the role scorer needs to know of an event: its token, type and the group that fired."""

    token: Token
    type: EventType
    group: Group | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may take part: its id, the mention it rests on, and its features."""

    entity: str
    mention: Mention
    features: tuple[str, ...]


class RoleView:
    """The entities of one report as possible parties to its acts."""

    def __init__(self, annotated: AnnotatedReport, syntax: Syntax, refs: References) -> None:
        self.annotated = annotated
        self.syntax = syntax
        self.refs = refs
        self._kinds = {e.id: e.kind for e in annotated.entities}

    @cached_property
    def _by_sentence(self) -> list[list[Mention]]:
        found: list[list[Mention]] = [[] for _ in self.annotated.sentences]
        tokens = self.annotated.tokens
        for m in self.annotated.mentions:
            if ids(m) and m.head >= 0:
                found[tokens[m.head].sentence].append(m)
        return found

    @cached_property
    def _salient(self) -> list[tuple[str, Mention]]:
        first: dict[str, Mention] = {}
        counts: Counter[str] = Counter()
        for m in self.annotated.mentions:
            for e in ids(m):
                first.setdefault(e, m)
                counts[e] += 1
        return [(e, first[e]) for e, n in counts.most_common(_SALIENT) if n > 1]

    def candidates(self, act: Act) -> list[Candidate]:
        """Who may take part: those named in the sentence, in the sentences before it, and the report's most named."""
        sentence = self.syntax.sentence(act.token)
        near = self._near(act, sentence)
        found = [Candidate(e, m, tuple(self._local(act, e, m, near))) for e, m in near.items()]
        seen = set(near)
        for back in range(1, _BACK + 1):
            k = sentence.index - back
            for m in self._by_sentence[k] if k >= 0 else ():
                for e in ids(m):
                    if e not in seen:
                        seen.add(e)
                        found.append(Candidate(e, m, tuple(self._remote(act, e, m, back, near))))
        for rank, (e, m) in enumerate(self._salient):
            if e not in seen:
                found.append(Candidate(e, m, tuple([*self._remote(act, e, m, 9, near), f"rank={rank}"])))
        return found

    def _near(self, act: Act, sentence: Sentence) -> dict[str, Mention]:
        """The entities of the sentence, each with its mention nearest the trigger in the tree."""
        best: dict[str, tuple[int, Mention]] = {}
        for m in self._by_sentence[sentence.index]:
            steps = len(self.path(act.token, m))
            for e in ids(m):
                if e not in best or steps < best[e][0]:
                    best[e] = (steps, m)
        return {e: m for e, (_, m) in best.items()}

    def path(self, token: Token, mention: Mention) -> list[str]:
        """The way from a trigger to a mention's head: "^dep" up, "dep" down, prepositions by name, coordination left out."""
        tokens = self.annotated.tokens
        end = tokens[mention.head]
        up = [token, *self.syntax.ancestors(token)]
        down = [end, *self.syntax.ancestors(end)]
        over = {t.i: k for k, t in enumerate(up)}
        meet = next((k for k, t in enumerate(down) if t.i in over), None)
        if meet is None:
            return ["?"] * _FAR
        climbed = up[: over[down[meet].i]]
        steps = [f"^{t.dep}" for t in climbed]
        for t in reversed(down[:meet]):
            if t.dep in ("prep", "agent", "dative") and t.pos in ("ADP", "SCONJ"):
                steps.append(t.lemma.lower())
            elif t.dep not in ("conj", "pobj") or t.head == token.i:
                steps.append(t.dep)
        return steps

    def _kind(self, entity: str) -> str:
        return self._kinds.get(entity, "?")

    def _local(self, act: Act, entity: str, m: Mention, near: dict[str, Mention]) -> list[str]:
        steps = self.path(act.token, m)
        way = ">".join(steps) if len(steps) <= _FAR else "far"
        kind = self._kind(entity)
        side = "before" if m.head < act.token.i else "after"
        pos, lemma = act.token.pos[0], act.token.lemma.lower()
        between = sum(1 for o in near.values() if min(act.token.i, m.head) < o.head < max(act.token.i, m.head))
        short = ">".join(s for s in steps if s not in ("^conj", "^xcomp", "compound", "poss", "appos")) if len(steps) <= _FAR else "far"
        recip = "r" if act.group and act.group.reciprocal else "n"
        reason = [
            "local", "bias", f"way={way}", f"way={way}|{pos}{act.type}", f"way={way}|{lemma}", f"short={short}", f"short={short}|{pos}{act.type}",
            f"way={way}|{act.group.name if act.group else '-'}", f"way={way}|{kind}", f"last={steps[-1] if steps else '='}|{side}",
            f"{act.type}|{side}|{kind}", f"side={side}|{min(between, 3)}", f"mk={m.kind}", f"mk={m.kind}|{kind}|{act.type}", f"{side}|{recip}",
            f"{lemma}|{side}", f"first={steps[0] if steps else '='}|{side}|{act.type}", f"n={min(len(near), 4)}|{side}", f"n={min(len(near), 4)}|{recip}",
        ]  # fmt: skip
        return reason + self._inside(act, m) + self._subject(act, m)

    def _inside(self, act: Act, m: Mention) -> list[str]:
        """Whether the mention is only part of another's name or noun phrase ("the US president")."""
        head = self.annotated.tokens[m.head]
        above = self.syntax.head(head)
        found = []
        if head.dep in ("compound", "amod", "nmod", "poss") and above.i != head.i:
            outer = self.refs.headed_by(above)
            found.append(f"in={head.dep}|{outer.kind if outer else above.pos}|{m.kind}")
            if outer is None and above.i != act.token.i:
                found.append(f"of={above.lemma.lower()}")
        if any(o is not m and o.span.contains(m.span) for o in self._by_sentence[head.sentence]):
            found.append("nested")
        return found

    def _subject(self, act: Act, m: Mention) -> list[str]:
        """Whether it is the subject, or the passive subject, of the trigger's clause or of one above."""
        verb, level = act.token, 0
        while verb.dep not in _CLAUSE and verb.head != verb.i:
            verb = self.syntax.head(verb)
        while level < 4:
            for s in self.syntax.children(verb, "nsubj", "nsubjpass"):
                if any(c.i == m.head for c in self.syntax.conjuncts(s)):
                    return [
                        f"subj{level}={s.dep}|{act.token.pos[0]}",
                        f"subj{level}={s.dep}|{act.token.dep}",
                        f"subj{level}={s.dep}|{act.type}",
                    ]
            if verb.head == verb.i:
                break
            verb, level = self.syntax.head(verb), level + 1
        return [f"nosubj|{act.token.dep}"]

    def _remote(self, act: Act, entity: str, m: Mention, back: int, near: dict[str, Mention]) -> list[str]:
        head = self.annotated.tokens[m.head]
        kind = self._kind(entity)
        people = sum(self._kind(e) == "person" for e in near)
        states = sum(self._kind(e) in ("country", "government", "organisation") for e in near)
        has_subject = any(self.path(act.token, o)[:1] in (["nsubj"], ["poss"], ["nsubjpass"]) for o in near.values())
        rank = next((r for r, (e, _) in enumerate(self._salient) if e == entity), 9)
        return [
            "remote", "bias", f"back={back}", f"back={back}|{head.dep}", f"back={back}|{kind}", f"rk={rank}", f"rk={rank}|{kind}|{act.type}",
            f"near={min(people, 2)}{min(states, 2)}|{kind}", f"hs={has_subject}|{act.token.pos[0]}|{rank < 9}", f"{act.type}|{kind}|remote",
            f"hs={has_subject}|{act.type}|rk={rank}", f"back={back}|rk={rank}|n={min(len(near), 3)}", f"{act.token.lemma.lower()}|remote|{kind}",
        ]  # fmt: skip


def ids(m: Mention) -> Sequence[str]:
    """The ids that a mention means."""
    return m.entities or ((m.entity,) if m.entity else ())
