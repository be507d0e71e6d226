"""What speaks for or against a word's naming a political act: features for the trigger scorer."""

from collections import Counter
from collections.abc import Sequence
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
        self._lower = [t.lemma.lower() for t in annotated.tokens]

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
        counts = Counter(c for t in self.tokens if t.pos in _NOUNS for c in self.lexicon.classes(self._lower[t.i]))
        return [c for c in _TOPICS if counts[c] >= 3 and counts[c] * 150 >= len(self.tokens)]

    def features(self, t: Token) -> list[str]:
        """The features of a token, as strings; the same for the same tree."""
        key, types = f"{self._lower[t.i]}/{t.pos[0]}", sorted({g.type for g in self.fired(t)})
        return self._lexical(t, key, types) + self._contextual(t, key, types)

    def _lexical(self, t: Token, key: str, types: Sequence[str]) -> list[str]:
        """Those of the word itself; `types` are those of its groups."""
        lemma = self._lower[t.i]
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
        found += [f"g={g.name}" for g in self.fired(t)]
        found += [f"T={k}/{t.pos[0]}" for k in types]
        found.append(f"T#{'+'.join(types)}" if len(types) < 3 else "T#many")
        found += [f"T&doc={k}" for k in types if k in self._themes]
        return found + [f"doc={k}" for k in self._themes]

    def _contextual(self, t: Token, key: str, types: Sequence[str]) -> list[str]:
        """Those of the words around it and of the tree."""
        labels = self._around(t, key) + (self._nominal(t, key) if t.pos in _NOUNS else self._verbal(t, key))
        if not types:
            return labels
        found = []
        for label in labels:
            found.append(label)
            if label.startswith(("~", "mc=", "oc=")):
                found += [f"{k}|{label}" for k in types]
        return found

    def _around(self, t: Token, key: str) -> list[str]:
        sentence = self.annotated.sentences[t.sentence]
        names = min(self._names[t.sentence], 3)
        found = [f"~names={names}", f"~zone={sentence.zone}"]
        if self._quoted[t.i]:
            found.append("~quoted")
        before = self._lower[t.i - 1] if t.i > sentence.first else "<s>"
        after = self._lower[t.i + 1] if t.i + 1 < sentence.last else "</s>"
        found += [f"b={before}", f"a={after}", f"la={key}/{after}", f"lb={before}/{key}"]
        head = self.syntax.head(t)
        if head.i != t.i:
            word = self._lower[head.i]
            found += [f"h={word}", f"lh={key}/{word}", f"hd={t.dep}/{head.pos}"]
            found += [f"hT={g.type}/{t.dep}" for g in self.fired(head)]
            found += [f"hc={c}/{t.dep}" for c in self.lexicon.classes(word)]
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
            classes = self.lexicon.classes(word)
            found += [f"m={word}", f"lm={word}/{key}", *[f"mc={c}" for c in classes], *[f"lmc={c}/{key}" for c in classes]]
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
            word = self._lower[c.i]
            if c.dep in ("dobj", "nsubj", "nsubjpass", "dative", "agent", "attr", "acomp", "xcomp", "ccomp", "oprd"):
                found += [f"{c.dep}={word}", f"~{c.dep}", f"l{c.dep}={key}/{word}"]
                classes = self.lexicon.classes(word)
                found += [f"oc={k}/{c.dep}" for k in classes] + [f"loc={key}/{k}" for k in classes]
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
                word = self._lower[o.i]
                found += [f"po={p.lemma}/{word}"] + [f"~po={p.lemma}/{o.ner}"] * bool(o.ner)
                classes = self.lexicon.classes(word)
                found += [f"poc={p.lemma}/{k}" for k in classes] + [f"lpoc={key}/{k}" for k in classes]
        return found
