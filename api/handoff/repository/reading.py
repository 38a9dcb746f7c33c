"""Conversations as agents see them: only those that a citizen has agreed to have read by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Engine, exists, select
from sqlalchemy.orm import Session

from api.conversations.messages import Message, Position
from api.conversations.models import ConversationRow, EventRow, MessageRow
from api.conversations.rows import as_message, position_of
from api.conversations.states import Actor, Happening, Status
from api.database import reading
from api.handoff.labels import Label
from api.handoff.models import ClosingRow, NoteRow, RequestRow
from api.handoff.repository.labels import label_of
from api.handoff.repository.plain_text import says
from api.handoff.repository.presences import Agent, name_of
from api.handoff.repository.requests import IN_TURN, seen_by_agents, shown_to_agents
from api.handoff.repository.summaries import Summary, counted_notes, summaries

_MOST = 100


class View(StrEnum):
    WAITING = "waiting"
    MINE = "mine"
    WITH_AGENTS = "agent"
    BOT = "bot"
    CLOSED = "closed"
    FOLLOW_UP = "follow_up"  # something is left to do
    ALL = "all"


@dataclass(frozen=True)
class Said:
    """One message and how it came about."""

    message: Message
    trace: Mapping[str, Any]


@dataclass(frozen=True)
class News:
    """``standing``: the status, and the id of the agent who speaks. ``position``: where the conversation stood."""

    standing: tuple[Status, str | None]
    position: Position
    last_seq: int
    read_by_citizen: int
    citizen_seen_at: datetime | None
    notes: int
    messages: Sequence[Message]


@dataclass(frozen=True)
class Note:
    id: str
    author: Agent
    text: str
    created_at: datetime


@dataclass(frozen=True)
class Change:
    """One change of hands."""

    happening: Happening
    actor: Actor
    agent: str  # a name
    reason: str
    seq: int
    at: datetime


@dataclass(frozen=True)
class Whole:
    """All that agents may see of a conversation. ``state``: what the assistant remembers, as JSON. ``words``: what the
    citizen wrote when asking for a person."""

    summary: Summary
    state: Mapping[str, Any]
    page_url: str
    words: str
    said: Sequence[Said]
    notes: Sequence[Note]
    label: Label
    changes: Sequence[Change]


class DeskReading:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def queue(self) -> Sequence[Summary]:
        """Those that wait, whose turn is next first."""
        with reading(self._engine) as session:
            rows = session.scalars(
                select(ConversationRow)
                .join(RequestRow, RequestRow.conversation_id == ConversationRow.id)
                .where(ConversationRow.status == Status.QUEUED, RequestRow.ended_at.is_(None))
                .order_by(*IN_TURN)
                .limit(_MOST)
            )
            return summaries(session, rows.all())

    def find(self, view: View, agent_id: str, words: str) -> Sequence[Summary]:
        """Those of ``view`` in which ``words`` were said, the newest first, up to a hundred."""
        conditions = [shown_to_agents(), *_of(view, agent_id)]
        if words:
            said = MessageRow.conversation_id == ConversationRow.id, says(MessageRow.text, words)
            conditions.append(exists().where(*said))
        with reading(self._engine) as session:
            newest_first = select(ConversationRow).order_by(ConversationRow.last_activity_at.desc()).limit(_MOST)
            return summaries(session, session.scalars(newest_first.where(*conditions)).all())

    def news(self, conversation_id: str, after: int) -> News:
        """Who has the conversation, and what was said in it after ``after``. Raises UnknownConversationError."""
        with reading(self._engine) as session:
            row = seen_by_agents(session, conversation_id)
            said = _said(session, conversation_id, after)
            return News(
                standing=(row.status, row.owner_id),
                position=position_of(row),
                last_seq=row.last_seq,
                read_by_citizen=row.read_by_citizen,
                citizen_seen_at=row.citizen_seen_at,
                notes=counted_notes(session, [conversation_id]).get(conversation_id, 0),
                messages=[one.message for one in said],
            )

    def summaries(self, conversation_ids: Sequence[str]) -> Sequence[Summary]:
        """Of those that agents may see."""
        with reading(self._engine) as session:
            of_these = ConversationRow.id.in_(conversation_ids), shown_to_agents()
            return summaries(session, session.scalars(select(ConversationRow).where(*of_these)).all())

    def summary(self, conversation_id: str) -> Summary:
        """Raises UnknownConversationError."""
        with reading(self._engine) as session:
            return summaries(session, [seen_by_agents(session, conversation_id)])[0]

    def whole(self, conversation_id: str) -> Whole:
        """Raises UnknownConversationError."""
        with reading(self._engine) as session:
            conversation = seen_by_agents(session, conversation_id)
            asked = session.scalar(_requests(conversation_id).limit(1))
            return Whole(
                summary=summaries(session, [conversation])[0],
                state=conversation.state,
                page_url=conversation.page_url,
                words=asked.words if asked else "",
                said=_said(session, conversation_id, 0),
                notes=_notes(session, conversation_id),
                label=label_of(session.get(ClosingRow, conversation_id)),
                changes=_changes(session, conversation_id),
            )


def _of(view: View, agent_id: str) -> list[ColumnElement[bool]]:
    match view:
        case View.MINE:
            return [ConversationRow.owner_id == agent_id]
        case View.ALL:
            return []
        case View.FOLLOW_UP:
            return [exists().where(ClosingRow.conversation_id == ConversationRow.id, ClosingRow.follow_up)]
        case _:
            status = {
                View.WAITING: Status.QUEUED,
                View.WITH_AGENTS: Status.AGENT,
                View.BOT: Status.BOT,
                View.CLOSED: Status.CLOSED,
            }[view]
            return [ConversationRow.status == status]


def _requests(conversation_id: str) -> Any:
    mine = RequestRow.conversation_id == conversation_id
    return select(RequestRow).where(mine).order_by(RequestRow.asked_at.desc())


def _said(session: Session, conversation_id: str, after: int) -> list[Said]:
    rows = session.scalars(
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.seq > after)
        .order_by(MessageRow.seq)
    )
    return [Said(as_message(row), row.trace) for row in rows]


def _notes(session: Session, conversation_id: str) -> list[Note]:
    rows = session.scalars(
        select(NoteRow).where(NoteRow.conversation_id == conversation_id).order_by(NoteRow.created_at)
    )
    return [Note(row.id, Agent(row.author_id, row.author_name), row.text, row.created_at) for row in rows]


def _changes(session: Session, conversation_id: str) -> list[Change]:
    rows = session.scalars(select(EventRow).where(EventRow.conversation_id == conversation_id).order_by(EventRow.id))
    return [
        Change(row.happening, row.actor, name_of(session, row.actor_id), row.reason, row.seq, row.at) for row in rows
    ]
