"""What the encoder reads of an act's words in their place, as few numbers that are alike where two tell of one event.

The encoder's state (the mean over the words of the trigger) is projected by a linear discriminant analysis (Fisher 1936):
onto the directions in which mentions of different events differ most, for how much those of one event do. The projection is
data (data/weights/linking-sense.npz), made by training/linking.py for one encoder; with another encoder claims bear no sense.
"""

import io
from base64 import b64decode, b64encode
from collections.abc import Sequence
from functools import cache, lru_cache
from math import sqrt
from operator import mul
from typing import TYPE_CHECKING

from reportedly.model import AnnotatedReport, Token
from reportedly.resources import read_bytes, table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WEIGHTS = "weights/linking-sense.npz"
_LARGEST = 127

Sense = tuple[int, ...]


class Projection:
    """From the encoder's states to senses: the mean state [width], and the directions [width, size]."""

    def __init__(self, mean: "Floats", directions: "Floats") -> None:
        self.mean = mean
        self.directions = directions

    def units(self, states: "Floats") -> "Floats":
        """States [n, width] -> rows of length 1 [n, size]."""
        return _unit(_unit(states - self.mean) @ self.directions)

    def sense(self, state: "Floats") -> Sense:
        """The sense of one state [width]: whole numbers, the largest 127 (or -127)."""
        row = self.units(state[None])[0]
        return tuple(int(n) for n in (row * (_LARGEST / (abs(row).max() or 1.0))).round())


def state_of(trigger: Sequence[Token], annotated: AnnotatedReport) -> "Floats | None":
    """The mean of the encoder's states over a trigger's words [width]; None where the report was not read by it."""
    import numpy as np

    if annotated.readings is None or not trigger:
        return None
    return np.asarray(annotated.readings.hidden[[t.i for t in trigger]].astype(np.float32).mean(axis=0))


def told_sense(trigger: Sequence[Token], annotated: AnnotatedReport) -> str:
    """A trigger's sense as text (base64 of bytes); "" where there is none."""
    projection, state = fitting(), state_of(trigger, annotated)
    if projection is None or state is None:
        return ""
    return b64encode(bytes(n & 0xFF for n in projection.sense(state))).decode("ascii")


@lru_cache(maxsize=8192)
def read_sense(told: str) -> Sense | None:
    """A sense from its text; None for ""."""
    return tuple(map(_SIGNED.__getitem__, b64decode(told))) if told else None


_SIGNED = tuple(n - 256 if n > _LARGEST else n for n in range(256))
"""What a byte says, as one number for all that say it: thousands of senses are kept."""


def alike(a: Sense, b: Sense) -> float:
    """The cosine of two senses, -1..1; 0 for those that are of two sizes."""
    lengths = sqrt(sum(map(mul, a, a)) * sum(map(mul, b, b)))
    return sum(map(mul, a, b)) / lengths if lengths and len(a) == len(b) else 0.0


def encoder_digest() -> str:
    """The SHA-256 of the encoder that is installed, as the table of models has it."""
    return str(table("models.toml")["encoder"]["files"]["encoder.onnx"])


@cache
def fitting() -> Projection | None:
    """The projection, if it was made for the encoder that is installed; else None: its numbers would mean nothing."""
    import numpy as np

    with np.load(io.BytesIO(read_bytes(WEIGHTS)), allow_pickle=False) as kept:
        if str(kept["encoder"]) != encoder_digest():
            return None
        return Projection(kept["mean"].astype(np.float32), kept["directions"].astype(np.float32))


def _unit(rows: "Floats") -> "Floats":
    import numpy as np

    return np.asarray(rows / (np.linalg.norm(rows, axis=-1, keepdims=True) + 1e-9), dtype=np.float32)
