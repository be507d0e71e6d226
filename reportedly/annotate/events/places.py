"""Where an act took place: a place named after a preposition of place below the act or its clause."""

from typing import NamedTuple

from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import Place, ReportEntity, Token

_PLACES = frozenset({"country", "place"})
_WHERE = frozenset({"in", "at", "near", "on", "off", "inside", "outside", "over", "across", "around"})
_WHITHER = frozenset({"to", "into", "toward", "towards"})


class Where(NamedTuple):
    """The place of an act with the reason; `is_named` unless the clause only speaks of it ("the country")."""

    place: Place
    reason: str
    is_named: bool


def place(token: Token, syntax: Syntax, refs: References, *, mode: str | None = None) -> Where | None:
    """Where an act took place; None where its clause tells nothing. `mode` "visit" also takes where the visit leads."""
    verb = token
    while (
        verb.pos not in ("VERB", "AUX") and verb.head != verb.i and verb.dep in ("dobj", "pobj", "prep", "nsubj", "nsubjpass", "compound")
    ):
        verb = syntax.head(verb)
    prepositions = [p for t in dict.fromkeys((token, verb)) for p in syntax.children(t, "prep", "advmod")]
    if token.dep == "dobj":
        prepositions = sorted(prepositions, key=lambda p: abs(p.i - token.i))
    wanted = _WHERE | (_WHITHER if mode == "visit" else frozenset())
    for p in prepositions:
        if p.lemma.lower() in wanted:
            for o in syntax.children(p, "pobj"):
                if (m := refs.headed_by(o)) and m.entity and (entity := refs.entity(m.entity)).kind in _PLACES:
                    return Where(as_place(entity), f"'{p.text} {entity.name}' stands in the same clause", m.kind == "name")
    if mode == "visit" and token.pos == "VERB":
        for o in syntax.children(token, "dobj"):
            if (m := refs.headed_by(o)) and m.entity and (entity := refs.entity(m.entity)).kind in _PLACES:
                return Where(as_place(entity), f"{entity.name} is what was visited", m.kind == "name")
    return None


def as_place(entity: ReportEntity) -> Place:
    """The place that an entity is."""
    return Place(entity.name, entity.lat, entity.lon, country=entity.country or (entity.id if entity.kind == "country" else None))
