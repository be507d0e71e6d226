"""How likely an event mention is right as it stands: its act, its type and every party that it names.

The scorers of the trigger, the type and the parties each give a probability; a small logistic model on their levels turns
them into one that holds (weights/events-score.tsv, fitted on reports that those scorers had not seen: a form of Platt
scaling, Platt 1999).
"""

from reportedly.annotate.linear import linear

WEIGHTS = "weights/events-score.tsv"
_LEVELS = 12  # steps of a probability


def features(event: float, kind: float, actor: float | None, recipient: float | None) -> list[str]:
    """The features of a mention from its four probabilities (0 to 1); None where no party is named."""
    named = {"event": event, "type": kind, "actor": actor, "recipient": recipient}
    found = ["bias", *(f"{name}={_level(p)}" for name, p in named.items())]
    return [*found, f"named={actor is not None}|{recipient is not None}"]


def confidence(event: float, kind: float, actor: float | None, recipient: float | None) -> float:
    """The probability that the mention is right in act, type and named parties."""
    return linear(WEIGHTS).probabilities(features(event, kind, actor, recipient))["RIGHT"]


def _level(p: float | None) -> str:
    return "none" if p is None else str(min(int(p * _LEVELS), _LEVELS - 1))
