"""`grade` and `sources`: how reliable sources are, how credible events."""

from typing import TYPE_CHECKING

import click

from reportedly.cli import output
from reportedly.cli.app import settings
from reportedly.cli.judging import note_option
from reportedly.cli.options import db_option, json_option, limit_option, opened
from reportedly.errors import NotFoundError, UsageError
from reportedly.export.plain import plain

if TYPE_CHECKING:
    from reportedly.library import Record


@click.command()
@click.argument("subject")
@click.argument("grade", required=False)
@note_option
@db_option
@json_option
def grade(subject: str, grade: str | None, note: str, db: str | None, as_json_: bool) -> None:
    """Grade a source from A to F, or an event (ev-...) from 1 to 6; without a GRADE, show what it has and how its claims fared.

    A source is named as reports name it (KCNA). Its letter is a person's alone; an event's number comes from a rule
    until a person says otherwise. The old grade stays in the history.
    """
    with opened(db) as record:
        if grade is None:
            _show(record, subject, as_json_)
            return
        made = _grade_event(record, subject, grade, note) if grade.isdigit() else _grade_source(record, subject, grade.upper(), note)
    if as_json_:
        output.as_json({"id": made[0], "by": settings().user, "note": note})
    else:
        click.echo(f"{made[1]} Grade {made[0]} by {output.safe(settings().user)}; `reportedly undo {made[0]}` takes it back.")


def _grade_source(record: "Record", subject: str, letter: str, note: str) -> tuple[str, str]:
    from reportedly.library import now
    from reportedly.model.grades import RELIABILITY
    from reportedly.resolve.sources import origin_id

    if subject.startswith(("ev-", "cl-")):
        raise UsageError(f"{subject} is no source; an event is graded from 1 to 6.")
    known = next((k for k in RELIABILITY if k == letter), None)
    if known is None:
        raise UsageError(f"“{letter}” is no grade; sources have {', '.join(f'{k} ({v})' for k, v in RELIABILITY.items())}, events 1 to 6.")
    id = origin_id(subject)
    made = record.store.grades.grade_source(id, known, name=subject, by=settings().user, note=note, now=now())
    try:
        row = record.store.grades.source(id)
        rests = "" if row.claims else " No claim rests on it so far."
    except NotFoundError:
        rests = ""
    return made, f"{output.safe(subject)} ({id}) is graded {known}, {RELIABILITY[known]}.{rests}"


def _grade_event(record: "Record", subject: str, number: str, note: str) -> tuple[str, str]:
    from reportedly.library import now
    from reportedly.model.grades import CREDIBILITY

    known = next((k for k in CREDIBILITY if str(k) == number), None)
    if known is None:
        raise UsageError(f"“{number}” is no grade; events have {', '.join(f'{k} ({v})' for k, v in CREDIBILITY.items())}.")
    id = record.store.full_id(subject)
    if not id.startswith(("ev-", "cl-")):
        raise UsageError(f"{id} is a report; grade one of its events (ev-...), or its publisher by a letter.")
    made = record.store.grades.grade_event(id, known, by=settings().user, note=note, now=now())
    return made, f"{id} is graded {known}, {CREDIBILITY[known]}."


def _show(record: "Record", subject: str, as_json_: bool) -> None:
    """The grade that something has: an event's with its reason; a source's with its history and record."""
    from reportedly.resolve.sources import origin_id

    if subject.startswith(("ev-", "cl-")):
        found = record.store.origins.credibility(record.store.full_id(subject))
        if as_json_:
            output.as_json(found)
        else:
            click.echo(f"{found.credibility}  {found.words}: {output.safe(found.reason)} ({output.safe(found.made_by)})")
        return
    id = origin_id(subject)
    row, fared, history = record.store.grades.source(id), record.store.grades.record(id), record.store.grades.history(id)
    if as_json_:
        output.as_json({**plain(row), "record": fared, "history": history})
        return
    by = f" (by {output.safe(row.by)}{': ' + output.safe(row.note) if row.note else ''})" if row.by else ""
    click.echo(f"{output.safe(row.name)}  {row.id}  {row.reliability}, {row.words}{by}")
    latest = "the latest " if fared.is_cut else ""
    click.echo(
        f"{output.plural(row.claims, 'claim')}; of {latest}{output.plural(fared.events, 'event')}: {fared.confirmed} told by others too, "
        f"{fared.denied} denied by others, {fared.conflicted} told with another value, {fared.alone} told by nobody else, "
        f"{fared.retracted} denied by the source itself"
    )
    for old in history:
        back = f", taken back {old.undone_at} by {output.safe(old.undone_by)}" if old.undone_at else ""
        click.echo(f"  {old.id}  {old.created_at}  {output.safe(old.by)}  {old.grade}  {output.safe(old.note)}{back}")


@click.command()
@limit_option
@db_option
@json_option
def sources(limit: int, db: str | None, as_json_: bool) -> None:
    """On whom claims rest: the sources with their grades (F, cannot be judged, until a person grades them)."""
    with opened(db) as record:
        rows = record.store.grades.sources(limit=limit).rows
    if as_json_:
        for row in rows:
            output.as_json(row)
        return
    cells = [(r.reliability, str(r.claims), output.safe(r.name), r.side, r.kind, r.id, output.safe(r.by)) for r in rows]
    output.table(cells, ("grade", "claims", "source", "for", "kind", "id", "graded by"))
