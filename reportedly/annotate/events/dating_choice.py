"""Which of the dates that a report offers an act is the act's: features for the last step of dating.

Each date comes with what speaks for it: an expression in the act's sentence ("own"), in a sentence around ("near"), in the
opening ("opening"), another telling of the same event ("again"), an act in its company ("beside"), and how likely the
likeliest of the acts of that date is the same event ("like"). The last step weighs them together, with the likely status:
what is imagined, demanded or goes on for years mostly has no date, whatever stands near it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.annotate.events.coreference import Telling
from reportedly.annotate.events.dating import OPENING, grain
from reportedly.annotate.syntax import Syntax
from reportedly.model import Span, Timex
from reportedly.model.dates import bounds, is_date, within

OWN = "own"
KINDS = (OWN, "near", "opening", "again", "beside", "like")
LEAST = 0.03  # what speaks for a date less than this is not heard
_STEPS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)
_FEW = (0.05, 0.2, 0.4, 0.6)
_DAYS = (1, 3, 10, 40, 200)
_SENTENCES = (0, 1, 2, 5, 50)
_HEARD = 0.05  # from here on a kind of support leads the others


@dataclass(frozen=True, slots=True)
class When:
    """A date with the expression that it rests on, the reason, and how likely it is (0 to 1).

    `is_close` says whether the expression stands in the clause of the act that it dates in the first place.
    """

    date: str
    time: Span | None
    reason: str
    score: float = 1.0
    is_close: bool = True


@dataclass(slots=True)
class Case:
    """What speaks for one date of one act: a kind of support -> its probability, and the date as that support gives it."""

    date: str
    support: dict[str, float] = field(default_factory=dict)
    told: dict[str, When] = field(default_factory=dict)

    def add(self, kind: str, p: float, when: When) -> None:
        """One more thing that speaks for the date; the strongest of a kind counts."""
        if p > max(self.support.get(kind, 0.0), LEAST):
            self.support[kind], self.told[kind] = p, when

    def p(self, kind: str) -> float:
        """How much one kind speaks for it."""
        return self.support.get(kind, 0.0)

    @property
    def lead(self) -> str:
        """The kind that speaks for it in the first place: the nearest that is heard, else the strongest."""
        return next((k for k in KINDS if self.p(k) >= _HEARD), None) or max(KINDS, key=self.p)

    @property
    def when(self) -> When:
        """The date with the reason of the strongest support (of `like`, which only weighs, that of the others)."""
        return self.told[self.teller]

    @property
    def teller(self) -> str:
        """The kind of the strongest support: it gives the reason."""
        return max((k for k in KINDS if k in self.told), key=self.p)


class ChoiceView:
    """What is the same for all dates of one report: its tellings, their own dates, likely statuses, and its time expressions."""

    def __init__(self, tellings: Sequence[Telling], syntax: Syntax, *, own: Sequence[str | None], times: Sequence[Timex], published: str):
        self.tellings = tellings
        self.syntax = syntax
        self.own = own
        self.published = published if is_date(published) else ""
        self._counts = Counter(d for d in own if d)
        self._body = next((s.index for s in syntax.sentences if s.zone == "body"), 0)
        self._dates = {t.date for t in times if t.date and is_date(t.date)}
        self._today = self._first_told(times, 0)
        self._yesterday = self._first_told(times, 1)

    def _first_told(self, times: Sequence[Timex], days: int) -> str:
        """How far into the body an expression for the publication day, or for the day before, stands first."""
        if not self.published:
            return "unknown"
        today = bounds(self.published)[0]
        starts = [s.span.start for s in self.syntax.sentences]
        whole = [t for t in times if t.date and len(t.date) == len(self.published) and is_date(t.date)]
        told = [t.span.start for t in whole if (today - bounds(t.date or "")[0]).days == days]
        return _level(max(0, bisect_left(starts, min(told) + 1) - 1 - self._body), _SENTENCES) if told else "none"

    def features(self, i: int, case: Case, dates: Collection[Case], status: Mapping[str, float]) -> list[str]:
        """The features of a date of act `i`; `dates` are all its dates, `status` the likely statuses."""
        lead, act = case.lead, self.tellings[i]
        top = max(status, key=lambda k: status[k])
        done = _level(status["occurred"], (0.1, 0.25, 0.5, 0.7, 0.9))
        today = case.date == self.published
        zone, side = self._zone(i), self._side(case.date)
        found = ["bias", f"lead={lead}", f"lead={lead}|{today}", f"{lead}|has={self.own[i] is not None}"]
        found += _support(case, lead, [c for c in dates if c is not case])
        found += [f"top={top}", f"{lead}|top={top}", f"done={done}", f"{lead}|done={done}", f"today={today}|top={top}"]
        fine = grain(case.date)
        found += [f"grain={fine}", f"{lead}|grain={fine}", f"side={side}", f"{lead}|side={side}"]
        found += [f"zone={zone}|{lead}", f"zone={zone}|{lead}|{today}"]
        found += [f"shape={act.shape}|{lead}", f"shape={act.shape}|{today}", f"y={act.type}|{lead}", f"y={act.type}|{today}"]
        found += [f"news={self._today}|{today}", f"news={self._today}|{today}|{zone}", f"before={self._yesterday}|{today}"]
        many = min(5, self._counts[case.date])
        share = _level(self._counts[case.date] / max(1, sum(self._counts.values())), (0.01, 0.1, 0.25, 0.5, 0.9))
        return [*found, f"many={many}|{lead}", f"share={share}|{lead}", f"dates={_level(len(self._dates), (1, 2, 4, 7, 12))}|{today}"]

    def _zone(self, i: int) -> str:
        sentence = self.syntax.sentence(self.tellings[i].token)
        return "title" if sentence.zone == "title" else "lede" if sentence.index - self._body < OPENING else "body"

    def _side(self, date: str) -> str:
        """How far before or after publication a date lies."""
        if not self.published:
            return "unknown"
        (first, last), (today, _) = bounds(date), bounds(self.published)
        days = (first - today).days if first > today else (today - last).days if last < today else 0
        return f"{'+' if first > today else '-' if days else ''}{_level(days, _DAYS)}"


def _support(case: Case, lead: str, others: Sequence[Case]) -> list[str]:
    """What speaks for a date, and what for its rivals."""
    found = []
    for kind in KINDS:
        p, rival = case.support.get(kind, 0.0), max([c.support.get(kind, 0.0) for c in others], default=0.0)
        found += [f"{kind}={_level(p)}", f"-{kind}={_level(rival)}", f"{kind}={_level(p, _FEW)}|-{_level(rival, _FEW[:3])}"]
    agree = sum(case.p(k) > 0.2 for k in KINDS[1:])
    rival = max([c.p(OWN) for c in others], default=0.0)
    narrower = any(within(c.date, case.date) for c in others)
    wider = any(within(case.date, c.date) for c in others)
    return [*found, f"agree={agree}|{lead}", f"{lead}|-own={_level(rival, (0.05, 0.15, 0.3, 0.5))}", f"in={wider}{narrower}|{lead}"]


def _level(p: float, steps: Sequence[float] = _STEPS) -> str:
    return str(bisect_left(steps, p))
