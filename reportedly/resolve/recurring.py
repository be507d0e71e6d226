"""Under which key an act recurs: its kind, and between whom."""

from reportedly.model import Claim
from reportedly.model.events import reality
from reportedly.resolve.blocking import unit
from reportedly.resolve.rules import limit, recurs


def series_key(claim: Claim) -> str:
    """The key of the series that a claim can be of ("CONSULT/letter|PRK~RUS"); "" for acts that make none.

    Parties count as the country that they belong to. For kinds that go both ways (letters, visits, talks) all who take
    part stand in alphabetical order, for the others who acts on whom. What has not been done yet is of no series.
    """
    rule = recurs(claim.type, claim.mode)
    if not rule or claim.status == "planned" or reality(claim.status) != "single":
        return ""
    actors = sorted({unit(p, claim) for p in claim.actor})[: limit("parties")]
    recipients = sorted({unit(p, claim) for p in claim.recipient})[: limit("parties")]
    kind = f"{claim.type}/{claim.mode}" if claim.mode else claim.type
    if rule == "mutual":
        everybody = sorted({*actors, *recipients})
        return f"{kind}|{'~'.join(everybody)}" if len(everybody) > 1 else ""
    return f"{kind}|{'~'.join(actors)}>{'~'.join(recipients)}" if actors else ""
