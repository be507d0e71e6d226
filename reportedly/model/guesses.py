"""Dates that were not sure enough to stand on a timeline: a claim's reasons tell them. Pure."""

from reportedly.model.dates import TOLD_AGAIN
from reportedly.model.resolved import Claim

LEFT_OPEN = "left open; perhaps "
"""How the reason of a date begins that was left open; the date follows."""
_SEEMS = " seems to "


def guessed(claim: Claim, *, told: bool = False) -> str | None:
    """The date that was not sure enough to stand on a timeline, as a claim's reasons tell it; None where there is none.

    With `told` only one that the sentence, or another telling of the act, tells; not one that merely "seems" to fit, by what is beside it.
    """
    reason = str(claim.reasons.get("date", ""))
    if claim.date is not None or not reason.startswith(LEFT_OPEN) or (told and _SEEMS in reason):
        return None
    return reason.removeprefix(LEFT_OPEN).partition(": ")[0]


def is_borrowed(claim: Claim) -> bool:
    """Whether a claim's date, or the one that was left open, is that of another telling which the report takes for the same act."""
    reason = str(claim.reasons.get("date", ""))
    return (reason.partition(": ")[2] if reason.startswith(LEFT_OPEN) else reason).startswith(TOLD_AGAIN)
