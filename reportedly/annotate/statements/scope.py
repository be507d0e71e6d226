"""How far an occasion reaches: to later statements of the same speaker, and back to the headline and the lead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly import resources
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.occasion import TABLE, Occasion
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.speaker import Speaking
from reportedly.model import Party, Sentence

Relays = Callable[[Draft], Sequence[Party] | None]
"""Those who pass a draft on around it; None when it stands inside another's statement proper."""

EARLIER = "the occasion named with an earlier statement of the same speaker"
LATER = "the occasion named with the next statement of the same speaker"


@dataclass(frozen=True, slots=True)
class _Standing:
    """The occasion on which somebody spoke last, and the sentence of it."""

    sentence: Sentence
    occasion: Occasion


class Scope:
    """Spreads the occasions of one report; reaches are numbers of sentences from the tables."""

    def __init__(self, reading: Reading, who: Speaking) -> None:
        self.reading = reading
        self.who = who
        table = resources.table(TABLE)["lasting"]
        self.lasting = frozenset(table["media"])
        self.farthest, self.outlets_last = int(table["sentences"]), int(table["outlets"])
        self.days_last, self.lead = int(table["days"]), int(table["lead"])

    def spread(self, found: Sequence[Draft], own: Mapping[int, Occasion], relays: Relays) -> dict[int, Occasion]:
        """The occasion of each draft by its id(): its own words, else what is known of its speaker's occasion."""
        result = dict(own)
        standing: dict[str, _Standing] = {}
        waiting: dict[str, list[Draft]] = {}
        for draft in sorted(found, key=lambda d: d.cue.head.i):
            relayed = relays(draft)
            if relayed is None or not (ids := self._ids(draft)):
                continue
            sentence = self.reading.syntax.sentence(draft.cue.head)
            here = replace(own[id(draft)], outlets=own[id(draft)].outlets + tuple(relayed))
            before = next((standing[i] for i in ids if i in standing), None)
            here = self._interviewed(self._going_on(here, before, sentence) if before else here)
            result[id(draft)] = here
            if here.medium in self.lasting or here.outlets or here.said_on:
                standing.update(dict.fromkeys(ids, _Standing(sentence, here)))
                for early in [d for i in ids for d in waiting.pop(i, [])]:
                    result[id(early)] = self._taken_back(result[id(early)], here)
            elif sentence.zone == "title" or sentence.index < self.lead:
                for i in ids:
                    waiting.setdefault(i, []).append(draft)
        return result

    def _ids(self, draft: Draft) -> list[str]:
        party = self.who[id(draft)].party
        return [party.id, *party.id.split("+")] if party and "+" in party.id else [party.id] if party else []

    def _interviewed(self, here: Occasion) -> Occasion:
        return replace(here, to=here.outlets) if here.medium == "interview" and not here.to else here

    def _going_on(self, own: Occasion, before: _Standing, sentence: Sentence) -> Occasion:
        """What an occasion takes over from the one before: nothing where its own words name another."""
        earlier, far = before.occasion, sentence.index - before.sentence.index
        other_day = own.said_on is not None and earlier.said_on is not None and own.said_on != earlier.said_on
        if (
            other_day
            or own.medium not in ("unknown", earlier.medium)
            or (own.outlets and earlier.outlets and own.outlets != earlier.outlets)
        ):
            return own
        reasons = dict(own.reasons)
        near = sentence.paragraph == before.sentence.paragraph and far <= self.outlets_last
        lasts = earlier.medium in self.lasting and far <= self.farthest
        medium, outlets, to, said = own.medium, own.outlets, own.to, own.said_on
        if lasts or near:
            medium, outlets = (earlier.medium if medium == "unknown" else medium), outlets or earlier.outlets
            to = to or (earlier.to if lasts else ())
            reasons.setdefault("medium", EARLIER)
        if said is None and earlier.said_on and far <= self.days_last:
            said = earlier.said_on
            reasons["said_on"] = EARLIER
        return Occasion(medium, to, outlets, said, reasons)

    def _taken_back(self, early: Occasion, named: Occasion) -> Occasion:
        """A headline or lead without an occasion has that of the statement that it sums up."""
        reasons = {**early.reasons, "medium": LATER, "said_on": LATER}
        return replace(named, to=early.to or named.to, reasons=reasons)
