"""When an act took place: the time expression that its clause, the sentences around or the acts in its company give."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly import resources
from reportedly.annotate.events.coreference import Telling, conflicting
from reportedly.annotate.events.dating import ELSEWHERE, Link, LinkView
from reportedly.annotate.events.dating_company import CompanyView
from reportedly.annotate.events.dating_relative import relative_dates
from reportedly.annotate.events.same import Chances
from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.linear import linear
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Span

LINKS = "weights/events-date.tsv"
COMPANY = "weights/events-date-2.tsv"
WORDS = "lexicons/en/events-dating.toml"
OWN = 0.3
AROUND = 0.36
FAR = 0.43
SHARED = 0.4
RETOLD = 0.24
"""The probabilities from which on a date is given: by an expression of the sentence; by one of a sentence around or, for a
headline, of the opening; by the opening for an act of the body; by another act; by another telling of the same event.
Set on the training reports (5-fold): of the dates so given to acts that the annotators dated too, 85 in 100 are right, as
with higher thresholds, which leave more acts open. SHARED is higher than the best F1 would have it, since annotators leave
most such acts undated."""

LETTER = "letter"
"""The mode of acts that no other act dates."""

_WORDS = 60  # characters of a time expression that a reason quotes


@dataclass(frozen=True, slots=True)
class When:
    """A date with the expression that it rests on, the reason, and how likely it is (0 to 1)."""

    date: str
    time: Span | None
    reason: str
    score: float = 1.0


class Calendar:
    """The dates of one report's acts, in two steps: what their sentences and those around say, then what their company says.

    `own` has for each act the date that its own sentence gives, or None.
    """

    def __init__(self, annotated: AnnotatedReport, syntax: Syntax, acts: Sequence[Trigger]) -> None:
        self.text = annotated.report.text
        self.syntax = syntax
        self.acts = acts
        self._elsewhen = _elsewhen(annotated)
        view, model = LinkView(annotated, syntax, acts), linear(LINKS)
        scored = [[(model.probabilities(link.features)["YES"], link) for link in view.links(act)] for act in acts]
        self.own = [self._best([s for s in of_act if s[1].back == 0], OWN) for of_act in scored]
        known = {k: w.date for k, w in enumerate(self.own) if w}
        for k, (date, timex) in relative_dates(annotated, syntax, acts, known).items():
            words = " ".join(timex.span.of(self.text).split())
            self.own[k] = When(date, timex.span, f"'{words}' counted from what the sentence tells of or, in the present tense, publication")
        self._around = [
            self._best([s for s in of_act if s[1].back != 0 and (s[1].back != ELSEWHERE or s[0] >= self._far(act))], AROUND)
            for act, of_act in zip(acts, scored, strict=True)
        ]

    def _far(self, act: Trigger) -> float:
        return AROUND if self.syntax.sentence(act.token).zone == "title" else FAR

    def _best(self, scored: Sequence[tuple[float, Link]], least: float) -> When | None:
        """The likeliest date; None where none is likely enough or another date is as likely."""
        ranked = sorted(((p, link) for p, link in scored if p >= least), key=lambda s: (-s[0], s[1].timex.span))
        if not ranked or any(p == ranked[0][0] and link.timex.date != ranked[0][1].timex.date for p, link in ranked[1:2]):
            return None
        p, link = ranked[0]
        return When(link.timex.date or "", link.timex.span, self._why(link), p)

    def _why(self, link: Link) -> str:
        words = " ".join(link.timex.span.of(self.text)[:_WORDS].split())
        if link.back == 0:
            return f"'{words}' stands in the same {'clause' if link.is_close else 'sentence'}"
        where = {1: "the sentence before", 2: "the sentence before the last", -1: "the next sentence"}.get(link.back, "the opening")
        return f"'{words}' in {where} seems to date it"

    def completed(self, tellings: Sequence[Telling], first: Sequence[int], chance: Chances) -> list[When | None]:
        """For each act its own date, else the likelier of what the sentences around and its company say, or None.

        `first` names each telling's event. No date is given that conflicts with what another telling of the event says.
        """
        view, model = CompanyView(tellings, self.syntax, chance, first), linear(COMPANY)
        told: dict[int, list[str]] = {}
        for k, w in zip(first, self.own, strict=True):
            if w:
                told.setdefault(k, []).append(w.date)
        found: list[When | None] = []
        for i, own in enumerate(self.own):
            if own is None and self.acts[i].token.sentence in self._elsewhen:
                found.append(None)
                continue
            lent = [] if own else [self._from(i, j, model.probabilities(f)["YES"], first) for j, f in view.company(i)]
            known = told.get(first[i], ())
            choice = [w for w in (self._around[i], *lent) if w and not any(conflicting(w.date, other) for other in known)]
            found.append(own or (max(choice, key=lambda w: w.score) if choice else None))
        return found

    def _from(self, i: int, j: int, score: float, first: Sequence[int]) -> When | None:
        source = self.own[j]
        if source is None or score < (RETOLD if first[i] == first[j] else SHARED):
            return None
        group = self.acts[i].group
        if first[i] != first[j] and group is not None and group.mode == LETTER:
            return None  # a letter tells of acts of other days: "In his letter he praised the visit last month"
        name = " ".join(self.acts[j].span.of(self.text)[:_WORDS].split())
        how = f"the same event is told as '{name}'" if first[i] == first[j] else f"it seems to take place with '{name}'"
        return replace(source, reason=f"{how}, and there {source.reason}", score=score)


def _elsewhen(annotated: AnnotatedReport) -> frozenset[int]:
    """The sentences that move to a time which stays open ("Weeks earlier, ..."): their acts borrow no date from others."""
    moves = frozenset(resources.table(WORDS)["moves"])
    text = annotated.report.text
    open_times = [t.span for t in annotated.times if not t.date and t.span.of(text).lower().split()[-1] in moves]
    return frozenset(s.index for s in annotated.sentences if any(s.span.contains(span) for span in open_times))
