"""Parts of speech and lemmas exactly as spaCy's attribute ruler and lemmatizer give them, but each different word worked out once.

spaCy matches all rules against every token and asks for each lemma anew, which takes a third of its time. What they say
of a word depends on its letters, tag and dependency, and for a few rules on the word beside it.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEPT = 25_000
"""How many words are remembered; then the memory starts anew."""
_KNOWN = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
_SETS = frozenset({"POS", "MORPH", "LEMMA", "TAG", "DEP"})


class Word(NamedTuple):
    """What rules ask of a token: its letters in lower case, its tag and dependency, and whether it is white space."""

    lower: str
    tag: str
    dep: str
    space: bool


class Shape(NamedTuple):
    """What the rules say of words of one kind: the rules that match it alone, and those whose first or second word it can be."""

    rules: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]


class Lemmas:
    """The memory of one spaCy pipeline."""

    def __init__(self, nlp: "Language") -> None:
        """Raises ValueError when the pipeline has rules of another kind than these; then spaCy must apply them itself."""
        self._strings = nlp.vocab.strings
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        _hash(self._lemmatizer)
        ruler: Any = nlp.get_pipe("attribute_ruler")
        self._rules = [(ways, rule["attrs"], rule["index"]) for rule in ruler.patterns for ways in [rule["patterns"]]]
        _check(self._rules)
        tests = [test for ways, _, _ in self._rules for way in ways for token in way for name, test in token.items() if name == "LOWER"]
        self._listed = {word for test in tests for word in _words(test)}
        self._regexes = [re.compile(test["REGEX"]) for test in tests if isinstance(test, dict) and "REGEX" in test]
        self._shapes: dict[tuple[str, int, int, bool], Shape] = {}
        self._told: dict[tuple[int, ...], tuple[str, str, str]] = {}
        self._found: dict[tuple[int, int, int], tuple[Shape, tuple[str, str]]] = {}

    def of(self, doc: "Doc", keys: Sequence[tuple[int, int, int]]) -> list[tuple[str, str]]:
        """Part of speech and lemma of each token of a parsed text; `keys` are its tokens' (ORTH, TAG, DEP)."""
        if len(self._found) > KEPT:
            self._found.clear()
            self._lemmatizer.cache.clear()  # spaCy's own memory of lemmas has no bound
        found = self._found
        known = [found.get(key) or self._new(doc, i, key) for i, key in enumerate(keys)]
        answers = [answer for _, answer in known]
        for i, ((one, _), (other, _)) in enumerate(pairwise(known)):
            if one.opens and (both := set(one.opens) & set(other.closes)):
                for at in (0, 1):
                    if more := [rule for rule in both if self._rules[rule][2] == at]:
                        answers[i + at] = self._answer(doc, i + at, (*known[i + at][0].rules, *more))
        return answers

    def _new(self, doc: "Doc", i: int, key: tuple[int, int, int]) -> tuple[Shape, tuple[str, str]]:
        shape = self._shape(doc[i].lower_, key[1], key[2], bool(doc[i].is_space))
        self._found[key] = answer = (shape, self._answer(doc, i, shape.rules))
        return answer

    def _shape(self, lower: str, tag: int, dep: int, space: bool) -> Shape:
        listed = lower if lower in self._listed or any(r.search(lower) for r in self._regexes) else ""
        key = (listed, tag, dep, space)
        if key not in self._shapes:
            word = Word(listed, self._strings[tag], self._strings[dep], space)
            single, opens, closes = [], [], []
            for number, (ways, _, _) in enumerate(self._rules):
                for way in ways:
                    if len(way) == 1 and _fits(way[0], word):
                        single.append(number)
                    elif len(way) > 1:
                        opens += [number] * _fits(way[0], word)
                        closes += [number] * _fits(way[1], word)
            self._shapes[key] = Shape(tuple(single), tuple(opens), tuple(closes))
        return self._shapes[key]

    def _answer(self, doc: "Doc", i: int, rules: tuple[int, ...]) -> tuple[str, str]:
        """What the rules (later ones outrank earlier ones) and then the lemmatizer say of a token."""
        rules = tuple(sorted(rules))
        if rules not in self._told:
            said: dict[str, str] = {}
            for rule in rules:
                said |= self._rules[rule][1]
            self._told[rules] = (said.get("POS", ""), said.get("MORPH", ""), said.get("LEMMA", ""))
        pos, morph, lemma = self._told[rules]
        if not lemma:
            token: Any = doc[i]
            token.pos_ = pos
            token.set_morph("" if morph == "_" else morph)
            lemma = self._lemmatizer.lemmatize(token)[0]
        return pos, lemma


def _hash(lemmatizer: Any) -> None:
    """Makes the lemmatizer's lists of known forms sets: it looks each possible lemma up in them."""
    table = lemmatizer.lookups.get_table("lemma_index")
    for kind, forms in list(table.items()):
        table[kind] = frozenset(forms)


def _check(rules: Sequence[tuple[Any, Mapping[str, str], int]]) -> None:
    for ways, attrs, index in rules:
        tests = [(name, test) for way in ways for token in way for name, test in token.items()]
        asks = {name for name, _ in tests} | {op for _, test in tests if isinstance(test, dict) for op in test}
        several = {len(way) for way in ways}
        known = asks <= _KNOWN | {"IN", "NOT_IN", "REGEX"} and set(attrs) <= _SETS and index in (0, 1)
        if not known or len(several) > 1 or not several <= {1, 2} or (several == {1} and index):
            raise ValueError(f"a rule of another kind: {ways}")


def _words(test: Any) -> list[str]:
    """The words that a test on letters names."""
    if isinstance(test, str):
        return [test]
    return [word for name in ("IN", "NOT_IN") for word in test.get(name, ())]


def _fits(tests: Mapping[str, Any], word: Word) -> bool:
    values = {"LOWER": word.lower, "TAG": word.tag, "DEP": word.dep, "IS_SPACE": word.space}
    return all(_holds(test, values[name]) for name, test in tests.items())


def _holds(test: Any, value: Any) -> bool:
    if not isinstance(test, dict):
        return bool(test == value)
    return all(bool(re.search(wanted, value)) if name == "REGEX" else (value in wanted) == (name == "IN") for name, wanted in test.items())
