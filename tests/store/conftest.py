"""A store on each database there is; PostgreSQL runs as a temporary server of an ordinary user."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from reportedly.store import Store, open_store

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))  # the hand-made reports of `telling`


def _program(name: str) -> str | None:
    found = shutil.which(name)
    if found:
        return found
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(places[-1]) if places else None


def _run(command: list[str], user: str | None) -> None:
    subprocess.run(command, check=True, capture_output=True, user=user, cwd="/", timeout=60)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a temporary server, reached through a socket in its own folder."""
    missing = pytest.fail if os.environ.get("REPORTEDLY_NEEDS_POSTGRESQL") else pytest.skip
    if find_spec("psycopg") is None:
        missing("psycopg is not installed")
    initdb, control = _program("initdb"), _program("pg_ctl")
    if not initdb or not control:
        missing("there is no PostgreSQL on this machine (apt-get install postgresql)")
    user = "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory(prefix="reportedly-pg-", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, user)
        data = f"{folder}/data"
        try:
            _run([initdb, "-D", data, "-U", "tester", "-A", "trust", "--no-sync", "--encoding=UTF8", "--locale=C"], user)
            options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
            _run([control, "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start"], user)
        except (subprocess.SubprocessError, PermissionError) as error:
            missing(f"a PostgreSQL server cannot be started here: {error}")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            _run([control, "-D", data, "-m", "immediate", "-w", "stop"], user)


class Server:
    """Databases on a temporary server; each a copy of one that is empty or has the tables."""

    def __init__(self, address: str) -> None:
        from sqlalchemy import create_engine

        self._address = address
        self._engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
        self._ready: str | None = None

    def make(self, template: str = "template1") -> str:
        """A new database's name."""
        name = f"test_{os.urandom(6).hex()}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def ready(self) -> str:
        """The name of a new database that has the tables."""
        if self._ready is None:
            self._ready = self.make()
            open_store(self.address(self._ready)).close()
        return self.make(self._ready)

    def address(self, name: str) -> str:
        """Where a database is."""
        return self._address.replace("/postgres?", f"/{name}?")

    def drop(self, name: str) -> None:
        """Takes a database away."""
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, command: str) -> None:
        from sqlalchemy import text

        with self._engine.connect() as connection:
            connection.execute(text(command))


@pytest.fixture(scope="session")
def server(postgresql: str) -> Server:
    """The temporary server."""
    return Server(postgresql)


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables, to be copied."""
    path = tmp_path_factory.mktemp("ready") / "store.db"
    open_store(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a store can be made."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
        return
    databases: Server = request.getfixturevalue("server")
    name = databases.make()
    yield databases.address(name)
    databases.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store is."""
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("ready_file"), tmp_path / "store.db"))
        return
    databases: Server = request.getfixturevalue("server")
    name = databases.ready()
    yield databases.address(name)
    databases.drop(name)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


@pytest.fixture
def reopen(place: str) -> Callable[[], Store]:
    """Opens the same store once more."""
    return lambda: open_store(place)
