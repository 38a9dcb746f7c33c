"""How conversations are labelled, and the counts that follow the labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from api.database import reading, writing
from api.handoff.labels import Label
from api.handoff.models import ClosingRow
from api.handoff.repository.day_counts import count
from api.handoff.repository.requests import locked_for_agents
from procedures.store.base import Clock, utc_now

DayOf = Callable[[datetime], date]  # in the town


class LabelRepository:
    def __init__(self, engine: Engine, day_of: DayOf, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._day_of = day_of
        self._clock = clock

    def put(self, conversation_id: str, label: Label) -> None:
        """In place of an earlier label. What it counts for is the day of the first one, however late it is changed.

        Raises UnknownConversationError for a conversation that agents may not see.
        """
        with writing(self._engine) as session:
            locked_for_agents(session, conversation_id)
            row = session.get(ClosingRow, conversation_id)
            before = label_of(row)
            if row is None:
                row = ClosingRow(conversation_id=conversation_id, closed_at=self._clock())
                session.add(row)
            row.theme_id, row.quality, row.follow_up = label.theme or "", label.quality, label.follow_up
            day = self._day_of(row.closed_at)
            session.flush()
            for what in set(before.counted_as()) - set(label.counted_as()):
                count(session, day, what, by=-1)
            for what in set(label.counted_as()) - set(before.counted_as()):
                count(session, day, what)

    def to_follow(self) -> int:
        """In how many conversations something is left to do."""
        with reading(self._engine) as session:
            return session.scalar(select(func.count()).select_from(ClosingRow).where(ClosingRow.follow_up)) or 0


def label_of(row: ClosingRow | None) -> Label:
    return Label(row.theme_id or None, row.quality, row.follow_up) if row else Label()


def followed(session: Session, ids: Sequence[str]) -> set[str]:
    """Those of ``ids`` in which something is left to do."""
    mine = ClosingRow.conversation_id.in_(ids), ClosingRow.follow_up
    return set(session.scalars(select(ClosingRow.conversation_id).where(*mine)))
