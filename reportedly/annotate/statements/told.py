"""Occasions that are told of without a cue: "She gave a speech in Oslo on Monday", "his interview with the agency"."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.annotate.statements.filters import is_unreal
from reportedly.annotate.statements.occasion import Occasion, Occasions
from reportedly.annotate.statements.source import of_verb
from reportedly.model import Token
from reportedly.model.dates import as_date

PAST = frozenset({"VBD", "VBZ", "VBN", "VBG", "VBP"})
PARTNERS = frozenset({"with", "to", "on"})
LONGEST_CLIMB = 4  # words between a noun and its verb in the tree


@dataclass(frozen=True, slots=True)
class Told:
    """Whose occasion it is (the id of an entity), where it is told (index of the word), and what is known of it."""

    owner: str
    at: int
    occasion: Occasion


def told(occasions: Occasions) -> Iterator[Told]:
    """The lasting occasions that a report tells of, in text order; those that are yet to come are left out."""
    reading = occasions.reading
    for token in reading.tokens:
        if token.pos != "NOUN" or reading.quoted(token) is not None:
            continue
        medium = occasions.medium_of(token)
        if medium is None or medium not in occasions.lasting or (verb := _verb(occasions, token)) is None:
            continue
        owner = _owner(occasions, token, verb)
        if owner is None:
            continue
        below = reading.syntax.subtree(token)
        outlets = tuple(occasions.outlet(t) for t in below if _is_partner(occasions, t, token))
        times = (occasions.timex(t) for t in [*below, *(c for c in reading.syntax.subtree(verb) if _near(occasions, c, verb))])
        said = next((day for x in times if x and (day := as_date(x.value)) and len(day) > len("2024")), None)
        reasons = {"medium": f"the {token.text} told of before"} | (
            {"said_on": f"the day of the {token.text} told of before"} if said else {}
        )
        found = Occasion(medium, (), tuple(o for o in outlets if o is not None)[:1], said, reasons)
        yield Told(owner, token.i, found)


def _verb(occasions: Occasions, noun: Token) -> Token | None:
    """The verb that a noun hangs on; None for what is yet to come."""
    syntax = occasions.reading.syntax
    above = syntax.ancestors(noun)[:LONGEST_CLIMB]
    verb = next((t for t in above if t.pos in ("VERB", "AUX")), None)
    if verb is None or verb.tag not in PAST or is_unreal(occasions.reading, verb) or syntax.children(verb, "neg"):
        return None
    return verb


def _owner(occasions: Occasions, noun: Token, verb: Token) -> str | None:
    """Who speaks on the occasion: the possessor of the noun, else the subject of the verb."""
    syntax = occasions.reading.syntax
    head = syntax.child(noun, "poss") or of_verb(occasions.reading, verb)
    if head is None or head.i == noun.i:
        return None
    mention = occasions.speakers.references.headed_by(head)
    return mention.entity if mention is not None and mention.entity and occasions.reading.can_speak(head) else None


def _is_partner(occasions: Occasions, token: Token, noun: Token) -> bool:
    """Whether a word stands behind "with", "to" or "on" of the noun, or before the noun ("a radio interview")."""
    above = occasions.reading.syntax.head(token)
    if token.dep in ("poss", "compound"):
        return above.i == noun.i or _is_partner(occasions, above, noun)
    return token.dep == "pobj" and above.text.lower() in PARTNERS and above.head == noun.i


def _near(occasions: Occasions, token: Token, verb: Token) -> bool:
    """Whether a word hangs on the verb itself, with a preposition or without."""
    above = occasions.reading.syntax.head(token)
    return above.i == verb.i or (above.dep == "prep" and above.head == verb.i)
