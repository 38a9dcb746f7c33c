"""The database: how its tables come to be (``procedures.store.engine`` tells how it is opened).

SQLite and PostgreSQL serve the same tables. docs/decisions/0002-what-on-disk-means.md says what a commit promises.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import OperationalError

from procedures.store.engine import create_engine

__all__ = ["DatabaseUnavailableError", "create_engine", "migrate"]

# What a database that is away, full or locked raises; named here for those that may not know SQLAlchemy.
DatabaseUnavailableError = OperationalError

MIGRATIONS = Path(__file__).parent / "migrations"


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
