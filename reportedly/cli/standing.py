"""`event` and `origins`: what stands of an event, and on whose word."""

from typing import TYPE_CHECKING

import click

from reportedly.cli import output
from reportedly.cli.options import db_option, json_option, opened
from reportedly.errors import UsageError
from reportedly.export.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model.quotations import Alteration
    from reportedly.model.series import Series
    from reportedly.model.trees import OriginTree
    from reportedly.store import Store


_OCCASIONS, _EVENTS = 24, 3
"""Occasions of a series that are listed, the last; events of each."""


@click.command()
@click.argument("id")
@db_option
@json_option
def event(id: str, db: str | None, as_json_: bool) -> None:
    """What stands of an event: who asserts, confirms and denies it, where values differ, its grade, and its tree of origins."""
    from reportedly.model.stands import stands_lines

    with opened(db) as record:
        store = record.store
        id = _event(store, id)
        row, stands, grade, tree, altered = (
            store.event(id), store.origins.stands(id), store.origins.credibility(id), store.origins.tree(id), store.origins.altered(id)
        )  # fmt: skip
        series = store.series(id)
        if as_json_:
            output.as_json({**plain(row), "stands": stands, "grade": grade, "tree": tree, "altered": altered, "series": series})
            return
        for line in output.event_lines(row):
            click.echo(line)
        click.echo()
        for line in stands_lines(stands):
            click.echo(output.safe_keeping(line))
        click.echo(f"{'credibility':<15} {grade.credibility}, {grade.words}: {output.safe(grade.reason)} ({output.safe(grade.made_by)})")
        _reliability(store, [v.id for v in (*stands.asserted_by, *stands.confirmed_by, *stands.denied_by)])
    click.echo()
    tell_tree(tree)
    tell_altered(altered)
    if series:
        tell_series(series, id)


@click.command()
@click.argument("id")
@db_option
@json_option
def origins(id: str, db: str | None, as_json_: bool) -> None:
    """The tree of origins of an event or a claim: who says it, who passes it on, which reports copied it."""
    with opened(db) as record:
        id = record.store.full_id(id)
        if not id.startswith(("ev-", "cl-")):
            raise UsageError(f"{id} is a report; `reportedly show {id}` lists its claims, each of which has its origins.")
        tree = record.store.origins.tree(id)
    if as_json_:
        output.as_json(tree)
    else:
        tell_tree(tree)


def tell_series(series: "Series", event: str) -> None:
    """The occasions of a series, that of the event marked."""
    from reportedly.model.series import stands_in

    kind = series.kind.lower().replace("/", " · ")
    click.echo(f"\nOne of a series ({kind}), {stands_in(series, event)}: {output.safe(series.reason)}")
    for occasion in series.occasions[-_OCCASIONS:]:
        here = "  (this one)" if event in occasion.events else ""
        click.echo(f"  {occasion.date:<21}  {' '.join(occasion.events[:_EVENTS])}{here}")


def tell_altered(altered: "Sequence[Alteration]") -> None:
    """Quotations that differ, as a difference in words."""
    if altered:
        click.echo("\nQuotations of the same words that differ ([-only the first has-], {+only the second has+}):")
    for a in altered:
        click.echo(f"  {output.safe(a.a.report)} / {output.safe(a.b.report)}: “{output.safe(a.words)}”")


def _event(store: "Store", given: str) -> str:
    """The event that is meant; a claim stands for the one it is of."""
    id = store.full_id(given)
    if id.startswith("cl-"):
        return store.claim(id).claim.event
    if not id.startswith("ev-"):
        raise UsageError(f"{id} is a report; `reportedly show {id}` lists its claims.")
    return id


def _reliability(store: "Store", origins: "Sequence[str]") -> None:
    """The grades that people gave to those who speak."""
    graded = {}
    for row in store.grades.history(undone=False):
        if row.layer == "source" and row.subject in origins:
            graded[row.subject] = row
    for row in graded.values():
        click.echo(f"{'reliability':<15} {output.safe(row.name)}: {row.grade} (by {output.safe(row.by)})")


def tell_tree(tree: "OriginTree") -> None:
    """The tree as lines."""
    from reportedly.model.trees import tree_lines

    for line in tree_lines(tree):
        click.echo(output.safe_keeping(line))
