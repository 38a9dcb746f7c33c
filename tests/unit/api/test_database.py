"""One schema on both databases, opened so that readers do not wait and a commit is on disk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from api.database import create_engine, migrate
from api.migrations.models import METADATA
from procedures.store.base import writer


def test_migrations_give_exactly_the_tables_that_the_code_declares(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_migrating_again_keeps_what_is_there(database_url: str) -> None:
    engine = create_engine(database_url)
    with writer(engine).begin() as connection:
        connection.execute(text("UPDATE content_version SET number = 7"))
    migrate(database_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT number FROM content_version")) == 7
    engine.dispose()


def test_hosting_services_postgres_urls_use_the_installed_driver() -> None:
    assert create_engine("postgres://someone@example.org/guichet").driver == "psycopg"


def test_sqlite_is_opened_for_safe_concurrent_use(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 10_000}


def test_a_new_sqlite_file_and_its_folder_are_closed_to_others(tmp_path: Path) -> None:
    file = tmp_path / "data" / "guichet.sqlite3"
    migrate(f"sqlite:///{file}")
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_reader_does_not_wait_for_a_writer(engine: Engine) -> None:
    with writer(engine).begin() as writing:
        writing.execute(text("UPDATE content_version SET number = 99"))
        with engine.connect() as reading:
            assert reading.scalar(text("SELECT number FROM content_version")) == 0


def test_a_sqlite_writer_takes_its_lock_when_it_begins(sqlite_engine: Engine) -> None:
    file = sqlite_engine.url.database
    assert file is not None
    other = sqlite3.connect(file, timeout=0)
    with writer(sqlite_engine).begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("UPDATE content_version SET number = 1")
    other.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_processes_that_start_together_migrate_one_by_one(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path}/new.sqlite3"
    else:
        url = request.getfixturevalue("postgresql").create_database("migrated_by_two")
    command = [sys.executable, "-c", f"from api.database import migrate; migrate({url!r})"]
    together = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    errors = [process.communicate()[1].decode() for process in together]
    assert [process.returncode for process in together] == [0, 0], errors
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM content_version")) == 1
    engine.dispose()
