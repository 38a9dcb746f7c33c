"""The queries about what citizens think of single answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from api.conversations.messages import Author, Kind, Rated
from api.conversations.models import ConversationRow, FeedbackRow, MessageRow
from api.conversations.rows import as_state, locked
from api.conversations.states import assistant_answers
from api.database import reading, writing
from procedures.dialogue import State
from procedures.model import Aspect
from procedures.outcome import Step
from procedures.store.base import Clock, utc_now


class FeedbackRepository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def save(self, conversation_id: str, seq: int, useful: bool, reason: str) -> bool:
        """Whether ``seq`` is an assistant's message, whose feedback is then stored in place of an earlier one."""
        with writing(self._engine) as session:
            locked(session, conversation_id)
            author = session.scalar(
                select(MessageRow.author).where(MessageRow.conversation_id == conversation_id, MessageRow.seq == seq)
            )
            if author is not Author.ASSISTANT:
                return False
            session.merge(
                FeedbackRow(
                    conversation_id=conversation_id, seq=seq, useful=useful, reason=reason, created_at=self._clock()
                )
            )
            return True

    def rated(self, conversation_id: str, seq: int) -> Rated | None:
        """The answer ``seq``; None when that is none, or when the assistant does not own the conversation."""
        with reading(self._engine) as session:
            conversation = session.get(ConversationRow, conversation_id)
            row = session.scalar(
                select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.seq == seq)
            )
            if conversation is None or row is None or not assistant_answers(conversation.status):
                return None
            step = _answered_by(row, as_state(conversation.state))
            return Rated(step, as_state(conversation.state), conversation.last_seq) if step else None


def report(session: Session, conversation: ConversationRow, reason: str, now: datetime) -> None:
    """Why the answer last judged, else the last one, was no use: for editors."""
    of_this = FeedbackRow.conversation_id == conversation.id, FeedbackRow.useful.is_(False)
    seq = session.scalar(select(FeedbackRow.seq).where(*of_this).order_by(FeedbackRow.created_at.desc()).limit(1))
    answers = MessageRow.conversation_id == conversation.id, MessageRow.kind == Kind.ANSWER
    seq = seq or session.scalar(select(func.max(MessageRow.seq)).where(*answers))
    if seq is not None:
        session.merge(
            FeedbackRow(conversation_id=conversation.id, seq=seq, useful=False, reason=reason, created_at=now)
        )


def _answered_by(row: MessageRow, state: State) -> Step | None:
    """What leads to the answer ``row`` again; with the answers given on the way when it is about the subject still."""
    subject = (row.payload.get("procedure") or {}).get("id")
    if row.kind is not Kind.ANSWER or subject is None:
        return None
    aspect = row.payload.get("aspect")
    step = Step(subject=subject, aspect=Aspect(aspect) if aspect else None)
    return replace(step, answers=state.answers, variables=state.variables) if state.subject == subject else step
