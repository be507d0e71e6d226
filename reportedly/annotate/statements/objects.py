"""Contents that are noun phrases: objects, with what is said of them, and the objects of prepositions."""

from collections.abc import Iterator

from reportedly.annotate.statements.complement import Complement, is_infinitive
from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import SUBJECTS, Reading
from reportedly.model import Token

OBJECTS = ("dobj", "npadvmod", "dative")
SMALL_CLAUSE = ("oprd", "attr", "acomp")
NO_CONTENT = frozenset({"what", "which", "who", "that", "whom", "themselves", "himself", "herself", "itself", "something", "nothing"})
# A phrase with these tells of the saying, not of what is said ("announced the withdrawal after a call").
TIME_PREPOSITIONS = frozenset({"after", "during", "following", "since", "before", "amid", "despite", "ahead", "at", "until"})
CONDITIONS = frozenset({"if", "unless"})
INSTANCES = frozenset({"including"})


def phrase(reading: Reading, cue: Cue, noun: Token) -> tuple[Token, ...]:
    """A noun phrase as content.

    Loose appositions and relative clauses at its end and words on the time of saying are cut; a condition, purpose or
    list that belongs to it but hangs on the cue is taken in.
    """
    syntax = reading.syntax
    cut: set[int] = set()
    whole = syntax.subtree(noun)
    for c in [*syntax.children(noun), *(t for t in whole if t.head != noun.i and _ends(reading, t, whole[-1]))]:
        loose = c.dep in ("relcl", "appos", "advcl") and _after_comma(reading, c, noun)
        if loose or (c.dep == "prep" and c.text.lower() in TIME_PREPOSITIONS and c.i > noun.i):
            cut.update(t.i for t in syntax.subtree(c))
    tokens = [t for t in whole if t.i not in cut]
    for c in syntax.children(cue.head, "advcl", "prep", "xcomp", "relcl"):
        if c.i > noun.i and _belongs(reading, c) and not (cut and min(cut) < c.i):
            tokens.extend(syntax.subtree(c))
    return tuple(sorted(set(tokens), key=lambda t: t.i))


def _ends(reading: Reading, part: Token, last: Token) -> bool:
    """Whether a loose part deeper down closes the phrase."""
    return part.dep in ("relcl", "appos") and reading.syntax.subtree(part)[-1].i == last.i


def _after_comma(reading: Reading, part: Token, noun: Token) -> bool:
    first = min(t.i for t in reading.syntax.subtree(part))
    return first > noun.i and reading.tokens[first - 1].text in (",", "—", "–", "-", ";")


def _belongs(reading: Reading, part: Token) -> bool:
    if part.dep == "prep":
        return part.text.lower() in INSTANCES
    marks = {m.text.lower() for m in reading.syntax.children(part, "mark")}
    return bool(marks & CONDITIONS) or (part.dep in ("advcl", "xcomp", "relcl") and is_infinitive(reading, part) and not marks)


def object_as(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "called it a farce", "described the vote as unfair": from the object to the end of what is said of it."""
    syntax, head = reading.syntax, cue.head
    objects = [t for t in syntax.children(head, *OBJECTS, "ccomp") if t.i > head.i]
    for part in [t for t in objects if t.dep == "ccomp"]:
        if syntax.children(part, *SUBJECTS) and not is_infinitive(reading, part):
            yield Complement("object-as", part, tuple(syntax.subtree(part)))
            return
    nouns = [t for t in objects if t.dep != "ccomp"][:1]
    small = _said_of(reading, head, nouns)
    if not nouns:
        nouns = [t for t in syntax.children(head, "prep") if t.text.lower() == "to"][:1]
    named = [t for o in nouns for t in syntax.children(o, "appos")]
    if named and not small:
        yield Complement("object-as", nouns[0], tuple(syntax.subtree(nouns[0])))
    elif not nouns and small and cue.kind == "verb":
        words = [t for t in syntax.subtree(small[0]) if not (t.i == small[0].i and t.text.lower() == "as")]
        yield Complement("what-as", small[0], tuple(words))
    elif nouns and small:
        yield Complement("object-as", nouns[0], tuple(t for p in (nouns[0], small[0]) for t in syntax.subtree(p)))


def _said_of(reading: Reading, head: Token, nouns: list[Token]) -> list[Token]:
    """The predicate over the object: "a farce", "as unfair"; "as" may hang on the object."""
    syntax = reading.syntax
    small = [t for t in syntax.children(head, *SMALL_CLAUSE) if t.i > head.i]
    small += [t for t in syntax.children(head, "prep") if t.text.lower() == "as" and t.i > head.i]
    return small or [t for o in nouns for t in syntax.children(o, "prep") if t.text.lower() == "as"]


def luck(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "wished him luck": the second object."""
    syntax, head = reading.syntax, cue.head
    told = [t for t in syntax.children(head, "dative", "dobj") if t.i > head.i]
    if len(told) >= 2:
        yield Complement("object-luck", told[-1], tuple(syntax.subtree(told[-1])), (told[0],))


def plain_object(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """A plain object; with a passive its subject ("the vote was condemned by Norway")."""
    syntax, head = reading.syntax, cue.head
    for noun in syntax.children(head, "dobj"):
        if noun.i > head.i and noun.text.lower() not in NO_CONTENT:
            yield Complement("object", noun, phrase(reading, cue, noun))
            return
    yield from _object_before(reading, cue)
    if syntax.children(head, "agent"):
        for noun in syntax.children(head, "nsubjpass"):
            if noun.pos != "PRON":
                yield Complement("passive", noun, tuple(syntax.subtree(noun)))
                return


def _object_before(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "the vote that Norway condemned", "the plan touted by Norway": the noun before the clause."""
    syntax, head = reading.syntax, cue.head
    noun = syntax.head(head)
    objects = syntax.children(head, "dobj", "nsubjpass")
    told = head.dep == "acl" and head.tag == "VBN" and bool(syntax.children(head, "agent"))
    told = told or (
        head.dep == "relcl" and all(t.text.lower() in ("that", "which") for t in objects) and bool(syntax.children(head, "nsubj"))
    )
    if told and noun.pos in ("NOUN", "PROPN") and noun.i < head.i and not syntax.children(head, "ccomp", "xcomp"):
        out = {t.i for t in syntax.subtree(head)}
        yield Complement("object-before", noun, tuple(t for t in syntax.subtree(noun) if t.i not in out and t.i < head.i))


def object_with(reading: Reading, cue: Cue, name: str) -> Iterator[Complement]:
    """As in "accused Norway of cheating": what stands behind the preposition."""
    syntax, head, wanted = reading.syntax, cue.head, name.removeprefix("object-")
    objects = syntax.children(head, "dobj", "nsubjpass")
    below = [o for o in objects if o.i > head.i]
    preps = [p for h in (head, *(t for o in below for t in syntax.conjuncts(o))) for p in syntax.children(h, "prep") if p.i > head.i]
    for prep in preps:
        if objects and prep.text.lower() == wanted:
            for root in syntax.children(prep, "pobj", "pcomp"):
                told = tuple(below) if wanted == "on" else ()
                yield Complement(name, root, phrase(reading, cue, root), told)
                return


def behind_preposition(reading: Reading, cue: Cue, name: str) -> Iterator[Complement]:
    """As in "warned of floods", "asked Norway for help" (Norway is told): the object of the preposition."""
    syntax, head = reading.syntax, cue.head
    for prep in syntax.children(head, "prep", "prt", "agent"):
        if prep.text.lower() == name and 0 < prep.i - head.i <= 6:
            told = tuple(t for t in syntax.children(head, "dobj", "dative") if head.i < t.i < prep.i)
            for root in syntax.children(prep, "pobj", "pcomp"):
                yield Complement(name, root, phrase(reading, cue, root), told)
                return
