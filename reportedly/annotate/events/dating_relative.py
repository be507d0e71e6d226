"""Acts dated by their distance from another: "the launch comes two days after X left" dates the leaving.

Only where the other end is known: a present tense speaks of the day of publication, else the act itself has a day. Where it is
the later end that is known ("fired a day after the attack on 7 October"), the act around is counted from it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reportedly.annotate.events.lexicon import LETTER
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Timex, Token
from reportedly.model.dates import bounds, is_date, shorten

if TYPE_CHECKING:
    from reportedly.annotate.events.coreference import Telling
    from reportedly.annotate.events.dating_choice import When
    from reportedly.annotate.events.triggers import Trigger

_LENGTH = re.compile(r"P(\d{1,2})([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}
_SLACK = {"D": 0, "W": 3, "M": 6, "Y": 60}  # days by which a count of such units, told in round numbers, may be off
_SIGN = {"after": -1, "since": -1, "before": 1, "ahead": 1}
_OPEN = re.compile(r"\b(?:less|more|over|under|within|up to|at least)\b", re.IGNORECASE)
_AROUND = 12  # words to each side in which a day of what is told is looked for
_NEAR = 3  # steps of the tree that it may hang below it
_INSIDE = ("dobj", "pobj", "nsubjpass", "nsubj", "attr")


class _Count(NamedTuple):
    """So many units (D, W, M, Y), told by an expression, from what is `told` behind "after" (`link`) to the clause around, `base`."""

    timex: Timex
    steps: int
    unit: str
    link: Token
    told: Token
    base: Token


def relative_dates(
    annotated: AnnotatedReport, syntax: Syntax, acts: Sequence["Trigger"], own: Mapping[int, str]
) -> dict[int, tuple[str, Timex]]:
    """Act (index) -> its date (day, month, year or interval of the unit that is counted in) and the expression.

    `own` has the dates of acts that are known already.
    """
    by_token = {a.token.i: k for k, a in enumerate(acts)}
    found: dict[int, tuple[str, Timex]] = {}
    for timex, steps, unit, link, told, base in _counts(annotated, syntax):
        known = {i: own[k] for i, k in by_token.items() if k in own}
        sign = _SIGN[link.text.lower()]
        ends = (
            (_day(base, link, annotated, syntax, known), told, sign),
            (_told_day(told, annotated, syntax, known), base, -sign),
        )
        for day, verb, way in ends:
            near = _near(verb, by_token, syntax)
            if day and (when := _shifted(day, way * steps, unit)):
                found.update({k: (when, timex) for k in near if k not in own and k not in found})
    return found


def counted_on(
    annotated: AnnotatedReport, syntax: Syntax, acts: Sequence["Trigger"], dates: Mapping[int, str]
) -> dict[int, tuple[str, Timex]]:
    """Act (index) -> its date, counted in whole months or years from one of that precision ("comes a month after they met", in May).

    `dates` has what is known of all acts in the end, from wherever in the report. What is told as done or as news is never
    later than publication; where that leaves no day the act stays undated.
    """
    by_token = {a.token.i: k for k, a in enumerate(acts)}
    found: dict[int, tuple[str, Timex]] = {}
    for timex, steps, unit, link, told, base in _counts(annotated, syntax):
        if _SIGN[link.text.lower()] > 0 or base.tag not in ("VBZ", "VBP", "VBD") or syntax.child(base, "neg"):
            continue
        known = {dates[k] for k in _near(told, by_token, syntax) if k in dates}
        when = _later(known.pop(), steps, unit) if len(known) == 1 else None
        when = _until(when, (annotated.report.published or "")[:10]) if when else None
        if when:
            found.update({k: (when, timex) for k in _near(base, by_token, syntax) if k not in dates})
    return found


def _counts(annotated: AnnotatedReport, syntax: Syntax) -> Iterator[_Count]:
    """The lengths of time from which something is counted in whole units, none of them open ("less than a month after")."""
    lengths = [(t, m) for t in annotated.times if t.type == "DURATION" and (m := _LENGTH.fullmatch(t.value))]
    starts = {t.span.start: t for t in annotated.tokens} if lengths else {}
    for timex, length in lengths:
        link = _linking_word(annotated, starts.get(timex.span.start), timex)
        if link is None or _OPEN.search(timex.span.of(annotated.report.text)):
            continue
        told, base = _ends(link, syntax)
        if told is not None:
            yield _Count(timex, int(length[1]), length[2], link, told, base)


def _near(verb: Token, by_token: Mapping[int, int], syntax: Syntax) -> list[int]:
    """The acts (index) that a verb or noun names, by itself or by its subject and objects."""
    return [by_token[t.i] for t in (verb, *syntax.children(verb, *_INSIDE)) if t.i in by_token]


def _later(month: str, count: int, unit: str) -> str | None:
    """A month so many months later, a year so many years later; None for any other precision."""
    if unit == "M" and len(month) == len("2023-10") and is_date(month):
        years, index = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + count, 12)
        return f"{years:04d}-{index + 1:02d}" if years <= date.max.year else None
    return f"{int(month) + count:04d}" if unit == "Y" and len(month) == len("2023") and is_date(month) else None


def _until(value: str, published: str) -> str | None:
    """The part of a date up to publication; None where that is nothing, the date itself where publication is unknown."""
    if not is_date(published):
        return value
    (first, last), latest = bounds(value), bounds(published)[1]
    return None if first > latest else shorten(first, min(last, latest))


def letters_of(k: int, tellings: Sequence["Telling"], dated: Sequence["When | None"]) -> list[int]:
    """The undated letters (index) from one to the other of the two whose exchange, on a date, act `k` is.

    None where a letter of theirs has another date: then the report tells of more than one exchange.
    """
    both, when = tellings[k].actor, dated[k]
    if when is None or tellings[k].mode != LETTER or tellings[k].recipient or len(both) != 2:
        return []
    theirs = [i for i, t in enumerate(tellings) if t.mode == LETTER and t.recipient and t.actor | t.recipient == both]
    if any(w.date != when.date for i in theirs if (w := dated[i])):
        return []
    return [i for i in theirs if dated[i] is None]


def counting_words(annotated: AnnotatedReport) -> frozenset[int]:
    """The words (index) "after", "before", "since" from which a length of time is counted ("a day after")."""
    starts = {t.span.start: t for t in annotated.tokens}
    lengths = [t for t in annotated.times if t.type == "DURATION"]
    links = [_linking_word(annotated, starts.get(t.span.start), t) for t in lengths]
    return frozenset(link.i for link in links if link)


def _told_day(told: Token, annotated: AnnotatedReport, syntax: Syntax, known: Mapping[int, str]) -> date | None:
    """The one day that is known of what is told after "after": its act's, or that of an expression right under it."""
    days = {known[told.i]} if told.i in known else set()
    for timex in annotated.times if not days else ():
        inside = [
            t for t in annotated.tokens[told.i - _AROUND if told.i > _AROUND else 0 : told.i + _AROUND] if timex.span.contains(t.span)
        ]
        if timex.date and any(told.i in (over.i for over in syntax.ancestors(t)[:_NEAR]) for t in inside):
            days.add(timex.date)
    whole = {d for d in days if len(d) == len("2023-10-12") and is_date(d)}
    return bounds(whole.pop())[0] if len(whole) == len(days) == 1 else None


def _linking_word(annotated: AnnotatedReport, first: Token | None, timex: Timex) -> Token | None:
    """The "after" or "before" with which an expression ends or that follows it."""
    tokens = annotated.tokens
    k = first.i if first else len(tokens)
    while k + 1 < len(tokens) and tokens[k + 1].span.start < timex.span.end:
        k += 1
    return next((t for t in tokens[k : k + 2] if t.text.lower() in _SIGN), None)


def _ends(link: Token, syntax: Syntax) -> tuple[Token | None, Token]:
    """What is told after "after" (its verb or noun), and the verb or noun of the clause around."""
    if link.dep == "mark":
        told = syntax.head(link)
        return told, syntax.head(told)
    of = syntax.child(link, "prep") if link.lemma.lower() == "ahead" else None
    return syntax.child(of or link, "pobj", "pcomp"), syntax.head(link)


def _day(verb: Token, link: Token, annotated: AnnotatedReport, syntax: Syntax, known: Mapping[int, str]) -> date | None:
    """The day on which the clause around takes place; None when it is not known. `known` has tokens of acts with their dates.

    It is that of the clause's acts, or of an expression that hangs on its verb itself ("on Sunday announced"); what is told
    in the present tense takes place on the day of publication.
    """
    near = {verb.i, *(t.i for t in syntax.children(verb, "nsubj", "nsubjpass", "dobj"))}
    days = {known[i] for i in near if i in known} or _hanging(verb, link, annotated, syntax)
    if not days and verb.tag in ("VBZ", "VBP") and not syntax.child(verb, "neg"):
        days = {(annotated.report.published or "")[:10]}
    whole = {d for d in days if len(d) == len("2023-10-12") and is_date(d)}
    return bounds(whole.pop())[0] if len(whole) == len(days) == 1 else None


def _hanging(verb: Token, link: Token, annotated: AnnotatedReport, syntax: Syntax) -> set[str]:
    """The dates of the expressions right under a verb, but for those within what `link` leads to."""
    found = set()
    for timex in annotated.times:
        first = next((t for t in annotated.tokens[max(0, verb.i - _AROUND) : verb.i + _AROUND] if timex.span.contains(t.span)), None)
        if not timex.date or first is None or first.sentence != verb.sentence:
            continue
        over = [t.i for t in syntax.ancestors(first)[: _NEAR + 1]]
        if verb.i in over and link.i not in over and (link.dep != "mark" or link.head not in over[: over.index(verb.i)]):
            found.add(timex.date)
    return found


def _shifted(day: date, count: int, unit: str) -> str | None:
    try:
        middle = day + timedelta(days=round(count * _DAYS[unit]))
        low, high = middle - timedelta(days=_SLACK[unit]), middle + timedelta(days=_SLACK[unit])
    except OverflowError:
        return None
    if unit in "DW":
        return shorten(low, high)
    cut = 7 if unit == "M" else 4
    first, last = low.isoformat()[:cut], high.isoformat()[:cut]
    return first if first == last else f"{first}/{last}"
