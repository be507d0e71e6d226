"""Clusters gold mentions with the product's pair scorer, and scores the clusters (MUC, B3, CEAFe and their mean)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.linking.gold import GoldMention
from benchmarks.quality.sets import scorer
from reportedly.resolve.pairs import chance, same_story

STORY = 0.55
"""Documents are of one story when, on average, they are so likely of one (set on ECB+ train)."""
EVENT = 0.38
"""Mentions are of one event when, on average, they are so likely of one (chosen on the dev sets: from .3 to .42 ECB+ dev scores
.781 to .791, the Gun Violence Corpus .619 to .599)."""

Clusters = Mapping[str, object]
Matrix = NDArray[np.float64]


def average_link(chances: Matrix, least: float) -> list[int]:
    """For each row the number of its cluster: the two likeliest clusters are joined as long as their mean chance is `least`."""
    table, size, label = chances.copy(), np.ones(len(chances)), np.arange(len(chances))
    np.fill_diagonal(table, -1.0)
    while len(table) > 1:
        i, j = sorted(divmod(int(table.argmax()), len(table)))
        if table[i, j] < least:
            break
        mean = (table[i] * size[i] + table[j] * size[j]) / (size[i] + size[j])
        table[i], table[:, i], table[i, i] = mean, mean, -1.0
        table[j], table[:, j] = -1.0, -1.0
        size[i] += size[j]
        label[label == j] = i
    return [int(n) for n in label]


def matrix(items: Sequence[GoldMention], score: Callable[[GoldMention, GoldMention], float]) -> Matrix:
    """The chances of all pairs."""
    made = np.zeros((len(items), len(items)))
    for (i, a), (j, b) in combinations(enumerate(items), 2):
        made[i, j] = made[j, i] = score(a, b)
    return made


def stories(mentions: Sequence[GoldMention], least: float = STORY) -> tuple[Mapping[str, int], Mapping[tuple[str, str], float]]:
    """The predicted story of each document, and how likely each pair of documents is of one."""
    first = list({m.document: m for m in reversed(mentions)}.values())
    chances = matrix(first, lambda a, b: same_story(a.sketch, b.sketch))
    known = {(a.document, b.document): float(chances[i, j]) for i, a in enumerate(first) for j, b in enumerate(first)}
    return dict(zip((m.document for m in first), average_link(chances, least), strict=True)), known


def clusters(mentions: Sequence[GoldMention], least: float = EVENT) -> Clusters:
    """The predicted cluster of each mention."""
    story, known = stories(mentions)
    found: dict[str, object] = {}
    for number, of_story in by(mentions, lambda m: story[m.document]).items():
        chances = matrix(of_story, lambda a, b: chance(a.sketch, b.sketch, story=pair_story(a, b, known)))
        found |= {m.key: (number, label) for m, label in zip(of_story, average_link(chances, least), strict=True)}
    return found


def pair_story(a: GoldMention, b: GoldMention, known: Mapping[tuple[str, str], float]) -> float:
    """How likely the documents of two mentions are of one story."""
    return 1.0 if a.document == b.document else known[a.document, b.document]


def lemma_baseline(mentions: Sequence[GoldMention], *, by_story: bool) -> Clusters:
    """Mentions with one head lemma are one: within a predicted story, or within a topic of the set."""
    story = stories(mentions)[0] if by_story else {m.document: 0 for m in mentions}
    return {m.key: (story[m.document], m.topic if not by_story else "", m.lemma) for m in mentions}


def score(shared: Path, mentions: Sequence[GoldMention], found: Clusters) -> Mapping[str, float]:
    """F1 of each measure, and their mean ("CoNLL")."""
    result = scorer(shared, "score_coref").conll({m.key: m.cluster for m in mentions}, dict(found))
    return {name: value if isinstance(value, float) else value[2] for name, value in result.items()}


def joined_across(mentions: Sequence[GoldMention], found: Clusters) -> int:
    """Pairs of mentions joined although their subtopics are two look-alike happenings of one topic."""
    count = 0
    for of_topic in by(mentions, lambda m: m.topic).values():
        count += sum(found[a.key] == found[b.key] for a, b in combinations(of_topic, 2) if a.subtopic != b.subtopic)
    return count


def by(items: Sequence[GoldMention], key: Callable[[GoldMention], object]) -> Mapping[object, list[GoldMention]]:
    """Items by a key."""
    made: dict[object, list[GoldMention]] = defaultdict(list)
    for item in items:
        made[key(item)].append(item)
    return made
