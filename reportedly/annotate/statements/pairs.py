"""Whom "both", "the two", "the two sides" stand for: the two who were named together shortly before, else nobody for certain."""

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly import resources
from reportedly.annotate.statements.answers import OTHER, answers, takes_up
from reportedly.annotate.statements.parties import Speaker, as_speaker, joined
from reportedly.model import Token

if TYPE_CHECKING:
    from reportedly.annotate.statements.speaker import Speakers

BACK = 2  # sentences
SUBJECTS = ("nsubj", "nsubjpass")
LOOSE = ("det", "predet", "preconj", "nummod", "punct", "cc", "quantmod", "amod")
SIDES = frozenset({"country", "government", "group", "organisation"})
PEOPLE = frozenset({"person"})
NAMED = ("name", "metonym")


def pair(speakers: "Speakers", head: Token) -> Speaker | None:
    """The two whom a phrase stands for, with an open party where the text does not fix them; None for any other phrase."""
    kinds = _kinds(speakers, head)
    if kinds is None:
        return None
    for sentence in range(head.sentence, head.sentence - BACK - 1, -1):
        found = _subjects(speakers, head, sentence) or _named(speakers, head, sentence, kinds)
        if len(found) == 2:
            return replace(joined(found), reason=f"'{head.text}' are the two who were named together before")
        if len(found) > 2:
            break
    return Speaker(None, "person" if kinds == PEOPLE else "group", f"'{head.text}' refers to no two that the text makes certain")


def accused(speakers: "Speakers", head: Token) -> Speaker | None:
    """The two who deny, or will not speak of, what others claimed just before: two whom the claim names, never those who made it.

    An open party where what is denied is that claim and it does not name two; None where nothing was claimed, and for any other phrase.
    """
    kinds, verb = _kinds(speakers, head), answers(speakers.reading, head)
    if kinds is None or verb is None:
        return None
    for sentence in range(head.sentence, head.sentence - BACK - 1, -1):
        if not (made := speakers.claimed.get(sentence)):
            continue
        named = _named(speakers, head, sentence, kinds, without=frozenset(made))
        if len(named) == 2:
            return replace(joined(named), reason=f"'{head.text}' answers: the two of whom something was claimed")
        if takes_up(speakers.reading, verb):
            return Speaker(None, "group", f"'{head.text}' refers to no two that the text makes certain: {OTHER}")
        break
    return None


def _kinds(speakers: "Speakers", head: Token) -> frozenset[str] | None:
    """Of what kinds the two can be; None where a phrase is not one for two, or says more of them."""
    words, syntax = _words(), speakers.reading.syntax
    below = [
        t
        for t in syntax.children(head)
        if not (t.text.lower() == "of" and any(o.text.lower() == "them" for o in syntax.children(t, "pobj")))
    ]
    told = {t.text.lower() for t in below if t.i < head.i}
    if any(t.dep not in LOOSE for t in below) or any(t.dep == "amod" and t.text.lower() not in words["numbers"] for t in below):
        return None
    if head.text.lower() in words["alone"]:
        bare = head.text.lower() in words["numbers"][:1] or head.text.lower() == "neither"
        return SIDES | PEOPLE if (not told if bare else told == {"the"}) else None
    lemma = head.lemma.lower()
    if lemma not in words["sides"] and lemma not in words["people"]:
        return None
    is_two = not told.isdisjoint(words["numbers"]) and ("two" not in told or "the" in told or "these" in told)
    if not is_two and not (lemma == "side" and told == {"the"} and head.tag == "NNS"):
        return None
    return SIDES if lemma in words["sides"] else PEOPLE


def _subjects(speakers: "Speakers", head: Token, sentence: int) -> list[Speaker]:
    """The two who stand together as the last subject of a sentence ("Moscow and Pyongyang agreed. Both deny it")."""
    for t in reversed(_before(speakers, head, sentence)):
        two = speakers.reading.syntax.conjuncts(t) if t.dep in SUBJECTS else []
        found = [speakers.one(p, p.span) for p in two] if len(two) == 2 else []
        if found and all(s.party and s.kind != "unnamed" for s in found):
            return found
    return []


def _named(speakers: "Speakers", head: Token, sentence: int, kinds: frozenset[str], without: frozenset[str] | None = None) -> list[Speaker]:
    """All whom a sentence names in the parts of its acts, people before states where both can be meant; each once.

    With `without` (ids of those who made a claim) all the others who took part in what they claim, also those to whom something went.
    """
    found: dict[str, Speaker] = {}
    ties = _words()["ties"] if without is None else [*_words()["ties"], *_words()["ways"]]
    places = {t.i for t in _before(speakers, head, sentence)}
    for mention in speakers.reading.annotated.mentions:
        if mention.kind not in NAMED or not mention.entity or mention.head < 0:
            continue
        entity = speakers.references.entity(mention.entity)
        if without and not without.isdisjoint((entity.id, entity.country)):
            continue
        if mention.head in places and entity.kind in kinds and _takes_part(speakers, speakers.reading.tokens[mention.head], ties):
            speaker = as_speaker(entity, mention)
            if speaker.party is not None:
                found.setdefault(speaker.party.id, speaker)
    people = [s for s in found.values() if s.kind == "person"]
    return people if people and len(kinds) > 1 else list(found.values())


def _takes_part(speakers: "Speakers", token: Token, ties: Collection[str]) -> bool:
    """Whether a name is a subject or object, or behind one of `ties` ("with", "between"); not where something is."""
    syntax = speakers.reading.syntax
    while token.dep in ("conj", "appos") and token.head != token.i:
        token = syntax.head(token)
    return token.dep in (*SUBJECTS, "dobj") or (token.dep == "pobj" and syntax.head(token).text.lower() in ties)


def _before(speakers: "Speakers", head: Token, sentence: int) -> list[Token]:
    """The words of a sentence before a word, in order."""
    if not 0 <= sentence < len(speakers.reading.annotated.sentences):
        return []
    span = speakers.reading.annotated.sentences[sentence]
    return list(speakers.reading.tokens[span.first : min(span.last, head.i)])


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = resources.table("lexicons/en/statements-other.toml")["pairs"]
    return found
