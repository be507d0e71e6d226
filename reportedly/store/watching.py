"""Saved searches: what is new for each, and messages to webhooks, each claim told once."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from reportedly.errors import NotFoundError
from reportedly.store import events, people_tables
from reportedly.store import tables as t
from reportedly.store.claims import conditions
from reportedly.store.days import window
from reportedly.store.filters import Filter
from reportedly.store.people_rows import Delivery, SavedSearch
from reportedly.store.rows import EventRow

Transaction = Callable[[], AbstractContextManager[Connection]]
Compose = Callable[[EventRow, Sequence[str]], str]
"""Makes the body of a message about an event from it and the ids of the claims that are new."""

S, D, TOLD = people_tables.searches, people_tables.deliveries, people_tables.delivered
_LOOKED_AT = 500


class Watches:
    """The store's part of watching. Instants are ISO 8601 in UTC. Each call is one transaction."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def save(
        self, person: str, title: str, query: str, *, feed_key: str, webhook: str | None = None, secret: str | None = None, now: str
    ) -> SavedSearch:
        """Keeps a search; only claims that come in from now on are news to its webhook."""
        with self._writing() as connection:
            last = connection.execute(select(func.max(t.claims.c.no))).scalar() or 0
            row = {"person": person, "title": title, "query": query, "feed_key": feed_key, "webhook": webhook, "secret": secret}
            no = connection.execute(insert(S).values(**row, created_at=now, after_claim=last).returning(S.c.no)).scalar_one()
            return _search(connection, S.c.no == no)

    def searches(self, person: str | None = None) -> list[SavedSearch]:
        """The saved searches of a person, or all, oldest first."""
        with self._reading() as connection:
            query = select(S).order_by(S.c.no)
            return [_saved(row) for row in connection.execute(query if person is None else query.where(S.c.person == person))]

    def search(self, id: int, *, person: str) -> SavedSearch:
        """One of a person's saved searches. Raises NotFoundError."""
        with self._reading() as connection:
            return _search(connection, S.c.no == id, S.c.person == person)

    def of_feed(self, feed_key: str) -> SavedSearch:
        """The saved search that a feed's key opens. Raises NotFoundError."""
        with self._reading() as connection:
            return _search(connection, S.c.feed_key == feed_key)

    def remove(self, id: int, *, person: str) -> None:
        """Forgets a person's saved search, with its messages. Raises NotFoundError."""
        with self._writing() as connection:
            if not connection.execute(delete(S).where(S.c.no == id, S.c.person == person)).rowcount:
                raise NotFoundError(f"There is no saved search {id} of {person}.")

    def recent(self, filter: Filter, *, limit: int = 50) -> list[tuple[EventRow, str]]:
        """The events that claims told last, of those that fit: each with the instant when the last such claim came in."""
        with self._reading() as connection:
            query = select(t.claims.c.event, func.max(t.reports.c.added_at).label("at")).join(
                t.reports, t.claims.c.report == t.reports.c.no
            )
            query = query.where(*_fitting(connection, filter)).group_by(t.claims.c.event)
            found = connection.execute(query.order_by(func.max(t.claims.c.no).desc()).limit(limit)).all()
            told = [(events.event(connection, row.event), row.at) for row in found]
            return [(event, at) for event, at in told if events.in_bounds(event, filter)]

    def enqueue(self, search: SavedSearch, filter: Filter, compose: Compose, *, now: str) -> int:
        """Writes a message for each event with claims that are new to a search with a webhook; returns how many.

        A claim is in one message of a search at most, however often and from however many programs this is called.
        """
        with self._writing() as connection:
            fresh: dict[str, list[str]] = {}
            written = 0
            for _, claim, its in connection.execute(_untold(connection, search, filter)):
                fresh.setdefault(its, []).append(claim)
            try:
                with connection.begin_nested():
                    for event, claims in fresh.items():
                        row = events.event(connection, event)
                        if events.in_bounds(row, filter):  # else they wait until it is
                            _write(connection, search, event, claims, body=compose(row, claims), now=now)
                            written += 1
            except IntegrityError:  # another program wrote the same at the same moment
                return 0
            return written

    def take(self, *, limit: int = 20, again_at: str, now: str) -> list[tuple[Delivery, SavedSearch]]:
        """Messages that are due, counted as tried; nobody else gets them before `again_at`."""
        with self._writing() as connection:
            query = select(D.c.no).where(D.c.state == "waiting", D.c.next_at <= now).order_by(D.c.next_at, D.c.no).limit(limit)
            numbers = connection.execute(query.with_for_update(skip_locked=True)).scalars().all()
            connection.execute(update(D).where(D.c.no.in_(numbers)).values(tries=D.c.tries + 1, next_at=again_at))
            rows = connection.execute(select(D).where(D.c.no.in_(numbers)).order_by(D.c.no)).all()
            return [(_delivery(row), _search(connection, S.c.no == row.search)) for row in rows]

    def sent(self, delivery: int, *, now: str) -> None:
        """A message arrived."""
        self._settle(delivery, state="sent", done_at=now, error="")

    def failed(self, delivery: int, error: str, *, again_at: str | None, now: str) -> None:
        """A message did not arrive: tried again at an instant, or given up when there is none."""
        if again_at is None:
            self._settle(delivery, state="given up", done_at=now, error=error)
        else:
            self._settle(delivery, next_at=again_at, error=error)

    def deliveries(self, search: int, *, limit: int = 20) -> list[Delivery]:
        """The messages of a search, last first."""
        with self._reading() as connection:
            return [
                _delivery(row) for row in connection.execute(select(D).where(D.c.search == search).order_by(D.c.no.desc()).limit(limit))
            ]

    def _settle(self, delivery: int, **values: Any) -> None:
        with self._writing() as connection:
            connection.execute(update(D).where(D.c.no == delivery).values(**values))


def _fitting(connection: Connection, filter: Filter) -> list[ColumnElement[bool]]:
    made = conditions(connection, filter)
    if span := window(filter.since, filter.until):
        made += [t.claims.c.first_day <= span[1], t.claims.c.last_day >= span[0]]
    return made


def _untold(connection: Connection, search: SavedSearch, filter: Filter) -> Select[Any]:
    """The claims that came in since a search was saved, fit it, and are in no message of it."""
    c = t.claims.c
    told = exists().where(TOLD.c.search == search.id, TOLD.c.claim == c.id)
    query = select(c.no, c.id, c.event).where(c.no > search.after_claim, ~told, *_fitting(connection, filter))
    return query.order_by(c.no).limit(_LOOKED_AT)


def _write(connection: Connection, search: SavedSearch, event: str, claims: Sequence[str], *, body: str, now: str) -> None:
    row = {
        "search": search.id,
        "event": event,
        "body": body,
        "state": "waiting",
        "tries": 0,
        "next_at": now,
        "error": "",
        "created_at": now,
    }
    no = connection.execute(insert(D).values(**row).returning(D.c.no)).scalar_one()
    connection.execute(insert(TOLD), [{"search": search.id, "claim": claim, "delivery": no} for claim in claims])


def _search(connection: Connection, *which: ColumnElement[bool]) -> SavedSearch:
    row = connection.execute(select(S).where(*which)).first()
    if row is None:
        raise NotFoundError("There is no such saved search.")
    return _saved(row)


def _saved(row: Row[Any]) -> SavedSearch:
    told = (row.no, row.person, row.title, row.query, row.feed_key, row.webhook, row.secret, row.created_at, row.after_claim)
    return SavedSearch(*told)


def _delivery(row: Row[Any]) -> Delivery:
    told = (row.no, row.search, row.event, row.body, row.state, row.tries, row.next_at, row.error, row.created_at, row.done_at)
    return Delivery(*told)
