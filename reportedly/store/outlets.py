"""Publishers and origins: what each told, what it passed on, and from whom."""

from typing import Any

from sqlalchemy import Connection, Select, func, select

from reportedly.errors import NotFoundError
from reportedly.model import Origin
from reportedly.store import tables as t
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


def origin(connection: Connection, id: str) -> Origin:
    """One origin, as one of its claims tells it. Raises NotFoundError."""
    no = connection.execute(select(func.min(t.claims.c.no)).where(t.claims.c.origin == id)).scalar()
    if no is None:
        raise NotFoundError(f"No claim in this store rests on “{id}”.")
    return _of_claims(connection, [no])[no]


def origin_named(connection: Connection, name: str) -> str | None:
    """The id of the origin that has a publisher's name; None when nothing rests on it."""
    key = f"origin:{'-'.join(name.casefold().removeprefix('the ').split())}"
    found = connection.execute(select(t.claims.c.origin).where(t.claims.c.origin == key).limit(1)).scalar()
    return None if found is None else str(found)


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
    dates = func.min(columns.published_order), func.max(columns.published_order)
    return select(columns.publisher, func.count(columns.no), func.sum(columns.claims), *dates).group_by(columns.publisher)


def _of_claims(connection: Connection, numbers: list[int]) -> dict[int, Origin]:
    found = connection.execute(select(t.claims.c.no, t.claims.c.body).where(t.claims.c.no.in_(numbers)))
    return {no: stored_claim(body, "").origin for no, body in found}
