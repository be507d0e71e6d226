"""Who is meant by a name: the names under which reports speak of somebody, and those of countries."""

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select, union

from reportedly.errors import NotFoundError
from reportedly.model import Statement
from reportedly.model.events import country_code
from reportedly.resources import table
from reportedly.store import tables as t
from reportedly.store.codec import decode
from reportedly.store.entities import also
from reportedly.store.rows import ActorRow

COUNTRIES = "lexicons/en/countries.toml"
ACTING = ("actor", "recipient")
_BY_ID = "this is its "
_MOST_PARTLY = 60
_BEGINNING = 2
"""Letters in which a misspelt name is taken to be right."""
_MOST_NAMES = 5000


class Who(NamedTuple):
    """An actor of a question: an entity's id, or a country's code, which includes all who belong to it.

    `also` are ids that people judged to be the same.
    """

    id: str
    name: str
    is_country: bool
    also: tuple[str, ...] = ()


def name_key(name: str) -> str:
    """A name as it is sought: lower case, letters and digits only, single spaces, without accents or a leading "the"."""
    folded = unicodedata.normalize("NFKD", name.casefold().replace("'s", "").replace("’s", ""))
    words = re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c)))
    return " ".join(words).removeprefix("the ")


def find(connection: Connection, name: str, *, limit: int) -> list[ActorRow]:
    """Who has this name or id, the likeliest first: an id, then a canonical name, then any other name; most claims first."""
    key, given = name_key(name), name.strip()
    reasons: dict[str, str] = {}
    if given.upper() in _countries():
        reasons[given.upper()] = f"{_BY_ID}code"
    for (id,) in connection.execute(select(t.entities.c.id).where(t.entities.c.id == given).limit(1)):
        reasons.setdefault(id, f"{_BY_ID}id")
    for code in _country_names().get(key, ()):
        reasons.setdefault(code, "a country's name")
    for (id,) in connection.execute(select(t.names.c.entity).where(t.names.c.key == key).limit(200)):
        reasons.setdefault(id, f"reports call it “{given}”")
    found = [actor_row(connection, id, reason) for id, reason in reasons.items()]
    found.sort(key=lambda a: (not a.reason.startswith(_BY_ID), a.kind == "place", not _is_called(a, key), -a.claims, a.id))
    return found[:limit]


def who(connection: Connection, actor: str) -> Who:
    """The one that an id or a name means. Raises NotFoundError when there is nobody, or more than one."""
    if exact_id := _of_id(connection, actor.strip()):
        return exact_id
    found = find(connection, actor, limit=50)
    if not found:
        near = _near(connection, name_key(actor))
        meant = f" Did you mean {' or '.join(f'“{n}”' for n in near)}?" if near else ""
        raise NotFoundError(f"No report speaks of “{actor}”; look for other spellings, or see whom the reports speak of.{meant}")
    best = found[0]
    rivals = [a for a in found[1:] if not _is_same_state(a, best) and a.claims]
    exact = best.reason.startswith(_BY_ID) or _is_called(best, name_key(actor)) or best.kind == "country"
    if rivals and not (exact and not any(_is_called(a, name_key(actor)) for a in rivals)):
        told = ", ".join(f"{a.name} ({a.id})" for a in found[:6])
        raise NotFoundError(f"“{actor}” may be several: {told}. Name one by its id.")
    return Who(best.id, best.name, best.id in _countries(), also(connection, best.id))


def meant(connection: Connection, name: str) -> Who | None:
    """The one that an id or a name means, as `who`; None when it is nobody, or more than one."""
    if exact_id := _of_id(connection, name.strip()):
        return exact_id
    key = name_key(name)
    states = _country_names().get(key, ())
    if len(states) == 1:
        return _of_id(connection, states[0])
    called = connection.execute(select(t.names.c.entity).where(t.names.c.key == key).limit(2)).scalars().all()
    if not states and len(called) < 2:
        return _of_id(connection, called[0]) if called else None
    try:
        return who(connection, name)
    except NotFoundError:
        return None


def _of_id(connection: Connection, id: str) -> Who | None:
    """The one whose id this is: nothing needs to be counted then."""
    if id in _countries():
        return Who(id, _countries()[id]["name"], True, also(connection, id))
    name = connection.execute(select(t.entities.c.name).where(t.entities.c.id == id).limit(1)).scalar() or _called(connection, id)
    return None if name is None else Who(id, name, False, also(connection, id))


def _called(connection: Connection, id: str) -> str | None:
    """What somebody is called who is among no report's entities: several who act or speak together, a government, a source."""
    code = country_code(id)
    if code in _countries():
        return f"Government of {_countries()[code]['name']}"
    if name := connection.execute(select(t.claim_parties.c.name).where(t.claim_parties.c.entity == id).limit(1)).scalar():
        return str(name)
    body = connection.execute(select(t.statements.c.body).where(t.statements.c.speaker == id).limit(1)).scalar()
    speaker = decode(Statement, body).speaker if body else None
    return speaker.name if speaker else None


def having(connection: Connection, word: str, *, limit: int) -> list[ActorRow]:
    """Those of whose names a word (or several in a row) is a part ("Peskov"), most claims first."""
    key, columns = name_key(word), t.names.c
    if len(key) < _BEGINNING:
        return []
    ends, begins, within = (columns.key.like(pattern) for pattern in (f"% {key}", f"{key} %", f"% {key} %"))
    query = select(columns.entity).distinct().where(or_(ends, begins, within)).order_by(columns.entity).limit(_MOST_PARTLY)
    found = [actor_row(connection, id, f"“{word}” is part of its name") for id in connection.execute(query).scalars()]
    return sorted(found, key=lambda a: (-a.claims, a.id))[:limit]


def name_of(connection: Connection, id: str) -> str | None:
    """The name of the one whose id this is; None when it is nobody's."""
    found = _of_id(connection, id)
    return found.name if found else None


def _near(connection: Connection, key: str) -> list[str]:
    """The names in use that are spelt most like one that is not: of those that begin alike, three at the most."""
    if len(key) < _BEGINNING:
        return []
    start, columns = key[:_BEGINNING], t.names.c
    query = select(columns.key).distinct().where(columns.key >= start, columns.key < start + "\U0010ffff")
    return get_close_matches(key, connection.execute(query.limit(_MOST_NAMES)).scalars().all(), n=3, cutoff=0.75)


def claims_with(actor: Who, roles: tuple[str, ...] = ACTING) -> list[Select[tuple[int]]]:
    """Queries for the numbers of the claims in which an actor has one of these roles: all of them together, some more than once.

    Two for a country, each of which an index answers alone; one query with OR takes ten times as long.
    """
    parties = t.claim_parties.c
    told = select(parties.claim).where(parties.role.in_(roles))
    named = told.where(parties.entity.in_((actor.id, *actor.also)))
    return [told.where(parties.country == actor.id), named] if actor.is_country else [named]


def country_name(code: str) -> str:
    """The name of a country by its alpha-3 code; "" for any other id."""
    return str(_countries()[code]["name"]) if code in _countries() else ""


def country_keys(code: str) -> tuple[str, ...]:
    """The names (as `name_key`) that mean a country alone; none for any other id."""
    return tuple(key for key, codes in _country_names().items() if codes == (code,))


def takes_part(actor: Who, roles: tuple[str, ...] = ACTING) -> ColumnElement[bool]:
    """The condition on claims that an actor has one of these roles."""
    parties = t.claim_parties.c
    return exists().where(parties.claim == t.claims.c.no, parties.role.in_(roles), _is(actor))


def _is(actor: Who) -> ColumnElement[bool]:
    parties = t.claim_parties.c
    named = parties.entity.in_((actor.id, *actor.also))
    return or_(parties.country == actor.id, named) if actor.is_country else named


def _is_called(actor: ActorRow, key: str) -> bool:
    """Whether this is its full name; a name that is all a report tells ("name:...") may be part of another's."""
    return name_key(actor.name) == key and not actor.id.startswith("name:")


def actor_row(connection: Connection, id: str, reason: str = "") -> ActorRow:
    """Somebody by id, with the number of claims in which that one (or who belongs to that country) takes part."""
    columns = t.entities.c
    told = select(columns.name, columns.kind, columns.country, columns.office).where(columns.id == id)
    entity = connection.execute(told.order_by(columns.report.desc()).limit(1)).first()
    actor = Who(id, "", id in _countries())
    together = union(*claims_with(actor)).subquery()
    claims = connection.execute(select(func.count()).select_from(together)).scalar_one()
    if actor.is_country:
        return ActorRow(id, _countries()[id]["name"], "country", id, claims, reason)
    name, kind, country, office = entity if entity else (id, "person", None, None)
    return ActorRow(id, name, kind, country, claims, reason, office)


def _is_same_state(a: ActorRow, b: ActorRow) -> bool:
    return bool(a.country) and a.country == b.country and {a.kind, b.kind} <= {"country", "government", "place"}


@cache
def _countries() -> Mapping[str, Any]:
    """The countries of the lexicon by code."""
    return {code: entry for code, entry in table(COUNTRIES).items() if isinstance(entry, dict) and "name" in entry}


@cache
def _country_names() -> Mapping[str, tuple[str, ...]]:
    """Every name of a country as a key -> the codes it may mean, those no more at the end."""
    found: dict[str, list[str]] = {}
    for code, entry in sorted(_countries().items(), key=lambda item: bool(item[1].get("former"))):
        others = [name for field in ("names", "capital", "demonyms") for name in entry.get(field, ())]
        names = [code, entry["name"], entry.get("official", ""), *others]
        for key in {name_key(n) for n in names if n}:
            found.setdefault(key, []).append(code)
    return {key: tuple(codes) for key, codes in found.items()}
