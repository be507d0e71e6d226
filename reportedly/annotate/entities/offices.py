"""Who holds an office: by what the report says, by the lexicon at the report's date, by who was named last."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportedly.annotate.entities.context import Answer, Context, Ids
from reportedly.annotate.entities.discourse import Spot
from reportedly.annotate.entities.lexicon import Holding
from reportedly.annotate.entities.phrases import left_edge
from reportedly.annotate.entities.profiles import Profile, role_at, role_of
from reportedly.annotate.entities.roles import Office, Role, rank_of
from reportedly.annotate.entities.settings import settings
from reportedly.model import Token

ALIKE = 0.93
VAGUE = "leader"  # the office that is called by words for any leader: "head", "chief"
RANKS_BY_DATE = 2  # lower offices have several holders, or the lexicon has not all of them


@dataclass(frozen=True, slots=True)
class Asked:
    """An office as a phrase asks for it: of which countries, else of which bodies, a former one, a ruler's."""

    role: Role
    countries: Ids = ()
    bodies: Ids = ()
    former: bool = False
    ruler: bool = False


def resolve(context: Context, head: Token, role: Role, of: Ids, *, former: bool = False) -> Answer:
    """Whom a definite office word means ("the Russian president"); `of` is whose office it is."""
    if (not of and _of_something(context, head)) or is_of_a_thing(context, head, role):
        return Answer(reason="of whom is not said")
    if any(t.text.casefold() in settings().honorary for t in context.draft.syntax.children(head, "amod")):
        return Answer(reason="held in name only")
    countries = tuple(dict.fromkeys(c for i in of if (c := context.country(i))))
    bodies = tuple(i for i in of if not context.country(i) and context.kind(i) != "place")
    asked = Asked(role, countries, bodies, former, head.lemma.casefold() in settings().autocrats)
    named = [id for id in _holders(context, asked) if id not in of and not _of_another(context, id, asked, of)]
    before = _last_of(context, head, named)
    if before is not None:
        return before
    if len(named) == 1 and (countries or not head.i or head.dep in ("nsubj", "ROOT", "poss")):
        return Answer((named[0],), 0.8, f"{context.name(named[0])} is the one in the report who holds that office")
    if former or not (countries or context.main_country) or bodies:
        return Answer(reason="nobody named before holds that office")
    if countries:
        return by_date(context, asked)
    if _is_praised(context, head):
        return Answer(reason="nobody named before is called so")
    by_main = by_date(context, replace(asked, countries=(str(context.main_country),)))
    return replace(by_main, score=0.5 if by_main.ids else 0.0)


def _of_another(context: Context, id: str, asked: Asked, of: Ids) -> bool:
    """Whether a person holds the office in another body than the one asked for: the ministry's spokesman is not the council's."""
    wanted, keys = context.bodies_of(of), asked.role.office_keys()
    told = [b for p in context.profiles.get(id, ()) if keys & p.role.office_keys() and (b := context.bodies_of(p.of))]
    return bool(wanted) and bool(told) and not any(wanted & b for b in told)


def _holders(context: Context, asked: Asked) -> list[str]:
    """The persons of the report whom the office fits; kept as long as no person is added."""
    key = (id(asked.role), asked.countries, asked.bodies, asked.former, asked.ruler, len(context.people.by_id))
    if key not in context.holders:
        context.holders[key] = [p for p in context.people.by_id if _fits(context, p, asked)]
    return context.holders[key]


def holds(context: Context, id: str, role: Role) -> bool:
    """Whether a person of the report holds one of the offices, by the report or by the lexicon at its date."""
    return _fits(context, id, Asked(role))


def _fits(context: Context, id: str, asked: Asked) -> bool:
    fits = _by_report(context, id, asked) or any(_same_office(asked, held) for held in holdings(context, id, former=asked.former))
    if fits and asked.former and context.draft.report.published:
        now = list(holdings(context, id, former=False))  # whoever holds it again, or leads a state, is called by that
        return not any(_same_office(replace(asked, former=False), held) or rank_of(held.office) == 1 for held in now)
    return fits


def _by_report(context: Context, id: str, asked: Asked) -> bool:
    for p in context.profiles.get(id, ()):
        same = any(_names(word, held) for word in asked.role.offices for held in _keys(context, p))
        if same and p.former == asked.former and not asked.ruler:
            theirs = {context.country(i) for i in p.of} - {None} or {context.country(id)}
            elsewhere = not asked.countries and not asked.bodies and any(context.kind(i) in ("organisation", "media") for i in p.of)
            if elsewhere:
                continue  # who presides over a foundation is not "the president"
            if (not asked.countries or theirs & set(asked.countries)) and (not asked.bodies or set(asked.bodies) & set(p.of)):
                return True
    return False


def _keys(context: Context, profile: Profile) -> set[str]:
    """The offices that a title can name: of "president" only the state's, where it is not said to be an organisation's."""
    of_state = {o.key for o in profile.role.offices if o.of == "state"}
    elsewhere = any(context.kind(i) in ("organisation", "media", "group") for i in profile.of)
    return of_state if of_state and not elsewhere else profile.role.office_keys()


def holdings(context: Context, id: str, *, former: bool) -> Iterator[Holding]:
    """The offices of a person of the lexicon: those held at the report's date, or those held before; all without a date."""
    person, date = context.people.by_id.get(id), context.draft.report.published
    if person is not None and person.known is not None:
        yield from (h for h in person.known.holdings if not date or h.covers(date) != former)


def _same_office(asked: Asked, held: Holding) -> bool:
    if asked.ruler and held.office not in ("leader", "supreme-leader"):
        return False
    if asked.bodies and held.of not in asked.bodies:
        return False
    if asked.countries and held.country not in asked.countries:
        return False
    return any(_names(o, held.office) and (not o.countries or held.country in o.countries) for o in asked.role.offices)


def _names(word: Office, office: str) -> bool:
    """Whether a word for one office can be said of who holds another: equal, broader, or "leader" of who leads a state."""
    if word.key == office or office in settings().broader.get(word.key, ()):
        return True
    return word.key == "leader" and rank_of(office) == 1


def _last_of(context: Context, head: Token, named: list[str]) -> Answer | None:
    """The one who was spoken of last; nobody when two of them stand out alike."""

    def fits(spot: Spot) -> float:
        return float(len(spot.entities) == 1 and spot.entities[0] in named)

    for sentences in (3, 12, 200):
        ranked = context.discourse.ranked(head, fits, sentences)
        if len(ranked) > 1 and ranked[1][0] > ALIKE * ranked[0][0] and sentences == 3:
            return Answer(reason=f"could be {context.name(ranked[0][1][0])} or {context.name(ranked[1][1][0])}")
        if ranked:
            id = ranked[0][1][0]
            return Answer((id,), 0.9 if len(named) == 1 else 0.75, f"{context.name(id)} holds that office and was named before")
    return None


def _is_praised(context: Context, head: Token) -> bool:
    """Whether an office is more of a description ("the iron-willed commander who led them"): that says nothing of who holds it."""
    syntax = context.draft.syntax
    return bool(syntax.children(head, "relcl")) and bool(syntax.children(head, "amod"))


def _of_something(context: Context, head: Token) -> bool:
    """As in "the head of a power company": an office of something that the report does not name."""
    syntax = context.draft.syntax
    owners = (t for p in syntax.children(head, "prep") if p.text.casefold() == "of" for t in syntax.children(p, "pobj"))
    return any(d.text.casefold() in ("a", "an") for t in owners for d in syntax.children(t, "det"))


def is_of_a_thing(context: Context, head: Token, role: Role) -> bool:
    """As in "the director of Ukraine's railway", "the Norwegian bank's president", "Chile's railway director": no office of the state.

    Nor does a word that would fit any leader mean the state's where it is said of one of its bodies ("the head of Chile's parliament").
    """
    syntax, draft = context.draft.syntax, context.draft
    vague = any(o.key == VAGUE for o in role.offices)
    behind = (t for p in syntax.children(head, "prep") if p.text.casefold() == "of" for t in syntax.children(p, "pobj"))
    for t in [*syntax.children(head, "poss"), *behind]:
        owner = syntax.children(t, "poss", "compound", "amod", "nmod")
        if _is_thing(context, t, vague=vague) and any(context.kind(i) == "country" for o in owner for i in context.named(o)):
            return True
    before = [t for t in syntax.children(head, "compound") if t.i == head.i - 1 and role_at(draft, t.i, head.i + 1) is None]
    return vague and any(_is_thing(context, t, vague=True) for t in before)


def _is_thing(context: Context, noun: Token, *, vague: bool) -> bool:
    """Whether a noun names neither a state nor its people nor (but for what is said by a vague word) a body or officer of it."""
    if noun.tag not in ("NN", "NNS") or context.draft.named[noun.i] >= 0 or noun.lemma.casefold() in settings().nations:
        return False
    kind = role_of(context.draft, left_edge(context.draft, noun.i), noun.i)
    if kind is None or kind.things in ("country", "countries") or (kind.body is not None and kind.body.key == "government"):
        return kind is None
    return vague or not (kind.body is not None or kind.offices)


def by_date(context: Context, asked: Asked) -> Answer:
    """Who held the office at the report's date, where the lexicon has exactly one."""
    date = context.draft.report.published
    if not date:
        return Answer(reason="nobody named holds that office, and the report has no date")
    if len(asked.countries) != 1 or asked.role.rank() > RANKS_BY_DATE:
        return Answer(reason="nobody named holds that office")
    people = [context.lexicon.people[i] for i in context.lexicon.officials.get(asked.countries[0], ())]
    held = [(p, h) for p in people for h in p.holdings if h.covers(date) and not h.of and _same_office(asked, h)]
    exact = [(p, h) for p, h in held if h.office in asked.role.office_keys()]
    found = {p.id: p for p, _ in exact or held}
    if len(found) != 1:
        return Answer(reason="nobody named holds that office, and the lexicon has not exactly one holder at that date")
    known = next(iter(found.values()))
    context.people.add_known(known)
    context.draft.add_entity(context.lexicon.entities[known.id])
    return Answer((known.id,), 0.75, f"{known.name} held that office when the report was published")
