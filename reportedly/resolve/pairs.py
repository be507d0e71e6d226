"""How likely two acts, told in two sentences, are one event: named features, weighed by a logistic model.

The features are those of the literature on coreference across documents (Cybulska and Vossen 2014; Barhom et al. 2019): the
words of the trigger, of those who take part and of the sentence, what the reports are about, dates and numbers, and what
the encoder reads of the trigger in its place. The weights are data (data/weights/linking.toml), made by training/linking.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, sqrt
from sys import intern

from reportedly.model import Claim
from reportedly.model.events import days
from reportedly.resolve.rarity import rarity, weighed
from reportedly.resolve.senses import Sense, alike, read_sense
from reportedly.resources import table

WEIGHTS = "weights/linking.toml"

Features = Mapping[str, float]
Weighed = Mapping[str, float]
_COMMON = 0.45
"""Words less rare than this say nothing when two sentences share them."""
_RARE = 0.7
"""Words rarer than this stand in fewer than twenty of the reports counted."""
_PREFIX = 4
_TOGETHER = (
    ("words", "names"),
    ("names, root", "lead, root"),
    ("words, root", "lead, root"),
    ("words, root", "names, root"),
    ("words, root", "numbers, root"),
    ("words, root", "a day in common"),
    ("words, root", "rare words"),
)
"""What says more of two reports together than each by itself."""
_STEPS = (0.3, 0.5, 0.7)
"""How alike two senses are counts by these steps, and more or less beside"""
_BESIDE = ("story", "one report", "one sentence", "names", "other names", "words, root", "same number", "other number")
"""these features."""


class Bag:
    """Words with their rarity, and the length of that vector."""

    __slots__ = ("length", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = weighed(words)
        self.length = sqrt(sum(w * w for w in self.words.values()))

    def cosine(self, other: "Bag") -> float:
        """How alike the two are, 0..1."""
        a, b = self.words, other.words
        return sum(a[w] * b[w] for w in a.keys() & b.keys()) / (self.length * other.length) if a and b else 0.0


@dataclass(frozen=True, slots=True)
class Topic:
    """What a report is about (see `wording.topic`): `dates` are first and last days (proleptic ordinals)."""

    words: Bag
    names: Bag
    lead: Bag
    numbers: Bag
    dates: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What comparing needs of a telling: see `Wording` for the words; `place` is its sentence's place in the report.

    `days` are first and last day of the act, `published` the day of publication (proleptic ordinals), `sense` what the
    encoder reads of the trigger, where known.
    """

    report: str
    place: int
    heads: frozenset[str]
    words: Weighed
    names: Weighed
    numbers: frozenset[str]
    args: Weighed
    topic: Topic
    days: tuple[int, int] | None = None
    published: int | None = None
    sense: Sense | None = None


@lru_cache(maxsize=2048)  # 3 KB each
def topic_of(told: tuple[str, ...]) -> Topic:
    """A topic from what `wording.topic` gives; kept, since all claims of a report share it and meet many others."""
    by_mark: dict[str, list[str]] = {mark: [] for mark in "=+^#@"}
    for item in told:
        by_mark[item[0]].append(intern(item[1:]))  # the same words stand in many topics
    dates = tuple(span for date in by_mark["@"] if (span := days(date)))
    return Topic(Bag(by_mark["="] + by_mark["+"]), Bag(by_mark["="]), Bag(by_mark["^"]), Bag(by_mark["#"]), dates)


def sketch(claim: Claim) -> Sketch:
    """The sketch of a claim."""
    out = days(claim.published[:10]) if claim.published else None
    return Sketch(
        report=claim.report,
        place=claim.sentence,
        heads=frozenset(claim.heads),
        words=weighed(claim.terms),
        names=weighed(claim.names),
        numbers=frozenset(claim.numbers),
        args=weighed(claim.args),
        topic=topic_of(claim.topic),
        days=days(claim.date),
        published=out[0] if out else None,
        sense=read_sense(claim.sense),
    )


def chance(a: Sketch, b: Sketch, *, story: float | None = None) -> float:
    """How likely the two are one event, 0..1. `story` is their `same_story` where it is known already."""
    model = "sensed" if a.sense and b.sense else "pairs"
    return logistic(model, features(a, b, same_story(a, b) if story is None else story))


def same_story(a: Sketch, b: Sketch) -> float:
    """How likely two reports are about one story, 0..1; 1 for a report and itself."""
    return 1.0 if a.report == b.report else logistic("story", story_features(a.topic, b.topic))


def logistic(model: str, features: Features) -> float:
    """The probability that a model of the weights file gives to features; those it does not know count nothing."""
    weights = _weights(model)
    return 1.0 / (1.0 + exp(-sum(weights.get(name, 0.0) * value for name, value in features.items())))


def story_features(a: Topic, b: Topic) -> Features:
    """What two reports' topics have in common."""
    cosines = {
        "words": a.words.cosine(b.words),
        "names": a.names.cosine(b.names),
        "lead": a.lead.cosine(b.lead),
        "numbers": a.numbers.cosine(b.numbers),
    }
    shared = a.words.words.keys() & b.words.words.keys()
    rare = sum(1 for w in shared if a.words.words[w] > _RARE)
    agree = any(x[0] <= y[1] and y[0] <= x[1] for x in a.dates for y in b.dates)
    found = {
        "bias": 1.0,
        **cosines,
        **{f"{name}, root": sqrt(value) for name, value in cosines.items()},
        "rare words": min(rare, 5) / 5,
        "a day in common": float(agree),
        "no day in common": float(bool(a.dates and b.dates) and not agree),
    }
    return found | {f"{x} and {y}": found[x] * found[y] for x, y in _TOGETHER}


def features(a: Sketch, b: Sketch, story: float) -> Features:
    """What speaks for and against; those that depend on how alike the triggers are have its name before a colon."""
    word = _trigger(a, b)
    inside = a.report == b.report
    words, args, names = (_jaccard(x, y) for x, y in ((a.words, b.words), (a.args, b.args), (a.names, b.names)))
    shared = sum(max(0.0, a.words[w] - _COMMON) for w in a.words.keys() & b.words.keys() if w not in a.heads)
    found: dict[str, float] = {
        "bias": 1.0,
        word: 1.0,
        "rare trigger": max((rarity(h) for h in a.heads & b.heads), default=0.0),
        f"{word}: words": words,
        "words, root": sqrt(words),
        f"{word}: rare words": min(shared, 2.0),
        f"{word}: args": args,
        f"{word}: no args": float(not a.args or not b.args),
        f"{word}: other args": float(bool(a.args and b.args) and not a.args.keys() & b.args.keys()),
        "args in sentence": min(_stands_in(a.args, b.words) + _stands_in(b.args, a.words), 3.0),
        "names": names,
        "other names": float(bool(a.names and b.names) and not a.names.keys() & b.names.keys()),
        "same number": float(bool(a.numbers & b.numbers)),
        "other number": float(bool(a.numbers and b.numbers) and not a.numbers & b.numbers),
        "one report": float(inside),
        "one sentence": float(inside and a.place == b.place),
        f"{word}: leads": float(a.place <= 1 and b.place <= 1),
    }
    if not inside:
        found |= {"story": story, f"{word}: story": story, "story, doubtful": float(story < 0.5)}
    found |= _dates(a, b)
    return found | _senses(a, b, word, found) if a.sense and b.sense else found


def _senses(a: Sketch, b: Sketch, word: str, found: Features) -> dict[str, float]:
    """How alike the senses are, by itself and beside other features."""
    value = alike(a.sense or (), b.sense or ())
    steps = {f"sense over {step}": max(0.0, value - step) for step in _STEPS}
    beside = {f"sense and {name}": value * found[name] for name in _BESIDE if name in found}
    return {"sense": value, "sense, squared": value * value, f"{word}: sense": value, **steps, **beside}


def _dates(a: Sketch, b: Sketch) -> dict[str, float]:
    if not a.days or not b.days:
        return {}
    agree = a.days[0] <= b.days[1] and b.days[0] <= a.days[1]
    return {"same day": float(agree and a.days[0] == a.days[1] == b.days[1]), "other day": float(not agree)}


def _trigger(a: Sketch, b: Sketch) -> str:
    """How alike two triggers are: "same", "part", "akin" or "other"."""
    if a.heads == b.heads:
        return "same"
    if a.heads & b.heads:
        return "part"
    akin = {h[:_PREFIX] for h in a.heads if len(h) >= _PREFIX} & {h[:_PREFIX] for h in b.heads if len(h) >= _PREFIX}
    return "akin" if akin else "other"


def _stands_in(args: Weighed, words: Weighed) -> float:
    return sum(args[w] for w in args.keys() & words.keys())


def _jaccard(a: Weighed, b: Weighed) -> float:
    """The share of two sets of weighed words that they have in common, 0..1."""
    both = sum(a[w] for w in a.keys() & b.keys())
    every = sum(a.values()) + sum(b.values()) - both
    return both / every if both else 0.0


@cache
def _weights(model: str) -> Mapping[str, float]:
    found: Mapping[str, float] = table(WEIGHTS)[model]
    return found
