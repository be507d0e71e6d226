"""Who holds an office: by what the report says, by the lexicon at the report's date, by who was named last."""

from collections.abc import Iterator

from reportedly.annotate.entities.context import Answer, Context, Ids
from reportedly.annotate.entities.roles import Office, Role
from reportedly.model import Token


def resolve(context: Context, head: Token, role: Role, of: Ids, *, former: bool = False) -> Answer:
    """Whom a definite office word means ("the Russian president"); `of` is whose office it is."""
    countries = tuple(dict.fromkeys(c for i in of if (c := context.country(i))))
    bodies = tuple(i for i in of if context.kind(i) != "country")
    named = [id for id in context.people.by_id if id not in of and _fits(context, id, role, countries, bodies, former)]
    before = _last_of(context, head, named)
    if before is not None:
        return before
    if len(named) == 1 and countries:
        return Answer((named[0],), 0.8, f"{context.name(named[0])} is the one in the report who holds that office")
    if not countries or former:
        return Answer(reason="nobody named before holds that office")
    return _by_date(context, role, countries)


def holds(context: Context, id: str, role: Role) -> bool:
    """Whether a person of the report holds one of the offices, by the report or by the lexicon at its date."""
    return _fits(context, id, role, (), (), False)


def _fits(context: Context, id: str, role: Role, countries: Ids, bodies: Ids, former: bool) -> bool:
    return _by_report(context, id, role, countries, bodies, former) or any(
        _same_office(role, o, country, countries, bodies) for o, country in _offices(context, id, former)
    )


def _by_report(context: Context, id: str, role: Role, countries: Ids, bodies: Ids, former: bool) -> bool:
    for p in context.profiles.get(id, ()):
        if p.former == former and p.role.keys() & role.keys():
            theirs = {context.country(i) for i in p.of} - {None} or {context.country(id)}
            if (not countries or theirs & set(countries)) and (not bodies or set(bodies) & set(p.of) or not p.of):
                return True
    return False


def _offices(context: Context, id: str, former: bool) -> Iterator[tuple[str, str]]:
    """The offices of a person of the lexicon with their countries: those held at the report's date, or those held before."""
    person, date = context.people.by_id.get(id), context.draft.report.published
    if person is None or person.known is None or not date:
        return
    for h in person.known.holdings:
        if h.covers(date) != former:
            yield h.office, h.country


def _same_office(role: Role, office: str, country: str, countries: Ids, bodies: Ids) -> bool:
    for o in role.offices:
        if (o.key == office or _leads(o, office)) and (not o.countries or country in o.countries):
            return not countries or country in countries or country in bodies
    return False


LEADING = frozenset(
    {
        "president",
        "prime-minister",
        "chancellor",
        "king",
        "emir",
        "sultan",
        "supreme-leader",
        "general-secretary",
        "leader",
        "pope",
        "emperor",
        "queen",
    }
)


def _leads(word: Office, office: str) -> bool:
    """Whether "leader" can be said of who holds an office."""
    return word.key == "leader" and office in LEADING


def _last_of(context: Context, head: Token, named: list[str]) -> Answer | None:
    """The one who was spoken of last; nobody when two of them were in one sentence, both no subject."""

    def fits(ids: Ids) -> float:
        return float(len(ids) == 1 and ids[0] in named)

    for sentences in (3, 12, 200):
        ranked = context.discourse.ranked(head, fits, sentences)
        if len(ranked) > 1 and ranked[1][0] > 0.93 * ranked[0][0] and sentences == 3:
            return Answer(reason=f"could be {context.name(ranked[0][1][0])} or {context.name(ranked[1][1][0])}")
        if ranked:
            id = ranked[0][1][0]
            return Answer((id,), 0.9 if len(named) == 1 else 0.75, f"{context.name(id)} holds that office and was named before")
    return None


def _by_date(context: Context, role: Role, countries: Ids) -> Answer:
    """Who held the office at the report's date, where the lexicon has exactly one."""
    date = context.draft.report.published
    if not date:
        return Answer(reason="nobody named holds that office, and the report has no date")
    if len(countries) != 1:
        return Answer(reason="an office of several countries")
    found = {
        known.id: known
        for known in context.lexicon.people.values()
        for h in known.holdings
        if h.covers(date) and _same_office(role, h.office, h.country, countries, ())
    }
    if len(found) != 1:
        return Answer(reason="nobody named holds that office, and the lexicon has not exactly one holder at that date")
    known = next(iter(found.values()))
    context.people.add_known(known)
    context.draft.add_entity(context.lexicon.entities[known.id])
    return Answer((known.id,), 0.75, f"{known.name} held that office when the report was published")
