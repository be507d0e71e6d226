"""`why`: what a claim rests on."""

from typing import TYPE_CHECKING

import click

from reportedly.cli import output
from reportedly.cli.options import db_option, json_option, opened
from reportedly.cli.standing import tell_tree
from reportedly.errors import UsageError
from reportedly.export.plain import plain

if TYPE_CHECKING:
    from reportedly.library import Record
    from reportedly.model import AnnotatedReport, Claim, Link


_MOST_LINKS = 12
"""Links that are shown, people's first."""


@click.command()
@click.argument("id")
@click.argument("other", required=False)
@db_option
@json_option
def why(id: str, other: str | None, db: str | None, as_json_: bool) -> None:
    """The sentence a claim rests on, its chain, and the reason for each field (an ID may be cut as long as it is unique).

    For an event (ev-...) it is the claim that stands for it in a timeline. With an OTHER: why the two events, claims, reports or
    actors are one and the same, or two, or why that is open.
    """
    with opened(db) as record:
        if other:
            from reportedly.cli.comparing import compare_two

            compare_two(record, id, other, as_json_)
            return
        id = record.store.full_id(id)
        if id.startswith("ev-"):
            from reportedly.store.telling import leading

            id = leading(record.store.event(id)).claim.id
        elif not id.startswith("cl-"):
            raise UsageError(f"{id} is a report; `reportedly show {id}` shows it with the claims that `why` explains.")
        explain(record, id, as_json_)


def explain(record: "Record", id: str, as_json_: bool) -> None:
    """Tells why a claim is what it is. Raises NotFoundError when there is none of this id."""
    row = record.store.claim(id)
    annotated = record.store.annotated(row.claim.report)
    links = [r.link for r in record.store.links(of=row.claim.id)]
    tree = record.store.origins.tree(row.claim.event or row.claim.id)
    series = record.store.series(row.claim.event) if row.claim.event else None
    if as_json_:
        about = {"title": row.title, "publisher": row.publisher, "published": row.published}
        output.as_json({**plain(row), "links": links, "report": about, "origins": tree, "series": series})
        return
    claim = row.claim
    click.echo(output.marked(annotated.report, claim.evidence, claim.trigger))
    r = annotated.report
    when = f"published {r.published} (known by {r.published_by})" if r.published else "publication date unknown"
    title = f"“{output.safe(r.title)}”, " if r.title else ""
    click.echo(f"    {output.safe(r.publisher) or 'unknown publisher'}, {title}{when}")
    click.echo(
        f"    characters {claim.trigger.start}-{claim.trigger.end} of {r.id}, sha-256 {r.sha256[:16]}, from {output.safe(r.location)}\n"
    )
    for name, value in _fields(claim):
        reason = claim.reasons.get(name)
        click.echo(f"{name:<13} {value}" + (f"   because {output.safe(reason)}" if reason else ""))
    _statement(annotated, claim)
    if claim.statement is not None and claim.statement < len(annotated.statements):
        for saying, reason in record.store.origins.tellings(claim.report, claim.statement):
            click.echo(f"  also in {saying.report}: {output.safe(reason)}")
    click.echo("\nWhat stands behind its event:")
    tell_tree(tree)
    if series:
        from reportedly.model.series import stands_in

        stands = stands_in(series, claim.event)
        click.echo(f"\nIts event is one of the series {series.id}, {stands}: {output.safe(series.reason)}")
    _links(claim, links)


def _fields(claim: "Claim") -> list[tuple[str, str]]:
    from reportedly.model.stands import BEARINGS, bearing_of

    chain = " ← ".join(output.safe(p.name) for p in claim.according_to)
    magnitude = claim.magnitude
    amount = f"{magnitude.modifier or ''} {magnitude.number:g} {magnitude.unit}".strip() if magnitude else ""
    does, meaning = BEARINGS[bearing_of(claim)]
    found = [
        ("type", f"{claim.type}/{claim.mode}" if claim.mode else claim.type),
        ("actor", output.names(claim.actor) or "nobody named"),
        ("recipient", output.names(claim.recipient) or "nobody named"),
        ("date", claim.date or "open"),
        ("place", output.safe(claim.place.name) if claim.place else ""),
        ("magnitude", amount),
        ("status", claim.status),
        ("according_to", chain or "the report itself"),
        ("its source", f"{does}: {meaning}"),
        ("origin", f"{output.safe(claim.origin.name)}   because {output.safe(claim.origin.reason)}"),
        ("score", f"{claim.score:.2f} by {claim.made_by}"),
        ("event", claim.event),
    ]
    return [(name, value) for name, value in found if value]


def _statement(annotated: "AnnotatedReport", claim: "Claim") -> None:
    if claim.statement is None or claim.statement >= len(annotated.statements):
        return
    s = annotated.statements[claim.statement]
    click.echo(f"\nIt stands in statement [{claim.statement}] of the report:")
    for line in output.statement_lines(annotated.report, s):
        click.echo(f"  {line}")
    click.echo(f"  {s.speaker_kind}, {s.medium}")
    for name, reason in s.reasons.items():
        click.echo(f"  {name:<11} because {output.safe(reason)}")


def _links(claim: "Claim", links: "list[Link]") -> None:
    best = sorted(links, key=lambda link: (not link.by_person, link.verdict == "unsure", -link.score))
    for link in best[:_MOST_LINKS]:
        other = link.b if link.a == claim.id else link.a
        click.echo(f"\n{link.verdict} as {other} ({link.score:.2f}, {link.made_by}): {output.safe(link.reason)}")
    if len(links) > _MOST_LINKS:
        click.echo(f"\n... and {len(links) - _MOST_LINKS} more links (--json gives all)")
