"""What people name on the command line: a report, an event, a claim or somebody, by an id (perhaps cut short) or a name."""

from typing import TYPE_CHECKING, NamedTuple

from reportedly.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from reportedly.library import Record

_LEAST = 5
"""Characters of an id that must agree for another id to be offered in its place."""


class Thing(NamedTuple):
    """A record: its layer ("event" for events and claims, "report", "entity"), its full id, and what to call it."""

    layer: str
    id: str
    name: str


def thing(record: "Record", given: str) -> Thing:
    """The one thing that is meant. Raises NotFoundError (with what may have been meant) when it is none, or several."""
    try:
        id = record.store.full_id(given)
    except NotFoundError as missing:
        if actors := record.store.find_actor(given, limit=2):
            best = actors[0]
            if len(actors) > 1 and actors[1].claims and not best.reason.startswith("this is its"):
                told = ", ".join(f"{a.name} ({a.id})" for a in actors)
                raise NotFoundError(f"“{given}” may be several: {told}. Name one by its id.") from missing
            return Thing("entity", best.id, best.name)
        raise NotFoundError(f"{missing}{_offer(record, given)}") from missing
    if id.startswith(("ev-", "cl-")):
        return Thing("event", id, id)
    return Thing("report", id, id)


def two(record: "Record", a: str, b: str) -> tuple[Thing, Thing]:
    """Two things of one layer. Raises NotFoundError, or UsageError when they cannot be compared."""
    one, other = thing(record, a), thing(record, b)
    if one.layer != other.layer:
        words = {"event": "an event or claim", "report": "a report", "entity": "somebody"}
        raise UsageError(f"“{a}” is {words[one.layer]}, “{b}” {words[other.layer]}; name two of a kind.")
    if one.id == other.id:
        raise UsageError(f"“{a}” and “{b}” are one and the same; name two different ones.")
    return one, other


def _offer(record: "Record", given: str) -> str:
    """The ids that begin as the one that was given: a slip in copying is mostly at the end."""
    for length in range(len(given) - 1, _LEAST - 1, -1):
        try:
            return f" Did you mean {record.store.full_id(given[:length])}?"
        except NotFoundError as error:
            if str(error).startswith("Several"):
                return ""
    return ""
