"""How far an occasion reaches: to later statements of the same speaker, and back to the headline and the lead."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly import resources
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.occasion import TABLE, Occasion
from reportedly.annotate.statements.parties import Speaking
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.told import Told
from reportedly.model import Party, Sentence

Relays = Callable[[Draft], Sequence[Party] | None]
"""Those who pass a draft on around it; None when it stands inside another's statement proper."""

Spread = dict[int, Occasion]
DEFINITE = frozenset({"the", "that", "this", "those", "these"})
EARLIER = "the occasion named with an earlier statement of the same speaker"
LATER = "the occasion named with the next statement of the same speaker"


@dataclass(frozen=True, slots=True)
class _Standing:
    """An occasion on which somebody spoke, and the last sentence that belongs to it."""

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
        self.addressed = frozenset(table["addressed"])
        self.standing: dict[str, list[_Standing]] = {}
        self.writers: dict[str, Party] = {}  # who wrote a letter to the party of this id

    def spread(self, found: Sequence[Draft], own: Mapping[int, Occasion], relays: Relays, tellings: Iterable[Told] = ()) -> Spread:
        """The occasion of each draft by its id(): its own words, else what is known of its speaker's occasion.

        `tellings` are the occasions told of without a cue, in text order.
        """
        rest = list(tellings)[::-1]
        result = dict(own)
        waiting: dict[str, list[Draft]] = {}
        beside: dict[tuple[str, int], list[Draft]] = {}  # by speaker and sentence
        for draft in sorted(found, key=lambda d: d.cue.head.i):
            relayed = relays(draft)
            if relayed is None or not (ids := self._ids(draft)):
                continue
            while rest and rest[-1].at < draft.cue.head.i:
                self._tell(rest.pop())
            sentence = self.reading.syntax.sentence(draft.cue.head)
            named = replace(own[id(draft)], outlets=own[id(draft)].outlets + tuple(relayed))
            here = self._interviewed(self._taken_on(named, ids, sentence) if self._is_known(draft) else named)
            here = self._answered(here, ids[0])
            result[id(draft)] = here
            if here.medium == "letter" and (writer := self.who[id(draft)].party):
                self.writers.update(dict.fromkeys((p.id for p in here.to), writer))
            if here.medium in self.lasting or here.outlets or here.said_on:
                self._remember(ids if named.outlets or named.medium in self.lasting else ids[:1], sentence, here)
                for early in [d for i in ids for d in waiting.pop(i, [])]:
                    result[id(early)] = self._taken_back(result[id(early)], here)
            together = beside.setdefault((ids[0], sentence.index), [])
            result |= {id(early): self._taken_back(result[id(early)], here) for early in together if named.outlets}
            together.append(draft)
            lead = sentence.zone == "title" or sentence.index < self.lead
            if lead and self._is_known(draft) and not (here.outlets and here.said_on):
                for i in ids:
                    waiting.setdefault(i, []).append(draft)
        return result

    def _ids(self, draft: Draft) -> list[str]:
        """The keys under which a speaker's occasions are kept: the party, and the members of a joint one.

        Somebody without a name ("the official") is the last one called by the same word.
        """
        speaker = self.who[id(draft)]
        if speaker.party is None:
            return []
        if speaker.kind == "unnamed" and draft.subject is not None:
            return [f"unnamed:{t.lemma.lower()}" for t in self.reading.syntax.conjuncts(draft.subject)]
        parts = speaker.party.id.split("+")
        return parts if len(parts) == 1 else [speaker.party.id, *parts]

    def _tell(self, telling: Told) -> None:
        sentence = self.reading.syntax.sentence(self.reading.tokens[telling.at])
        earlier = self.standing.get(telling.owner, [])
        if (
            earlier
            and not telling.occasion.outlets
            and (earlier[-1].occasion.outlets or not _is_another(telling.occasion, earlier[-1].occasion))
        ):
            return
        self._remember([telling.owner], sentence, telling.occasion)

    def _is_known(self, draft: Draft) -> bool:
        """Whether a speaker is one spoken of before: named, or without a name but definite ("the official")."""
        if self.who[id(draft)].kind != "unnamed" or draft.subject is None:
            return True
        return any(t.text.lower() in DEFINITE for t in self.reading.syntax.children(draft.subject, "det", "poss"))

    def _answered(self, here: Occasion, speaker: str) -> Occasion:
        """A letter to nobody named, from one to whom a letter was written before, is the answer to it."""
        if here.medium != "letter" or here.to or speaker not in self.writers:
            return here
        return replace(here, to=(self.writers[speaker],))

    def _remember(self, ids: Sequence[str], sentence: Sentence, here: Occasion) -> None:
        asked = [p.id for p in here.to if here.medium == "interview" and p not in here.outlets]
        for i in ids:
            kept = [s for s in self.standing.get(i, []) if s.occasion != here]
            self.standing[i] = [*kept, _Standing(sentence, here)]
        for i in asked:
            self.standing.setdefault(i, [_Standing(sentence, replace(here, to=()))])

    def _before(self, named: Occasion, ids: Sequence[str]) -> _Standing | None:
        """The occasion that a statement may belong to: one with the same people addressed or the same medium, else the last."""
        earlier = self.standing.get(ids[0], [])
        for s in reversed(earlier):
            if set(named.to) & set(s.occasion.to) or (named.medium == s.occasion.medium and named.medium in self.lasting):
                return s
        return earlier[-1] if earlier else None

    def _interviewed(self, here: Occasion) -> Occasion:
        return replace(here, to=here.outlets) if here.medium == "interview" and not here.to else here

    def _taken_on(self, named: Occasion, ids: Sequence[str], sentence: Sentence) -> Occasion:
        """What a statement takes over from an earlier one: nothing where its own words name another occasion."""
        before = self._before(named, ids)
        if before is None:
            return named
        earlier, far = before.occasion, sentence.index - before.sentence.index
        if _is_another(named, earlier):
            return named
        reasons = dict(named.reasons)
        medium, outlets, to, said = named.medium, named.outlets, named.to, named.said_on
        lasts = earlier.medium in self.lasting and far <= self.farthest
        if lasts or far <= self.outlets_last:
            medium, outlets = (earlier.medium if medium == "unknown" else medium), outlets or earlier.outlets
            to = to or (earlier.to if lasts and earlier.medium in self.addressed else ())
            reasons.setdefault("medium", EARLIER)
        if said is None and earlier.said_on and far <= self.days_last:
            said = earlier.said_on
            reasons["said_on"] = EARLIER
        return Occasion(medium, to, outlets, said, reasons)

    def _taken_back(self, early: Occasion, later: Occasion) -> Occasion:
        """A headline or lead without an occasion has that of the statement that it sums up."""
        if _is_another(early, later):
            return early
        reasons = dict(early.reasons)
        if early.medium == "unknown" and later.medium != "unknown":
            reasons["medium"] = LATER
        if early.said_on is None and later.said_on is not None:
            reasons["said_on"] = LATER
        medium = later.medium if early.medium == "unknown" else early.medium
        return Occasion(medium, early.to or later.to, early.outlets or later.outlets, early.said_on or later.said_on, reasons)


def _is_another(one: Occasion, other: Occasion) -> bool:
    """Whether two occasions differ in something that both name."""
    if one.said_on and other.said_on and one.said_on != other.said_on:
        return True
    if one.outlets and other.outlets and not set(one.outlets) & set(other.outlets):
        return True
    return "unknown" not in (one.medium, other.medium) and one.medium != other.medium
