"""Whom "his Chilean counterpart" means: who holds there the office that somebody holds here."""

from collections.abc import Iterator

from reportedly.annotate.entities import offices
from reportedly.annotate.entities.context import Answer, Context
from reportedly.annotate.entities.phrase import Phrase
from reportedly.annotate.entities.phrases import names_in, qualifiers
from reportedly.annotate.entities.roles import Office, Role, rank_of

LEADING, CABINET = 1, 2  # ranks
LEADER = "leader"
VAGUE = frozenset({"minister", "secretary"})  # offices that many hold at once

NOBODY = Role()
"""What the word alone says of somebody: no office of its own."""
UNSAID = Answer(reason="whose counterpart, or of which country, is not said")


def resolve(context: Context, phrase: Phrase) -> Answer | None:
    """Who holds the office of him whose counterpart is meant, in the country that is named with it; nobody unless exactly one does.

    None for a plural.
    """
    if phrase.is_plural:
        return None
    before = context.draft.tokens[phrase.first : phrase.head.i]
    named = [m.entity for m in names_in(context.draft, qualifiers(context.draft, phrase.first, phrase.head.i)) if m.entity]
    owners = [i for t in before if t.tag == "PRP$" for i in context.meant_by(t)] or [i for i in named if context.kind(i) == "person"]
    lands = {i for i in named if context.kind(i) == "country"}
    if len(owners) != 1 or context.kind(owners[0]) != "person" or len(lands) != 1:
        return UNSAID
    (owner,), (land,) = owners, lands
    wanted = _offices(context, owner)
    others = (i for i in context.people.by_id if i != owner and context.country(i) == context.country(land))
    found = [i for i in others if _peers(_offices(context, i)) & _peers(wanted)]
    if len(found) == 1:
        return Answer((found[0],), 0.8, f"{context.name(found[0])} holds there the office of {context.name(owner)}")
    if found or not wanted:
        return Answer(reason="who that is is not said" if wanted else f"the office of {context.name(owner)} is not said")
    return _by_date(context, wanted, land)


def _offices(context: Context, id: str) -> frozenset[str]:
    """The offices of a person, by the report and by the lexicon at its date."""
    told = {o.key for p in context.profiles.get(id, ()) if not p.former for o in p.role.offices if _is_here(context, id, o)}
    return frozenset(told | {h.office for h in offices.holdings(context, id, former=False)}) - VAGUE


def _is_here(context: Context, id: str, office: Office) -> bool:
    """Whether a title means this office in the person's country ("secretary of state"), as far as that is known."""
    return not office.countries or context.country(id) in (None, *office.countries)


def _peers(keys: frozenset[str]) -> frozenset[str]:
    """Offices with one name for all that lead a state: presidents' counterparts may be prime ministers."""
    return frozenset(LEADER if rank_of(k) == LEADING else k for k in keys if k)


def _by_date(context: Context, wanted: frozenset[str], land: str) -> Answer:
    country = context.country(land)
    for role in _asked(wanted):
        answer = offices.by_date(context, offices.Asked(role, (str(country),)))
        if answer.ids:
            return answer
    return Answer(reason="nobody named before holds that office there")


def _asked(wanted: frozenset[str]) -> Iterator[Role]:
    """The offices to look up at the report's date, the highest first."""
    for key in sorted(wanted, key=lambda k: (rank_of(k), k)):
        if rank_of(key) <= CABINET:
            yield Role([Office(key, rank_of(key)), *([Office(LEADER, LEADING)] if rank_of(key) == LEADING else [])])
