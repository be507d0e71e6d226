"""Which words name a political act, and of which type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import Group
from reportedly.annotate.events.same import points_back
from reportedly.annotate.linear import linear
from reportedly.annotate.syntax import Syntax, span_of
from reportedly.model import EventType, Span, Token

FOUND = "weights/events-trigger.tsv"
TYPED = "weights/events-type.tsv"
THRESHOLD = 0.32
"""From this probability on a word is an event; where typed F1 is best on the training reports (5-fold)."""
AGAIN = 0.25
"""The same for a noun that points back to an act already told ("the visit")."""

SURELY_AGAIN = 0.1
"""The same where the tables decided on the first telling."""

READ = 0.1
"""A word that the encoder takes for an act with this probability is worth scoring."""

UNREAD = -1.0
"""Where there is no closer reading."""

_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an act: its head token, the span of its shortest name, type, and how sure that is (0 to 1).

    `read` is how sure of an act the encoder alone is, `close` how sure it is when it reads the sentence for this act (else -1),
    and `close_type` how sure of the type then.
    """

    token: Token
    span: Span
    type: EventType
    group: Group | None
    score: float
    type_score: float
    read: float = 0.0
    close: float = UNREAD
    close_type: float = UNREAD


def candidates(view: TriggerView) -> Iterator[Token]:
    """The words that may name an act: verbs and nouns, and others that the tables know."""
    words = view.lexicon.words
    for t in view.tokens:
        if t.pos in ("VERB", "NOUN") or (t.pos in ("ADJ", "PROPN", "AUX") and t.lemma.lower() in words):
            yield t


def is_likely(t: Token, view: TriggerView) -> bool:
    """Whether a candidate is worth scoring: the tables know it, its lemma alone speaks for an act, or the encoder does.

    Measured on the training reports (5-fold): a third of the candidates is left, and 14 of 1,982 hits go with 26 false ones.
    """
    lemma = t.lemma.lower()
    if t.pos == "ADJ" and not view.fired(t):
        return False  # "the garden is free": the tables know the adjectives that are acts
    if view.reading.event(t.i) >= READ:
        return True
    model = linear(FOUND)
    return bool(view.fired(t)) or model.weight(f"w={lemma}", "EVENT") + model.weight(f"l={lemma}/{t.pos[0]}", "EVENT") > 0


def triggers(view: TriggerView) -> list[Trigger]:
    """The triggers of a report in text order."""
    found: list[Trigger] = []
    least: dict[str, float] = {}  # lemma told before -> threshold for pointing back to it
    chosen = []
    for t, features, score in _scored(view):
        if score >= (least.get(t.lemma, THRESHOLD) if points_back(t, view.syntax) else THRESHOLD):
            least[t.lemma] = min(least.get(t.lemma, AGAIN), SURELY_AGAIN if _sure(t, view) else AGAIN)
            chosen.append((t, features, score))
    for (t, _, score), own in zip(chosen, linear(TYPED).many([features for _, features, _ in chosen]), strict=True):
        types = view.reading.pooled_types(t.i, own)
        sure = _sure(t, view)
        best = sure.type if sure else max(get_args(EventType), key=lambda k: types.get(k, 0.0))
        read = (view.reading.event(t.i), *view.reading.close_to(t.i, best))
        found.append(Trigger(t, _span(t, view.syntax, view), best, _group(t, best, view), score, types[best], *read))
    return _merged(found, view.syntax)


def _scored(view: TriggerView) -> Iterator[tuple[Token, list[str], float]]:
    """The likely candidates with their features and probabilities."""
    words = [t for t in candidates(view) if is_likely(t, view)]
    rows = [view.features(t) for t in words]
    own = [p["EVENT"] for p in linear(FOUND).many(rows)]
    for t, features, p in zip(words, rows, view.reading.pooled_event([t.i for t in words], own), strict=True):
        sure = _sure(t, view)
        yield t, features, max(view.reading.weighed(t.i, p), sure.floor if sure else 0.0)


def _sure(t: Token, view: TriggerView) -> Group | None:
    """The group with the highest floor, if one of the word's groups has a floor."""
    best = max(view.fired(t), key=lambda g: g.floor, default=None)
    return best if best and best.floor else None


def _group(t: Token, kind: EventType, view: TriggerView) -> Group | None:
    """The group that says most of the act: of its type, with conditions before without, with a mode before without."""
    fitting = [g for g in view.fired(t) if g.type == kind]
    return max(fitting, key=lambda g: (bool(g.object or g.modifier or g.complement), g.mode is not None), default=None)


def _span(t: Token, syntax: Syntax, view: TriggerView) -> Span:
    """The word with its particle ("shot down", "called for") or the compound that makes it an act ("missile test")."""
    words = [t]
    if t.pos == "VERB":
        words += syntax.children(t, "prt")
        words += [p for p in syntax.children(t, "prep") if p.i == t.i + 1 and t.lemma == "call" and p.lemma in ("for", "on", "upon")]
    else:
        words += [c for c in syntax.children(t, "compound") if c.i == t.i - 1 and not c.ner and view.lexicon.classes(c.lemma.lower())]
    span = span_of(words)
    return span if max(w.i for w in words) - min(w.i for w in words) < _LONGEST else t.span


def _merged(found: list[Trigger], syntax: Syntax) -> list[Trigger]:
    """One trigger where a verb and its object, or the parts of a compound, name one act ("held talks", "missile test launch")."""
    by_token = {f.token.i: f for f in found}
    for f in found:
        verb = syntax.head(f.token)
        if f.token.dep == "npadvmod" and verb.i == f.token.i + 2 and syntax.tokens[verb.i - 1].text == "-":  # "test-fired"
            above = by_token.pop(verb.i, f)
            del by_token[f.token.i]
            span = Span(f.span.start, verb.span.end)
            by_token[verb.i] = replace(f, token=verb, span=span, score=max(f.score, above.score))
    found = list(by_token.values())
    for f in found:
        outer = by_token.get(f.token.head) or _whole(f.token, by_token, syntax)
        if outer is None or outer is f or f.token.i not in by_token or outer.type != f.type:
            continue
        if f.token.dep == "pobj":  # "the exchange of letters"
            span = Span(outer.span.start, max(f.span.end, outer.span.end))
            by_token[outer.token.i] = replace(outer, span=span, score=max(f.score, outer.score))
            del by_token[f.token.i]
            continue
        if f.token.dep in ("dobj", "nsubjpass", "compound", "amod", "nmod") and syntax.head(f.token).i == outer.token.i:
            keep = outer if outer.score >= f.score or f.token.dep != "dobj" else f
            first, last = min(f.span.start, outer.span.start), max(f.span.end, outer.span.end)
            near = abs(f.token.i - outer.token.i) < _LONGEST
            merged = replace(keep, span=Span(first, last) if near else keep.span, score=max(f.score, outer.score))
            del by_token[f.token.i]
            by_token.pop(outer.token.i, None)
            by_token[keep.token.i] = merged
    return sorted(by_token.values(), key=lambda x: x.span)


def _whole(token: Token, by_token: Mapping[int, Trigger], syntax: Syntax) -> Trigger | None:
    """The noun's trigger that asks for what it is of ("exchange" of letters), where the word is that; else None."""
    of = syntax.head(token)
    whole = by_token.get(of.head) if token.dep == "pobj" and of.lemma == "of" and of.i == token.i - 1 else None
    return whole if whole and whole.token.pos == "NOUN" and whole.group and whole.group.object else None
