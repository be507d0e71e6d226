"""Whom a plural without a name means: "both countries", "the two leaders", "the sides"."""

from reportedly.annotate.entities import offices
from reportedly.annotate.entities.context import Answer, Context
from reportedly.annotate.entities.phrase import Phrase
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.unnamed import PEOPLE


def resolve(context: Context, phrase: Phrase) -> Answer | None:
    """Whom "the two leaders", "both countries" or "the three nations" mean; None for another plural."""
    wanted = max(settings().numbers.get(w, 0) for w in context.draft.words[phrase.first : phrase.head.i + 1])
    if (joined := _joined(context, phrase, wanted)) is not None:
        return joined
    leaders = any(o.rank == 1 for o in phrase.role.offices) or phrase.lemma in settings().anybody
    countries = phrase.role.things == "countries"
    if leaders and not wanted and len(phrase.of) > 1:
        return _each_leader(context, phrase)
    if not wanted or phrase.is_indefinite or phrase.of or not (leaders or countries) or _is_ranked(context, phrase):
        return None
    if phrase.lemma in settings().contrary:
        return Answer(reason="which two are the sides is not said")
    kind, found = "country" if countries else "person", dict[str, None]()
    for spot in context.discourse.back(phrase.head, 6):
        for id in reversed(spot.entities):
            if context.kind(id) == kind and (countries or _is_leader(context, id, phrase)):
                found.setdefault(id)
        if len(found) == wanted:
            ids = tuple(found)[::-1]  # in the order of the text
            return Answer(ids, 0.8, f"the last {wanted} named before: {' and '.join(context.name(i) for i in ids)}")
    return Answer(reason="not so many of a kind named before")


def _joined(context: Context, phrase: Phrase, wanted: int) -> Answer | None:
    """The parties that were last named in one breath ("Norway and Chile ... the countries"); None for other words, or where none were."""
    if phrase.is_indefinite or phrase.of or phrase.lemma not in settings().parties or _is_narrowed(context, phrase):
        return None
    kinds = settings().parties[phrase.lemma]
    for spot in context.discourse.back(phrase.head, 2):
        ids = spot.entities
        if len(ids) == (wanted or max(len(ids), 2)) and all(context.kind(i) in kinds and not i.startswith(PEOPLE) for i in ids):
            return Answer(ids, 0.8, f"named together before: {' and '.join(context.name(i) for i in ids)}")
    return None


def _is_ranked(context: Context, phrase: Phrase) -> bool:
    """Whether a superlative tells who they are ("the world's two largest countries"): that need not be those named last."""
    return any(t.tag in ("JJS", "RBS") for t in context.draft.tokens[phrase.first : phrase.head.i])


def _is_narrowed(context: Context, phrase: Phrase) -> bool:
    """Whether a phrase says more than a number and its head ("the countries of the south", "the European sides")."""
    more = [t for t in context.draft.tokens[phrase.first : phrase.head.i] if t.tag not in ("DT", "CD", "PDT")]
    return bool(more) or phrase.last > phrase.head.i + 1


def _each_leader(context: Context, phrase: Phrase) -> Answer | None:
    """Who leads each of several countries ("the leaders of Norway and Chile"); None unless all are known."""
    countries = [i for i in phrase.of if context.kind(i) == "country"]
    answers = [offices.resolve(context, phrase.head, phrase.role, (i,)) for i in countries]
    ids = tuple(dict.fromkeys(i for a in answers for i in a.ids))
    return Answer(ids, 0.75, "who leads each of the countries") if len(countries) > 1 and len(ids) == len(countries) else None


def _is_leader(context: Context, id: str, phrase: Phrase) -> bool:
    return phrase.lemma in settings().anybody or offices.holds(context, id, phrase.role)
