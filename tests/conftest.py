"""Databases for tests: every test that asks for ``engine`` or ``database_url`` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, make_url

from api.database import create_engine, migrate
from tests.postgresql import PostgreSQL, installed_binaries

_numbers = itertools.count(1)

# A busy machine is no fault of what is tested.
settings.register_profile("guichet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("guichet")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server of this test session alone, stopped at its end; skips where none is installed."""
    binaries = installed_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed here; SQLite ran the same test")
    with PostgreSQL.started(binaries) as server:
        migrate(server.create_database("template_guichet"))
        yield server


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated database file, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    url = f"sqlite:///{file}"
    migrate(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # a checkpoint cannot be made inside a transaction
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return file


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of this test's own, for tests whose subject is not the database."""
    file = tmp_path / "guichet.sqlite3"
    shutil.copyfile(migrated_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    name = f"test_{next(_numbers)}"
    yield postgresql.create_database(name, template="template_guichet")
    postgresql.drop_database(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of an empty migrated database, once per kind of database."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    assert make_url(sqlite_url).get_backend_name() == "sqlite"
    engine = create_engine(sqlite_url)
    yield engine
    engine.dispose()
