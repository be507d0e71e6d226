"""Two records that may be one: how it stands between them, and what speaks against a person's "same".

What speaks against it is told before it is kept, and forbids nothing: people outrank rules.
"""

from itertools import product

from sqlalchemy import Connection, select

from reportedly.model import Claim, Link
from reportedly.model.apart import apart
from reportedly.model.events import excludes, signature
from reportedly.store import links
from reportedly.store import tables as t
from reportedly.store.claims import claim as read_claim
from reportedly.store.claims import of_events
from reportedly.store.series import of_event

_SAID = {"same": "the same", "different": "different", "unsure": "open"}
_MOST = 30
"""Claims of one event that are compared with those of the other."""


def against(connection: Connection, layer: str, a: str, b: str) -> str:
    """What speaks against two records (claims for "event") being one, in words; "" when nothing does. Raises NotFoundError."""
    if layer == "event":
        return _of_claims(connection, a, b)
    return _of_entities(connection, a, b) if layer == "entity" else ""


def between(connection: Connection, one: Claim, other: Claim) -> tuple[Link, str]:
    """The link that counts between two claims (an open one where there is none), and how it stands between them, in words."""
    own = _links(connection, "event", {one.id}, {other.id})
    link = next((x for x in reversed(own) if x.by_person), own[-1] if own else None)
    if link and link.by_person:
        note = f": {link.reason}" if link.reason != "a person's judgement" else ""
        return link, f"{link.made_by.removeprefix('person:')} judged them {_SAID[link.verdict]}{note}"
    if link and link.verdict == "unsure":
        return link, link.reason
    if link:
        return link, f"{link.reason}, so that they are {_SAID[link.verdict]}"
    open_link = Link("event", one.id, other.id, "unsure", 0.0, "", "")
    if one.event == other.event:
        return open_link, "nothing was said of these two claims; other claims of the event join them"
    if why := veto(one, other):
        return open_link, f"they are kept apart: {why}"
    sides = [{row.claim.id for _, row in rows[:_MOST]} for rows in of_events(connection, [one.event, other.event]).values()]
    if inner := _links(connection, "event", *sides):
        return (
            open_link,
            f"nothing was said of these two claims, but of others of the two events ({_SAID[inner[-1].verdict]}): {inner[-1].reason}",
        )
    said = apart(one, other, of_event(connection, one.event))
    return open_link, f"nobody and no rule has joined these two; {said}"


def veto(a: Claim, b: Claim) -> str:
    """Why two claims cannot be of one event by the rules; "" when they can."""
    return excludes(signature(a), signature(b))


def _of_claims(connection: Connection, a: str, b: str) -> str:
    one, other = (read_claim(connection, id).claim for id in (a, b))
    if one.event == other.event:
        return ""
    said = _judged_different(connection, "event", a, b)
    if found := veto(one, other):
        return f"{found}{said}"
    sides = [[row.claim for _, row in rows[:_MOST]] for rows in of_events(connection, [one.event, other.event]).values()]
    inner = next((why for x, y in product(*sides) if (why := veto(x, y))), "")
    return f"other claims of the two events exclude each other: {inner}{said}" if inner else said.removeprefix("; ")


def _of_entities(connection: Connection, a: str, b: str) -> str:
    """Two that the lexicons know apart, or that reports tell of as something else."""
    columns = t.entities.c
    told = []
    for id in (a, b):
        query = select(columns.name, columns.kind, columns.country).where(columns.id == id)
        told.append(connection.execute(query.order_by(columns.report.desc()).limit(1)).first())
    said = _judged_different(connection, "entity", a, b)
    one, other = told
    if one is None or other is None:
        return said.removeprefix("; ")
    why = []
    if not any(id.startswith(("name:", "group:", "unnamed")) for id in (a, b)):
        why.append(f"both are known, as two: {one.name} is {a}, {other.name} is {b}")
    if one.kind != other.kind:
        why.append(f"one is a {one.kind}, the other a {other.kind}")
    if one.country and other.country and one.country != other.country:
        why.append(f"one belongs to {one.country}, the other to {other.country}")
    return "; ".join(why) + said if why else said.removeprefix("; ")


def _judged_different(connection: Connection, layer: str, a: str, b: str) -> str:
    """That a person said otherwise of the two."""
    said = [link for link in _links(connection, layer, {a}, {b}) if link.by_person]
    return f"; {said[-1].made_by.removeprefix('person:')} judged them different" if said and said[-1].verdict == "different" else ""


def _links(connection: Connection, layer: str, a: set[str], b: set[str]) -> list[Link]:
    """The links in force from one set of records to the other, oldest first."""
    rows = {row.id: row.link for id in sorted(a)[:_MOST] for row in links.rows(connection, of=id, layer=layer, undone=False)}
    return [rows[no] for no in sorted(rows) if {rows[no].a, rows[no].b} & a and {rows[no].a, rows[no].b} & b]
