"""Tables of the inbox. Masked questions by themselves: which conversation they come from is nowhere."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from procedures.store.base import Base


class Trouble(StrEnum):
    NOT_UNDERSTOOD = "not_understood"
    UNSURE = "unsure"  # answered, with little likelihood
    USELESS = "useless"  # the citizen said so
    HANDED_OVER = "handed_over"  # a person was asked for


class Resolution(StrEnum):
    MEANS = "means"  # a procedure, which is found by these words from now on
    MISSING = "missing"  # a procedure that is to be written
    OFF_TOPIC = "off_topic"
    EXAMPLE = "example"  # to train the dialogue with, once a developer has read it


class InboxItemRow(Base):
    """One question, and what was wrong. ``day`` and nothing finer: a moment would lead back to a conversation."""

    __tablename__ = "inbox_items"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    trouble: Mapped[Trouble]
    text: Mapped[str] = mapped_column(Text)
    procedure_id: Mapped[str] = mapped_column(String(80))  # answered with, if any
    reason: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(index=True)
    resolution: Mapped[Resolution | None]
    resolved_by: Mapped[str | None] = mapped_column(String(36))
    resolved_at: Mapped[datetime | None]
    intent: Mapped[str] = mapped_column(String(40), default="")  # of an example


class ProcedureUseRow(Base):
    """How often a procedure was answered with, and what citizens said of it. Counts, and no more."""

    __tablename__ = "procedure_uses"

    procedure_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    shown: Mapped[int]
    useful: Mapped[int]
    useless: Mapped[int]
    last_day: Mapped[date]


class MarkRow(Base):
    """Up to when a chore has been done, whichever process did it."""

    __tablename__ = "editor_marks"

    chore: Mapped[str] = mapped_column(String(20), primary_key=True)
    until: Mapped[datetime]
