"""Which office a report itself gives a person: the title before or behind the name, where the lexicon has none at the report's date."""

from collections.abc import Iterator
from dataclasses import replace

from reportedly import resources
from reportedly.annotate.entities import offices
from reportedly.annotate.entities.context import Context
from reportedly.annotate.entities.people import People
from reportedly.annotate.entities.person_names import entities_of
from reportedly.annotate.entities.profiles import Profile, role_at
from reportedly.annotate.entities.roles import LONGEST, rank_of
from reportedly.model import ReportEntity

LEADING = 1  # the rank of offices of which the lexicon has the holders
BEFORE = 6  # words before a name among which its whole title stands
ENVOYS = frozenset({"ambassador", "un-ambassador"})
DEPUTIES = frozenset({"deputy", "vice"})


def with_titles(context: Context, people: People) -> Iterator[ReportEntity]:
    """The persons as entities; those in no office of the lexicon at the time with the one that the report gives them."""
    for person in entities_of(people):
        told = _told(context, person, known=person.id in context.lexicon.people) if person.office is None else None
        yield replace(person, office=told[0], country=told[1]) if told is not None else person


def _told(context: Context, person: ReportEntity, *, known: bool) -> tuple[str, str] | None:
    """The one office of a government that the report's titles give a person, and of which country; None where they differ or are past.

    Whether somebody `known` leads a state is for the lexicon to say: presidents keep their title.
    """
    said = context.profiles.get(person.id, ())
    found = {held for p in said if (held := _office(context, p)) is not None}
    countries = {country for _, country in found}
    if any(p.former for p in said) or len(countries) != 1 or person.country not in (None, *countries):
        return None
    held = min(found)
    return None if known and rank_of(held[0]) == LEADING else held


def _office(context: Context, profile: Profile) -> tuple[str, str] | None:
    """The office of a title, with its country: the one named with it, else the only one that the report names."""
    kinds = {context.kind(id) for id in profile.of}
    named = {e.country for e in context.draft.entities.values()} - {None}
    countries = {context.country(id) for id in profile.of} or named
    country = next(iter(countries), None)
    if len(countries) != 1 or country is None or kinds - {"country", "government"}:
        return None
    table = resources.table("lexicons/en/offices.toml")["government"]
    fitting = [o for o in profile.role.offices if o.key in table["titles"] and (not o.countries or country in o.countries)]
    before = context.draft.words[max(0, profile.token - BEFORE) : profile.token]
    if not fitting or not set(table["not"]).isdisjoint(before) or not _is_the_states(context, profile, fitting[0].key, country):
        return None
    held = min(fitting, key=lambda o: o.rank).key
    return "minister" if held.endswith("-minister") and not DEPUTIES.isdisjoint(before) else held, country


def _is_the_states(context: Context, profile: Profile, office: str, country: str) -> bool:
    """Whether an office is the country's own, not one of something in it ("Norway's football president"), nor an envoy's to it."""
    if office == "spokesperson":
        return _of_a_ministry(context, profile)
    if office in ENVOYS and not _stands_before(context, profile, country):
        return False
    draft = context.draft
    if draft.named[profile.token] < 0:  # a phrase behind the name or before it, of which this is the head
        return not offices.is_of_a_thing(context, draft.tokens[profile.token], profile.role)
    first = next((i for i in range(max(0, profile.token - LONGEST), profile.token) if role_at(draft, i, profile.token)), profile.token)
    return not any(
        draft.named[i] < 0 and draft.tokens[i].pos == "NOUN" for i in range(max(0, first - 2), first) if draft.words[i] not in DEPUTIES
    )


def _stands_before(context: Context, profile: Profile, country: str) -> bool:
    """Whether a country stands before a title: behind it ("the ambassador to Norway") is where an envoy was sent."""
    before = context.draft.named[max(0, profile.token - BEFORE) : profile.token]
    ids = {context.draft.mentions[i].entity for i in before if i >= 0}
    return any(context.country(id) == country for id in ids if id)


def _of_a_ministry(context: Context, profile: Profile) -> bool:
    """Whether a body of the government stands before the title ("foreign ministry spokesman Paul Ferrand")."""
    draft = context.draft
    hits = (role_at(draft, i, profile.token) for i in range(max(0, profile.token - BEFORE), profile.token))
    return any(hit is not None and hit[1].body is not None and hit[1].body.kind == "government" for hit in hits)
