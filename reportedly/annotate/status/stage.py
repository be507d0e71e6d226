"""The stage: status of each event, according to whom, and in which statement it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.annotate.status.around import Around
from reportedly.annotate.status.chain import Chain, chain, relayed
from reportedly.annotate.status.constraints import (
    DENIED,
    NOT_YET,
    SURMISED,
    contradicts,
    is_denied,
    is_surmised,
    is_withheld,
    moved,
    possible,
)
from reportedly.annotate.status.features import Setting
from reportedly.annotate.status.presupposed import presupposed
from reportedly.annotate.status.reasons import reason
from reportedly.annotate.status.scoring import likeliest, rows, scored, setting
from reportedly.annotate.status.vouched import REASON, chances, is_vouched, retold
from reportedly.annotate.status.vouched import features as vouching
from reportedly.annotate.status.wording import HEDGED, hedged_again, reworded, worded
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, EventMention, Status, Token


@dataclass(frozen=True, slots=True)
class Statuses:
    """The stage. It fills `status`, `according_to` and `statement` of the events that `Events` found."""

    name: str = "status"
    version: int = 1
    requires: tuple[str, ...] = ("sentences", "tokens", "statements", "events")
    provides: tuple[str, ...] = ("events",)

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]:
        """Fills the three fields. Raises ResourceError when a table or the weights are missing."""
        return [replace(item, events=_events(item)) for item in batch]


def _events(item: AnnotatedReport) -> tuple[EventMention, ...]:
    if not item.events:
        return ()
    syntax = Syntax(item.tokens, item.sentences)
    heads = head_tokens(item)
    acts = {token.i: item.events[k].type for k, token in heads.items()}
    around = Around(item)
    settings = {k: setting(item.events[k], token, item, acts=acts, around=around) for k, token in heads.items()}
    found = dict(zip(settings, rows(list(settings.values()), syntax), strict=True))
    likely = dict(zip(found, scored(list(settings.values()), list(found.values()), item), strict=True))
    vouched = chances(statement_rows(settings, item, around, syntax))
    filled = [
        _filled(settings[k], found[k], likely[k], vouched=vouched.get(k, 0.0), item=item, around=around, syntax=syntax) if k in heads else e
        for k, e in enumerate(item.events)
    ]
    for k in hedged_again(filled, heads, syntax):
        filled[k] = replace(filled[k], status="alleged", reasons={**filled[k].reasons, "status": f"{HEDGED} (status/1)"})
    return tuple(filled)


def statement_rows(settings: Mapping[int, Setting], item: AnnotatedReport, around: Around, syntax: Syntax) -> dict[int, list[str]]:
    """For each act within a statement (by its index) what may show that the report vouches for it."""
    inner = {k: around.innermost(at.token.span.start, at.token.sentence) for k, at in settings.items()}
    again = retold(item.events, inner)
    return {k: vouching(settings[k], item.statements[n], again[k], syntax) for k, n in inner.items() if n is not None}


def _filled(
    at: Setting, found: list[str], p: Mapping[str, float], *, vouched: float, item: AnnotatedReport, around: Around, syntax: Syntax
) -> EventMention:
    event = at.event
    left = possible(p, found, kind=event.type, withheld=is_withheld(event.type, at.token))
    if done := presupposed(event.type, at.token, item.tokens):
        left = moved(left, NOT_YET, done)
    ruled = _ruled(at, found, item, syntax) or worded(at.token, event.type, syntax)
    if not ruled and likeliest(left) == "occurred":
        ruled = reworded(at.token, event.type, syntax)
    best: Status = ruled[0] if ruled else likeliest(left)
    index = around.innermost(at.token.span.start, at.token.sentence)
    relay = relayed(event.trigger, item.sentences[at.token.sentence], around) if index is None else None
    told = relay or chain(index, item.statements, item.report.text)
    if is_vouched(vouched, best):
        told = Chain((), told.statement, f"{REASON} ({vouched:.2f}), not only where it {told.reason}")
    reasons = {
        **event.reasons,
        "status": f"{ruled[1] if ruled else reason(found, best)} (status/1, {p[best]:.2f})",
        "according_to": told.reason,
    }
    if why_not := contradicts(best, event.date, (item.report.published or "")[:10]):
        event = replace(event, date=None, time=None)
        reasons["date"] = f"open: {why_not}"
    return replace(event, status=best, according_to=told.parties, statement=told.statement, reasons=reasons)


def _ruled(at: Setting, found: list[str], item: AnnotatedReport, syntax: Syntax) -> tuple[Status, str] | None:
    """The status that the wording leaves no choice about, with the reason."""
    if is_denied(at, syntax.ancestors(at.token), found):
        return "denied", DENIED
    return ("suspected", SURMISED) if is_surmised(at, item) else None


def head_tokens(item: AnnotatedReport) -> Mapping[int, Token]:
    """For each event (by index) the token that heads its trigger."""
    found: dict[int, Token] = {}
    starts = {t.span.start: t.i for t in item.tokens}
    for k, e in enumerate(item.events):
        i = starts.get(e.trigger.start)
        words = []
        while i is not None and i < len(item.tokens) and item.tokens[i].span.end <= e.trigger.end:
            words.append(item.tokens[i])
            i += 1
        inside = {t.i for t in words}
        if words:
            found[k] = next((t for t in words if t.head not in inside or t.head == t.i), words[0])
    return found
