"""Codes and scores of acts, for export and for curves of cooperation and conflict: CAMEO, Goldstein, PLOVER's quad classes."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from reportedly import resources
from reportedly.errors import UsageError
from reportedly.model import EventType

TABLE = "schemas/codes.toml"
BARE = "none"
"""What stands for a mode where a type without one is asked for ("CONSULT/none")."""
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
def kinds(word: str) -> tuple[str, ...]:
    """The kinds of act that a word asks for, as "CONSULT" or "CONSULT/letter".

    It is a type ("consult"), a mode of one ("consult/letter"), a type without a mode ("consult/none": a meeting is no letter, no
    call), or a mode alone ("letter"; "withdraw" is that of two types). Raises UsageError for one that is none.
    """
    type, slash, mode = word.strip().partition("/")
    known = {name for name in resources.table(TABLE) if name.isupper()}
    if not slash and type.upper() in known:
        return (type.upper(),)
    if slash and type.upper() in known and mode.lower() == BARE:
        return (f"{type.upper()}/{BARE}",)
    wanted = mode if slash else type
    found = tuple(f"{name}/{wanted.lower()}" for name in sorted(known) if wanted.lower() in modes(name))
    if slash:
        found = tuple(kind for kind in found if kind.startswith(f"{type.upper()}/"))
    if found:
        return found
    of_type = modes(type.upper()) if slash and type.upper() in known else ()
    told = f"the modes of {type.upper()} are {', '.join(of_type) or 'none'}" if slash and type.upper() in known else _told(known)
    raise UsageError(f"“{word[:60]}” is no type of event; {told}.")


@cache
def modes(type: str) -> tuple[str, ...]:
    """The modes that a type of act may have."""
    return tuple(mode for mode in resources.table(TABLE).get(type, {}) if mode not in _NO_MODES)


def _told(known: Collection[str]) -> str:
    every = ", ".join(sorted({mode for type in known for mode in modes(type)}))
    return f"those that are: {', '.join(sorted(known))}; a mode of one may be given too, alone or behind it (CONSULT/letter): {every}"


@cache
def _codes(type: EventType, mode: str, context: tuple[str, ...]) -> Codes:
    rows = resources.table(TABLE)[type]
    row = rows.get(mode) if mode not in _NO_MODES else None
    if row is None:
        row = rows[""] | next((rows["context"][c] for c in context if c in rows.get("context", {})), {})
    return Codes(row["cameo"], float(row["goldstein"]), float(row["plover"]), int(rows["quad"]))
