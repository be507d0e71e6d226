"""The sector of society of an actor, in words, as the record works it out."""

from typing import NamedTuple

from reportedly import library, resources
from reportedly.store import ActorRow

WORDS = "lexicons/en/sector-words.toml"


class Told(NamedTuple):
    """A sector: PLOVER's code, what it is called, and why it is that one."""

    code: str
    words: str
    reason: str


def sector_of(actor: ActorRow) -> Told | None:
    """The sector of an actor, by its name, kind and the office that was told of it last; None for a country, or where no rule tells one."""
    found = library.sector_of(actor) if actor.kind != "country" else None
    if found is None:
        return None
    code, reason = found
    return Told(code, resources.table(WORDS)["words"].get(code, code), reason)
