"""Who may pass a statement on, and what speaks for it: named features for the scorer (weights/statements-via.tsv)."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.annotate.statements.chain import LONGEST, MOST_OUTLETS, exact, is_own, is_publisher
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.occasion import Occasion, Occasions
from reportedly.annotate.statements.parties import Speaking
from reportedly.model import Party, Token

FAR = (0, 1, 2, 3, 5, 8, 13, 21)
"""Sentences between a statement and where an outlet is named: where the next bin begins."""
TIMES = (1, 2, 3, 5)
SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
LEAD = 3  # sentences
TOLD = ("clause", "quote", "fronted", "interrupted", "relay", "rest", "block")
"""Frames whose content is itself told; the others may take up what somebody else tells."""


@dataclass(frozen=True, slots=True)
class Relayer:
    """Somebody who may pass a statement on.

    `how` is the way in which the text ties them: "named" (an outlet in the clause of the saying), "taken" (the outlet of the speaker's
    occasion, named with another statement), "passing" (passes on in the same clause) or "outer" (tells what the statement stands in).
    `steps` is how many statements around it they are.
    """

    party: Party
    how: str
    steps: int = 0


class Relayers:
    """The possible chains of one report's statements.

    `own` and `occasions` are the occasions by the id() of a draft, before and after they were spread (see `scope`).
    """

    def __init__(self, occasion: Occasions, who: Speaking, own: Mapping[int, Occasion], occasions: Mapping[int, Occasion]) -> None:
        self.reading = occasion.reading
        self.occasion = occasion
        self.speakers = occasion.speakers
        self.who = who
        self.own = own
        self.occasions = occasions
        self.report = self.reading.annotated.report

    def of(self, draft: Draft) -> list[Relayer]:
        """Those who may pass a draft on, nearest the speaker first; nobody twice."""
        speaker = self.who[id(draft)]
        party = speaker.party
        seen = {party.id, *party.id.split("+")} if party else set()
        nameless = bool(draft.passed_on) and speaker.kind == "unnamed"
        found: list[Relayer] = []
        for r in self._around(draft):
            known = exact(r.party, self.reading.annotated.entities, self.occasion.state_names)
            ids = {known.id, *known.id.split("+")}
            if seen.isdisjoint(ids) and not is_publisher(known, self.report) and not (party and not nameless and is_own(known, party)):
                found.append(Relayer(known, r.how, r.steps))
                seen.add(known.id)
        return found

    def _around(self, draft: Draft) -> list[Relayer]:
        """Those whom the words around a draft tie to it: outlets, those who pass on in its clause, and whoever tells what it stands in."""
        found: list[Relayer] = []
        here: Draft | None = draft
        for steps in range(LONGEST):
            if here is None:
                break
            named = {p.id for p in self.own.get(id(here), Occasion()).outlets}
            passing = {p.id: p for p in self.speakers.passing(here)}
            outlets = {p.id: p for p in self.occasions.get(id(here), Occasion()).outlets}
            for p in list({**outlets, **passing}.values())[:MOST_OUTLETS]:
                how = "passing" if p.id in passing else "named" if p.id in named else "taken"
                found.append(Relayer(p, how, steps))
            around = here.outer
            outer = self.who[id(around)].party if around is not None and around.cue.kind != "adverb" else None
            if outer is not None and around is not None and not _is_commented(here, around):
                found.append(Relayer(outer, "outer", steps))
            here = around
        return found

    @cached_property
    def _outlets(self) -> list[tuple[Token, Party]]:
        """Where outlets are named: the head of the name and the outlet, in text order."""
        found = []
        for mention in self.reading.annotated.mentions:
            if mention.head >= 0 and self.occasion.is_outlet(mention) and self.occasion.is_named(mention):
                found.append((self.reading.tokens[mention.head], self.speakers.references.party(str(mention.entity))))
        return sorted(found, key=lambda f: f[0].i)

    @cached_property
    def _told(self) -> Counter[str]:
        """How often each medium tells or passes on something."""
        return Counter(p.id for _, p in self.speakers.told)

    def evidence(self, draft: Draft) -> dict[Relayer, list[str]]:
        """Those who may pass a draft on, each with what speaks for it."""
        found = self.of(draft)
        return {r: self.features(draft, r, found) for r in found}

    def features(self, draft: Draft, relayer: Relayer, others: Sequence[Relayer]) -> list[str]:
        """What speaks for a relayer of a draft; `others` are all that it may have."""
        how, speaker, outer = relayer.how, self.who[id(draft)], draft.outer
        kind = self._kind(relayer.party)
        quoted = self.reading.quoted(draft.cue.head) is not None
        medium = self.occasions.get(id(draft), Occasion()).medium
        tied = [o.how for o in others if o is not relayer]
        found = [
            f"how={how}",
            f"how={how}|{kind}",
            f"how={how}|{speaker.kind}",
            f"how={how}|{kind}|{speaker.kind}",
            f"steps={min(2, relayer.steps)}|{how}",
            f"cue={draft.cue.kind}|{how}",
            f"lemma={draft.cue.word.lemma}|{how}",
            f"quoted={quoted}|{how}",
            f"medium={medium}|{how}",
            f"zone={self.reading.syntax.sentence(draft.cue.head).zone}|{how}",
            f"tied={'-'.join(sorted(set(tied)))}|{how}",
            f"before={others.index(relayer)}|{how}",
            f"open={speaker.party is None}|{how}",
            *self._of_outer(draft, outer, how, kind),
            *self._of_places(draft, relayer, kind),
        ]
        return ["bias", *found]

    def _of_outer(self, draft: Draft, outer: Draft | None, how: str, kind: str) -> list[str]:
        """How a draft stands in the one around it."""
        if outer is None:
            return [f"outer=-|{how}"]
        leads = outer.root is not None and outer.root.i == draft.cue.head.i
        return [
            f"outer={outer.cue.kind}|{outer.frame}|{how}",
            f"outer-lemma={outer.cue.word.lemma}|{how}",
            f"outer-leads={leads}|{how}",
            f"outer-cue={draft.cue.kind}|{outer.cue.kind}|{how}",
            f"outer-frame={draft.frame}|{how}|{kind}",
            f"outer-score={bisect_right(SHARES, outer.chance)}|{how}",
        ]

    def _of_places(self, draft: Draft, relayer: Relayer, kind: str) -> list[str]:
        """Where an outlet is named, how that is tied, and how often it tells something."""
        how, here = relayer.how, draft.cue.head
        if kind != "media":
            return [f"media=False|{how}"]
        id = relayer.party.id
        at = [t for t, p in self._outlets if p.id == id]
        told = self._told[id]
        share = told / max(1, sum(self._told.values()))
        found = [
            f"told={bisect_right(TIMES, told)}|{how}",
            f"share={bisect_right(SHARES, share)}|{how}",
            f"all={told > 0 and share == 1.0}|{how}|{min(3, told)}",
            f"lead={any(t.sentence < LEAD for t in at)}|{how}",
            f"nameless={id.startswith('name:')}|{how}",
        ]
        telling = [s - here.sentence for s, p in self.speakers.told if p.id == id]
        found += [f"telling={_far(telling)}|{how}", f"telling-before={_far([f for f in telling if f <= 0])}|{how}"]
        if not at:
            return [*found, f"far=-|{how}"]
        nearest = min(at, key=lambda t: (abs(t.sentence - here.sentence), abs(t.i - here.i)))
        far = nearest.sentence - here.sentence
        sentences = self.reading.annotated.sentences
        paragraphs = sentences[nearest.sentence].paragraph - sentences[here.sentence].paragraph
        word, above = _tie(self, nearest)
        return [
            *found,
            f"far={_bin(far)}|{how}",
            f"paragraph={max(-2, min(2, paragraphs))}|{how}",
            f"tie={word}|{how}",
            f"tie={word}|{above}",
            f"tie={word}|{_bin(far)}|{how}",
            f"last={self._is_last(here, id)}|{how}",
        ]

    def _is_last(self, here: Token, id: str) -> bool:
        """Whether no other outlet is named between an outlet and a statement behind it."""
        before = [p.id for t, p in self._outlets if t.i <= here.i]
        return bool(before) and before[-1] == id

    def _kind(self, party: Party) -> str:
        """The kind of a party that passes on: of the entity, else "name" for one called by the words of the text."""
        entity = next((e for e in self.reading.annotated.entities if e.id == party.id or f"{e.id}-GOV" == party.id), None)
        return entity.kind if entity is not None else party.id.split(":", 1)[0] if ":" in party.id else "lexicon"


def _is_commented(draft: Draft, around: Draft) -> bool:
    """As in "rejected claims that it rained": who comments on what others say does not tell it."""
    leads = around.root is not None and around.root.i == draft.cue.head.i
    return draft.cue.kind == "noun" and leads and around.cue.kind in ("verb", "adjective") and around.frame not in TOLD


def _far(distances: Sequence[int]) -> str:
    return _bin(min(distances, key=abs)) if distances else "-"


def _bin(far: int) -> str:
    """A distance in sentences, with its direction."""
    return f"{'-' if far < 0 else '+'}{bisect_right(FAR, abs(far))}" if far else "0"


def _tie(relayers: Relayers, name: Token) -> tuple[str, str]:
    """The preposition or verb that an outlet's name hangs on, and what that hangs on: ("with", "interview"), ("nsubj", "report")."""
    syntax = relayers.reading.syntax
    head = syntax.head(name)
    for _ in range(2):
        if name.dep not in ("poss", "compound", "nmod", "appos", "conj"):
            break
        name, head = head, syntax.head(head)
    if name.dep == "pobj":
        return head.text.lower(), syntax.head(head).lemma.lower()
    return name.dep, head.lemma.lower()
