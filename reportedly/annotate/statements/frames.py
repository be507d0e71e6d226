"""What hangs on a cue: its complement in the tree, frame by frame."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import SUBJECTS, Reading
from reportedly.model import Token

OBJECTS = ("dobj", "npadvmod", "dative")
SMALL_CLAUSE = ("oprd", "attr", "acomp")


@dataclass(frozen=True, slots=True)
class Complement:
    """The tokens of a content, its head, and the heads of those addressed."""

    frame: str
    root: Token
    tokens: tuple[Token, ...]
    addressees: tuple[Token, ...] = ()


Frame = Callable[[Reading, Cue], Iterator[Complement]]


def complements(reading: Reading, cue: Cue) -> list[Complement]:
    """The contents that a cue introduces: those of the first of its frames that is there, in a fixed order."""
    for name, frame in FRAMES.items():
        if name in cue.word.frames and (found := list(frame(reading, cue))):
            return found
    for name in cue.word.frames:
        if "object-" in name and name not in FRAMES and (found := list(_object_with(reading, cue, name))):
            return found
    for name in cue.word.frames:
        if name not in FRAMES and "-" not in name and (found := list(_prepositional(reading, cue, name))):
            return found
    return list(_object(reading, cue)) if "object" in cue.word.frames else []


def _is_infinitive(reading: Reading, verb: Token) -> bool:
    return any(t.tag == "TO" for t in reading.syntax.children(verb, "aux"))


def _clause(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """A complement clause, behind the cue or before it ("it rained, she said")."""
    syntax, head = reading.syntax, cue.head
    found = [c for c in syntax.children(head, "ccomp") if not _is_infinitive(reading, c)]
    behind = [c for c in found if c.i > head.i]
    told = tuple(t for t in syntax.children(head, "dobj", "dative") if t.i > head.i)
    for root in behind[:1] or found[:1]:
        if root.tag == "VBG" and not syntax.children(root, *SUBJECTS, "aux"):
            continue
        for part in _coordinated(reading, root):
            yield Complement("clause", part[0], part[1], told + _addressed(reading, cue))
    if not found and cue.head.dep == "parataxis":
        yield from _interrupted(reading, cue)


def _coordinated(reading: Reading, root: Token) -> list[tuple[Token, tuple[Token, ...]]]:
    """The clause; where "that ... and that ..." coordinates two, each for itself."""
    syntax = reading.syntax
    others = [
        c for c in syntax.children(root, "conj") if any(m.text.lower() == "that" for m in syntax.children(c, "mark")) and c.i > root.i
    ]
    if not others or not any(m.text.lower() == "that" for m in syntax.children(root, "mark")):
        return [(root, tuple(syntax.subtree(root)))]
    rest = {t.i for c in others for t in syntax.subtree(c)}
    first = tuple(t for t in syntax.subtree(root) if t.i not in rest and not (t.dep == "cc" and t.head == root.i))
    return [(root, first), *((c, tuple(syntax.subtree(c))) for c in others)]


def _interrupted(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "The plan, he said, will fail": the clause around the cue, without it."""
    around = reading.syntax.head(cue.head)
    inside = {t.i for t in reading.syntax.subtree(cue.head)}
    yield Complement("interrupted", around, tuple(t for t in reading.syntax.subtree(around) if t.i not in inside), _addressed(reading, cue))


def _addressed(reading: Reading, cue: Cue) -> tuple[Token, ...]:
    """As in "said to reporters": the object of "to", where it is a person or body."""
    found: list[Token] = []
    for to in reading.syntax.children(cue.head, "prep", "dative"):
        if to.text.lower() in ("to", "with") and to.i > cue.head.i:
            found.extend(t for t in reading.syntax.children(to, "pobj") if reading.can_speak(t))
    return tuple(found)


def _infinitive(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "vowed to return"; of a noun: "a promise to return"."""
    deps = ("xcomp", "advcl") if cue.kind == "verb" else ("acl", "xcomp", "ccomp", "advcl", "relcl")
    for root in reading.syntax.children(cue.head, *deps):
        if root.i > cue.head.i and _is_infinitive(reading, root) and (root.dep != "advcl" or cue.word.lemma == "threaten"):
            yield Complement("infinitive", root, tuple(reading.syntax.subtree(root)), _addressed(reading, cue))
            return


def _other_infinitive(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "urged Norway to return", "called on Norway to return": content "to return", addressee Norway."""
    syntax, head = reading.syntax, cue.head
    for root in [*syntax.children(head, "xcomp", "ccomp"), *_below_preposition(reading, head)]:
        if root.i < head.i or not _is_infinitive(reading, root):
            continue
        told = [t for t in [*syntax.children(head, "dobj", "dative"), *syntax.children(root, "nsubj")] if head.i < t.i < root.i]
        for prep in syntax.children(head, "prep"):
            told.extend(t for t in syntax.children(prep, "pobj") if t.i < root.i and prep.text.lower() in ("on", "upon", "for", "to"))
        if not told and cue.word.lemma != "ask":
            continue
        own = {t.i for s in syntax.children(root, "nsubj") for t in syntax.subtree(s)}
        tokens = tuple(t for t in syntax.subtree(root) if t.i not in own and not (t.dep == "mark" and t.head == root.i))
        yield Complement("other-infinitive", root, tokens, tuple(told))
        return


def _below_preposition(reading: Reading, head: Token) -> Iterator[Token]:
    """As in "called for Norway to return", "called on Norway to return": the infinitive may hang on the preposition or its object."""
    syntax = reading.syntax
    for prep in syntax.children(head, "prep"):
        yield from syntax.children(prep, "pcomp", "xcomp", "ccomp")
        for noun in syntax.children(prep, "pobj"):
            yield from syntax.children(noun, "acl", "relcl", "xcomp")
    for noun in syntax.children(head, "dobj"):
        yield from syntax.children(noun, "acl")


def _gerund(reading: Reading, cue: Cue) -> Iterator[Complement]:
    for root in reading.syntax.children(cue.head, "xcomp", "ccomp"):
        if root.i > cue.head.i and root.tag == "VBG":
            yield Complement("gerund", root, tuple(reading.syntax.subtree(root)))
            return


def _object_as(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "called it a farce", "described the vote as unfair": from the object to the end of what is said of it."""
    syntax, head = reading.syntax, cue.head
    objects = [t for t in syntax.children(head, *OBJECTS, "ccomp") if t.i > head.i]
    small = [t for t in syntax.children(head, *SMALL_CLAUSE) if t.i > head.i]
    small += [t for t in syntax.children(head, "prep") if t.text.lower() == "as" and t.i > head.i]
    if not small:
        small = [t for o in objects for t in syntax.children(o, "prep") if t.text.lower() == "as"]
    for clause in [t for t in objects if t.dep == "ccomp"]:
        if syntax.children(clause, *SUBJECTS) and not _is_infinitive(reading, clause):
            yield Complement("object-as", clause, tuple(syntax.subtree(clause)))
            return
    nouns = [t for t in objects if t.dep != "ccomp"]
    if not small:
        return
    about = [u for prep in syntax.children(head, "prep") if prep.text.lower() == "to" for u in [prep]] if not nouns else []
    parts = [*nouns[:1], *about[:1], *small[:1]]
    if nouns or about:
        yield Complement("object-as", parts[0], tuple(t for p in parts for t in syntax.subtree(p)))


def _luck(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "wished him luck": the second object."""
    syntax, head = reading.syntax, cue.head
    told = [t for t in syntax.children(head, "dative", "dobj") if t.i > head.i]
    if len(told) >= 2:
        yield Complement("object-luck", told[-1], tuple(syntax.subtree(told[-1])), (told[0],))


def _object(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """A plain object; with a passive its subject ("the vote was condemned by Norway")."""
    syntax, head = reading.syntax, cue.head
    for noun in syntax.children(head, "dobj"):
        if noun.i > head.i and noun.text.lower() not in ("what", "which", "who", "that", "themselves", "himself", "herself", "itself"):
            yield Complement("object", noun, tuple(syntax.subtree(noun)))
            return
    if syntax.children(head, "agent"):
        for noun in syntax.children(head, "nsubjpass"):
            if noun.pos != "PRON":
                yield Complement("passive", noun, tuple(syntax.subtree(noun)))
                return


def _object_with(reading: Reading, cue: Cue, name: str) -> Iterator[Complement]:
    """As in "accused Norway of cheating": what stands behind the preposition, addressed to nobody."""
    syntax, head, wanted = reading.syntax, cue.head, name.removeprefix("object-")
    objects = list(syntax.children(head, "dobj", "nsubjpass"))
    if not objects:
        return
    preps = [p for h in (head, *(o for o in objects if o.i > head.i)) for p in syntax.children(h, "prep") if p.i > head.i]
    for prep in preps:
        if prep.text.lower() == wanted:
            for root in syntax.children(prep, "pobj", "pcomp"):
                yield Complement(name, root, tuple(syntax.subtree(root)))
                return


def _prepositional(reading: Reading, cue: Cue, name: str) -> Iterator[Complement]:
    """As in "warned of floods": the object of the preposition."""
    for prep in reading.syntax.children(cue.head, "prep", "prt", "agent"):
        if prep.text.lower() == name and 0 < prep.i - cue.head.i <= 6:
            for root in reading.syntax.children(prep, "pobj", "pcomp"):
                yield Complement(name, root, tuple(reading.syntax.subtree(root)))
                return


def _noun_clause(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "the claim that it rained"; also "his claim was that it rained"."""
    syntax = reading.syntax
    for root in syntax.children(cue.head, "acl", "ccomp", "relcl"):
        if root.i > cue.head.i and any(m.text.lower() in ("that", "whether") for m in syntax.children(root, "mark")):
            for part in _coordinated(reading, root):
                yield Complement("clause", part[0], part[1])
            return
    if cue.carrier is not None:
        for root in syntax.children(cue.carrier, "ccomp", "advcl"):
            if root.i > cue.head.i and root.dep == "ccomp":
                yield Complement("clause", root, tuple(syntax.subtree(root)))
                return


def _refusal(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "declined to comment on the claim": what is not commented on, else the words of the refusal."""
    syntax, head = reading.syntax, cue.head
    for root in syntax.children(head, "ccomp", "dobj"):
        if root.i > head.i:
            yield Complement("refusal", root, tuple(syntax.subtree(root)))
            return
    for prep in syntax.children(head, "prep"):
        if prep.i > head.i and prep.text.lower() in ("on", "about", "to", "whether"):
            yield Complement("refusal", prep, tuple(syntax.subtree(prep)))
            return
    helpers = [t for t in syntax.children(head, "aux") if t.tag == "TO"]
    yield Complement("refusal", head, (*helpers, head))


def _according(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "according to": the whole clause that it hangs on, with what is coordinated before it."""
    syntax = reading.syntax
    root = syntax.head(cue.head)
    while root.pos not in ("VERB", "AUX") and root.head != root.i and root.sentence == cue.head.sentence:
        root = syntax.head(root)
    while root.dep == "conj" and syntax.head(root).pos in ("VERB", "AUX"):
        root = syntax.head(root)
    if root.i != cue.head.i:
        inside = {t.i for t in syntax.subtree(cue.head)}
        yield Complement("according", root, tuple(t for t in syntax.subtree(root) if t.i not in inside))


def _hearsay(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "is believed to be a spy", "was accused of spying", "is seen as a spy", "it is believed that": what stands behind."""
    syntax, head = reading.syntax, cue.head
    for root in syntax.children(head, "xcomp", "ccomp", "oprd"):
        if root.i > head.i:
            yield Complement("hearsay", root, tuple(t for t in syntax.subtree(root) if t.i > head.i))
            return
    for prep in syntax.children(head, "prep"):
        if prep.i > head.i and prep.text.lower() in ("as", "of"):
            for root in syntax.children(prep, "pobj", "pcomp", "amod"):
                yield Complement("hearsay", root, tuple(syntax.subtree(root)))
                return


def _adverb(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "reportedly": the clause, without the adverb."""
    root = reading.syntax.head(cue.head)
    if root.pos in ("VERB", "AUX"):
        yield Complement("adverb", root, tuple(t for t in reading.syntax.subtree(root) if t.i != cue.head.i))


def _clausal(reading: Reading, cue: Cue) -> Iterator[Complement]:
    yield from _noun_clause(reading, cue) if cue.kind == "noun" else _clause(reading, cue)


# In order of trust: the first that applies gives the content.
FRAMES: dict[str, Frame] = {
    "refusal": _refusal,
    "according": _according,
    "hearsay": _hearsay,
    "adverb": _adverb,
    "clause": _clausal,
    "other-infinitive": _other_infinitive,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "object-as": _object_as,
    "object-luck": _luck,
}
