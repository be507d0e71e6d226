"""Events as the lines of a list: what a reader sees of each. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.model import Party
from reportedly.model.guesses import guessed
from reportedly.model.origins import denies
from reportedly.model.plans import ahead
from reportedly.serve.described import called
from reportedly.serve.words import date_words
from reportedly.store import ClaimRow, EventRow
from reportedly.store.telling import Dating, dating, leading


@dataclass(frozen=True, slots=True)
class Line:
    """An event in a list, with the claim that opens when it is clicked: who, what, status and chain of the line are this claim's.

    `again` are events that the same outlet tells of the same day in the same sentence, in other reports: one line is enough for them.
    """

    event: EventRow
    best: ClaimRow
    again: tuple[EventRow, ...] = ()

    @property
    def every(self) -> tuple[EventRow, ...]:
        """The event, and those told in the same words."""
        return self.event, *self.again

    @property
    def tally(self) -> tuple[int, int, int]:
        """On how many origins, reports and publishers the line rests."""
        origins = {origin.id for row in self.every for origin in row.origins}
        reports, outlets = ({one for row in self.every for one in getattr(row, told)} for told in ("reports", "publishers"))
        return len(origins), len(reports), len(outlets)

    @property
    def when(self) -> str:
        """Its date as what it is; "undated, reported on ..." where nothing fixes one."""
        return date_words(self.event.date, first_published(self.event))

    @property
    def dated(self) -> Dating | None:
        """The telling that gives the date, where it is another than the one that opens, or where it is of an act beside it."""
        found = dating(self.event)
        return found if found and (found.is_beside or self.best.claim.date != found.date) else None

    @property
    def is_dated_here(self) -> bool:
        """Whether the telling that opens gives the date of the line."""
        return self.best.claim.date == self.event.date

    @property
    def is_undated(self) -> bool:
        """Whether nothing fixes a date."""
        return not self.event.date

    @property
    def guess(self) -> str | None:
        """A date that the sentence of an undated one tells, not surely enough to stand as its date."""
        return guessed(self.best.claim, told=True) if self.is_undated else None

    @property
    def is_vague(self) -> bool:
        """Whether the date is coarser than a day."""
        return not self.event.date or len(self.event.date) != 10

    @property
    def who(self) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Those who act, and on whom."""
        return self.best.claim.actor, self.best.claim.recipient

    @property
    def kind(self) -> str:
        """The kind of act in words: "consult · letter"."""
        claim = self.best.claim
        return f"{claim.type} · {claim.mode}".lower() if claim.mode else claim.type.lower()

    @property
    def status(self) -> str:
        """The status that the sentence tells."""
        return self.best.claim.status

    @property
    def told_by(self) -> str:
        """On whose word: the chain of the claim that opens."""
        return " ← ".join(called(p) for p in self.best.claim.according_to)

    @property
    def first(self) -> ClaimRow | None:
        """Of the claims with a day of publication the one told first: of what took place none that tells of it ahead, or denies it."""
        told = [c for c in self.event.claims if c.judged != "reject"]
        passed = ahead([c.claim for c in told], self.event.date)
        asserting = [c for c in told if c.claim.id not in passed and not denies(c.claim)] or told
        return min((c for c in asserting if c.published), key=lambda c: (c.published or "", c.claim.id), default=None)

    @property
    def also(self) -> tuple[str, ...]:
        """Other statuses that are told."""
        return tuple(s for s in self.event.statuses if s != self.status)


def line(row: EventRow) -> Line:
    """An event as a line, with the claim that stands for it."""
    return Line(row, leading(row))


def folded(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of one outlet, day, act and sentence as one, at the place of the first."""
    first: dict[object | None, int] = {}
    made: list[Line] = []
    for row in lines:
        key = _told(row)
        at = first.get(key, -1)
        if at >= 0 and not set(row.event.reports) & {report for event in made[at].every for report in event.reports}:
            made[at] = replace(made[at], again=(*made[at].again, row.event))
            continue
        if key is not None:
            first.setdefault(key, len(made))
        made.append(row)
    return made


def _told(row: Line) -> object | None:
    """What is equal for events that one outlet tells in the same words; None where several outlets tell it, or none is known."""
    event, words = row.event, " ".join(row.best.sentence.split()).casefold()
    if len(event.publishers) != 1 or not event.publishers[0] or not words:
        return None
    day = event.date or (first_published(event) or "")[:10]
    who = [tuple(p.id for p in parties) for parties in row.who]
    return event.publishers, day, row.kind, row.status, *who, words


def first_published(row: EventRow) -> str | None:
    """When an event was first reported."""
    return min((c.published for c in row.claims if c.published), default=None)


def publishers(rows: Sequence[ClaimRow]) -> list[str]:
    """Who published the reports of some claims, each once."""
    return list(dict.fromkeys(r.publisher or "unknown publisher" for r in rows))
