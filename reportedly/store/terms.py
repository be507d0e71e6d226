"""Words as they are sought: folded (case, accents, plurals and other endings), the same on every database. Pure.

The endings are those of step 1 of Porter's algorithm (1980, Program 14:3) and the final "e" of its step 5: "cars" is
"car", "supplied" is "supply", but "delivery" is not "deliver".
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from string import ascii_lowercase

from reportedly.model import Span
from reportedly.resources import table

Phrase = tuple[str, ...]
"""Folded words that stand one after another; mostly one."""
SMALL, ALIKE = "lexicons/en/search.toml", "lexicons/en/alike.toml"
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:['’][sS]\b)?")
_LONGEST = 80
"""Characters of a word that count."""
_HALF = 3
"""Letters that each half of a compound has at least."""
_MOST = 12
"""Words of a question that are read; more would make it slow."""
_VOWELS = frozenset("aeiou")
_OR = "or"
_SLASH = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")


def words(text: str) -> list[str]:
    """The words of a text, folded, in its order."""
    return [folded(word) for word in _WORD.findall(text)]


def folded_places(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """The words of a stretch of a text, folded, each with its place."""
    return [(folded(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, start, len(text) if end is None else end)]


def folded(word: str) -> str:
    """A word as it is sought: letters and digits, at most `_LONGEST`."""
    return _folded(word[:_LONGEST])


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    word = word.casefold().replace("’", "'").removesuffix("'s").rstrip("'")  # a cut may leave the "'" of "'s"
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word).casefold()  # of a letter that is an ornament: a capital
        word = ("".join(c for c in decomposed if c.isalnum()) or word)[:_LONGEST]
    return _stem(word) if len(word) > 2 and word.isascii() and word.isalpha() else word


def _stem(word: str) -> str:
    word = _singular(word)
    for ending in ("ed", "ing"):
        if word.endswith(ending) and not word.endswith("eed") and _has_vowel(word[: -len(ending)]):
            word = _mended(word[: -len(ending)])
            break
    if word.endswith("y") and _has_vowel(word[:-1]) and word[-2] not in _VOWELS:
        word = word[:-1] + "i"
    if word.endswith("e") and ((m := _measure(word[:-1])) > 1 or (m == 1 and not _is_short(word[:-1]))):
        word = word[:-1]
    return word


def _singular(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _mended(stem: str) -> str:
    """What is left of a word without "ed" or "ing", as the word is written without them."""
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsz":
        return stem[:-1]
    return stem + "e" if _measure(stem) == 1 and _is_short(stem) else stem


def _shape(word: str) -> str:
    """Vowels as "v", consonants as "c"; a "y" after a consonant is a vowel."""
    made = ""
    for letter in word:
        made += "v" if letter in _VOWELS or (letter == "y" and made.endswith("c")) else "c"
    return made


def _has_vowel(word: str) -> bool:
    return "v" in _shape(word)


def _measure(word: str) -> int:
    """How often consonants follow vowels."""
    return len(re.findall("v+c+", _shape(word)))


def _is_short(word: str) -> bool:
    """Whether it ends in consonant, vowel, consonant, the last of which is none of w, x, y."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question asks for: of each of `asks` one phrase has to stand in the text.

    `also` are the words that were put beside those given, `passed` those of the question that were passed over;
    none of the phrases of `never` may stand there. `near` are words given, each with another that reports may use and that is not sought.
    """

    asks: tuple[tuple[Phrase, ...], ...] = ()
    also: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    never: tuple[Phrase, ...] = ()
    near: tuple[tuple[str, str], ...] = ()

    def places(self, text: str) -> Iterator[Span]:
        """Where the words and phrases stand in a text."""
        by_first: dict[str, list[Phrase]] = {}
        for phrase in dict.fromkeys(phrase for ask in self.asks for phrase in ask):
            by_first.setdefault(phrase[0], []).append(phrase)
        if max((len(phrase) for phrases in by_first.values() for phrase in phrases), default=1) == 1:
            yield from (Span(found.start(), found.end()) for found in _WORD.finditer(text) if folded(found.group()) in by_first)
            return
        yield from _places(folded_places(text), by_first)


def _places(told: Sequence[tuple[str, int, int]], by_first: dict[str, list[Phrase]]) -> Iterator[Span]:
    end = 0
    for i, (word, start, _) in enumerate(told):
        for phrase in by_first.get(word, ()) if start >= end else ():
            if tuple(w for w, _, _ in told[i : i + len(phrase)]) == phrase:
                end = told[i + len(phrase) - 1][2]
                yield Span(start, end)
                break


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a question as it is written: a word, or several that belong together ("rail-cars", a quotation).

    `is_not`: it has a minus before it, and must not stand there. `is_instead`: an "or" before it: it or the one before.
    """

    text: str
    words: tuple[str, ...]
    is_quoted: bool = False
    is_not: bool = False
    is_instead: bool = False

    @property
    def folded(self) -> Phrase:
        """The words as they are sought."""
        return tuple(folded(word) for word in self.words)


def terms(query: str) -> list[Term]:
    """The parts of a question: words, and phrases in double quotation marks. A "-" before one, and an "or" between two, are operators.

    An "or" at either end is a word as others are.
    """
    found: list[Term] = []
    parts = re.split(r'["“”]', query)
    for i, part in enumerate(parts):
        is_not = bool(i % 2) and bool(re.search(r"(?:^|\s)[-−]$", parts[i - 1]))
        for text in [part] if i % 2 else with_or(part).split():
            if told := tuple(_WORD.findall(text)):
                found.append(Term(text.strip(), told, bool(i % 2), is_not or (not i % 2 and text[0] in "-−")))
    return _either(found)[:_MOST]


def with_or(query: str) -> str:
    """A question in which "missile/nuclear" and "missile and/or nuclear" are written with an "or"; addresses stay as they are."""
    plain = re.sub(r"\band/or\b", "or", query, flags=re.IGNORECASE)
    return " ".join(part if "//" in part else _SLASH.sub(" or ", part) for part in plain.split())


def either(given: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The neighbours of which a question asks for one or the other: those with an "or" between them."""
    return frozenset((given[i - 1], given[i + 1]) for i in range(1, len(given) - 1) if given[i].casefold() == _OR)


def _either(found: Sequence[Term]) -> list[Term]:
    """The same terms, each "or" between two as a mark of the one behind it."""
    made: list[Term] = []
    is_instead = False
    for i, term in enumerate(found):
        beside = [*found[max(0, i - 1) : i], *found[i + 1 : i + 2]]
        if not term.is_quoted and term.text.casefold() == _OR and len(beside) > 1 and not any(t.is_not for t in beside) and made:
            is_instead = True
            continue
        made.append(replace(term, is_instead=is_instead))
        is_instead = False
    return made


def without_excluded(query: str) -> tuple[str, str]:
    """The words of a question that are to stand there, and (as they are written) those that are not."""
    apart = re.compile(r'(?:(?<=\s)|^)[-−](?:"[^"]*"|“[^”]*”|[^\s"“”]+)')
    never = [found.group() for found in apart.finditer(query) if _WORD.search(found.group())]
    return apart.sub(lambda m: " " if _WORD.search(m.group()) else m.group(), query).strip() if never else query, " ".join(never)


def sought(query: str, is_known: Callable[[Phrase], bool], *, exact: bool = False) -> Sought:
    """What a question asks for. `is_known` says whether a phrase stands anywhere.

    Unless `exact`, small words are passed over where there are others, compounds are sought in one word and in two
    ("railcars", "rail cars"), and words that stand for the same in this field are sought for each other (`ALIKE`).
    A phrase in quotation marks is sought as it is, but for the endings of its words.
    """
    every = terms(query)
    told, never = [t for t in every if not t.is_not], tuple(dict.fromkeys(t.folded for t in every if t.is_not))
    if exact:
        return Sought(_together(told, [(term.folded,) for term in told]), never=never)
    small = _small()
    telling = _telling(told, small) or told
    more: list[dict[Phrase, str]] = [{} for _ in telling]
    for places, phrase, text in [*_alike(telling), *_compounds(telling, small)]:
        for i in places if any(phrase not in more[i] for i in places) and is_known(phrase) else ():
            more[i].setdefault(phrase, text)
    asks = _together(telling, [(term.folded, *(p for p in more[i] if p != term.folded)) for i, term in enumerate(telling)])
    given = {term.folded for term in telling}
    also = dict.fromkeys(text for found in more for phrase, text in found.items() if phrase not in given)
    passed = tuple(term.text for term in told if all(term.text != kept.text for kept in telling))
    near = tuple(dict.fromkeys((text, other) for phrase, text, other in _near(telling) if is_known(phrase)))
    return Sought(asks, tuple(also), passed, never, near)


def _telling(told: Sequence[Term], small: frozenset[str]) -> list[Term]:
    """The terms without small words; what stands behind an "or" after one of them stands for itself."""
    made: list[Term] = []
    for i, term in enumerate(told):
        if term.is_quoted or len(term.words) > 1 or term.text.casefold() not in small:
            made.append(replace(term, is_instead=term.is_instead and bool(made) and made[-1].text == told[i - 1].text))
    return made


def _together(told: Sequence[Term], asks: Sequence[tuple[Phrase, ...]]) -> tuple[tuple[Phrase, ...], ...]:
    """What is asked for by each term, that of those with an "or" between them as one."""
    made: list[tuple[Phrase, ...]] = []
    for term, phrases in zip(told, asks, strict=True):
        if term.is_instead and made:
            made[-1] = tuple(dict.fromkeys((*made[-1], *phrases)))
        else:
            made.append(phrases)
    return tuple(made)


def nearly(word: str) -> frozenset[str]:
    """What a word may have been meant to be, folded: one letter left out, put in, changed, or two that changed places."""
    lower = word.casefold()
    if not (lower.isascii() and lower.isalpha() and _HALF < len(lower) <= _LONGEST // 4):
        return frozenset()
    cuts = [(lower[:i], lower[i:]) for i in range(len(lower) + 1)]
    made = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    made |= {a + c + rest for a, b in cuts for c in ascii_lowercase for rest in (b, b[1:])}
    return frozenset(map(folded, made)) - {folded(lower)}


def _compounds(telling: Sequence[Term], small: frozenset[str]) -> Iterator[tuple[tuple[int, ...], Phrase, str]]:
    """Two neighbours as one word, and a word as two: for which terms, the phrase, and how it is written."""
    for i, term in enumerate(telling):
        if term.is_quoted:
            continue
        if len(term.words) == 2 and not _is_possessive(term.words[0]):
            yield (i,), (folded("".join(term.words)),), "".join(term.words)
        if len(term.words) != 1:
            continue
        if i + 1 < len(telling) and _is_free(telling[i + 1]) and not _is_possessive(term.words[0]):
            joined = term.words[0] + telling[i + 1].words[0]
            yield (i, i + 1), (folded(joined),), joined
        whole = term.words[0]
        for at in range(_HALF, min(len(whole), _LONGEST) - _HALF + 1):
            halves = whole[:at], whole[at:]
            if whole.isalpha() and not small & {half.casefold() for half in halves}:
                yield (i,), tuple(folded(half) for half in halves), " ".join(halves)


def _is_free(term: Term) -> bool:
    """Whether it is one word that may be the second half of a compound."""
    return len(term.words) == 1 and not term.is_quoted and not term.is_instead


def _is_possessive(word: str) -> bool:
    """Whether it ends in "'s": then it is no first half ("Kim's letter" is no "kimsletter")."""
    return word[-2:-1] in ("'", "’")


def _alike(telling: Sequence[Term]) -> Iterator[tuple[tuple[int, ...], Phrase, str]]:
    """What stands for the same as words of the question: for which terms, the phrase, and how it is written."""
    groups, longest = _groups()
    flat = [(word, i) for i, term in enumerate(telling) for word in (term.words if not term.is_quoted else ("",))]
    for size in range(max(longest, 2), 0, -1):
        for at in range(len(flat) - size + 1):
            run = [word for word, _ in flat[at : at + size]]
            places = tuple(dict.fromkeys(i for _, i in flat[at : at + size]))
            if any(telling[i].is_instead for i in places[1:]):
                continue
            joined = groups.get((folded("".join(run)),), ()) if size == 2 and all(run) else ()  # "rail cars" is a "railcar"
            for other, text in (*groups.get(tuple(map(folded, run)), ()), *joined):
                yield places, other, text


@cache
def _groups() -> tuple[dict[Phrase, list[tuple[Phrase, str]]], int]:
    """Each phrase of the table of words alike, with the others of its groups; and how many words the longest has."""
    found: dict[Phrase, list[tuple[Phrase, str]]] = {}
    for group in table(ALIKE)["group"]:
        told = {tuple(words(text)): text for text in group["words"]}
        for phrase in told:
            found.setdefault(phrase, []).extend((other, text) for other, text in told.items() if other != phrase)
    return found, max(map(len, found), default=1)


def _near(telling: Sequence[Term]) -> Iterator[tuple[Phrase, str, str]]:
    """What reports may say where words of the question stand: the phrase, those words, and how it is written."""
    near, flat = _near_groups(), [word for term in telling if not term.is_quoted for word in term.words]
    for size in (2, 1):
        for at in range(len(flat) - size + 1):
            run = flat[at : at + size]
            joined = near.get((folded("".join(run)),), ()) if size > 1 else ()
            for phrase, text in near.get(tuple(map(folded, run)), joined):
                yield phrase, " ".join(run), text


@cache
def _near_groups() -> dict[Phrase, list[tuple[Phrase, str]]]:
    """Each phrase of the groups of words that are near, and those alike to its first, with the others of the group."""
    found: dict[Phrase, list[tuple[Phrase, str]]] = {}
    for group in table(ALIKE)["near"]:
        told = {tuple(words(text)): text for text in group["words"]}
        first = next(iter(told))
        others = [(phrase, text) for phrase, text in told.items() if phrase != first]
        for phrase in (first, *(other for other, _ in _groups()[0].get(first, ()))):
            found.setdefault(phrase, []).extend(other for other in others if other[0] != phrase)
    return found


@cache
def _small() -> frozenset[str]:
    """Words that are passed over."""
    return frozenset(table(SMALL)["small"]["words"])


def likened(folded_words: Iterable[str]) -> set[str]:
    """Folded words, each that stands for the same as others as the first of them ("weapon" and "arms" as one)."""
    return {min((word, *(other[0] for other, _ in _groups()[0].get((word,), ()) if len(other) == 1))) for word in folded_words}


def telling_words(query: Iterable[str]) -> list[str]:
    """Words without those that are passed over."""
    small = _small()
    return [word for word in query if word.casefold() not in small]
