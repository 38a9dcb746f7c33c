"""What every repository does to a conversation's rows, inside its own transaction: lock, append, change hands."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cattrs import BaseValidationError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.conversations.messages import Author, Kind, Message, Position
from api.conversations.models import ConversationRow, EventRow, MessageRow, OfferRow
from api.conversations.refusals import UnknownConversationError
from api.conversations.states import Actor, Happening, Standing, Status, change
from procedures.dialogue import State
from procedures.outcome import Offer
from procedures.wire import from_python


@dataclass(frozen=True)
class By:
    """Who makes a change, and why: a code, never a sentence. ``agent``: the id of the agent who does."""

    actor: Actor
    agent: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Notice:
    """What both sides are told of a change. ``event`` says it to programs, ``told`` goes with it."""

    event: str
    text: str
    told: tuple[tuple[str, Any], ...] = ()


def locked(session: Session, conversation_id: str) -> ConversationRow:
    """The conversation, which nobody else changes before the transaction ends. Raises UnknownConversationError."""
    conversation = session.get(ConversationRow, conversation_id, with_for_update=True, populate_existing=True)
    if conversation is None:
        raise UnknownConversationError
    return conversation


# What tells where a conversation stands: two that are equal show the same to both sides.
STANDS_AT = (
    ConversationRow.last_seq,
    ConversationRow.status,
    ConversationRow.read_by_citizen,
    ConversationRow.read_by_agent,
)


def position_of(conversation: ConversationRow) -> Position:
    return tuple(getattr(conversation, column.key) for column in STANDS_AT)


def append(session: Session, conversation: ConversationRow, row: MessageRow, now: datetime) -> None:
    """Gives ``row`` the next ``seq``; ``conversation`` must be locked."""
    conversation.last_seq += 1
    conversation.last_activity_at = now
    row.conversation_id, row.seq, row.created_at = conversation.id, conversation.last_seq, now
    session.flush()  # the conversation before its first message
    session.add(row)
    session.flush()


def keep_offers(session: Session, conversation_id: str, offers: Mapping[str, Any]) -> None:
    """What the values in a message stand for, as JSON; those kept before stay."""
    mine = OfferRow.conversation_id == conversation_id, OfferRow.value.in_(offers)
    known = set(session.scalars(select(OfferRow.value).where(*mine)))
    new = {value: offer for value, offer in offers.items() if value not in known}
    session.add_all(OfferRow(conversation_id=conversation_id, value=value, offer=offer) for value, offer in new.items())


def say_to_both(session: Session, conversation: ConversationRow, notice: Notice, now: datetime) -> None:
    """A notice of the service itself, which citizen and agent see alike."""
    row = MessageRow(
        id=str(uuid.uuid4()),
        author=Author.SYSTEM,
        kind=Kind.NOTICE,
        text=notice.text,
        payload={"event": notice.event, **dict(notice.told)},
        awaits_reply=False,
        trace={},
    )
    append(session, conversation, row, now)


def change_hands(
    session: Session,
    conversation: ConversationRow,
    happening: Happening,
    by: By,
    now: datetime,
    *,
    owner: str | None = None,
    notice: Notice | None = None,
) -> None:
    """Makes the change, records it, and tells of it. Raises ImpossibleChangeError.

    Once a person is waited for or speaks, the assistant owes no reply any more: one it is working on is dropped.
    """
    before = Standing(conversation.status, conversation.owner_id, conversation.outcome)
    after = change(before, happening, owner=owner)
    conversation.owner_id, conversation.outcome = after.owner, after.outcome
    conversation.status = after.status
    record(session, conversation, happening, by, now, before=before.status, notice=notice)


def record(
    session: Session,
    conversation: ConversationRow,
    happening: Happening,
    by: By,
    now: datetime,
    *,
    before: Status,
    notice: Notice | None = None,
) -> None:
    """The rest of a change that is made: ``before`` is the status that the conversation had."""
    after = conversation.status
    if after is not before:
        conversation.acknowledged, conversation.idle_warned_at = False, None
    if after in (Status.QUEUED, Status.AGENT):
        owed = MessageRow.conversation_id == conversation.id, MessageRow.awaits_reply
        session.execute(update(MessageRow).where(*owed).values(awaits_reply=False))
    if notice is not None:
        say_to_both(session, conversation, notice, now)
    session.add(
        EventRow(
            conversation_id=conversation.id,
            happening=happening,
            actor=by.actor,
            actor_id=by.agent,
            reason=by.reason,
            from_status=before,
            to_status=after,
            seq=conversation.last_seq,
            at=now,
        )
    )


def find_offer(session: Session, conversation_id: str, value: str) -> Offer | None:
    """What a value once offered in the conversation stands for."""
    row = session.get(OfferRow, (conversation_id, value))
    if row is None:
        return None
    try:
        offer: Offer = from_python(Offer, row.offer)
    except (BaseValidationError, ValueError):  # written by a release whose steps were others
        return None
    return offer


def as_state(stored: Mapping[str, Any]) -> State:
    """The brain's memory; an empty one when another release wrote it in a way that cannot be read any more."""
    try:
        state: State = from_python(State, stored)
    except (BaseValidationError, ValueError):
        return State()
    return state


def as_message(row: MessageRow) -> Message:
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
        awaits_reply=row.awaits_reply,
    )
