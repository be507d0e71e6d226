"""`actors`: whom the reports speak of."""

import click

from reportedly.cli import output
from reportedly.cli.options import db_option, json_option, limit_option, opened


@click.command()
@click.argument("name", required=False)
@limit_option
@db_option
@json_option
def actors(name: str | None, limit: int, db: str | None, as_json_: bool) -> None:
    """Whom the reports speak of, by how many claims they are a party to; with a NAME, who bears it."""
    from reportedly.store.browse import Browse

    with opened(db) as record:
        rows = record.store.find_actor(name, limit=limit) if name else Browse(record.store).busiest(limit=limit)
    if as_json_:
        for row in rows:
            output.as_json(row)
        return
    if rows:
        cells = [(str(r.claims), output.safe(r.name), r.kind, r.country or "", r.id, output.safe(r.reason)) for r in rows]
        output.table(cells, ("claims", "name", "kind", "country", "id", "why"))
    else:
        click.echo("Nobody." if name is None else f"No report speaks of “{output.safe(name)}”.")
