"""Tables of the handoff. What they hold of a conversation goes with it; the counts stay."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from api.conversations.models import ConversationRow
from api.handoff.labels import Quality
from procedures.store.base import Base


class PresenceState(StrEnum):
    ONLINE = "online"
    AWAY = "away"
    OFFLINE = "offline"


class CallbackState(StrEnum):
    WAITING = "waiting"
    REACHED = "reached"
    NOT_REACHED = "not_reached"


class RequestRow(Base):
    """One request for a person, from the moment the citizen agreed to be read by one.

    ``position``: the place in the queue when it was asked. ``first``: goes before those who wait in turn, because an
    agent gave the conversation back. ``waiting_since``: when it was asked, or last given back. ``taken_at``: when it
    was first taken. ``ended_at``: once nobody waits or speaks any more. ``team_id``: whose it is first of all.
    ``mail_due_at``: from when on the team is told by e-mail if it waits long; None when no mail is sent.
    """

    __tablename__ = "handoff_requests"
    __table_args__ = (
        Index(
            "uq_handoff_requests_open",
            "conversation_id",
            unique=True,
            sqlite_where=sql("ended_at IS NULL"),
            postgresql_where=sql("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    first: Mapped[bool]
    asked_at: Mapped[datetime]
    waiting_since: Mapped[datetime]
    taken_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    team_id: Mapped[str | None] = mapped_column(String(36))
    mail_due_at: Mapped[datetime | None]


class CallbackRow(Base):
    """A contact left, and what became of it. The only place where an address or a number is kept as it is.

    ``mail_due_at``: when the team is to be told by e-mail; None once it is, or when no mail is sent.
    """

    __tablename__ = "callbacks"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40))
    message: Mapped[str] = mapped_column(Text)
    preferred_time: Mapped[str] = mapped_column(Text)
    state: Mapped[CallbackState]
    comment: Mapped[str] = mapped_column(Text)
    handled_by: Mapped[str | None] = mapped_column(String(36))
    handled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    mail_due_at: Mapped[datetime | None]


class NoteRow(Base):
    """What agents tell each other of a conversation; citizens never see it."""

    __tablename__ = "notes"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"), index=True)
    author_id: Mapped[str] = mapped_column(String(36))
    author_name: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class RatingRow(Base):
    """What the citizen thought of the whole; the last word counts."""

    __tablename__ = "ratings"

    conversation_id: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"), primary_key=True)
    score: Mapped[int]
    comment: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class ClosingRow(Base):
    """How an agent has labelled a conversation; the last word counts. ``theme_id``: empty when it has none.
    ``closed_at``: when it was first labelled."""

    __tablename__ = "closings"

    conversation_id: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[str] = mapped_column(String(40))
    quality: Mapped[Quality | None]
    follow_up: Mapped[bool] = mapped_column(server_default=false())
    closed_at: Mapped[datetime]


class PresenceRow(Base):
    """An agent at work. ``seen_at``: the last sign of life. ``busy_since``: when they last took a conversation."""

    __tablename__ = "presences"

    agent_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    state: Mapped[PresenceState]
    back_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    busy_since: Mapped[datetime | None]


class TeamRow(Base):
    """Agents who answer about the same themes."""

    __tablename__ = "teams"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)


class TeamMemberRow(Base):
    __tablename__ = "team_members"

    team_id: Mapped[str] = mapped_column(ForeignKey(TeamRow.id, ondelete="CASCADE"), primary_key=True)
    agent_id: Mapped[str] = mapped_column(String(36), primary_key=True)


class ThemeRuleRow(Base):
    """What a town has decided for a theme. ``approval``: an agent reads the assistant's answers before citizens do."""

    __tablename__ = "theme_rules"

    theme_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    team_id: Mapped[str | None] = mapped_column(ForeignKey(TeamRow.id, ondelete="SET NULL"))
    approval: Mapped[bool]


class DayCountRow(Base):
    """How often something happened on a day, for figures that outlive the conversations."""

    __tablename__ = "handoff_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(40), primary_key=True)
    total: Mapped[int]


# Those that hold something of a conversation.
TABLES = (RequestRow, CallbackRow, NoteRow, RatingRow, ClosingRow)
