"""What imports there have been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from procedures.store.tables import ImportRow


@dataclass(frozen=True)
class Import:
    """An import that went to its end."""

    source: str
    finished_at: datetime


def last_import(engine: Engine) -> Import | None:
    """The latest import that went to its end; one that was interrupted left no trace here."""
    query = select(ImportRow.source, ImportRow.finished_at).order_by(ImportRow.id.desc()).limit(1)
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    return Import(*row) if row else None
