"""Who stands as the source of a cue: the subject, also where the tree only implies it."""

from collections.abc import Iterable

from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.reading import SUBJECTS, Reading
from reportedly.annotate.syntax import span_of
from reportedly.model import Span, Token

LONGEST_NAME = 12  # words between a quotation and its cue
LONGEST_CLIMB = 6  # clauses
LONGEST_TAIL = 4  # words that an encoder may have left out at the end of a phrase
RELATIVE = frozenset({"who", "which", "that", "whom"})
CLAUSES = frozenset({"relcl", "parataxis", "punct", "ccomp", "advcl"})
SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "ccomp", "dep"})


def subject(reading: Reading, cue: Cue) -> Token | None:
    """The head of the phrase that names the source; None where nobody is named."""
    if cue.kind == "according":
        return _according(reading, cue)
    if cue.kind == "noun" or (cue.kind == "refusal" and cue.head.pos == "NOUN" and cue.carrier is None):
        return _of_noun(reading, cue)
    if cue.kind in ("hearsay", "adverb"):
        return _agent(reading, cue.head)
    if cue.kind == "adjective" and cue.carrier is not None:
        return of_verb(reading, cue.carrier)
    return of_verb(reading, cue.carrier or cue.head)


def _according(reading: Reading, cue: Cue) -> Token | None:
    for to in reading.syntax.children(cue.head, "prep", "pcomp"):
        for noun in reading.syntax.children(to, "pobj"):
            return noun
    return None


def _agent(reading: Reading, verb: Token) -> Token | None:
    """As in "... by Norway"."""
    for by in reading.syntax.children(verb, "agent", "prep"):
        if by.text.lower() == "by":
            for noun in reading.syntax.children(by, "pobj"):
                return noun
    return None


def of_verb(reading: Reading, verb: Token) -> Token | None:
    """The subject of a verb; for a passive what stands behind "by"; for a subjectless form that of the clause above.

    The climb goes over coordination ("said ... and added"), participles ("..., saying"), infinitives and gerunds;
    a participle on a noun has that noun as its subject ("a letter urging").
    """
    syntax = reading.syntax
    for _ in range(LONGEST_CLIMB):
        verb = reading.goes_on.get(verb.i, verb)
        if syntax.children(verb, "auxpass") or _reduced_passive(reading, verb):
            return _agent(reading, verb)
        own = [t for t in syntax.children(verb, *SUBJECTS) if t.dep != "csubj" and _written_to(reading, verb) is None]
        if own:
            before = [t for t in own if t.i < verb.i]
            return _antecedent(reading, verb, before[-1] if before else own[-1])
        if (above := _written_to(reading, verb) or _writer(reading, verb) or _above_thing(reading, verb)) is not None:
            verb = above
            continue
        if verb.dep in ("acl", "relcl"):
            head = syntax.head(verb)
            return head if head.pos in ("NOUN", "PROPN", "PRON") else None
        if verb.dep not in SHARED or verb.head == verb.i:
            return None
        above = syntax.head(verb)
        if verb.dep == "xcomp" and (controlled := _object_control(reading, verb, above)):
            return controlled
        while (
            above.pos not in ("VERB", "AUX") and above.head != above.i and above.dep in ("prep", "pobj", "pcomp", "advcl", "conj", "mark")
        ):
            above = syntax.head(above)
        if above.pos in ("NOUN", "PROPN"):
            return above if verb.dep == "acl" else None
        verb = above
    return None


def _writer(reading: Reading, verb: Token) -> Token | None:
    """As in "wrote to Norway urging": the participle goes with the writing, not with whom it was written to."""
    syntax = reading.syntax
    noun = syntax.head(verb)
    above = syntax.head(noun)
    if verb.dep != "acl" or verb.tag != "VBG" or noun.dep != "pobj" or above.text.lower() != "to":
        return None
    writing = syntax.head(above)
    return writing if writing.lemma.lower() in reading.lexicon.verbs else None


def _written_to(reading: Reading, verb: Token) -> Token | None:
    """As in "wrote to Norway urging", where the parser takes "Norway urging" for one clause: the verb of writing."""
    to = reading.syntax.head(verb)
    if verb.dep != "pcomp" or verb.tag != "VBG" or to.text.lower() != "to":
        return None
    writing = reading.syntax.head(to)
    return writing if writing.lemma.lower() in reading.lexicon.verbs else None


def _above_thing(reading: Reading, verb: Token) -> Token | None:
    """As in "praised the tests, saying": a thing does not say; the verb that it hangs on does."""
    noun = reading.syntax.head(verb)
    if verb.dep != "acl" or verb.tag != "VBG" or reading.can_speak(noun) or noun.pos == "PRON":
        return None
    return next((t for t in reading.syntax.ancestors(noun) if t.pos in ("VERB", "AUX")), None)


def _object_control(reading: Reading, verb: Token, above: Token) -> Token | None:
    """As in "told Norway to say": the object is the subject of the infinitive."""
    objects = [t for t in reading.syntax.children(above, "dobj") if above.i < t.i < verb.i]
    return objects[0] if objects and verb.tag == "VB" else None


def _reduced_passive(reading: Reading, verb: Token) -> bool:
    """As in "claims made by Norway": a bare participle on a noun with "by"."""
    if verb.dep == "advcl" and verb.tag == "VBD" and not reading.syntax.children(verb, *SUBJECTS):
        return any(t.text.lower() in ("when", "if", "once") for t in reading.syntax.children(verb, "advmod", "mark"))
    bare = verb.tag == "VBN" and not reading.syntax.children(verb, "aux")
    return bare and (verb.dep == "advcl" or bool(reading.syntax.children(verb, "agent")))


def _antecedent(reading: Reading, verb: Token, noun: Token) -> Token:
    """As in "the minister, who said": the minister."""
    if noun.text.lower() not in RELATIVE:
        return noun
    for above in (verb, *reading.syntax.ancestors(verb)):
        if above.dep == "relcl":
            return _who_can(reading, reading.syntax.head(above), noun)
    return noun


def _who_can(reading: Reading, head: Token, pronoun: Token) -> Token:
    """As in "critics of the war, who said": with "who" a thing behind "of" gives way to the people before it."""
    syntax, above = reading.syntax, reading.syntax.head(head)
    if pronoun.text.lower() != "who" or head.dep != "pobj" or above.text.lower() not in ("of", "in", "for", "from"):
        return head
    people = syntax.head(above)
    is_person = head.lemma.lower() in reading.lexicon.people or head.ner == "PERSON"
    return people if not is_person and people.lemma.lower() in reading.lexicon.people else head


def _of_noun(reading: Reading, cue: Cue) -> Token | None:
    """The possessor of a noun cue, who stands behind "by" or "from", an adjective of nationality, or the carrier's subject."""
    syntax, head = reading.syntax, cue.head
    for t in syntax.children(head, "poss"):
        return t
    for by in syntax.children(head, "prep"):
        if by.text.lower() in ("by", "from", "among"):
            for noun in syntax.children(by, "pobj"):
                return noun
    for verb in syntax.children(head, "acl"):
        if verb.tag == "VBN" and (agent := _agent(reading, verb)):
            return agent
    for t in syntax.children(head, "amod", "compound", "nmod"):
        if t.ner in ("NORP", "GPE", "ORG", "PERSON"):
            return t
    return _above_noun(reading, cue)


def _above_noun(reading: Reading, cue: Cue) -> Token | None:
    """The subject of the verb that a noun cue hangs on: of saying ("said in comments that"), or its carrier ("expressed hope")."""
    if (above := _said_in(reading, cue.head)) is not None:
        return of_verb(reading, above)
    if cue.carrier is not None and cue.carrier.lemma.lower() not in reading.lexicon.foreign_carriers:
        return of_verb(reading, cue.carrier)
    return None


def _said_in(reading: Reading, noun: Token) -> Token | None:
    """As in "said in written comments that it rained": the verb of saying above the noun."""
    inside = reading.syntax.head(noun)
    verb = reading.syntax.head(inside)
    said = noun.dep == "pobj" and inside.text.lower() == "in" and verb.lemma.lower() in reading.lexicon.plain_saying
    return verb if said and verb.pos == "VERB" else None


def outside_quotation(reading: Reading, cue: Cue) -> Token | None:
    """The noun between a quotation's end and its cue, where the parser found the subject inside the quotation."""
    found: Token | None = None
    for i in range(cue.head.i - 1, max(-1, cue.head.i - LONGEST_NAME), -1):
        token = reading.tokens[i]
        if reading.quoted(token) is not None or token.sentence != cue.head.sentence:
            break
        if token.pos in ("NOUN", "PROPN", "PRON") and token.dep not in ("pobj", "poss", "npadvmod"):
            found = token if found is None or token.dep not in ("compound", "nmod", "appos") else found
    return found


def phrase(reading: Reading, head: Token, *, without: Iterable[Span] = ()) -> Span:
    """The span of a source: the noun phrase with its appositions, without relative clauses, quotations and contents."""
    syntax, skip = reading.syntax, list(without)
    left, right, todo = head, head, [head]
    members = {head.i}
    while todo:
        t = todo.pop()
        for c in syntax.children(t):
            if c.dep in CLAUSES or _tells(reading, c) or any(s.overlaps(c.span) for s in skip):
                continue
            members.add(c.i)
            todo.append(c)
    left = right = head
    while left.i - 1 in members or (left.i - 2 in members and reading.tokens[left.i - 1].pos == "PUNCT"):
        left = reading.tokens[left.i - 1 if left.i - 1 in members else left.i - 2]
    while right.i + 1 in members or (right.i + 2 in members and reading.tokens[right.i + 1].pos == "PUNCT"):
        right = reading.tokens[right.i + 1 if right.i + 1 in members else right.i + 2]
    return Span(left.span.start, right.span.end)


def alone(reading: Reading, head: Token, source: Span) -> Span:
    """The part of a source that belongs to one of several heads joined by "and": without the others."""
    syntax = reading.syntax
    others = {t.i for c in syntax.children(head, "conj", "cc") for t in syntax.subtree(c)}
    mine = [t for t in syntax.subtree(head) if t.i not in others and source.contains(t.span)]
    while mine and mine[-1].pos == "PUNCT" and mine[-1].i > head.i:
        mine.pop()
    return span_of([head, *mine])


def is_title(reading: Reading, head: Token) -> bool:
    """Whether a word is one person's role without an article ("former Danish governor", "Gov.")."""
    bare = head.tag in ("NN", "NNP") and not reading.syntax.children(head, "det", "poss", "nummod")
    return bare and head.ner != "PERSON" and (head.text.endswith(".") or head.lemma.lower() in reading.lexicon.people)


def one_of(reading: Reading, head: Token) -> list[Token]:
    """As in "one of the survivors, Anna Berg": those of whom one speaks."""
    syntax = reading.syntax
    of = [t for t in syntax.children(head, "prep") if head.text.lower() == "one" and t.text.lower() == "of"]
    return [t for p in of for t in syntax.children(p, "pobj")]


def _tells(reading: Reading, part: Token) -> bool:
    """As in "a message asking them to leave", "the version quoted her as saying" (taken for a participle): what a source does."""
    syntax = reading.syntax
    if part.dep == "acl":
        return part.tag == "VBD" or (part.tag == "VBG" and part.lemma.lower() in reading.lexicon.verbs)
    return part.text.lower() == "as" and any(t.tag == "VBG" for t in syntax.children(part, "pcomp"))


def as_read(reading: Reading, draft: Draft) -> None:
    """Fills in the source that the encoder read where a rule saw none, and completes one that breaks off within its phrase."""
    if draft.read is None or draft.read.source is None:
        return
    if draft.by == "rules" and (draft.subject is not None or draft.cue.kind != "verb"):
        return
    first, last = draft.read.source
    inside = reading.tokens[first:last]
    top = next((t for t in inside if not first <= t.head < last and t.pos in ("PROPN", "NOUN", "PRON")), None)
    if top is None or any(t.i == top.i for t in draft.passed_on):  # "the agency, citing an official": the official's words
        return
    head = reading.syntax.head(top)
    breaks_off = top.dep in ("compound", "amod", "nmod", "poss") and last <= head.i < last + LONGEST_TAIL
    if breaks_off and head.lemma.lower() in reading.lexicon.people and head.i != draft.cue.head.i:
        top, last = head, head.i + 1
    draft.subject, draft.source = top, span_of(reading.tokens[first:last])
