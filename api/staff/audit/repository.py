"""The queries of the audit log: to add, to read, and to forget what is older than the law lets one keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select

from api.database import deleted, reading, writing
from api.staff.models import AuditRow
from procedures.store.base import Clock, utc_now


@dataclass(frozen=True)
class Entry:
    """One line of the log. ``actor_id`` is None for the command line, and for whoever failed to log in."""

    id: int
    at: datetime
    actor_id: str | None
    action: str
    target_id: str | None


class Audit:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def record(self, action: str, *, actor_id: str | None = None, target_id: str | None = None) -> None:
        with writing(self._engine) as session:
            session.add(AuditRow(at=self._clock(), actor_id=actor_id, action=str(action), target_id=target_id))

    def entries(self, *, before: int | None, at_most: int) -> Sequence[Entry]:
        """The newest first; those older than the entry numbered ``before``, when one is given."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(at_most)
        if before is not None:
            query = query.where(AuditRow.id < before)
        with reading(self._engine) as session:
            return [Entry(row.id, row.at, row.actor_id, row.action, row.target_id) for row in session.scalars(query)]

    def forget_older(self, before: datetime) -> int:
        """How many entries were erased."""
        with writing(self._engine) as session:
            return deleted(session, delete(AuditRow).where(AuditRow.at < before))
