"""How the database is opened, by every process alike: SQLite or PostgreSQL.

docs/decisions/0002-what-on-disk-means.md says what a commit promises.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import sqlalchemy
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.exc import OperationalError

from procedures.words import plain

# A writer that finds another one at work waits this long; transactions last milliseconds.
BUSY_TIMEOUT_MS = 10_000
_BETWEEN_TRIES = 0.02  # seconds
_BETWEEN_LOOKS = 0.25  # seconds
# As many at once as the web service has threads: none of them waits for a connection. All are kept in SQLite, where
# opening one costs more than what it is opened for; the last one used, whose cache is warm, is used first. PostgreSQL
# allows a hundred by default, which two busy copies of the api do not use up.
CONNECTIONS = 45
CONNECTIONS_KEPT_BY_POSTGRESQL = 20


def create_engine(url: str) -> Engine:
    """An engine for ``url`` (SQLite or PostgreSQL), set up so that readers never wait and commits are on disk.

    Its errors never quote parameters: they hold what citizens wrote.
    """
    parsed = _with_driver(make_url(url))
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(parsed)
    return sqlalchemy.create_engine(
        parsed,
        pool_pre_ping=True,
        hide_parameters=True,
        pool_use_lifo=True,
        pool_size=CONNECTIONS_KEPT_BY_POSTGRESQL,
        max_overflow=CONNECTIONS - CONNECTIONS_KEPT_BY_POSTGRESQL,
    )


def wait_until_there(engine: Engine, *, patience_s: float) -> None:
    """Returns once the database lets anybody in: after a power cut it may start later than what needs it.

    Raises ``sqlalchemy.exc.OperationalError`` when it still does not after ``patience_s``.
    """
    limit = monotonic() + patience_s
    while True:
        try:
            with engine.connect():
                return
        except OperationalError:
            if monotonic() >= limit:
                raise
        sleep(_BETWEEN_LOOKS)


def _with_driver(url: URL) -> URL:
    """``postgres://`` and ``postgresql://``, as hosting services hand them out, mean psycopg 3 here."""
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = sqlalchemy.create_engine(
        url, hide_parameters=True, pool_size=CONNECTIONS, max_overflow=0, pool_use_lifo=True
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is ours (_begin_sqlite): the driver's own comes too late
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    _use_wal(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what a citizen has erased is overwritten, not only unlinked
    cursor.close()
    connection.create_function("plain", 1, plain, deterministic=True)  # PostgreSQL has its own means


def _use_wal(cursor: Any) -> None:
    """A new file must be alone to switch to WAL, and SQLite does not wait for that: two first starts may meet here."""
    last_try = monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if monotonic() > last_try:
                raise
            sleep(_BETWEEN_TRIES)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """BEGIN, or BEGIN IMMEDIATE for engines that ``procedures.store.base.writer`` made."""
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
