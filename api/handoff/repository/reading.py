"""Conversations as agents see them: only those that a citizen has agreed to have read by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, exists, func, select
from sqlalchemy.orm import Session

from api.conversations.messages import Author, Message
from api.conversations.models import ConversationRow, EventRow, MessageRow
from api.conversations.refusals import UnknownConversationError
from api.conversations.rows import as_message
from api.conversations.states import Actor, Happening, Outcome, Status
from api.database import reading
from api.handoff.models import NoteRow, PresenceRow, RequestRow
from api.handoff.repository.presences import Agent, name_of
from api.handoff.repository.requests import IN_TURN, shown_to_agents
from api.handoff.repository.teams import team_names

_MOST = 100
_EXCERPT = 200  # characters


class View(StrEnum):
    WAITING = "waiting"
    MINE = "mine"
    WITH_AGENTS = "agent"
    BOT = "bot"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True)
class Summary:
    """A conversation in a list. ``subject``: the public id of what it is about. ``last_text`` is masked.

    ``last_words``: what the citizen said last. ``notes``: how many colleagues have left. ``team``: id and name of the
    team whose it is first of all.
    """

    id: str
    status: Status
    outcome: Outcome | None
    owner: Agent | None
    subject: str | None
    aspect: str | None
    reason: str
    team: tuple[str, str] | None
    asked_at: datetime | None
    waiting_since: datetime | None
    taken_at: datetime | None
    last_seq: int
    last_text: str
    last_author: Author | None
    last_words: str
    notes: int
    unread: int
    read_by_citizen: int
    citizen_seen_at: datetime | None
    created_at: datetime
    last_activity_at: datetime


@dataclass(frozen=True)
class Said:
    """One message and how it came about."""

    message: Message
    trace: Mapping[str, Any]


@dataclass(frozen=True)
class News:
    """``standing``: the status, and the id of the agent who speaks."""

    standing: tuple[Status, str | None]
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
            return _summaries(session, rows.all())

    def find(self, view: View, agent_id: str, words: str) -> Sequence[Summary]:
        """Those of ``view`` in which ``words`` were said, the newest first, up to a hundred."""
        conditions = [shown_to_agents(), *_of(view, agent_id)]
        if words:
            said = MessageRow.text.icontains(words, autoescape=True)
            conditions.append(exists().where(MessageRow.conversation_id == ConversationRow.id, said))
        with reading(self._engine) as session:
            newest_first = select(ConversationRow).order_by(ConversationRow.last_activity_at.desc()).limit(_MOST)
            return _summaries(session, session.scalars(newest_first.where(*conditions)).all())

    def news(self, conversation_id: str, after: int) -> News:
        """Who has the conversation, and what was said in it after ``after``. Raises UnknownConversationError."""
        with reading(self._engine) as session:
            row = _seen(session, conversation_id)
            said = _said(session, conversation_id, after)
            return News(
                standing=(row.status, row.owner_id),
                last_seq=row.last_seq,
                read_by_citizen=row.read_by_citizen,
                citizen_seen_at=row.citizen_seen_at,
                notes=_counted_notes(session, [conversation_id]).get(conversation_id, 0),
                messages=[one.message for one in said],
            )

    def summary(self, conversation_id: str) -> Summary:
        """Raises UnknownConversationError."""
        with reading(self._engine) as session:
            return _summaries(session, [_seen(session, conversation_id)])[0]

    def whole(self, conversation_id: str) -> Whole:
        """Raises UnknownConversationError."""
        with reading(self._engine) as session:
            conversation = _seen(session, conversation_id)
            asked = session.scalar(_requests(conversation_id).limit(1))
            return Whole(
                summary=_summaries(session, [conversation])[0],
                state=conversation.state,
                page_url=conversation.page_url,
                words=asked.words if asked else "",
                said=_said(session, conversation_id, 0),
                notes=_notes(session, conversation_id),
                changes=_changes(session, conversation_id),
            )


def _of(view: View, agent_id: str) -> list[ColumnElement[bool]]:
    match view:
        case View.MINE:
            return [ConversationRow.owner_id == agent_id]
        case View.ALL:
            return []
        case _:
            status = {
                View.WAITING: Status.QUEUED,
                View.WITH_AGENTS: Status.AGENT,
                View.BOT: Status.BOT,
                View.CLOSED: Status.CLOSED,
            }[view]
            return [ConversationRow.status == status]


def _seen(session: Session, conversation_id: str) -> ConversationRow:
    row = session.scalar(select(ConversationRow).where(ConversationRow.id == conversation_id, shown_to_agents()))
    if row is None:
        raise UnknownConversationError
    return row


def _requests(conversation_id: str) -> Any:
    mine = RequestRow.conversation_id == conversation_id
    return select(RequestRow).where(mine).order_by(RequestRow.asked_at.desc())


def _summaries(session: Session, rows: Sequence[ConversationRow]) -> list[Summary]:
    ids = [row.id for row in rows]
    names = {row.agent_id: row.name for row in session.scalars(select(PresenceRow))}
    requests: dict[str, RequestRow] = {}
    for request in session.scalars(
        select(RequestRow).where(RequestRow.conversation_id.in_(ids)).order_by(RequestRow.asked_at)
    ):
        requests[request.conversation_id] = request
    last = {
        message.conversation_id: message
        for message in session.scalars(
            select(MessageRow)
            .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
            .where(ConversationRow.id.in_(ids), MessageRow.seq == ConversationRow.last_seq)
        )
    }
    beside = _Beside(
        requests=requests,
        last=last,
        words=_last_words(session, ids),
        notes=_counted_notes(session, ids),
        names=names,
        teams=team_names(session),
    )
    return [_summary(row, beside) for row in rows]


@dataclass(frozen=True)
class _Beside:
    """What other tables tell of conversations, by their id; names by the id of the agent, or of the team."""

    requests: Mapping[str, RequestRow]
    last: Mapping[str, MessageRow]
    words: Mapping[str, str]
    notes: Mapping[str, int]
    names: Mapping[str, str]
    teams: Mapping[str, str]


def _last_words(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """What the citizen said last, by conversation."""
    latest = (
        select(MessageRow.conversation_id, func.max(MessageRow.seq).label("seq"))
        .where(MessageRow.conversation_id.in_(ids), MessageRow.author == Author.CITIZEN)
        .group_by(MessageRow.conversation_id)
        .subquery()
    )
    is_latest = and_(MessageRow.conversation_id == latest.c.conversation_id, MessageRow.seq == latest.c.seq)
    rows = session.execute(select(MessageRow.conversation_id, MessageRow.text).join(latest, is_latest))
    return {conversation_id: text[:_EXCERPT] for conversation_id, text in rows}


def _counted_notes(session: Session, ids: Sequence[str]) -> dict[str, int]:
    of_these = NoteRow.conversation_id.in_(ids)
    rows = session.execute(
        select(NoteRow.conversation_id, func.count()).where(of_these).group_by(NoteRow.conversation_id)
    )
    return {row[0]: row[1] for row in rows}


def _summary(row: ConversationRow, beside: _Beside) -> Summary:
    request, last = beside.requests.get(row.id), beside.last.get(row.id)
    teams = beside.teams
    team_id = (request.team_id if request else None) or ""
    return Summary(
        id=row.id,
        status=row.status,
        outcome=row.outcome,
        owner=Agent(row.owner_id, beside.names.get(row.owner_id, "")) if row.owner_id else None,
        subject=row.state.get("subject"),
        aspect=row.state.get("aspect"),
        reason=request.reason if request else "",
        team=(team_id, teams[team_id]) if team_id in teams else None,
        asked_at=request.asked_at if request else None,
        waiting_since=request.waiting_since if request else None,
        taken_at=request.taken_at if request else None,
        last_seq=row.last_seq,
        last_text=last.text[:_EXCERPT] if last else "",
        last_author=last.author if last else None,
        last_words=beside.words.get(row.id, ""),
        notes=beside.notes.get(row.id, 0),
        unread=max(0, row.last_seq - row.read_by_agent),
        read_by_citizen=row.read_by_citizen,
        citizen_seen_at=row.citizen_seen_at,
        created_at=row.created_at,
        last_activity_at=row.last_activity_at,
    )


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
