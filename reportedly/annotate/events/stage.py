"""The stage: acts of the 16 PLOVER types, with who, whom, where and when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.events.confidence import confidences
from reportedly.annotate.events.contexts import contexts
from reportedly.annotate.events.coreference import tellings
from reportedly.annotate.events.dates import Calendar
from reportedly.annotate.events.dating_choice import When
from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.magnitude import magnitude
from reportedly.annotate.events.parties import Roles, roles
from reportedly.annotate.events.places import Where, place
from reportedly.annotate.events.roles import Act, RoleView
from reportedly.annotate.events.same import chances, grouped
from reportedly.annotate.events.triggers import Trigger, triggers
from reportedly.annotate.references import References
from reportedly.annotate.status.scoring import likely_and_open
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, EventMention, Token

KEPT = 0.03
"""The score below which an act is not kept: of such ones hardly any has its type and parties right, and as many are none as are one
(F1 with the type .721 to .722 on held-out reports, unchanged on the training reports; all parties right as often or more)."""


@dataclass(frozen=True, slots=True)
class Events:
    """The stage. Status and chain are left for the stage `Status`."""

    name: str = "events"
    version: int = 2
    requires: tuple[str, ...] = ("sentences", "tokens", "entities", "mentions", "times", "statements")
    provides: tuple[str, ...] = ("events",)

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills `events`, in text order. Raises ResourceError when a table or the weights are missing."""
        return [replace(item, events=events(item, f"{self.name}/{self.version}")) for item in batch]


def events(item: AnnotatedReport, made_by: str) -> tuple[EventMention, ...]:
    """The event mentions of one report."""
    syntax = Syntax(item.tokens, item.sentences)
    refs = References(item)
    view = RoleView(item, syntax, refs)
    found = [t for t in triggers(TriggerView(item, syntax, lexicon())) if view.is_peopled(t.token)]
    calendar = Calendar(item, syntax, found)
    taking_part = roles([Act(t.token, t.type, t.group) for t in found], view)
    places = [place(t.token, syntax, refs, mode=t.group.mode if t.group else None) for t in found]
    told = tellings(item, syntax, found, taking_part, [w.date if w else None for w in calendar.own])
    told = [replace(t, land=where.place.country or "") if where and where.is_named else t for t, where in zip(told, places, strict=True)]
    chance = chances(told, syntax, item.readings)
    statuses, told_as = likely_and_open(statused(found, taking_part, calendar), item, syntax)
    first = grouped(told, chance, told_as, calendar.unsure)
    dated = calendar.completed(told, first, chance, statuses)
    scores = confidences(found, taking_part, len(item.sentences))
    made = zip(found, taking_part, dated, places, first, scores, strict=True)
    return tuple(
        replace(_mention(t, r, w, where, syntax=syntax), event=f"e{k + 1}", score=round(score, 3), made_by=made_by)
        for t, r, w, where, k, score in made
        if score >= KEPT
    )


def statused(found: Sequence[Trigger], taking_part: Sequence[Roles], calendar: Calendar) -> list[tuple[EventMention, Token]]:
    """The acts as far as the status scorer needs to know them, with their words."""
    rows = zip(found, taking_part, calendar.own, strict=True)
    return [
        (EventMention("", t.span, t.type, t.group.mode if t.group else None, actor=r.actor, date=w.date if w else None), t.token)
        for t, r, w in rows
    ]


def _mention(t: Trigger, r: Roles, w: When | None, where: Where | None, *, syntax: Syntax) -> EventMention:
    reasons = {"type": _why(t), **r.reasons}
    if where:
        reasons["place"] = where.reason
    if w:
        reasons["date"] = w.reason
    return EventMention(
        event="",
        trigger=t.span,
        type=t.type,
        mode=t.group.mode if t.group else None,
        context=contexts(t.token, syntax),
        actor=r.actor,
        recipient=r.recipient,
        place=where.place if where else None,
        date=w.date if w else None,
        date_score=round(w.score, 3) if w else None,
        time=w.time if w else None,
        magnitude=magnitude(t.token, syntax),
        reasons=reasons,
    )


def _why(t: Trigger) -> str:
    by = (
        f"'{t.token.lemma.lower()}' is in the table of {t.type} words ({t.group.name})"
        if t.group
        else "a word used like the words of such acts"
    )
    return f"{by}; event {t.score:.2f}, type {t.type_score:.2f}"
