"""Reads the series that an event is of: acts of the same kind between the same parties, on other days."""

from collections import Counter

from sqlalchemy import Connection, select

from reportedly.errors import NotFoundError
from reportedly.model import Claim
from reportedly.model.series import Dated, Series, series_of
from reportedly.store import tables as t
from reportedly.store.actors import country_name
from reportedly.store.claims import stored_claim
from reportedly.store.days import NEVER
from reportedly.store.writing import key_hash, series_key

_MOST = 2_000
"""Events of one series that are read."""


def of_event(connection: Connection, event: str) -> Series | None:
    """The series of an event; None where it is alone. Raises NotFoundError."""
    c = t.claims.c
    claims = [stored_claim(row.body, event) for row in connection.execute(select(c.body).where(c.event == event).order_by(c.no))]
    if not claims:
        raise NotFoundError(f"There is no event “{event}” in this store (when links change, an event's id may, too).")
    keys = Counter(claim.series for claim in claims if claim.series)
    if not keys:
        return None
    key = min(keys, key=lambda k: (-keys[k], -len(k), k))
    found = series_of(key, _events(connection, key), _names(key, claims))
    return found if found and event in found.events else None


def _events(connection: Connection, key: str) -> list[Dated]:
    """The events under a series' key that have a date or a day of publication."""
    keys, claims, events = t.claim_keys.c, t.claims.c, t.events.c
    query = select(events.id, events.first_day, events.last_day, events.sort_day).distinct().where(events.sort_day < NEVER)
    query = query.where(events.id == claims.event, claims.no == keys.claim, keys.key == key_hash(series_key(key)))
    rows = connection.execute(query.order_by(events.sort_day.desc(), events.id).limit(_MOST))
    return [Dated(r.id, r.first_day or r.sort_day, r.last_day or r.sort_day, r.first_day is None) for r in rows]


def _names(key: str, claims: list[Claim]) -> list[str]:
    """The names of the parties of a key."""
    called = {party.id: party.name for claim in claims for party in (*claim.actor, *claim.recipient)}
    units = key.partition("|")[2].replace(">", "~").split("~")
    return [country_name(unit) or called.get(unit, unit) for unit in units if unit]
