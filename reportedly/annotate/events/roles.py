"""What speaks for an entity's being the actor or the recipient of an act: features for the role scorer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.annotate.events.arguments import Arguments
from reportedly.annotate.events.filling import Filling, Meant
from reportedly.annotate.events.lexicon import Group
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, EventType, Mention, Sentence, Span, Statement, Token

_BACK = 3  # sentences that are looked through for a party that the sentence itself does not name
_SALIENT = 5  # how many of the report's most named entities are always considered
_FOREMOST = 3  # and how many of them a report is about
_NEXT = -1  # the sentence after the act's, counted as those before it are
_FAR = 7  # dependency steps beyond which a path says nothing
_SLIGHT = frozenset({"^conj", "^xcomp", "compound", "poss", "appos"})
_CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp"})

_MODIFIERS = frozenset({"amod", "compound", "nmod", "appos", "poss"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
_OURS = frozenset({"we", "us", "our"})
_STATES = frozenset({"country", "government"})
_SUBJECTS = 4  # clauses, the act's own and those above it, whose subjects are told
_WITHIN = 3  # steps from a demonym to the name that it describes


@dataclass(frozen=True, slots=True)
class Act:
    """What the role scorer needs to know of an event: its token, type and the group that fired."""

    token: Token
    type: EventType
    group: Group | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may take part: its id, the mention it rests on, its features and the act's place that it fills, if any."""

    entity: str
    mention: Mention
    features: tuple[str, ...]
    slot: str = "none"

    @property
    def is_local(self) -> bool:
        """Whether the act's own sentence names it."""
        return self.features[0] == "local"


Named = tuple[str, Mention, list[str]]
"""An entity that may take part, the mention it rests on, and what its place in the report says."""


class RoleView:
    """The entities of one report as possible parties to its acts."""

    def __init__(self, annotated: AnnotatedReport, syntax: Syntax, refs: References) -> None:
        self.annotated = annotated
        self.syntax = syntax
        self.refs = refs
        self._paths: dict[tuple[int, int], list[str]] = {}
        self._tops: dict[tuple[int, int], str] = {}  # the word at the top of a path
        self._last_scene: tuple[int, tuple[int, int, bool]] = (-1, (0, 0, False))
        self._persons: dict[int, str] = {}
        self._meant: dict[int, tuple[Meant, Meant, Meant]] = {}  # by sentence
        self._told: dict[int, tuple[Statement | None, Statement | None]] = {}
        self._last_subjects: tuple[int, list[tuple[str, frozenset[int]]]] = (-1, [])
        self._kinds = {e.id: e.kind for e in annotated.entities}
        self._countries = {e.id: e.country for e in annotated.entities}
        self._arguments = Arguments(syntax)

    @cached_property
    def _by_sentence(self) -> list[list[Mention]]:
        found: list[list[Mention]] = [[] for _ in self.annotated.sentences]
        tokens = self.annotated.tokens
        for m in self.annotated.mentions:
            if ids(m) and m.head >= 0:
                found[tokens[m.head].sentence].append(m)
        return found

    @cached_property
    def named(self) -> Counter[str]:
        """How often the report names each entity."""
        return Counter(e for m in self.annotated.mentions if m.head >= 0 for e in ids(m))

    @cached_property
    def _salient(self) -> list[tuple[str, Mention]]:
        return [(e, self._first_mentions[e]) for e, n in self.named.most_common(_SALIENT) if n > 1]

    @cached_property
    def _salient_ranks(self) -> dict[str, int]:
        return {e: rank for rank, (e, _) in enumerate(self._salient)}

    def is_peopled(self, token: Token) -> bool:
        """Whether anybody who may take part in an act is named near its word or often in the report."""
        near = range(max(0, token.sentence - _BACK), token.sentence + 1)
        return bool(self._salient) or any(self._by_sentence[k] for k in near)

    def candidates(self, act: Act) -> list[Candidate]:
        """Who may take part: those named in the sentence, in those before it and the next, and the report's most named."""
        filling, about = self._filling(act), self._about(act)
        found = self._candidates(act)
        return [
            Candidate(e, m, (*features, *filling.features(e, [*about, f"k:{self.kind(e)}"])), filling.slot(e)) for e, m, features in found
        ]

    def _candidates(self, act: Act) -> list[Named]:
        sentence = self.syntax.sentence(act.token)
        near = self._near(act, sentence)
        found: list[Named] = [(e, m, self._local(act, e, m, near)) for e, m in near.items()]
        seen = set(near)
        for back in (*range(1, _BACK + 1), _NEXT):
            k = sentence.index - back
            for m in self._by_sentence[k] if 0 <= k < len(self._by_sentence) else ():
                for e in ids(m):
                    if e not in seen:
                        seen.add(e)
                        found.append((e, m, self._remote(act, e, m, back, near)))
        found.extend(self._speaking(act, near, seen))
        for rank, (e, m) in enumerate(self._salient):
            if e not in seen:
                found.append((e, m, [*self._remote(act, e, m, 9, near), f"rank={rank}"]))
        return found

    def _about(self, act: Act) -> list[str]:
        """What an act is, for features."""
        lemma = f"{act.token.lemma.lower()}/{act.token.pos[0]}"
        group = f"g:{act.group.name}" if act.group else "g:-"
        return [f"{act.type}/{act.token.pos[0]}", lemma, group, "r" if act.group and act.group.reciprocal else "n"]

    def _filling(self, act: Act) -> Filling:
        """The places of an act and who fills them; "we" and "I" in quotations are the speaker, "we" his state too."""
        k = act.token.sentence
        if k not in self._meant:
            self._meant[k] = self._meant_in(self.syntax.sentence(act.token))
        meant, voices, states = self._meant[k]
        return Filling(self._arguments.of(act.token), self.syntax, meant, voices=voices, states=states)

    def _meant_in(self, sentence: Sentence) -> tuple[Meant, Meant, Meant]:
        """Whom the words of a sentence mean, who says "I" or "we" there, and for which state "we" stands."""
        meant: dict[int, set[str]] = {}
        for m in self._by_sentence[sentence.index]:
            meant.setdefault(m.head, set()).update(ids(m))
        voices: dict[int, set[str]] = {}
        states: dict[int, set[str]] = {}
        for t in self.syntax.words(sentence):
            if t.pos == "PRON" and t.lemma.lower() in _FIRST and (around := self._statements(t)[0]) and around.speaker:
                voices[t.i] = {around.speaker.id}
                if t.lemma.lower() in _OURS:
                    states[t.i] = self._states_of(around.speaker.id)
        return meant, voices, states

    def _states_of(self, speaker: str) -> set[str]:
        """The country and government for whom somebody speaks, where the report names them."""
        country = self._countries.get(speaker)
        return {e for e, c in self._countries.items() if country and c == country and self.kind(e) in _STATES and e != speaker}

    def _speaking(self, act: Act, near: dict[str, Mention], seen: set[str]) -> Iterator[Named]:
        """The speaker of the words around the act and, where he says "we", his state, where not yet considered."""
        who = [s.speaker.id for s in self._statements(act.token) if s and s.speaker]
        if who and self._first_person(act.token) == "we":
            who += sorted(self._states_of(who[0]))
        for e in who:
            if e in self._first_mentions and e not in seen:
                seen.add(e)
                m = self._first_mentions[e]
                yield e, m, self._remote(act, e, m, 8, near)

    @cached_property
    def _first_mentions(self) -> dict[str, Mention]:
        found: dict[str, Mention] = {}
        for m in self.annotated.mentions:
            for e in ids(m) if m.head >= 0 else ():
                found.setdefault(e, m)
        return found

    def _near(self, act: Act, sentence: Sentence) -> dict[str, Mention]:
        """The entities of the sentence, each with its mention nearest the trigger in the tree."""
        best: dict[str, tuple[int, Mention]] = {}
        named = [m for m in self._by_sentence[sentence.index] if m.kind != "demonym" or not self._describes(m, sentence)]
        for m in named:
            steps = len(self.path(act.token, m))
            for e in ids(m):
                if e not in best or steps < best[e][0]:
                    best[e] = (steps, m)
        return {e: m for e, (_, m) in best.items()}

    def _describes(self, demonym: Mention, sentence: Sentence) -> bool:
        """Whether a demonym only says whose leader, minister or body somebody named is ("North Korean leader Kim")."""
        heads = {m.head for m in self._by_sentence[sentence.index] if m.kind != "demonym"}
        token = self.annotated.tokens[demonym.head]
        for _ in range(_WITHIN):
            if token.dep not in _MODIFIERS or token.head == token.i:
                return False
            token = self.annotated.tokens[token.head]
            if token.i in heads:
                return True
        return False

    def path(self, token: Token, mention: Mention) -> list[str]:
        """The way from a trigger to a mention's head: "^dep" up, "dep" down, prepositions by name, coordination left out."""
        if (key := (token.i, mention.head)) not in self._paths:
            self._paths[key] = self._path(token, mention)
        return self._paths[key]

    def _path(self, token: Token, mention: Mention) -> list[str]:
        tokens = self.annotated.tokens
        end = tokens[mention.head]
        up = [token, *self.syntax.ancestors(token)]
        down = [end, *self.syntax.ancestors(end)]
        over = {t.i: k for k, t in enumerate(up)}
        meet = next((k for k, t in enumerate(down) if t.i in over), None)
        if meet is None:
            return ["?"] * _FAR
        climbed = up[: over[down[meet].i]]
        self._tops[token.i, mention.head] = down[meet].lemma.lower()
        steps = [f"^{t.dep}" for t in climbed]
        for t in reversed(down[:meet]):
            if t.dep in ("prep", "agent", "dative") and t.pos in ("ADP", "SCONJ"):
                steps.append(t.lemma.lower())
            elif t.dep not in ("conj", "pobj") or t.head == token.i:
                steps.append(t.dep)
        return steps

    def kind(self, entity: str) -> str:
        """Its kind; "?" for an unknown id."""
        return self._kinds.get(entity, "?")

    def country(self, entity: str) -> str | None:
        """The country to which it belongs, where known."""
        return self._countries.get(entity)

    def _local(self, act: Act, entity: str, m: Mention, near: dict[str, Mention]) -> list[str]:
        steps = self.path(act.token, m)
        kind, type_, lemma = self.kind(entity), act.type, act.token.lemma.lower()
        side = "before" if m.head < act.token.i else "after"
        first, last = sorted((act.token.i, m.head))
        between = len([o for o in near.values() if first < o.head < last])
        crowd = min(len(near), 4)
        together = "r" if act.group and act.group.reciprocal else "n"
        found = ["local", "bias", f"{type_}|{side}|{kind}", f"side={side}|{min(between, 3)}", f"mk={m.kind}", f"mk={m.kind}|{kind}|{type_}"]
        found += [f"{side}|{together}", f"{lemma}|{side}", f"n={crowd}|{side}", f"n={crowd}|{together}"]
        found += [f"last={steps[-1] if steps else '='}|{side}", f"first={steps[0] if steps else '='}|{side}|{type_}"]
        found += self._way(act, steps, kind)
        if steps and steps[0].startswith("^"):  # who is accused OF an act does it, who is urged TO it too
            found.append(f"top={self._tops.get((act.token.i, m.head))}|{steps[0]}|{steps[-1]}")
        return found + self._inside(act, m) + self._subject(act, m) + self._spoken(act, entity) + self._source(act, m)

    def _way(self, act: Act, steps: list[str], kind: str) -> list[str]:
        """The path from the trigger, whole and without coordination and modifiers, alone and with the act's kind."""
        far = len(steps) > _FAR
        way = "far" if far else ">".join(steps)
        short = "far" if far else ">".join(s for s in steps if s not in _SLIGHT)
        kind_of_act = f"{act.token.pos[0]}{act.type}"
        group = act.group.name if act.group else "-"
        found = [
            f"way={way}",
            f"way={way}|{kind_of_act}",
            f"way={way}|{act.token.lemma.lower()}",
            f"way={way}|{group}",
            f"way={way}|{kind}",
        ]
        return [*found, f"short={short}", f"short={short}|{kind_of_act}"]

    def _spoken(self, act: Act, entity: str) -> list[str]:
        """Whether the entity speaks the words in which the act stands, or speaks by this very act ("accused")."""
        speaks, acts, hears = self.voice(act.token, entity)
        found = []
        if acts is not None:
            found += [f"act-speaks={acts}", f"act-speaks={acts}|{act.type}", f"act-hears={hears}"]
        if speaks is not None:
            found += [f"speaker={speaks}", f"speaker={speaks}|{act.type}", f"speaker={speaks}|{self._first_person(act.token)}"]
            found.append(f"speaker={speaks}|{self._first_person(act.token)}|{self.kind(entity)}")
        return found

    def voice(self, token: Token, entity: str) -> tuple[bool | None, bool | None, bool | None]:
        """Whether an entity speaks the words around a token, and speaks or hears those that it introduces; None without such words."""
        around, own = self._told.get(token.i) or self._statements(token)
        speaks = around.speaker.id == entity if around is not None and around.speaker is not None else None
        if own is None:
            return speaks, None, None
        return speaks, own.speaker is not None and own.speaker.id == entity, any(p.id == entity for p in own.to)

    def _source(self, act: Act, m: Mention) -> list[str]:
        """Whether the mention is the source of the very words in which the act stands."""
        around, _ = self._statements(act.token)
        return ["source"] if around is not None and around.source is not None and around.source.contains(m.span) else []

    def _statements(self, token: Token) -> tuple[Statement | None, Statement | None]:
        """The innermost statement whose content holds a token, and the one whose cue it is."""
        if token.i not in self._told:
            span = token.span
            near = [s for first, last, s in self._said if first <= span.start and span.end <= last]
            around = [s for s in near if any(c.contains(span) for c in s.content)]
            inner = min(around, key=lambda s: sum(len(c) for c in s.content), default=None)
            own = next((s for s in self.annotated.statements if s.cue and s.cue.overlaps(token.span)), None)
            self._told[token.i] = (inner, own)
        return self._told[token.i]

    @cached_property
    def _said(self) -> list[tuple[int, int, Statement]]:
        """The statements with the characters between which their contents lie."""
        return [(min(c.start for c in s.content), max(c.end for c in s.content), s) for s in self.annotated.statements if s.content]

    def _first_person(self, token: Token) -> str:
        if token.sentence not in self._persons:
            words = {t.text.lower() for t in self.syntax.words(self.syntax.sentence(token)) if t.pos == "PRON"}
            self._persons[token.sentence] = "we" if words & {"we", "our", "us"} else "i" if words & {"i", "my", "me"} else "-"
        return self._persons[token.sentence]

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
        if m.span in self._nested:
            found.append("nested")
        return found

    @cached_property
    def _nested(self) -> frozenset[Span]:
        """The mentions that lie in another one of their sentence."""
        return frozenset(m.span for near in self._by_sentence for m in near if any(o is not m and o.span.contains(m.span) for o in near))

    def _subject(self, act: Act, m: Mention) -> list[str]:
        """Whether it is the subject, or the passive subject, of the trigger's clause or of one above."""
        if self._last_subjects[0] != act.token.i:
            self._last_subjects = act.token.i, self._subjects(act.token)
        which = next((name for name, heads in self._last_subjects[1] if m.head in heads), None)
        if which is None:
            return [f"nosubj|{act.token.dep}"]
        return [f"{which}|{act.token.pos[0]}", f"{which}|{act.token.dep}", f"{which}|{act.type}"]

    def _subjects(self, token: Token) -> list[tuple[str, frozenset[int]]]:
        """The subjects of a word's clause and of those above, nearest first: which ("subj0=nsubj"), and its words."""
        verb, found = token, []
        while verb.dep not in _CLAUSE and verb.head != verb.i:
            verb = self.syntax.head(verb)
        for level in range(_SUBJECTS):
            for s in self.syntax.children(verb, "nsubj", "nsubjpass"):
                found.append((f"subj{level}={s.dep}", frozenset(c.i for c in self.syntax.conjuncts(s))))
            if verb.head == verb.i:
                break
            verb = self.syntax.head(verb)
        return found

    def _scene(self, act: Act, near: dict[str, Mention]) -> tuple[int, int, bool]:
        """How many people and states the sentence names, and whether one of them is the act's subject."""
        if self._last_scene[0] != act.token.i:
            people = sum(self.kind(e) == "person" for e in near)
            states = sum(self.kind(e) in ("country", "government", "organisation") for e in near)
            has_subject = any(self.path(act.token, o)[:1] in (["nsubj"], ["poss"], ["nsubjpass"]) for o in near.values())
            self._last_scene = act.token.i, (people, states, has_subject)
        return self._last_scene[1]

    def _remote(self, act: Act, entity: str, m: Mention, back: int, near: dict[str, Mention]) -> list[str]:
        head = self.annotated.tokens[m.head]
        kind = self.kind(entity)
        people, states, has_subject = self._scene(act, near)
        rank = self._salient_ranks.get(entity, 9)
        found = [
            "remote",
            "bias",
            f"back={back}",
            f"back={back}|{head.dep}",
            f"back={back}|{kind}",
            f"rk={rank}",
            f"rk={rank}|{kind}|{act.type}",
        ]
        found += [f"near={min(people, 2)}{min(states, 2)}|{kind}", f"hs={has_subject}|{act.token.pos[0]}|{rank < _FOREMOST}"]
        found += [f"{act.type}|{kind}|remote", f"hs={has_subject}|{act.type}|rk={rank}", f"back={back}|rk={rank}|n={min(len(near), 3)}"]
        return [*found, f"{act.token.lemma.lower()}|remote|{kind}", *self._spoken(act, entity)]


def ids(m: Mention) -> Sequence[str]:
    """The ids that a mention means."""
    return m.entities or ((m.entity,) if m.entity else ())
