"""Whom a pronoun means."""

from collections.abc import Callable

from reportedly.annotate.entities import antecedents
from reportedly.annotate.entities.context import Answer, Context, Ids
from reportedly.annotate.entities.discourse import Spot
from reportedly.annotate.entities.settings import settings
from reportedly.model import Token

PLURAL_THING = 0.7  # things are less often "they" in the news than people are
FARTHEST = {"m": 5, "f": 5, "many": 3, "thing": 3}  # sentences
LEAST, RIVAL = 0.45, 0.4  # nobody is named below, nor where another is so near
THINGS = ("country", "government", "organisation", "media")


def resolve(context: Context, token: Token) -> Answer | None:
    """The answer for a pronoun; None for a word that refers to nobody ("it rained") or is no pronoun."""
    word = token.text.casefold()
    if word in settings().first_person:
        quoted = context.draft.quotation[token.i] > 0
        return Answer(reason="first person in a quotation" if quoted else "first person outside a quotation")
    kind = settings().pronouns.get(word)
    if kind == "relative":
        return _relative(context, token)
    if kind in ("m", "f"):
        return _chosen(context, token, kind, _person_fits(context, token, kind))
    if kind == "many":
        return _chosen(context, token, kind, _many_fit(context, token))
    if kind == "thing" and not _is_empty(context, token):
        return _chosen(context, token, kind, _thing_fits(context, token))
    return None


def _relative(context: Context, token: Token) -> Answer | None:
    """The head of the clause's noun: "Kim, who said"."""
    if token.tag not in ("WP", "WDT", "WP$"):
        return None
    for above in context.draft.syntax.ancestors(token):
        if above.dep in ("relcl", "acl"):
            noun = context.draft.syntax.head(above)
            ids = context.meant_by(noun)
            return Answer(ids, 0.95, f"'{token.text}' refers to the noun before it") if ids else None
    return None


def _person_fits(context: Context, token: Token, gender: str) -> Callable[[Spot], float]:
    barred = _barred(context, token)
    unknown = float(settings().weights["unknown_gender"])

    def fits(spot: Spot) -> float:
        ids = spot.entities
        if len(ids) != 1 or context.kind(ids[0]) != "person" or ids[0] in barred:
            return 0.0
        known = context.gender(ids[0])
        named = 1.0 if ids[0] in context.people.by_id else float(settings().weights["unnamed"])
        return named * (1.0 if known == gender else unknown if not known else 0.0)

    return fits


def _many_fit(context: Context, token: Token) -> Callable[[Spot], float]:
    barred = _barred(context, token)

    def fits(spot: Spot) -> float:
        ids = spot.entities
        if not ids:
            return PLURAL_THING if spot.plural else 0.0
        if set(ids) & barred:
            return 0.0
        if len(ids) > 1 or context.kind(ids[0]) == "group":
            return 1.0
        return 0.5 if context.kind(ids[0]) in THINGS else 0.0

    return fits


def _thing_fits(context: Context, token: Token) -> Callable[[Spot], float]:
    barred = _barred(context, token)

    def fits(spot: Spot) -> float:
        ids = spot.entities
        if not ids:
            return 0.0 if spot.plural else 1.0
        return 1.0 if len(ids) == 1 and ids[0] not in barred and context.kind(ids[0]) in THINGS else 0.0

    return fits


def _barred(context: Context, token: Token) -> set[str]:
    """Who cannot be meant: the subject of the pronoun's own verb, and who speaks the quotation it stands in."""
    barred: set[str] = set()
    if token.dep in ("dobj", "dative", "pobj") and not token.text.casefold().endswith("sel" + "f"):
        verb = next((t for t in context.draft.syntax.ancestors(token) if t.pos in ("VERB", "AUX")), None)
        if verb is not None:
            for subject in context.draft.syntax.children(verb, "nsubj", "nsubjpass"):
                barred.update(context.meant_by(subject))
    if context.draft.quotation[token.i]:
        barred.update(_quoted_speaker(context, token))
    return barred


def _quoted_speaker(context: Context, token: Token) -> Ids:
    """Who speaks a quotation, where its sentence says so before the pronoun ("Kim said: ...") or after it ("..., Kim said")."""
    draft, number = context.draft, context.draft.quotation[token.i]
    for t in draft.syntax.words(draft.sentences[token.sentence]):
        outside = draft.quotation[t.i] != number and draft.quotation[t.head] != number
        if t.dep == "nsubj" and outside and (ids := context.heads.get(t.i) or context.named(t)):
            return ids
    return ()


def _is_empty(context: Context, token: Token) -> bool:
    """Whether "it" stands for a clause or for nothing."""
    if token.dep == "expl":
        return True
    head = context.draft.syntax.head(token)
    if token.dep not in ("nsubj", "nsubjpass") or token.text.casefold() != "it":
        return False
    below = context.draft.syntax.children(head)
    if head.lemma.casefold() == "be":
        return any(t.dep in ("acomp", "attr", "oprd") for t in below) and any(t.dep in ("ccomp", "xcomp", "advcl", "csubj") for t in below)
    return head.lemma.casefold() in settings().empty_it


def _chosen(context: Context, token: Token, kind: str, fits: Callable[[Spot], float]) -> Answer:
    """The one who is most likely meant, where that is likely enough; nobody where a thing is."""
    found = antecedents.candidates(context, token, kind, fits, FARTHEST[kind])
    ranked = sorted(zip(antecedents.chances(found), found, strict=True), key=lambda pair: -pair[0])
    chance, best = ranked[0]
    if not best.ids:
        return Answer(reason="nobody named before fits" if len(found) == 1 else "a thing or somebody not named fits better")
    names = " and ".join(context.name(i) for i in best.ids)
    second = next(((p, " and ".join(context.name(i) for i in c.ids)) for p, c in ranked[1:] if c.ids), (0.0, "a thing"))
    if chance < LEAST or second[0] >= RIVAL * chance:
        return Answer(reason=f"could be {names} or {second[1]}")
    return Answer(best.ids, round(chance, 2), f"'{token.text}' refers back to {names}, who stands out before it")
