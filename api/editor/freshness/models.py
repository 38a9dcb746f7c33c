"""The table of links as they were when they were last asked for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.store.base import Base


class LinkCheckRow(Base):
    """``problem``: what is wrong, in French; empty when nothing is. ``moved_to``: where it has moved for good."""

    __tablename__ = "link_checks"

    url: Mapped[str] = mapped_column(Text, primary_key=True)
    problem: Mapped[str] = mapped_column(Text)
    moved_to: Mapped[str] = mapped_column(Text)
    checked_at: Mapped[datetime]
