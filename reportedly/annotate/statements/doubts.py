"""What may be wrong with the name that a speaker got: features for the scorer (see `evidence`)."""

from reportedly.annotate.statements.drafts import Draft
from reportedly.annotate.statements.parties import Speaker
from reportedly.annotate.statements.reading import Reading
from reportedly.model import Token

NEAR = 2  # sentences in which people named compete for a pronoun
MOST = 3


def doubts(reading: Reading, draft: Draft, speaker: Speaker) -> list[str]:
    """How a pronoun's or a name's words bear out whom it was taken for."""
    head, party = draft.subject, speaker.party
    if head is None or party is None:
        return [f"doubt=open|{head.pos if head else '-'}"]
    lexical = party.id.split(":", 1)[0] if ":" in party.id else "lexicon"
    found = [f"party={lexical}|{head.pos}", f"party={lexical}|{speaker.kind}", f"joint={'+' in party.id}|{head.dep}"]
    if head.pos == "PRON":
        return found + _of_pronoun(reading, head, party.id)
    if head.pos == "PROPN":
        return found + _of_name(reading, head, party.name)
    named = _named_in(reading, draft, party.id)
    return [*found, f"noun={named}|{speaker.kind}", f"noun-head={head.lemma.lower()}", f"noun={_determiner(reading, head)}|{named}"]


def _of_pronoun(reading: Reading, head: Token, id: str) -> list[str]:
    """How many people could be meant, and how far back the one taken was named."""
    people = [(n, who) for n, who in reading.people if n <= head.i]
    near = {who for n, who in people if head.sentence - reading.tokens[n].sentence <= NEAR}
    last = next((n for n, who in reversed(people) if who == id), None)
    far = min(9, head.sentence - reading.tokens[last].sentence) if last is not None else "-"
    is_last = bool(people) and people[-1][1] == id
    word = head.text.lower()
    quoted = reading.quoted(head) is not None
    return [
        f"pronoun={word}|{min(MOST, len(near))}",
        f"pronoun-far={far}",
        f"pronoun-last={is_last}|{min(MOST, len(near))}",
        f"pronoun-quoted={quoted}|{word}",
    ]


def _of_name(reading: Reading, head: Token, name: str) -> list[str]:
    """Whether the name's words are those of the party, and how many people of the report share its last word."""
    mine = {w.strip(".,'’").casefold() for w in name.replace("-", " ").split()}
    words = [t for t in reading.syntax.children(head, "compound", "nmod", "flat") if t.pos == "PROPN" and t.ner == head.ner]
    known = sum(t.text.replace("-", " ").casefold().split()[0] in mine for t in words if t.text.strip("-"))
    fit = "-" if not words else "all" if known == len(words) else "some" if known else "none"
    own = head.text.replace("-", " ").casefold().split()[-1:] or [""]
    return [
        f"name={own[0] in mine}|{fit}",
        f"name={own[0] in mine}|{fit}|{head.ner}",
        f"namesakes={min(MOST, reading.namesakes(head.text))}|{fit}",
    ]


def _named_in(reading: Reading, draft: Draft, id: str) -> str:
    """Whether the phrase of the source itself names the party."""
    if draft.source is None:
        return "-"
    words = {t.i for t in reading.tokens_in(draft.source)}
    return "named" if any(m.entity == id for m in reading.names if m.head in words) else "other"


def _determiner(reading: Reading, head: Token) -> str:
    return next((t.text.lower() for t in reading.syntax.children(head, "det", "poss") if t.pos != "PROPN"), "-")
