"""The trigger groups and word classes, read from the data files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from reportedly import resources
from reportedly.annotate.syntax import Syntax
from reportedly.model import EventType, Token

TRIGGERS = "lexicons/en/events-triggers.toml"
CLASSES = "lexicons/en/events-classes.toml"

LETTER = "letter"
"""The mode of letters and messages."""

DISARM = "disarm"
"""The mode of giving up weapons and what makes them."""
TEST = "test"
"""The mode of weapon tests and launches that are aimed at nobody."""

VISIT = "visit"
"""The mode of visits."""

DESTROY = "destroy"
"""The mode of attacks that are told by what they left destroyed."""

BEFORE = 3
"""Sentences in which what a word goes back to ("his reply") is looked for."""

_CONDITIONS = ("subject", "object", "modifier", "complement", "named", "before", "tags")
_KEYS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}
_NAMES = frozenset({"PERSON", "GPE", "NORP", "ORG"})
_OBJECTS = ("dobj", "obj", "nsubjpass", "nsubj:pass")


@dataclass(frozen=True, slots=True)
class Group:
    """One group of trigger words: what it names, and what its conditions ask for (all sets may be empty).

    `subject`, `object`, `modifier` and `complement` hold classes of words.
    `named` holds prepositions one of which must lead to a name ("letter to Kim"); "poss" and "dobj" count as such.
    `tags` holds the part-of-speech tags that the word may have.
    `before` holds classes of a word that must stand shortly before; then the word must be somebody's ("his reply").
    `floor` is the probability below which the scorer may not go where the conditions hold.
    """

    name: str
    type: EventType
    mode: str | None
    reciprocal: bool
    subject: frozenset[str]
    object: frozenset[str]
    modifier: frozenset[str]
    complement: frozenset[str]
    named: frozenset[str]
    before: frozenset[str]
    tags: frozenset[str]
    floor: float


class Lexicon:
    """Which groups a token fires, and to which classes a word belongs."""

    def __init__(self, triggers: Mapping[str, Any], classes: Mapping[str, str]) -> None:
        self.groups: dict[str, Group] = {}
        self._by_word: dict[tuple[str, str], list[tuple[Group, str]]] = {}
        for row in triggers["group"]:
            self._add(row)
        self._classes: dict[str, list[str]] = {}
        for name, words in classes.items():
            for word in words.split():
                self._classes.setdefault(word, []).append(name)

    def _add(self, row: Mapping[str, Any]) -> None:
        subject, asked, modifier, complement, named, before, tags = (frozenset[str](row.get(k, ())) for k in _CONDITIONS)
        group = Group(
            row["name"], row["type"], row.get("mode"), row.get("reciprocal", False),
            subject, asked, modifier, complement, named, before, tags, row.get("floor", 0.0),
        )  # fmt: skip
        self.groups[group.name] = group
        for key in ("verbs", "nouns", "adjectives"):
            for entry in row.get(key, "").split():
                word, _, particle = entry.partition("+")
                self._by_word.setdefault((key, word), []).append((group, particle))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every trigger lemma."""
        return frozenset(word for _, word in self._by_word)

    def classes(self, word: str) -> list[str]:
        """The classes of a lemma (lower case)."""
        return self._classes.get(word, [])

    def any_of(self, words: Iterable[str], wanted: frozenset[str]) -> bool:
        """Whether one of the lemmas is of one of the classes."""
        return any(not wanted.isdisjoint(self._classes.get(w, ())) for w in words)

    def fired(self, token: Token, syntax: Syntax) -> list[Group]:
        """The groups whose word this is and whose conditions hold, in the order of the table."""
        entries = self._by_word.get((_KEYS.get(token.pos, ""), token.lemma.lower()), ())
        return [g for g, particle in entries if self._holds(g, particle, token, syntax)]

    def types(self, token: Token) -> frozenset[EventType]:
        """The types of the groups whose word this is, whatever their conditions."""
        return frozenset(g.type for g, _ in self._by_word.get((_KEYS.get(token.pos, ""), token.lemma.lower()), ()))

    def _holds(self, group: Group, particle: str, token: Token, syntax: Syntax) -> bool:
        if particle and not any(c.lemma == particle for c in syntax.children(token, "prep", "prt", "advmod", "acomp", "dobj")):
            return False
        if group.tags and token.tag not in group.tags:
            return False
        if group.subject and not self.any_of(subjects(token, syntax), group.subject):
            return False
        if group.object and not self.any_of(objects(token, syntax), group.object):
            return False
        if group.modifier and not self.any_of(modifiers(token, syntax), group.modifier):
            return False
        if group.named and not leads_to_name(token, group.named, syntax):
            return False
        if group.before and not (syntax.children(token, "poss") and self.any_of(before(token, syntax), group.before)):
            return False
        return not group.complement or self.any_of(complements(token, syntax), group.complement)


def objects(token: Token, syntax: Syntax) -> list[str]:
    """The lemmas of a verb's objects (passive subjects too, with what is coordinated), or of a noun's "of" complement."""
    heads = syntax.children(token, *_OBJECTS)
    if token.dep in ("acl", "relcl") and token.tag in ("VBN", "VBD"):
        heads.append(syntax.head(token))
    if token.pos in ("NOUN", "PROPN"):
        heads.extend(o for p in syntax.children(token, "prep") if p.lemma == "of" for o in syntax.children(p, "pobj"))
        heads.extend(syntax.children(token, "compound"))
    return [w for h in heads for c in syntax.conjuncts(h) for w in (c.lemma.lower(), *modifiers(c, syntax))]


def subjects(token: Token, syntax: Syntax) -> list[str]:
    """The lemmas of a verb's subjects, active or passive, with what they are so many of ("dozens of wagons"); compounds as "rail-car"."""
    return [w for h in doers(token, syntax) for w in (h.lemma.lower(), *(f"{m}-{h.lemma.lower()}" for m in modifiers(h, syntax)))]


def doers(token: Token, syntax: Syntax) -> list[Token]:
    """The heads of a verb's subjects, active or passive, and of what they are so many of.

    A past form after a long subject is at times parsed as a part of it ("wagons with crates left for"): then the nouns above count.
    """
    heads = [c for h in syntax.children(token, "nsubj", "nsubjpass") for c in syntax.conjuncts(h)]
    if any(h.tag == "WDT" for h in heads) and token.dep == "relcl":
        heads += _antecedents(token, syntax)
    if not heads and token.dep == "acl":
        heads = [t for t in syntax.ancestors(token) if t.pos == "NOUN"]
    return heads + [o for h in heads for p in syntax.children(h, "prep") if p.lemma == "of" for o in syntax.children(p, "pobj")]


def _antecedents(token: Token, syntax: Syntax) -> list[Token]:
    """What the "which" or "that" of a relative clause may stand for: the noun above, and what a name above hangs on.

    "Resolutions that ban"; "talks with Norland, which stalled": parsers give the clause to the name.
    """
    found = [syntax.head(token)]
    while found[-1].pos == "PROPN" and found[-1].dep == "pobj":
        found.append(syntax.head(syntax.head(found[-1])))
    return [t for t in found if t.pos in ("NOUN", "PROPN")]


def before(token: Token, syntax: Syntax) -> Iterator[str]:
    """The lemmas of the sentences right before a word's, in small letters."""
    near = syntax.sentences[max(0, token.sentence - BEFORE) : token.sentence]
    return (t.lemma.lower() for s in near for t in syntax.words(s))


def leads_to_name(token: Token, words: frozenset[str], syntax: Syntax) -> bool:
    """Whether one of the prepositions (or "poss", "dobj", "dative") below a word leads to the name of somebody."""
    direct = syntax.children(token, *words)
    below = [p for p in syntax.children(token, "prep", "dative", "agent") if p.lemma.lower() in words]
    after = [o for p in below for o in syntax.objects(p)]
    return any(t.ner in _NAMES for t in (*direct, *after))


def modifiers(token: Token, syntax: Syntax) -> list[str]:
    """The lemmas of a noun's adjectives and compounds."""
    return [m.lemma.lower() for m in syntax.children(token, "compound", "amod", "nmod")]


def complements(token: Token, syntax: Syntax) -> list[str]:
    """The lemmas of all objects of prepositions below a word, and of its object."""
    found = [o for p in syntax.children(token, "prep", "prt", "advmod") for o in syntax.children(p, "pobj")]
    found += [o for p in syntax.children(token, "prep") for q in syntax.children(p, "prep") for o in syntax.children(q, "pobj")]
    found += syntax.children(token, "dobj")
    if token.pos == "ADJ":  # "willing to hold talks", "open to negotiating"
        verbs = [v for w in (token, *syntax.children(token, "prep")) for v in syntax.children(w, "xcomp", "pcomp")]
        found += [w for v in verbs for w in (v, *syntax.children(v, "dobj"))]
    return [w for o in found for w in (o.lemma.lower(), *modifiers(o, syntax))]


@cache
def lexicon() -> Lexicon:
    """The English tables, read once."""
    return Lexicon(resources.table(TRIGGERS), resources.table(CLASSES))
