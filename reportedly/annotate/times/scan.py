"""Finds time expressions: a word list leads to the few rules that may begin near it, so that a text is read once."""

import re
from collections.abc import Iterator
from functools import cache

from reportedly.annotate.sentences import PLAIN
from reportedly.annotate.times import patterns, words
from reportedly.annotate.times.dating import Hit, dated
from reportedly.annotate.times.makers import MAKERS
from reportedly.annotate.times.patterns import Rule
from reportedly.annotate.times.story import Found, Made, Story, story
from reportedly.model import Span, Timex

MADE_BY = "times/1"

_WORD = re.compile(r"[^\W\d_]+|\d+")
# How many words before a leading word an expression may begin ("at the very beginning of the first week of October").
REACH = 9
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
    found = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
    kinds, lead = _kinds(), _leading()
    done = 0
    for i, (start, end, word) in enumerate(found):
        kind = kinds.get(word) or (_digit_kinds(text, start, end) if word[0].isdigit() else None)
        if kind is None or start < done:
            continue
        for _, _, ahead in found[i + 1 : i + 4]:  # what follows may make it longer: "recent | months"
            kind = kind + kinds.get(ahead, ())
        hit = _at_word(text, told, _starts(text, found, i, done, lead), kind, start)
        if hit:
            done = hit.end
            _note(told, hit)
            yield hit


# Rules that compare with another quarter: the one that the report is about stays the one to lean on.
_COMPARED = ("year-quarter", "year-quarter-only", "year-ago", "weeks-ago", "quarter-now")


def _note(told: Story, hit: Hit) -> None:
    """Remembers what was told, for the expressions that lean on it."""
    words_of = told.text[hit.start : hit.end]
    told.note(hit.made, hit.start, explicit=_is_explicit(words_of), lead=hit.rule not in _COMPARED)


def _is_explicit(words_of: str) -> bool:
    return bool(re.search(r"\d{4}", words_of))


def _starts(text: str, found: list[tuple[int, int, str]], i: int, done: int, lead: frozenset[str]) -> list[int]:
    """Where an expression that holds word `i` may begin: at it, or at one of the words that may lead up to it."""
    starts = [found[i][0]]
    for k in range(i - 1, max(-1, i - 1 - REACH), -1):
        start, end, word = found[k]
        between = text[end : starts[0]]
        if start < done or len(between) > 4 or not (word in lead or word.isdigit()) or "\n\n" in between:
            break
        starts.insert(0, start)
    if found[i][0] and text[found[i][0] - 1] == "'" and len(starts) == 1:
        starts.insert(0, found[i][0] - 1)
    return starts


def _at_word(text: str, told: Story, starts: list[int], kinds: tuple[str, ...], word: int) -> Hit | None:
    """The longest match at the leftmost of the places that covers the leading word."""
    for start in starts:
        if start and text[start - 1].isalnum():
            continue
        best: tuple[re.Match[str], Rule] | None = None
        for rule in _rules(kinds):
            match = rule.pattern.match(text, start)
            if match and match.end() > word and (best is None or match.end() > best[0].end()):
                best = match, rule
        hit = _made(told, *best) if best else None
        if hit:
            return hit
    return None


@cache
def _rules(kinds: tuple[str, ...]) -> tuple[Rule, ...]:
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


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    """Which kinds of rule a word leads to."""
    kinds: dict[str, set[str]] = {}

    def add(kind: str, *names: str) -> None:
        for name in names:
            kinds.setdefault(name, set()).add(kind)

    for name in ("months", "month_abbreviations"):
        add("month", *words.numbers_of(name))
    add(
        "weekday",
        *words.numbers_of("weekdays"),
        *words.numbers_of("weekday_abbreviations"),
        *(f"{d}s" for d in words.numbers_of("weekdays")),
    )
    add("deictic", "today", "yesterday", "tomorrow", "tonight", "overnight")
    add("unit", *words.codes("units"))
    add("season", *words.codes("seasons"))
    add("part", *words.codes("parts"))
    add("set", *(key.split()[0] for key in words.codes("sets")))
    add("ref", *(_last(key) for key in words.codes("references")), "while", "time")
    add("holiday", *(_last(key) for key in words.codes("holidays")), *(_last(key) for key in words.codes("events")))
    add("decade", *words.numbers_of("decades"))
    add("century", "century", "centuries")
    add("fiscal", "fiscal", "financial", "fy")
    add("era", "juche")
    add("quarter", "q", "h")
    add("clockword", "clock")
    add("clock", "am", "pm", "a", "p")
    add("ordinal", "st", "nd", "rd", "th")
    add("yearword", *words.numbers_of("numbers"))
    return {word: tuple(sorted(found)) for word, found in kinds.items()}


def _last(key: str) -> str:
    return str(_WORD.findall(key)[-1])


def _digit_kinds(text: str, start: int, end: int) -> tuple[str, ...] | None:
    """Which kinds of rule a number leads to."""
    after = text[end : end + 1]
    if end - start == 4:
        return ("year", "digits") if after in "-/ " else ("year",)
    return (
        ("digits",)
        if (end - start <= 2 and after in ("/", ":", ".")) or text[start - 1 : start] == "'" or text[start - 4 : start] == "9/"
        else None
    )


@cache
def _leading() -> frozenset[str]:
    """The words that may stand before the word that leads to a rule."""
    names = words.numbers_of
    filler = [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "to",
        "and",
        "or",
        "early",
        "late",
        "mid",
        "middle",
        "beginning",
        "start",
        "end",
        "close",
        "rest",
        "remainder",
        "first",
        "second",
        "last",
        "latter",
        "half",
        "part",
        "earlier",
        "later",
        "sometime",
        "very",
        "this",
        "next",
        "coming",
        "past",
        "current",
        "previous",
        "prior",
        "preceding",
        "following",
        "upcoming",
        "recent",
        "same",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "nearly",
        "almost",
        "about",
        "around",
        "approximately",
        "roughly",
        "some",
        "more",
        "less",
        "fewer",
        "than",
        "at",
        "least",
        "most",
        "up",
        "no",
        "over",
        "under",
        "just",
        "only",
        "barely",
        "within",
        "well",
        "long",
        "as",
        "many",
        "not",
        "quite",
        "several",
        "few",
        "couple",
        "dozen",
        "dozens",
        "number",
        "another",
        "half",
        "full",
        "whole",
        "entire",
        "additional",
        "final",
        "latest",
        "each",
        "every",
        "other",
        "single",
        "per",
        "right",
        "day",
        "week",
        "weekend",
        "year",
        "month",
        "days",
        "weeks",
        "st",
        "nd",
        "rd",
        "th",
        "fiscal",
        "financial",
        "calendar",
        "trading",
        "opening",
        "time",
        "near",
        "long",
        "short",
        "foreseeable",
        "distant",
        "immediate",
        "before",
        "after",
        "turn",
        "eve",
        "dawn",
        "course",
        "height",
        "comparable",
        "corresponding",
        "ago",
        "from",
        "present",
        "future",
        "moment",
        "being",
        "sept",
        "possible",
        "soon",
        "new",
        "may",
        "pm",
        "am",
        "p",
        "m",
        "est",
        "edt",
        "gmt",
        "s",
        "independence",
        "christmas",
        "day",
        "good",
        "black",
        "thanksgiving",
        "easter",
        "mother",
        "father",
        "valentine",
        "april",
        "fools",
        "all",
        "saints",
        "boxing",
        "veterans",
        "armistice",
        "remembrance",
        "international",
        "women",
        "anzac",
        "palm",
        "ash",
        "cyber",
        "labor",
        "memorial",
        "martin",
        "luther",
        "king",
        "presidents",
        "sun",
        "shining",
        "star",
        "party",
        "foundation",
        "victory",
        "russia",
        "navy",
        "unity",
        "china",
        "national",
        "liberation",
        "defender",
        "fatherland",
        "songun",
        "orthodox",
        "bastille",
        "fourth",
        "july",
        "hundred",
        "thousand",
    ]
    lists = ("months", "month_abbreviations", "weekdays", "weekday_abbreviations", "numbers", "ordinals")
    seen = set(filler) | {word for name in lists for key in names(name) for word in key.split("-")}
    return frozenset(seen | set(words.codes("parts")) | set(words.codes("seasons")))
