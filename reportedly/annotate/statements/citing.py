"""Whom an outlet cites for what it tells: "the agency, citing an official, reported", "the agency, which cited an official"."""

from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.source import of_verb, subject
from reportedly.model import Token

PARTICIPLES = frozenset({"advcl", "acl"})
RELATIVE = frozenset({"which", "who", "that"})


def cited(reading: Reading, cue: Cue, who: Token) -> Token | None:
    """Whom `who` cites for what a cue introduces."""
    return next((t for verb in _citations(reading, cue, who) if (t := source_of(reading, verb)) is not None), None)


def citation(reading: Reading, cue: Cue) -> Token | None:
    """The verb by which a cue's subject cites somebody or something for what it tells: no part of that."""
    if all(t.lemma.lower() not in reading.lexicon.citing for t in reading.syntax.words(reading.syntax.sentence(cue.head))):
        return None
    who = subject(reading, cue)
    return next(iter(_citations(reading, cue, who)), None) if who is not None else None


def source_of(reading: Reading, verb: Token) -> Token | None:
    """Whom a verb of citing names: its object, where that can speak; pictures are evidence, and whoever cites them tells what they show."""
    return next((t for t in _objects(reading, verb) if reading.can_speak(t) and t.lemma.lower() not in reading.lexicon.pictures), None)


def only_cites(reading: Reading, cue: Cue, who: Token | None, what: Token) -> bool:
    """Whether words (with the head `what`) are no content of a cue that only names a source or who had the news first."""
    if cue.head.tag == "VBG" and cue.head.lemma.lower() in reading.lexicon.citing and source_of(reading, cue.head) is not None:
        return True
    return who is not None and (_cites(reading, cue, who, what) or _had_it_first(reading, cue, who))


def _cites(reading: Reading, cue: Cue, who: Token, what: Token) -> bool:
    """As in "the agency, which cited an official", "officials cited by the agency": whom an outlet cites is no content."""
    is_teller = who.i in reading.media or who.lemma.lower() in reading.lexicon.documents
    is_somebody = reading.can_speak(what) and what.lemma.lower() not in reading.lexicon.documents
    return is_teller and is_somebody and cue.head.lemma.lower() in reading.lexicon.citing


def _had_it_first(reading: Reading, cue: Cue, who: Token) -> bool:
    """As in "told the agency, which first reported the plan": what the plan was is told elsewhere."""
    is_first = any(t.text.lower() == "first" for t in reading.syntax.children(cue.head, "advmod"))
    is_aside = cue.head.dep in ("relcl", "acl") and not reading.syntax.children(cue.head, "ccomp", "xcomp")
    return is_first and is_aside and who.i in reading.media


def quoted_by(reading: Reading, who: Token | None) -> list[Token]:
    """Who quotes a source: "officials quoted by the agency said", "the agency cited officials who said"."""
    syntax = reading.syntax
    if who is None:
        return []
    above = syntax.head(who)
    if who.dep == "dobj" and above.lemma.lower() in reading.lexicon.citing and above.i < who.i:
        teller = of_verb(reading, above)
        return [teller] if teller is not None and teller.i != who.i else []
    verbs = [t for t in syntax.children(who, "acl") if t.tag == "VBN" and t.lemma.lower() in reading.lexicon.citing]
    return [t for verb in verbs for by in syntax.children(verb, "agent") for t in syntax.children(by, "pobj")]


def _citations(reading: Reading, cue: Cue, who: Token) -> list[Token]:
    """The verbs by which the subject of a cue cites somebody or something, in text order."""
    verbs = [t for t in reading.syntax.words(reading.syntax.sentence(cue.head)) if t.lemma.lower() in reading.lexicon.citing]
    own = [t for t in verbs if t.i != cue.head.i and _objects(reading, t)]
    return [t for t in own if (t.tag == "VBG" and _is_tied(reading, cue, who, t)) or _is_of(reading, who, t)]


def _objects(reading: Reading, verb: Token) -> list[Token]:
    return [t for t in reading.syntax.children(verb, "dobj") if t.i > verb.i]


def _is_tied(reading: Reading, cue: Cue, who: Token, verb: Token) -> bool:
    """Whether a participle goes with a cue: it hangs on it or its source, or stands before the clause that it was taken for a part of."""
    syntax = reading.syntax
    if of_verb(reading, verb) is not None and verb.dep not in PARTICIPLES:
        return False
    if verb.head in (cue.head.i, who.i, cue.head.head, who.head):
        return True
    above = syntax.head(verb)
    if above.dep == "ccomp" and above.head == cue.head.i:  # "reported on Monday, citing an official, that it rained"
        return cue.head.i < verb.i < min(t.i for t in (above, *syntax.children(above, "mark", "nsubj", "nsubjpass", "expl")))
    document = syntax.head(above) if above.lemma.lower() in reading.lexicon.documents and above.dep == "pobj" else None
    return document is not None and document.text.lower() == "in" and document.head == cue.head.i  # "in a report citing an official"


def _is_of(reading: Reading, who: Token, verb: Token) -> bool:
    """As in "the agency, which cited an official", "a report that cited an official"; a country is cited as an example."""
    pronouns = reading.syntax.children(verb, "nsubj")
    is_relative = verb.dep == "relcl" and verb.head == who.i and any(t.text.lower() in RELATIVE for t in pronouns)
    return is_relative and all(t.ner != "GPE" for t in _objects(reading, verb))
