"""What the web app is told once, when it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from reportedly.settings import MIN_SCORE, MIN_STATEMENT_SCORE
from reportedly.store.people_rows import User

LESS_SURE = 0.7
"""The score below which a statement is marked as less sure: a third of those are right in words and speaker, of the others four of five."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def utc_now() -> str:
    """This instant, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Where the record is, for whom it is served, and the clock.

    `db` is a path (SQLite) or a database address. `host` is what the server listens on; `hosts` are further names
    under which browsers reach it (behind a proxy). `login` asks users to log in even where `host` is the machine
    itself; anywhere else they always must. `user` is who judges where nobody logs in. `min_score` is the
    score below which lists leave a claim out unless asked, `min_statement_score` the one below which a statement waits
    for review. `private_webhooks` lets messages go to addresses of this machine's own network. `now` gives an ISO 8601 instant in UTC.
    """

    db: str = "reportedly.db"
    host: str = "127.0.0.1"
    hosts: tuple[str, ...] = ()
    login: bool = False
    user: str = "unknown"
    min_score: float = MIN_SCORE
    min_statement_score: float = MIN_STATEMENT_SCORE
    private_webhooks: bool = False
    now: Callable[[], str] = utc_now

    @property
    def less_sure(self) -> float:
        """The score below which a statement is marked; never more than the one below which it waits for review."""
        return min(LESS_SURE, self.min_statement_score)

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK or self.host.startswith("127.")

    @property
    def needs_login(self) -> bool:
        """Whether users must log in."""
        return self.login or not self.is_loopback

    @property
    def local_user(self) -> User:
        """Who asks where nobody logs in: whoever sits at this machine, who could change its files, too."""
        return User(0, self.user, "admin", "")

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The names a request may be addressed to; others are refused (DNS rebinding). "*" allows any."""
        every = {"*"} if self.host in ("0.0.0.0", "::") and not self.hosts else set()
        return frozenset({*LOOPBACK, self.host, *self.hosts, *every})
