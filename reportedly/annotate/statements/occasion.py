"""On what occasion a statement is made: its medium, those addressed, the day, and the outlet it was made to."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from reportedly import resources
from reportedly.annotate.references import UNNAMED
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.parties import Speaking
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.speaker import Speakers
from reportedly.model import Medium, Mention, Party, Span, Timex, Token
from reportedly.model.dates import as_date, bounds, is_date, shorten

YEAR = 4  # characters of a date that is a mere year: told of the saying only where it hangs on the cue
TABLE = "lexicons/en/statements-occasions.toml"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the words around a cue tell; empty where they tell nothing. `outlets` are media it was said to or carried by."""

    medium: Medium = "unknown"
    to: tuple[Party, ...] = ()
    outlets: tuple[Party, ...] = ()
    said_on: str | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


class Occasions:
    """Finds the occasions of one report's statements."""

    def __init__(self, reading: Reading, speakers: Speakers) -> None:
        self.reading = reading
        self.speakers = speakers
        table = resources.table(TABLE)
        self.nouns: dict[str, Medium] = {w: cast(Medium, m) for m, ws in table["media"].items() for w in ws}
        self.verbs: dict[str, Medium] = {w: cast(Medium, m) for m, ws in table["verbs"].items() for w in ws}
        self.pairs: dict[str, Medium] = {w: cast(Medium, m) for m, ws in table["prefixed"].items() for w in ws}
        self.verbs_to: dict[str, Medium] = {w: cast(Medium, m) for m, ws in table["verbs-to"].items() for w in ws}
        self.circumstances = frozenset(table["circumstance"]["verbs"])
        self.lasting = frozenset(table["lasting"]["media"])
        self.passing = frozenset(table["passing"]["prepositions"])
        self.ways = frozenset(table["ways"]["words"])
        self.listeners = frozenset(table["listeners"]["words"])
        self.state_marks = frozenset(table["state-media"]["marks"])
        self.state_names = frozenset(table["state-media"]["names"])

    def own(self, found: Sequence[Draft], who: Speaking) -> dict[int, Occasion]:
        """What the words around each draft tell, by its id()."""
        beside: dict[int, list[Draft]] = {}
        for d in found:
            beside.setdefault(d.cue.head.sentence, []).append(d)
        return {id(d): self._own(d, who, beside[d.cue.head.sentence]) for d in found}

    def _own(self, draft: Draft, who: Speaking, beside: Sequence[Draft]) -> Occasion:
        outside = self._outside(draft)
        others = _told_beside(self.reading, draft, beside)
        own = [t for t in outside if t.i not in others]
        medium, reason = self._medium(draft, own, who)
        outlets = self._outlets(draft, outside)
        to = self._addressed(draft, outside)
        when, said = self._when(draft, own)
        if medium == "interview" and not to:
            to = outlets
        reasons = {k: v for k, v in (("medium", reason), ("said_on", when)) if v}
        if outlets and medium in ("unknown", "press-conference") and any(o in to for o in outlets):
            medium = "interview"
        return Occasion(medium, to, outlets, said, reasons)

    def _outside(self, draft: Draft) -> list[Token]:
        """The words that belong to the saying itself: in the cue's clause, neither content nor in another's quotation."""
        syntax = self.reading.syntax
        nested = self.reading.quoted(draft.cue.head)
        heads = self._clause_heads(draft)
        return [
            t for t in syntax.words(syntax.sentence(draft.cue.head))
            if not any(s.contains(t.span) for s in draft.content) and self.reading.quoted(t) is nested and self._hangs_on(t, heads)
        ]  # fmt: skip

    def _clause_heads(self, draft: Draft) -> set[int]:
        """The cue, its carrier, and the verbs that it is coordinated with or a participle of."""
        syntax = self.reading.syntax
        heads = {draft.cue.head.i} | ({draft.cue.carrier.i} if draft.cue.carrier else set())
        verb = draft.cue.carrier or draft.cue.head
        while verb.dep in ("conj", "xcomp", "advcl", "acl", "prep", "pcomp", "parataxis") and verb.head != verb.i:
            verb = syntax.head(verb)
            heads.add(verb.i)
        return heads

    def _hangs_on(self, token: Token, heads: set[int]) -> bool:
        """Whether no other clause lies between a word and the saying."""
        if token.i in heads:
            return True
        for above in self.reading.syntax.ancestors(token):
            if above.i in heads:
                return True
            between = above.dep in ("advcl", "relcl", "ccomp", "csubj", "conj") and above.pos in ("VERB", "AUX")
            if between and above.lemma.lower() not in self.circumstances:
                return False
        return False

    def _medium(self, draft: Draft, outside: Sequence[Token], who: Speaking) -> tuple[Medium, str]:
        lemma = draft.cue.word.lemma
        if draft.cue.kind == "post":
            return "social-media", "an embedded post"
        if lemma in self.verbs:
            return self.verbs[lemma], f"the verb '{lemma}'"
        for i in self._clause_heads(draft):
            verb = self.reading.tokens[i]
            if verb.lemma.lower() in self.verbs_to and _has_recipient(self.reading, verb):
                return self.verbs_to[verb.lemma.lower()], f"the verb '{verb.text}' and to whom"
        here = draft.cue.head.i
        for t in sorted(outside, key=lambda t: abs(t.i - here)):
            if t.pos in ("NOUN", "PROPN") and not self._is_of_outlet(t) and (medium := self.medium_of(t)):
                return medium, f"the word '{t.text}' beside the cue"
        speaker = who[id(draft)]
        if speaker.kind == "media" and draft.source is not None:
            text = draft.source.of(self.reading.text)
            state = any(w in self.state_marks for w in text.lower().split()) or (speaker.party and speaker.party.name in self.state_names)
            return ("state-media" if state else "media-report"), "a medium speaks"
        return ("document", "a document speaks") if speaker.kind == "document" else ("unknown", "")

    def _is_of_outlet(self, token: Token) -> bool:
        """Whether a word names or means an outlet ("the Oslo Post", "told the paper")."""
        mention = self.speakers.references.covering(token)
        return mention is not None and self.is_outlet(mention)

    def is_outlet(self, mention: Mention) -> bool:
        """Whether a mention means one named medium that is no mere platform, or the media of a state."""
        if not mention.entity or mention.entity.startswith(UNNAMED):
            return False
        entity = self.speakers.references.entity(mention.entity)
        return entity.kind == "media" and self.nouns.get(entity.name.lower()) != "social-media"

    def is_named(self, mention: Mention) -> bool:
        """Whether an outlet is called by its name or as the media of a state; "the paper", "local media" may be any."""
        words = mention.span.of(self.reading.text).lower().split()
        return (mention.kind == "name" and words[-1] != "media") or any(w in self.state_marks for w in words)

    def _is_told(self, token: Token) -> bool:
        """As in "told the paper": the one spoken of before."""
        definite = any(t.text.lower() == "the" for t in self.reading.syntax.children(token, "det"))
        return definite and token.dep in ("dobj", "dative") and self.reading.syntax.head(token).pos == "VERB"

    def medium_of(self, token: Token) -> Medium | None:
        """The medium that a noun tells of, by itself or with the word before it."""
        if token.i > 0:
            pair = f"{self.reading.tokens[token.i - 1].text.lower()} {token.lemma.lower()}"
            if pair in self.pairs:
                return self.pairs[pair]
        medium = self.nouns.get(token.lemma.lower())
        return medium if medium is not None and (token.pos == "NOUN" or medium == "social-media") else None

    def _outlets(self, draft: Draft, outside: Sequence[Token]) -> tuple[Party, ...]:
        """Media behind a preposition or as the one told, in the cue's own sentence: "told Reuters", "in an interview with CBS"."""
        found: dict[str, Party] = {}
        for t in outside:
            if draft.source is not None and draft.source.contains(t.span) and draft.cue.kind == "according":
                continue
            party = self.outlet(t)
            if party is not None and self._carries(t, draft) and (not found or t.dep == "conj"):
                found[party.id] = party
        return tuple(found.values())

    def outlet(self, token: Token) -> Party | None:
        """The outlet that a word is the head of the name of, or that "the agency" goes back to where it is told something."""
        mention = self.speakers.references.headed_by(token)
        if self._is_told(token) and (mention is None or not self.is_outlet(mention)) and self.speakers.is_medium(token):
            before = self.speakers.outlet_before(token)
            return before.party if before is not None else None
        if mention is None or not mention.entity or not self.is_outlet(mention):
            return None
        if not self.is_named(mention) and not self._is_told(token):
            return None
        return self.speakers.references.party(mention.entity)

    def _carries(self, token: Token, draft: Draft) -> bool:
        above = self.reading.syntax.head(token)
        if token.dep == "conj":
            return self._carries(above, draft)
        if token.dep == "pobj" and above.text.lower() in self.passing:
            verb = self.reading.syntax.head(above)
            return verb.i == draft.cue.head.i or draft.cue.head in self.reading.syntax.ancestors(verb) or self._below(verb, draft)
        if token.dep in ("poss", "compound") and above.i != draft.cue.head.i:
            return self._carries(above, draft)
        return token.dep in ("dobj", "dative") and above.i == draft.cue.head.i and draft.cue.kind == "verb"

    def _below(self, verb: Token, draft: Draft) -> bool:
        """Whether a word stands in the source phrase ("the statement, carried by the agency, said")."""
        return draft.source is not None and draft.subject is not None and draft.subject in [verb, *self.reading.syntax.ancestors(verb)]

    def _addressed(self, draft: Draft, outside: Sequence[Token]) -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        actors = [t for t in draft.addressees if self.reading.can_speak(t) and self.timex(t) is None]
        for head in [*actors, *self._recipients(outside)]:
            for t in self.reading.syntax.conjuncts(head):
                if t.lemma.lower() in self.listeners:
                    found[f"name:{t.text.lower()}"] = Party(f"name:{t.text.lower()}", t.text)
                elif (party := self.speakers.of_token(t, Span(t.span.start, t.span.end)).party) is not None:
                    found[party.id] = party
        return tuple(found.values())

    def _recipients(self, outside: Sequence[Token]) -> list[Token]:
        """As in "a letter to the king", "wrote to the king urging": who stands behind "to" of a word for the medium."""
        syntax = self.reading.syntax
        found: list[Token] = []
        for to in outside:
            word = syntax.head(to).lemma.lower()
            if (
                to.text.lower() != "to"
                or to.dep not in ("prep", "dative")
                or word in self.ways
                or (word not in self.nouns and word not in self.verbs_to)
            ):
                continue
            behind = [*syntax.children(to, "pobj"), *(t for verb in syntax.children(to, "pcomp") for t in syntax.children(verb, "nsubj"))]
            found.extend(t for t in behind if self.reading.can_speak(t))
        return found

    def _when(self, draft: Draft, outside: Sequence[Token]) -> tuple[str, str | None]:
        """The day of the saying: the time expression nearest to the cue in its clause, outside the name of the source."""
        here = draft.cue.head.i
        for t in sorted(outside, key=lambda t: abs(t.i - here)):
            if draft.source is not None and draft.source.contains(t.span) and t.dep in ("amod", "nummod", "appos"):
                continue
            if (timex := self.timex(t)) and (value := as_date(timex.value)) and (len(value) > YEAR or self._at_cue(t, draft)):
                return f"'{timex.span.of(self.reading.text)}' beside the cue", _not_after(value, self.reading.annotated.report.published)
        return "", None

    def _at_cue(self, token: Token, draft: Draft) -> bool:
        """Whether a word hangs on the cue itself, with a preposition or without."""
        above = self.reading.syntax.head(token)
        if above.dep == "prep" and token.dep == "pobj":
            above = self.reading.syntax.head(above)
        return above.i in (draft.cue.head.i, draft.cue.carrier.i if draft.cue.carrier else -1)

    def timex(self, token: Token) -> Timex | None:
        """The date or time of day that a word is part of; the words of a name are none."""
        mention = self.speakers.references.covering(token) if token.pos == "PROPN" else None
        if mention is not None and mention.kind == "name":
            return None
        return next((x for x in self._times.get(token.sentence, []) if x.span.contains(token.span) and x.type in ("DATE", "TIME")), None)

    @cached_property
    def _times(self) -> dict[int, list[Timex]]:
        by_sentence: dict[int, list[Timex]] = {}
        for x in self.reading.annotated.times:
            token = self.reading.token_at(x.span.start)
            if token is not None:
                by_sentence.setdefault(token.sentence, []).append(x)
        return by_sentence


def relayed(draft: Draft, who: Speaking, passing: Set[int], speakers: Speakers) -> list[Party] | None:
    """The media that pass a draft on around it, and whoever does in its clause; None when it stands inside another's statement proper.

    `passing` are the drafts (by id) that only pass others on.
    """
    found = [p for p in speakers.passing(draft) if not speakers.is_state(p)]  # a state that releases a letter passes on here alone
    around = draft.outer
    while around is not None:
        party = who[id(around)].party
        if not (id(around) in passing or party is None or who[id(around)].kind == "media" or around.cue.kind == "according"):
            return None
        if party is not None and who[id(around)].kind == "media" and around.cue.kind != "adverb":
            found.append(party)
        around = around.outer
    return found


def _told_beside(reading: Reading, draft: Draft, beside: Sequence[Draft]) -> set[int]:
    """The words of the same sentence that are told by another saying (of those `beside`): what they name is no occasion of this one.

    As in "he said their talks last month went well, and wished for more": the wish is not of last month.
    """
    here = draft.cue.head
    near = (d for d in beside if d is not draft and d.cue.head.i != here.i)
    pieces = [s for d in near if not any(s.contains(here.span) for s in d.content) for s in d.content]
    return {t.i for s in pieces for t in reading.tokens_in(s)}


def _not_after(value: str, published: str | None) -> str:
    """A date cut at the day of publication: what is said "this week" was said by then."""
    if published is None or not is_date(published) or not is_date(value):
        return value
    (first, last), end = bounds(value), bounds(published)[1]
    return shorten(first, end) if first < end < last else value


def _has_recipient(reading: Reading, verb: Token) -> bool:
    """Whether somebody stands behind "to"; the parser may hang a participle between ("wrote to the king urging")."""
    syntax = reading.syntax
    for to in syntax.children(verb, "prep", "dative"):
        if to.text.lower() == "to" and any(reading.can_speak(t) for t in syntax.children(to, "pobj")):
            return True
        if to.text.lower() == "to" and syntax.children(to, "pcomp"):
            return True
    return False
