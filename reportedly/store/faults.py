"""A database's errors as ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from reportedly.errors import StoreError, UsageError


@contextmanager
def plainly() -> Iterator[None]:
    """Turns what a database driver raises within into StoreError (UsageError for a number it has no room for), in one line."""
    import sqlite3

    from sqlalchemy.exc import DataError, DBAPIError

    try:
        yield
    except (OverflowError, DataError, sqlite3.DataError) as error:  # SQLite's driver, PostgreSQL's
        raise UsageError(f"The store cannot take such a value: {explain(error)}") from error
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError(f"The store refused: {explain(error)}") from error


def explain(error: Exception) -> str:
    """A driver's error in one line, with advice where there is any."""
    said = " ".join(str(getattr(error, "orig", error)).split())
    advice = {
        "locked": "another program is writing to it; try again when it is done",
        "full": "make room on the disk and try again; nothing that was stored is lost",
        "malformed": "the file is damaged; restore it from a copy",
        "not a database": "the file is something else; name another one",
        "readonly": "the file or its folder cannot be written to",
        "unable to open": "check that the file and its folder can be read and written",
    }
    hint = next((text for word, text in advice.items() if word in said), "")
    return f"{said} ({hint})." if hint else f"{said}."
