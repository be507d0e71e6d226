"""What answers a claim told just before: whoever denies it is not the one who made it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly import resources
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.source import phrase
from reportedly.model import Party, Span, Stance, Token
from reportedly.model.events import single_ids

if TYPE_CHECKING:
    from reportedly.annotate.statements.speaker import Speakers

ANSWERS: tuple[Stance, ...] = ("denies", "declines-to-comment")
OTHER = "whoever denies a claim did not make it"
LEFT = frozenset({"relcl", "acl"})


def answers(reading: Reading, subject: Token) -> Token | None:
    """The verb by which a subject denies something or will not speak of it; None for any other verb."""
    verb = reading.syntax.head(subject)
    if subject.dep != "nsubj":
        return None
    word = reading.lexicon.verbs.get(verb.lemma.lower())
    denies = word is not None and "denies" in word.frames.values()
    return verb if denies or _is_refusal(reading, subject, verb) else None


def _is_refusal(reading: Reading, subject: Token, verb: Token) -> bool:
    lemma, lexicon = verb.lemma.lower(), reading.lexicon
    negated = bool(reading.syntax.children(verb, "neg")) or subject.text.lower() in lexicon.neither
    negated = negated or any(t.text.lower() in lexicon.neither for t in reading.syntax.children(subject, "det", "preconj", "cc"))
    return lemma in lexicon.refusal_verbs or (negated and lemma in lexicon.negated_speech)


def takes_up(reading: Reading, verb: Token) -> bool:
    """Whether what a verb denies is what was claimed before, by a word for it: "denied it", "the charges", "a claim both rejected"."""
    words, syntax = _words(), reading.syntax
    if verb.dep in LEFT and _is_claim(syntax.head(verb)):
        return True
    objects = [t for t in syntax.children(verb, "dobj", "nsubjpass") if t.i > verb.i or t.tag == "WDT"]
    return any(t.text.lower() in words["again"] or (_is_claim(t) and _is_bare(reading, t)) for t in objects)


def contradicted(speakers: "Speakers", draft: Draft, speaker: Party | None) -> str:
    """Why a speaker cannot be the one who says this; "" where he can be."""
    if speaker is not None and _is_told(speakers, draft, speaker):
        return "whoever is told it does not tell it"
    return OTHER if _denies_own_claim(speakers.reading, draft, speaker, speakers.claimed) else ""


def _is_told(speakers: "Speakers", draft: Draft, speaker: Party) -> bool:
    """Whether he is the "them" to whom a verb without a subject of its own says it ("people fled after messages WARNING THEM")."""
    reading = speakers.reading
    if draft.cue.kind != "verb" or draft.cue.head.tag != "VBG" or reading.syntax.children(draft.cue.head, "nsubj"):
        return False
    told = [
        t
        for t in reading.syntax.children(draft.cue.head, "dobj", "dative")
        if t.tag == "PRP" and not t.text.lower().endswith(("self", "selves"))
    ]
    mentions = [m for t in told if (m := speakers.references.headed_by(t)) is not None]
    return any(i in single_ids(speaker.id) for m in mentions for i in speakers.references.ids(m))


def _denies_own_claim(reading: Reading, draft: Draft, speaker: Party | None, claimed: Mapping[int, Collection[str]]) -> bool:
    """Whether a pronoun was taken for the one who made the claim that is denied ("Norway says it rained. It denies that")."""
    subject, here = draft.subject, draft.cue.head.sentence
    if subject is None or subject.pos != "PRON" or speaker is None or draft.stance != "denies" or draft.cue.negated:
        return False
    made = claimed.get(here) or claimed.get(here - 1) or ()
    verb = answers(reading, subject)
    return verb is not None and takes_up(reading, verb) and not set(single_ids(speaker.id)).isdisjoint(made)


def denied_asides(reading: Reading, found: Sequence[Draft]) -> None:
    """Takes ", which Norway denies" out of the claim before it, which then is what Norway denies."""
    for draft in found:
        start = _aside(reading, draft)
        if start is None:
            continue
        around = [d for d in found if d is not draft and _tells_before(d, draft, start)]
        for claim in around:
            claim.content = [Span(s.start, min(s.end, start)) for s in claim.content if s.start < start]
        nearest = max(around, key=lambda d: (d.cue.head.i, -d.start), default=None)
        if nearest is not None:
            _let_own_subject_speak(reading, draft)
            draft.content, draft.root, draft.frame = list(nearest.content), nearest.root, "object-before"


def _let_own_subject_speak(reading: Reading, draft: Draft) -> None:
    """Makes the subject of an aside its source: another may have been read, who made the claim."""
    for subject in reading.syntax.children(draft.cue.head, "nsubj"):
        if subject.tag not in ("WDT", "WP") and draft.subject is not None and subject.i != draft.subject.i:
            draft.subject, draft.source = subject, phrase(reading, subject)
            draft.read = replace(draft.read, source=None) if draft.read is not None else None


def _aside(reading: Reading, draft: Draft) -> int | None:
    """Where a loose clause begins that only denies what stands before it: the end of the words before its comma."""
    syntax, verb = reading.syntax, draft.cue.head
    if draft.cue.kind != "verb" or "denies" not in draft.cue.word.frames.values() or verb.dep not in LEFT or draft.subject is None:
        return None
    noun = syntax.head(verb)
    relative = any(t.tag == "WDT" and t.i < verb.i for t in syntax.children(verb, "dobj", "nsubjpass"))
    first = min(t.i for t in syntax.subtree(verb)) if relative and not _is_claim(noun) else min(t.i for t in syntax.subtree(noun))
    if not (relative or _is_claim(noun)) or not 0 < first < verb.i or reading.quoted(verb) is not None:
        return None
    comma = reading.tokens[first - 1]
    return reading.tokens[first - 2].span.end if first > 1 and comma.text in (",", "-", "–", "—", "--") else None


def _tells_before(claim: Draft, denial: Draft, start: int) -> bool:
    """Whether a draft of the same sentence tells what ends where the aside begins."""
    same = claim.cue.head.sentence == denial.cue.head.sentence and claim.cue.head.i != denial.cue.head.i
    return same and claim.cue.span.start < start and any(s.start < start <= s.end + 1 for s in claim.content)


def _is_claim(noun: Token) -> bool:
    return noun.lemma.lower() in _words()["claims"]


def _is_bare(reading: Reading, noun: Token) -> bool:
    """Whether a noun says nothing of whose it is and what of ("the charges"): "Norway's claim", "claims that it rained" may be others."""
    return all(t.dep in ("det", "amod", "punct", "predet") for t in reading.syntax.children(noun))


@cache
def _words() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in resources.table("lexicons/en/statements-other.toml")["answers"].items()}
