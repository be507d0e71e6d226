"""Acts that the wording takes for done: who tries to persuade urges, what one is scolded for was done, the first to visit visited."""

from collections.abc import Sequence
from functools import cache

from reportedly import resources
from reportedly.annotate.status.features import WORDS
from reportedly.model import EventType, Status, Token

_MODAL = "MD"
_HIGHEST = frozenset({"JJS", "RBS"})
_CLAUSES = frozenset({"acl", "relcl", "xcomp"})


def presupposed(kind: EventType, token: Token, tokens: Sequence[Token]) -> Status | None:
    """The status that what stands above an act gives it, where it would else be still to come; None where nothing does.

    Of 34 annotated demands under "try" and "seek" none was still to come, of 30 acts as reasons ("thanked her FOR coming") three.
    """
    above = tokens[token.head]
    if above.i == token.i:
        return None
    if kind == "REQUEST" and token.dep == "xcomp" and above.lemma.lower() in _words("try"):
        return None if _is_unreal(above, tokens) else "ongoing" if above.tag == "VBG" else "occurred"
    if _is_reason(token, above, tokens) or _is_foremost(token, above, tokens):
        return "occurred"
    return None


def _is_unreal(verb: Token, tokens: Sequence[Token]) -> bool:
    """Whether a verb stands in the infinitive, is negated, or may, will or should be."""
    return verb.tag == "VB" or any(t.tag == _MODAL or t.dep == "neg" for t in _below(verb, tokens))


def _is_reason(token: Token, above: Token, tokens: Sequence[Token]) -> bool:
    """Whether an act is what somebody is praised, scolded or punished for: "criticised her for LEAVING"."""
    if token.tag != "VBG" or token.dep != "pcomp" or above.lemma.lower() != "for":
        return False
    governor = tokens[above.head]
    words = {governor.lemma.lower(), *(t.lemma.lower() for t in _below(governor, tokens) if t.dep in ("dobj", "nsubjpass"))}
    return not words.isdisjoint(_words("reason"))


def _is_foremost(token: Token, above: Token, tokens: Sequence[Token]) -> bool:
    """Whether an act is what somebody is the first or the most senior to do: "she was the first to VISIT"."""
    if token.tag != "VB" or token.dep not in _CLAUSES or above.dep != "attr" or above.lemma.lower() in _words("means"):
        return False
    verb = tokens[above.head]
    inside = [t for b in _below(above, tokens) if b.dep in ("amod", "compound", "nmod") for t in (b, *_below(b, tokens))]
    ranked = above.lemma.lower() in _words("foremost") or any(t.tag in _HIGHEST or t.lemma.lower() in _words("foremost") for t in inside)
    return ranked and verb.tag in ("VBZ", "VBD", "VBP", "VBN") and not _is_unreal(verb, tokens)


def _below(word: Token, tokens: Sequence[Token]) -> list[Token]:
    """The words that hang on a word of the sentence directly."""
    first = last = word.i
    while first and tokens[first - 1].sentence == word.sentence:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].sentence == word.sentence:
        last += 1
    return [t for t in tokens[first : last + 1] if t.head == word.i and t.i != word.i]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(resources.table(WORDS)["rules"][name].split())
