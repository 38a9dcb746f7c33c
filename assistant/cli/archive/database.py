"""A database as one SQLite file, and back, whichever database is in use on either side."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

from api.database import create_engine, migrate
from api.migrations.models import METADATA
from assistant.cli.console import CommandError
from procedures.store.transfer import copy_rows, is_empty

ASIDE = ".before-restore"


def sqlite_file(database_url: str) -> Path | None:
    """The file behind ``database_url``, or None when it is not SQLite."""
    parts = urlsplit(database_url)
    return Path(parts.path[1:]) if parts.scheme.startswith("sqlite") else None


def save_database(database_url: str, file: Path) -> None:
    """Write the database to ``file`` while citizens go on writing.

    Raises:
        CommandError: there is no database yet.
    """
    source = sqlite_file(database_url)
    if source is None:
        _copy(database_url, f"sqlite:///{file}")
    elif not source.is_file():
        raise CommandError(f"Il n'y a pas encore de base ({source}).", "lancez « guichet run » une première fois.")
    else:
        with contextlib.closing(sqlite3.connect(source)) as reading, contextlib.closing(sqlite3.connect(file)) as copy:
            reading.backup(copy)
    _settle(file)


def holds_something(database_url: str) -> bool:
    """Whether restoring there would overwrite anything."""
    file = sqlite_file(database_url)
    if file is not None and not file.is_file():
        return False
    migrate(database_url)
    engine = create_engine(database_url)
    try:
        return not is_empty(engine, METADATA)
    finally:
        engine.dispose()


def load_database(file: Path, database_url: str) -> None:
    """Put the database of ``file`` in the place of the one at ``database_url``, brought to the present schema.

    An SQLite database that was there is kept beside, with ``.before-restore`` after its name.
    """
    migrate(f"sqlite:///{file}")  # a backup of an older version
    target = sqlite_file(database_url)
    if target is None:
        _copy(f"sqlite:///{file}", database_url)
        return
    _settle(file)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if target.is_file():
        _settle(target)
        target.replace(target.with_name(target.name + ASIDE))
    file.replace(target)
    target.chmod(0o600)


def _settle(file: Path) -> None:
    """Bring what SQLite still keeps in files beside ``file`` into it."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _copy(source_url: str, target_url: str) -> None:
    migrate(source_url)
    migrate(target_url)
    source, target = create_engine(source_url), create_engine(target_url)
    try:
        copy_rows(source, target, METADATA)
    finally:
        source.dispose()
        target.dispose()
