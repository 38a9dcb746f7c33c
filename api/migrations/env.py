"""What Alembic runs: ``api.database.migrate`` hands it a connection, the ``alembic`` command a URL."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, Enum

from api.database import create_engine
from api.migrations.models import METADATA
from procedures.settings import BaseSettings
from procedures.store.base import UtcDateTime

# Any number will do, as long as no other program locks it: two processes that start together migrate one by one.
_LOCK = 7_041_312


def run(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        _prepare_sqlite(connection)
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        render_item=_render,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        context.run_migrations()


def _render(kind: str, item: Any, _autogen: object) -> str | Literal[False]:
    """Types of ours as plain SQL ones: a migration must not change when the code it was made from does."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def _prepare_sqlite(connection: Connection) -> None:
    """One migrator at a time; no cascade when batch mode drops a table to write it anew.

    The pragma is void inside a transaction, hence the driver's own connection.
    """
    connection.execution_options(sqlite_begin="IMMEDIATE")
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(BaseSettings().database_url)
    with engine.connect() as connection:
        run(connection)
    engine.dispose()
