"""All queries about conversations. The database is the truth: nothing here is remembered between two calls.

Each method is one transaction. Those that write lock the conversation first (its row on PostgreSQL, the write lock on
SQLite), so that ``seq`` is given and used without a gap, and a retry finds what the first try stored.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, exists, select, update
from sqlalchemy.orm import Session

from api.conversations.feedback.repository import report
from api.conversations.messages import Author, Finished, History, Kind, Message, Position, Spoken, Turn, Written
from api.conversations.models import ConversationRow, MessageRow
from api.conversations.refusals import UnknownChoiceError, UnknownConversationError
from api.conversations.rows import (
    STANDS_AT,
    By,
    Notice,
    append,
    as_message,
    as_state,
    change_hands,
    find_offer,
    keep_offers,
    locked,
    position_of,
    say_to_both,
)
from api.conversations.states import Actor, Happening, Status, assistant_answers
from api.database import reading, writing
from procedures.store.base import Clock, utc_now
from procedures.wire import to_python

KEPT = Notice("kept", "Votre message est gardé. La personne qui viendra le lira.")


class Repository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    # --- The citizen's side ---------------------------------------------------------------------------------------

    def create(self, conversation_id: str, token_hash: str, page_url: str, first: Spoken) -> Message:
        """A new conversation, opened by what the assistant says first."""
        now = self._clock()
        with writing(self._engine) as session:
            conversation = ConversationRow(
                id=conversation_id,
                token_hash=token_hash,
                status=Status.BOT,
                last_seq=0,
                page_url=page_url,
                created_at=now,
            )
            session.add(conversation)
            row = self._say(session, conversation, first, in_reply_to=None)
            return as_message(row)

    def token_hash(self, conversation_id: str) -> str | None:
        with reading(self._engine) as session:
            return session.scalar(select(ConversationRow.token_hash).where(ConversationRow.id == conversation_id))

    def accept(self, conversation_id: str, written: Written) -> tuple[Message, bool]:
        """The stored message, and whether it is new: the same ``client_id`` again gives the message it gave before.
        A citizen who writes while waiting for a person is told, once, that it is kept.

        Raises UnknownConversationError.
        """
        with writing(self._engine) as session:
            return self._accept(session, conversation_id, written)

    def accept_choice(self, conversation_id: str, client_id: str, value: str) -> tuple[Message, bool]:
        """The same for a click on what ``value`` stands for.

        Raises UnknownConversationError, or UnknownChoiceError when it was never offered there.
        """
        with writing(self._engine) as session:
            offer = find_offer(session, conversation_id, value)
            if offer is None:
                raise UnknownChoiceError
            return self._accept(session, conversation_id, Written(client_id, offer.label, choice=value))

    def _accept(self, session: Session, conversation_id: str, written: Written) -> tuple[Message, bool]:
        conversation = locked(session, conversation_id)
        if known := session.scalar(_by_client_id(conversation_id, written.client_id)):
            return as_message(known), False
        if conversation.status is Status.CLOSED:
            change_hands(session, conversation, Happening.CITIZEN_WROTE, By(Actor.CITIZEN), self._clock())
        conversation.idle_warned_at = None
        row = MessageRow(
            id=str(uuid.uuid4()),
            client_id=written.client_id,
            author=Author.CITIZEN,
            kind=Kind.TEXT,
            text=written.text,
            payload={"choice": written.choice} if written.choice else {},
            awaits_reply=assistant_answers(conversation.status),
            trace={},
        )
        append(session, conversation, row, self._clock())
        if written.first_aid and not row.awaits_reply:
            say_to_both(session, conversation, Notice("danger", written.first_aid), self._clock())
        if conversation.status is Status.QUEUED and not conversation.acknowledged:
            say_to_both(session, conversation, KEPT, self._clock())
            conversation.acknowledged = True
        return as_message(row), True

    def find_by_client_id(self, conversation_id: str, client_id: str) -> Message | None:
        with reading(self._engine) as session:
            row = session.scalar(_by_client_id(conversation_id, client_id))
            return as_message(row) if row else None

    def history(self, conversation_id: str, after_seq: int) -> History:
        """Messages whose ``seq`` is greater than ``after_seq``, in order. Raises UnknownConversationError."""
        with reading(self._engine) as session:
            conversation = session.get(ConversationRow, conversation_id)
            if conversation is None:
                raise UnknownConversationError
            rows = session.scalars(
                select(MessageRow)
                .where(MessageRow.conversation_id == conversation_id, MessageRow.seq > after_seq)
                .order_by(MessageRow.seq)
            )
            awaits = bool(session.scalar(select(_awaiting(conversation_id))))
            return History(
                status=conversation.status,
                messages=tuple(as_message(row) for row in rows),
                awaits_reply=awaits,
                outcome=conversation.outcome,
                owner=conversation.owner_id,
                read_by_agent=conversation.read_by_agent,
                read_by_citizen=conversation.read_by_citizen,
                position=position_of(conversation),
            )

    def seen(self, conversation_ids: Sequence[str]) -> None:
        """Their citizens are there, as far as a person is waited for or speaks."""
        held = ConversationRow.status.in_((Status.QUEUED, Status.AGENT))
        with writing(self._engine) as session:
            here = ConversationRow.id.in_(conversation_ids), held
            session.execute(update(ConversationRow).where(*here).values(citizen_seen_at=self._clock()))

    def read(self, conversation_id: str, reader: Author, seq: int) -> None:
        """``reader`` (the citizen, or the agent) has read up to ``seq``; never less than before."""
        column = ConversationRow.read_by_citizen if reader is Author.CITIZEN else ConversationRow.read_by_agent
        with writing(self._engine) as session:
            session.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation_id, column < seq, ConversationRow.last_seq >= seq)
                .values({column: seq})
            )

    # --- The assistant's side -------------------------------------------------------------------------------------

    def volunteer(self, conversation_id: str, spoken: Spoken, *, after_seq: int) -> Message | None:
        """Stores what the assistant says unasked; None when something was said after ``after_seq``."""
        with writing(self._engine) as session:
            conversation = locked(session, conversation_id)
            if conversation.last_seq != after_seq or not assistant_answers(conversation.status):
                return None
            return as_message(self._say(session, conversation, spoken, in_reply_to=None))

    def awaiting(self) -> Sequence[str]:
        """Conversations in which the assistant owes a reply."""
        with reading(self._engine) as session:
            return session.scalars(select(MessageRow.conversation_id).where(MessageRow.awaits_reply).distinct()).all()

    def claim_turn(self, conversation_id: str, *, by: str, until: datetime) -> Turn | None:
        """The oldest message that awaits a reply, for the process ``by`` to answer until then.

        None when no reply is owed, or when another process is at work on one.
        """
        with writing(self._engine) as session:
            conversation = session.get(ConversationRow, conversation_id, with_for_update=True)
            if conversation is None or self._is_claimed_by_another(conversation, by):
                return None
            row = session.scalar(
                select(MessageRow)
                .where(MessageRow.conversation_id == conversation_id, MessageRow.awaits_reply)
                .order_by(MessageRow.seq)
                .limit(1)
            )
            if row is None:
                return None
            conversation.turn_by, conversation.turn_until = by, until
            choice = row.payload.get("choice")
            offer = find_offer(session, conversation_id, choice) if choice else None
            return Turn(conversation_id, as_message(row), as_state(conversation.state), offer)

    def finish_turn(self, turn: Turn, spoken: Spoken, *, by: str) -> Finished | None:
        """Stores the reply; it, and whether another is owed. None when it is no longer wanted: erased, or taken over by
        another process."""
        with writing(self._engine) as session:
            conversation = session.get(ConversationRow, turn.conversation_id, with_for_update=True)
            question = session.get(MessageRow, turn.message.id)
            if conversation is None or question is None or conversation.turn_by != by or not question.awaits_reply:
                return None
            if not assistant_answers(conversation.status):
                return None
            question.awaits_reply = False
            conversation.turn_by = conversation.turn_until = None
            if reason := spoken.trace.get("report"):
                report(session, conversation, reason, self._clock())
            row = self._say(session, conversation, spoken, in_reply_to=turn.message.id)
            session.flush()
            more = bool(session.scalar(select(_awaiting(turn.conversation_id))))
            return Finished(as_message(row), more)

    # --- Watching -------------------------------------------------------------------------------------------------

    def positions(self, conversation_ids: Sequence[str]) -> dict[str, Position]:
        """Where those conversations stand that exist."""
        with reading(self._engine) as session:
            rows = session.execute(
                select(ConversationRow.id, *STANDS_AT).where(ConversationRow.id.in_(conversation_ids))
            )
            return {row[0]: tuple(row[1:]) for row in rows}

    def ping(self) -> None:
        """Raises StorageUnavailableError when the database or its tables cannot be read."""
        with reading(self._engine) as session:
            session.execute(select(ConversationRow.id).limit(1)).first()

    # --- Inside ---------------------------------------------------------------------------------------------------

    def _say(
        self, session: Session, conversation: ConversationRow, spoken: Spoken, in_reply_to: str | None
    ) -> MessageRow:
        conversation.state = to_python(spoken.state)
        row = MessageRow(
            id=str(uuid.uuid4()),
            author=Author.ASSISTANT,
            kind=spoken.kind,
            text=spoken.text,
            payload=dict(spoken.payload),
            in_reply_to=in_reply_to,
            awaits_reply=False,
            trace=dict(spoken.trace),
        )
        append(session, conversation, row, self._clock())
        keep_offers(session, conversation.id, {value: to_python(offer) for value, offer in spoken.offers.items()})
        return row

    def _is_claimed_by_another(self, conversation: ConversationRow, by: str) -> bool:
        until = conversation.turn_until
        return conversation.turn_by not in (None, by) and until is not None and until > self._clock()


def _by_client_id(conversation_id: str, client_id: str) -> Any:
    return select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.client_id == client_id)


def _awaiting(conversation_id: str) -> Any:
    return exists().where(MessageRow.conversation_id == conversation_id, MessageRow.awaits_reply)
