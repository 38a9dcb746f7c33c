"""Tables of the conversations. All texts of citizens in them are masked (``api.privacy``)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from api.conversations.messages import Author, Kind
from api.conversations.states import Actor, Happening, Outcome, Status
from procedures.store.base import Base


class ConversationRow(Base):
    """``last_seq`` is that of its newest message. ``state`` is what the brain remembers, as JSON.

    ``turn_by`` and ``turn_until``: the process that is working on a reply, and when it is given up for dead.
    ``owner_id``: the agent who speaks with the citizen. ``acknowledged``: a citizen who writes while waiting was told
    that it is kept. ``citizen_seen_at``: when a client of theirs last asked for news.
    """

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    # Whole, not of the few that matter: SQLite takes no partial index for a status that comes as a parameter.
    status: Mapped[Status] = mapped_column(index=True)
    state: Mapped[dict[str, Any]]
    last_seq: Mapped[int]
    page_url: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    last_activity_at: Mapped[datetime] = mapped_column(index=True)
    turn_by: Mapped[str | None] = mapped_column(String(36))
    turn_until: Mapped[datetime | None]
    owner_id: Mapped[str | None] = mapped_column(String(36), index=True)
    outcome: Mapped[Outcome | None]
    acknowledged: Mapped[bool] = mapped_column(default=False)
    idle_warned_at: Mapped[datetime | None]
    citizen_seen_at: Mapped[datetime | None]
    read_by_citizen: Mapped[int] = mapped_column(default=0)
    read_by_agent: Mapped[int] = mapped_column(default=0)


class MessageRow(Base):
    """``trace`` tells how a reply came about; it is never shown to the citizen.

    ``awaits_reply``: the assistant owes one; what a crash left unanswered is found by it.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq", name="uq_messages_conversation_id_seq"),
        UniqueConstraint("conversation_id", "client_id", name="uq_messages_conversation_id_client_id"),
        UniqueConstraint("conversation_id", "in_reply_to", name="uq_messages_conversation_id_in_reply_to"),
        Index(
            "ix_messages_awaiting",
            "conversation_id",
            sqlite_where=sql("awaits_reply"),
            postgresql_where=sql("awaits_reply"),
        ),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"))
    seq: Mapped[int]
    client_id: Mapped[str | None] = mapped_column(String(36))
    author: Mapped[Author]
    kind: Mapped[Kind]
    text: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]]
    in_reply_to: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[datetime]
    awaits_reply: Mapped[bool]
    trace: Mapped[dict[str, Any]]


class OfferRow(Base):
    """A value once offered in a conversation, and the offer it stands for, as JSON."""

    __tablename__ = "offers"

    conversation_id: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"), primary_key=True)
    value: Mapped[str] = mapped_column(String(80), primary_key=True)
    offer: Mapped[dict[str, Any]]


class FeedbackRow(Base):
    """Whether one answer was useful; the last word counts."""

    __tablename__ = "feedback"

    conversation_id: Mapped[str] = mapped_column(ForeignKey(ConversationRow.id, ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    useful: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class EventRow(Base):
    """One change of hands. Ids and codes alone, never a text: it outlives the conversation, as its record.

    ``seq``: that of the conversation's last message once the change was made. ``actor_id``: which agent.
    """

    __tablename__ = "handoff_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(36), index=True)
    happening: Mapped[Happening]
    actor: Mapped[Actor]
    actor_id: Mapped[str | None] = mapped_column(String(36))
    reason: Mapped[str] = mapped_column(String(40))
    from_status: Mapped[Status]
    to_status: Mapped[Status]
    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)


# Every table that holds something of a conversation: erasing one empties them all of it.
TABLES = (ConversationRow, MessageRow, OfferRow, FeedbackRow)
