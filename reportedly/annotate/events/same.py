"""Which event mentions of one report tell of the same event; precision before recall."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from reportedly.annotate.events.coreference import PairView, Telling, alike
from reportedly.annotate.events.distinct import excluded, weighed
from reportedly.annotate.events.reading_same import rows
from reportedly.annotate.forest import forest
from reportedly.annotate.linear import linear
from reportedly.annotate.syntax import Syntax
from reportedly.model import Readings, Status, Token

WEIGHTS = "weights/events-same.tsv"
SECOND = "weights/events-same-2.onnx"
MEAN = 0.35
"""Two events are one from where their pairs of tellings are on average so probable. This is near half of the best F1, where theory has it
(Lipton, Elkan & Naryanaswamy 2014), set on the training and the check reports: dearer thresholds lose two joins for each false one they
avoid, since the likeliest join is made first."""
CAST_MEAN = 0.27
"""The same for pairs in which the same parties are told on both sides."""

BACK = 0.6
"""At least so probable is a pair whose second is a definite noun of the first's word (right in 85 of 100 on the training reports)."""

_UNLIKE = 0.05  # what a pair that was not scored counts
_ROUNDING = 1e-9  # by which a mean of probabilities may miss the threshold
_LARGEST = 30  # tellings of one event; keeps hostile text from taking time with the cube of its length
_BACK = 30  # tellings of a type that are compared with a new one, and
_FIRST = 8  # as many from the beginning of the report: headline and lede
_POINTING = frozenset({"the", "this", "that", "these", "those"})

Chances = Mapping[tuple[int, int], float]
"""Pair of tellings (earlier, later) -> probability that they are of one event."""


def chances(tellings: Sequence[Telling], syntax: Syntax, readings: Readings | None) -> Chances:
    """The probability of each pair worth comparing: one type, or one word.

    A linear model looks at words, parties and dates; then trees weigh that with what the encoder read, where it did.
    """
    view, asked = PairView(tellings, syntax), pairs(tellings)
    first = [p["SAME"] for p in linear(WEIGHTS).many([view.features(i, j) for i, j in asked])]
    if readings is not None and asked:
        first = forest(SECOND).many(rows(tellings, view, readings, asked, first))[:, 0].tolist()
    return {
        (i, j): max(p, BACK) if view.points_back(i, j) or view.is_what_went(i, j) else p for (i, j), p in zip(asked, first, strict=True)
    }


def pairs(tellings: Sequence[Telling]) -> list[tuple[int, int]]:
    """The pairs worth comparing, a bounded number for each telling."""
    found: list[tuple[int, int]] = []
    known: dict[str, list[int]] = {}
    for j, t in enumerate(tellings):
        keys = (t.type, t.token.lemma.lower()[:5])
        near = {i for key in keys for before in (known.get(key, []),) for i in (*before[:_FIRST], *before[-_BACK:])}
        found += [(i, j) for i in sorted(near) if tellings[i].type == t.type or alike(tellings[i].token, t.token)]
        for key in keys:
            known.setdefault(key, []).append(j)
    return found


def grouped(tellings: Sequence[Telling], chance: Chances, statuses: Sequence[Status] = (), unsure: Set[int] = frozenset()) -> list[int]:
    """For each telling the index of the first telling of the same event (its own where it is the first).

    Average-link clustering, the two likeliest events first; tellings whose dates share no day are never joined, directly or
    through others. `statuses` are their likeliest statuses, where they are known; the dates of the `unsure` keep nothing apart.
    """
    tellings = [replace(t, date=None) if k in unsure else t for k, t in enumerate(tellings)] if unsure else tellings
    tellings = [replace(t, status=s) for t, s in zip(tellings, statuses, strict=True)] if statuses else tellings
    members = {k: [k] for k in range(len(tellings))}
    beside: dict[int, dict[int, _Margin]] = {k: {} for k in members}
    for (i, j), p in chance.items():
        a, b = tellings[i], tellings[j]
        likely = weighed(p, a, b) if p > _UNLIKE else p
        beside[i][j] = beside[j][i] = _Margin(likely - (CAST_MEAN if _same_cast(a, b) else MEAN), 1)
    waiting = [found for k, others in beside.items() for o in others if o > k and (found := _join(k, o, members, beside))]
    heapify(waiting)
    while waiting:
        _, k, joined, sizes = heappop(waiting)
        if sizes != (len(members.get(k, ())), len(members.get(joined, ()))) or not _fit(members[k], members[joined], tellings):
            continue
        members[k] += members.pop(joined)
        _unite(k, joined, beside)
        for other in beside[k]:
            if found := _join(min(k, other), max(k, other), members, beside):
                heappush(waiting, found)
    of = {k: first for first, group in members.items() for k in group}
    return [of[k] for k in range(len(tellings))]


class _Margin(NamedTuple):
    """By how much in all the pairs of two events are above the threshold, and how many pairs were asked."""

    total: float
    asked: int


_Join = tuple[float, int, int, tuple[int, int]]
"""The mean margin of two events below 0 (the likeliest first), their first tellings and how many tellings they had then."""


def _join(a: int, b: int, members: Mapping[int, Sequence[int]], beside: Mapping[int, Mapping[int, _Margin]]) -> _Join | None:
    """How two events are to be joined, `a` the earlier; None where they are too unlikely."""
    total, asked = beside[a][b]
    sizes = len(members[a]), len(members[b])
    across = sizes[0] * sizes[1]
    mean = (total + (across - asked) * (_UNLIKE - MEAN)) / across
    return (-mean, a, b, sizes) if mean >= -_ROUNDING else None


def _unite(a: int, b: int, beside: dict[int, dict[int, _Margin]]) -> None:
    """Gives event `a` the pairs of `b`."""
    for other, margin in beside.pop(b).items():
        del beside[other][b]
        if other != a:
            known = beside[a].get(other, _Margin(0.0, 0))
            beside[a][other] = beside[other][a] = _Margin(known.total + margin.total, known.asked + margin.asked)


def _fit(a: Sequence[int], b: Sequence[int], tellings: Sequence[Telling]) -> bool:
    """Whether nothing keeps two events apart."""
    if len(a) + len(b) > _LARGEST:
        return False
    return not any(excluded(tellings[min(i, j)], tellings[max(i, j)]) for i in a for j in b)


def _same_cast(a: Telling, b: Telling) -> bool:
    """Whether two tellings name the same parties on both sides, two at least."""
    return len(a.actor) + len(a.recipient) > 1 and (a.actor, a.recipient) == (b.actor, b.recipient)


def points_back(token: Token, syntax: Syntax) -> bool:
    """Whether a noun speaks of what is known ("the visit", "his letter")."""
    return token.pos == "NOUN" and any(c.dep == "poss" or c.lemma.lower() in _POINTING for c in syntax.children(token, "det", "poss"))
