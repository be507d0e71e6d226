"""`link`: the links between reports, made anew."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from reportedly.cli import output
from reportedly.cli.options import db_option, json_option, opened
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.library import Record


@click.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--all", "everything", is_flag=True, help="All reports, also those that the present rules have linked.")
@db_option
@json_option
def link(reports: tuple[str, ...], everything: bool, db: str | None, as_json_: bool) -> int:
    """Make the links of reports anew: of those named, else of all that the present rules have not linked yet.

    People's judgements stay in force, and what they took back does not return. Reports that a stage had failed on are
    annotated first. Stopped, the same command goes on where it was; once more, it changes nothing.
    """
    if reports and everything:
        raise UsageError("Name reports, or say --all, not both.")
    with opened(db) as record:
        counts = _run(record, reports, everything=everything)
    if as_json_:
        output.as_json(dict(counts))
    else:
        _tell(counts)
    return output.EXIT_PARTLY if counts["failed"] else output.EXIT_OK


def _run(record: "Record", reports: tuple[str, ...], *, everything: bool) -> Counter[str]:
    """Mends and links; what came of it, in numbers."""
    from reportedly import pipeline
    from reportedly.library import now

    store = record.store
    ids = [_report(record, given) for given in reports]
    names = ("mended", "failed", "reports", "changed", "added", "removed", "kept", "origins")
    counts: Counter[str] = Counter(dict.fromkeys(names, 0))
    bare = [id for id in store.linking.bare() if not ids or id in ids]
    for outcome in pipeline.mend((store.report(id) for id in bare), store, now=now()):
        counts[outcome.kind] += 1
    if everything:
        store.linking.forget()
    for done in pipeline.link(store, reports=ids, now=now()):
        counts["reports"] += 1
        counts["changed"] += bool(done.added or done.removed or done.origins)
        for name in ("added", "removed", "kept", "origins"):
            counts[name] += getattr(done, name)
        if not output.is_quiet():
            click.echo(f"\r\x1b[K{counts['reports']} linked", nl=False, err=True)
    if not output.is_quiet():
        click.echo("\r\x1b[K", nl=False, err=True)
    return counts


def _report(record: "Record", given: str) -> str:
    id = record.store.full_id(given)
    if id.startswith(("cl-", "ev-")):
        raise UsageError(f"{id} is no report; name the report that tells it.")
    return id


def _tell(counts: Counter[str]) -> None:
    if counts["mended"] or counts["failed"]:
        again = f", {counts['failed']} failed again" if counts["failed"] else ""
        click.echo(f"{output.plural(counts['mended'], 'report')} annotated on which a stage had failed{again}.")
    if not counts["reports"]:
        click.echo("Every report is linked by the present rules; --all links them anew.")
        return
    click.echo(
        f"{output.plural(counts['reports'], 'report')} linked, {counts['changed']} of them changed: "
        f"{output.plural(counts['added'], 'link')} added, {counts['removed']} taken out of force, {counts['kept']} kept; "
        f"the origin of {output.plural(counts['origins'], 'claim')} read anew. People's judgements stand as they were."
    )
