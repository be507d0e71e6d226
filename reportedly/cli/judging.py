"""`same`, `different`, `undo`, `judgements`: what people decide, and taking it back."""

from typing import TYPE_CHECKING

import click

from reportedly.cli import output
from reportedly.cli.app import settings
from reportedly.cli.options import db_option, json_option, opened
from reportedly.cli.things import Thing, two
from reportedly.errors import NotFoundError

if TYPE_CHECKING:
    from reportedly.library import Record
    from reportedly.model import Verdict
    from reportedly.store.people_rows import Decision


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
        doubt = _doubt(record, one, other) if verdict == "same" else ""
        no = record.store.judge(one.layer, one.id, other.id, verdict, by=settings().user, note=note, now=now())
        told = _effect(record, one, other, verdict)
    if as_json_:
        output.as_json(
            {"id": f"l{no}", "layer": one.layer, "a": one.id, "b": other.id, "verdict": verdict, "by": settings().user, "warning": doubt}
        )
        return
    if doubt:
        click.echo(f"Mind: {output.safe(doubt)}. What you say outranks that.", err=True)
    click.echo(f"{told} Judgement l{no} by {output.safe(settings().user)}; `reportedly undo l{no}` takes it back.")


def _doubt(record: "Record", one: Thing, other: Thing) -> str:
    """What speaks against two records being one, in words."""
    ends = [record.store.event(t.id).claims[0].claim.id if t.id.startswith("ev-") else t.id for t in (one, other)]
    return record.store.review.against(one.layer, *ends)


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
    """Take back your last decision, or the one named (l7, g3, d12; `reportedly judgements` lists them).

    Nothing is deleted: the history keeps it, with who took it back and when.
    """
    from reportedly.library import now

    with opened(db) as record:
        decisions, user = record.store.decisions, settings().user
        if id is None:
            last = decisions.last(user)
            if last is None:
                raise NotFoundError(f"{user} has decided nothing that could be undone; `reportedly judgements` lists what others did.")
            id = last.id
        taken = decisions.undo(id, by=user, now=now())
    if as_json_:
        output.as_json(_plain(taken))
    else:
        click.echo(f"Taken back: {taken.id}, {_verdict(taken)}, {output.safe(_what(taken))}, by {output.safe(taken.person)}.")


@click.command()
@click.option("--all", "undone", is_flag=True, help="Those taken back, too.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many.")
@db_option
@json_option
def judgements(undone: bool, limit: int, db: str | None, as_json_: bool) -> None:
    """What people judged, corrected and graded, here and in the web app, last first, with who, when and why."""
    with opened(db) as record:
        rows = record.store.decisions.history(undone=undone, undoings=False, limit=limit).rows
    for row in rows:
        if as_json_:
            output.as_json(_plain(row))
            continue
        back = f"   taken back {row.undone_at} by {output.safe(row.undone_by)}" if row.undone_at else ""
        note = f": {output.safe(row.note)}" if row.note else ""
        told = f"{row.id:<6} {row.created_at}  {output.safe(row.person)}  {_verdict(row)}  {output.safe(_what(row))}"
        click.echo(f"{told}{note}{back}")
    if not rows and not as_json_:
        click.echo("Nobody has judged or graded anything.")


def _verdict(row: "Decision") -> str:
    """What was decided, in words: a verdict, a grade, or the corrected field with its value."""
    if row.verdict == "correct":
        return f"{row.field} = {output.safe(row.value)}"
    return row.value if row.verdict == "grade" else row.verdict


def _what(row: "Decision") -> str:
    """What a decision is on, in words."""
    return f"{row.layer} {row.name or ' and '.join(row.subject.split('|'))}"


def _plain(row: "Decision") -> dict[str, str | None]:
    """A decision as JSON."""
    same = ("id", "layer", "subject", "verdict", "field", "value", "note", "created_at", "undone_at", "undone_by")
    told = {name: getattr(row, name) for name in same}
    return told | {"verdict": row.value if row.verdict == "grade" else row.verdict, "by": row.person, "what": _what(row)}
