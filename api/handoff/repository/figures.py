"""What is kept of past requests for a person: changes of hands, and the counts of each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine, select

from api.conversations.models import EventRow
from api.database import reading
from api.handoff.figures import Event
from api.handoff.models import DayCountRow


class FigureRepository:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def events(self, since: datetime, until: datetime) -> Sequence[Event]:
        """Those from ``since`` until before ``until``, in the order in which they happened."""
        with reading(self._engine) as session:
            rows = session.scalars(
                select(EventRow).where(EventRow.at >= since, EventRow.at < until).order_by(EventRow.id)
            )
            return [
                Event(row.conversation_id, row.happening, row.actor, row.reason, row.from_status, row.at)
                for row in rows
            ]

    def counts(self, first: date, last: date) -> dict[date, dict[str, int]]:
        """Of each day from ``first`` to ``last``, both included."""
        with reading(self._engine) as session:
            rows = session.scalars(
                select(DayCountRow)
                .where(DayCountRow.day >= first, DayCountRow.day <= last)
                .order_by(DayCountRow.day, DayCountRow.what)
            )
            days: dict[date, dict[str, int]] = {}
            for row in rows:
                days.setdefault(row.day, {})[row.what] = row.total
            return days
