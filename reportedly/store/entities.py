"""Entities across reports: which ids links say are one, and which stored names are spelt like another."""

from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy import Connection, bindparam, or_, select

from reportedly.model import Link, ReportEntity
from reportedly.model.names import skeletons
from reportedly.store import tables as t
from reportedly.store.prepared import Prepared

MARK = "~"
"""What a skeleton begins with in the table of names, so that it is never taken for a name."""
_MOST_IDS = 300
NAMESAKES = 20
"""Names of one key that a name is compared with."""
_MOST_CLAIMS = 5_000
_CHUNK = 400


def aliases(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """For each of these ids that links say is also another: all ids of the one that they are, in alphabetical order.

    A person's "different" takes a pair apart whatever a stage says; an id that is reached another way stays.
    """
    edges = _edges(connection, set(ids))
    near: dict[str, set[str]] = {}
    for a, b in edges:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    return {id: tuple(sorted(_reached(id, near))) for id in ids if id in near}


def also(connection: Connection, id: str) -> tuple[str, ...]:
    """The other ids of the entity that an id is one of."""
    return tuple(other for other in aliases(connection, {id}).get(id, ()) if other != id)


def namesakes(connection: Connection, keys: Collection[str]) -> dict[str, list[ReportEntity]]:
    """The stored entities whose names have these skeletons, each once, as the last report tells of it."""
    under, told = _named()
    found: dict[str, list[ReportEntity]] = {}
    wanted = sorted(keys)
    for i in range(0, len(wanted), _CHUNK):
        marked = [MARK + key for key in wanted[i : i + _CHUNK]]
        for key, id in under.rows(connection, marked=marked):
            if len(found.setdefault(key.removeprefix(MARK), [])) < NAMESAKES:
                row = told.first(connection, entity=id)
                if row:
                    found[key.removeprefix(MARK)].append(ReportEntity(row.id, row.name, row.kind, row.country, row.office))
    return found


def is_linked(connection: Connection, link: Link) -> bool:
    """Whether a stage has said this of the pair before, in force or undone."""
    c = t.links.c
    query = select(c.no).where(c.layer == "entity", c.a == link.a, c.b == link.b, c.verdict == link.verdict)
    return connection.execute(query.limit(1)).first() is not None


def claims_with(connection: Connection, ids: Collection[str]) -> list[str]:
    """The ids of claims in which these entities, or what they are one with, act or are acted on."""
    parties = t.claim_parties.c
    every = {other for group in aliases(connection, ids).values() for other in group} | set(ids)
    query = select(t.claims.c.id).distinct().where(t.claims.c.no == parties.claim, parties.entity.in_(sorted(every)[:_CHUNK]))
    return [id for (id,) in connection.execute(query.where(parties.role.in_(("actor", "recipient"))).limit(_MOST_CLAIMS))]


def skeleton_keys(entity: ReportEntity) -> list[str]:
    """The keys under which an entity's name is kept for `namesakes`."""
    return [MARK + key for key in skeletons(entity.name)] if entity.kind in ("person", "organisation", "group", "media") else []


def _edges(connection: Connection, ids: set[str]) -> set[tuple[str, str]]:
    """The pairs that are in force as one among all that "same" links lead to from these ids."""
    seen: set[str] = set()
    todo, verdicts = set(ids), dict[tuple[str, str], tuple[str, bool]]()
    while todo and len(seen) < _MOST_IDS + len(ids):
        seen |= todo
        reached: set[str] = set()
        wanted = sorted(todo)
        for i in range(0, len(wanted), _CHUNK):
            part = wanted[i : i + _CHUNK]
            for a, b, verdict, made_by in _links_of().rows(connection, ids=part):
                by_person, pair = made_by.startswith("person:"), (min(a, b), max(a, b))
                if by_person or not verdicts.get(pair, ("", False))[1]:
                    verdicts[pair] = (verdict, by_person)
                if verdict == "same":
                    reached |= {a, b}
        todo = reached - seen
    return {pair for pair, (verdict, _) in verdicts.items() if verdict == "same"}


@cache
def _links_of() -> Prepared:
    """The query for links between entities that name one of `ids`, oldest first; made once."""
    columns, ids = t.links.c, t.several("ids")
    query = select(columns.a, columns.b, columns.verdict, columns.made_by)
    either = or_(columns.a.in_(ids), columns.b.in_(ids))
    return Prepared(query.where(columns.layer == "entity", columns.undone_at.is_(None), either).order_by(columns.no))


@cache
def _named() -> tuple[Prepared, Prepared]:
    """The queries for the entities that have one of the `marked` keys, and for what the last report tells of an `entity`; made once."""
    names, entities = t.names.c, t.entities.c
    under = select(names.key, names.entity).where(names.key.in_(t.several("marked"))).order_by(names.entity)
    asked = bindparam("entity", type_=t.Words)
    told = select(t.entities).where(entities.id == asked).order_by(entities.report.desc()).limit(1)
    return Prepared(under), Prepared(told)


def _reached(id: str, near: Mapping[str, set[str]]) -> set[str]:
    seen, todo = {id}, [id]
    while todo:
        for other in near.get(todo.pop(), set()) - seen:
            seen.add(other)
            todo.append(other)
    return seen
