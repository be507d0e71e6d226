"""`why A B`: why two records are one and the same, or two, or why that is open; with what speaks for it and against it."""

from itertools import product
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli import output
from reportedly.cli.standing import tell_altered
from reportedly.cli.things import Thing, two

if TYPE_CHECKING:
    from reportedly.library import Record
    from reportedly.model import Claim, Link
    from reportedly.store import LinkRow

Lines = list[tuple[str, str, str]]
"""What is compared, what the first has, what the second has."""
_MOST = 30
"""Claims of one event that are compared with those of the other."""


def compare_two(record: "Record", a: str, b: str, as_json_: bool) -> None:
    """Tells why two records are the same or not. Raises NotFoundError, UsageError."""
    one, other = two(record, a, b)
    told = {"event": _events, "report": _reports, "entity": _entities}[one.layer](record, one, other)
    if as_json_:
        output.as_json({k: v for k, v in told.items() if k != "lines"} | {"features": [list(line) for line in told["lines"]]})
        return
    click.echo(output.safe(told["answer"]))
    for name, left, right in told["lines"]:
        same = "  =" if left == right else ""
        click.echo(f"  {name:<17} {output.safe(left) or '-'}   |   {output.safe(right) or '-'}{same}")
    for link in told["links"]:
        row: LinkRow = link
        by = row.link.made_by.removeprefix("person:")
        note = f" ({output.safe(row.note)})" if row.note and row.note != row.link.reason else ""
        click.echo(f"  l{row.id}: {row.link.verdict} ({row.link.score:.2f}, {output.safe(by)}): {output.safe(row.link.reason)}{note}")
    tell_altered(told.get("altered", ()))


def _events(record: "Record", one: Thing, other: Thing) -> dict[str, Any]:
    """Two events or claims, by the two of their claims that have most to do with each other."""
    from reportedly.model.events import excludes, signature
    from reportedly.resolve import compare

    sides = [_claims(record, t.id) for t in (one, other)]
    between = _links_between(record, "event", *({c.id for c in side} for side in sides))
    pair, fresh = _nearest(sides, between)
    a, b = pair
    veto = excludes(signature(a), signature(b))
    if a.event == b.event:
        answer = f"They are one event, {a.event}."
    elif fresh and fresh.verdict == "unsure":
        answer = f"They may be the same: {fresh.reason}."
    else:
        answer = f"They are two events, {a.event} and {b.event}" + (f": {veto}." if veto else _apart(record, a, b))
    if fresh is None:
        fresh = compare(a, b)
    if fresh and fresh.verdict != "unsure" and not any(row.link.by_person for row in between):
        answer += f" The rules say {fresh.verdict} of their nearest claims: {fresh.reason}."
    return {
        "answer": answer,
        "a": one.id,
        "b": other.id,
        "lines": [*_features(a, b), ("veto", veto or "none", veto or "none")],
        "links": between,
    }


def _apart(record: "Record", a: "Claim", b: "Claim") -> str:
    """What keeps two events apart that exclude nothing of each other."""
    from reportedly.model.apart import apart

    return f": nothing joins them, and {apart(a, b, record.store.series(a.event))} (unsure)."


def _claims(record: "Record", id: str) -> "list[Claim]":
    if id.startswith("cl-"):
        return [record.store.claim(id).claim]
    return [row.claim for row in record.store.event(id).claims]


def _nearest(sides: "list[list[Claim]]", between: "list[LinkRow]") -> "tuple[tuple[Claim, Claim], Link | None]":
    """The two claims that a link joins, else those that the rules find nearest, and what they say of them."""
    from reportedly.resolve import compare

    by_id = [{c.id: c for c in side} for side in sides]
    for row in sorted(between, key=lambda r: (not r.link.by_person, -r.link.score)):
        for x, y in ((row.link.a, row.link.b), (row.link.b, row.link.a)):
            if x in by_id[0] and y in by_id[1]:
                return (by_id[0][x], by_id[1][y]), compare(by_id[0][x], by_id[1][y])
    rank = {"same": 3, "unsure": 2, "different": 1}
    best, told = (sides[0][0], sides[1][0]), compare(sides[0][0], sides[1][0])
    for a, b in product(sides[0][:_MOST], sides[1][:_MOST]):
        link = compare(a, b)
        if link and (told is None or (rank[link.verdict], link.score) > (rank[told.verdict], told.score)):
            best, told = (a, b), link
    return best, told


def _features(a: "Claim", b: "Claim") -> Lines:
    """What two claims are compared by."""
    lines = [("claim", a.id, b.id), ("event", a.event, b.event)]
    for name in ("type", "mode", "date", "status", "label", "publisher", "published"):
        lines.append((name, str(getattr(a, name) or ""), str(getattr(b, name) or "")))
    for name in ("actor", "recipient", "according_to"):
        lines.append((name, output.names(getattr(a, name)), output.names(getattr(b, name))))
    lines.append(("place", a.place.name if a.place else "", b.place.name if b.place else ""))
    words = set(a.terms) | set(b.terms)
    alike = f"{len(set(a.terms) & set(b.terms)) / len(words):.0%}" if words else "open"
    lines.append(("words in common", alike, alike))
    return lines


def _reports(record: "Record", one: Thing, other: Thing) -> dict[str, Any]:
    from reportedly.model.copies import containment, copy_kind, passages, read_text, shingles

    a, b = (record.store.report(t.id) for t in (one, other))
    words = [shingles(read_text(r)) for r in (a, b)]
    forth, back = containment(words[0], words[1]), containment(words[1], words[0])
    copies = [c for c in record.store.origins.copies(a.id) if b.id in (c.report, c.original)]
    shared = passages(a, words[1])
    if copies:
        by = " A person says so." if copies[0].by_person else ""
        answer = f"{copies[0].report} is a copy of {copies[0].original}: {copies[0].how}.{by}"
    else:
        answer = f"Neither is a copy of the other ({copy_kind(forth, back) if max(forth, back) > 0 else 'no words shared'})."
    lines: Lines = [("publisher", a.publisher or "", b.publisher or ""), ("published", a.published or "", b.published or "")]
    lines += [("credits", ", ".join(a.credits), ", ".join(b.credits)), ("own words shared", f"{forth:.0%}", f"{back:.0%}")]
    lines += [("title", a.title or "", b.title or ""), ("passages shared", str(len(shared)), str(len(passages(b, words[0]))))]
    links = _links_between(record, "report", {a.id}, {b.id})
    altered = record.store.origins.altered(a.id, b.id)
    return {"answer": answer, "a": a.id, "b": b.id, "lines": lines, "links": links, "altered": altered}


def _entities(record: "Record", one: Thing, other: Thing) -> dict[str, Any]:
    links = _links_between(record, "entity", {one.id}, {other.id})
    rows = [next(iter(record.store.find_actor(t.id, limit=1)), None) for t in (one, other)]
    last = links[-1].link if links else None
    said = {"same": "They are one and the same", "different": "They are two", "unsure": "They may be the same"}
    answer = f"{said[last.verdict]}: {last.reason}." if last else "They are two: nothing says that they are the same."
    fields = ("id", "name", "kind", "country", "claims")
    lines: Lines = [(f, *(str(getattr(row, f) or "") if row else "" for row in rows)) for f in fields]  # type: ignore[misc]
    return {"answer": answer, "a": one.id, "b": other.id, "lines": lines, "links": links}


def _links_between(record: "Record", layer: str, a: set[str], b: set[str]) -> "list[LinkRow]":
    """The links in force from one set of records to the other, oldest first."""
    found = {}
    for id in sorted(a)[:_MOST]:
        for row in record.store.links(of=id, layer=layer):
            if {row.link.a, row.link.b} & a and {row.link.a, row.link.b} & b:
                found[row.id] = row
    return [found[id] for id in sorted(found)]
