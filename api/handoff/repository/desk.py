"""What agents do with a conversation. One writer: whoever owns it, asked inside the transaction of every change."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from api.conversations.messages import Author, Kind, Message, Spoken
from api.conversations.models import ConversationRow, MessageRow
from api.conversations.rows import By, Notice, append, as_message, change_hands, keep_offers, record, say_to_both
from api.conversations.states import Actor, Happening, Status
from api.database import writing
from api.handoff.models import NoteRow, PresenceState, RequestRow
from api.handoff.refusals import AbsentAgentError, AlreadyTakenError, FullError, NotWaitingError, NotYoursError
from api.handoff.repository.presences import Agent, name_of, presence_of
from api.handoff.repository.requests import end_request, held_by, locked_for_agents, open_request
from procedures.store.base import Clock, utc_now
from procedures.wire import to_python

TO_TEAM = "to_team"
LATE = "late"


class DeskRepository:
    """All methods raise UnknownConversationError for a conversation that agents may not see."""

    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine = engine
        self._clock = clock

    def claim(self, conversation_id: str, agent: Agent, notice: Notice, *, capacity: int) -> None:
        """The conversation becomes the agent's: one update, which only one of two can win.

        Raises AlreadyTakenError (with the owner), NotWaitingError, FullError. Claiming one's own again changes nothing.
        """
        with writing(self._engine) as session:
            presence = presence_of(session, agent, self._clock())
            holds = held_by(session, agent.id)
            now = self._clock()
            if holds < capacity and self._win(session, conversation_id, agent):
                conversation = locked_for_agents(session, conversation_id)
                by = By(Actor.AGENT, agent.id)
                record(session, conversation, Happening.TAKEN, by, now, before=Status.QUEUED, notice=notice)
                presence.busy_since = now
                _picked_up(session, conversation_id, now)
                return
            self._refuse(session, conversation_id, agent)

    def _win(self, session: Session, conversation_id: str, agent: Agent) -> bool:
        waiting = ConversationRow.id == conversation_id, ConversationRow.status == Status.QUEUED
        won = session.execute(update(ConversationRow).where(*waiting).values(status=Status.AGENT, owner_id=agent.id))
        return bool(won.rowcount)  # type: ignore[attr-defined]

    def _refuse(self, session: Session, conversation_id: str, agent: Agent) -> None:
        conversation = locked_for_agents(session, conversation_id)
        if conversation.owner_id == agent.id:
            return
        if conversation.owner_id is not None:
            owner = {"id": conversation.owner_id, "name": name_of(session, conversation.owner_id)}
            raise AlreadyTakenError(owner=owner)
        if conversation.status is Status.QUEUED:
            raise FullError(owner=None)
        raise NotWaitingError(owner=None)

    def say(self, conversation_id: str, agent: Agent, client_id: str, text: str) -> tuple[Message, bool]:
        """The agent's message, and whether it is new. Raises NotYoursError: only the owner speaks."""
        with writing(self._engine) as session:
            conversation = locked_for_agents(session, conversation_id)
            row = MessageRow(kind=Kind.TEXT, text=text, payload={}, trace={})
            return self._say(session, conversation, agent, client_id, row)

    def show(self, conversation_id: str, agent: Agent, client_id: str, spoken: Spoken) -> tuple[Message, bool]:
        """The same with an answer of the base, which the assistant remembers as its own. Raises NotYoursError."""
        with writing(self._engine) as session:
            conversation = locked_for_agents(session, conversation_id)
            row = MessageRow(kind=spoken.kind, text=spoken.text, payload=dict(spoken.payload), trace=dict(spoken.trace))
            message, is_new = self._say(session, conversation, agent, client_id, row)
            if is_new:
                conversation.state = to_python(spoken.state)
                keep_offers(session, conversation_id, to_python(dict(spoken.offers)))
            return message, is_new

    def _say(
        self, session: Session, conversation: ConversationRow, agent: Agent, client_id: str, row: MessageRow
    ) -> tuple[Message, bool]:
        same = MessageRow.conversation_id == conversation.id, MessageRow.client_id == client_id
        known = session.scalar(select(MessageRow).where(*same))
        if known is not None:
            return as_message(known), False
        check_owner(session, conversation, agent)
        row.id, row.client_id, row.author, row.awaits_reply = str(uuid.uuid4()), client_id, Author.AGENT, False
        row.payload = {**row.payload, "agent": {"name": agent.name}}
        row.trace = {**row.trace, "agent": agent.id}
        append(session, conversation, row, self._clock())
        conversation.read_by_agent = conversation.last_seq
        return as_message(row), True

    def release(self, conversation_id: str, agent: Agent, notice: Notice, *, any_owner: bool = False) -> None:
        """Back to the head of the queue. ``any_owner``: a supervisor may do it for another. Raises NotYoursError."""
        with writing(self._engine) as session:
            conversation = locked_for_agents(session, conversation_id)
            check_owner(session, conversation, agent, any_owner=any_owner)
            _give_back(session, conversation, Happening.RELEASED, By(Actor.AGENT, agent.id), self._clock(), notice)

    def pass_to_team(
        self, conversation_id: str, agent: Agent, team_id: str, notice: Notice, *, any_owner: bool = False
    ) -> None:
        """Back to the head of the queue, for a team first of all. Raises NotYoursError."""
        with writing(self._engine) as session:
            conversation = locked_for_agents(session, conversation_id)
            check_owner(session, conversation, agent, any_owner=any_owner)
            by = By(Actor.AGENT, agent.id, TO_TEAM)
            _give_back(session, conversation, Happening.RELEASED, by, self._clock(), notice)
            if request := open_request(session, conversation_id):
                request.team_id = team_id

    def give_back_all(self, agent_id: str, happening: Happening, by: By, notice: Notice) -> list[str]:
        """All that the agent holds goes back to the head of the queue; which."""
        with writing(self._engine) as session:
            held = ConversationRow.owner_id == agent_id, ConversationRow.status == Status.AGENT
            mine = session.scalars(
                select(ConversationRow).where(*held).order_by(ConversationRow.id).with_for_update()
            ).all()
            for conversation in mine:
                _give_back(session, conversation, happening, by, self._clock(), notice)
            return [conversation.id for conversation in mine]

    def give_back_if_lost(self, agent: Agent, seen_before: datetime, notice: Notice) -> list[str]:
        """The same for an agent of whom nothing was heard since then, who is offline from now on."""
        with writing(self._engine) as session:
            presence = presence_of(session, agent, self._clock())
            if presence.seen_at > seen_before:
                return []
            presence.state, presence.back_at = PresenceState.OFFLINE, None
        return self.give_back_all(agent.id, Happening.AGENT_LOST, By(Actor.SERVICE, agent.id), notice)

    def hand_to_assistant(self, conversation_id: str, agent: Agent, notice: Notice, *, any_owner: bool = False) -> None:
        """Raises NotYoursError."""
        self._let_go(conversation_id, agent, Happening.RETURNED, "", notice, any_owner=any_owner)

    def close(
        self, conversation_id: str, agent: Agent, reason: str, notice: Notice, *, any_owner: bool = False
    ) -> None:
        """Raises NotYoursError."""
        self._let_go(conversation_id, agent, Happening.ENDED, reason, notice, any_owner=any_owner)

    def give_back_if_late(self, agent: Agent, notice: Notice) -> list[str]:
        """The same for an agent who is still away, and of whom no return is expected any more from then on."""
        with writing(self._engine) as session:
            presence = presence_of(session, agent, self._clock())
            if presence.state is not PresenceState.AWAY:
                return []
            presence.back_at = None
        return self.give_back_all(agent.id, Happening.RELEASED, By(Actor.SERVICE, agent.id, LATE), notice)

    def _let_go(
        self,
        conversation_id: str,
        agent: Agent,
        happening: Happening,
        reason: str,
        notice: Notice,
        *,
        any_owner: bool,
    ) -> None:
        with writing(self._engine) as session:
            conversation = locked_for_agents(session, conversation_id)
            check_owner(session, conversation, agent, any_owner=any_owner)
            by = By(Actor.AGENT, agent.id, reason)
            change_hands(session, conversation, happening, by, self._clock(), notice=notice)
            end_request(session, conversation_id, self._clock())

    def transfer(
        self,
        conversation_id: str,
        agent: Agent,
        to: Agent,
        notice: Notice,
        *,
        seen_after: datetime,
        any_owner: bool = False,
    ) -> None:
        """To another agent, who must be there. Raises NotYoursError, AbsentAgentError."""
        with writing(self._engine) as session:
            target = presence_of(session, to, self._clock())
            if target.state is not PresenceState.ONLINE or target.seen_at <= seen_after:
                raise AbsentAgentError
            conversation = locked_for_agents(session, conversation_id)
            check_owner(session, conversation, agent, any_owner=any_owner)
            by = By(Actor.AGENT, agent.id)
            change_hands(session, conversation, Happening.TRANSFERRED, by, self._clock(), owner=to.id, notice=notice)
            target.busy_since = self._clock()

    def reopen(self, conversation_id: str, agent: Agent, notice: Notice) -> None:
        """A closed conversation becomes the agent's. Raises ImpossibleChangeError."""
        with writing(self._engine) as session:
            conversation = locked_for_agents(session, conversation_id)
            now = self._clock()
            by = By(Actor.AGENT, agent.id)
            change_hands(session, conversation, Happening.REOPENED, by, now, owner=agent.id, notice=notice)
            session.add(
                RequestRow(
                    id=str(uuid.uuid4()),
                    conversation_id=conversation_id,
                    reason="reopened",
                    words="",
                    position=1,
                    first=False,
                    asked_at=now,
                    waiting_since=now,
                )
            )

    def tell(self, agent_id: str, notice: Notice) -> list[str]:
        """Tells all those the agent speaks with; in which conversations."""
        with writing(self._engine) as session:
            held = ConversationRow.owner_id == agent_id, ConversationRow.status == Status.AGENT
            mine = session.scalars(
                select(ConversationRow).where(*held).order_by(ConversationRow.id).with_for_update()
            ).all()
            for conversation in mine:
                say_to_both(session, conversation, notice, self._clock())
            return [conversation.id for conversation in mine]

    def note(self, conversation_id: str, agent: Agent, text: str) -> str:
        """Adds what agents tell each other; its id."""
        with writing(self._engine) as session:
            locked_for_agents(session, conversation_id)
            note = NoteRow(
                id=str(uuid.uuid4()),
                conversation_id=conversation_id,
                author_id=agent.id,
                author_name=agent.name,
                text=text,
                created_at=self._clock(),
            )
            session.add(note)
            return note.id


def check_owner(session: Session, conversation: ConversationRow, agent: Agent, *, any_owner: bool = False) -> None:
    """Raises NotYoursError. ``any_owner``: a supervisor may do it with another's."""
    if conversation.status is not Status.AGENT:
        raise NotYoursError(owner=None)
    if conversation.owner_id != agent.id and not any_owner:
        owner = {"id": conversation.owner_id, "name": name_of(session, conversation.owner_id)}
        raise NotYoursError(owner=owner)


def _give_back(
    session: Session, conversation: ConversationRow, happening: Happening, by: By, now: datetime, notice: Notice
) -> None:
    change_hands(session, conversation, happening, by, now, notice=notice)
    if request := open_request(session, conversation.id):
        request.first, request.waiting_since = True, now


def _picked_up(session: Session, conversation_id: str, now: datetime) -> None:
    request = open_request(session, conversation_id)
    if request is not None and request.taken_at is None:
        request.taken_at = now
