"""Words passed on in the same clause: "quoted the minister as saying", "the agency, citing an official, reported"."""

from reportedly.annotate.statements.citing import cited, quoted_by
from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.source import of_verb
from reportedly.model import Token


def behind(reading: Reading, cue: Cue, who: Token | None) -> tuple[Token | None, list[Token]]:
    """The real source and those who pass it on, nearest first; (`who`, []) where nobody does."""
    quoted = _quoted_as(reading, cue)
    if quoted is not None:
        return quoted
    if cue.head.dep == "parataxis" and (outlet := _second_teller(reading, cue)) is not None:
        return who, [outlet]
    if (reported := _first_reported(reading, cue)) is not None:
        return reported
    if who is not None and (source := cited(reading, cue, who) or _according_to(reading, cue, who)) is not None:
        return source, [who]
    return who, quoted_by(reading, who) or _whose_source(reading, who) or _publisher(reading, cue, who)


def _publisher(reading: Reading, cue: Cue, who: Token | None) -> list[Token]:
    """As in "the paper reported on an analysis that concluded", "the agency released a survey that showed": who published it."""
    syntax = reading.syntax
    if who is None or who.lemma.lower() not in reading.lexicon.documents or who.i > cue.head.i:
        return []
    if who.dep == "nsubj" and syntax.head(who).i == cue.head.i and cue.head.dep == "ccomp" and cue.head.tag == "VBG":
        verb = syntax.head(cue.head)  # "released letters vowing": the parser makes the letters the subject of what they say
    elif who.dep in ("dobj", "pobj"):
        above = syntax.head(who)
        verb = syntax.head(above) if who.dep == "pobj" and above.text.lower() in ("on", "about") else above
    else:
        return []
    if verb.pos != "VERB" or verb.lemma.lower() not in reading.lexicon.publishing:
        return []
    teller = of_verb(reading, verb)
    if teller is None or teller.i == who.i:
        return []
    issued = verb.lemma.lower() in reading.lexicon.issuing and reading.can_speak(teller) and _is_from_another(reading, who)
    return [teller] if teller.i in reading.media or issued else []


def _is_from_another(reading: Reading, document: Token) -> bool:
    """As in "letters from the king": whoever releases them passes them on."""
    return any(p.text.lower() in ("from", "by") for p in reading.syntax.children(document, "prep"))


def _first_reported(reading: Reading, cue: Cue) -> tuple[Token, list[Token]] | None:
    """As in "the panel said in a paper, first reported by the agency, that it rained": the parser gives the agency the clause."""
    syntax, head = reading.syntax, cue.head
    agents = [t for by in syntax.children(head, "agent") for t in syntax.children(by, "pobj") if t.i in reading.media]
    if not agents or head.tag != "VBN" or head.dep not in ("advcl", "acl") or not syntax.children(head, "ccomp"):
        return None
    above = next((t for t in syntax.ancestors(head) if t.pos == "VERB"), None)
    word = reading.lexicon.verbs.get(above.lemma.lower()) if above is not None else None
    if above is None or word is None or "clause" not in word.frames or syntax.children(above, "ccomp"):
        return None
    who = of_verb(reading, above)
    return (who, agents) if who is not None else None


def _according_to(reading: Reading, cue: Cue, who: Token) -> Token | None:
    """As in "the agency reported that it rained, according to an official": the official; the parser may hang him on what is told."""
    if who.i not in reading.media or cue.kind != "verb" or reading.quoted(cue.head) is not None:
        return None
    told = [cue.head, *reading.syntax.children(cue.head, "ccomp")]
    for phrase in [t for verb in told for t in reading.syntax.children(verb, "prep")]:
        if phrase.text.lower() == "according" and phrase.i > max(t.i for t in told):
            sources = [t for to in reading.syntax.children(phrase, "prep", "pcomp") for t in reading.syntax.children(to, "pobj")]
            return next((t for t in sources if t.i not in reading.media and reading.can_speak(t)), None)
    return None


def _whose_source(reading: Reading, who: Token | None) -> list[Token]:
    """As in "a Reuters source": the agency passes on what its source says."""
    if who is None or who.lemma.lower() not in reading.lexicon.tippers:
        return []
    return [t for t in reading.syntax.children(who, "compound", "poss", "nmod") if t.i in reading.media]


def _quoted_as(reading: Reading, cue: Cue) -> tuple[Token | None, list[Token]] | None:
    """As in "the agency quoted the minister as saying", "the minister was quoted as saying by the agency"."""
    syntax = reading.syntax
    prep = syntax.head(cue.head)
    if cue.head.dep != "pcomp" or prep.text.lower() != "as":
        return None
    verb = _quoting(reading, syntax.head(prep))
    if verb.lemma.lower() not in reading.lexicon.quoting:
        return None
    objects = [t for t in syntax.children(verb, "dobj", "nsubjpass") if t.i < cue.head.i]
    if not objects:
        return None
    teller = of_verb(reading, verb) or _quoted_in(reading, verb, cue)
    return objects[0], [teller] if teller is not None and teller.i != objects[0].i else []


def _quoted_in(reading: Reading, verb: Token, cue: Cue) -> Token | None:
    """As in "was quoted as saying in a palace statement": the document."""
    syntax = reading.syntax
    inside = [
        t
        for v in (cue.head, verb)
        for p in syntax.children(v, "prep")
        if p.text.lower() in ("in", "by")
        for t in syntax.children(p, "pobj")
    ]
    return next((t for t in inside if t.i in reading.media or t.lemma.lower() in reading.lexicon.documents), None)


def _quoting(reading: Reading, verb: Token) -> Token:
    """The verb above "as saying": the word itself, one above it, or one below ("the version quoted her", taken for a noun phrase)."""
    syntax = reading.syntax
    below = [t for t in syntax.children(verb, "acl") if verb.pos == "NOUN" and t.lemma.lower() in reading.lexicon.quoting]
    if told := [t for t in below if t.tag in ("VBD", "VBN") and syntax.children(t, "dobj")]:
        return told[0]
    for _ in range(2):
        if verb.pos == "VERB":
            break
        verb = syntax.head(verb)
    return verb


def _second_teller(reading: Reading, cue: Cue) -> Token | None:
    """As in "it rained, the minister said, the agency reported": the agency."""
    around = reading.syntax.head(cue.head)
    told = [t for t in reading.syntax.children(around, "ccomp") if t.i < cue.head.i < around.i]
    return of_verb(reading, around) if told and around.lemma.lower() in reading.lexicon.verbs else None
