"""Who speaks within a quotation: "I" is whoever speaks it, "he" is anybody else."""

from collections.abc import Iterator, Sequence

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.parties import Speaker, Speaking
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Party, Token

FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
THIRD = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
"""Pronouns of another person, with the sex that they tell; a government may call itself "it"."""
NEAR = 4  # sentences in which somebody else must be named


def in_quotations(reading: Reading, found: Sequence[Draft], who: Speaking) -> Iterator[tuple[int, Speaker]]:
    """The id() of drafts whose pronoun stands in a quotation that tells who it is or is not, with who speaks then."""
    for draft in found:
        head, holder = draft.subject, _holder(reading, draft)
        if head is None or holder is None or (speaks := who[id(holder)]).party is None:
            continue
        word, own = head.text.lower(), who[id(draft)].party
        if word in FIRST and own is None:
            yield id(draft), Speaker(speaks.party, speaks.kind, f"'{head.text}' in a quotation is whoever speaks it")
        elif word in THIRD and own is not None and own.id == speaks.party.id:
            yield id(draft), _another(reading, holder, head, speaks.party)


def _holder(reading: Reading, draft: Draft) -> Draft | None:
    """The draft whose quotation a draft's source stands in."""
    quotation = reading.quoted(draft.subject) if draft.subject is not None else None
    around = draft.outer if quotation is not None else None
    while around is not None and reading.quoted(around.cue.head) is not None:
        around = around.outer
    if around is None or draft.subject is None or not any(s.contains(draft.subject.span) for s in around.content):
        return None
    return around


def _another(reading: Reading, holder: Draft, pronoun: Token, speaker: Party) -> Speaker:
    """The one person beside the speaker who was named shortly before, or with the saying ("she said of Paul Ferrand")."""
    sex = THIRD[pronoun.text.lower()]
    said = reading.syntax.sentence(holder.cue.head)
    near = {
        id
        for n, id in reading.people
        if (n < pronoun.i and pronoun.sentence - reading.tokens[n].sentence <= NEAR) or said.first <= n < said.last
    }
    left = {id for id in near if id != speaker.id and _may_be(reading, id, sex)}
    if len(left) != 1:
        return Speaker(None, "person", f"'{pronoun.text}' is not {speaker.name}, who speaks the quotation")
    entity = next(e for e in reading.annotated.entities if e.id in left)
    return Speaker(
        Party(entity.id, entity.name), "person", f"'{pronoun.text}' is not who speaks the quotation; {entity.name} is the one named before"
    )


def _may_be(reading: Reading, id: str, sex: str) -> bool:
    """Whether no other pronoun of the report gives a person the other sex."""
    words = {m.span.of(reading.text).lower() for m in reading.annotated.mentions if m.entity == id and m.kind == "pronoun"}
    return all(THIRD.get(w, sex) == sex for w in words)
