"""Contents that are clauses: finite ones, infinitives, gerunds."""

from collections.abc import Iterator, Sequence

from reportedly.annotate.statements.complement import Complement, addressed, is_infinitive
from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import SUBJECTS, Reading
from reportedly.annotate.statements.stances import stance_of_words
from reportedly.annotate.syntax import span_of
from reportedly.model import Token

LONGEST_TAIL = 9  # words behind the cue of a fronted content ("... told the agency on Monday")
LONGEST_NAME = 14  # words between the comma and the cue
SHORTEST_REST = 4  # words
STATES = ("on", "upon", "for", "to")


def clause(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """A complement clause of a verb, adjective or noun."""
    yield from _noun_clause(reading, cue) if cue.kind == "noun" else _clause(reading, cue)


def _clause(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """A complement clause, behind the cue or before it ("it rained, she said")."""
    syntax, head = reading.syntax, cue.head
    found = [c for c in syntax.children(head, "ccomp") if not is_infinitive(reading, c) and not _is_bare_gerund(reading, c)]
    if cue.kind == "adjective":
        found += [c for c in syntax.children(head, "advcl") if any(m.text.lower() == "that" for m in syntax.children(c, "mark"))]
        if cue.carrier is not None and cue.carrier.lemma.lower() == "make":  # "made clear that it rained"
            found += [c for c in syntax.children(cue.carrier, "ccomp") if c.i > head.i]
    behind = [c for c in found if c.i > head.i]
    told = tuple(t for t in syntax.children(head, "dobj", "dative") if t.i > head.i)
    told = tuple(t for t in told if reading.quoted(t) is reading.quoted(head)) + addressed(reading, cue)
    if behind:
        rest = tuple(t for c in behind[1:] for t in syntax.subtree(c))
        for root, tokens in _coordinated(reading, behind[0], [c for c in syntax.children(head, "conj") if _has_that(reading, c)]):
            yield Complement("clause", root, tokens + rest, told)
    elif found:
        yield Complement("fronted", found[0], tuple(syntax.subtree(found[0])), told)
    elif head.dep == "parataxis":
        yield from _interrupted(reading, cue)
    elif (
        head.dep == "advcl"
        and not syntax.children(head, "dobj", "xcomp")
        and not any(p.text.lower() in ("over", "with", "about") for p in syntax.children(head, "prep"))
        and any(m.text.lower() == "as" for m in syntax.children(head, "mark", "advmod"))
    ):
        yield from _interrupted(reading, cue, "relay")
    elif head.dep == "pcomp" and syntax.head(head).text.lower() == "as":
        yield from _quoted_as(reading, cue)
    elif cue.kind == "verb" and reading.quoted(head) is None:
        yield from list(_fronted(reading, cue)) or _rest(reading, cue)


def _is_bare_gerund(reading: Reading, verb: Token) -> bool:
    having = any(t.text.lower() == "having" for t in reading.syntax.children(verb, "aux"))
    return (_is_bare(reading, verb) or having) and not reading.syntax.children(verb, *SUBJECTS)


def _is_bare(reading: Reading, verb: Token) -> bool:
    """As in "with Norway warning of floods": a form in -ing without a helping verb."""
    return verb.tag == "VBG" and not reading.syntax.children(verb, "aux")


def _coordinated(reading: Reading, root: Token, apart: Sequence[Token] = ()) -> list[tuple[Token, tuple[Token, ...]]]:
    """The clause; where "that ... and that ..." coordinates two that amount to different things, each for itself.

    `apart` are the second ones that the parser hung on the cue.
    """
    syntax = reading.syntax
    others = [c for c in syntax.children(root, "conj") if _has_that(reading, c) and c.i > root.i] if _has_that(reading, root) else []
    others += [c for c in apart if c.i > root.i] if _has_that(reading, root) else []
    rest = {t.i for c in others for t in syntax.subtree(c)}
    first = tuple(t for t in syntax.subtree(root) if t.i not in rest and not (others and t.dep == "cc" and t.head == root.i))
    parts = [(root, first), *((c, tuple(syntax.subtree(c))) for c in others)]
    if len({_amounts_to(reading, verb, tokens) for verb, tokens in parts}) == len(parts):
        return parts
    whole = {t.i: t for c in (root, *others) for t in syntax.subtree(c)}
    return [(root, tuple(reading.tokens[i] for i in range(min(whole), max(whole) + 1)) if others else tuple(syntax.subtree(root)))]


def _has_that(reading: Reading, verb: Token) -> bool:
    return any(m.text.lower() == "that" for m in reading.syntax.children(verb, "mark"))


def _amounts_to(reading: Reading, verb: Token, tokens: tuple[Token, ...]) -> str:
    """The stance of a clause: that of its verb, where it is a cue, else that of its words."""
    if (word := reading.lexicon.verbs.get(verb.lemma.lower())) is not None:
        return next(iter(word.frames.values()))
    return stance_of_words(reading.text, [span_of(tokens)])[0]


def _interrupted(reading: Reading, cue: Cue, frame: str = "interrupted") -> Iterator[Complement]:
    """As in "The plan, he said, will fail", "it failed, as he said": the clause around the cue, without it."""
    around = reading.syntax.head(cue.head)
    told = [t for t in reading.syntax.children(around, "ccomp") if t.i < cue.head.i] if frame == "interrupted" else []
    if told and around.lemma.lower() in reading.lexicon.verbs:
        yield Complement("fronted", told[0], tuple(reading.syntax.subtree(told[0])), addressed(reading, cue))
        return
    inside = {t.i for t in reading.syntax.subtree(cue.head)}
    tokens = tuple(t for t in reading.syntax.subtree(around) if t.i not in inside)
    yield Complement(frame, around, tokens, addressed(reading, cue))


def _quoted_as(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "it rained, the agency quoted him as saying": the clause hangs on the quoting verb."""
    syntax = reading.syntax
    verb = syntax.head(syntax.head(cue.head))
    verb = verb if verb.pos == "VERB" else syntax.head(verb)
    if verb.lemma.lower() in reading.lexicon.quoting:
        for root in syntax.children(verb, "ccomp")[:1]:
            yield Complement("fronted", root, tuple(syntax.subtree(root)))


def _fronted(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "Truce near, minister says": words set before the cue's clause with a comma, where the parser saw no clause."""
    syntax, head = reading.syntax, cue.head
    sentence = syntax.sentence(head)
    subjects = [t for t in syntax.children(head, "nsubj") if t.i < head.i]
    rest = reading.tokens[head.i + 1 : sentence.last]
    if head.dep in ("advcl", "relcl", "acl") or syntax.children(head, "mark") or _is_bare(reading, head):
        return
    if "quote" not in cue.word.frames or not any(reading.can_speak(t) for t in subjects):
        return
    if not subjects or len(rest) > LONGEST_TAIL or any(t.pos == "VERB" or t.text in (",", ":") for t in rest):
        return
    edges = (i for i in range(head.i - 1, max(sentence.first, head.i - LONGEST_NAME), -1) if reading.tokens[i].text == ",")
    edge = next((i for i in edges if reading.tokens[i + 1].i <= subjects[-1].i), None)
    if edge is not None and edge - sentence.first >= SHORTEST_REST:
        words = tuple(reading.tokens[sentence.first : edge])
        yield Complement("fronted", words[-1], words)


def _rest(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "Minister says truce near": the words behind a verb of plain saying, where the parser saw no clause."""
    head, sentence = cue.head, reading.syntax.sentence(cue.head)
    words = reading.tokens[head.i + 1 : sentence.last]
    if (behind_that := _behind_that(reading, cue, words)) is not None:
        yield behind_that
        return
    if cue.word.lemma not in reading.lexicon.plain_saying or head.tag not in ("VBZ", "VBD", "VBP") or len(words) < SHORTEST_REST:
        return
    if words[0].pos in ("PUNCT", "ADP", "ADV", "SCONJ", "CCONJ", "PART") and words[0].text.lower() != "that":
        return
    if reading.syntax.children(head, "dobj", "dative", "npadvmod") and sentence.zone != "title":
        return
    yield Complement("rest", words[0], tuple(words))


def _behind_that(reading: Reading, cue: Cue, words: Sequence[Token]) -> Complement | None:
    """As in "told reporters before he left that it rains", where the parser hung the clause on "left"."""
    verbs = reading.lexicon.verbs
    for k, t in enumerate(words[:LONGEST_TAIL]):
        if t.pos == "VERB" and t.lemma.lower() in verbs:
            return None
        if t.dep == "mark" and t.text.lower() == "that":
            above = reading.syntax.head(reading.syntax.head(t))
            if above.pos in ("NOUN", "PROPN") or (above.i < cue.head.i and above.lemma.lower() in verbs):
                return None  # "told the paper, which first reported the plan, that it rains": the outer verb's
            rest = words[k:]
            end = next((n for n, u in enumerate(rest) if u.text.lower() == "but" and rest[n - 1].text == ","), len(rest))
            return Complement("rest", t, tuple(rest[:end]))
    return None


def _noun_clause(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "the claim that it rained", or of the carrying verb: "expressed hope it would rain"."""
    syntax = reading.syntax
    for root in syntax.children(cue.head, "acl", "ccomp", "relcl"):
        if root.i > cue.head.i and any(m.text.lower() in ("that", "whether") and m.tag == "IN" for m in syntax.children(root)):
            for part in _coordinated(reading, root):
                yield Complement("clause", part[0], part[1])
            return
    if cue.carrier is not None:
        for root in syntax.children(cue.carrier, "ccomp"):
            if root.i > cue.head.i:
                yield Complement("clause", root, tuple(syntax.subtree(root)))
                return


def infinitive(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "vowed to return"; of a noun: "a promise to return"."""
    deps = ("xcomp",) if cue.kind == "verb" else ("acl", "xcomp", "ccomp", "advcl", "relcl")
    for root in reading.syntax.children(cue.head, *deps):
        if root.i > cue.head.i and is_infinitive(reading, root):
            yield Complement("infinitive", root, tuple(reading.syntax.subtree(root)), addressed(reading, cue))
            return


def other_infinitive(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "urged Norway to return", "called on Norway to return": content "to return", addressee Norway."""
    syntax, head = reading.syntax, cue.head
    for root in [*syntax.children(head, "xcomp", "ccomp", "advcl"), *_below_preposition(reading, head)]:
        if root.i < head.i or not is_infinitive(reading, root):
            continue
        if root.dep == "advcl" and not any(m.text.lower() == "for" for m in syntax.children(root, "mark")):
            continue
        told = [t for t in [*syntax.children(head, "dobj", "dative"), *syntax.children(root, "nsubj")] if head.i < t.i < root.i]
        for prep in syntax.children(head, "prep"):
            told.extend(t for t in syntax.children(prep, "pobj") if t.i < root.i and prep.text.lower() in STATES)
        if told and any(reading.can_speak(t) or t.pos == "PRON" for t in told):
            own = {t.i for s in syntax.children(root, "nsubj") for t in syntax.subtree(s)}
            if cue.word.lemma == "call":  # "called on Norway to return" has Norway in it, as "called for Norway's return" has
                own = set()
                extra = tuple(t for o in told if o.head != root.i for t in syntax.subtree(o) if t.i < root.i)
            else:
                extra = ()
            kept = [t for t in syntax.subtree(root) if t.i not in own and not (t.dep == "mark" and t.head == root.i)]
            tokens = tuple(sorted({*extra, *kept}, key=lambda t: t.i))
            yield Complement("other-infinitive", root, tokens, tuple(told))
            return


def _below_preposition(reading: Reading, head: Token) -> Iterator[Token]:
    """As in "called for Norway to return": the infinitive may hang on the preposition or its object."""
    syntax = reading.syntax
    for prep in syntax.children(head, "prep"):
        yield from syntax.children(prep, "pcomp", "xcomp", "ccomp")
        for noun in syntax.children(prep, "pobj"):
            yield from syntax.children(noun, "acl", "relcl", "xcomp")
    for noun in syntax.children(head, "dobj"):
        yield from syntax.children(noun, "acl")


def gerund(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "denied taking it"."""
    for root in reading.syntax.children(cue.head, "xcomp", "ccomp"):
        having = any(t.text.lower() == "having" for t in reading.syntax.children(root, "aux"))
        if root.i > cue.head.i and (root.tag == "VBG" or having):
            yield Complement("gerund", root, tuple(reading.syntax.subtree(root)))
            return
