"""`scale`: corpora that outgrow one machine."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli import output
from reportedly.cli.options import db_option, json_option, opened

if TYPE_CHECKING:
    from reportedly.scale import Counts, Folder


@click.group()
def scale() -> None:
    """Annotate and link a large corpus in parallel, on this machine or on a Ray cluster, and load the result.

    Needs more packages: pip install "reportedly[scale]". `docs/scale.md` tells what a run costs.
    """


@scale.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, metavar="FOLDER", help="Where the Parquet files go: a folder, or an address such as s3://bucket/run.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes side by side; each holds the models.")
@click.option("--ray", metavar="ADDRESS", help='A Ray cluster: its address, "auto" for the one of this machine, "local" to start one.')
@click.option("--slice", "slice_size", type=click.IntRange(1), default=200, show_default=True, help="Reports in one part of the work.")
@json_option
def annotate(inputs: tuple[str, ...], out: str, workers: int, ray: str | None, slice_size: int, as_json_: bool) -> int:
    """Annotate files and folders (WARC, JSONL, Parquet and all that `add` reads) into Parquet.

    What a former run finished is not done again: after a stop, call it once more.
    """
    from reportedly.errors import UsageError
    from reportedly.library import now
    from reportedly.read import Options
    from reportedly.scale import Engine, Folder
    from reportedly.scale import annotate as run

    try:
        counts = run(inputs, Folder(out), engine=Engine(workers, ray), options=Options(now=now()), slice_size=slice_size)
    except FileNotFoundError as missing:
        raise UsageError(str(missing)) from missing
    _tell(counts, as_json_)
    return output.EXIT_PARTLY if counts.errors else output.EXIT_OK


def _tell(counts: "Counts", as_json_: bool) -> None:
    if as_json_:
        output.as_json(counts)
        return
    for error in counts.errors:
        click.echo(f"failed: {output.safe(error)}", err=True)
    before = f"; {output.plural(counts.done_before, 'slice')} of a former run kept" if counts.done_before else ""
    made = f"{output.plural(counts.slices, 'slice')} ({output.plural(counts.claims, 'claim')})"
    click.echo(
        f"{output.plural(counts.reports, 'report')} annotated in {made}, "
        f"{counts.repeats} repeats left out, {output.plural(counts.failures, 'failure')}{before}."
    )
    if counts.errors:
        click.echo(f"{output.plural(len(counts.errors), 'part')} could not be done; run the same command again to try them.", err=True)


@scale.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes side by side.")
@click.option("--ray", metavar="ADDRESS", help='A Ray cluster: its address, "auto" for the one of this machine, "local" to start one.')
@json_option
def link(folder: str, workers: int, ray: str | None, as_json_: bool) -> int:
    """Link what `scale annotate` wrote: copies, events and names across all reports, as Parquet that `load` takes up.

    The links are those that adding the reports one by one makes. After a stop, call it once more: it goes on.
    """
    from reportedly.scale import Engine
    from reportedly.scale import link as run

    counts = run(_annotated(folder), engine=Engine(workers, ray))
    if as_json_:
        output.as_json(counts)
    else:
        left_out = f", {output.plural(counts.notes, 'note')} on what was left out" if counts.notes else ""
        click.echo(
            f"{output.plural(counts.reports, 'report')} linked: {output.plural(counts.links, 'link')}, "
            f"{output.plural(counts.joined, 'claim')} of events that others tell, too{left_out}."
        )
    return output.EXIT_OK


def _annotated(folder: str) -> "Folder":
    """The folder of a run. Raises UsageError when there are no records in it."""
    from reportedly.errors import UsageError
    from reportedly.scale import Folder

    there = Folder(folder)
    if not there.files("records"):
        raise UsageError(f"There are no records below {folder}; `reportedly scale annotate INPUT... --out {folder}` writes them.")
    return there


@scale.command()
@click.argument("folder", metavar="FOLDER")
@db_option
@json_option
def load(folder: str, db: str | None, as_json_: bool) -> int:
    """Store what `scale annotate` wrote, with the links of `scale link`; what is stored already is recognised.

    Where the database holds other reports, or nothing was linked, each report is linked to what is there as it is stored.
    """
    from reportedly.library import now
    from reportedly.scale import load as run

    there = _annotated(folder)
    counts: Counter[str] = Counter()
    with opened(db, create=True) as record:
        for outcome in run(there, record.store, now=now()):
            counts[outcome.kind] += 1
            counts["claims"] += outcome.claims
    numbers: dict[str, Any] = {kind: counts[kind] for kind in ("added", "known", "claims")}
    if as_json_:
        output.as_json(numbers)
    else:
        claims = output.plural(counts["claims"], "claim")
        click.echo(f"{output.plural(counts['added'], 'report')} added ({claims}), {counts['known']} already there.")
    return output.EXIT_OK
