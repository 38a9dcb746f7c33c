"""All queries about conversations. The database is the truth: nothing here is remembered between two calls.

Each method is one transaction. Those that write lock the conversation first (its row on PostgreSQL, the write lock on
SQLite), so that ``seq`` is given and used without a gap, and a retry finds what the first try stored.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from cattrs import BaseValidationError
from sqlalchemy import Engine, delete, exists, func, select
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from api.conversations.messages import Author, History, Kind, Message, Rated, Spoken, Turn, Written
from api.conversations.models import ConversationRow, FeedbackRow, MessageRow, OfferRow
from api.conversations.refusals import StorageUnavailableError, UnknownConversationError
from api.conversations.states import Happening, Status, after, assistant_answers
from procedures.dialogue import State
from procedures.model import Aspect
from procedures.outcome import Offer, Step
from procedures.store.base import Clock, utc_now, writer
from procedures.wire import from_python, to_python


class Repository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    # --- The citizen's side ---------------------------------------------------------------------------------------

    def create(self, conversation_id: str, token_hash: str, page_url: str, first: Spoken) -> Message:
        """A new conversation, opened by what the assistant says first."""
        now = self._clock()
        with self._writing() as session:
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
            return _message(row)

    def token_hash(self, conversation_id: str) -> str | None:
        with self._reading() as session:
            return session.scalar(select(ConversationRow.token_hash).where(ConversationRow.id == conversation_id))

    def accept(self, conversation_id: str, written: Written) -> tuple[Message, bool]:
        """The stored message, and whether it is new: the same ``client_id`` again gives the message it gave before.

        Raises UnknownConversationError.
        """
        with self._writing() as session:
            conversation = _locked(session, conversation_id)
            if known := session.scalar(_by_client_id(conversation_id, written.client_id)):
                return _message(known), False
            conversation.status = after(conversation.status, Happening.CITIZEN_WROTE)
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
            self._append(session, conversation, row)
            return _message(row), True

    def find_by_client_id(self, conversation_id: str, client_id: str) -> Message | None:
        with self._reading() as session:
            row = session.scalar(_by_client_id(conversation_id, client_id))
            return _message(row) if row else None

    def history(self, conversation_id: str, after_seq: int) -> History:
        """Messages whose ``seq`` is greater than ``after_seq``, in order. Raises UnknownConversationError."""
        with self._reading() as session:
            conversation = session.get(ConversationRow, conversation_id)
            if conversation is None:
                raise UnknownConversationError
            rows = session.scalars(
                select(MessageRow)
                .where(MessageRow.conversation_id == conversation_id, MessageRow.seq > after_seq)
                .order_by(MessageRow.seq)
            )
            awaits = bool(session.scalar(select(_awaiting(conversation_id))))
            return History(conversation.status, tuple(_message(row) for row in rows), awaits)

    def offer(self, conversation_id: str, value: str) -> Offer | None:
        """What ``value`` stands for, if it was ever offered in this conversation."""
        with self._reading() as session:
            return _offer(session, conversation_id, value)

    def save_feedback(self, conversation_id: str, seq: int, useful: bool, reason: str) -> bool:
        """Whether ``seq`` is an assistant's message, whose feedback is then stored in place of an earlier one."""
        with self._writing() as session:
            _locked(session, conversation_id)
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
        with self._reading() as session:
            conversation = session.get(ConversationRow, conversation_id)
            row = session.scalar(
                select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.seq == seq)
            )
            if conversation is None or row is None or not assistant_answers(conversation.status):
                return None
            step = _answered_by(row, _state(conversation.state))
            return step and Rated(step, _state(conversation.state), conversation.last_seq)

    # --- The assistant's side -------------------------------------------------------------------------------------

    def volunteer(self, conversation_id: str, spoken: Spoken, *, after_seq: int) -> Message | None:
        """Stores what the assistant says unasked; None when something was said after ``after_seq``."""
        with self._writing() as session:
            conversation = _locked(session, conversation_id)
            if conversation.last_seq != after_seq or not assistant_answers(conversation.status):
                return None
            return _message(self._say(session, conversation, spoken, in_reply_to=None))

    def awaiting(self) -> Sequence[str]:
        """Conversations in which the assistant owes a reply."""
        with self._reading() as session:
            return session.scalars(select(MessageRow.conversation_id).where(MessageRow.awaits_reply).distinct()).all()

    def claim_turn(self, conversation_id: str, *, by: str, until: datetime) -> Turn | None:
        """The oldest message that awaits a reply, for the process ``by`` to answer until then.

        None when no reply is owed, or when another process is at work on one.
        """
        with self._writing() as session:
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
            offer = _offer(session, conversation_id, choice) if choice else None
            return Turn(conversation_id, _message(row), _state(conversation.state), offer)

    def finish_turn(self, turn: Turn, spoken: Spoken, *, by: str) -> Message | None:
        """Stores the reply. None when it is no longer wanted: erased, or taken over by another process."""
        with self._writing() as session:
            conversation = session.get(ConversationRow, turn.conversation_id, with_for_update=True)
            question = session.get(MessageRow, turn.message.id)
            if conversation is None or question is None or conversation.turn_by != by or not question.awaits_reply:
                return None
            question.awaits_reply = False
            conversation.turn_by = conversation.turn_until = None
            if reason := spoken.trace.get("report"):
                self._report(session, conversation, reason)
            row = self._say(session, conversation, spoken, in_reply_to=turn.message.id)
            return _message(row)

    # --- Watching and forgetting ----------------------------------------------------------------------------------

    def positions(self, conversation_ids: Sequence[str]) -> dict[str, tuple[int, Status]]:
        """``last_seq`` and status of those conversations that exist."""
        with self._reading() as session:
            rows = session.execute(
                select(ConversationRow.id, ConversationRow.last_seq, ConversationRow.status).where(
                    ConversationRow.id.in_(conversation_ids)
                )
            )
            return {row.id: (row.last_seq, row.status) for row in rows}

    def erase(self, conversation_id: str) -> None:
        """Every row of the conversation, in all tables (they follow it: ``ON DELETE CASCADE``)."""
        with self._writing() as session:
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        self._clear_log()

    def erase_older(self, before: datetime, *, at_most: int) -> int:
        """Erases up to ``at_most`` conversations unused since ``before``; how many."""
        with self._writing() as session:
            old = session.scalars(
                select(ConversationRow.id).where(ConversationRow.last_activity_at < before).limit(at_most)
            ).all()
            session.execute(delete(ConversationRow).where(ConversationRow.id.in_(old)))
        if old:
            self._clear_log()
        return len(old)

    def ping(self) -> None:
        """Raises StorageUnavailableError when the database or its tables cannot be read."""
        with self._reading() as session:
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
        self._append(session, conversation, row)
        known = set(
            session.scalars(
                select(OfferRow.value).where(
                    OfferRow.conversation_id == conversation.id, OfferRow.value.in_(spoken.offers)
                )
            )
        )
        session.add_all(
            OfferRow(conversation_id=conversation.id, value=value, offer=to_python(offer))
            for value, offer in spoken.offers.items()
            if value not in known
        )
        return row

    def _report(self, session: Session, conversation: ConversationRow, reason: str) -> None:
        """Why the answer last judged, else the last one, was no use: for editors."""
        of_this = FeedbackRow.conversation_id == conversation.id, FeedbackRow.useful.is_(False)
        seq = session.scalar(select(FeedbackRow.seq).where(*of_this).order_by(FeedbackRow.created_at.desc()).limit(1))
        answers = MessageRow.conversation_id == conversation.id, MessageRow.kind == Kind.ANSWER
        seq = seq or session.scalar(select(func.max(MessageRow.seq)).where(*answers))
        if seq is not None:
            session.merge(
                FeedbackRow(
                    conversation_id=conversation.id, seq=seq, useful=False, reason=reason, created_at=self._clock()
                )
            )

    def _append(self, session: Session, conversation: ConversationRow, row: MessageRow) -> None:
        now = self._clock()
        conversation.last_seq += 1
        conversation.last_activity_at = now
        row.conversation_id, row.seq, row.created_at = conversation.id, conversation.last_seq, now
        session.flush()  # the conversation before its first message
        session.add(row)
        session.flush()

    def _is_claimed_by_another(self, conversation: ConversationRow, by: str) -> bool:
        until = conversation.turn_until
        return conversation.turn_by not in (None, by) and until is not None and until > self._clock()

    def _clear_log(self) -> None:
        """SQLite keeps what was erased in its write-ahead log until that is emptied."""
        if self._engine.dialect.name == "sqlite":
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with _told_apart(), Session(self._engine) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with _told_apart(), Session(writer(self._engine), expire_on_commit=False) as session, session.begin():
            yield session


@contextmanager
def _told_apart() -> Iterator[None]:
    """A database that does not answer, or has no tables yet, is another matter than a mistake of ours."""
    try:
        yield
    except (OperationalError, InterfaceError, ProgrammingError) as error:
        raise StorageUnavailableError(type(error.orig).__name__) from error


def _locked(session: Session, conversation_id: str) -> ConversationRow:
    conversation = session.get(ConversationRow, conversation_id, with_for_update=True)
    if conversation is None:
        raise UnknownConversationError
    return conversation


def _by_client_id(conversation_id: str, client_id: str) -> Any:
    return select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.client_id == client_id)


def _awaiting(conversation_id: str) -> Any:
    return exists().where(MessageRow.conversation_id == conversation_id, MessageRow.awaits_reply)


def _offer(session: Session, conversation_id: str, value: str) -> Offer | None:
    row = session.get(OfferRow, (conversation_id, value))
    if row is None:
        return None
    try:
        offer: Offer = from_python(Offer, row.offer)
    except (BaseValidationError, ValueError):  # written by a release whose steps were others
        return None
    return offer


def _state(stored: dict[str, Any]) -> State:
    """The brain's memory; an empty one when another release wrote it in a way that cannot be read any more."""
    try:
        state: State = from_python(State, stored)
    except (BaseValidationError, ValueError):
        return State()
    return state


def _answered_by(row: MessageRow, state: State) -> Step | None:
    """What leads to the answer ``row`` again; with the answers given on the way when it is about the subject still."""
    subject = (row.payload.get("procedure") or {}).get("id")
    if row.kind is not Kind.ANSWER or subject is None:
        return None
    aspect = row.payload.get("aspect")
    step = Step(subject=subject, aspect=Aspect(aspect) if aspect else None)
    return replace(step, answers=state.answers, variables=state.variables) if state.subject == subject else step


def _message(row: MessageRow) -> Message:
    return Message(
        id=row.id,
        seq=row.seq,
        author=row.author,
        kind=row.kind,
        text=row.text,
        payload=row.payload,
        created_at=row.created_at,
        client_id=row.client_id,
        in_reply_to=row.in_reply_to,
    )
