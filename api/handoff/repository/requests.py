"""The request for a person under way in a conversation, as the other repositories find and end it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from api.conversations.models import ConversationRow
from api.conversations.refusals import UnknownConversationError
from api.conversations.rows import locked
from api.conversations.states import Status
from api.handoff.models import CallbackRow, RequestRow

IN_TURN = (RequestRow.first.desc(), RequestRow.waiting_since, RequestRow.id)


def open_request(session: Session, conversation_id: str) -> RequestRow | None:
    return session.scalar(
        select(RequestRow).where(RequestRow.conversation_id == conversation_id, RequestRow.ended_at.is_(None))
    )


def end_request(session: Session, conversation_id: str, now: datetime) -> None:
    if request := open_request(session, conversation_id):
        request.ended_at = now
        session.flush()


def shown_to_agents() -> ColumnElement[bool]:
    """Conversations that a citizen has agreed to have read by a person."""
    return or_(
        exists().where(RequestRow.conversation_id == ConversationRow.id),
        exists().where(CallbackRow.conversation_id == ConversationRow.id),
    )


def seen_by_agents(session: Session, conversation_id: str) -> ConversationRow:
    """The conversation, if agents may see it. Raises UnknownConversationError."""
    row = session.scalar(select(ConversationRow).where(ConversationRow.id == conversation_id, shown_to_agents()))
    if row is None:
        raise UnknownConversationError
    return row


def locked_for_agents(session: Session, conversation_id: str) -> ConversationRow:
    """The conversation, locked, if agents may see it. Raises UnknownConversationError."""
    conversation = locked(session, conversation_id)
    may_be_seen = session.scalar(
        select(ConversationRow.id).where(ConversationRow.id == conversation_id, shown_to_agents())
    )
    if may_be_seen is None:
        raise UnknownConversationError
    return conversation


def held_by(session: Session, agent_id: str) -> int:
    """How many conversations the agent speaks in."""
    held = ConversationRow.owner_id == agent_id, ConversationRow.status == Status.AGENT
    return session.scalar(select(func.count()).select_from(ConversationRow).where(*held)) or 0
