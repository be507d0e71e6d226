"""Settings, read once from the environment by the surfaces and passed down as arguments."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass

MIN_SCORE = 0.5
"""The score below which a timeline leaves a claim to review, unless told otherwise."""
MIN_STATEMENT_SCORE = 0.94
"""The score below which a statement waits for review, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`db` is where the record is kept: a path (SQLite) or a SQLAlchemy URL. `batch_size` is how many reports are annotated at once.

    `workers` is in how many processes `add` annotates side by side. `min_score` is the score below which a timeline leaves a claim
    to review; `min_statement_score` the one below which a statement waits for review: from there on strict readers found the right
    words and the right speaker in nine of ten (docs/evaluation.md); it is not below `sure` in `lexicons/en/statements-scores.toml`,
    which training finds by the annotations. `user` is who judges: the name that stands beside each judgement and grade.
    `private_webhooks` lets messages go to addresses of this machine's own network.
    """

    db: str = "reportedly.db"
    batch_size: int = 8
    workers: int = 1
    min_score: float = MIN_SCORE
    min_statement_score: float = MIN_STATEMENT_SCORE
    user: str = "unknown"
    private_webhooks: bool = False


VARIABLES: Mapping[str, str] = {
    "REPORTEDLY_DB": "The database when --db is not given (default: reportedly.db in the current folder).",
    "REPORTEDLY_BATCH_SIZE": "How many reports are annotated at once (default: 8).",
    "REPORTEDLY_WORKERS": "How many processes `add` annotates in when --workers is not given (default: 1).",
    "REPORTEDLY_MIN_SCORE": f"The score below which a timeline leaves a claim out (default: {MIN_SCORE}).",
    "REPORTEDLY_MIN_STATEMENT_SCORE": f"The score below which a statement waits for review (default: {MIN_STATEMENT_SCORE}).",
    "REPORTEDLY_USER": "The name that stands beside your judgements and grades (default: that of your account).",
    "REPORTEDLY_PRIVATE_WEBHOOKS": "1 lets webhooks lead into this machine's own network (default: 0).",
}
"""The environment variables and what each sets; `docs/reference/cli.md` has an entry for each."""


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings that the environment gives; raises ValueError when a number is none."""
    default = Settings()
    return Settings(
        db=environment.get("REPORTEDLY_DB", default.db),
        batch_size=_count(environment, "REPORTEDLY_BATCH_SIZE", default.batch_size),
        workers=_count(environment, "REPORTEDLY_WORKERS", default.workers),
        min_score=_share(environment, "REPORTEDLY_MIN_SCORE", default.min_score),
        min_statement_score=_share(environment, "REPORTEDLY_MIN_STATEMENT_SCORE", default.min_statement_score),
        user=" ".join(environment.get("REPORTEDLY_USER", "").split()) or _account(),
        private_webhooks=environment.get("REPORTEDLY_PRIVATE_WEBHOOKS", "0") == "1",
    )


def _account() -> str:
    """The name of the account that runs the program; "unknown" where it has none (as in some containers)."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return Settings().user


def _count(environment: Mapping[str, str], name: str, default: int) -> int:
    given = environment.get(name, str(default))
    if not given.isdigit() or int(given) < 1:
        raise ValueError(f"{name} is {given!r}; it must be a whole number of at least 1.")
    return int(given)


def _share(environment: Mapping[str, str], name: str, default: float) -> float:
    given = environment.get(name, str(default))
    try:
        share = float(given)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is {given!r}; it must be a number from 0 to 1.")
    return share
