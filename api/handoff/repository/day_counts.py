"""Counting what happens on a day, inside a transaction: the counts outlive the conversations."""

from __future__ import annotations

from datetime import date

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.handoff.models import DayCountRow


def count(session: Session, day: date, what: str, *, by: int = 1) -> None:
    """``by`` more ``what`` on that day."""
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert
    one = insert(DayCountRow).values(day=day, what=what, total=by)
    more = {"total": DayCountRow.total + by}
    session.execute(one.on_conflict_do_update(index_elements=["day", "what"], set_=more))
