"""Denials that may be of an event: of its time, by or about its parties, of something that its sentences speak of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.model import Claim
from reportedly.model.events import country_code, days, single_ids
from reportedly.serve.lines import first_published
from reportedly.serve.refusals import is_refusal
from reportedly.serve.words import names, plural
from reportedly.store import EventRow, Filter, Store
from reportedly.store.browse import Browse
from reportedly.store.finding import Wanted
from reportedly.store.said import Said
from reportedly.store.terms import folded, likened, telling_words

_BEFORE, _AFTER = 3, 21
"""Days before an event, or before it was first told, and after, within which a denial may be of it."""
_SOON = 7
"""Days within which a denial of one side alone may be of an event where it names no other."""
_READ, SHOWN = 60, 5
_LEAST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial that may be of an event, and why it may."""

    said: Said
    reason: str


def near(store: Store, row: EventRow) -> list[Denial]:
    """The denials that may be of an event and are not among its claims; those that share most of its words first."""
    told = [span for span in (days(row.date), days((first_published(row) or "")[:10])) if span]
    if not told:
        return []
    first, last = min(span[0] for span in told) - _BEFORE, max(span[1] for span in told) + _AFTER
    if last - first > 2 * (_BEFORE + _AFTER):  # told long after: of the time in which it was told
        first, last = told[-1][0] - _BEFORE, told[-1][1] + _AFTER
    window = Filter(published_since=date.fromordinal(max(1, first)).isoformat(), published_until=date.fromordinal(last).isoformat())
    found = Browse(store).stated(Wanted("", ("denies",), window), limit=_READ).rows
    own = {(c.claim.report, c.claim.statement) for c in row.claims}
    found = tuple(said for said in found if not is_refusal(said.statement))
    ranked = [made for said in found if (said.statement.report, said.statement.index) not in own and (made := _fits(row, said))]
    return [denial for _, denial in sorted(ranked, key=lambda one: -one[0])[:SHOWN]]


def by_parties(store: Store, row: EventRow) -> list[Denial]:
    """What the parties of an event deny in the week of its tellings, whatever it is: for where none is likely of it."""
    told = [span for c in row.claims if (span := days((c.published or "")[:10]))]
    sides = sorted(unit for unit in _units(c.claim for c in row.claims) if country_code(unit))
    if not told or not sides:
        return []
    first, last = min(span[0] for span in told) - _BEFORE, max(span[1] for span in told) + _SOON
    window = Filter(published_since=date.fromordinal(max(1, first)).isoformat(), published_until=date.fromordinal(last).isoformat())
    found = Browse(store).stated(Wanted("", ("denies",), window), limit=_READ).rows
    spoken = [said for said in found if not is_refusal(said.statement) and _speaks_for(said, sides)]
    return [Denial(said, f"by one of its parties, {_apart(row, said)}; of what, nobody has judged") for said in spoken[:SHOWN]]


def _speaks_for(said: Said, sides: Iterable[str]) -> bool:
    """Whether the one who speaks is one of these states, or of its government."""
    speaker = said.statement.statement.speaker
    return speaker is not None and any(part == s or part.startswith(f"{s}-") for part in single_ids(speaker.id) for s in sides)


def _fits(row: EventRow, said: Said) -> tuple[int, Denial] | None:
    """How much speaks for a denial being of an event, and the denial; None where too little does."""
    if row.id in {event.id for event in said.events}:
        return None
    statement = said.statement.statement
    sides, speaker = _units(c.claim for c in row.claims), statement.speaker
    speaks = {side for side in sides if speaker and any(part == side or part.startswith(f"{side}-") for part in speaker.id.split("+"))}
    named = _units(c.claim for event in said.events for c in event.claims) & sides
    said_of = _content(" ".join(said.statement.content), row)
    act = said_of & likened(folded(word) for c in row.claims for word in _WORD.findall(c.claim.label))
    shared = said_of & _objects(row) - act
    same_kind = any(event.type == row.type and len(_units(c.claim for c in event.claims) & sides) > 1 for event in said.events)
    by_one_side = bool(speaks and shared) and abs(_days_apart(row, said) or 0) <= _SOON
    if not (shared or ((act or same_kind) and speaks)) or (len(speaks | named) < min(2, len(sides)) and not by_one_side):
        return None
    who = f"{speaker.name} takes part and denies it" if speaks and speaker else "it names the same parties"
    told = sorted(word for word in _WORD.findall(" ".join(said.statement.content)) if likened([folded(word)]) & (shared | act))
    both = f"it speaks of {', '.join(f'“{word}”' for word in dict.fromkeys(told))}" if told else "an act of the same kind is told in it"
    return 2 * len(shared) + len(speaks) + 3 * same_kind, Denial(said, f"{who}; {both}; {_apart(row, said)}")


def _units(claims: Iterable[Claim]) -> set[str]:
    """The parties of claims, those of a state as the state."""
    return {claim.unit(p) for claim in claims for p in (*claim.actor, *claim.recipient)}


def _objects(row: EventRow) -> set[str]:
    """What the act of an event was done with, folded: words that depend on the act's (all, where nobody knows), what is counted."""
    counted = [c.claim.magnitude.unit for c in row.claims if c.claim.magnitude]
    told = _content(" ".join([*(word for c in row.claims for word in c.claim.args), *counted]), row)
    return told or _content(" ".join(word for c in row.claims for word in c.claim.terms), row)


def _content(text: str, row: EventRow) -> set[str]:
    """The words of a text, folded and likened, without small ones and the parties' names."""
    named = (names((*row.actor, *row.recipient)), *(name for c in row.claims for name in c.claim.names))
    passed = {folded(word) for told in named for word in _WORD.findall(told)}
    told = telling_words(word for word in _WORD.findall(text) if len(word) >= _LEAST_LETTERS)
    return likened({folded(word) for word in told} - passed)


def _days_apart(row: EventRow, said: Said) -> int | None:
    """How many days after an event was first told a denial was published."""
    told, denied = days((first_published(row) or "")[:10]), days((said.statement.published or "")[:10])
    return denied[0] - told[0] if told and denied else None


def _apart(row: EventRow, said: Said) -> str:
    """The same in words."""
    apart = _days_apart(row, said)
    if apart is None:
        return "of that time"
    return f"{plural(abs(apart), 'day')} {'later' if apart > 0 else 'earlier'}" if apart else "the same day"
