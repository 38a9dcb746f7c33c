"""What time alone does to conversations: silence is told, then ends them; what has ended is forgotten in the end."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Engine, delete, select
from sqlalchemy.orm import Session

from api.conversations.messages import Author
from api.conversations.models import ConversationRow, EventRow, MessageRow
from api.conversations.refusals import UnknownConversationError
from api.conversations.rows import By, Notice, change_hands, locked, say_to_both
from api.conversations.states import Actor, Happening, Status
from api.database import deleted, reading, writing
from api.handoff.repository.requests import end_request
from procedures.store.base import Clock, utc_now

IDLE = "idle"
_LOT = 200


class ChoreRepository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def warn_idle(self, silent_since: datetime, notice: Notice) -> list[str]:
        """Tells citizens to whom an agent wrote, who have not answered since then; which."""
        silent = (
            ConversationRow.status == Status.AGENT,
            ConversationRow.last_activity_at < silent_since,
            ConversationRow.idle_warned_at.is_(None),
        )
        done = []
        for one in self._ids(*silent):
            with writing(self._engine) as session:
                conversation = _found(session, one)
                if conversation is None or conversation.status is not Status.AGENT or conversation.idle_warned_at:
                    continue
                if conversation.last_activity_at < silent_since and _spoke_last(session, one) is Author.AGENT:
                    say_to_both(session, conversation, notice, self._clock())
                    conversation.idle_warned_at = self._clock()
                    done.append(one)
        return done

    def close_warned(self, warned_before: datetime, notice: Notice) -> list[str]:
        """Ends the conversations of those who did not answer the warning either; which."""
        warned = ConversationRow.status == Status.AGENT, ConversationRow.idle_warned_at < warned_before
        done = []
        for one in self._ids(*warned):
            with writing(self._engine) as session:
                conversation = _found(session, one)
                if conversation is None or conversation.status is not Status.AGENT:
                    continue
                if conversation.idle_warned_at is None or conversation.idle_warned_at >= warned_before:
                    continue
                self._end(session, conversation, notice)
                done.append(one)
        return done

    def close_unused(self, since: datetime) -> list[str]:
        """Closes what nobody has written in since then; which, up to a lot."""
        unused = (
            ConversationRow.status.in_((Status.BOT, Status.AGENT)),
            ConversationRow.last_activity_at < since,
        )
        done = []
        for one in self._ids(*unused):
            with writing(self._engine) as session:
                conversation = _found(session, one)
                if conversation is None or conversation.last_activity_at >= since:
                    continue
                if conversation.status in (Status.BOT, Status.AGENT):
                    self._end(session, conversation, None)
                    done.append(one)
        return done

    def forget_events(self, before: datetime) -> int:
        """Erases the record of changes made before then; how many."""
        with writing(self._engine) as session:
            return deleted(session, delete(EventRow).where(EventRow.at < before))

    def _ids(self, *conditions: ColumnElement[bool]) -> list[str]:
        with reading(self._engine) as session:
            return list(session.scalars(select(ConversationRow.id).where(*conditions).limit(_LOT)))

    def _end(self, session: Session, conversation: ConversationRow, notice: Notice | None) -> None:
        now = self._clock()
        change_hands(session, conversation, Happening.ENDED, By(Actor.SERVICE, reason=IDLE), now, notice=notice)
        end_request(session, conversation.id, now)


def _found(session: Session, conversation_id: str) -> ConversationRow | None:
    try:
        return locked(session, conversation_id)
    except UnknownConversationError:  # erased meanwhile
        return None


def _spoke_last(session: Session, conversation_id: str) -> Author | None:
    """The citizen or the agent, whoever wrote last: notices are nobody's words."""
    return session.scalar(
        select(MessageRow.author)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.author.in_((Author.CITIZEN, Author.AGENT)))
        .order_by(MessageRow.seq.desc())
        .limit(1)
    )
