"""What a claim's source does with the act: tells it outright, confirms, denies or doubts it, calls it off, or only speaks of it.

Whoever says "they fired a missile" tells it; who says "the launch was a provocation", "we protest", "I was briefed on the
test" or "amid claims that they fired" speaks of it as known or as somebody else's word, and vouches for nothing. The
question is asked of the words between the act and the top of what is quoted (`resolve.upward`), conservatively: whatever
is not seen to be told or denied outright is only spoken of.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from reportedly.model import AnnotatedReport, EventMention, Sentence, Statement, Token
from reportedly.model.events import FUTURE, single_ids
from reportedly.model.origins import DENIED, UNSURE
from reportedly.model.vocabulary import Bearing
from reportedly.resolve.upward import WORDS, Way, is_conditional, is_unsaid, lemmas, way_up
from reportedly.resources import table

_IMAGINED = FUTURE | {"hypothetical"}
_HIGH = 4
"""Words within which an act below "no proof" is what there is no proof of, however that is parsed."""
_SURMISED = frozenset({"suspects", "wishes", "demands", "proposes", "promises", "threatens"})
"""Stances of statements that deny nothing by a plain negation."""
_LONGEST = 1000
"""Characters of a statement that are looked at."""
DENIED_OBJECT = "it is what the statement denies"
"""How the reason of a status begins where the act is what a statement denies (annotate/status)."""


def bearing(mention: EventMention, trigger: list[Token], sentence: Sentence | None, annotated: AnnotatedReport) -> Bearing:
    """What the source of a mention (`trigger` are its tokens) does with the act; "tells" where no word is known."""
    statement = annotated.statements[mention.statement] if mention.statement is not None else None
    if not trigger or sentence is None:
        return "tells"
    way = way_up(trigger, sentence, annotated, statement if mention.according_to else None)
    if mention.status in DENIED:
        return _denial(mention, way, statement, annotated)
    if not mention.according_to:
        return "speaks of" if mention.status in UNSURE else "tells"
    if statement is None:  # the end of its sentence names who passes the whole of it on
        return "speaks of" if way.is_claimed else "tells"
    return _telling(mention, way, statement, annotated)


def _telling(mention: EventMention, way: Way, statement: Statement, annotated: AnnotatedReport) -> Bearing:
    """What an attributed telling that is no denial does."""
    cue = _cue(statement, annotated)
    if cue and is_unsaid(cue, annotated):
        return "speaks of"
    words = {t.lemma.lower() for t in cue}
    if statement.stance == "declines-to-comment" or not words.isdisjoint(lemmas("ask")):
        return "speaks of"
    is_echo = way.is_claimed or _is_nobodys_claim(mention, words)
    said = _said(statement, mention, annotated, is_echo)
    act = way.path[0]
    has_no_ground = act.dep != "conj" and any(p.search(said) for p in _groundless())
    is_doubted = way.is_doubted or has_no_ground or not words.isdisjoint(lemmas("doubt"))
    if way.is_outright or is_echo or (has_no_ground and act.pos == "VERB" and len(way.path) < _HIGH):
        if is_doubted and mention.status not in _IMAGINED:
            return "doubts"
        if is_echo or not words.isdisjoint(lemmas("react")) or mention.status == "recurring":
            return "speaks of"
        is_confirmed = not words.isdisjoint(lemmas("confirm")) if cue else statement.stance == "confirms"
        return "confirms" if is_confirmed else "tells"
    if (way.is_subject or _is_own(act, annotated)) and _speaks_for_actor(mention, annotated) and not is_doubted:
        return "tells"  # "our test was a success", "glad of their talks": who acts speaks of the act as its own
    return "speaks of"


def _denial(mention: EventMention, way: Way, statement: Statement | None, annotated: AnnotatedReport) -> Bearing:
    """What the source of an act that is told as denied, or as not happened, does: denies it only by word or by a plain negation."""
    if way.is_called_off:
        is_idle = is_conditional(way, annotated) or not {t.lemma.lower() for t in way.path}.isdisjoint(lemmas("threat"))
        return "speaks of" if is_idle else "calls off"
    if not mention.according_to or is_conditional(way, annotated):
        return "speaks of"
    cue = _cue(statement, annotated) if statement else []
    if cue and is_unsaid(cue, annotated):
        return "speaks of"
    if str(mention.reasons.get("status", "")).startswith(DENIED_OBJECT):
        return "denies"
    if way.is_negated:
        return "speaks of" if statement and statement.stance in _SURMISED else "denies"
    if statement is None and mention.status == "denied":
        return "denies"
    by_word = not {t.lemma.lower() for t in cue}.isdisjoint(lemmas("deny")) or way.is_under_denial
    return "denies" if by_word and (way.is_outright or way.is_claimed) else "speaks of"


def _cue(statement: Statement, annotated: AnnotatedReport) -> list[Token]:
    """The tokens of a statement's cue."""
    span = statement.cue
    if span is None:
        return []
    first = max(0, bisect_right(annotated.tokens, span.start, key=lambda t: t.span.start) - 1)
    last = bisect_left(annotated.tokens, span.end, key=lambda t: t.span.start)
    return [t for t in annotated.tokens[first:last] if span.overlaps(t.span)]


def _said(statement: Statement, mention: EventMention, annotated: AnnotatedReport, whole: bool) -> str:
    """The words that stand before an act in its statement, and with `whole` its sentence to the end, in small letters."""
    at = mention.trigger.start
    n = max(0, bisect_right(annotated.sentences, at, key=lambda s: s.span.start) - 1)
    held = annotated.sentences[n].span
    inside = next((piece.start for piece in statement.content if piece.start <= at < piece.end), held.start)
    start, end = (held.start, held.end) if whole else (max(inside, held.start), at)
    return annotated.report.text[max(start, end - _LONGEST) : end].lower().replace("’", "'")


def _is_nobodys_claim(mention: EventMention, cue: set[str]) -> bool:
    """Whether it rests on "claims" and "reports" of which nothing tells who made them."""
    return mention.according_to[0].id == "unnamed" and not cue.isdisjoint(lemmas("claims"))


def _is_own(act: Token, annotated: AnnotatedReport) -> bool:
    """Whether an act is somebody's by a pronoun ("their talks", "my visit")."""
    near = annotated.tokens[max(0, act.i - _HIGH) : act.i]
    return any(t.head == act.i and t.dep == "poss" and t.pos == "PRON" for t in near)


def _speaks_for_actor(mention: EventMention, annotated: AnnotatedReport) -> bool:
    """Whether the source, or the state that it belongs to, is who acts."""
    countries = {e.id: e.country for e in annotated.entities if e.country}
    acting = {countries.get(id, id) for p in mention.actor for id in single_ids(p.id)}
    return any(countries.get(id, id) in acting for p in mention.according_to[:1] for id in single_ids(p.id))


@cache
def _groundless() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table(WORDS)["groundless"])
