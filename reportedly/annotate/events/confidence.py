"""How likely an event mention is right as it stands.

Two boosted forests (weights/events-score.onnx), fitted on reports that the scorers before them had not seen, look at the
probabilities of the act, its type and its parties, at the runners-up and at where the act is told. One says how likely
the type and all actors are right, the other the recipients, too; none may be missing. The score is their mean.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from reportedly.annotate.events.parties import Roles, Side
from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.forest import forest
from reportedly.model import EntityKind, EventType, MentionKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = "weights/events-score.onnx"
LABELS = ("ACTORS", "WHOLE")

_ACT = ("event", "type-score", "read-event", "close-event", "close-type", "type", "verb", "known", "reciprocal", "mode")
_SIDE = ("least", "parties", "first", "second", "third", "left-out", "kind", "mention", "here", "mention-score")
_SCENE = ("candidates", "local", "place", "sentences", "headline", "acts", "acts-beside")
NAMES = (*_ACT, *(f"{side}-{n}" for side in ("actor", "recipient") for n in _SIDE), "lead", *_SCENE)
"""The numbers of a row, in order."""

_NOBODY = -1.0
_TYPES, _ENTITIES, _MENTIONS = (tuple(get_args(v)) for v in (EventType, EntityKind, MentionKind))


def confidences(found: Sequence[Trigger], taking_part: Sequence[Roles], sentences: int) -> list[float]:
    """The score (0 to 1) of each act of a report of so many sentences."""
    return forest(WEIGHTS).many(rows(found, taking_part, sentences)).mean(axis=1).tolist() if found else []


def rows(found: Sequence[Trigger], taking_part: Sequence[Roles], sentences: int) -> "NDArray[np.float64]":
    """A row of numbers (`NAMES`) for each act."""
    import numpy as np

    beside = [t.token.sentence for t in found]
    made = [
        [
            *_act(t),
            *_side(r.acting),
            *_side(r.receiving),
            r.acting.chances[0] - r.acting.chances[1],
            float(r.candidates),
            float(r.local),
            t.token.sentence / max(1, sentences),
            float(sentences),
            float(t.token.sentence == 0),
            float(len(found)),
            float(beside.count(t.token.sentence)),
        ]
        for t, r in zip(found, taking_part, strict=True)
    ]
    return np.array(made)


def _act(t: Trigger) -> list[float]:
    group = t.group
    told = (t.token.pos[:1] == "V", group is not None, group is not None and group.reciprocal, group is not None and bool(group.mode))
    return [t.score, t.type_score, t.read, t.close, t.close_type, float(_TYPES.index(t.type)), *map(float, told)]


def _side(side: Side) -> list[float]:
    numbers = [_NOBODY if side.least is None else side.least, float(side.parties), *side.chances, side.left_out]
    if side.mention is None:
        return [*numbers, *[_NOBODY] * 4]
    kinds = (_place(side.kind, _ENTITIES), _place(side.mention.kind, _MENTIONS))
    return [*numbers, *kinds, float(side.here), side.mention.score]


def _place(value: str, among: Sequence[str]) -> float:
    return float(among.index(value)) if value in among else float(len(among))
