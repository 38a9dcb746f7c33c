"""Contacts left by citizens, what became of them, and what citizens thought of the whole."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from api.conversations.refusals import UnknownConversationError
from api.conversations.rows import By, Notice, change_hands, locked
from api.conversations.states import Actor, Happening, ImpossibleChangeError, Status
from api.database import reading, writing
from api.handoff.models import CallbackRow, CallbackState, DayCountRow, RatingRow
from api.handoff.refusals import WithAPersonError
from api.handoff.repository.day_counts import count
from api.handoff.repository.presences import Agent, name_of
from api.handoff.repository.requests import end_request
from procedures.store.base import Clock, utc_now

_HAPPENINGS = {
    CallbackState.REACHED: Happening.REACHED,
    CallbackState.NOT_REACHED: Happening.NOT_REACHED,
}


@dataclass(frozen=True)
class Contact:
    """How to call somebody back: an address, a number or both, as they are. The texts are masked."""

    email: str
    phone: str
    message: str
    preferred_time: str


@dataclass(frozen=True)
class Callback:
    id: str
    conversation_id: str
    contact: Contact
    state: CallbackState
    comment: str
    handled_by: str  # a name
    handled_at: datetime | None
    created_at: datetime


class CallbackRepository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def leave(self, conversation_id: str, contact: Contact, notice: Notice, *, mail: bool) -> None:
        """Keeps the contact, in place of one that still waits. ``mail``: the team is to be told.

        Raises UnknownConversationError, WithAPersonError.
        """
        with writing(self._engine) as session:
            conversation = locked(session, conversation_id)
            if conversation.status is Status.AGENT:
                raise WithAPersonError
            now = self._clock()
            change_hands(session, conversation, Happening.CONTACT_LEFT, By(Actor.CITIZEN), now, notice=notice)
            end_request(session, conversation_id, now)
            row = session.scalar(
                select(CallbackRow).where(
                    CallbackRow.conversation_id == conversation_id, CallbackRow.state == CallbackState.WAITING
                )
            )
            if row is None:
                row = CallbackRow(
                    id=str(uuid.uuid4()),
                    conversation_id=conversation_id,
                    state=CallbackState.WAITING,
                    comment="",
                    created_at=now,
                    mail_due_at=now if mail else None,
                )
                session.add(row)
            row.email, row.phone = contact.email, contact.phone
            row.message, row.preferred_time = contact.message, contact.preferred_time

    def all(self) -> Sequence[Callback]:
        """Those that wait first, the oldest first; then the others, the newest first."""
        with reading(self._engine) as session:
            rows = list(session.scalars(select(CallbackRow).order_by(CallbackRow.created_at)))
            waiting = [row for row in rows if row.state is CallbackState.WAITING]
            others = [row for row in reversed(rows) if row.state is not CallbackState.WAITING]
            return [_callback(session, row) for row in (*waiting, *others)]

    def waiting(self) -> int:
        """How many wait."""
        with reading(self._engine) as session:
            count = select(func.count()).select_from(CallbackRow).where(CallbackRow.state == CallbackState.WAITING)
            return session.scalar(count) or 0

    def of(self, conversation_id: str) -> Sequence[Callback]:
        with reading(self._engine) as session:
            mine = CallbackRow.conversation_id == conversation_id
            rows = session.scalars(select(CallbackRow).where(mine).order_by(CallbackRow.created_at))
            return [_callback(session, row) for row in rows]

    def settle(self, callback_id: str, agent: Agent, state: CallbackState, comment: str) -> Callback:
        """Whether the citizen was reached. Raises UnknownConversationError when there is no such call-back."""
        with writing(self._engine) as session:
            known = session.get(CallbackRow, callback_id)
            if known is None:
                raise UnknownConversationError
            conversation = locked(session, known.conversation_id)
            row = session.get_one(CallbackRow, callback_id, populate_existing=True)
            row.state, row.comment = state, comment
            row.handled_by, row.handled_at = agent.id, self._clock()
            by = By(Actor.AGENT, agent.id)
            # Impossible when the citizen has asked for a person again since: the outcome is then the new request's.
            with suppress(ImpossibleChangeError):
                change_hands(session, conversation, _HAPPENINGS[state], by, self._clock())
            return _callback(session, row)

    def claim_mail(self, *, again_after: timedelta) -> str | None:
        """A call-back of which the team is to be told now; nobody else gets it before ``again_after``."""
        with writing(self._engine) as session:
            now = self._clock()
            row = session.scalar(
                select(CallbackRow)
                .where(CallbackRow.mail_due_at <= now)
                .order_by(CallbackRow.mail_due_at)
                .limit(1)
                .with_for_update(skip_locked=True)
            )
            if row is None:
                return None
            row.mail_due_at = now + again_after
            return row.id

    def mailed(self, callback_id: str) -> None:
        with writing(self._engine) as session:
            session.execute(update(CallbackRow).where(CallbackRow.id == callback_id).values(mail_due_at=None))

    def rate(self, conversation_id: str, score: int, comment: str) -> None:
        """Raises UnknownConversationError."""
        with writing(self._engine) as session:
            locked(session, conversation_id)
            session.merge(
                RatingRow(conversation_id=conversation_id, score=score, comment=comment, created_at=self._clock())
            )

    def count(self, day: date, what: str) -> None:
        """One more ``what`` on that day."""
        with writing(self._engine) as session:
            count(session, day, what)

    def counts(self, day: date) -> dict[str, int]:
        with reading(self._engine) as session:
            rows = session.scalars(select(DayCountRow).where(DayCountRow.day == day).order_by(DayCountRow.what))
            return {row.what: row.total for row in rows}


def _callback(session: Session, row: CallbackRow) -> Callback:
    return Callback(
        id=row.id,
        conversation_id=row.conversation_id,
        contact=Contact(row.email, row.phone, row.message, row.preferred_time),
        state=row.state,
        comment=row.comment,
        handled_by=name_of(session, row.handled_by),
        handled_at=row.handled_at,
        created_at=row.created_at,
    )
