"""Which telling stands for an event in a line, and which gives it its date: in what words, of the act or of one beside it. Pure."""

from dataclasses import dataclass

from reportedly.model import Claim
from reportedly.model.dates import TOLD_AGAIN
from reportedly.model.events import FUTURE
from reportedly.store.rows import ClaimRow, EventRow

SURE = 0.5
"""The score from which on a claim may stand for its event before a surer one."""


@dataclass(frozen=True, slots=True)
class Dating:
    """The claim that gives an event its date. `words` are those of its sentence ("" where they stand elsewhere in the report).

    `is_beside`: they stand in no sentence that tells the act, so that they may be of an act beside it; `reason` says where they do.
    `is_every`: every telling gives this date.
    """

    row: ClaimRow
    words: str
    reason: str
    is_beside: bool
    is_every: bool

    @property
    def date(self) -> str | None:
        """The date."""
        return self.row.claim.date


def leading(event: EventRow) -> ClaimRow:
    """Of the claims that fit the question the one that stands for an event: who, what, status and chain of a line are this one's.

    That is, of those that nobody rejected and that are sure enough, one that tells what is told of the event as a whole: as done or as
    yet to come, its date, in a sentence of its own, then its parties, its status, its mode; the surest.
    """
    fitting = [row for row in event.claims if row.claim.id in event.matched] or list(event.claims)
    return max(fitting, key=lambda row: _stands_for(row, event))


def _stands_for(row: ClaimRow, event: EventRow) -> tuple[bool | float | str, ...]:
    claim = row.claim
    is_own = claim.date == event.date and not is_beside(claim)
    agrees = claim.actor == event.actor, claim.recipient == event.recipient, claim.status == event.status, claim.mode == event.mode
    is_as_real = (claim.status in FUTURE) == (event.status in FUTURE)  # what was held is not told by a word of its plan, dated as it be
    return row.judged != "reject", claim.score >= SURE, is_as_real, is_own, *agrees, claim.score, claim.id


def elsewhere(event: EventRow, opened: ClaimRow) -> Dating | None:
    """The telling that gives the date of an event where the one that opens gives none, or another; None where it gives this one."""
    found = dating(event)
    return found if found and found.date != opened.claim.date else None


def dating(event: EventRow) -> Dating | None:
    """The telling that gives an event its date: one in whose own sentence it stands before others; None for an undated event."""
    giving = [row for row in event.claims if row.claim.date == event.date and row.judged != "reject"]
    if event.date is None or not giving:
        return None
    best = min(giving, key=lambda row: (is_beside(row.claim), not _words(row), -row.claim.score, row.claim.id))
    is_every = len(giving) == sum(row.judged != "reject" for row in event.claims)
    return Dating(best, _words(best), best.claim.reasons.get("date", ""), is_beside(best.claim), is_every)


def is_beside(claim: Claim) -> bool:
    """Whether the words that date a claim stand outside its sentence, and not in another that tells the same act."""
    outside = claim.time is not None and not claim.evidence.contains(claim.time)
    return outside and not claim.reasons.get("date", "").startswith(TOLD_AGAIN)


def _words(row: ClaimRow) -> str:
    """The words of a claim's sentence that date it."""
    time, evidence = row.claim.time, row.claim.evidence
    if time is None or not evidence.contains(time):
        return ""
    return row.sentence[time.start - evidence.start : time.end - evidence.start]
