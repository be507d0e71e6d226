"""Statements as the encoder reads them: a cue, what it introduces, and who speaks, all as ranges of words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly import resources
from reportedly.model import AnnotatedReport, Readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Range = tuple[int, int]
"""Words from the first up to (not including) the second."""


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """One statement. `cue` is None for one that no word introduces; `score` is the chance that its content is right.

    `quote`, `stance` and `medium` are the likeliest label and its probability.
    """

    cue: Range | None
    source: Range | None
    content: tuple[Range, ...]
    score: float
    quote: tuple[str, float]
    stance: tuple[str, float]
    medium: tuple[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue (or the first word of a content without one) with what it introduces; `evidence` is what speaks for it."""

    at: Range
    bare: bool
    content: tuple[Range, ...]
    source: Range | None
    evidence: tuple[float, ...]


def read_statements(annotated: AnnotatedReport, guide: str = "ours", *, least: float | None = None) -> tuple[ReadStatement, ...]:
    """The statements that the encoder reads, in the order of their cues; those with a score below `least` are left out.

    Without `least` the threshold that was tuned for the guide counts. Empty where the encoder has not run.
    """
    if annotated.readings is None or not annotated.tokens:
        return ()
    about = settings(guide)
    floor = about["least"] if least is None else least
    found = [_statement(annotated.readings, c, about) for c in candidates(annotated.readings, about)]
    return tuple(s for s in distinct(found, about["same"]) if s.score >= floor)


def settings(guide: str) -> Mapping[str, Any]:
    """The thresholds and weights for a way of annotating."""
    about: Mapping[str, Any] = resources.table("weights/encoder.toml")[guide]
    return about


def candidates(readings: Readings, about: Mapping[str, Any]) -> list[Candidate]:
    """All that may be statements, in text order."""
    cue, bare = readings.of("cue"), readings.of("bare")[:, 1]
    at = [(run, False) for run in runs(1 - cue[:, 0], about["cue"], begins=cue[:, 1])]
    at += [((int(i), int(i) + 1), True) for i in (bare > about["bare"]).nonzero()[0]]
    return [c for words, without in sorted(at) if (c := _candidate(readings, words, without, about))]


def runs(inside: "Floats", least: float, *, begins: "Floats | None" = None) -> list[Range]:
    """Maximal ranges of words that are inside by at least `least`; a word that rather begins a new run does so."""
    found: list[Range] = []
    for i in (inside >= least).nonzero()[0].tolist():
        if found and found[-1][1] == i and (begins is None or begins[i] <= inside[i] / 2):
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _candidate(readings: Readings, at: Range, bare: bool, about: Mapping[str, Any]) -> Candidate | None:
    import numpy as np

    first, last = max(0, at[0] - about["reach"]), min(len(readings.hidden), at[1] + about["reach"])
    links = readings.pairs("statement", [range(*at)], first=first, last=last)[0]
    told, said = links[:, 1] + links[:, 2], links[:, 3] + links[:, 4]
    content = _content(said, about)
    if not content:
        return None
    source = max(runs(told, about["source"]), key=lambda r: float(told[r[0] : r[1]].max()), default=None)
    cue = readings.of("bare")[at[0], 1] if bare else 1 - readings.of("cue")[at[0] : at[1], 0].min()
    tagged = 1 - np.minimum(readings.of("content")[first:last, 0], readings.of("nested")[first:last, 0])
    mass = sum(float(said[a:b].sum()) for a, b in content)
    words = sum(b - a for a, b in content)
    evidence = (
        1.0,
        _odds(float(cue)),
        _odds(mass / words),
        _odds(float(links[content[0][0], 3])),
        float(told[source[0] : source[1]].mean()) if source else 0.0,
        float(bare),
        math.log(words),
        mass / (float(said.sum()) + 1e-6),
        float(len(content) > 1),
        _odds(sum(float(tagged[a:b].sum()) for a, b in content) / words),
        min(float(said[a:b].min()) for a, b in content),
    )
    moved = tuple((a + first, b + first) for a, b in content)
    return Candidate(at, bare, moved, (source[0] + first, source[1] + first) if source else None, evidence)


def _content(inside: "Floats", about: Mapping[str, Any]) -> list[Range]:
    """The pieces: runs above the threshold, joined over small gaps; pieces with little weight are left out."""
    pieces: list[Range] = []
    for a, b in runs(inside, about["content"]):
        if pieces and a - pieces[-1][1] <= about["gap"] and inside[pieces[-1][1] : a].min(initial=1) >= about["bridge"]:
            pieces[-1] = (pieces[-1][0], b)
        else:
            pieces.append((a, b))
    weights = [float(inside[a:b].sum()) for a, b in pieces]
    return [p for p, w in zip(pieces, weights, strict=True) if w >= about["share"] * max(weights)]


def _odds(p: float) -> float:
    """Log odds, within bounds."""
    return math.log(max(p, 0.001) / max(1 - p, 0.001))


def _statement(readings: Readings, c: Candidate, about: Mapping[str, Any]) -> ReadStatement:
    odds = sum(w * x for w, x in zip(about["score"], c.evidence, strict=True))
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
    quote, stance, medium = (_label(readings, head, c.at[0]) for head in ("quote", "stance", "medium"))
    return ReadStatement(None if c.bare else c.at, c.source, c.content, score, quote, stance, medium)


def _label(readings: Readings, head: str, word: int) -> tuple[str, float]:
    row = readings.of(head)[word]
    best = int(row.argmax())
    return readings.labels(head)[best], float(row[best])


def distinct(found: list[ReadStatement], same: float) -> list[ReadStatement]:
    """One statement per content: of two whose words agree to a share of `same` the better one, in text order."""
    kept: list[tuple[ReadStatement, set[int]]] = []
    for s in sorted(found, key=lambda s: -s.score):
        mine = {i for a, b in s.content for i in range(a, b)}
        if all(len(mine & o) < same * len(mine | o) for _, o in kept):
            kept.append((s, mine))
    return sorted((s for s, _ in kept), key=lambda s: (s.cue or s.content[0], s.content))
