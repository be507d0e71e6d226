"""What organisation, medium or country a word for its kind points back to: "the agency", "the militant group", "the country"."""

from reportedly.annotate.entities.context import Answer, Context
from reportedly.annotate.entities.discourse import Spot
from reportedly.annotate.entities.phrase import Phrase
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.unnamed import PEOPLE, is_called
from reportedly.model import EntityKind

THINGS = ("organisation", "media", "government")
SECOND = 0.6  # how much less likely the next kind in a list is meant

Kinds = tuple[EntityKind, ...]


def kinds_called(context: Context, phrase: Phrase) -> Kinds:
    """The kinds of named entities that a phrase can point back to; () for one whose other words say something else ("the aid group")."""
    row = settings().called.get(phrase.lemma)
    if row is None or phrase.is_plural:
        return ()
    before = [t for t in context.draft.tokens[phrase.first : phrase.head.i] if t.tag not in ("DT", "HYPH") and context.draft.named[t.i] < 0]
    if phrase.last > phrase.head.i + 1 or any(t.text.casefold() not in row.told for t in before):
        return ()
    return row.kinds[:1] if before else row.kinds


def points_back(phrase: Phrase) -> bool:
    """Whether a word for a kind can mean one named before: "the agency", "this agency", "Norway's agency"."""
    definite = phrase.article in ("the", "that", "this") or (bool(phrase.of) and not phrase.is_indefinite)
    return bool(phrase.role.things) and not phrase.is_plural and definite


def called(context: Context, phrase: Phrase, kinds: Kinds) -> Answer:
    """The named one of those kinds, or the nameless one called by the same word, that stands out before a phrase; open where two do."""
    countries = {c for i in phrase.of if (c := context.country(i))}

    def fits(spot: Spot) -> float:
        id = spot.entities[0] if len(spot.entities) == 1 else ""
        if id.startswith(PEOPLE):
            return float(is_called(id, phrase.lemma))
        kind = context.kind(id)
        if kind not in kinds or (countries and context.country(id) not in countries):
            return 0.0
        return 1.0 if phrase.lemma in context.name(id).casefold() else SECOND ** kinds.index(kind)

    ranked = context.discourse.ranked(phrase.head, fits, 4)
    if ranked and (len(ranked) == 1 or ranked[1][0] < settings().margin * ranked[0][0]):
        return Answer(ranked[0][1], 0.75, f"points back to {context.name(ranked[0][1][0])}")
    return Answer(reason="several could be meant" if ranked else "none named before fits")


def thing(context: Context, phrase: Phrase) -> Answer:
    """The organisation, medium or country that "the agency" or "the country" points back to."""
    role = phrase.role
    if role.things == "country":
        return _country(context, phrase)
    kinds = ("media",) if role.things == "media" else THINGS

    def fits(spot: Spot) -> float:
        ids = spot.entities
        return float(len(ids) == 1 and context.kind(ids[0]) in kinds and _agrees(context, ids[0], phrase))

    ranked = context.discourse.ranked(phrase.head, fits, 4)
    if ranked and (len(ranked) == 1 or ranked[1][0] < settings().margin * ranked[0][0]):
        return Answer(ranked[0][1], 0.75, f"points back to {context.name(ranked[0][1][0])}")
    if not ranked and role.things == "media" and (agency := _state_agency(context, phrase)):
        return agency
    return Answer(reason="several could be meant" if ranked else "none named before fits")


def _state_agency(context: Context, phrase: Phrase) -> Answer | None:
    """The one state news agency of a country ("North Korea's news agency"), where the phrase calls it an agency."""
    countries = {c for i in phrase.of if (c := context.country(i))}
    found = [id for c in countries for id in context.lexicon.agencies.get(c, ())] if phrase.lemma == "agency" else []
    if len(found) != 1:
        return None
    context.draft.add_entity(context.lexicon.entities[found[0]])
    return Answer((found[0],), 0.75, f"the state news agency of {context.lexicon.entities[next(iter(countries))].name}")


def so_called(context: Context, phrase: Phrase) -> Answer | None:
    """The country named before that a describing word fits ("the rogue nation"); open where not one does, None without such a word."""
    many = phrase.is_plural and phrase.role.body is None  # "the authorities" of one state
    if many or phrase.of or phrase.article not in ("the", "that", "this"):
        return None
    before = context.draft.tokens[phrase.first : phrase.head.i]
    words = [t.text.casefold() for t in before] + ["-".join(t.text.casefold() for t in before[k : k + 3 : 2]) for k in range(len(before))]
    told = next((w for w in words if w in settings().epithets), None)
    if told is None:
        return None
    fitting = settings().epithets[told]

    def fits(spot: Spot) -> float:
        ids = spot.entities
        return float(len(ids) == 1 and context.kind(ids[0]) == "country" and context.country(ids[0]) in fitting)

    ranked = context.discourse.ranked(phrase.head, fits, phrase.head.sentence + 1)
    if ranked and (len(ranked) == 1 or ranked[1][0] < settings().margin * ranked[0][0]):
        return Answer(ranked[0][1], 0.75, f"the {told} country before is {context.name(ranked[0][1][0])}")
    return Answer(reason=f"several could be called {told}" if ranked else f"no country named before is called {told}")


def _agrees(context: Context, id: str, phrase: Phrase) -> bool:
    """Whether a thing can be called so: the word stands in its name, or it is of the kind that the word names."""
    countries = {c for i in phrase.of if (c := context.country(i))}
    if countries and context.country(id) not in countries:
        return False
    if phrase.lemma in context.name(id).casefold():
        return True
    if phrase.lemma in settings().named_so:
        return False
    return context.kind(id) == phrase.role.things and phrase.lemma not in settings().bodies


def _country(context: Context, phrase: Phrase) -> Answer:
    """The country that was the last to stand out; a demonym counts too."""
    if phrase.of:
        return Answer(phrase.of[:1], 0.7, "qualified by its name") if context.kind(phrase.of[0]) == "country" else Answer(reason="unclear")

    def fits(spot: Spot) -> float:
        ids = spot.entities
        return float(len(ids) == 1 and context.kind(ids[0]) == "country")

    ranked = context.discourse.ranked(phrase.head, fits, 3)
    if ranked and (len(ranked) == 1 or ranked[1][0] < settings().margin * ranked[0][0]):
        return Answer(ranked[0][1], 0.7, f"points back to {context.name(ranked[0][1][0])}")
    return Answer(reason="several countries could be meant" if ranked else "no country named before")
