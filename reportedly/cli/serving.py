"""`serve`: the record in a browser."""

import socket

import click

from reportedly.cli.app import settings
from reportedly.cli.options import db_option, opened
from reportedly.errors import ResourceError, UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; any but this machine's own needs users.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A further name under which browsers reach the server (behind a proxy)."
)
@click.option("--login", is_flag=True, help="Ask for a user's name and password even on this machine alone (behind a proxy).")
@db_option
def serve(host: str, port: int, names: tuple[str, ...], login: bool, db: str | None) -> None:
    """Open the record in a browser: http://127.0.0.1:8000. Stop with Ctrl+C."""
    try:
        import uvicorn

        from reportedly.serve.app import create_app, settle
        from reportedly.serve.config import ServeSettings
    except ModuleNotFoundError as missing:
        raise ResourceError(f"The web app needs {missing.name}; install reportedly again.") from missing
    told = settings()
    chosen = ServeSettings(
        db=db or told.db,
        host=host,
        hosts=names,
        login=login,
        user=told.user,
        min_score=told.min_score,
        min_statement_score=told.min_statement_score,
        private_webhooks=told.private_webhooks,
    )
    if chosen.needs_login:
        _ask_for_users(chosen.db, host)
    app = create_app(chosen)
    _check_port(host, port)
    settle()
    click.echo(f"The record {chosen.db} is open at http://{host}:{port}/ (Ctrl+C stops).", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning")


def _check_port(host: str, port: int) -> None:
    """Raises UsageError when nobody can listen there, before anything says that it is open."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, proto) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        raise UsageError(f"Nothing can be served at {host}:{port}: {error.strerror or error}; choose another with --port.") from error


def _ask_for_users(db: str, host: str) -> None:
    """Raises UsageError when nobody could log in."""
    with opened(db) as record:
        if not record.store.people.has_users():
            where = "This record" if host in LOOPBACK else f"{host} can be reached from other machines, and this record"
            raise UsageError(f"{where} has no users yet; add one first: reportedly users add NAME --role admin")
    if host not in LOOPBACK:
        click.echo("Passwords travel as they are typed unless a proxy with https stands before this server.", err=True)
