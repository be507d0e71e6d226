"""`serve` where nobody can listen."""

import socket

from click.testing import CliRunner

from reportedly.cli.app import reportedly
from reportedly.store import open_store


def test_a_taken_port_is_told_before_anything_is_open(tmp_path):
    db = tmp_path / "store.db"
    open_store(db).close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = CliRunner().invoke(reportedly, ["serve", "--db", str(db), "--port", str(taken.getsockname()[1])])
    assert answer.exit_code != 0
    assert "is open at" not in answer.output
