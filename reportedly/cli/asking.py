"""`timeline`, `show`, `search`, `reports`, `failures`: questions to the record."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import click

from reportedly.cli import output
from reportedly.cli.app import settings
from reportedly.cli.options import db_option, json_option, limit_option, opened
from reportedly.model.vocabulary import Status
from reportedly.settings import MIN_SCORE

if TYPE_CHECKING:
    from reportedly.library import Record
    from reportedly.model import Report
    from reportedly.store import EventRow, ReportRow


@click.command()
@click.argument("actors", nargs=-1, metavar="[ACTOR]...")
@click.option("--from", "since", metavar="DATE", help="Events on this date or later (2022, 2022-08, 2022-08-15).")
@click.option("--to", "until", metavar="DATE", help="Events on this date or earlier.")
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="Only this type of act (consult), or mode of one (letter, consult/visit).",
)
@click.option("--status", "statuses", multiple=True, type=click.Choice(get_args(Status)), help="Only this status.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help=f"Leave out claims below this score [default: $REPORTEDLY_MIN_SCORE or {MIN_SCORE}]."
)
@click.option("--origins", metavar="N", help="Events on so many independent origins: 1 for one alone, 2+ for two or more.")
@click.option("--reports", metavar="N", help="Events that so many reports tell: 1, 2+.")
@click.option("--outlets", metavar="N", help="Events that so many publishers tell: 1, 2+.")
@click.option(
    "--precision", type=click.Choice(["day", "month", "none"]), help="Events dated to the day, to the month or less, or by nobody."
)
@click.option(
    "--order", type=click.Choice(["old", "new", "origins", "reports"]), default="old", help="By date, or those that most tell first."
)
@click.option("--all", "everything", is_flag=True, help="Leave nothing out: the same as --min-score 0.")
@limit_option
@db_option
@json_option
def timeline(
    actors: tuple[str, ...], since: str | None, until: str | None, types: tuple[str, ...], statuses: tuple[str, ...], **rest: Any
) -> None:
    """The events in which all the actors take part, by date; a country includes its leaders and bodies.

    Each line ends with its score and a claim, cl-...: `reportedly why cl-...` opens it.
    """
    for date in (since, until):
        _check_date(date)
    least = 0.0 if rest["everything"] else _least(rest["min_score"])
    asked: dict[str, Any] = {
        "since": since,
        "until": until,
        "types": types,
        "statuses": statuses,
        "precision": rest["precision"] or "",
    }
    from reportedly.store import Filter
    from reportedly.store.browse import Browse

    counted = {**_bounds("origins", rest["origins"]), **_bounds("reports", rest["reports"])}
    wanted = Filter(actors, **asked, **counted, **_bounds("publishers", rest["outlets"]))
    with opened(rest["db"]) as record:
        page = record.store.events(replace(wanted, min_score=least), limit=rest["limit"], order=rest["order"])
        count = least > 0 and page.next is None and not rest["as_json_"]
        undated = Browse(record.store).undated(replace(wanted, min_score=least)) if not rest["as_json_"] else (0, 0)
        left_out = len(record.store.events(wanted, limit=rest["limit"]).rows) - len(page.rows) if count else 0
    if rest["as_json_"]:
        for row in page.rows:
            output.as_json(row)
        return
    for row in page.rows:
        for line in output.event_lines(row):
            click.echo(line)
    _close_timeline(list(page.rows), more=page.next is not None)
    if undated[0]:
        told = f", {undated[1]} of them reported in this time" if undated[1] else ""
        click.echo(f"{output.plural(undated[0], 'event')} without a date left out{told}; without --from and --to they are listed.")
    if left_out:
        click.echo(f"{output.plural(left_out, 'event')} below the score of {least:g} left out; --all shows them.")


def _bounds(what: str, number: str | None) -> dict[str, Any]:
    """The bounds of a filter that "1" or "2+" mean."""
    from reportedly.store.filters import bounds_of

    least, most = bounds_of(number or "", what)
    return {f"min_{what}": least, f"max_{what}": most}


def _least(given: float | None) -> float:
    return settings().min_score if given is None else given


def _check_date(date: str | None) -> None:
    from reportedly.library import checked_date

    checked_date(date)


def _close_timeline(rows: "list[EventRow]", *, more: bool) -> None:
    if not rows:
        click.echo("No event fits. An actor's other names, wider dates or --all may help; `reportedly reports` tells what was read.")
        return
    claims = sum(len(r.claims) for r in rows)
    reports = len({c.claim.report for r in rows for c in r.claims})
    click.echo()
    click.echo(f"{output.plural(len(rows), 'event')}, {output.plural(claims, 'claim')}, {output.plural(reports, 'report')}.", nl=False)
    click.echo(" There are more; raise --limit or narrow the dates." if more else "")


@click.command()
@click.argument("id")
@db_option
@json_option
def show(id: str, db: str | None, as_json_: bool) -> None:
    """A report, an event or a claim, whole (an ID may be cut as long as it is unique).

    A report comes with its text, its statements (who said it, through whom, to whom, the stance, the score, where the words stand) and its
    claims; an event with all its claims; a claim with what it rests on, as `why` tells it.
    """
    with opened(db) as record:
        id = record.store.full_id(id)
        if id.startswith("cl-"):
            from reportedly.cli.why import explain

            explain(record, id, as_json_)
        elif id.startswith("ev-"):
            _show_event(record.store.event(id), as_json_)
        else:
            _show_report(record, id, as_json_)


def _show_event(row: "EventRow", as_json_: bool) -> None:
    if as_json_:
        output.as_json(row)
        return
    for line in output.event_lines(row):
        click.echo(line)
    click.echo()
    for c in row.claims:
        said = f"according to {output.names(c.claim.according_to)}" if c.claim.according_to else "own voice"
        click.echo(f"{c.claim.id}  {c.claim.date or 'undated'}  {c.claim.status}  {said}  origin {output.safe(c.claim.origin.name)}")
        click.echo(f"    {output.safe(c.publisher)} {c.published or ''} ({c.claim.report}): “{output.safe(c.sentence)}”")


def _about(r: "Report") -> list[tuple[str, str | None]]:
    how = f"{r.published_by}: {r.published_reason}" if r.published_reason else r.published_by
    return [
        ("id", r.id),
        ("title", r.title),
        ("publisher", r.publisher),
        ("address", r.url),
        ("byline", r.byline),
        ("credits", ", ".join(r.credits)),
        ("language", r.language),
        ("published", f"{r.published or 'unknown'} ({how})"),
        ("captured", r.captured),
        ("read from", r.location),
        ("sha-256", r.sha256),
    ]


def _show_report(record: "Record", id: str, as_json_: bool) -> None:
    from reportedly.export.record import record as as_record
    from reportedly.store import Filter

    annotated = record.store.annotated(id)
    if as_json_:
        output.as_json(as_record(annotated))
        return
    r = annotated.report
    for name, value in _about(r):
        if value:
            click.echo(f"{name:<10} {output.safe(value)}")
    click.echo()
    for zone in r.zones:
        note = "" if zone.kind == "body" else click.style(f"[{zone.kind}] ", dim=True)
        click.echo(f"{note}{output.safe(zone.span.of(r.text))}")
    claims = record.store.claims(Filter(report=r.id), limit=500).rows
    click.echo(f"\n{output.plural(len(annotated.statements), 'statement')} (who ← through whom):")
    for n, statement in enumerate(annotated.statements):
        first, *rest = output.statement_lines(r, statement)
        click.echo("\n".join([f"[{n}] {first}", *rest]))
    click.echo(f"\n{output.plural(len(claims), 'claim')}:")
    for c in claims:
        kind = f"{c.claim.type}/{c.claim.mode}" if c.claim.mode else c.claim.type
        said = f"  in statement [{c.claim.statement}]" if c.claim.statement is not None else ""
        click.echo(
            f"{c.claim.id}  {c.claim.date or 'undated':<12} {kind}  {output.who(c.claim.actor, c.claim.recipient)}  {c.claim.status}{said}"
        )


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many reports.")
@click.option("--exact", is_flag=True, help="The words alone, without other ways to write them.")
@db_option
@json_option
def search(words: tuple[str, ...], limit: int, exact: bool, db: str | None, as_json_: bool) -> None:
    """Reports that have all the words (and "phrases in double quotation marks"), best first.

    A word after a minus must not stand there; write -- before it: `reportedly search -- letter -Putin`.
    """
    from reportedly.store.browse import Browse

    with opened(db) as record:
        hits = record.store.search(" ".join(words), limit=limit, exact=exact).rows
        read = Browse(record.store).sought(" ".join(words), exact=exact)
        misspelt = {} if hits or as_json_ else Browse(record.store).misspelt(" ".join(words))
    for hit in hits:
        if as_json_:
            output.as_json(hit)
            continue
        click.echo(f"{hit.report}  {(hit.published or 'undated')[:10]}  {output.safe(hit.publisher)}  {output.safe(hit.title)}")
        click.echo(f"    {output.safe(hit.text)}")
    if not hits and not as_json_:
        click.echo("No report has all these words.")
    for word, other in misspelt.items():
        click.echo(f"No report has “{output.safe(word)}”" + (f"; did you mean “{output.safe(other)}”?" if other else " in any form."))
    if read.also and not as_json_:
        click.echo(f"Also searched: {', '.join(read.also)}; --exact leaves them out.")


@click.command()
@click.option("--publisher", metavar="NAME", help="Only this publisher's.")
@click.option("--from", "since", metavar="DATE", help="Published on this date or later.")
@click.option("--to", "until", metavar="DATE", help="Published on this date or earlier.")
@limit_option
@db_option
@json_option
def reports(publisher: str | None, since: str | None, until: str | None, limit: int, db: str | None, as_json_: bool) -> None:
    """The reports in the record, last published first."""
    for date in (since, until):
        _check_date(date)
    with opened(db) as record:
        rows: tuple[ReportRow, ...] = record.store.reports(publisher=publisher, since=since, until=until, limit=limit).rows
    if as_json_:
        for row in rows:
            output.as_json(row)
        return
    cells = [
        (r.id, (r.published or "undated")[:10], r.published_by, str(r.claims), output.safe(r.publisher), output.safe(r.title or r.location))
        for r in rows
    ]
    output.table(cells, ("id", "published", "known by", "claims", "publisher", "title"))


@click.command()
@db_option
@json_option
def failures(db: str | None, as_json_: bool) -> None:
    """What was set aside, and why: inputs that failed, were skipped, or were stored without annotation."""
    with opened(db) as record:
        rows = record.store.failures()
    for row in rows:
        if as_json_:
            output.as_json(row)
        else:
            click.echo(f"{row.kind} at {row.stage}: {output.safe(row.location)}\n    {output.safe(row.error)}")
    if not rows and not as_json_:
        click.echo("Nothing was set aside.")
