"""Finds time expressions: a word list leads to the few rules that may begin near it, so that a text is read once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from reportedly.annotate.sentences import PLAIN
from reportedly.annotate.times import leads, patterns
from reportedly.annotate.times.dating import Hit, dated
from reportedly.annotate.times.makers import MAKERS
from reportedly.annotate.times.patterns import Rule
from reportedly.annotate.times.story import Found, Made, Story, story
from reportedly.model import Span, Timex

MADE_BY = "times/1"

# How many words before a leading word an expression may begin ("at the very beginning of the first week of October").
REACH = 9
# How many places with failed rules are kept in mind (a few words' worth is used; the rest would only fill memory).
MEMORY = 10_000
# Line breaks stay: an expression does not run over a paragraph's end.
_KEPT = {code: plain for code, plain in PLAIN.items() if chr(code) not in "\n\r"} | {ord("\r"): " "}


def tag(text: str, anchor: str | None = None) -> tuple[Timex, ...]:
    """The time expressions of a text, in order and without overlap.

    `anchor` is the publication date as an ISO prefix ("2023-10-12", "2023-10", "2023") or None. Offsets are code
    points of `text`. A value that nothing fixes is partial ("XXXX-08-15") or "".
    """
    plain = text.translate(_KEPT)
    told = story(plain, anchor)
    found = list(joined(plain, hits(plain, told)))
    return tuple(_timex(hit, day) for hit, day in zip(found, dated(found, told), strict=True))


def _timex(hit: Hit, day: str | None) -> Timex:
    made = hit.made
    readings = made.readings or _only(made)
    return Timex(Span(hit.start, hit.end), made.type, made.value, hit.rule, readings, MADE_BY, made.mod, day)


def _only(made: Made) -> tuple[str, ...]:
    return (made.value,) if made.value else ()


def hits(text: str, told: Story) -> Iterator[Hit]:
    """The matches from left to right."""
    search = _Search(text, [(m.start(), m.end(), m[0].lower()) for m in leads.WORD.finditer(text)])
    kinds = leads.kinds()
    done = 0
    for i, (start, end, word) in enumerate(search.words):
        kind = kinds.get(word) or (leads.digit_kinds(text, start, end) if word[0].isdigit() else ())
        if not kind or start < done:
            continue
        hit = search.at(i, kind, done, told)
        if hit:
            done = hit.end
            _note(told, hit)
            yield hit


@dataclass(slots=True)
class _Search:
    """One pass over a text: its words, and which kinds of rule have failed at which of the places near by."""

    text: str
    words: list[tuple[int, int, str]]
    failed: dict[int, frozenset[str]] = field(default_factory=dict)

    def at(self, i: int, kind: tuple[str, ...], done: int, told: Story) -> Hit | None:
        """The longest match, at the leftmost place, that covers word `i`."""
        kinds = frozenset(kind)
        for _, _, ahead in self.words[i + 1 : i + 4]:  # what follows may make it longer: "recent | months"
            kinds |= frozenset(leads.kinds().get(ahead, ()))
        for start in self.starts(i, done):
            best = self.longest(start, kinds, self.words[i][0])
            hit = _made(told, *best) if best else None
            if hit:
                return hit
        return None

    def longest(self, start: int, kinds: frozenset[str], word: int) -> tuple[re.Match[str], Rule] | None:
        """The longest match from `start` that reaches into the word at `word`; the earlier rule of equal ones."""
        left = kinds - self.failed.get(start, frozenset())
        if not left or (start and self.text[start - 1].isalnum()):
            return None
        found = [(m, rule) for rule in _rules(left) if (m := rule.match(self.text, start)) and m.end() > word]
        if not found:  # nor will any reach a later word
            if len(self.failed) > MEMORY:
                self.failed.clear()
            self.failed[start] = self.failed.get(start, frozenset()) | left
        return max(found, key=lambda f: (f[0].end(), -f[1].order), default=None)

    def starts(self, i: int, done: int) -> list[int]:
        """Where an expression that holds word `i` may begin: at it, or at one of the words that may lead up to it."""
        first = self.words[i][0]
        starts, lead = [first], leads.leading()
        for start, end, word in reversed(self.words[max(0, i - REACH) : i]):
            between = self.text[end : starts[-1]]
            if start < done or len(between) > 4 or not (word in lead or word[0].isdigit()) or "\n\n" in between:
                break
            starts.append(start)
        if len(starts) == 1 and self.text[max(0, first - 1) : first] == "'":
            starts.append(first - 1)
        return starts[::-1]


# Rules that compare with another quarter: the one that the report is about stays the one to lean on.
_COMPARED = ("year-quarter", "year-quarter-only", "year-ago", "weeks-ago", "quarter-now")


def _note(told: Story, hit: Hit) -> None:
    """Remembers what was told, for the expressions that lean on it."""
    words_of = told.text[hit.start : hit.end]
    told.note(hit.made, hit.start, explicit=_is_explicit(words_of), lead=hit.rule not in _COMPARED)


def _is_explicit(words_of: str) -> bool:
    return bool(re.search(r"\d{4}", words_of))


@cache
def _rules(kinds: frozenset[str]) -> tuple[Rule, ...]:
    table = patterns.rules()
    return tuple({rule.name: rule for kind in kinds for rule in table.get(kind, ())}.values())


def _made(told: Story, match: re.Match[str], rule: Rule) -> Hit | None:
    groups = {name: " ".join(value.lower().split()) for name, value in match.groupdict().items() if value}
    end = match.end() - len(match[0]) + len(match[0].rstrip())
    found = Found(groups, rule.settings, match.start(), end)
    made = MAKERS[rule.make](found, told)
    return Hit(rule.name, match.start(), end, made) if made else None


_JOINT = re.compile(r"(?:,|,? on)?[ \n]{1,2}(?:on )?")


def joined(text: str, found: Iterator[Hit]) -> Iterator[Hit]:
    """Joins a clock time to the day that stands right after it: "5 p.m. EST Nov. 9", "noon Thursday"."""
    held: Hit | None = None
    for hit in found:
        if held and _belongs(text, held, hit):
            clock = held.made.value.partition("T")[2]
            held = Hit(held.rule, held.start, hit.end, Made(f"{hit.made.value[:10]}T{clock}", "TIME"))
            continue
        if held:
            yield held
        held = hit
    if held:
        yield held


def _belongs(text: str, clock: Hit, day: Hit) -> bool:
    is_clock = clock.rule in ("clock", "clock-24", "clock-military", "clock-words", "the-morning") and "T" in clock.made.value
    is_day = day.made.type == "DATE" and re.fullmatch(r"[\dX]{4}-[\dX]{2}-[\dX]{2}", day.made.value)
    return bool(is_clock and is_day and day.start - clock.end < 6 and _JOINT.fullmatch(text, clock.end, day.start))
