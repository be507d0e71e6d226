"""The words that tell an act: those of its trigger, of its sentence, of those who take part, and of its whole report."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import log
from typing import NamedTuple

from reportedly.model import AnnotatedReport, Sentence, Token
from reportedly.model.events import days
from reportedly.resolve.rarity import rarity

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMING = frozenset({"NOUN", "PROPN", "NUM"})
_TOPIC = 50
"""Words that stand for what a report is about, and"""
_LEADING = 15
"""the rarest words of its first"""
_LEAD = 4
"""sentences, and"""
_NUMBERS = 12
"""numbers, and as many dates."""
_MONTH = 31
_WINDOW = 120
"""Tokens to either side of a trigger that are looked at: hostile text may have no end of a sentence."""
_LONGEST = 40
"""Tokens of a trigger and its dependents that are looked at."""
_HIGH = 2
"""Words above a trigger that are looked at."""
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_NAMED = frozenset({"compound", "amod", "nmod"})
_DIRECT = _OBJECTS | _NAMED
_ENDINGS = ("ings", "ing", "ions", "ion", "ments", "ment", "ers", "er", "ors", "or", "ed", "es", "s", "e")


class Wording(NamedTuple):
    """The words around a trigger, each as a lower-case lemma, sorted.

    `heads` are stems of the trigger's own words, `terms` the sentence's content words, `names` and `numbers` those of
    them that are, `args` the words that depend on the trigger (who, whom, what, where).
    """

    heads: tuple[str, ...]
    terms: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    args: tuple[str, ...]


def wording(trigger: Sequence[Token], sentence: Sentence, annotated: AnnotatedReport) -> Wording:
    """The wording of a trigger (its tokens) in its sentence; of a very long one, in the words around."""
    at = trigger[0].i if trigger else sentence.first
    near = annotated.tokens[max(sentence.first, at - _WINDOW) : min(sentence.last, at + _WINDOW)]
    tokens = [t for t in near if _is_word(t)]
    inside = {t.i for t in trigger}
    around = _dependents(inside, near)
    return Wording(
        heads=_sorted(stem(t.lemma.lower()) for t in trigger if t.pos in ("NOUN", "PROPN", "VERB")),
        terms=_sorted(t.lemma.lower() for t in tokens),
        names=_sorted(t.lemma.lower() for t in tokens if t.pos == "PROPN" and t.i not in inside),
        numbers=_sorted(t.text for t in tokens if (t.pos == "NUM" or t.text[:1].isdigit()) and t.i not in inside),
        args=_sorted(t.lemma.lower() for t in around if t.i not in inside and _is_word(t)),
    )


def own_words(trigger: Sequence[Token], sentence: Sentence, annotated: AnnotatedReport) -> list[str]:
    """The lemmas that say what an act is done with: the trigger's, and those that it directly has, does or is done to."""
    inside = {t.i for t in trigger}
    at = trigger[0].i if trigger else sentence.first
    near = annotated.tokens[max(sentence.first, at - _WINDOW) : min(sentence.last, at + _WINDOW)]
    below = {t.i: t for t in near if t.head in inside and t.dep in _DIRECT}
    of = {t.i for t in near if t.head in inside and t.dep == "prep" and t.lemma.lower() == "of"}
    objects = {t.i for t in near if t.head in of and t.dep == "pobj"} | {i for i, t in below.items() if t.dep in _OBJECTS}
    found = [t for t in near if t.i in inside or t.i in below or t.i in objects or (t.head in objects and t.dep in _NAMED)]
    return [t.lemma.lower() for t in found]


def above(trigger: Sequence[Token], annotated: AnnotatedReport) -> list[str]:
    """The lemmas of the words that govern a trigger, the nearest first, a few of them."""
    inside, found = {t.i for t in trigger}, list[Token]()
    top = next((t for t in trigger if t.head not in inside), None)
    while top is not None and len(found) < _HIGH and top.head != top.i:
        top = annotated.tokens[top.head]
        found.append(top)
    return [t.lemma.lower() for t in found]


def topic(annotated: AnnotatedReport) -> tuple[str, ...]:
    """What a report is about: its weightiest words, the rarest of its beginning, its numbers, and the days that it tells.

    Each is marked by its first character: "=" a name, "+" another word, "^" a word of the beginning (in lower case),
    "#" a number, "@" a date (ISO 8601).
    """
    counts: Counter[tuple[str, str]] = Counter()
    lead: set[str] = set()
    for t in annotated.tokens:
        if _is_word(t) and len(t.lemma) > 1:
            word = t.lemma.lower()
            counts["#" if word[0].isdigit() else "=" if t.pos == "PROPN" else "+", word] += 1
            if t.sentence < _LEAD:
                lead.add(word)
    weights = {word: (1 + log(n)) * rarity(word[1]) for word, n in counts.items()}
    best = sorted(weights, key=lambda word: (-weights[word], word))
    words = [mark + word for mark, word in best if mark != "#"][:_TOPIC]
    numbers = [mark + word for mark, word in best if mark == "#"][:_NUMBERS]
    rarest = [f"^{word}" for word in sorted(lead, key=lambda w: (-rarity(w), w))[:_LEADING]]
    return (*words, *numbers, *rarest, *_dates(annotated))


def _dates(annotated: AnnotatedReport) -> list[str]:
    """The days and months that a report tells of, those told most often first."""
    told = Counter(t.date for t in annotated.times if t.date and (span := days(t.date)) and span[1] - span[0] < _MONTH)
    return [f"@{date}" for date, _ in sorted(told.items(), key=lambda item: (-item[1], item[0]))[:_NUMBERS]]


def stem(lemma: str) -> str:
    """A lemma without the ending that tells noun from verb: "meeting" and "meet" are both "meet"."""
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) >= len(ending) + 3:
            return lemma.removesuffix(ending)
    return lemma


def _is_word(token: Token) -> bool:
    lemma = token.lemma
    return token.pos in CONTENT and (lemma.isalnum() or any(c.isalnum() for c in lemma))


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


def _dependents(inside: Collection[int], tokens: Sequence[Token]) -> list[Token]:
    """What hangs on the trigger, directly, below a preposition or within a compound; and the noun that it hangs on."""
    below: dict[int, list[Token]] = {}
    for t in tokens:
        if t.head != t.i:
            below.setdefault(t.head, []).append(t)
    found: list[Token] = []
    for i in sorted(inside)[:_LONGEST]:
        for t in below.get(i, ()):
            under = below.get(t.i, ())
            found += [t, *(under if t.dep in ("prep", "agent", "dative") else ())]
            found += [u for u in under if t.pos in _NAMING and u.pos in _NAMING]
    heads = {t.head for t in tokens if t.i in inside} - set(inside)
    return found[:_LONGEST] + [t for t in tokens if t.i in heads and t.pos in ("NOUN", "PROPN")]
