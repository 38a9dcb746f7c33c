"""Answers of the assistant that an agent reads before the citizen does."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from api.conversations.messages import Author, Kind, Message
from api.conversations.models import MessageRow
from api.conversations.rows import By, Notice, append, as_message, change_hands, keep_offers
from api.conversations.states import Actor, Happening
from api.database import writing
from api.handoff.refusals import AlreadySentError, UnknownDraftError
from api.handoff.repository.desk import check_owner
from api.handoff.repository.presences import Agent
from api.handoff.repository.requests import end_request, locked_for_agents
from procedures.store.base import Clock, utc_now

READ_BY = "Réponse relue par {name}."


class DraftRepository:
    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def send(self, conversation_id: str, agent: Agent, seq: int, notice: Notice | None) -> Message:
        """Sends the answer kept with the message ``seq``, as the assistant's. With ``notice``, the assistant then goes
        on from there.

        Raises UnknownConversationError, NotYoursError, UnknownDraftError, AlreadySentError.
        """
        with writing(self._engine) as session:
            conversation = locked_for_agents(session, conversation_id)
            check_owner(session, conversation, agent)
            now = self._clock()
            kept = _kept(session, conversation_id, seq)
            withheld: Mapping[str, Any] = kept.trace["withheld"]
            row = MessageRow(
                id=str(uuid.uuid4()),
                author=Author.ASSISTANT,
                kind=Kind(withheld["kind"]),
                text=f"{READ_BY.format(name=agent.name)}\n\n{withheld['text']}",
                payload={**withheld["payload"], "approved_by": {"name": agent.name}},
                awaits_reply=False,
                trace={"decision": "answer", "approved_by": agent.id},
            )
            append(session, conversation, row, now)
            keep_offers(session, conversation_id, withheld["offers"])
            conversation.state = withheld["state"]
            conversation.read_by_agent = conversation.last_seq
            kept.trace = {**kept.trace, "sent_as": row.seq}
            if notice is not None:
                by = By(Actor.AGENT, agent.id, "approved")
                change_hands(session, conversation, Happening.RETURNED, by, now, notice=notice)
                end_request(session, conversation_id, now)
            return as_message(row)


def _kept(session: Session, conversation_id: str, seq: int) -> MessageRow:
    here = MessageRow.conversation_id == conversation_id, MessageRow.seq == seq
    row = session.scalar(select(MessageRow).where(*here))
    if row is None or "withheld" not in row.trace:
        raise UnknownDraftError
    if "sent_as" in row.trace:
        raise AlreadySentError
    return row
