"""Tables of what editors write: one life for every text, whatever it is."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.store.base import Base


class TextKind(StrEnum):
    PROCEDURE = "procedure"  # written by hand; the id is the procedure's
    OVERLAY = "overlay"  # laid over an official procedure, whose id it bears
    PHRASINGS = "phrasings"  # how citizens ask for the procedure or dossier whose id it bears
    NOTICE = "notice"  # shown between two dates
    CANNED_REPLY = "canned_reply"  # what agents say often


class TextEvent(StrEnum):
    ORIGINAL = "original"  # what the base held before anybody edited it here
    DRAFTED = "drafted"
    DISCARDED = "discarded"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    WITHDRAWN = "withdrawn"


class TextRow(Base):
    """A text as it stands. ``edition`` grows by one with every change: whoever writes says which one they read.

    ``draft``: what is being written, if anything; ``submitted_by``: who asked for its review. ``live``: what is
    published. ``served``: what the read side needs of it, where that is not a procedure of its own. ``scheduled``:
    what will be published on ``scheduled_for``, and ``scheduled_from``, the live text that it was written from.
    """

    __tablename__ = "texts"

    kind: Mapped[TextKind] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    edition: Mapped[int]
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    draft_by: Mapped[str | None] = mapped_column(String(36))
    draft_by_name: Mapped[str] = mapped_column(String(100), default="")
    draft_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None] = mapped_column(String(36))
    live: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    withdrawn: Mapped[bool] = mapped_column(default=False)
    served: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(index=True, default=0)
    scheduled: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    scheduled_from: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    scheduled_for: Mapped[date | None] = mapped_column(index=True)


class TextRevisionRow(Base):
    """What was done to a text, by whom, when and why. A trigger refuses that a row be changed or deleted."""

    __tablename__ = "text_revisions"
    __table_args__ = (Index(None, "kind", "text_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TextKind]
    text_id: Mapped[str] = mapped_column(String(80))
    edition: Mapped[int]
    event: Mapped[TextEvent]
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    author_id: Mapped[str | None] = mapped_column(String(36))
    author_name: Mapped[str] = mapped_column(String(100))
    comment: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
