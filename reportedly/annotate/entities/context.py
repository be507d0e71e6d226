"""What resolving a word needs to know of its report: the draft, its persons, what was said of them, and who was spoken of."""

from collections import Counter
from dataclasses import dataclass, field

from reportedly.annotate.entities.discourse import Discourse
from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.lexicon import Lexicon
from reportedly.annotate.entities.people import People
from reportedly.annotate.entities.profiles import Profile
from reportedly.model import EntityKind, Token

Ids = tuple[str, ...]
LEAST = 3  # mentions that make a country the one a report is about


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom a word means: ids (several for a plural), how surely, and why; no ids where that stays open."""

    ids: Ids = ()
    score: float = 0.0
    reason: str = ""


@dataclass(slots=True)
class Context:
    """Everything that is known when a word is looked at; `heads` gives the mention that a token heads."""

    draft: Draft
    lexicon: Lexicon
    people: People
    profiles: dict[str, list[Profile]]
    discourse: Discourse
    heads: dict[int, Ids] = field(default_factory=dict)
    main_country: str | None = None
    holders: dict[tuple[object, ...], list[str]] = field(default_factory=dict)
    bodies: dict[str, frozenset[str]] = field(default_factory=dict)  # of whom without a name belongs to a body that is told

    def kind(self, id: str) -> EntityKind | None:
        """The kind of an entity; None for one that the report does not have."""
        entity = self.draft.entities.get(id)
        return entity.kind if entity else None

    def name(self, id: str) -> str:
        """The name of an entity."""
        person = self.people.by_id.get(id)
        return person.name if person else self.draft.entities[id].name

    def country(self, id: str) -> str | None:
        """The country of an entity."""
        person = self.people.by_id.get(id)
        if person and person.country:
            return person.country
        return self.draft.entities[id].country if id in self.draft.entities else None

    def gender(self, id: str) -> str:
        """The gender of a person, "" when unknown: by the lexicon, by a title, by the given name."""
        person = self.people.by_id.get(id)
        if person is None:
            return ""
        given = (w for w in person.words if w not in person.family)
        return person.gender or next((g for w in given if (g := self.lexicon.given.get(w))), "")

    def meant_by(self, token: Token) -> Ids:
        """The entities of the mention that a token heads, if one was resolved."""
        return self.heads.get(token.i, ())

    def bodies_of(self, ids: Ids) -> frozenset[str]:
        """Those of the entities that are bodies: neither countries and places nor people."""
        return frozenset(i for i in ids if self.kind(i) in ("government", "organisation", "media"))

    def named(self, token: Token) -> Ids:
        """The entity of the name that a token is part of."""
        i = self.draft.named[token.i]
        entity = self.draft.mentions[i].entity if i >= 0 else None
        return (entity,) if entity else ()


def main_country(draft: Draft) -> str | None:
    """The country that most names of a report belong to, at least three and twice as many as of the next; else None."""
    counts = Counter(e.country for m in draft.mentions if m.entity and (e := draft.entities.get(m.entity)) and e.country)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]
