"""What was erased on a day: counts, never a word and no id."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from procedures.store.base import Base


class ErasureDayRow(Base):
    """``aged`` and ``asked``: how much was erased because of its age, and because a citizen asked, by kind.

    ``runs``: of the job that looks for what is too old, of all processes. ``last_failure``: the type of an error.
    """

    __tablename__ = "erasure_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    aged: Mapped[dict[str, int]] = mapped_column(JSON)
    asked: Mapped[dict[str, int]] = mapped_column(JSON)
    runs: Mapped[int]
    last_run_at: Mapped[datetime | None]
    last_took_ms: Mapped[int]
    failures: Mapped[int]
    last_failure: Mapped[str] = mapped_column(String(60))
