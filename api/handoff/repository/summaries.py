"""Conversations in a list, as agents see them: everything about many at once, in a few queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from api.conversations.messages import Author
from api.conversations.models import ConversationRow, MessageRow
from api.conversations.states import Outcome, Status
from api.handoff.models import NoteRow, PresenceRow, RequestRow
from api.handoff.repository.labels import followed
from api.handoff.repository.presences import Agent
from api.handoff.repository.teams import team_names

_EXCERPT = 200  # characters


@dataclass(frozen=True)
class Summary:
    """A conversation in a list. ``subject``: the public id of what it is about. ``last_text`` is masked.

    ``last_words``: what the citizen said last. ``notes``: how many colleagues have left. ``team``: id and name of the
    team whose it is first of all. ``follow_up``: something is left to do.
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
    follow_up: bool
    unread: int
    read_by_citizen: int
    citizen_seen_at: datetime | None
    created_at: datetime
    last_activity_at: datetime


def summaries(session: Session, rows: Sequence[ConversationRow]) -> list[Summary]:
    """Those of ``rows``, in their order."""
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
        notes=counted_notes(session, ids),
        followed=followed(session, ids),
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
    followed: Set[str]
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


def counted_notes(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """How many notes there are, by conversation."""
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
        follow_up=row.id in beside.followed,
        unread=max(0, row.last_seq - row.read_by_agent),
        read_by_citizen=row.read_by_citizen,
        citizen_seen_at=row.citizen_seen_at,
        created_at=row.created_at,
        last_activity_at=row.last_activity_at,
    )
