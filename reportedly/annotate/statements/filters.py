"""What looks like a statement and is none."""

from reportedly.annotate.statements.citing import only_cites, source_of
from reportedly.annotate.statements.complement import Complement
from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Stance, Token

UNREAL = frozenset({"will", "could", "may", "might", "would", "should", "can"})
DONE_BY_SAYING: frozenset[Stance] = frozenset({"accuses", "demands", "promises", "threatens", "praises", "proposes"})
"""Stances that are acts of their own: a negated one was not done."""
BOTH = 2  # whom somebody calls, and what he calls them
INVERTED = frozenset({"should", "had", "were"})
"""Helpers that open a condition without "if": "should it be confirmed"."""
PATTERNS = {
    "fronted": "clause",
    "interrupted": "clause",
    "relay": "clause",
    "rest": "clause",
    "what-as": "object-as",
    "passive": "object",
    "object-before": "object",
}
"""Patterns of content and the frame of the cue tables that each is a form of."""
SAID_ANYWAY = frozenset({"refusal", "clause", "quote", "according", "object-as", "fronted", "relay", "rest", "what-as"})


def is_source(reading: Reading, cue: Cue, who: Token | None) -> bool:
    """Whether a cue's subject can be somebody other than the author: not "I" or "this", and somebody at all."""
    if who is None:
        return cue.kind in ("hearsay", "noun", "adverb")
    word = who.text.lower()
    if (
        cue.word.lemma in reading.lexicon.citing and cue.head.tag == "VBG" and source_of(reading, cue.head) is not None
    ):  # "citing an official"
        return False
    if word in reading.lexicon.first_person:
        return False
    return not (who.pos == "PRON" and word in reading.lexicon.voiceless)


def is_allowed(reading: Reading, cue: Cue, complement: Complement, who: Token | None) -> bool:
    """Whether a frame accepts this subject, this mood and this place."""
    frame = complement.frame
    if PATTERNS.get(frame, frame) in cue.word.speaker_only and (who is None or not reading.can_speak(who)):
        return False
    if cue.kind == "noun" and who is None and frame != "clause":
        return False
    if cue.kind == "according" and (who is None or not (reading.can_speak(who) or who.pos == "PROPN")):
        return False
    if frame in cue.word.carried and cue.carrier is None:
        return False
    if (frame in ("object", "object-as") and quotes_as(reading, cue)) or withholds(reading, cue):
        return False
    if frame in ("object", "object-before", "passive") and only_cites(reading, cue, who, complement.root):
        return False
    if is_condition(reading, cue.carrier or cue.head) or (is_unreal(reading, cue.carrier or cue.head) and frame not in SAID_ANYWAY):
        return False
    if is_missing(reading, cue) or is_undone(cue) or is_called(reading, cue):
        return False
    if cue.negated and frame in ("object", "infinitive", "other-infinitive", "of", "about") and frame != "refusal":
        return False
    return not (_is_anothers(reading, cue, who) and frame not in reading.lexicon.nested)


def is_undone(cue: Cue) -> bool:
    """As in "did not accuse Norway of", "has never asked for": whoever has not demanded, charged or promised a thing said nothing of it.

    What somebody does not believe or want is said all the same.
    """
    return cue.negated and cue.kind == "verb" and DONE_BY_SAYING.issuperset(cue.word.frames.values())


def is_called(reading: Reading, cue: Cue) -> bool:
    """As in the headline "Ferrand Termed Traitor": short for "is termed", so that its subject is whom somebody calls so."""
    head, syntax = cue.head, reading.syntax
    if cue.kind != "verb" or head.lemma.lower() not in reading.lexicon.calling or head.tag not in ("VBD", "VBN"):
        return False
    if syntax.sentence(head).zone != "title" or any(t.i > head.i for t in syntax.children(head, "ccomp", "prep", "prt")):
        return False
    return sum(t.i > head.i for t in syntax.children(head, "dobj", "oprd", "attr", "acomp")) < BOTH


def is_missing(reading: Reading, cue: Cue) -> bool:
    """As in "there was no confirmation from the ministry that": nobody has said it; who "gave no confirmation" would not say."""
    if cue.kind != "noun" or cue.carrier is not None or cue.head.lemma.lower() not in reading.lexicon.nouns:
        return False
    confirms = "confirms" in reading.lexicon.nouns[cue.head.lemma.lower()].frames.values()
    return confirms and any(t.text.lower() == "no" for t in reading.syntax.children(cue.head, "det"))


def quotes_as(reading: Reading, cue: Cue) -> bool:
    """As in "the agency quoted the minister as saying": the words are the minister's, not the agency's."""
    told = reading.syntax.children(cue.head, "dobj")
    if cue.word.lemma not in reading.lexicon.quoting or not any(reading.can_speak(t) for t in told):
        return False
    marks = [t for t in reading.syntax.children(cue.head, "prep") if t.text.lower() == "as"]
    return any(v.tag == "VBG" for t in marks for v in reading.syntax.children(t, "pcomp"))


def withholds(reading: Reading, cue: Cue) -> bool:
    """As in "denied them a visa", "was denied entry": something is not given; nobody says that something is not so."""
    syntax, head, lexicon = reading.syntax, cue.head, reading.lexicon
    if head.lemma.lower() not in lexicon.withholding or any(c.i > head.i for c in syntax.children(head, "ccomp")):
        return False
    objects = [t for t in syntax.children(head, "dobj", "oprd") if t.i > head.i]
    receivers = [t for t in syntax.children(head, "dative") if t.i > head.i and t.tag not in ("IN", "TO")]
    given = [*objects, *syntax.children(head, "nsubjpass")]
    return len(objects) + len(receivers) > 1 or any(t.lemma.lower() in lexicon.withheld for t in given)


def _is_anothers(reading: Reading, cue: Cue, who: Token | None) -> bool:
    """Whether a cue stands in another's words; a quoted verb whose subject is not quoted is the report's ("she “welcomed” it")."""
    quotation = reading.quoted(cue.head)
    return quotation is not None and (who is None or reading.quoted(who) is quotation)


def is_condition(reading: Reading, verb: Token) -> bool:
    """As in "if the mayor says that it is safe", "if it is confirmed that", "should it be confirmed": nobody has said it."""
    told = reading.syntax.head(verb) if verb.dep == "acl" else verb
    if told.dep == "dobj" and told.pos == "NOUN":  # "should he issue a statement denying that"
        return _is_inverted(reading, reading.syntax.head(told))
    if verb.dep != "advcl":
        return False
    marks = {t.text.lower() for t in reading.syntax.children(verb, "mark")}
    helpers = reading.syntax.children(verb, "aux", "auxpass")
    if marks & {"if", "unless"}:
        return verb.tag in ("VBZ", "VBP", "VBD") or bool(helpers)
    return not marks and _is_inverted(reading, verb)


def _is_inverted(reading: Reading, verb: Token) -> bool:
    """Whether a verb's first helper stands before its subject, as in "should he"."""
    subjects = reading.syntax.children(verb, "nsubj", "nsubjpass", "expl")
    first = next(iter(reading.syntax.children(verb, "aux", "auxpass")), None)
    return first is not None and first.text.lower() in INVERTED and any(t.i > first.i for t in subjects)


def is_unreal(reading: Reading, verb: Token) -> bool:
    """Whether a verb tells of what might be: "would agree", "if it agrees"."""
    helpers = {t.text.lower() for t in reading.syntax.children(verb, "aux")}
    marks = {t.text.lower() for t in reading.syntax.children(verb, "mark")}
    return bool(helpers & UNREAL) or "if" in marks
