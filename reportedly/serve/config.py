"""What the web app is told once, when it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def utc_now() -> str:
    """This instant, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Where the record is, for whom it is served, and the clock.

    `db` is a path (SQLite) or a database address. `host` is what the server listens on; `hosts` are further names
    under which browsers reach it (behind a proxy). `login` says whether users must log in: always, unless `host` is
    the machine itself. `min_score` is the score below which lists leave a claim out unless asked. `now` gives an
    ISO 8601 instant in UTC.
    """

    db: str = "reportedly.db"
    host: str = "127.0.0.1"
    hosts: tuple[str, ...] = ()
    login: bool = False
    min_score: float = 0.3
    now: Callable[[], str] = utc_now

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK or self.host.startswith("127.")

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The names a request may be addressed to; others are refused (DNS rebinding). "*" allows any."""
        every = {"*"} if self.host in ("0.0.0.0", "::") and not self.hosts else set()
        return frozenset({*LOOPBACK, self.host, *self.hosts, *every})
