"""Settings, read once from the environment by the surfaces and passed down as arguments."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`db` is where the record is kept: a path (SQLite) or a SQLAlchemy URL. `batch_size` is how many reports are annotated at once."""

    db: str = "reportedly.db"
    batch_size: int = 32


VARIABLES: Mapping[str, str] = {
    "REPORTEDLY_DB": "The database when --db is not given (default: reportedly.db in the current folder).",
    "REPORTEDLY_BATCH_SIZE": "How many reports are annotated at once (default: 32).",
}
"""The environment variables and what each sets; `docs/reference/cli.md` has an entry for each."""


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment gives; raises ValueError when a number is none."""
    default = Settings()
    size = environment.get("REPORTEDLY_BATCH_SIZE", str(default.batch_size))
    if not size.isdigit() or int(size) < 1:
        raise ValueError(f"REPORTEDLY_BATCH_SIZE is {size!r}; it must be a whole number of at least 1.")
    return Settings(db=environment.get("REPORTEDLY_DB", default.db), batch_size=int(size))
