"""Counts over claims: by day and kind of act, by pair, by actor; and whether a question is about many of them."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, or_, select

from reportedly.store import tables as t
from reportedly.store.actors import ACTING, actor_row
from reportedly.store.bounded import bounds
from reportedly.store.claims import cast_of, conditions, rare_claims, within
from reportedly.store.days import ALWAYS, NEVER
from reportedly.store.events import how_many
from reportedly.store.filters import Filter
from reportedly.store.origin_tables import grades
from reportedly.store.people_tables import decisions
from reportedly.store.rows import ActorRow, DayCount, PairCount

AT_ONCE = 600
"""Claims that are counted while somebody waits for a page."""
MOST_PAIRS = 4_000


def by_day(connection: Connection, filter: Filter) -> list[DayCount]:
    """How many events of each kind there are on each date (first and last day; None where nothing fixes it)."""
    columns = t.claims.c
    query = select(columns.first_day, columns.last_day, columns.type, columns.mode, func.count(columns.event.distinct()))
    query = _of_events(connection, query, filter).group_by(columns.first_day, columns.last_day, columns.type, columns.mode)
    return [DayCount._make(row) for row in connection.execute(query)]


def by_month(connection: Connection, filter: Filter) -> dict[tuple[int, int], int]:
    """How many events there are in each month (year, month): by their date where that is of one month, undated ones by publication.

    An event that is told with several dates counts for each.
    """
    columns = t.claims.c
    when = (columns.first_day, columns.last_day, columns.sort_day)
    query = select(*when, func.count(columns.event.distinct()))
    months: dict[tuple[int, int], int] = {}
    for first, last, day, events in connection.execute(_of_events(connection, query, filter).group_by(*when)):
        told = {(d.year, d.month) for d in map(date.fromordinal, (first, last) if first else (day,)) if NEVER > d.toordinal() > ALWAYS}
        if len(told) == 1:
            month = told.pop()
            months[month] = months.get(month, 0) + events
    return months


def are_many(connection: Connection, filter: Filter) -> bool:
    """Whether a question is about more claims than are counted at once."""
    if rare_claims(connection, filter, few=AT_ONCE) is not None:
        return False
    some = select(t.claims.c.no).limit(AT_ONCE + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) > AT_ONCE


def up_to(connection: Connection, filter: Filter, most: int) -> int:
    """How many events fit, counted up to `most`."""
    return how_many(connection, filter, most=most)


def less_sure(connection: Connection, filter: Filter, *, whatever: bool = False) -> int | None:
    """How many more events fit where claims of any score count; None where they are too many to be counted at once.

    They are counted `whatever` it takes where that is asked.
    """
    if filter.min_score <= 0:
        return 0
    every = replace(filter, min_score=0.0)
    if not whatever and are_many(connection, every):
        return None
    return how_many(connection, every) - how_many(connection, filter)


def by_pair(connection: Connection, filter: Filter, *, by_state: bool) -> list[PairCount]:
    """Who dealt with whom, by kind of act, most claims first; parties as the states they belong to where `by_state`.

    Those who act together are a pair, too.
    """
    a, b, columns = t.claim_parties.alias("a"), t.claim_parties.alias("b"), t.claims.c
    left, right = ((func.coalesce(p.c.country, p.c.entity) if by_state else p.c.entity) for p in (a, b))
    on_whom = or_(b.c.role == "recipient", and_(b.c.role == "actor", b.c.position > a.c.position))
    query = select(left, func.min(a.c.name), right, func.min(b.c.name), columns.type, columns.mode, func.count(columns.no.distinct()))
    query = query.join(a, and_(a.c.claim == columns.no, a.c.role == "actor")).join(b, and_(b.c.claim == columns.no, on_whom))
    query = _of_events(connection, query, filter).where(left != right).group_by(left, right, columns.type, columns.mode)
    found = connection.execute(query.order_by(func.count(columns.no.distinct()).desc(), left, right).limit(MOST_PAIRS))
    return [PairCount(*row) for row in found]


def dealt_with(connection: Connection, filter: Filter, actor: str, *, by_state: bool, limit: int) -> list[tuple[str, str, int]]:
    """With whom one party (an id) dealt: id, name and in how many of the claims that fit, most first.

    Parties count as in `by_pair`: on whom another acted together with one, it did not deal with. The filter's actors are not heeded.
    """
    own, other, columns = t.claim_parties.alias("own"), t.claim_parties.alias("other"), t.claims.c
    is_own = own.c.entity == actor
    if by_state:
        is_own = or_(own.c.country == actor, and_(own.c.country.is_(None), is_own))
    whom = func.coalesce(other.c.country, other.c.entity) if by_state else other.c.entity
    count = func.count(columns.no.distinct())
    beside = and_(other.c.claim == own.c.claim, other.c.role.in_(ACTING), or_(own.c.role == "actor", other.c.role == "actor"))
    query = select(whom, func.min(other.c.name), count).join(own, own.c.claim == columns.no).join(other, beside)
    query = query.where(own.c.role.in_(ACTING), is_own, whom != actor).group_by(whom)
    query = _of_events(connection, query, replace(filter, actors=()))
    return [(id, name, claims) for id, name, claims in connection.execute(query.order_by(count.desc(), whom).limit(limit))]


def busiest(connection: Connection, *, limit: int) -> list[ActorRow]:
    """Those who take part in most claims, a country with all who belong to it: the counts are those of the actors' pages."""
    parties = t.claim_parties.c
    count = func.count(parties.claim.distinct())
    query = select(parties.entity).where(parties.role.in_(ACTING)).group_by(parties.entity)  # their index has all that this reads
    found = connection.execute(query.order_by(count.desc(), parties.entity).limit(limit)).scalars().all()
    return sorted((actor_row(connection, id) for id in found), key=lambda a: (-a.claims, a.id))


def busiest_pairs(connection: Connection, *, limit: int) -> list[tuple[str, str, int]]:
    """The states, or those who belong to none, that dealt most with each other, by id, and in how many claims; either way round."""
    a, b = t.claim_parties.alias("a"), t.claim_parties.alias("b")
    one, other = (func.coalesce(p.c.country, p.c.entity) for p in (a, b))
    on_whom = or_(b.c.role == "recipient", and_(b.c.role == "actor", b.c.position > a.c.position))
    low, high = case((one < other, one), else_=other), case((one < other, other), else_=one)
    rejected = select(t.claims.c.no).where(t.claims.c.judged == "reject")
    told = select(a.c.claim, low.label("low"), high.label("high")).distinct().join(b, and_(b.c.claim == a.c.claim, on_whom))
    pairs = told.where(a.c.role == "actor", one != other, a.c.claim.not_in(rejected)).subquery()
    count = func.count()
    query = select(pairs.c.low, pairs.c.high, count).group_by(pairs.c.low, pairs.c.high)
    found = connection.execute(query.order_by(count.desc(), pairs.c.low, pairs.c.high).limit(limit))
    return [(low, high, claims) for low, high, claims in found]


def generation(connection: Connection) -> str:
    """A word that changes whenever reports or links are added, links are undone, or a person decides something."""
    columns = t.links.c
    newest = [select(func.max(table.c.no)).scalar_subquery() for table in (t.reports, t.claims, t.links, decisions, grades)]
    undone = [select(func.count()).where(c.undone_at.is_not(None)).scalar_subquery() for c in (columns, grades.c)]
    return "-".join(str(number) for number in connection.execute(select(*newest, *undone)).one())


def _of_events(connection: Connection, query: Select[Any], filter: Filter) -> Select[Any]:
    """A query over claims, bound to those that fit a filter and whose events have the origins and reports that it asks for."""
    if filter.is_bounded:
        query = query.join(t.events, t.events.c.id == t.claims.c.event).where(*bounds(filter))
    return _fitting(connection, query, filter)


def _fitting(connection: Connection, query: Select[Any], filter: Filter) -> Select[Any]:
    """A query over claims, bound to those that fit a filter."""
    columns = t.claims.c
    cast = cast_of(connection, filter)
    few = rare_claims(connection, filter, cast)
    fitting = conditions(connection, filter, cast)
    query = query.where(columns.no.in_(few.claims), *few.left(fitting)) if few else query.where(*fitting)
    return query.where(*within(filter, t.claims))
