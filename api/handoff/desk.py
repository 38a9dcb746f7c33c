"""What agents can do: be there, take a conversation, speak, give it away, end it, call back.

All methods block on the database: call them in a thread. Those that change several conversations return which.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from api.conversations.messages import Message, Spoken
from api.conversations.rows import By, Notice
from api.conversations.states import Actor, Happening
from api.handoff.models import CallbackState, PresenceState
from api.handoff.refusals import AbsentAgentError, AbsentTeamError
from api.handoff.repository.callbacks import Callback, CallbackRepository
from api.handoff.repository.desk import DeskRepository
from api.handoff.repository.drafts import DraftRepository
from api.handoff.repository.presences import Agent, Presence, PresenceRepository
from api.handoff.repository.teams import Team, TeamRepository
from api.handoff.settings import HandoffRules
from api.handoff.wording import wording
from api.privacy import mask
from procedures.store.base import Clock, utc_now


class ClosingReason(StrEnum):
    ANSWERED = "answered"
    NO_SOLUTION = "no_solution"
    ELSEWHERE = "elsewhere"  # another office was named
    CITIZEN_LEFT = "citizen_left"
    ABUSE = "abuse"
    OTHER = "other"


class AgentDesk:
    def __init__(
        self,
        desk: DeskRepository,
        presences: PresenceRepository,
        callbacks: CallbackRepository,
        teams: TeamRepository,
        drafts: DraftRepository,
        rules: HandoffRules,
        clock: Clock = utc_now,
    ) -> None:
        self._desk = desk
        self._presences = presences
        self._callbacks = callbacks
        self._teams = teams
        self._drafts = drafts
        self._rules = rules
        self._clock = clock

    # --- Being there ----------------------------------------------------------------------------------------------

    def be(self, agent: Agent, state: PresenceState, back_in: timedelta | None = None) -> list[str]:
        """The agent is there, away, or gone; in which conversations it was told. Whoever goes gives all back."""
        back_at = self._clock() + back_in if back_in and state is PresenceState.AWAY else None
        self._presences.set(agent, state, back_at)
        if state is PresenceState.OFFLINE:
            by = By(Actor.AGENT, agent.id, "went_offline")
            return self._desk.give_back_all(agent.id, Happening.RELEASED, by, _notice("released"))
        if back_in and state is PresenceState.AWAY:
            minutes = round(back_in.total_seconds() / 60)
            return self._desk.tell(agent.id, _notice("away", agent, minutes=minutes))
        return []

    def touch(self, agent: Agent) -> None:
        """A sign of life."""
        self._presences.touch(agent)

    def colleagues(self) -> list[Presence]:
        """Those who are there or away, not those of whom nothing was heard for too long."""
        since = self._clock() - self._rules.lost
        everybody = self._presences.all()
        return [one for one in everybody if one.state is not PresenceState.OFFLINE and one.seen_at > since]

    def teams(self) -> Sequence[tuple[Team, int]]:
        """Every team, and how many of it take conversations now."""
        there = self._there()
        return [(team, len(team.members & there)) for team in self._teams.all()]

    def _there(self) -> frozenset[str]:
        return frozenset(one.agent.id for one in self._presences.at_work(self._clock() - self._rules.lost))

    # --- With one conversation ------------------------------------------------------------------------------------
    # All raise UnknownConversationError; all but ``claim``, ``reopen`` and ``note`` raise NotYoursError.
    # ``any_owner``: a supervisor may do it with another's.

    def claim(self, conversation_id: str, agent: Agent) -> None:
        """Raises AlreadyTakenError, NotWaitingError, FullError."""
        notice = _notice("taken", agent)
        self._desk.claim(conversation_id, agent, notice, capacity=self._rules.capacity)

    def say(self, conversation_id: str, agent: Agent, client_id: str, text: str) -> tuple[Message, bool]:
        """The message, and whether it is new."""
        return self._desk.say(conversation_id, agent, client_id, text)

    def show(self, conversation_id: str, agent: Agent, client_id: str, spoken: Spoken) -> tuple[Message, bool]:
        """The same with an answer of the base."""
        return self._desk.show(conversation_id, agent, client_id, spoken)

    def send_draft(self, conversation_id: str, agent: Agent, seq: int, *, hand_back: bool) -> Message:
        """The assistant's answer kept with the message ``seq`` goes to the citizen, who then speaks with the assistant
        again if ``hand_back``. Raises UnknownDraftError, AlreadySentError."""
        notice = _notice("returned") if hand_back else None
        return self._drafts.send(conversation_id, agent, seq, notice)

    def release(self, conversation_id: str, agent: Agent, comment: str, *, any_owner: bool) -> None:
        """Back to the head of the queue, with ``comment`` for whoever takes it next."""
        self._desk.release(conversation_id, agent, _notice("released"), any_owner=any_owner)
        self._comment(conversation_id, agent, comment)

    def hand_to_assistant(self, conversation_id: str, agent: Agent, *, any_owner: bool) -> None:
        self._desk.hand_to_assistant(conversation_id, agent, _notice("returned"), any_owner=any_owner)

    def close(
        self, conversation_id: str, agent: Agent, reason: ClosingReason, comment: str, *, any_owner: bool
    ) -> None:
        self._desk.close(conversation_id, agent, reason.value, _notice("ended"), any_owner=any_owner)
        self._comment(conversation_id, agent, comment)

    def transfer(self, conversation_id: str, agent: Agent, to: str, comment: str, *, any_owner: bool) -> None:
        """To the colleague whose id is ``to``. Raises AbsentAgentError."""
        since = self._clock() - self._rules.lost
        target = next((one.agent for one in self._presences.at_work(since) if one.agent.id == to), None)
        if target is None:
            raise AbsentAgentError
        notice = _notice("transferred", target)
        self._desk.transfer(conversation_id, agent, target, notice, seen_after=since, any_owner=any_owner)
        self._comment(conversation_id, agent, comment)

    def transfer_to_team(
        self, conversation_id: str, agent: Agent, team_id: str, comment: str, *, any_owner: bool
    ) -> None:
        """Back to the head of the queue, for that team first of all. Raises UnknownTeamError, AbsentTeamError when
        nobody else of it takes conversations now."""
        team = self._teams.find(team_id)
        if not (team.members & self._there()) - {agent.id}:
            raise AbsentTeamError
        notice = Notice("to_team", wording().agent.to_team.format(team=team.name), (("team", team.name),))
        self._desk.pass_to_team(conversation_id, agent, team.id, notice, any_owner=any_owner)
        self._comment(conversation_id, agent, comment)

    def reopen(self, conversation_id: str, agent: Agent) -> None:
        """Raises ImpossibleChangeError when it is not closed."""
        self._desk.reopen(conversation_id, agent, _notice("reopened", agent))

    def note(self, conversation_id: str, agent: Agent, text: str) -> str:
        """For colleagues alone; its id. Personal data in it is masked like that of citizens."""
        return self._desk.note(conversation_id, agent, mask(text).text)

    def _comment(self, conversation_id: str, agent: Agent, comment: str) -> None:
        if comment:
            self.note(conversation_id, agent, comment)

    # --- Calling back ---------------------------------------------------------------------------------------------

    def settle(self, callback_id: str, agent: Agent, state: CallbackState, comment: str) -> Callback:
        """Whether the citizen was reached. Raises UnknownConversationError."""
        return self._callbacks.settle(callback_id, agent, state, mask(comment).text)


def _notice(event: str, agent: Agent | None = None, **filled: object) -> Notice:
    sentence: str = getattr(wording().agent, event)
    name = agent.name if agent else ""
    return Notice(event, sentence.format(name=name, **filled), (("agent", name),) if name else ())
