"""Which agents are at work, and what each of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.conversations.models import ConversationRow
from api.conversations.states import Status
from api.database import reading, writing
from api.handoff.assignment import Load
from api.handoff.models import PresenceRow, PresenceState
from procedures.store.base import Clock, utc_now


@dataclass(frozen=True)
class Agent:
    """Whoever answers citizens; ``name`` is what citizens read."""

    id: str
    name: str


@dataclass(frozen=True)
class Presence:
    agent: Agent
    state: PresenceState
    seen_at: datetime
    holds: int
    back_at: datetime | None = None
    busy_since: datetime | None = None


class PresenceRepository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def set(self, agent: Agent, state: PresenceState, back_at: datetime | None = None) -> None:
        with writing(self._engine) as session:
            row = presence_of(session, agent, self._clock())
            row.state, row.back_at, row.seen_at = state, back_at, self._clock()

    def touch(self, agent: Agent) -> None:
        """A sign of life, which changes nothing else."""
        with writing(self._engine) as session:
            presence_of(session, agent, self._clock()).seen_at = self._clock()

    def all(self) -> Sequence[Presence]:
        """Everybody who ever was at work, whoever was seen last first."""
        with reading(self._engine) as session:
            held = (
                select(ConversationRow.owner_id, func.count().label("holds"))
                .where(ConversationRow.status == Status.AGENT)
                .group_by(ConversationRow.owner_id)
                .subquery()
            )
            rows = session.execute(
                select(PresenceRow, func.coalesce(held.c.holds, 0))
                .outerjoin(held, held.c.owner_id == PresenceRow.agent_id)
                .order_by(PresenceRow.seen_at.desc())
            )
            return [_presence(row, holds) for row, holds in rows]

    def at_work(self, seen_after: datetime) -> Sequence[Presence]:
        """Those who take conversations now."""
        return [one for one in self.all() if one.state is PresenceState.ONLINE and one.seen_at > seen_after]

    def loads(self, seen_after: datetime) -> Sequence[Load]:
        return [Load(one.agent.id, one.agent.name, one.holds, one.busy_since) for one in self.at_work(seen_after)]

    def lost(self, seen_before: datetime) -> Sequence[Presence]:
        """Those of whom nothing was heard since then, although they hold conversations or said they were there."""
        everybody = self.all()
        silent = [one for one in everybody if one.seen_at <= seen_before]
        return [one for one in silent if one.holds or one.state is not PresenceState.OFFLINE]

    def late(self, due_before: datetime) -> Sequence[Presence]:
        """Those who are away, hold conversations, and were to be back by then."""
        away = [one for one in self.all() if one.state is PresenceState.AWAY and one.holds]
        return [one for one in away if one.back_at is not None and one.back_at <= due_before]


def presence_of(session: Session, agent: Agent, now: datetime) -> PresenceRow:
    """The agent's row, locked: what counts their conversations takes turns on it. Made when there is none."""
    row = session.get(PresenceRow, agent.id, with_for_update=True, populate_existing=True)
    if row is None:
        row = PresenceRow(agent_id=agent.id, name=agent.name, state=PresenceState.OFFLINE, seen_at=now)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # made by another process at the same moment
            row = session.get_one(PresenceRow, agent.id, with_for_update=True, populate_existing=True)
    row.name = agent.name
    return row


def name_of(session: Session, agent_id: str | None) -> str:
    row = session.get(PresenceRow, agent_id) if agent_id else None
    return row.name if row else ""


def _presence(row: PresenceRow, holds: int) -> Presence:
    return Presence(Agent(row.agent_id, row.name), row.state, row.seen_at, holds, row.back_at, row.busy_since)
