import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli.app import reportedly
from reportedly.errors import NotFoundError, UsageError
from reportedly.serve.access import secrets
from reportedly.store import open_store


def call(*args: str, given: str = ""):
    return CliRunner().invoke(reportedly, list(args), input=given, obj={})


def test_users_are_added_changed_and_removed(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "r.db"))
    assert call("users", "add", "ann", "--role", "admin", "--password-stdin", *db, given="correct horse\n").exit_code == 0
    assert call("users", "add", "bob", "--password-stdin", *db, given="another word\n").exit_code == 0
    assert call("users", "role", "bob", "reviewer", *db).exit_code == 0
    assert call("users", "passwd", "bob", "--password-stdin", *db, given="a third word\n").exit_code == 0
    listed = [json.loads(line) for line in call("users", "list", "--json", *db).stdout.splitlines()]
    assert [(u["name"], u["role"]) for u in listed] == [("ann", "admin"), ("bob", "reviewer")]
    assert "correct horse" not in (tmp_path / "r.db").read_bytes().decode("latin-1")
    key = call("users", "key", "bob", *db).stdout.strip()
    with open_store(tmp_path / "r.db") as store:
        assert secrets.fits("a third word", store.people.password_of("bob")[1])
        assert store.people.token_user(secrets.digest(key), now="2024-01-01T00:00:00+00:00").name == "bob"
    assert call("users", "remove", "bob", *db).exit_code == 0
    assert isinstance(call("users", "remove", "bob", *db).exception, NotFoundError)
    assert isinstance(call("users", "add", "eve", "--password-stdin", *db, given="short\n").exception, UsageError)


def test_a_password_is_never_asked_for_without_a_terminal(tmp_path: Path) -> None:
    assert isinstance(call("users", "add", "ann", "--db", str(tmp_path / "r.db")).exception, UsageError)


@pytest.mark.parametrize("where", [("--host", "0.0.0.0"), ("--login",), ("--host", "192.0.2.1")])
def test_serving_others_needs_users(tmp_path: Path, where: tuple[str, ...]) -> None:
    open_store(tmp_path / "r.db").close()
    error = call("serve", *where, "--db", str(tmp_path / "r.db")).exception
    assert isinstance(error, UsageError)
    assert "users add" in str(error)
