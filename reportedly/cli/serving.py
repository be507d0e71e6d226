"""`serve`: the record in a browser."""

import click

from reportedly.cli.app import settings
from reportedly.cli.options import db_option
from reportedly.errors import ResourceError, UsageError


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; any but this machine's own needs users.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A further name under which browsers reach the server (behind a proxy)."
)
@db_option
def serve(host: str, port: int, names: tuple[str, ...], db: str | None) -> None:
    """Open the record in a browser: http://127.0.0.1:8000. Stop with Ctrl+C."""
    try:
        import uvicorn

        from reportedly.serve.app import create_app
        from reportedly.serve.config import ServeSettings
    except ModuleNotFoundError as missing:
        raise ResourceError(f"The web app needs {missing.name}; install reportedly again.") from missing
    told = settings()
    chosen = ServeSettings(db=db or told.db, host=host, hosts=names, login=False, min_score=told.min_score)
    if not chosen.is_loopback:
        raise UsageError(f"{host} can be reached from other machines, and this record has no users yet; see reportedly users --help.")
    app = create_app(chosen)
    click.echo(f"The record {chosen.db} is open at http://{host}:{port}/ (Ctrl+C stops).", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning")
