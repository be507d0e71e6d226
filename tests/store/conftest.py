"""A store on each database there is; PostgreSQL runs as a temporary server of an ordinary user."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.store import Store, open_store


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
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    initdb, control = _program("initdb"), _program("pg_ctl")
    if not initdb or not control:
        pytest.skip("there is no PostgreSQL on this machine")
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
            pytest.skip(f"a PostgreSQL server cannot be started here: {error}")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            _run([control, "-D", data, "-m", "immediate", "-w", "stop"], user)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store can be made."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.db")
        return
    from sqlalchemy import create_engine, text

    address = request.getfixturevalue("postgresql")
    server = create_engine(address.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    name = f"test_{os.urandom(6).hex()}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield address.replace("/postgres?", f"/{name}?")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


@pytest.fixture
def reopen(place: str) -> Callable[[], Store]:
    """Opens the same store once more."""
    return lambda: open_store(place)
