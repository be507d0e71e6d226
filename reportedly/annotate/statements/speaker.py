"""Who a source is: the party behind its span, through the report's resolved mentions."""

from itertools import islice

from reportedly import resources
from reportedly.annotate.references import UNNAMED, References
from reportedly.annotate.statements.answers import ANSWERS, contradicted
from reportedly.annotate.statements.documents import TONGUES, is_definite, is_plain, is_rendering
from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.nameless import analysts, described, partisan
from reportedly.annotate.statements.pairs import accused, pair
from reportedly.annotate.statements.parties import MEDIA_REPORTS, UNKNOWN, Speaker, as_speaker, ids_of, joined
from reportedly.annotate.statements.reading import Reading
from reportedly.annotate.statements.source import alone, is_title, of_verb, one_of, phrase
from reportedly.model import Mention, Party, ReportEntity, Span, SpeakerKind, Token

FARTHEST = 3  # sentences from a document's issue to its words
GOES_ON = 3  # sentences over which somebody who was speaking is "he" or "she"

NAMELESS = frozenset({"name:media-reports"})
"""Parties that stand for whoever it was: they pass nothing on."""


class Speakers:
    """Resolves the sources of one report."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.references = References(reading.annotated)
        table = resources.table("lexicons/en/statements-other.toml")
        words = table["speakers"]
        self.spokespeople = frozenset(words["spokespeople"])
        self.unnamed, self.groups = frozenset(words["unnamed"]), frozenset(words["groups"])
        self.partisans = frozenset(words["partisans"])
        self.media = frozenset(words["media"])
        self.news_bodies, self.news = frozenset(words["news-bodies"]), frozenset(words["news"])
        self.platforms = frozenset(resources.table("lexicons/en/statements-occasions.toml")["media"]["social-media"])
        self.indefinite, self.tellings = frozenset(words["indefinite"]), frozenset(words["tellings"])
        self.mute = frozenset(words["mute"])
        self.things, self.pictures = frozenset(words["things"]), frozenset(words["pictures"])
        self.fragments = frozenset(words["fragments"])
        self.outlet_documents = frozenset(table["outlet-documents"]["words"])
        self.renderings = frozenset(table["outlet-documents"]["renderings"])
        self.relaying, self.attributing = (frozenset(table["passing-on"][k]) for k in ("relaying", "attributing"))
        self.nameless, self.inquiries = frozenset(words["nameless"]), frozenset(table["inquiries"]["words"])
        self.analysts = {k: frozenset(v) for k, v in table["analysts"].items()}
        self.speak_for: dict[str, Speaker] = {}  # for which body unnamed analysts speak
        self.made: dict[str, Speaker] = {}
        self.hearsay = frozenset(words["hearsay"])
        self.adding, self.always = frozenset(table["same-source"]["words"]), frozenset(table["same-source"]["always"])
        self.confidants = frozenset(words["confidants"])
        self.last: tuple[Draft, Speaker] | None = None
        self.known: dict[int, Speaker] = {}  # by the id() of the draft
        self.tellers: dict[int, list[Speaker]] = {}  # who passes it on, by the id() of the draft
        self.told: list[tuple[int, Party]] = []  # sentences in which a medium tells or passes on something, in the order of asking
        self.spoke: tuple[Draft, Speaker] | None = None  # the last one who spoke in the report's own words, not in another's
        self.claimed: dict[int, set[str]] = {}  # ids of those who claimed something, and their states, by sentence

    def of(self, draft: Draft) -> Speaker:
        """The speaker of a draft; needs its `subject` and `source`. Ask in text order: "the report" goes back to what was asked."""
        if draft.subject is None or draft.source is None:
            return MEDIA_REPORTS if draft.cue.word.lemma in self.hearsay else UNKNOWN
        speaker = self._again(draft) or self.of_token(draft.subject, draft.source)
        self.known[id(draft)] = speaker
        if speaker.party is None and draft.subject.pos == "PRON":
            speaker = self._goes_on(draft, speaker)
        if other := contradicted(self, draft, speaker.party):
            speaker = Speaker(None, speaker.kind, f"'{draft.subject.text}' refers to no one for certain: {other}")
        self._remember(draft, speaker)
        self.last = (draft, speaker)
        if speaker.party is not None and self.reading.quoted(draft.cue.head) is None:
            self.spoke = self.last
        return speaker

    def _goes_on(self, draft: Draft, speaker: Speaker) -> Speaker:
        """The one whom a pronoun means more likely than another, where he was speaking just before."""
        if self.spoke is None or draft.subject is None or self.reading.quoted(draft.subject) is not None:
            return speaker
        before, earlier = self.spoke
        party, far = earlier.party, draft.cue.head.sentence - before.cue.head.sentence
        told = before.subject is not None and before.subject.i <= draft.subject.i and 0 <= far <= GOES_ON
        if party is None or not told or not speaker.reason.startswith(f"could be {party.name} or "):
            return speaker
        likelier = f"'{draft.subject.text}' means {party.name} more likely than another"
        return Speaker(party, earlier.kind, f"{likelier}, and {party.name} was speaking")

    def _again(self, draft: Draft) -> Speaker | None:
        """The one who spoke just before: behind "it", after a document, and behind "adding" on a thing that can say nothing."""
        if self.last is None or draft.subject is None or self.last[1].party is None:
            return None
        before, speaker = self.last
        far, subject = draft.cue.head.sentence - before.cue.head.sentence, draft.subject
        if subject.text.lower() == "it" and before.subject is not None and 0 <= far <= 1:
            mention = self.references.headed_by(subject)
            document = before.subject.lemma.lower() in self.reading.lexicon.documents or self._is_thing(before, speaker)
            if document and before.cue.head.i < subject.i and (mention is None or not (mention.entity or mention.entities)):
                return Speaker(speaker.party, speaker.kind, f"'it' goes on from '{before.subject.text}'")
        if far or before.cue.head.i >= draft.cue.head.i or draft.cue.head.lemma.lower() not in self.adding:
            return None
        if self.reading.syntax.children(draft.cue.head, "nsubj", "nsubjpass"):
            return None
        if self._takes_up(draft, before, subject):
            speaker = self._outermost(before, speaker)
        elif subject.pos != "NOUN" or self._mention(subject) is not None or self.reading.can_speak(subject):
            return None
        return Speaker(speaker.party, speaker.kind, "the one who spoke before in the sentence goes on")

    def _is_thing(self, before: Draft, speaker: Speaker) -> bool:
        """Whether one body that only the text's own words name spoke before ("the university"): no mention stands for it."""
        made = speaker.party is not None and speaker.party.id.startswith("name:") and speaker.reason.startswith("named by the words")
        noun = before.subject
        return made and noun is not None and noun.tag in ("NN", "NNP")

    def _takes_up(self, draft: Draft, before: Draft, subject: Token) -> bool:
        """Whether a participle goes on with the telling ("..., adding that"), though the parser hung it on what was told."""
        head = draft.cue.head
        if head.tag != "VBG":
            return False
        told = any(s.contains(subject.span) for s in before.content) and not any(s.contains(head.span) for s in before.content)
        return told or head.lemma.lower() in self.always

    def _outermost(self, before: Draft, speaker: Speaker) -> Speaker:
        """Who tells what a draft stands in, in the same sentence; `speaker` where it stands in nobody's words."""
        around = before.outer
        while around is not None and around.cue.head.sentence == before.cue.head.sentence and id(around) in self.known:
            speaker, around = self.known[id(around)], around.outer
        return speaker

    def passing(self, draft: Draft) -> list[Party]:
        """Those who pass a draft on in its own clause; of what is "reportedly" so just after a medium told something, that medium."""
        found = [s.party for s in self._tellers(draft) if s.party is not None]
        around = draft.outer
        if found or around is None or around.cue.word.lemma not in self.hearsay:
            return found
        here = draft.cue.head.sentence
        lately = (p for at, p in reversed(self.told) if 0 <= here - at <= 1 and p.id not in NAMELESS)
        return list(islice(lately, 1))

    def _tellers(self, draft: Draft) -> list[Speaker]:
        """Who passes a draft on, as it stood when its speaker was asked for: "the report" may be another one later on."""
        if id(draft) not in self.tellers:
            self.tellers[id(draft)] = [self.of_token(t, phrase(self.reading, t)) for t in draft.passed_on]
        return self.tellers[id(draft)]

    def is_state(self, party: Party) -> bool:
        """Whether a party is a country, or a government as a whole."""
        return any(party.id in (e.id, f"{e.id}-GOV") and e.kind == "country" for e in self.reading.annotated.entities)

    def _remember(self, draft: Draft, speaker: Speaker) -> None:
        """Keeps who made which document, and the last outlet, for "the statement" and "the report" later on."""
        for teller in self._tellers(draft):
            if teller.kind == "media" and teller.party is not None and not teller.party.id.startswith("name:"):
                self.made["media"] = teller
                self.told.append((draft.cue.head.sentence, teller.party))
        if speaker.party is None:
            return
        if draft.stance not in ANSWERS:
            self.claimed.setdefault(draft.cue.head.sentence, set()).update(ids_of(speaker.party, self.reading.annotated.entities))
        if speaker.kind == "media":
            stale = self.outlet_documents | {"outlet document"}
            self.made = {word: made for word, made in self.made.items() if word not in stale or made.kind != "media"}
            self.made["media"] = speaker
            self.told.append((draft.cue.head.sentence, speaker.party))
        if speaker.kind not in ("document", "unnamed"):
            self._remember_documents(draft, speaker)

    def _remember_documents(self, draft: Draft, speaker: Speaker) -> None:
        """Keeps a speaker as the one who made the documents that the sentence names."""
        theirs = [phrase(self.reading, t) for t in draft.passed_on]
        for t in self.reading.syntax.words(self.reading.syntax.sentence(draft.cue.head)):
            mine = draft.cue.kind == "according" and draft.source is not None and draft.source.contains(t.span)
            if t.pos not in ("NOUN", "PROPN") or (self._tells(t) and not mine) or any(s.contains(t.span) for s in theirs):
                continue
            if t.lemma.lower() in self.outlet_documents and speaker.kind in ("media", "organisation"):
                self.made["outlet document"] = speaker
            if t.lemma.lower() in self.reading.lexicon.documents and not any(s.contains(t.span) for s in draft.content):
                self.made[t.lemma.lower()] = speaker

    def _tells(self, document: Token) -> bool:
        """As in "..., the report said", "..., according to the report": a document that is itself a source is another's saying."""
        syntax = self.reading.syntax
        return document.dep in ("nsubj", "nsubjpass") or syntax.head(syntax.head(document)).text.lower() == "according"

    def of_token(self, head: Token, source: Span) -> Speaker:
        """The speaker whom a phrase with this head names; several joined by "and" are one party."""
        several = [t for t in self.reading.syntax.conjuncts(head) if t.pos in ("NOUN", "PROPN", "PRON")]
        if self.reading.can_speak(head):  # "the service's statement and clothes with its badge showed": clothes say nothing
            several = [t for t in several if t.i == head.i or self.reading.can_speak(t)]
        if len(several) > 1 and all(t.i == head.i or source.contains(t.span) for t in several):
            if (
                len(several) == 2 and is_title(self.reading, several[0]) and several[1].ner == "PERSON"
            ):  # "former governor and candidate Anna Berg"
                return self.one(several[1], source)
            found = [self.one(t, alone(self.reading, t, source)) for t in several]
            if all(s.party for s in found):
                return joined(found)
        return self.one(head, source)

    def one(self, head: Token, source: Span) -> Speaker:
        """The speaker whom a phrase with this head names, by itself."""
        nameless = any(t.lemma.lower() in self.nameless for t in self.reading.syntax.children(head, "amod"))
        mention = None if nameless or head.text.lower() in self.tellings else self._mention(head)
        if (spoken := accused(self, head) or analysts(self, head, source)) is not None:
            return spoken
        if (found := self._meant(mention, head, source)) is not None:
            return found
        word = head.lemma.lower()
        if word in self.spokespeople and (body := self._body(head)):
            return Speaker(body[0], body[1], "a spokesperson speaks for the body named with the word")
        if (two := pair(self, head)) is not None:
            return two
        if head.pos == "PRON" and (word in self.unnamed or word in self.indefinite):
            return described(self, head, source)
        if head.pos == "PRON":
            reason = mention.reason if (mention := self.references.headed_by(head)) else ""
            return Speaker(None, "person", reason or f"'{head.text}' refers to no one that the text makes certain")
        if word in self.reading.lexicon.documents and (body := self._body(head)):
            return Speaker(body[0], body[1], "the document's author is named with it")
        return self._maker(head) or self._outlet_of(head, source) or self._named_within(head, source) or described(self, head, source)

    def _meant(self, mention: Mention | None, head: Token, source: Span) -> Speaker | None:
        """The speaker whom a mention means; None where it means nobody who is known, and no two who were named together."""
        if mention is None:
            return partisan(self, head, mention)
        if self._is_outlet_called_they(mention, head):
            return Speaker(None, "person", f"'{head.text}' refers to no one that the text makes certain")
        two = pair(self, head) if self.references.is_unnamed(mention) else None  # "the two governments"
        if two is not None and two.party is not None:
            return two
        found = self._of_mention(mention, head, source) or partisan(self, head, mention)
        if found is None and mention.kind == "name" and not mention.entity and mention.reason.startswith("could be "):
            return Speaker(None, "person", mention.reason)
        return found

    def _is_outlet_called_they(self, mention: Mention, head: Token) -> bool:
        """Whether "they" was taken for an outlet: one that is named for its report is rarely spoken of so."""
        entity = self.references.entity(mention.entity) if mention.entity else None
        return head.text.lower() in ("they", "them") and entity is not None and entity.kind == "media"

    def _named_within(self, head: Token, source: Span) -> Speaker | None:
        """The one whom a phrase names though its head was not seen to ("deputy chief General Jane Doe")."""
        mention = self.references.meant_by(source) if head.pos == "PROPN" else None
        if mention is None or not mention.entity or self.references.entity(mention.entity).kind != "person":
            return None
        return as_speaker(self.references.entity(mention.entity), mention)

    def _outlet_of(self, head: Token, source: Span) -> Speaker | None:
        """The one medium named with a document: "an account published by the broadcaster"."""
        relayed = any(t.tag == "VBN" and t.lemma.lower() in self.relaying for t in self.reading.syntax.children(head, "acl"))
        if relayed or head.lemma.lower() not in self.reading.lexicon.documents:
            return None
        named = {m.entity for m in self.references.within(source) if m.kind == "name" and m.entity}
        media = [self.references.entity(i) for i in named if self.references.entity(i).kind == "media"]
        if len(media) != 1:
            return None
        return Speaker(Party(media[0].id, media[0].name), "media", "the document's outlet is named with it")

    def _maker(self, head: Token) -> Speaker | None:
        """Whose document it is: the subject of "issued a statement saying", else who made the one spoken of before."""
        word = head.lemma.lower()
        verb = self.reading.syntax.head(head)
        if word in self.reading.lexicon.documents and head.dep == "dobj" and verb.pos == "VERB":
            subject = of_verb(self.reading, verb)
            if subject is not None and subject.i != head.i:
                return self.one(subject, subject.span)
        again = word in self.renderings and is_rendering(self.reading, head, self.outlet_documents)
        if is_definite(self.reading, head) and (again or is_plain(self.reading, head)):
            made = self.made.get(word)
            if made is None and (again or word in self.outlet_documents):
                made = self.made.get("outlet document") or self.made.get("media")
            made = made or self._issuer(head, word)
            if made is not None:
                return Speaker(made.party, made.kind, f"'the {head.text}' goes back to {made.party.name if made.party else 'one before'}")
        return None

    def _issuer(self, head: Token, word: str) -> Speaker | None:
        """Whose the document is where it was only issued before: "The ministry issued a statement on Friday. The statement said"."""
        for t in reversed(self.reading.tokens[: head.i]):
            if t.sentence < head.sentence - FARTHEST:
                return None
            verb = self.reading.syntax.head(t)
            if t.lemma.lower() == word and t.dep == "dobj" and verb.pos == "VERB":
                subject = of_verb(self.reading, verb)
                found = self.one(subject, subject.span) if subject is not None and subject.pos != "PRON" else None
                return found if found is not None and found.party is not None and found.kind not in ("document", "unnamed") else None
        return None

    def _mention(self, head: Token) -> Mention | None:
        """The mention that names the source: headed by its head, or an apposition's that gives the name of a role."""
        found = self.references.headed_by(head)
        if found is None and head.pos == "PROPN":
            found = self.references.covering(head)
        open_role = found is not None and bool(found.entity) and str(found.entity).startswith(UNNAMED)
        if found is not None and found.entity and not open_role and self.references.entity(found.entity).kind != "country":
            return found
        for t in [t for n in (head, *one_of(self.reading, head)) for t in self.reading.syntax.children(n, "appos")]:
            other = self.references.headed_by(t) or (self.references.covering(t) if t.pos == "PROPN" else None)
            if other is not None and other.entity and self.references.entity(other.entity).kind in ("person", "media", "organisation"):
                return other
        return found

    def _of_mention(self, mention: Mention, head: Token, source: Span) -> Speaker | None:
        ids = mention.entities or ((mention.entity,) if mention.entity else ())
        if not ids:
            return None
        entities = [self.references.entity(i) for i in ids]
        if len(entities) > 1:
            return joined([as_speaker(e, mention) for e in entities])
        entity = entities[0]
        if mention.kind == "demonym" and not mention.span.contains(head.span):
            return None
        if entity.id.startswith(("unnamed:", "group:")):
            return self._unnamed(entity, mention, head)
        if mention.kind == "demonym" and head.tag in ("NNS", "NNPS") and not self._is_government(entity, head):
            return Speaker(
                Party(f"people:{entity.id}", source.of(self.reading.text)), "group", "people of a country speak, not its government"
            )
        return as_speaker(entity, mention)

    def _is_government(self, entity: ReportEntity, head: Token) -> bool:
        """As in "the Russians said": with nothing but the article the government speaks, or whoever speaks for it."""
        around = self.reading.syntax.children(head)
        return entity.kind == "country" and any(t.text.lower() == "the" for t in around) and all(t.dep in ("det", "punct") for t in around)

    def _unnamed(self, entity: ReportEntity, mention: Mention, head: Token) -> Speaker:
        """People without a name: media and groups keep their kind, officials and their like are "unnamed"."""
        words = {w.lower() for w in entity.name.split()} | {head.lemma.lower(), head.text.lower()}
        if head.lemma.lower() in self.unnamed and not words & self.groups:
            return Speaker(Party(entity.id, f"unnamed {entity.name}"), "unnamed", mention.reason)
        if words & self.confidants and "'s " in entity.name:
            return Speaker(Party(entity.id, f"unnamed {entity.name}"), "unnamed", "people close to somebody, without a name")
        if (words & self.media or self.is_medium(head)) and (before := self.outlet_before(head)):
            return before
        is_person = entity.id.startswith("unnamed:") and head.lemma.lower() not in self.media  # "the press secretary"
        if words & self.media and not is_person:
            return Speaker(Party(entity.id, entity.name), "media", mention.reason)
        if entity.id.startswith("unnamed:") or words & self.unnamed:
            return Speaker(Party(entity.id, f"unnamed {entity.name}"), "unnamed", mention.reason)
        return Speaker(Party(entity.id, entity.name), "group", mention.reason)

    def _body(self, head: Token) -> tuple[Party, SpeakerKind] | None:
        """The body, country or person named with a role or document: "a ministry spokesman", "a statement by the ministry"."""
        syntax = self.reading.syntax
        inside = list(syntax.children(head, "compound", "poss", "nmod", "amod"))
        if head.lemma.lower() in self.renderings:  # "the Korean version": a language, and nobody's
            inside = [t for t in inside if t.ner not in TONGUES]
        made = [t for t in syntax.children(head, "acl") if t.tag == "VBN" and t.lemma.lower() not in self.relaying]
        given = [p for verb in made if verb.lemma.lower() in self.attributing for p in syntax.children(verb, "prep")]
        inside.extend(t for p in given if p.text.lower() == "to" for t in syntax.children(p, "pobj"))
        for prep in [*syntax.children(head, "prep"), *(p for verb in made for p in syntax.children(verb, "agent"))]:
            if prep.text.lower() in ("for", "of", "by", "from", "at", "with", "in")[2 * (head.lemma.lower() in self.inquiries) :]:
                inside.extend(syntax.children(prep, "pobj"))
        for t in inside:
            found = [self._named(m) for m in syntax.conjuncts(t)]
            if found[0] is not None:
                speaker = joined(several) if len(several := [s for s in found if s is not None]) == len(found) else found[0]
                return (speaker.party, speaker.kind) if speaker.party is not None else None
        return None

    def _named(self, token: Token) -> Speaker | None:
        """Whom a word within a source names."""
        mention = self.references.headed_by(token) or (self.references.covering(token) if token.pos == "PROPN" else None)
        speaker = as_speaker(self.references.entity(mention.entity), mention) if mention is not None and mention.entity else None
        if mention is not None and self.references.is_unnamed(mention) and self.is_medium(token):
            return self.outlet_before(token)  # "the news agency's report"
        return speaker if speaker is not None and speaker.party is not None else None

    def is_medium(self, head: Token) -> bool:
        """As in "the agency", "the wire service", "the news organization"."""
        if head.lemma.lower() in self.media:
            return True
        before = self.reading.syntax.children(head, "compound", "amod", "nmod")
        return head.lemma.lower() in self.news_bodies and any(t.lemma.lower() in self.news for t in before)

    def outlet_before(self, head: Token) -> Speaker | None:
        """The outlet that "the agency" goes back to: the last one that told or passed on something, else the last one named nearby.

        In "the Reuters news agency" it stands before the word.
        """
        inside = [m for t in self.reading.syntax.children(head, "compound", "nmod") if (m := self.references.covering(t)) and m.entity]
        for m in inside:
            if self.references.entity(str(m.entity)).kind == "media":
                return as_speaker(self.references.entity(str(m.entity)), m)
        told = {t.text.lower() for t in self.reading.syntax.children(head, "det", "poss", "amod", "nmod", "compound")}
        if head.dep == "compound":  # "the news agency report"
            told |= {t.text.lower() for t in self.reading.syntax.children(self.reading.syntax.head(head), "det")}
        if head.tag not in ("NN", "NNP") or not told & {"the", "this", "that"} or told - self.news - {"the", "this", "that", "same"}:
            return None
        last = self.made.get("media") or self._named_nearby(head)
        return Speaker(last.party, last.kind, f"'the {head.text}' goes back to {last.party.name}") if last and last.party else None

    def _named_nearby(self, head: Token) -> Speaker | None:
        """The last outlet named before a word, within a few sentences; platforms are none."""
        for m in reversed([m for m in self.reading.names if m.head < head.i]):
            if self.reading.tokens[m.head].sentence < head.sentence - FARTHEST:
                return None
            entity = self.references.entity(str(m.entity))
            if entity.kind == "media" and entity.name.lower() not in self.platforms:
                return as_speaker(entity, m)
        return None
