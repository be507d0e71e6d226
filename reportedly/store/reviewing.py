"""What the machine is unsure of, and what people decide of it. Decisions are only ever added; undoing one is a row, too."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, or_, select
from sqlalchemy.exc import IntegrityError

from reportedly.errors import ConflictError, NotFoundError, UsageError
from reportedly.model import Claim, Link
from reportedly.store import claims as claim_rows
from reportedly.store import corrections, doubles, links, pairs, queueing
from reportedly.store import people_tables as p
from reportedly.store import tables as t
from reportedly.store.actors import who
from reportedly.store.deciding import PERSON, turns
from reportedly.store.filters import Filter
from reportedly.store.finding import speaks
from reportedly.store.paging import page_of, parse_mark
from reportedly.store.people_rows import Item, Judgement, Layer, Pair
from reportedly.store.rows import Page
from reportedly.store.statements import of_ids

Transaction = Callable[[], AbstractContextManager[Connection]]
JUDGEMENTS: Mapping[str, tuple[Judgement, ...]] = {
    "claim": ("accept", "reject", "unsure"),
    "statement": ("accept", "reject", "unsure"),
    "event": ("same", "different", "unsure"),
}
"""What may be said of what."""
_DOUBLES = "doubles:"
"""How the mark of a page of pairs begins that nothing joined."""
FIELDS: Mapping[str, tuple[str, ...]] = {"claim": corrections.CLAIM_FIELDS, "statement": corrections.STATEMENT_FIELDS, "event": ()}


class Review:
    """The store's part of judging. A subject is a claim's or statement's id, or two claims' ids "a|b" (`layer` "event").

    Each decision carries the `turn` of the subject that its author saw: how many decisions there were. Somebody who
    judges what was judged meanwhile gets a ConflictError, and nothing is written.
    """

    def __init__(self, reading: Transaction, writing: Transaction, cache: dict[int, Claim]) -> None:
        self._reading = reading
        self._writing = writing
        self._cache = cache

    def queue(
        self,
        layer: Layer,
        filter: Filter | None = None,
        *,
        below: float,
        judged: str | None = None,
        limit: int = 25,
        after: str | None = None,
    ) -> Page[Item]:
        """What waits for a person: claims or statements scored `below`, or pairs that may be one event.

        Claims and pairs stand in the order of what a decision changes (`queueing`), statements the likeliest first.

        Of pairs first those that linking left open, then doubles that nothing joined (`doubles`) among the events that fit the
        `filter`, of claims that are not `below`; a page of them may be short, or empty, although more follow. With `judged`
        ("accept", "reject", "unsure") what a person so judged instead. `filter` is for claims and pairs; of statements its actors speak.
        """
        with self._reading() as connection:
            if layer == "event":
                return _pairs(connection, filter or Filter(), below=below, limit=limit, after=after)
            if layer == "statement":
                return _statements(connection, filter or Filter(), below=below, judged=judged, limit=limit, after=after)
            return _claims(connection, filter or Filter(), below=below, judged=judged, limit=limit, after=after)

    def waiting(self, *, below: float, statements: float | None = None, most: int = 1000) -> Mapping[Layer, int]:
        """How many wait in each queue, counted up to `most`; statements below a score of their own, if given."""
        unsure = below if statements is None else statements
        with self._reading() as connection:
            queries: dict[Layer, Select[Any]] = {
                "claim": select(t.claims.c.no).where(t.claims.c.judged.is_(None), t.claims.c.score < below),
                "statement": select(t.statements.c.id).where(t.statements.c.judged.is_(None), t.statements.c.score < unsure),
            }
            counted = {
                layer: int(connection.execute(select(func.count()).select_from(query.limit(most).subquery())).scalar_one())
                for layer, query in queries.items()
            }
            return {**counted, "event": min(most, queueing.pairs_waiting(connection))}

    def item(self, layer: Layer, subject: str) -> Item:
        """One thing to judge, whether it waits or not. Raises NotFoundError."""
        with self._reading() as connection:
            if layer == "event":
                return _pair_item(connection, subject)
            if layer == "statement":
                return _statement_items(connection, [subject])[0]
            return _claim_items(connection, [subject])[0]

    def decide(self, layer: Layer, subject: str, verdict: Judgement, *, by: str, turn: int, note: str = "", now: str) -> str:
        """Keeps a person's judgement; returns the decision's id ("l7" on two claims, "d9" on one record).

        Raises UsageError for a verdict that does not fit, NotFoundError, and ConflictError when somebody was faster.
        """
        if verdict not in JUDGEMENTS[layer]:
            raise UsageError(f"“{verdict}” is no judgement on a {layer}; those that are: {', '.join(JUDGEMENTS[layer])}.")
        with self._writing() as connection:
            _must_exist(connection, layer, subject)
            if layer != "event":
                return self._add(connection, layer, subject, turn, verdict=verdict, person=by, note=note, created_at=now)
            _check_turn(connection, layer, subject, turn)
            a, b = subject.split("|")
            link = Link("event", a, b, verdict, 1.0, note, PERSON + by)  # type: ignore[arg-type]  # checked above
            no = links.judge(connection, link, self._cache, now=now)
            self._add(connection, layer, subject, turn, verdict=verdict, value=str(no), person=by, note=note, created_at=now)
            return f"l{no}"

    def against(self, layer: str, a: str, b: str) -> str:
        """What speaks against two claims ("event") or entities ("entity") being one, in words; "" when nothing does.

        It is for telling somebody before they judge; nothing is forbidden by it. Raises NotFoundError.
        """
        with self._reading() as connection:
            return pairs.against(connection, layer, a, b)

    def correct(
        self, layer: Layer, subject: str, fields: Mapping[str, str], *, by: str, turn: int, note: str = "", now: str
    ) -> tuple[str, ...]:
        """Lays a person's values over what the machine read; returns the ids of the decisions, one for each field that changed.

        Parties are names or ids separated by ";". A field that is given as it stands is left alone. Raises UsageError
        for a field or value that cannot be, NotFoundError for an ambiguous name, ConflictError when somebody was faster.
        """
        if wrong := sorted(set(fields) - set(FIELDS[layer])):
            raise UsageError(f"“{wrong[0]}” of a {layer} cannot be corrected; what can: {', '.join(FIELDS[layer])}.")
        with self._writing() as connection:
            _must_exist(connection, layer, subject)
            now_told = _as_written(connection, layer, subject)
            made: list[str] = []
            for field, given in fields.items():
                if " ".join(given.split()) == now_told[field]:
                    continue
                value = json.dumps(corrections.value_of(connection, field, given), ensure_ascii=False)
                values = {"verdict": "correct", "field": field, "value": value, "person": by, "note": note, "created_at": now}
                made.append(self._add(connection, layer, subject, turn + len(made), **values))
            return tuple(made)

    def written(self, layer: Layer, subject: str) -> Mapping[str, str]:
        """The fields that can be corrected as a person would write them now."""
        with self._reading() as connection:
            return _as_written(connection, layer, subject)

    def _add(self, connection: Connection, layer: str, subject: str, turn: int, **values: Any) -> str:
        """Writes a decision as the next of its subject, and what follows from it. Raises ConflictError."""
        _check_turn(connection, layer, subject, turn)
        row = {"layer": layer, "subject": subject, "turn": turn + 1, "field": "", "value": "", "note": "", **values}
        try:
            with connection.begin_nested():  # two databases' transactions at once: the key decides
                no = connection.execute(insert(p.decisions).values(**row).returning(p.decisions.c.no)).scalar_one()
        except IntegrityError as raced:
            raise ConflictError(_meanwhile(connection, layer, subject)) from raced
        if layer != "event":
            corrections.refresh(connection, layer, subject)
        if layer == "claim":
            links.refresh_events(connection, [subject], self._cache)
        return f"d{no}"


def pair_subject(a: str, b: str) -> str:
    """The subject of two claims."""
    return "|".join(sorted((a, b)))


def _turn(connection: Connection, layer: str, subject: str) -> int:
    return turns(connection, layer, [subject]).get(subject, 0)


def _check_turn(connection: Connection, layer: str, subject: str, turn: int) -> None:
    if _turn(connection, layer, subject) != turn:
        raise ConflictError(_meanwhile(connection, layer, subject))


def _meanwhile(connection: Connection, layer: str, subject: str) -> str:
    c = p.decisions.c
    query = select(p.decisions).where(c.layer == layer, c.subject == subject).order_by(c.turn.desc()).limit(1)
    row = connection.execute(query).first()
    told = f"{row.person} said “{row.verdict}”{' of its ' + row.field if row.field else ''} on {row.created_at}" if row else "somebody did"
    return f"This was judged meanwhile: {told}. Your decision was not kept; look again, and decide anew if you see it otherwise."


def _must_exist(connection: Connection, layer: str, subject: str) -> None:
    if layer == "statement":
        of_ids(connection, [subject])
        return
    wanted = set(subject.split("|"))
    if layer == "event" and (len(wanted) != 2 or subject != pair_subject(*wanted)):
        raise NotFoundError(f"“{subject}” does not name two claims.")
    if layer == "claim" or layer == "event":
        found = set(connection.execute(select(t.claims.c.id).where(t.claims.c.id.in_(wanted))).scalars())
        if missing := sorted(wanted - found):
            raise NotFoundError(f"There is no claim “{missing[0]}” in this store.")


def _as_written(connection: Connection, layer: str, subject: str) -> dict[str, str]:
    if layer == "statement":
        read = of_ids(connection, [subject])[0].statement
        return {"speaker": read.speaker.name if read.speaker else "", "stance": read.stance}
    claim = claim_rows.claim(connection, subject).claim
    told = {"type": claim.type, "status": claim.status, "date": claim.date or ""}
    return told | {role: "; ".join(party.name for party in getattr(claim, role)) for role in ("actor", "recipient", "according_to")}


def _claims(connection: Connection, filter: Filter, *, below: float, judged: str | None, limit: int, after: str | None) -> Page[Item]:
    if not judged:
        waiting = queueing.claims(connection, filter, below=below, limit=limit, after=after)
        items = _claim_items(connection, [one.a for one in waiting.rows])
        return Page(tuple(replace(item, rank=one.why) for item, one in zip(items, waiting.rows, strict=True)), waiting.next)
    c = t.claims.c
    query = select(c.id, c.score, c.no).where(*claim_rows.conditions(connection, replace(filter, rejected=True)))
    query = query.where(c.judged == judged)
    if after:
        score, no = parse_mark(after, (float, int))
        query = query.where(or_(c.score < score, and_(c.score == score, c.no > no)))
    found = connection.execute(query.order_by(c.score.desc(), c.no).limit(limit + 1)).all()
    items = _claim_items(connection, [row.id for row in found[:limit]])
    return page_of(items, [(float(row.score), row.no) for row in found], limit)


def _statements(connection: Connection, filter: Filter, *, below: float, judged: str | None, limit: int, after: str | None) -> Page[Item]:
    c = t.statements.c
    query = select(c.id, c.score)
    query = query.where(c.judged == judged) if judged else query.where(c.judged.is_(None), c.score < below)
    query = query.where(*(speaks(connection, who(connection, actor)) for actor in filter.actors))
    if after:
        score, id = parse_mark(after, (float, str))
        query = query.where(or_(c.score < score, and_(c.score == score, c.id > id)))
    found = connection.execute(query.order_by(c.score.desc(), c.id).limit(limit + 1)).all()
    items = _statement_items(connection, [row.id for row in found[:limit]])
    ranked = [
        item if judged else replace(item, rank=f"{below - item.score:.2f} below the line; the likeliest come first") for item in items
    ]
    return page_of(ranked, [(float(row.score), row.id) for row in found], limit)


def _pairs(connection: Connection, filter: Filter, *, below: float, limit: int, after: str | None) -> Page[Item]:
    if after and after.startswith(_DOUBLES):
        return _doubles(connection, filter, below, limit, after.removeprefix(_DOUBLES) or None)
    page = _open_pairs(connection, filter, limit, after)
    if page.next:
        return page
    if len(page.rows) == limit:
        return Page(page.rows, _DOUBLES)
    more = _doubles(connection, filter, below, limit - len(page.rows), None)
    known = {item.subject for item in page.rows}
    return Page((*page.rows, *(item for item in more.rows if item.subject not in known)), more.next)


def _doubles(connection: Connection, filter: Filter, least: float, limit: int, after: str | None) -> Page[Item]:
    """Pairs that nothing joined, each with why they may be one."""
    found = doubles.page(connection, filter, least=least, limit=limit, after=after)
    rank = "nothing joins the two; such pairs stand behind those that linking left open, the newest events first"
    items = [replace(_pair_item(connection, pair_subject(pair.a, pair.b)), why=pair.reason, rank=rank) for pair in found.rows]
    return Page(tuple(items), f"{_DOUBLES}{found.next}" if found.next else None)


def _open_pairs(connection: Connection, filter: Filter, limit: int, after: str | None) -> Page[Item]:
    page = queueing.pairs(connection, filter, limit=limit, after=after)
    return Page(tuple(replace(_pair_item(connection, pair_subject(one.a, one.b)), rank=one.why) for one in page.rows), page.next)


def _pair_item(connection: Connection, subject: str) -> Item:
    _must_exist(connection, "event", subject)
    a, b = subject.split("|")
    rows = [claim_rows.claim(connection, id) for id in (a, b)]
    link, stands = pairs.between(connection, rows[0].claim, rows[1].claim)
    pair = Pair(rows[0], rows[1], link, pairs.veto(rows[0].claim, rows[1].claim))
    return Item("event", subject, stands, link.score, _turn(connection, "event", subject), pair=pair)


def _claim_items(connection: Connection, ids: list[str]) -> list[Item]:
    seen = turns(connection, "claim", ids)
    items = []
    for id in ids:
        row = claim_rows.claim(connection, id)
        items.append(Item("claim", id, f"its score is {row.claim.score:.2f}", row.claim.score, seen.get(id, 0), claim=row))
    return items


def _statement_items(connection: Connection, ids: list[str]) -> list[Item]:
    seen = turns(connection, "statement", ids)
    return [
        Item("statement", row.id, f"its score is {row.statement.score:.2f}", row.statement.score, seen.get(row.id, 0), statement=row)
        for row in of_ids(connection, ids)
    ]
