"""What tells two claims apart that exclude nothing of each other, in words. Pure."""

from collections.abc import Iterator, Sequence

from reportedly.model.annotation import Party
from reportedly.model.resolved import Claim
from reportedly.model.series import Series, apart_in

WORDING = "nothing but the wording tells them apart"
"""Said of two acts of one kind and the same parties on no days that differ."""


def apart(one: Claim, other: Claim, series: Series | None) -> str:
    """What tells two claims apart, in words: their places in a series that has both, else the fields in which they differ."""
    if found := apart_in(series, one.event, other.event):
        return found
    differing = list(_differing(one, other))
    return f"they differ in {_listed(differing)}" if differing else WORDING


def _differing(one: Claim, other: Claim) -> Iterator[str]:
    """The fields that both tell, and otherwise, each with the two values; a date that one lacks is one of them."""
    if (one.type, one.mode) != (other.type, other.mode):
        yield f"the kind of act ({_kind(one)}; {_kind(other)})"
    for role, words in (("actor", "who acts"), ("recipient", "on whom")):
        left, right = getattr(one, role), getattr(other, role)
        if left and right and not _units(one, left) & _units(other, right):
            yield f"{words} ({_names(left)}; {_names(right)})"
    if one.date != other.date:
        yield f"the date ({one.date or 'none told'}; {other.date or 'none told'})"


def _kind(claim: Claim) -> str:
    return f"{claim.type} · {claim.mode}".lower() if claim.mode else claim.type.lower()


def _units(claim: Claim, parties: Sequence[Party]) -> set[str]:
    return {claim.unit(party) for party in parties}


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
