"""Who speaks in a headline or lead that names only a role: the one to whom the report gives the same words further on."""

from collections.abc import Iterator, Sequence

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.parties import Speaker, Speaking
from reportedly.annotate.statements.reading import Reading

LEAD = 3  # sentences from the start that sum up what follows
SAME, FEWEST = 0.5, 3  # share and number of telling words that must come again
TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
REASON = "the report gives the same words to {name} further on"


def summed_up(reading: Reading, found: Sequence[Draft], who: Speaking) -> Iterator[tuple[int, Speaker]]:
    """The id() of drafts whose speaker the headline or lead leaves open, with whom the report names for the same words.

    Nobody where two could be meant.
    """
    countries = {e.id: e.country for e in reading.annotated.entities}
    named = [(d, _words(reading, d)) for d in found if who[id(d)].kind == "person" and who[id(d)].party is not None]
    for draft in found:
        if not _is_open(reading, draft, who[id(draft)]):
            continue
        mine = _words(reading, draft)
        alike = [who[id(d)] for d, words in named if d.cue.head.sentence > draft.cue.head.sentence and _same(mine, words)]
        if not alike or len({s.party.id for s in alike if s.party}) > 1 or (party := alike[0].party) is None:
            continue
        own = who[id(draft)].party
        stated = countries.get(own.id) if own is not None else None
        if not stated or countries.get(party.id) in (None, stated):
            yield id(draft), Speaker(party, alike[0].kind, REASON.format(name=party.name))


def _is_open(reading: Reading, draft: Draft, speaker: Speaker) -> bool:
    """Whether one person is called by a role alone, at the report's beginning."""
    sentence = reading.syntax.sentence(draft.cue.head)
    if sentence.zone != "title" and sentence.index >= LEAD:
        return False
    subject = draft.subject
    unnamed = speaker.kind == "unnamed" or "words of the text" in speaker.reason
    return unnamed and subject is not None and subject.pos in ("NOUN", "PROPN") and subject.tag not in ("NNS", "NNPS")


def _words(reading: Reading, draft: Draft) -> frozenset[str]:
    return frozenset(t.lemma.lower() for s in draft.content for t in reading.tokens_in(s) if t.pos in TELLING)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= FEWEST and shared >= SAME * min(len(one), len(other))
