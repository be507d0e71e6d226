"""Codes and scores of acts, for export and for curves of cooperation and conflict: CAMEO, Goldstein, PLOVER's quad classes."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from reportedly import resources
from reportedly.model import EventType

TABLE = "schemas/codes.toml"
_NO_MODES = ("", "quad", "context")  # keys of a type that are not modes; "" is asked last, with the contexts


@dataclass(frozen=True, slots=True)
class Codes:
    """What other event data call an act.

    `cameo` is a CAMEO code ("042"); `goldstein` its score, -10 (conflict) to 10 (cooperation); `plover` the score of
    PLOVER's own scale, same range; `quad` the class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    """

    cameo: str
    goldstein: float
    plover: float
    quad: int


def codes(type: EventType, mode: str | None = None, context: Collection[str] = ()) -> Codes:
    """The codes of an act of a type and mode; a mode that the table does not know counts as none.

    Without a mode, one of the act's contexts may give a finer CAMEO code (military aid). After Goldstein (1992), the
    CAMEO codebook and PLOVER's conversion table; see the data file for which choices are ours.
    """
    return _codes(type, mode or "", tuple(sorted(context)))


def goldstein(type: EventType, mode: str | None = None) -> float:
    """How far an act of a type and mode is cooperation (up to 10) or conflict (down to -10), by Goldstein's scale."""
    return codes(type, mode).goldstein


@cache
def _codes(type: EventType, mode: str, context: tuple[str, ...]) -> Codes:
    rows = resources.table(TABLE)[type]
    row = rows.get(mode) if mode not in _NO_MODES else None
    if row is None:
        row = rows[""] | next((rows["context"][c] for c in context if c in rows.get("context", {})), {})
    return Codes(row["cameo"], float(row["goldstein"]), float(row["plover"]), int(rows["quad"]))
