"""`users`: who may use the web app where a log-in is needed."""

import sys

import click

from reportedly.cli import output
from reportedly.cli.options import Command, db_option, json_option, opened
from reportedly.errors import UsageError

ROLES = ("reader", "reviewer", "admin")


def _password_option(command: Command) -> Command:
    return click.option("--password-stdin", is_flag=True, help="Read the password from standard input (its first line).")(command)


@click.group()
def users() -> None:
    """Users of the web app: readers read, reviewers also judge and correct, admins also manage users."""


@users.command("list")
@db_option
@json_option
def list_users(db: str | None, as_json_: bool) -> None:
    """The users and their roles."""
    with opened(db) as record:
        found = record.store.people.users()
    if as_json_:
        for user in found:
            output.as_json({"name": user.name, "role": user.role, "created_at": user.created_at})
    else:
        output.table([(output.safe(u.name), u.role, u.created_at[:10]) for u in found], ("name", "role", "since"))


@users.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What the user may do.")
@_password_option
@db_option
def add(name: str, role: str, password_stdin: bool, db: str | None) -> None:
    """Add a user, or bring back one who was removed; asks for the password."""
    from reportedly.library import now
    from reportedly.serve.access.secrets import hashed

    with opened(db, create=True) as record:
        user = record.store.people.add_user(name, role, hashed(_password(password_stdin), name), now=now())  # type: ignore[arg-type]
    click.echo(f"{user.name} can log in now, as {user.role}.")


@users.command("remove")
@click.argument("name")
@db_option
def remove(name: str, db: str | None) -> None:
    """End a user's access; what they decided stays."""
    from reportedly.library import now

    with opened(db) as record:
        record.store.people.remove_user(name, now=now())
    click.echo(f"{name} can log in no more.")


@users.command("passwd")
@click.argument("name")
@_password_option
@db_option
def passwd(name: str, password_stdin: bool, db: str | None) -> None:
    """Set a user's password; sessions and API keys of the user end."""
    from reportedly.library import now
    from reportedly.serve.access.secrets import hashed

    with opened(db) as record:
        record.store.people.set_password(name, hashed(_password(password_stdin), name), now=now())
    click.echo(f"The password of {name} is changed.")


@users.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@db_option
def change_role(name: str, role: str, db: str | None) -> None:
    """Change what a user may do."""
    with opened(db) as record:
        record.store.people.set_role(name, role)  # type: ignore[arg-type]  # click has checked it
    click.echo(f"{name} has the role of {role} now.")


@users.command("key")
@click.argument("name")
@click.option("--label", default="command line", show_default=True, help="What the key is for.")
@db_option
def key(name: str, label: str, db: str | None) -> None:
    """Make a key to the API for a user; it is printed this once."""
    from reportedly.library import now
    from reportedly.serve.access import secrets

    made = secrets.API_KEY + secrets.random_key()
    with opened(db) as record:
        record.store.people.add_token(name, secrets.digest(made), label, now=now())
    click.echo(made)


def _password(from_stdin: bool) -> str:
    """The password as it was typed twice, or from standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("There is no terminal to ask for a password; give it with --password-stdin.")
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return given
