"""Publishers and origins: what each told, what it passed on, and from whom."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, exists, func, select

from reportedly.errors import NotFoundError
from reportedly.model import Origin
from reportedly.store import tables as t
from reportedly.store.actors import name_key
from reportedly.store.claims import stored_claim
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.rows import OriginCount, Outlet, Page

_MOST = 40


def page(connection: Connection, *, limit: int, after: str | None) -> Page[Outlet]:
    """The publishers by name, with how much of each is stored."""
    columns = t.reports.c
    query = _counted().where(columns.publisher.is_not(None), columns.publisher != "")
    if after:
        query = query.where(columns.publisher > parse_mark(after, (str,))[0])
    found = [Outlet(*row) for row in connection.execute(query.order_by(columns.publisher).limit(limit + 1))]
    return page_of(found[:limit], [(o.name,) for o in found], limit)


def outlet(connection: Connection, name: str) -> Outlet:
    """One publisher. Raises NotFoundError."""
    row = connection.execute(_counted().where(t.reports.c.publisher == name)).first()
    if row is None:
        raise NotFoundError(f"No report in this store is published by “{name}”.")
    return Outlet(*row)


def origins_of(connection: Connection, publisher: str) -> list[OriginCount]:
    """On whom a publisher's claims rest, most claims first."""
    claims, reports = t.claims.c, t.reports.c
    count = func.count(claims.no)
    query = (
        select(claims.origin, count, func.min(claims.no)).join(t.reports, claims.report == reports.no).where(reports.publisher == publisher)
    )
    found = connection.execute(query.group_by(claims.origin).order_by(count.desc(), claims.origin).limit(_MOST)).all()
    origins = _of_claims(connection, [no for *_, no in found])
    return [OriginCount(origins[no], number) for _, number, no in found if no in origins]


def own_origins(connection: Connection, publishers: Collection[str]) -> dict[str, tuple[str, int]]:
    """What each of these publishers is called as an origin, and how many of its own claims rest on it; without those that are none.

    That is told by its claims without a chain, unless they rest on an agency that its reports credit.
    """
    claims, reports, parties = t.claims.c, t.reports.c, t.claim_parties.c
    chained = exists().where(parties.claim == claims.no, parties.role == "according_to")
    told = select(reports.publisher, claims.origin, func.min(claims.no)).join(t.claims, claims.report == reports.no)
    query = told.where(reports.publisher.in_(sorted(publishers)), ~chained).group_by(reports.publisher, claims.origin)
    found = connection.execute(query).all()
    named = _of_claims(connection, [no for *_, no in found])
    own = {p: id for p, id, no in found if no in named and named[no].name.casefold() == p.casefold()}
    query = select(reports.publisher, claims.origin, func.count(claims.no)).join(t.claims, claims.report == reports.no)
    query = query.where(reports.publisher.in_(sorted(own)), claims.origin.in_(sorted(own.values())))
    counted = connection.execute(query.group_by(reports.publisher, claims.origin))
    return {publisher: (id, number) for publisher, id, number in counted if own[publisher] == id}


def publishers_of(connection: Connection, origins: Collection[str]) -> dict[str, int]:
    """How many publishers tell what rests on each of these origins (ids)."""
    claims, reports = t.claims.c, t.reports.c
    query = select(claims.origin, func.count(func.coalesce(reports.publisher, "").distinct())).join(t.reports, claims.report == reports.no)
    found = connection.execute(query.where(claims.origin.in_(sorted(origins))).group_by(claims.origin))
    return {id: number for id, number in found}  # noqa: C416 - rows are no pairs to a type checker


def origin(connection: Connection, id: str) -> Origin:
    """One origin, as one of its claims tells it. Raises NotFoundError."""
    no = connection.execute(select(func.min(t.claims.c.no)).where(t.claims.c.origin == id)).scalar()
    if no is None:
        raise NotFoundError(f"No claim in this store rests on “{id}”.")
    return _of_claims(connection, [no])[no]


def sides_of(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """The states for which those of these names speak, joined with "+", as their claims tell; without those of whom none does."""
    ids = {f"origin:{name_key(name).replace(' ', '-')}": name for name in names}
    query = select(func.min(t.claims.c.no)).where(t.claims.c.origin.in_(sorted(ids))).group_by(t.claims.c.origin)
    found = _of_claims(connection, list(connection.execute(query).scalars())) if ids else {}
    return {ids[origin.id]: origin.side for origin in found.values() if origin.side and origin.id in ids}


def passed_on(connection: Connection, origin: str) -> list[tuple[str | None, int]]:
    """The publishers that tell what rests on an origin, with how many claims each, most first."""
    claims, reports = t.claims.c, t.reports.c
    count = func.count(claims.no)
    query = select(reports.publisher, count).join(t.claims, claims.report == reports.no).where(claims.origin == origin)
    return [(name, number) for name, number in connection.execute(query.group_by(reports.publisher).order_by(count.desc()).limit(_MOST))]


def statuses_of(connection: Connection, *, origin: str | None = None, publisher: str | None = None) -> list[tuple[str, int]]:
    """The statuses under which an origin's or a publisher's claims are told, with how many each."""
    claims = t.claims.c
    query = select(claims.status, func.count(claims.no)).group_by(claims.status).order_by(func.count(claims.no).desc())
    if origin is not None:
        query = query.where(claims.origin == origin)
    if publisher is not None:
        query = query.where(claims.report.in_(select(t.reports.c.no).where(t.reports.c.publisher == publisher)))
    return [(status, number) for status, number in connection.execute(query)]


def _counted() -> Select[Any]:
    columns = t.reports.c
    dates = func.coalesce(func.min(func.nullif(columns.published_order, "")), ""), func.max(columns.published_order)
    return select(columns.publisher, func.count(columns.no), func.sum(columns.claims), *dates).group_by(columns.publisher)


def _of_claims(connection: Connection, numbers: list[int]) -> dict[int, Origin]:
    found = connection.execute(select(t.claims.c.no, t.claims.c.body).where(t.claims.c.no.in_(numbers)))
    return {no: stored_claim(body, "").origin for no, body in found}
