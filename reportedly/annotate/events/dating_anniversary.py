"""Acts dated by an anniversary: "the 51st anniversary of the treaty" says when the treaty was made, and with a known day when it is kept.

A year is counted from publication. A day is given only for relations between two states whose first day is known
(events-anniversaries.toml), where the number agrees with it and the day is near publication: "wrote as the two states marked the
75th anniversary of their relations".
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reportedly import resources
from reportedly.annotate.events.dating_choice import When
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.annotate.times import words
from reportedly.model import AnnotatedReport, Sentence, Span, Token
from reportedly.model.dates import bounds, is_date

if TYPE_CHECKING:
    from reportedly.annotate.events.triggers import Trigger

TABLE = "lexicons/en/events-anniversaries.toml"
NEAR = 15
"""Days from publication within which an anniversary of relations is the one that the report tells of."""

SURE = 0.8
"""How sure a date is that an anniversary gives: letters and receptions are at times of the eve."""

_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)", re.IGNORECASE)
_DEEP = 4  # words between an anniversary and what is founded ("the establishment of diplomatic relations")


class _Anniversary(NamedTuple):
    """An anniversary that a report tells of: its word, its number, the span of both, the year in which it is kept."""

    word: Token
    number: int
    span: Span
    year: int


def anniversaries(annotated: AnnotatedReport, syntax: Syntax, acts: Sequence["Trigger"], known: Collection[int]) -> dict[int, When]:
    """Act (index) -> its date, for the acts that an anniversary dates; those of `known` are left out."""
    by_token = {a.token.i: k for k, a in enumerate(acts)}
    found: dict[int, When] = {}
    for told in _told(annotated, syntax):
        name = " ".join(told.span.of(annotated.report.text).split())
        for token in _founded(told.word, syntax):
            if token.i in by_token:
                found[by_token[token.i]] = When(
                    str(told.year - told.number), told.span, f"its '{name}' is counted back from publication", SURE
                )
        day = _kept(told, annotated, syntax)
        for token in _keeping(told.word, syntax) if day else ():
            if token.i in by_token:
                found[by_token[token.i]] = When(
                    str(day), told.span, f"'{name}' of relations between the two states, whose first day is known", SURE
                )
    return {k: when for k, when in found.items() if k not in known}


def _told(annotated: AnnotatedReport, syntax: Syntax) -> Iterator[_Anniversary]:
    """The numbered anniversaries of a report whose publication has a year."""
    published = (annotated.report.published or "")[:10]
    for t in annotated.tokens if is_date(published) else ():
        if t.lemma.lower() != "anniversary":
            continue
        ordinal = next((c for c in syntax.children(t, "amod", "compound", "nummod") if _number(c.text)), None)
        if ordinal:
            yield _Anniversary(t, _number(ordinal.text), Span(ordinal.span.start, t.span.end), int(published[:4]))


def _number(word: str) -> int:
    """The number of an ordinal, 0 for any other word."""
    if _ORDINAL.fullmatch(word):
        return words.ordinal(word)
    return words.numbers_of("ordinals").get(word.lower(), 0)


def _founded(word: Token, syntax: Syntax) -> list[Token]:
    """What an anniversary is of, with what that is of ("the signing of the treaty")."""
    found: list[Token] = []
    at = word
    for _ in range(_DEEP):
        below = next((o for p in syntax.children(at, "prep") if p.lemma == "of" for o in syntax.children(p, "pobj")), None)
        if below is None:
            break
        found.append(below)
        at = below
    return found


def _keeping(word: Token, syntax: Syntax) -> list[Token]:
    """The words of what is done on an anniversary: of marking it, of what is done "on" or "as" it is marked, with their objects."""
    over = syntax.head(word)
    while over.dep in ("pobj", "prep") and over.head != over.i:  # "on the occasion of the 75th anniversary"
        over = syntax.head(over)
    if over.dep == "prep":
        over = syntax.head(over)
    found = [over]
    while over.dep == "advcl" and _is_at_once(over, syntax):
        over = syntax.head(over)
        found.append(over)
        while over.dep == "advcl" and over.tag == "VBG" and not syntax.children(over, "mark"):  # "wrote promising ties as they marked it"
            over = syntax.head(over)
            found.append(over)
    return [t for verb in found for t in (verb, *syntax.children(verb, "dobj"))]


def _is_at_once(clause: Token, syntax: Syntax) -> bool:
    """Whether "as" or "when" stands between a clause and the verb above it, in whatever place of the tree."""
    return any(t.text.lower() in ("as", "when", "while") for t in syntax.tokens[clause.head + 1 : clause.i])


def _kept(told: _Anniversary, annotated: AnnotatedReport, syntax: Syntax) -> date | None:
    """The day on which an anniversary of two states' relations is kept; None for any other, or where number and day do not agree."""
    table = resources.table(TABLE)
    if not any(t.lemma.lower() in table["words"]["relations"] for t in _founded(told.word, syntax)):
        return None
    first = table["relations"].get("-".join(_states(syntax.sentence(told.word), annotated)))
    if first is None or int(first[:4]) + told.number != told.year:
        return None
    day = date(told.year, int(first[5:7]), int(first[8:]))
    return day if abs((day - bounds((annotated.report.published or "")[:10])[0]).days) <= NEAR else None


def _states(sentence: Sentence, annotated: AnnotatedReport) -> list[str]:
    """The states (alpha-3, in order) that a sentence names or whose people it names."""
    refs = References(annotated)
    return sorted({c for m in refs.within(sentence.span) for c in refs.countries(m)})
