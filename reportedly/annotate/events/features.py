"""What speaks for or against a word's naming a political act: features for the trigger scorer."""

from collections import Counter
from functools import cached_property

from reportedly.annotate.events.lexicon import Group, Lexicon, modifiers
from reportedly.annotate.events.reading import ActReading
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Token

_POLITICAL = frozenset({"GPE", "NORP", "PERSON", "ORG", "FAC", "LOC"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_TOPICS = ("cyber", "legal", "weapon", "sanction", "violent", "protest", "sport")


class TriggerView:
    """The features of one report's tokens, with what they share computed once."""

    def __init__(self, annotated: AnnotatedReport, syntax: Syntax, lexicon: Lexicon) -> None:
        self.annotated = annotated
        self.tokens = annotated.tokens
        self.syntax = syntax
        self.lexicon = lexicon
        self.reading = ActReading(annotated.readings)
        self._fired: dict[int, list[Group]] = {}

    def fired(self, token: Token) -> list[Group]:
        """The trigger groups of a token."""
        if token.i not in self._fired:
            self._fired[token.i] = self.lexicon.fired(token, self.syntax)
        return self._fired[token.i]

    @cached_property
    def _names(self) -> list[int]:
        found = [0] * (len(self.annotated.sentences) or 1)
        for t in self.tokens:
            if t.ner in ("GPE", "NORP") and (t.i == 0 or self.tokens[t.i - 1].ner != t.ner):
                found[t.sentence] += 1
        return found

    @cached_property
    def _quoted(self) -> list[bool]:
        """For each token, whether it lies in double quotation marks (counted within its paragraph)."""
        flags, inside, paragraph = [], False, -1
        for t in self.tokens:
            now = self.annotated.sentences[t.sentence].paragraph
            if now != paragraph:
                inside, paragraph = False, now
            if t.text in ('"', "“", "”", "``", "''"):
                inside = not inside if t.text == '"' else t.text in ("“", "``")
            flags.append(inside)
        return flags

    @cached_property
    def _themes(self) -> frozenset[str]:
        """The types of which the report has many trigger words."""
        counts: Counter[str] = Counter()
        for t in self.tokens:
            if t.pos in ("VERB", "NOUN"):
                counts.update({g.type for g in self.fired(t)})
        return frozenset(k for k, n in counts.items() if n >= 4 and n * 150 >= len(self.tokens))

    @cached_property
    def _topics(self) -> list[str]:
        """The word classes of which the report is full."""
        counts = Counter(c for t in self.tokens if t.pos in _NOUNS for c in self.lexicon.classes(t.lemma.lower()))
        return [c for c in _TOPICS if counts[c] >= 3 and counts[c] * 150 >= len(self.tokens)]

    def features(self, t: Token) -> list[str]:
        """The features of a token, as strings; the same for the same tree."""
        return self.lexical(t) + self.contextual(t)

    def lexical(self, t: Token) -> list[str]:
        """Those of the word itself."""
        lemma = t.lemma.lower()
        key = f"{lemma}/{t.pos[0]}"
        found = [
            "bias",
            f"p={t.pos}",
            f"t={t.tag}",
            f"d={t.dep}",
            f"l={key}",
            f"w={lemma}",
            f"ld={key}/{t.dep}",
            f"s={lemma[-3:]}{t.pos[0]}",
        ]
        found += [f"topic={c}/{key}" for c in self._topics]
        types = self._types(t)
        found += [f"g={g.name}" for g in self.fired(t)]
        found += [f"T={k}/{t.pos[0]}" for k in types]
        found.append(f"T#{'+'.join(types)}" if len(types) < 3 else "T#many")
        found += [f"T&doc={k}" for k in types if k in self._themes]
        return found + [f"doc={k}" for k in self._themes]

    def contextual(self, t: Token) -> list[str]:
        """Those of the words around it and of the tree."""
        found = []
        key, types = f"{t.lemma.lower()}/{t.pos[0]}", self._types(t)
        for label in [*self._around(t, key), *(self._nominal(t, key) if t.pos in _NOUNS else self._verbal(t, key))]:
            found.append(label)
            if label.startswith(("~", "mc=", "oc=")):
                found.extend(f"{k}|{label}" for k in types)
        return found

    def _types(self, t: Token) -> list[str]:
        return sorted({g.type for g in self.fired(t)})

    def _around(self, t: Token, key: str) -> list[str]:
        sentence = self.annotated.sentences[t.sentence]
        names = min(self._names[t.sentence], 3)
        found = [f"~names={names}", f"~zone={sentence.zone}"]
        if self._quoted[t.i]:
            found.append("~quoted")
        before = self.tokens[t.i - 1].lemma.lower() if t.i > sentence.first else "<s>"
        after = self.tokens[t.i + 1].lemma.lower() if t.i + 1 < sentence.last else "</s>"
        found += [f"b={before}", f"a={after}", f"la={key}/{after}", f"lb={before}/{key}"]
        head = self.syntax.head(t)
        if head.i != t.i:
            found += [f"h={head.lemma.lower()}", f"lh={key}/{head.lemma.lower()}", f"hd={t.dep}/{head.pos}"]
            found += [f"hT={g.type}/{t.dep}" for g in self.fired(head)]
            found += [f"hc={c}/{t.dep}" for c in self.lexicon.classes(head.lemma.lower())]
            if head.dep != "ROOT" and head.pos == "ADP":
                up = self.syntax.head(head)
                found += [f"hh={up.lemma.lower()}/{head.lemma}"] + [f"hhT={g.type}" for g in self.fired(up)]
        return found

    def _nominal(self, t: Token, key: str) -> list[str]:
        found = []
        syntax = self.syntax
        det = next((c for c in syntax.children(t, "det", "poss")), None)
        found.append(f"~det={'none' if det is None else 'poss/' + det.ner if det.dep == 'poss' else det.lemma.lower()}")
        if t.tag in ("NNS", "NNPS"):
            found.append("~plural")
        for word in modifiers(t, syntax):
            found += [f"m={word}", f"lm={word}/{key}"] + [f"mc={c}" for c in self.lexicon.classes(word)]
            found += [f"lmc={c}/{key}" for c in self.lexicon.classes(word)]
        for c in syntax.children(t, "compound", "amod", "nmod"):
            if c.ner in _POLITICAL:
                found.append(f"~mod={c.ner}")
        if syntax.child(t, "nummod"):
            found.append("~num")
        return found + self._prepositions(t, key)

    def _verbal(self, t: Token, key: str) -> list[str]:
        found = []
        syntax = self.syntax
        for c in syntax.children(t):
            word = c.lemma.lower()
            if c.dep in ("dobj", "nsubj", "nsubjpass", "dative", "agent", "attr", "acomp", "xcomp", "ccomp", "oprd"):
                found += [f"{c.dep}={word}", f"~{c.dep}", f"l{c.dep}={key}/{word}"]
                found += [f"oc={k}/{c.dep}" for k in self.lexicon.classes(word)] + [f"loc={key}/{k}" for k in self.lexicon.classes(word)]
                if c.ner:
                    found += [f"~{c.dep}:{c.ner}", f"l{c.dep}={key}:{c.ner}"]
                if c.dep == "dobj":
                    found += [f"oc={k}/omod" for m in modifiers(c, syntax) for k in self.lexicon.classes(m)]
            elif c.dep in ("aux", "neg", "prt", "auxpass"):
                found += [f"~{c.dep}={word}", f"l{c.dep}={key}/{word}"]
            elif c.dep in ("advcl", "advmod", "npadvmod"):
                found.append(f"{c.dep}={word}")
        return found + self._prepositions(t, key)

    def _prepositions(self, t: Token, key: str) -> list[str]:
        found = []
        for p in self.syntax.children(t, "prep", "agent"):
            found += [f"pr={p.lemma}", f"lp={key}/{p.lemma}"]
            for o in self.syntax.children(p, "pobj"):
                word = o.lemma.lower()
                found += [f"po={p.lemma}/{word}"] + [f"~po={p.lemma}/{o.ner}"] * bool(o.ner)
                found += [f"poc={p.lemma}/{k}" for k in self.lexicon.classes(word)] + [
                    f"lpoc={key}/{k}" for k in self.lexicon.classes(word)
                ]
        return found
