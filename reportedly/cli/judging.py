"""`same`, `different`, `undo`, `judgements`: what people decide, and taking it back."""

from typing import TYPE_CHECKING

import click

from reportedly.cli import output
from reportedly.cli.app import settings
from reportedly.cli.options import db_option, json_option, opened
from reportedly.cli.things import Thing, two

if TYPE_CHECKING:
    from reportedly.library import Record
    from reportedly.model import Verdict


def note_option(command: "click.decorators.FC") -> "click.decorators.FC":
    """--note: why."""
    return click.option("--note", default="", metavar="TEXT", help="Why; it is kept with your name and the time.")(command)


@click.command()
@click.argument("a")
@click.argument("b")
@note_option
@db_option
@json_option
def same(a: str, b: str, note: str, db: str | None, as_json_: bool) -> None:
    """Judge that two events (or claims, reports, actors) are one and the same; for reports, that one is a copy of the other.

    Your judgement outranks every stage's and outlives re-linking; `reportedly undo` takes it back.
    """
    _judge(a, b, "same", note=note, db=db, as_json_=as_json_)


@click.command()
@click.argument("a")
@click.argument("b")
@note_option
@db_option
@json_option
def different(a: str, b: str, note: str, db: str | None, as_json_: bool) -> None:
    """Judge that two events (or claims, reports, actors) are not the same."""
    _judge(a, b, "different", note=note, db=db, as_json_=as_json_)


def _judge(a: str, b: str, verdict: "Verdict", *, note: str, db: str | None, as_json_: bool) -> None:
    from reportedly.library import now

    with opened(db) as record:
        one, other = two(record, a, b)
        if one.layer == "report":
            one, other = _first_published(record, one, other)
        no = record.store.judge(one.layer, one.id, other.id, verdict, by=settings().user, note=note, now=now())
        told = _effect(record, one, other, verdict)
    if as_json_:
        output.as_json({"id": f"l{no}", "layer": one.layer, "a": one.id, "b": other.id, "verdict": verdict, "by": settings().user})
        return
    click.echo(f"{told} Judgement l{no} by {output.safe(settings().user)}; `reportedly undo l{no}` takes it back.")


def _first_published(record: "Record", one: Thing, other: Thing) -> tuple[Thing, Thing]:
    """The original before its copy."""
    dates = {t.id: record.store.report(t.id).published or "9999" for t in (one, other)}
    return (one, other) if (dates[one.id], one.id) <= (dates[other.id], other.id) else (other, one)


def _effect(record: "Record", one: Thing, other: Thing, verdict: str) -> str:
    """What came of a judgement, as the store now has it: other judgements may weigh more."""
    if one.layer == "report":
        return f"{other.name} is {'a copy of' if verdict == 'same' else 'no copy of'} {one.name}."
    if one.layer == "entity":
        return f"{output.safe(one.name)} and {output.safe(other.name)} are {'one and the same' if verdict == 'same' else 'two'}."
    links = [row.link for row in record.store.links(layer="event") if row.link.by_person][-1]
    events = {record.store.claim(id).claim.event for id in (links.a, links.b)}
    if len(events) == 1:
        told = f"Both are event {events.pop()} now."
        return told if verdict == "same" else f"{told} Other judgements still join them: `reportedly why {one.id} {other.id}`."
    told = f"They are two events now: {' and '.join(sorted(events))}."
    return told if verdict == "different" else f"{told} Another judgement keeps them apart: `reportedly why {one.id} {other.id}`."


@click.command()
@click.argument("id", required=False)
@db_option
@json_option
def undo(id: str | None, db: str | None, as_json_: bool) -> None:
    """Take back your last judgement or grade, or the one named (l7, g3, d12; `reportedly judgements` lists them).

    Nothing is deleted: the history keeps it, with who took it back and when.
    """
    from reportedly.library import now

    with opened(db) as record:
        grades, user = record.store.grades, settings().user
        id = id or grades.last(user).id
        if id.startswith("d"):
            record.store.review.undo(id, by=user, now=now())
        else:
            grades.undo(id, by=user, now=now())
        row = next((j for j in grades.judged(undone=True, limit=100_000) if j.id == id), None)
    if as_json_:
        output.as_json(row or {"id": id})
    else:
        click.echo(f"Taken back: {id}" + (f", {row.verdict}, {output.safe(row.what)}, by {output.safe(row.by)}." if row else "."))


@click.command()
@click.option("--all", "undone", is_flag=True, help="Those taken back, too.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@db_option
@json_option
def judgements(undone: bool, limit: int, db: str | None, as_json_: bool) -> None:
    """What people judged and graded, last first, with who, when and why."""
    with opened(db) as record:
        rows = record.store.grades.judged(undone=undone, limit=limit)
    for row in rows:
        if as_json_:
            output.as_json(row)
            continue
        back = f"   taken back {row.undone_at} by {output.safe(row.undone_by)}" if row.undone_at else ""
        note = f": {output.safe(row.note)}" if row.note else ""
        click.echo(f"{row.id:<6} {row.created_at}  {output.safe(row.by)}  {row.verdict}  {output.safe(row.what)}{note}{back}")
    if not rows and not as_json_:
        click.echo("Nobody has judged or graded anything.")
