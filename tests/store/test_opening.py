import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from telling import Act, told

from reportedly.errors import StoreError
from reportedly.resolve import resolve
from reportedly.store import Filter, open_store

NOW = "2024-01-01T00:00:00+00:00"


def test_tables_are_those_of_the_migrations(empty_place):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from reportedly.store.tables import metadata

    with open_store(empty_place) as store, store._engine.connect() as connection:
        ours = {
            "include_name": lambda name, kind, _: (
                kind != "table" or not str(name).removeprefix("claim_").removeprefix("statement_").startswith("words")
            )
        }
        context = MigrationContext.configure(connection, opts={"compare_type": False, **ours})
        assert compare_metadata(context, metadata) == []


def test_the_schema_known_is_the_last_migration():
    from alembic.script import ScriptDirectory

    from reportedly.store.opening import SCHEMA, migrations

    assert ScriptDirectory.from_config(migrations()).get_current_head() == SCHEMA


def test_a_newer_store_is_refused(place):
    from sqlalchemy import text

    with open_store(place) as store, store._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(place)


def test_a_missing_store_is_made_only_when_asked(tmp_path):
    with pytest.raises(StoreError, match="no store"):
        open_store(tmp_path / "store.db", create=False)
    open_store(tmp_path / "store.db").close()
    open_store(tmp_path / "store.db", create=False).close()


@pytest.mark.parametrize("place", ["mysql://host/name", "nonsense://", "://"])
def test_addresses_of_other_databases_are_refused(place):
    with pytest.raises(StoreError):
        open_store(place)


def test_what_is_no_store_is_refused(tmp_path):
    (tmp_path / "text.db").write_text("This is not a database, only words. " * 100)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE reports (x)")
    for place in (tmp_path / "text.db", tmp_path / "other.db", tmp_path, tmp_path / "nowhere" / "store.db"):
        with pytest.raises(StoreError):
            open_store(place)
    assert (tmp_path / "text.db").read_text().startswith("This is not")


def test_damage_is_told(tmp_path):
    place = tmp_path / "store.db"
    with open_store(place) as store:
        for i in range(50):
            store.add(told(f"r{i}", Act("Russia", "North Korea", date="2022-08-15")), now=NOW)
    size = place.stat().st_size
    with place.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(8192))
    try:
        with open_store(place) as store:
            health = store.health()
    except StoreError:
        return
    assert health.problems


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    sys.path.insert(0, sys.argv[2])
    from telling import Act, told
    from reportedly.resolve import resolve
    from reportedly.store import links, open_store

    store = open_store(sys.argv[1])
    for i in range(1000):
        report = told(f"r{i}", Act("Russia", "North Korea", date="2022-08-15"), more=str(i))
        found = resolve(report, store)
        if i == 5:  # in the middle of writing
            links.refresh_events = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
        store.add(report, found.claims, found.links, now="now")
        print(i, flush=True)
    """
)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
def test_a_killed_import_loses_nothing_that_was_acknowledged(place):
    helper = str(Path(__file__).parent.parent / "resolve")
    killed = subprocess.run([sys.executable, "-c", KILLED, place, helper], capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    acknowledged = {f"r{line}" for line in killed.stdout.split()}
    with open_store(place) as store:
        assert {r.id for r in store.reports().rows} == acknowledged == {f"r{i}" for i in range(5)}
        assert store.health().is_sound
        assert len(store.claims().rows) == 5
        report = told("r5", Act("Russia", "North Korea", date="2022-08-15"), more="5")
        assert store.add(report, now=NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_told_and_leaves_no_half_report(tmp_path):
    place = tmp_path / "store.db"
    with open_store(place) as store:
        store.add(told("a", Act("Russia", "North Korea")), now=NOW)
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(StoreError, match="full"):
            store.add(told("b", Act("Russia", "North Korea"), more=os.urandom(100_000).hex()), now=NOW)
        assert [r.id for r in store.reports().rows] == ["a"]
        assert store.health().is_sound


def test_a_locked_store_is_told(tmp_path, monkeypatch):
    place = tmp_path / "store.db"
    with open_store(place) as store:
        other = sqlite3.connect(place, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        with pytest.raises(StoreError, match="another program"):
            store.add(told("a", Act("Russia", "North Korea")), now=NOW)
        assert store.reports().rows == ()  # readers do not wait
        other.execute("ROLLBACK")
        other.close()


def test_importing_the_package_loads_no_database():
    code = "import sys, reportedly.store; sys.exit('sqlalchemy' in sys.modules or 'alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_an_older_store_is_brought_forward_with_its_claims(empty_place, tmp_path, revision):
    report = told("a", Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15", by=("KCNA",)))
    with open_store(tmp_path / "new.db") as store:
        found = resolve(report, store)
        store.add(report, found.claims, found.links, now=NOW)
        scores = [row.claim.score for row in store.claims().rows]
        statements = [row.id for row in store.statements().rows]
        _make_older(empty_place, revision, store._engine)
    with open_store(empty_place) as store:
        assert [row.claim.score for row in store.claims().rows] == scores
        assert [row.id for row in store.statements().rows] == statements
        assert len(store.timeline(["Russia"], min_score=scores[0]).rows) == 1
        assert len(store.timeline(["Russia"], min_score=min(1.0, scores[0] + 0.01)).rows) == (1 if scores[0] == 1 else 0)


@pytest.mark.parametrize("revision", ["0009", "0010"])
def test_a_store_that_has_its_index_of_words_keeps_it(empty_place, revision):
    from sqlalchemy import text

    with open_store(empty_place) as store:
        report = told("a", Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15"))
        found = resolve(report, store)
        store.add(report, found.claims, found.links, now=NOW)
        before = _words_kept(store._engine)
        with store._engine.begin() as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    with open_store(empty_place) as store:
        assert _words_kept(store._engine) == before
        assert [hit.report for hit in store.search("Putin").rows] == ["a"]
        assert store.events(Filter(words="Putin", precision="day")).rows


def _words_kept(engine):
    """How many words the indexes hold."""
    from sqlalchemy import text

    names = ("words", "claim_words", "statement_words")
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            return [connection.execute(text(f"SELECT sum(length(words)) FROM {name}")).scalar() for name in names]
        for name in names:
            connection.execute(text(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.v_{name} USING fts5vocab(main, {name}, row)"))
        return [connection.execute(text(f"SELECT sum(cnt) FROM temp.v_{name}")).scalar() for name in names]


def _make_older(place, revision, newer):
    """Makes a store as an older version did, with what the newer one holds as far as that version knew of it."""
    from alembic import command
    from sqlalchemy import MetaData, insert, select

    from reportedly.store.dialect import connect
    from reportedly.store.opening import migrations

    engine, _ = connect(place)
    config, older, now = migrations(), MetaData(), MetaData()
    with engine.begin() as connection, newer.connect() as source:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        older.reflect(connection, only=lambda name, _: not name.startswith(("words", "alembic")))
        now.reflect(source)
        for table in older.sorted_tables:
            known = [now.tables[table.name].c[c.name] for c in table.c]
            if rows := [dict(row._mapping) for row in source.execute(select(*known))]:
                connection.execute(insert(table), rows)
    engine.dispose()
