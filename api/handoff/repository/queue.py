"""Who waits for a person, in which order, and for how long others have waited."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from api.conversations.messages import Author
from api.conversations.models import ConversationRow, MessageRow
from api.conversations.refusals import UnknownConversationError
from api.conversations.rows import By, Notice, change_hands, locked
from api.conversations.states import Actor, Happening, Status
from api.database import reading, writing
from api.handoff.estimate import AT_MOST, RECENT, PickUp, Place, place
from api.handoff.models import RequestRow
from api.handoff.refusals import WithAPersonError
from api.handoff.repository.requests import IN_TURN, end_request, open_request
from procedures.store.base import Clock, utc_now

ASKED = "asked"


class QueueRepository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def status(self, conversation_id: str) -> Status:
        """Raises UnknownConversationError."""
        with reading(self._engine) as session:
            status = session.scalar(select(ConversationRow.status).where(ConversationRow.id == conversation_id))
            if status is None:
                raise UnknownConversationError
            return status

    def subject(self, conversation_id: str) -> str | None:
        """The public id of what it is about. Raises UnknownConversationError."""
        with reading(self._engine) as session:
            found = session.get(ConversationRow, conversation_id)
            if found is None:
                raise UnknownConversationError
            subject: str | None = found.state.get("subject")
            return subject

    def join(
        self, conversation_id: str, words: str, notice: Notice, *, team_id: str | None = None, mail: bool = False
    ) -> bool:
        """Puts the conversation at the end of the queue; whether it was not there, nor with a person, before.

        ``words``: what the citizen added, masked. ``team_id``: whose it is first of all. ``mail``: the team is told by
        e-mail of who waits long.

        Raises UnknownConversationError.
        """
        with writing(self._engine) as session:
            conversation = locked(session, conversation_id)
            if conversation.status in (Status.QUEUED, Status.AGENT):
                return False
            now = self._clock()
            waiting = _count(session)
            reason = _why(session, conversation_id)
            by = By(Actor.CITIZEN, reason=reason)
            change_hands(session, conversation, Happening.ASKED, by, now, notice=notice)
            end_request(session, conversation_id, now)
            session.add(
                RequestRow(
                    id=str(uuid.uuid4()),
                    conversation_id=conversation_id,
                    reason=reason,
                    words=words,
                    position=waiting + 1,
                    first=False,
                    asked_at=now,
                    waiting_since=now,
                    team_id=team_id,
                    mail_due_at=now if mail else None,
                )
            )
            return True

    def leave(self, conversation_id: str, notice: Notice) -> bool:
        """The citizen waits no longer; whether they did. Raises UnknownConversationError, WithAPersonError."""
        with writing(self._engine) as session:
            conversation = locked(session, conversation_id)
            if conversation.status is Status.AGENT:
                raise WithAPersonError
            if conversation.status is not Status.QUEUED:
                return False
            self._leave(session, conversation, Happening.GAVE_UP, By(Actor.CITIZEN), notice)
            return True

    def time_out(self, waiting_before: datetime, notice: Callable[[], Notice]) -> list[str]:
        """Lets go those who have waited since before then; which. ``notice`` is what they are told, asked each time."""
        with reading(self._engine) as session:
            late = session.scalars(
                _waiting(RequestRow.conversation_id).where(RequestRow.waiting_since < waiting_before)
            )
            ids = list(late)
        return [one for one in ids if self._time_out(one, waiting_before, notice())]

    def _time_out(self, conversation_id: str, waiting_before: datetime, notice: Notice) -> bool:
        with writing(self._engine) as session:
            try:
                conversation = locked(session, conversation_id)
            except UnknownConversationError:  # erased meanwhile
                return False
            request = open_request(session, conversation_id)
            still = request is not None and request.waiting_since < waiting_before
            if conversation.status is not Status.QUEUED or not still:
                return False
            self._leave(session, conversation, Happening.TIMED_OUT, By(Actor.SERVICE), notice)
            return True

    def _leave(
        self, session: Session, conversation: ConversationRow, happening: Happening, by: By, notice: Notice
    ) -> None:
        now = self._clock()
        change_hands(session, conversation, happening, by, now, notice=notice)
        end_request(session, conversation.id, now)

    def claim_mail(self, *, waited: timedelta, again_after: timedelta) -> bool:
        """Whether the team is to be told now that somebody has waited so long; nobody else is told to before
        ``again_after``."""
        now = self._clock()
        due = _waiting(RequestRow).where(RequestRow.mail_due_at <= now, RequestRow.waiting_since <= now - waited)
        with reading(self._engine) as session:
            if session.scalar(due.limit(1)) is None:
                return False
        with writing(self._engine) as session:
            rows = session.scalars(due.with_for_update(of=RequestRow, skip_locked=True)).all()
            for row in rows:
                row.mail_due_at = now + again_after
            return bool(rows)

    def waiting(self) -> Sequence[str]:
        """Conversations that wait, whose turn is next first."""
        with reading(self._engine) as session:
            return session.scalars(_waiting(RequestRow.conversation_id).order_by(*IN_TURN)).all()

    def waiting_teams(self) -> Sequence[tuple[str, str | None]]:
        """The same, each with the id of the team whose it is first of all."""
        with reading(self._engine) as session:
            rows = session.scalars(_waiting(RequestRow).order_by(*IN_TURN))
            return [(row.conversation_id, row.team_id) for row in rows]

    def place(self, conversation_id: str) -> Place | None:
        """Where it is in the queue; None when it waits no longer."""
        with reading(self._engine) as session:
            mine = session.scalar(_waiting(RequestRow).where(RequestRow.conversation_id == conversation_id))
            if mine is None:
                return None
            in_time = and_(RequestRow.first == mine.first, _earlier(mine))
            before = in_time if mine.first else or_(RequestRow.first, in_time)
            ahead = session.scalar(_waiting(func.count()).where(before)) or 0
            return place(ahead + 1, self._recent(session))

    def next_place(self) -> Place:
        """Where whoever joined now would be."""
        with reading(self._engine) as session:
            return place(_count(session) + 1, self._recent(session))

    def _recent(self, session: Session) -> list[PickUp]:
        taken = session.scalars(
            select(RequestRow)
            .where(RequestRow.taken_at > self._clock() - RECENT)
            .order_by(RequestRow.taken_at.desc())
            .limit(AT_MOST)
        )
        return [PickUp(one.position, (one.taken_at - one.asked_at).total_seconds()) for one in taken if one.taken_at]


def _earlier(than: RequestRow) -> ColumnElement[bool]:
    same = and_(RequestRow.waiting_since == than.waiting_since, RequestRow.id < than.id)
    return or_(RequestRow.waiting_since < than.waiting_since, same)


def _waiting(what: Any) -> Select[Any]:
    joined = (
        select(what).select_from(RequestRow).join(ConversationRow, ConversationRow.id == RequestRow.conversation_id)
    )
    return joined.where(RequestRow.ended_at.is_(None), ConversationRow.status == Status.QUEUED)


def _count(session: Session) -> int:
    return session.scalar(_waiting(func.count())) or 0


def _why(session: Session, conversation_id: str) -> str:
    """The code with which the assistant proposed a person last; that one was asked for, when it proposed none."""
    traces = session.scalars(
        select(MessageRow.trace)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.author == Author.ASSISTANT)
        .order_by(MessageRow.seq.desc())
    )
    proposed = next((trace["handoff"] for trace in traces if trace.get("handoff")), None)
    return str(proposed["reason"])[:40] if proposed else ASKED
