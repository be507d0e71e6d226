"""When an act took place: the time expression that its clause, the sentences around or the acts in its company give."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from reportedly import resources
from reportedly.annotate.events.coreference import Telling, conflicting
from reportedly.annotate.events.dating import ELSEWHERE, Link, LinkView
from reportedly.annotate.events.dating_anniversary import anniversaries
from reportedly.annotate.events.dating_apart import WORDS
from reportedly.annotate.events.dating_choice import OWN, Case, ChoiceView, When
from reportedly.annotate.events.dating_company import CompanyView, held_there
from reportedly.annotate.events.dating_relative import counted_on, letters_of, relative_dates
from reportedly.annotate.events.dating_retold import FIRM, Retellings
from reportedly.annotate.events.lexicon import LETTER
from reportedly.annotate.events.same import Chances
from reportedly.annotate.events.triggers import Trigger
from reportedly.annotate.linear import linear
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Timex
from reportedly.model.dates import TOLD_AGAIN, bounds, is_date, within

LINKS = "weights/events-date.tsv"
COMPANY = "weights/events-date-2.tsv"
CHOICE = "weights/events-date-3.tsv"
SURE = 0.3
"""From this probability on an expression of an act's own sentence dates it for the comparison of tellings."""
CHOSEN = {OWN: 0.2, "near": 0.2, "opening": 0.2, "again": 0.25, "beside": 0.25, "like": 0.25}
"""The probabilities from which on a date is given, by what speaks for it in the first place. They are low, since annotators
leave most acts undated that a text would date; set on the training reports (5-fold) so that of the dates given to acts that
the annotators dated too 86 in 100 are right."""
TRUST = {OWN: 1.0, "near": 0.75, "opening": 0.65, "again": 0.3, "beside": 0.3, "like": 0.3}
"""What a date's probability is worth as its score, by what speaks for it in the first place: strict readers found those that
an act's own sentence does not give far less often right than its annotators."""

PLANNED = 0.5
"""From here on an act is told as planned, for what dates it can have."""
PART = 0.8
"""How sure the date of a letter is that an exchange of letters between the same two lends it."""

UNREAL = frozenset({"hypothetical", "proposed", "threatened", "recurring"})
"""What is likely of these statuses is dated by its own sentence or not at all."""

LENT = frozenset({"beside", "like"})
LASTING = "ongoing"
"""What lasts took place on no day that the opening or another act has (of 40 such dates of freshly annotated reports 2 were right)."""
LONG_AGO = 180
"""Days before publication from which on an act's date is lent to no act beside it ("killed on 7 October" dates no later killing:
1 of 22 was right)."""

CLEARLY = 0.35
"""The probability from which on an expression dates a letter. No act beside dates one, and no expression that only may: what
stands beside a letter is often of what it says ("In his letter he praised the visit last month")."""

_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_LEAD = len("since the ")  # characters before an expression in which "since" is looked for
_WORDS = 60  # characters of a time expression that a reason quotes


class Calendar:
    """The dates of one report's acts, in two steps: what their own sentences say, then all that the report says.

    `own` has for each act the date that its own sentence gives, or None.
    """

    def __init__(self, annotated: AnnotatedReport, syntax: Syntax, acts: Sequence[Trigger]) -> None:
        self.annotated = annotated
        self.text = annotated.report.text
        self.syntax = syntax
        self.acts = acts
        self._elsewhen = _elsewhen(annotated)
        view, model = LinkView(annotated, syntax, acts), linear(LINKS)
        links = [view.links(act) for act in acts]
        scored = iter(model.many([link.features for of_act in links for link in of_act]))
        self._links = [[(next(scored)["YES"], link) for link in of_act] for of_act in links]
        self.own = [self._best([s for s in of_act if s[1].back == 0]) for of_act in self._links]
        self._counted = self._by_distance()
        for k, when in self._counted.items():
            self.own[k] = when

    @property
    def unsure(self) -> frozenset[int]:
        """The acts (index) whose own date is not sure enough to keep them apart from acts of other days."""
        return frozenset(k for k, when in enumerate(self.own) if when and when.score < FIRM)

    def _by_distance(self) -> dict[int, When]:
        """The dates of acts that are told by their distance from another, or by an anniversary."""
        known = {k: w.date for k, w in enumerate(self.own) if w}
        found: dict[int, When] = {}
        for k, (date, timex) in relative_dates(self.annotated, self.syntax, self.acts, known).items():
            reason = f"'{self._words(timex)}' counted from what the sentence tells of or, in the present tense, publication"
            found[k] = When(date, timex.span, reason)
        return found | anniversaries(self.annotated, self.syntax, self.acts, known.keys() | found.keys())

    def _counted_on(self, dated: Sequence[When | None], tellings: Sequence[Telling], first: Sequence[int]) -> list[When | None]:
        """The dates with those that can only be counted once the others are known.

        Other tellings of the event, and the letters of an exchange, share them unless their own sentences say more.
        """
        found = list(dated)
        known = {k: w.date for k, w in enumerate(dated) if w}
        for k, (date, timex) in counted_on(self.annotated, self.syntax, self.acts, known).items():
            reason = f"'{self._words(timex)}' counted from what the sentence tells of, up to publication"
            found[k] = when = self._finer(When(date, timex.span, reason), [i for i, of_event in enumerate(first) if of_event == first[k]])
            name = self._name(k)
            for i, of_event in enumerate(first):
                if i not in (k, *self._counted) and self.own[i] is None and of_event == first[k]:
                    found[i] = replace(when, reason=f"{TOLD_AGAIN} '{name}', and there {reason}")
            for i in letters_of(k, tellings, found):
                found[i] = replace(when, reason=f"a letter of '{name}', and there {reason}", score=PART)
        return found

    def _finer(self, when: When, tellings: Sequence[int]) -> When:
        """A counted date, or that within it which other tellings (index) of the event have of their own sentences, where that is one."""
        inside = {w.date: (i, w) for i in tellings if (w := self.own[i]) and within(w.date, when.date)}
        if len(inside) != 1:
            return when
        i, own = inside.popitem()[1]
        return replace(own, reason=f"{TOLD_AGAIN} '{self._name(i)}', and there {own.reason}")

    def _name(self, k: int) -> str:
        return " ".join(self.acts[k].span.of(self.text)[:_WORDS].split())

    def _words(self, timex: Timex) -> str:
        return " ".join(timex.span.of(self.text)[:_WORDS].split())

    def _best(self, scored: Sequence[tuple[float, Link]]) -> When | None:
        """The likeliest date; None where none is likely enough or another date is as likely."""
        ranked = sorted(((p, link) for p, link in scored if p >= SURE), key=lambda s: (-s[0], s[1].timex.span))
        if not ranked or any(p == ranked[0][0] and link.timex.date != ranked[0][1].timex.date for p, link in ranked[1:2]):
            return None
        return self._when(*ranked[0])

    def _when(self, p: float, link: Link) -> When:
        return When(link.timex.date or "", link.timex.span, self._why(link), p, is_close=link.is_close)

    def _why(self, link: Link) -> str:
        words = self._words(link.timex)
        if link.back == 0:
            return f"'{words}' stands in the same {'clause' if link.is_close else 'sentence'}"
        where = {1: "the sentence before", 2: "the sentence before the last", -1: "the next sentence"}.get(link.back, "the opening")
        return f"'{words}' in {where} seems to date it"

    def completed(
        self, tellings: Sequence[Telling], first: Sequence[int], chance: Chances, statuses: Sequence[Mapping[str, float]]
    ) -> list[When | None]:
        """For each act the likeliest of the dates that the report offers, or None.

        `first` names each telling's event, `statuses` has the likely statuses of each act. No date is given that conflicts
        with what the sentence of another telling of the event says.
        """
        cases = self.cases(tellings, first, chance)
        view = self.view(tellings)
        rows = [view.features(i, c, of_act, statuses[i]) for i, of_act in enumerate(cases) for c in of_act]
        p = iter(linear(CHOICE).many(rows))
        scored = [[(next(p)["YES"], c) for c in of_act] for of_act in cases]
        told: dict[int, list[str]] = {}
        for k, w in zip(first, self.own, strict=True):
            if w:
                told.setdefault(k, []).append(w.date)
        likeliest = [max(s, key=lambda x: s[x]) for s in statuses]
        rows_of = zip(self.acts, scored, first, likeliest, strict=True)
        chosen = [self._chosen(act, of_act, told.get(k, ()), status) for act, of_act, k, status in rows_of]
        dated = self._held_there(self._counted_on(chosen, tellings, first))
        names = [self._name(k) for k in range(len(self.acts))]
        closed = {k for k, when in enumerate(dated) if self._is_elsewhen(k) or (when and self._is_since(when))}
        completed = Retellings(dated, first, chance, likeliest, names, closed, self._published).completed()
        return [None if when and self._is_past_plan(k, when, statuses[k]) else when for k, when in enumerate(completed)]

    def _is_past_plan(self, k: int, when: When, status: Mapping[str, float]) -> bool:
        """Whether what is told as planned would have taken place before its report, by a date of another clause.

        Of 26 such dates of annotated reports 5 were right.
        """
        own = self.own[k]
        if (own and own.is_close and own.date == when.date) or status["planned"] < PLANNED or not is_date(self._published):
            return False
        return is_date(when.date) and bounds(when.date)[1] < bounds(self._published)[0]

    def _is_since(self, when: When) -> bool:
        """Whether a date is a stretch of time up to now: what took place "since 2015" did not do so on one day of it."""
        return when.time is not None and bool(_SINCE.search(self.text[max(0, when.time.start - _LEAD) : when.time.end]))

    def _held_there(self, dated: Sequence[When | None]) -> list[When | None]:
        """The dates with those of what was done where a dated visit or meeting was ("a visit to Norland, where the two met")."""
        found = list(dated)
        for k, j in held_there(self.syntax, self.acts).items():
            source = dated[j]
            if found[k] is None and source is not None:
                reason = f"it took place on '{self._name(j)}', and there {source.reason}"
                found[k] = replace(source, reason=reason, score=source.score * PART)
        return found

    def _chosen(self, act: Trigger, scored: Sequence[tuple[float, Case]], told: Sequence[str], status: str) -> When | None:
        """The likeliest of an act's dates, where it is likely enough and fits its status and what other tellings say."""
        p, case = max(scored, key=lambda s: (s[0], s[1].date), default=(0.0, None))
        if case is None or p < CHOSEN[case.lead]:
            return None
        if case.lead != OWN and (status in UNREAL or any(conflicting(case.date, other) for other in told)):
            return None
        if self._is_far_fetched(act, case, status):
            return None
        return replace(case.when, score=p * TRUST[case.lead])

    def _is_far_fetched(self, act: Trigger, case: Case, status: str) -> bool:
        """Whether a date that is told of something else is not this act's, whatever else speaks for it."""
        kind = case.teller
        if kind in LENT and "again" not in case.told and self._is_heading(act):  # a heading within the body begins another matter
            return True
        if kind == "opening":  # what somebody is quoted with does not go on from the news
            return status == LASTING or act.token.i in self._quoted
        is_lent = kind in LENT and "again" not in case.told  # another telling's date is no loan
        if is_lent and (
            status == LASTING or not case.when.is_close
        ):  # of 77 such dates from another clause than the lender's 13 were right
            return True
        if is_lent and is_date(self._published):
            return (bounds(self._published)[0] - bounds(case.date)[1]).days > LONG_AGO
        return False

    @cached_property
    def _headed(self) -> int:
        """The sentence that is the first heading within the body, 0 without one: what stands under it goes back, not on from the news."""
        body = next((s.index for s in self.syntax.sentences if s.zone == "body"), 0)
        return next((s.index for s in self.syntax.sentences if s.zone == "title" and s.index > body + 2), 0)

    def _is_heading(self, act: Trigger) -> bool:
        """Whether an act stands in a heading within the body."""
        sentence = self.syntax.sentence(act.token)
        return sentence.zone == "title" and 0 < self._headed <= sentence.index

    @property
    def _published(self) -> str:
        return (self.annotated.report.published or "")[:10]

    @cached_property
    def _quoted(self) -> frozenset[int]:
        """The words that stand in somebody's quotation marks."""
        spans = [c for s in self.annotated.statements if s.quote == "direct" for c in s.content]
        return frozenset(a.token.i for a in self.acts if any(c.contains(a.token.span) for c in spans))

    def view(self, tellings: Sequence[Telling]) -> ChoiceView:
        """What the last step sees of the report."""
        own = [w.date if w else None for w in self.own]
        return ChoiceView(tellings, self.syntax, own=own, times=self.annotated.times, published=self._published)

    def cases(self, tellings: Sequence[Telling], first: Sequence[int], chance: Chances) -> list[list[Case]]:
        """For each act the dates that the report offers it, with what speaks for each, in the order of the dates."""
        view, model = CompanyView(tellings, self.syntax, chance, first), linear(COMPANY)
        company = [() if w or self._is_elsewhen(i) else view.company(i) for i, w in enumerate(self.own)]
        scored = iter(model.many([row for of_act in company for _, row in of_act]))
        found = []
        for i, of_act in enumerate(company):
            cases = self._linked(i)
            for j, _ in of_act:
                likely = chance.get((min(i, j), max(i, j)), 0.0)
                self._lend(i, j, {"again" if first[i] == first[j] else "beside": next(scored)["YES"], "like": likely}, cases)
            found.append([cases[d] for d in sorted(cases) if cases[d].support])
        return found

    def _is_elsewhen(self, i: int) -> bool:
        return self.acts[i].token.sentence in self._elsewhen

    def _is_letter(self, i: int) -> bool:
        group = self.acts[i].group
        return group is not None and group.mode == LETTER

    def _linked(self, i: int) -> dict[str, Case]:
        """The dates that the sentence and those around offer."""
        cases: dict[str, Case] = {}
        for p, link in self._links[i]:
            kind = OWN if link.back == 0 else "opening" if link.back == ELSEWHERE else "near"
            if kind == "opening" and self._headed and self._headed <= self.acts[i].token.sentence:
                continue
            if (kind == OWN or not self._is_elsewhen(i)) and (p >= CLEARLY or not self._is_letter(i)):
                when = self._when(p, link)
                cases.setdefault(when.date, Case(when.date)).add(kind, p, when)
        if i in self._counted:
            when = self._counted[i]
            cases.setdefault(when.date, Case(when.date)).add(OWN, when.score, when)
        return cases

    def _is_refused(self, i: int, when: When) -> bool:
        """Whether an expression of the act's own sentence plainly dates another act there: it comes back by no loan."""
        sentence = self.annotated.sentences[self.acts[i].token.sentence].span
        if when.time is None or not sentence.contains(when.time):
            return False
        return not any(link.back == 0 and link.timex.span == when.time for _, link in self._links[i])

    def _lend(self, i: int, j: int, support: Mapping[str, float], cases: dict[str, Case]) -> None:
        """Adds the date of act `j`, which seems to be the same event ("again") or to take place with act `i` ("beside")."""
        source, is_same = self.own[j], "again" in support
        if source is None or (not is_same and (self._is_letter(i) or self._is_refused(i, source))):
            return
        name = self._name(j)
        how = f"{TOLD_AGAIN} '{name}'" if is_same else f"it seems to take place with '{name}'"
        when = replace(source, reason=f"{how}, and there {source.reason}")
        for kind, p in support.items():
            cases.setdefault(source.date, Case(source.date)).add(kind, p, when)


def _elsewhen(annotated: AnnotatedReport) -> frozenset[int]:
    """The sentences that move to a time which stays open ("Weeks earlier, ..."): their acts borrow no date from others."""
    moves = frozenset(resources.table(WORDS)["moves"])
    text = annotated.report.text
    open_times = [t.span for t in annotated.times if not t.date and t.span.of(text).lower().split()[-1] in moves]
    return frozenset(s.index for s in annotated.sentences if any(s.span.contains(span) for span in open_times))
