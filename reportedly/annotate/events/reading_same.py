"""What the encoder reads of two tellings, and how a pair stands among its rivals: numbers for the second pass of the pair scorer.

Its pairs "same" tell of each act how likely another one is the same (docs/model-card.md).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.annotate.events.coreference import PairView, Telling, is_plural
from reportedly.model import Readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_READ = ("read-forth", "read-back", "states", "states-here", "types")
_WHO = ("actor", "recipient", "all", "countries", "turned")
_HOW = ("word", "dates", "shape", "other-shape", "plural", "other-plural", "verb", "other-verb", "one-type", "points-back")
_WHERE = ("common", "objects", "sentences", "words", "sentence", "tellings", "of-type")
_RIVALS = ("rival", "before", "ahead", "better", "read-rival", "read-better")
NAMES = ("first", *_READ, *_WHO, *_HOW, *_WHERE, *_RIVALS, *(f"other-{n}" for n in _RIVALS))
"""The numbers of a pair: the first pass's log odds; log odds and likenesses (cosines) that the encoder gives; how parties, words
and dates stand to each other, as places in lists; and for each of the two tellings its likeliest other partner: the first pass's
probability of that, of this over that, how many are likelier, and the same by the encoder."""

_RELATIONS = ("none", "one", "same", "part", "some", "other")
_DATES = ("none", "one", "other", "same", "within")
_WORDS = ("lemma", "stem", "kind", "type", "xlemma", "xstem")
_SHAPES = ("poss", "new", "def", "bare", "not", "will", "perfect", "past", "now", "ing", "to")
_LEAST = 1e-4  # probabilities are kept away from 0 and 1 by this much
_NOBODY = -1.0  # where a telling has no other partner


def rows(
    tellings: Sequence[Telling], view: PairView, readings: Readings, asked: Sequence[tuple[int, int]], first: Sequence[float]
) -> "Floats":
    """A row of numbers (`NAMES`) for each pair of tellings in `asked`; `first` is what the first pass gives each, 0 to 1."""
    import numpy as np

    p = np.array(first)
    forth, back, likenesses = _read(tellings, readings, asked)
    told = np.array([_told(tellings, view, i, j) for i, j in asked])
    ranked = [_ranked(len(tellings), asked, side, p, forth + back) for side in (0, 1)]
    return np.column_stack([_odds(p), forth, back, likenesses, told, *ranked])


def _read(tellings: Sequence[Telling], readings: Readings, asked: Sequence[tuple[int, int]]) -> "tuple[Floats, Floats, Floats]":
    """Log odds of each pair as seen from its first and from its second, and cosines of states, of states less their mean, of types."""
    import numpy as np

    words = [t.token.i for t in tellings]
    seen = readings.among("same", words)[:, :, 0]
    hidden = readings.hidden[words].astype(np.float32)
    mean = readings.hidden.mean(axis=0, dtype=np.float32)
    kinds = [_unit(x) for x in (hidden, hidden - mean, readings.of("event")[words])]
    i, j = np.array(asked).T
    return _odds(seen[i, j]), _odds(seen[j, i]), np.stack([(k[i] * k[j]).sum(axis=1) for k in kinds], axis=1)


def _told(tellings: Sequence[Telling], view: PairView, i: int, j: int) -> list[float]:
    """What the report tells of a pair, as numbers."""
    a, b, stand = tellings[i], tellings[j], view.compared(i, j)
    who = [_RELATIONS.index(side) for side in (stand.actor, stand.recipient, stand.everybody, stand.countries)]
    how = [_WORDS.index(stand.word), _DATES.index(stand.when), _SHAPES.index(a.shape), _SHAPES.index(b.shape)]
    more = [is_plural(a.token), is_plural(b.token), a.token.pos == "VERB", b.token.pos == "VERB", a.type == b.type, view.points_back(i, j)]
    shared = [len(a.words & b.words), bool(a.objects & b.objects)]
    far = [b.token.sentence - a.token.sentence, b.token.i - a.token.i, a.token.sentence, len(tellings), view.of_type(b.type)]
    return [float(x) for x in (*who, stand.turned, *how, *more, *shared, *far)]


def _ranked(n: int, asked: Sequence[tuple[int, int]], side: int, p: "Floats", read: "Floats") -> "Floats":
    """For each pair its rivals: the other pairs of its first (`side` 0) or second (1) telling."""
    import numpy as np

    chance, odds = np.full((n, n), _NOBODY), np.full((n, n), -np.inf)
    i, j = np.array(asked).T
    chance[i, j] = chance[j, i] = p
    odds[i, j] = odds[j, i] = read
    one, other = (i, j) if side == 0 else (j, i)
    mine, theirs = chance[one], odds[one]
    kept = np.arange(len(asked))
    mine[kept, other], theirs[kept, other] = _NOBODY, -np.inf
    rival, read_rival = mine.max(axis=1), theirs.max(axis=1)
    before = (mine > 0.5).sum(axis=1)
    better, read_better = (mine > p[:, None]).sum(axis=1), (theirs > read[:, None]).sum(axis=1)
    return np.stack([rival, before, p - np.maximum(rival, 0), better, np.maximum(read_rival, -20.0), read_better], axis=1)


def _odds(p: "Floats") -> "Floats":
    """Log odds, within bounds."""
    import numpy as np

    return np.asarray(np.log(np.clip(p, _LEAST, None) / np.clip(1 - p, _LEAST, None)))


def _unit(x: "NDArray[np.floating]") -> "Floats":
    """Rows of length 1."""
    import numpy as np

    return np.asarray(x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-9))
