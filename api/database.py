"""The database: how its tables come to be, and how repositories read and write it.

SQLite and PostgreSQL serve the same tables (``procedures.store.engine`` tells how they are opened).
docs/decisions/0002-what-on-disk-means.md says what a commit promises.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

from alembic import command
from alembic.config import Config
from sqlalchemy import CursorResult, Delete, Engine
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError
from sqlalchemy.orm import Session

from api.fair_lock import FairLock, NoTurnError
from procedures.store.base import writer
from procedures.store.engine import create_engine

__all__ = [
    "DatabaseUnavailableError",
    "Engine",
    "StorageUnavailableError",
    "create_engine",
    "deleted",
    "migrate",
    "reading",
    "writing",
]

# What a database that is away, full or locked raises; named here for those that may not know SQLAlchemy.
DatabaseUnavailableError = OperationalError

# One writer at a time is SQLite's own rule. Its way of waiting is to look again after pauses that grow: threads of one
# process wait for each other here instead, and each begins as soon as the one before has ended.
_turns: WeakKeyDictionary[Engine, FairLock] = WeakKeyDictionary()
_making_turns = threading.Lock()
PATIENCE_S = 20.0

MIGRATIONS = Path(__file__).parent / "migrations"


class StorageUnavailableError(Exception):
    """The database cannot be read or written now; the same request may succeed later."""


def migrate(url: str) -> None:
    """Bring the database at ``url`` to the newest schema; creates an SQLite file that does not exist yet."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database. Raises StorageUnavailableError."""
    with _told_apart(), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One transaction, committed at its end unless something was raised. Raises StorageUnavailableError."""
    with _told_apart(), _turn(engine), Session(writer(engine), expire_on_commit=False) as session, session.begin():
        yield session


def deleted(session: Session, statement: Delete) -> int:
    """How many rows ``statement`` has deleted."""
    result = session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    if engine.dialect.name != "sqlite":
        yield
        return
    with _making_turns:
        lock = _turns.setdefault(engine, FairLock(PATIENCE_S))
    with lock:
        yield


@contextmanager
def _told_apart() -> Iterator[None]:
    """A database that does not answer, or has no tables yet, is another matter than a mistake of ours."""
    try:
        yield
    except (OperationalError, InterfaceError, ProgrammingError) as error:
        raise StorageUnavailableError(type(error.orig).__name__) from error
    except (NoConnectionFreeError, NoTurnError) as error:
        raise StorageUnavailableError(type(error).__name__) from error
