"""Opens a store: makes or upgrades its tables, and refuses what it does not know."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from reportedly.errors import StoreError
from reportedly.store import weights, word_index
from reportedly.store.dialect import Dialect, connect

if TYPE_CHECKING:
    from alembic.config import Config

SCHEMA = "0011"
"""The revision that this version of the program writes: the last file in `migrations/versions`."""
_WORDS = "0009"
"""The revision with which the index of words came: an older store has none."""


def open_engine(path_or_url: str | Path, *, create: bool) -> tuple[Engine, Dialect]:
    """An engine on a store of the current schema; an older store is upgraded, a missing one made when `create`.

    Raises StoreError when it is missing (and not `create`), newer than this program, locked, damaged or no store.
    """
    _refuse_missing(path_or_url, create=create)
    engine, dialect = connect(path_or_url)
    try:
        found = _revision(engine)
        if found != SCHEMA:
            _upgrade(engine, found, place=str(path_or_url))
        _prepare(engine, dialect)
    except DBAPIError as error:
        engine.dispose()
        raise StoreError(f"The store {path_or_url} cannot be opened: {_plain(error)}") from error
    except BaseException:
        engine.dispose()
        raise
    return engine, dialect


def _refuse_missing(path_or_url: str | Path, *, create: bool) -> None:
    if "://" in str(path_or_url) or str(path_or_url) == ":memory:":
        return
    path = Path(path_or_url)
    if not create and not path.exists():
        raise StoreError(f"There is no store at {path}; import reports first, or name another one.")
    if path.is_dir() or not path.parent.is_dir():
        raise StoreError(f"{path} cannot be a store: {'it is a folder' if path.is_dir() else f'there is no folder {path.parent}'}.")


def _revision(engine: Engine) -> str | None:
    """The schema's revision in the database; None for an empty one."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if "alembic_version" not in tables:
            if tables and "reports" in tables:
                raise StoreError("This database has a table “reports” that is not Reportedly's; choose another database.")
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(engine: Engine, found: str | None, *, place: str) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = migrations()
    if found:
        try:
            ScriptDirectory.from_config(config).get_revision(found)
        except CommandError as unknown:
            raise StoreError(
                f"The store {place} was written by a newer version of Reportedly (schema {found}; this version knows {SCHEMA});"
                " upgrade Reportedly."
            ) from unknown
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if found:
            _fill(connection, found)


def _fill(connection: Connection, found: str) -> None:
    """What a store of an older revision lacks and no query makes: the index of words, and the counts of events."""
    if found < _WORDS:  # a newer one has it: no word stands there twice
        word_index.fill(connection)
    weights.fill(connection)


def migrations() -> "Config":
    """Alembic's configuration, without a file: the scripts lie in this package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _prepare(engine: Engine, dialect: Dialect) -> None:
    """SQLite's journal: readers do not wait for the writer."""
    if dialect.name == "SQLite":
        raw: Any = engine.raw_connection()
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()


def _plain(error: DBAPIError) -> str:
    """A driver's error as one line."""
    return " ".join(str(error.orig).split())
