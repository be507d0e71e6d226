"""How firmly the wording tells an act as done, as sentences of many kinds teach it: features for the status scorer.

Our own annotated reports are few; corpora of event factuality are large, but know only how certain an author is that an
event happened. A small scorer learns that from them (weights/events-factual.tsv), and the status scorer weighs its levels.
"""

from collections.abc import Sequence

from reportedly.annotate.linear import linear
from reportedly.annotate.status.features import Form, form
from reportedly.annotate.syntax import Syntax
from reportedly.model import Token

WEIGHTS = "weights/events-factual.tsv"
FACT, NOT = "FACT", "NOT"
"""Labels of the scorer: told as a fact, told as not (or not yet) so; between them OPEN."""

_FACT_STEPS, _NOT_STEPS = 8, 6


def wording(token: Token, syntax: Syntax) -> list[str]:
    """The features of an act's wording alone: no types, no statements, which other corpora do not have."""
    return _features(token, form(token, syntax))


def _features(token: Token, told: Form) -> list[str]:
    found = ["bias", f"l={token.lemma.lower()}", f"tag={token.tag}", f"dep={token.dep}|{token.pos[0]}", *told.tense]
    found += [*told.subject, *told.above, *(f"{k}&{token.pos[0]}" for k in told.below)]
    return [*found, f"{told.tense[0]}|{token.dep}"]


def levels(tokens: Sequence[Token], told: Sequence[Form]) -> list[list[str]]:
    """For each act and the form in which it is told the levels of the probabilities that it is told as a fact, and as none."""
    scored = linear(WEIGHTS).many([_features(t, f) for t, f in zip(tokens, told, strict=True)])
    return [_levels(min(int(p[FACT] * _FACT_STEPS), _FACT_STEPS - 1), min(int(p[NOT] * _NOT_STEPS), _NOT_STEPS - 1)) for p in scored]


def _levels(fact: int, denied: int) -> list[str]:
    return [f"fact={fact}", f"not={denied}", f"fact={fact}|not={denied}"]
