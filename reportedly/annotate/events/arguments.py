"""Who fills an act's places in its sentence: understood subjects and objects, passives, control, light verbs, nouns.

The places are told apart as in PropBank (Palmer, Gildea & Kingsbury 2005): "A0" acts, "A1" is acted on, prepositions stand
for themselves; "?" follows the place of who urges another to fill it. Control is by the usual rule (Rosenbaum 1967): who is
urged to do something does it, else the subject does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.annotate.syntax import Syntax
from reportedly.model import Token

_DEEP = 5  # verbs above a clause that are asked for its subject
_OBJECTS = ("dobj", "obj", "oprd")
_SUBORDINATE = frozenset({"xcomp", "advcl", "ccomp", "pcomp", "conj", "acl", "relcl", "dep", "parataxis", "prep", "pobj", "attr", "acomp"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_MODIFIERS = ("amod", "compound", "nmod", "poss", "nummod")
_FARTHER = "-far"  # who urges somebody to act is farther from the act than who is urged
_FREE = frozenset({"advcl", "ROOT"})  # clauses whose subject is the subject above, never its object


@dataclass(frozen=True, slots=True)
class Place:
    """A word that fills a place of an act: the place ("A0", "A1", "A2" or a preposition) and by which way."""

    slot: str
    way: str
    token: Token


class Arguments:
    """The places of acts in one report's trees."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax

    def of(self, token: Token) -> list[Place]:
        """What fills the places of an act, surest way first; each word at most once."""
        seen: set[int] = {token.i}
        found = []
        for place in self._verbal(token) if token.pos in ("VERB", "AUX") else self._nominal(token):
            for t in self.syntax.conjuncts(place.token):
                if t.i not in seen and not (t is not place.token and t.pos == "VERB"):
                    seen.add(t.i)
                    found.append(Place(place.slot, place.way, t))
        return found

    def _verbal(self, verb: Token) -> Iterator[Place]:
        yield from ((Place(slot, way, t)) for slot, way, t in self._subjects(verb))
        for t in self._antecedents(self.syntax.children(verb, *_OBJECTS)):
            yield Place("A1", "obj", t)
        for t in self.syntax.children(verb, "dative"):
            for o in [*self.syntax.children(t, "pobj")] or [t]:
                yield Place("A2", "dative", o)
        if (head := self._bare_relative(verb)) is not None:
            yield Place("A1", "rel", head)
        yield from self._prepositions(verb, "v")
        for o in self.syntax.children(verb, *_OBJECTS):
            yield from self._prepositions(o, "o")
            yield from (Place("A1", "objmod", m) for m in self.syntax.children(o, *_MODIFIERS))

    def _nominal(self, noun: Token) -> Iterator[Place]:
        syntax = self.syntax
        for m in syntax.children(noun, "poss"):
            yield Place("poss", "n", m)
        yield from self._prepositions(noun, "n")
        for m in syntax.children(noun, "amod", "compound", "nmod"):
            yield Place("mod", m.dep, m)
            if m.dep == "compound":
                yield from (Place("mod", "deep", d) for d in syntax.children(m, *_MODIFIERS))
        for clause in syntax.children(noun, "acl", "relcl"):
            yield from self._clause_of(noun, clause)
        yield from self._around(noun)

    def _around(self, noun: Token) -> Iterator[Place]:
        """From what governs a noun: "A launched an attack", "B was hit by an attack", "A met C for talks"."""
        below, via = self._climbed(noun)
        if via != "o" and below.dep in ("prep", "agent") and (held := self.syntax.head(below)).pos == "NOUN":
            yield from (Place(f"up.{via}", "poss", m) for m in self.syntax.children(held, "poss", "amod", "compound"))
            below, _ = self._climbed(held)
        verb = self.syntax.head(below)
        if verb.pos not in ("VERB", "AUX") or verb.i == below.i:
            return
        side = "s" if below.dep in ("nsubj", "nsubjpass") else via
        places = [Place(f"{side}.{slot}", way, t) for slot, way, t in self._subjects(verb)]
        for t in self.syntax.children(verb, *_OBJECTS, "dative"):
            slot = "A2" if t.dep == "dative" else "A1"
            places += [Place(f"{side}.{slot}", "obj", o) for o in self.syntax.children(t, "pobj") or [t]]
        yield from (p for p in (*places, *self._prepositions(verb, f"{side}.v")) if p.token.i != below.i)

    def _climbed(self, noun: Token) -> tuple[Token, str]:
        """The top of what a noun is coordinated with, or describes, up to a preposition; and that preposition, else "o"."""
        above = self.syntax.head(noun)
        while above.i != noun.i and (noun.dep in ("conj", "compound") or above.dep == "compound"):
            noun, above = above, self.syntax.head(above)
        if above.pos == "ADP" and above.dep in ("prep", "agent"):
            return above, f"p.{above.lemma.lower()}"
        return noun, "o"

    def _clause_of(self, noun: Token, clause: Token) -> Iterator[Place]:
        """What a clause on a noun says of its parties: "sanctions imposed by A on B", "an attack that A launched"."""
        for slot, way, t in self._subjects(clause):
            if t.i != noun.i:
                yield Place(f"cl.{slot}", way, t)
        yield from self._prepositions(clause, "cl")
        for t in self.syntax.children(clause, *_OBJECTS):
            if t.i != noun.i and t.lemma.lower() not in _RELATIVE:
                yield Place("cl.A1", "obj", t)

    def _prepositions(self, word: Token, at: str) -> Iterator[Place]:
        for p in self.syntax.children(word, "prep", "agent"):
            name = "A0" if p.dep == "agent" else p.lemma.lower()
            for o in self.syntax.objects(p):
                yield Place(name, f"agent.{at}" if p.dep == "agent" else at, o)
            for q in self.syntax.children(p, "prep"):  # "from within", "because of"
                for o in self.syntax.objects(q):
                    yield Place(q.lemma.lower(), f"{at}.deep", o)

    def _subjects(self, verb: Token, deep: int = 0) -> list[tuple[str, str, Token]]:
        """The subject of a verb, understood ones too: (place, way, word)."""
        syntax = self.syntax
        passive = self._is_passive(verb)
        slot = "A1" if passive else "A0"
        agents = [("A0", "agent", o) for p in syntax.children(verb, "agent") for o in syntax.children(p, "pobj")]
        own = syntax.children(verb, "nsubj", "nsubjpass", "csubj")
        if own:
            return [(slot, "subj" if not deep else "above", t) for t in self._antecedents(own, verb)] + agents
        if deep >= _DEEP or verb.head == verb.i:
            return agents
        above = syntax.head(verb)
        found = [(f"{slot}?" if way.endswith(_FARTHER) else slot, way, t) for way, t in self._controllers(verb, above, deep)]
        return found + agents

    def _controllers(self, verb: Token, above: Token, deep: int) -> list[tuple[str, Token]]:
        """Who is understood as the subject of a verb that has none."""
        syntax = self.syntax
        if verb.dep in ("acl", "relcl") and above.pos in ("NOUN", "PROPN", "PRON"):
            if verb.tag == "VB":  # "Russia's decision to withdraw", "Russia has the right to respond"
                owners = syntax.children(above, "poss")
                return [("owner", t) for t in owners] or [(f"inf.{w}", t) for w, t in self._owner(above, deep)]
            return [("head", above)]
        if verb.dep == "pcomp":
            governor = syntax.head(above)
            return self._of_governor(governor, f"pc.{above.lemma.lower()}", deep, verb)
        if above.pos in ("VERB", "AUX") or verb.dep == "conj":
            return self._of_governor(above, verb.dep, deep, verb)
        return []

    def _of_governor(self, governor: Token, way: str, deep: int, verb: Token) -> list[tuple[str, Token]]:
        if governor.pos not in ("VERB", "AUX"):
            return [(f"{way}.n", t) for t in self.syntax.children(governor, "poss")]
        if way != "conj" and verb.dep not in _FREE:
            controlled = [t for t in self.syntax.children(governor, *_OBJECTS, "dative") if t.i < verb.i]
            if controlled:
                return [(f"{way}.ctl", t) for t in controlled] + [
                    (f"{way}{_FARTHER}", t) for s, _, t in self._subjects(governor, deep + 1) if s == "A0"
                ]
        found = self._subjects(governor, deep + 1)
        wanted = [t for s, w, t in found if w != "agent"]
        return [(way if deep == 0 else f"{way}+", t) for t in wanted]

    def _owner(self, noun: Token, deep: int) -> list[tuple[str, Token]]:
        verb = self.syntax.head(noun)
        if verb.pos not in ("VERB", "AUX") or verb.i == noun.i:
            return []
        return [(noun.dep, t) for s, _, t in self._subjects(verb, deep + 1) if t.i != noun.i]

    def _antecedents(self, tokens: list[Token], verb: Token | None = None) -> list[Token]:
        """Relative pronouns replaced by what they stand for."""
        found = []
        for t in tokens:
            clause = verb or self.syntax.head(t)
            while t.lemma.lower() in _RELATIVE and clause.dep not in ("relcl", "ROOT") and clause.head != clause.i:
                clause = self.syntax.head(clause)
            if t.lemma.lower() in _RELATIVE and clause.dep == "relcl":
                found.append(self.syntax.head(clause))
            else:
                found.append(t)
        return found

    def _bare_relative(self, verb: Token) -> Token | None:
        """The noun on which a clause without object hangs: "the missiles (that) A fired"; None where there is none."""
        if verb.dep != "relcl" or self.syntax.children(verb, *_OBJECTS) or self._is_passive(verb):
            return None
        subjects = self.syntax.children(verb, "nsubj")
        return self.syntax.head(verb) if subjects and subjects[0].lemma.lower() not in _RELATIVE else None

    def _is_passive(self, verb: Token) -> bool:
        if self.syntax.children(verb, "nsubjpass", "auxpass", "csubjpass"):
            return True
        return verb.tag == "VBN" and verb.dep in ("acl", "advcl", "amod", "conj") and not self.syntax.children(verb, "aux", *_OBJECTS)
