"""`notify`: tells webhooks what is new for saved searches."""

import click

from reportedly.cli import output
from reportedly.cli.app import settings
from reportedly.cli.options import db_option, json_option, opened


@click.command()
@click.option("--base", default="", metavar="ADDRESS", help="Where the web app stands; messages then link to its pages.")
@db_option
@json_option
def notify(base: str, db: str | None, as_json_: bool) -> int:
    """Tell webhooks what is new for saved searches; run it after `add`, or every few minutes."""
    from reportedly.library import now
    from reportedly.serve.searches import filter_of
    from reportedly.serve.webhooks import notify as send

    told = settings()
    with opened(db) as record:
        done = send(record.store, lambda search: filter_of(search, told.min_score), now=now(), base=base, private=told.private_webhooks)
    if as_json_:
        output.as_json(
            {
                "written": done.written,
                "sent": done.sent,
                "waiting": done.waiting,
                "given_up": done.given_up,
                "problems": list(done.problems),
            }
        )
    else:
        click.echo(f"{done.written} new, {done.sent} sent, {done.waiting} to be tried again, {done.given_up} given up.")
    for problem in done.problems:
        click.echo(f"problem: {output.safe(problem)}", err=True)
    return output.EXIT_PARTLY if done.waiting or done.given_up or done.problems else output.EXIT_OK
