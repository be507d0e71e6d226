"""`add` and `annotate`: reports in."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from reportedly.cli import output
from reportedly.cli.app import settings
from reportedly.cli.options import db_option, json_option, opened

if TYPE_CHECKING:
    from reportedly.model import Failure, Report
    from reportedly.pipeline import Outcome


SHOWN = 20
"""How many reasons the summary tells."""


def _by_hand(command: Any) -> Any:
    for option in (
        click.option("--published", metavar="DATE", help="Publication date of all these reports, as 2022-08-15, 2022-08 or 2022."),
        click.option("--publisher", metavar="NAME", help="Publisher of all these reports."),
        click.option("--max-mb", type=click.FloatRange(min=0.001), help="Set aside a single report above so many megabytes [default: 20]."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@db_option
@_by_hand
@click.option("--workers", type=click.IntRange(1), help="Processes that annotate side by side; each holds the models [default: 1].")
@json_option
def add(paths: tuple[str, ...], db: str | None, workers: int | None, as_json_: bool, **given: Any) -> int:
    """Add reports from files, folders, globs, http(s) addresses, or - for standard input.

    The type is told by content: text, Markdown, HTML, JSON and JSONL, RSS and Atom, WARC, wire files, mail; also compressed.
    The same report again is recognised. What cannot be read is set aside with its reason (`reportedly failures`).

    A text file has no date of its own: --published 2022-08-15 gives it one, or a head in the file: `---`, `published: 2022-08-15`, `---`.

    Exit codes: 0 all went well; 3 some inputs failed; 1 nothing could be read; 2 the call makes no sense.
    """
    from reportedly import library

    published, publisher = given["published"], given["publisher"]
    with opened(db, create=True) as record:
        items = library.read(*paths, published=published, publisher=publisher, max_bytes=_bytes(given["max_mb"]))
        counts: Counter[str] = Counter()
        set_aside: list[Failure] = []
        several = workers or settings().workers
        adding = record.adding(items, source=", ".join(paths), batch_size=settings().batch_size, workers=several)
        for outcome in _with_progress(adding, as_json_):
            counts[outcome.kind] += 1
            counts["claims"] += outcome.claims
            if outcome.failure:
                set_aside.append(outcome.failure)
                if outcome.kind == "added":
                    counts["other_language" if outcome.failure.stage == "language" else "annotation_failed"] += 1
    if counts["known"] and (published or publisher):
        click.echo("What was there already keeps its date and publisher; --published and --publisher change only what is added.", err=True)
    _summary(counts, set_aside, as_json_)
    return _ended(counts["added"] + counts["known"] + counts["mended"], set_aside)


def _ended(read: int, set_aside: "list[Failure]") -> int:
    """The exit code: whether some inputs failed, and whether anything was read at all."""
    if set_aside and not read:
        return output.EXIT_ERROR
    return output.EXIT_PARTLY if any(f.kind == "failed" for f in set_aside) else output.EXIT_OK


def _bytes(megabytes: float | None) -> int | None:
    return None if megabytes is None else int(megabytes * 1_000_000)


def _with_progress(outcomes: "Iterable[Outcome]", quiet: bool) -> "Iterator[Outcome]":
    """Counts on the terminal's last line while the import runs; the number of reports is not known beforehand."""
    if quiet or output.is_quiet():
        yield from outcomes
        return
    for done, outcome in enumerate(outcomes, 1):
        place = output.safe(outcome.location)[-60:]
        click.echo(f"\r\x1b[K{done} read · {place}", nl=False, err=True)
        yield outcome
    click.echo("\r\x1b[K", nl=False, err=True)


def _summary(counts: Counter[str], set_aside: "list[Failure]", as_json_: bool) -> None:
    numbers = {k: counts[k] for k in ("added", "known", "mended", "skipped", "failed", "claims", "other_language", "annotation_failed")}
    if as_json_:
        output.as_json({**numbers, "set_aside": set_aside})
        return
    _tell_set_aside(set_aside)
    aside = numbers["skipped"] + numbers["failed"]
    bare = f", {numbers['other_language']} of them not in English" if numbers["other_language"] else ""
    bare += f", {numbers['annotation_failed']} of them stored without annotation" if numbers["annotation_failed"] else ""
    if numbers["mended"]:
        click.echo(f"{output.plural(numbers['mended'], 'report')} annotated that a stage had failed on before.")
    click.echo(
        f"{output.plural(numbers['added'], 'report')} added{bare} ({output.plural(numbers['claims'], 'claim')}), "
        f"{numbers['known']} already there, {aside} set aside ({numbers['skipped']} skipped, {numbers['failed']} failed)."
    )


def _tell_set_aside(set_aside: "list[Failure]") -> None:
    """Each reason once, with the first input that it befell and how many more; failures before what was skipped."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    if foreign := sum(f.stage == "language" for f in set_aside):
        click.echo(f"{output.plural(foreign, 'report')} in other languages than English: stored and searchable, not annotated.", err=True)
    for failure in sorted((f for f in set_aside if f.stage != "language"), key=lambda f: f.kind):
        by_reason.setdefault((failure.kind, failure.error), []).append(failure.location)
    for (kind, error), places in list(by_reason.items())[:SHOWN]:
        more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
        click.echo(f"{kind}: {output.safe(places[0])}{more}: {output.safe(error)}", err=True)
    if len(by_reason) > SHOWN:
        click.echo(f"... and {len(by_reason) - SHOWN} more reasons; `reportedly failures` lists all that was set aside.", err=True)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="IN...")
@click.option(
    "--out", type=click.Path(dir_okay=False, allow_dash=True), default="-", help="Where the records go [default: standard output]."
)
@_by_hand
@click.option("--json", "as_json_", is_flag=True, help="The summary in JSON, on standard error.")
def annotate(paths: tuple[str, ...], out: str, published: str | None, publisher: str | None, max_mb: float | None, as_json_: bool) -> int:
    """Annotate reports without a database: one record (format 1) a line, as JSONL.

    Exit codes: 0 all went well; 3 some inputs failed; 1 nothing could be read; 2 the call makes no sense.
    """
    from reportedly import library

    items = library.read(*paths, published=published, publisher=publisher, max_bytes=_bytes(max_mb))
    if out == "-":
        counts, set_aside = _write_records(items, sys.stdout)
    else:
        with Path(out).open("w", encoding="utf-8") as file:
            counts, set_aside = _write_records(items, file)
    _tell_set_aside(set_aside)
    if as_json_:
        click.echo(json.dumps(counts), err=True)
    else:
        click.echo(f"{output.plural(counts['records'], 'record')} written, {len(set_aside)} set aside.", err=True)
    return _ended(counts["records"], set_aside)


def _write_records(items: "Iterable[Report | Failure]", file: TextIO) -> "tuple[Counter[str], list[Failure]]":
    from reportedly import pipeline
    from reportedly.export.record import record

    counts: Counter[str] = Counter(records=0)
    set_aside: list[Failure] = []
    for result in pipeline.annotate_all(items, batch_size=settings().batch_size):
        annotated, failure = result
        if annotated is not None:
            file.write(json.dumps(record(annotated), ensure_ascii=False) + "\n")
            counts["records"] += 1
        if failure is not None:
            set_aside.append(failure)
    return counts, set_aside
