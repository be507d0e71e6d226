"""Sources that no entity stands for: who is behind a thing that says nothing by itself, or what the text's own words call them."""

import re
from typing import TYPE_CHECKING

from reportedly.annotate.sentences import plain
from reportedly.annotate.statements.parties import MEDIA_REPORTS, NOBODY, Speaker, as_speaker, own_words
from reportedly.model import Mention, Party, Span, SpeakerKind, Token

if TYPE_CHECKING:
    from reportedly.annotate.statements.speaker import Speakers

MUTE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
SEAT = re.compile(r"^\W*[DRI]-[A-Z][\w.]*\W*$")
"""Of what party somebody is and whence ("R-Ky."): nobody's name."""
LATELY = 3  # sentences within which whoever spoke last is meant


def described(speakers: "Speakers", head: Token, source: Span) -> Speaker:
    """A source without a name: whoever stands behind it, else called by its own words."""
    words = _uncapitalised(speakers, head, source)
    if (whole := _broken_off(speakers, head, words)) is not None:
        return whole
    if words.lower() in speakers.mute or SEAT.match(words) or _is_nobody(speakers, head, words):
        return Speaker(None, "unnamed", f"'{head.text}' names nobody who speaks")
    if head.ner in MUTE:
        return _beside_date(speakers, source)
    if speakers.is_medium(head) and (before := speakers.outlet_before(head)):
        return before
    if head.text.lower() in speakers.tellings and not speakers.reading.syntax.children(head, "prep", "poss"):
        return MEDIA_REPORTS
    if (behind := _behind(speakers, head)) is not None:
        return behind
    kind = _kind(speakers, head)
    words = f"unnamed {words.removeprefix('unnamed ')}" if kind == "unnamed" else words
    return Speaker(Party(f"name:{slug(words)}", words), kind, "named by the words of the text only")


def _broken_off(speakers: "Speakers", head: Token, words: str) -> Speaker | None:
    """As in "according to a Norwegian think…": the text breaks off within a head of two words, of which the first tells the second."""
    half = speakers.reading.lexicon.halves.get(head.text.lower().rstrip(".…"))
    rest = speakers.reading.text[head.span.start + len(head.text.rstrip(".…")) :]
    if half is None or not rest.startswith(("…", "...")):
        return None
    name = plain(words).replace("U.S.", "US").rstrip(".… ") + f" {half}"
    return Speaker(Party(f"group::{slug(name)}", name), "group", "the text breaks off within the words for it")


def analysts(speakers: "Speakers", head: Token, source: Span) -> Speaker | None:
    """The body whose own researchers or analysts speak, all of them ("analysts at the Harbour Institute"); None for others.

    Some of them ("two analysts at"), those of a university and whoever works for a state or for several bodies speak for themselves.
    """
    reading, words = speakers.reading, speakers.analysts
    mention = speakers.references.headed_by(head)
    if mention is not None and mention.entity in speakers.speak_for:  # "the analysts", "they"
        return speakers.speak_for[mention.entity]
    if head.tag != "NNS" or head.lemma.lower() not in words["people"]:
        return None
    below = reading.syntax.children(head)
    if any(t.dep in ("nummod", "det", "poss") or t.text.lower() in words["some"] for t in below if t.i < head.i):
        return None
    before = speakers.references.covering(reading.tokens[head.i - 1]) if head.i else None  # "Harbour Watch analysts", however it is parsed
    ends = _bodies_of(speakers, head)
    told = [m for m in speakers.references.within(source) if m.head in ends] + ([before] if before is not None else [])
    named = {m.entity for m in told if m.kind == "name" and m.entity and m.span.end <= source.end}
    entity = speakers.references.entity(str(named.pop())) if len(named) == 1 else None
    if entity is None or entity.kind != "organisation" or not words["schools"].isdisjoint(entity.name.casefold().split()):
        return None
    spoken = Speaker(Party(entity.id, entity.name), "organisation", f"its {head.lemma.lower()}s speak for {entity.name}")
    if mention is not None and mention.entity:
        speakers.speak_for[mention.entity] = spoken
    return spoken


def _bodies_of(speakers: "Speakers", head: Token) -> set[int]:
    """The words (by index) by which a noun may tell to which body people belong ("analysts at the GROUP Harbour WATCH")."""
    syntax, words = speakers.reading.syntax, speakers.analysts
    ends = [o for p in syntax.children(head, "prep") if p.text.lower() in words["ways"] for o in syntax.objects(p)]
    kinds = [t for o in ends if o.lemma.lower() in words["kinds"] for t in syntax.children(o, "compound", "nmod", "appos")]
    return {t.i for t in (*ends, *kinds, *syntax.children(head, "compound", "nmod"))}


def _is_nobody(speakers: "Speakers", head: Token, words: str) -> bool:
    """Whether a source is a fragment, a bare number or a thing: no person, body, publication, document or described group."""
    word, lemma = head.text.lower(), head.lemma.lower()
    if head.pos in speakers.fragments:
        return word not in speakers.unnamed | speakers.indefinite | speakers.groups and lemma not in speakers.reading.lexicon.people
    is_thing = head.pos == "NOUN" and lemma in speakers.things
    return is_thing or not any(c.isalpha() for c in words)


def _uncapitalised(speakers: "Speakers", head: Token, source: Span) -> str:
    """The words of a source, without the capital of a sentence's beginning."""
    words, first = own_words(source.of(speakers.reading.text)), speakers.reading.token_at(source.start)
    if first is None or first.i != speakers.reading.syntax.sentence(first).first or not words.startswith(first.text):
        return words
    word = first.text.lower()
    known = word in speakers.unnamed | speakers.groups | speakers.indefinite or first.lemma.lower() in speakers.reading.lexicon.people
    plain = first.tag in ("JJ", "NN", "NNS", "VBN") and not first.ner and first.text[1:].islower() and "-" not in first.text
    return words if head.pos == "PROPN" or not (known or plain) else word + words[len(word) :]


def _kind(speakers: "Speakers", head: Token) -> SpeakerKind:
    """What a source that is called by its own words is, by its head."""
    lemma = head.lemma.lower()
    if lemma in speakers.media or head.text.lower() in speakers.media:
        return "media"
    if not {lemma, head.text.lower()}.isdisjoint(speakers.reading.lexicon.documents | speakers.pictures):
        return "document"
    if lemma in speakers.partisans and head.tag in ("NN", "NNP"):
        return "unnamed"
    if head.pos == "PROPN":
        return "person" if head.ner == "PERSON" else "organisation"
    return "group" if lemma in speakers.groups and head.text.lower() not in speakers.unnamed else "unnamed"


def _behind(speakers: "Speakers", head: Token) -> Speaker | None:
    """Whose words a word for words is ("his remarks", "a warning issued by the embassy")."""
    reading = speakers.reading
    if head.lemma.lower() not in reading.lexicon.nouns or reading.can_speak(head):
        return None
    owners = list(reading.syntax.children(head, "poss")) or [t for t in reading.syntax.children(head, "compound") if reading.can_speak(t)]
    for verb in reading.syntax.children(head, "acl"):
        if verb.tag == "VBN" and verb.lemma.lower() not in speakers.relaying:
            owners.extend(t for by in reading.syntax.children(verb, "agent") for t in reading.syntax.children(by, "pobj"))
    found = speakers.of_token(owners[0], owners[0].span) if len(owners) == 1 else None
    if found is None or found.party is None or found.kind in ("unnamed", "document"):
        return None
    return Speaker(found.party, found.kind, f"'{head.text}' is by {found.party.name}")


def _beside_date(speakers: "Speakers", source: Span) -> Speaker:
    """As in "the Herald Friday says", where the parser took the day for the source."""
    named = [m for m in speakers.references.within(source) if m.kind == "name" and m.entity]
    return as_speaker(speakers.references.entity(str(named[-1].entity)), named[-1]) if named else NOBODY


def slug(words: str) -> str:
    """Words as the end of an id."""
    return re.sub(r"\W+", "-", words.lower()).strip("-")


def partisan(speakers: "Speakers", head: Token, mention: Mention | None) -> Speaker | None:
    """Which member of a party is meant by it: the one whose name it explains, else who spoke last ("the Ohio Republican")."""
    syntax = speakers.reading.syntax
    if mention is None or mention.entity or head.lemma.lower() not in speakers.partisans or head.tag not in ("NN", "NNP"):
        return None
    if head.dep == "appos":
        name = speakers.references.headed_by(syntax.head(head))
        person = speakers.references.entity(name.entity) if name is not None and name.entity else None
        return as_speaker(person, name) if person is not None and name is not None and person.kind == "person" else None
    last, is_definite = speakers.spoke, any(t.text.lower() == "the" for t in syntax.children(head, "det"))
    if last is None or last[1].party is None or last[1].kind != "person" or not is_definite:
        return None
    cue = last[0].cue.head
    if cue.i > head.i or head.sentence - cue.sentence > LATELY:
        return None
    return Speaker(last[1].party, "person", f"'the {head.text}' is {last[1].party.name}, who was speaking")
