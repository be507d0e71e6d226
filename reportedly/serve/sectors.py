"""The sector of society of an actor, in words, as the record works it out."""

from typing import NamedTuple

from reportedly import resources
from reportedly.store import ActorRow

WORDS = "lexicons/en/sector-words.toml"


class Told(NamedTuple):
    """A sector: PLOVER's code, what it is called, and why it is that one."""

    code: str
    words: str
    reason: str


def sector_of(actor: ActorRow) -> Told | None:
    """The sector of an actor, by its name, kind and the office that was told of it last; None for a country, or where no rule tells one."""
    from reportedly.annotate.sectors import sector

    if actor.kind == "country":
        return None
    found = sector(actor.name, kind=actor.kind, office=actor.office, entity=actor.id)
    return Told(found.code, resources.table(WORDS)["words"].get(found.code, found.code), found.reason) if found else None
