"""Finds the words that ascribe something: the cue, its span and what it can introduce."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.annotate.statements.lexicon import CueWord
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.syntax import span_of
from reportedly.model import Span, Token

LONGEST_NO = 6  # words from "had" to "comment" in "had no immediate official comment"
HELPERS = ("aux", "auxpass", "neg", "prt")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word in its place.

    `head` is the word itself; `kind` is "verb", "noun", "adjective", "according", "refusal", "hearsay" or "adverb";
    `carrier` is the verb that a noun hangs on ("expressed" in "expressed hope").
    """

    head: Token
    kind: str
    word: CueWord
    span: Span
    negated: bool = False
    carrier: Token | None = None


def cues(reading: Reading) -> Iterator[Cue]:
    """The possible cues of a report in text order; whether one introduces anything is for `content` to say."""
    for token in reading.tokens:
        cue = _verb(reading, token) if token.pos in ("VERB", "AUX") or token.tag.startswith("VB") else None
        if cue is None and token.pos in ("NOUN", "PROPN"):
            cue = _noun(reading, token)
        if cue is None and token.pos == "ADJ":
            cue = _adjective(reading, token)
        word = token.text.lower() if cue is None else ""
        if word == "according":
            cue = _according(reading, token)
        if cue is None and word in reading.lexicon.adverbs:
            cue = _adverb(reading, token)
        if cue is not None:
            yield cue


def _verb(reading: Reading, token: Token) -> Cue | None:
    lemma = token.lemma.lower()
    below = reading.syntax.children(token, *HELPERS)
    subject = reading.syntax.child(token, "nsubj")
    if subject is not None and reading.is_nobody(subject):
        return None
    negated = (
        any(t.dep == "neg" for t in below) or is_neither_nor(reading, token) or (subject is not None and _are_neither(reading, subject))
    )
    span = _with_helpers(reading, token)
    if refusal := _refusal(reading, token, negated):
        return refusal
    word = reading.lexicon.verbs.get(lemma)
    if word is None or _is_refused(reading, token) or (negated and is_left_out(reading, token)):
        return None
    if lemma in reading.lexicon.hearsay and _is_passive(reading, token) and not reading.syntax.children(token, "agent"):
        stance = reading.lexicon.hearsay_stances.get(lemma, "asserts")
        return Cue(token, "hearsay", CueWord(lemma, {"hearsay": stance}), span, negated)
    return Cue(token, "verb", word, span, negated)


def is_left_out(reading: Reading, token: Token) -> bool:
    """As in "did not say how", "has not specified when": nothing is said, and nobody refused to say it."""
    if token.lemma.lower() not in reading.lexicon.left_out or not reading.syntax.children(token, "neg"):
        return False
    helpers = [t.lemma.lower() for t in reading.syntax.children(token, "aux")]
    return bool(helpers) and reading.lexicon.left_out_helpers.issuperset(helpers)


def is_neither_nor(reading: Reading, token: Token) -> bool:
    """As in "neither confirmed nor denied": each of the two verbs is negated."""
    of_pair = reading.syntax.head(token) if token.dep == "conj" else token
    words = {t.text.lower() for t in reading.syntax.children(of_pair, "preconj", "cc")}
    return not reading.lexicon.neither.isdisjoint(words) and not reading.lexicon.nor.isdisjoint(words)


def _are_neither(reading: Reading, subject: Token) -> bool:
    """As in "neither the ministry nor the embassy", "neither side"."""
    return any(
        t.text.lower() in reading.lexicon.neither for t in (subject, *reading.syntax.children(subject, "preconj", "det", "cc", "amod"))
    )


def _is_refused(reading: Reading, token: Token) -> bool:
    """As in "declined to say": the refusal is the cue."""
    above = reading.syntax.head(token)
    refused = above.lemma.lower() in reading.lexicon.refusal_verbs and token.lemma.lower() in reading.lexicon.refusal_speech
    return refused and token.dep == "xcomp"


def _is_passive(reading: Reading, token: Token) -> bool:
    if token.tag != "VBN":
        return False
    reduced = token.dep in ("acl", "xcomp", "advcl", "ROOT") and token.lemma.lower() in reading.lexicon.charging
    reduced = reduced and not reading.syntax.children(token, "aux", "nsubj")
    return reduced or bool(reading.syntax.children(token, "auxpass", "nsubjpass"))


def _with_helpers(reading: Reading, token: Token) -> Span:
    """The verb with the auxiliaries, negation and particle that stand next to it or apart from it only by adverbs."""
    kept = [token]
    helpers = [t for t in reading.syntax.children(token, *HELPERS, "advmod") if t.span.end <= token.span.start or t.dep == "prt"]
    for t in sorted(helpers, key=lambda t: -t.i):
        if abs(t.i - min(k.i for k in kept)) <= 1 or (t.dep == "prt" and t.i - token.i == 1):
            kept.append(t)
    kept = [t for t in kept if t is token or t.dep != "advmod" or any(k.dep in HELPERS and k.i < t.i for k in kept)]
    return span_of(kept)


def _refusal(reading: Reading, token: Token, negated: bool) -> Cue | None:
    """As in "declined to comment", "did not respond to": the stance is a refusal, whatever follows."""
    lexicon, lemma = reading.lexicon, token.lemma.lower()
    if _will_not(reading, token, negated) or (lemma in lexicon.negated_speech and (negated or _is_yet_to(reading, token))):
        return Cue(token, "refusal", CueWord(lemma, {"refusal": "declines-to-comment"}), _with_helpers(reading, token), True)
    if lemma in lexicon.refusal_verbs:
        for verb in reading.syntax.children(token, "xcomp"):
            if verb.lemma.lower() in lexicon.refusal_speech:
                span = span_of([token, verb])
                return Cue(verb, "refusal", CueWord(lemma, {"refusal": "declines-to-comment"}), span, carrier=token)
    return None


def _will_not(reading: Reading, token: Token, negated: bool) -> bool:
    """As in "would not say who it was"."""
    if not negated or token.lemma.lower() not in reading.lexicon.refusal_speech:
        return False
    return any(t.text.lower() in reading.lexicon.unwilling for t in reading.syntax.children(token, "aux"))


def _is_yet_to(reading: Reading, token: Token) -> bool:
    """As in "has yet to comment"."""
    before = [t.text.lower() for t in reading.tokens[max(0, token.i - 2) : token.i]]
    return before == ["yet", "to"]


def _silence(reading: Reading, token: Token) -> Cue | None:
    """As in "had no immediate comment", "there was no comment from": a refusal by a noun."""
    if token.lemma.lower() not in reading.lexicon.silent_nouns or token.dep not in ("dobj", "attr", "nsubj"):
        return None
    above, syntax = reading.syntax.head(token), reading.syntax
    if all(t.text.lower() != "no" for t in syntax.children(token, "det")):
        return None
    given = token.dep == "dobj" and above.lemma.lower() in reading.lexicon.giving
    if not given and not syntax.children(above, "expl"):
        return None
    first = above if given and token.i - above.i <= LONGEST_NO else token
    word = CueWord(token.lemma.lower(), {"refusal": "declines-to-comment"})
    return Cue(token, "refusal", word, Span(first.span.start, token.span.end), True, above if given else None)


def _noun(reading: Reading, token: Token) -> Cue | None:
    lemma = token.lemma.lower()
    if (silence := _silence(reading, token)) is not None:
        return silence
    word = reading.lexicon.nouns.get(lemma)
    if word is None or token.dep == "compound":
        return None
    first_of = reading.syntax.head(token) if token.dep == "conj" else token  # "expressed his will and conviction that"
    head = reading.syntax.head(first_of)
    carrier = head if first_of.dep in ("dobj", "nsubjpass") and head.lemma.lower() in reading.lexicon.carriers else None
    is_own = (
        carrier is not None and carrier.lemma.lower() not in reading.lexicon.foreign_carriers
    )  # "denied their CLAIMS" is another's word
    first = carrier if carrier is not None and is_own and 0 < token.i - carrier.i <= 6 else token
    negated = any(t.text.lower() == "no" for t in reading.syntax.children(token, "det"))
    return Cue(token, "noun", word, Span(first.span.start, token.span.end), negated, carrier)


def _adjective(reading: Reading, token: Token) -> Cue | None:
    word = reading.lexicon.adjectives.get(token.lemma.lower())
    if word is None or token.dep not in ("acomp", "conj", "oprd", "ccomp"):
        return None
    head = reading.syntax.head(token)
    negated = bool(reading.syntax.children(head, "neg"))
    return Cue(token, "adjective", word, span_of([head, token]) if token.i - head.i in (1, 2) else token.span, negated, head)


def _according(reading: Reading, token: Token) -> Cue | None:
    to = reading.syntax.child(token, "prep", "pcomp")
    if to is None or to.text.lower() != "to" or to.i - token.i > 1:
        return None
    return Cue(token, "according", CueWord("according", {"according": "asserts", "quote": "asserts"}), span_of([token, to]))


def _adverb(reading: Reading, token: Token) -> Cue | None:
    stance = reading.lexicon.adverbs[token.text.lower()]
    if token.dep != "advmod":
        return None
    return Cue(token, "adverb", CueWord(token.text.lower(), {"adverb": stance}), token.span)
