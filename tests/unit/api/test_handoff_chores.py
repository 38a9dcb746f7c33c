"""What time alone does: nobody waits for ever, no agent is waited for who is gone, no silence lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from api.conversations.messages import History, Kind, Spoken, Written
from api.conversations.repository import Repository
from api.conversations.rows import Notice
from api.conversations.states import Outcome, Status
from api.erasure.repository import Erasure
from api.handoff.chores import Chores
from api.handoff.models import PresenceState
from api.handoff.refusals import FullError
from api.handoff.repository.callbacks import CallbackRepository, Contact
from api.handoff.repository.chores import ChoreRepository
from api.handoff.repository.desk import DeskRepository
from api.handoff.repository.presences import Agent, PresenceRepository
from api.handoff.repository.queue import QueueRepository
from api.handoff.repository.teams import TeamRepository
from api.handoff.settings import HandoffRules
from procedures.dialogue import State

CAMILLE, DOMINIQUE = Agent("a1", "Camille"), Agent("a2", "Dominique")
NOTICE = Notice("test", "Essai.")
MINUTE = timedelta(minutes=1)


class Town:
    """A town hall with a clock of its own, over a real database."""

    def __init__(self, engine: Engine) -> None:
        self.now = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
        self.rules = HandoffRules()
        self.conversations = Repository(engine, self.clock)
        self.queue = QueueRepository(engine, self.clock)
        self.desk = DeskRepository(engine, self.clock)
        self.presences = PresenceRepository(engine, self.clock)
        self.callbacks = CallbackRepository(engine, self.clock)
        self.engine = engine
        self._count = 0

    def clock(self) -> datetime:
        return self.now

    def pass_time(self, time: timedelta) -> list[str]:
        """What the chores changed after ``time``."""
        self.now += time
        return self.chores().do_all()

    def chores(self) -> Chores:
        return Chores(
            self.queue,
            self.desk,
            self.presences,
            ChoreRepository(self.engine, self.clock),
            TeamRepository(self.engine),
            self.rules,
            lambda: Notice("timed_out", "Personne n’est venu."),
            self.clock,
        )

    def opens(self) -> str:
        self._count += 1
        conversation_id = f"c{self._count}"
        first = Spoken(Kind.TEXT, "Bonjour", {}, State())
        self.conversations.create(conversation_id, "0" * 64, "", first)
        return conversation_id

    def waits(self) -> str:
        conversation_id = self.opens()
        self.now += timedelta(milliseconds=1)  # nobody asks at the very same moment
        self.queue.join(conversation_id, "", NOTICE, mail=True)
        return conversation_id

    def talks(self, agent: Agent = CAMILLE) -> str:
        conversation_id = self.waits()
        self.presences.set(agent, PresenceState.ONLINE)
        self.desk.claim(conversation_id, agent, NOTICE, capacity=self.rules.capacity)
        return conversation_id

    def says(self, conversation_id: str, text: str) -> None:
        self._count += 1
        self.conversations.accept(conversation_id, Written(f"m{self._count}", text))

    def answers(self, conversation_id: str, agent: Agent = CAMILLE) -> None:
        self._count += 1
        self.desk.say(conversation_id, agent, f"m{self._count}", "Voilà.")

    def history(self, conversation_id: str) -> History:
        return self.conversations.history(conversation_id, 0)

    def told(self, conversation_id: str) -> str | None:
        """The event of the last message."""
        event: str | None = self.history(conversation_id).messages[-1].payload.get("event")
        return event


@pytest.fixture
def town(engine: Engine) -> Town:
    return Town(engine)


def test_whoever_waits_too_long_is_let_go(town: Town) -> None:
    late = town.waits()
    town.pass_time(3 * MINUTE)
    early = town.waits()
    assert town.pass_time(2 * MINUTE + timedelta(seconds=1)) == [late]
    assert (town.history(late).status, town.history(late).outcome) == (Status.BOT, Outcome.TIMED_OUT)
    assert town.told(late) == "timed_out"
    assert town.queue.waiting() == [early]


def test_an_agent_of_whom_nothing_is_heard_gives_back_what_they_hold(town: Town) -> None:
    conversation = town.talks()
    town.waits()
    town.pass_time(2 * MINUTE)
    assert town.history(conversation).status is Status.AGENT
    changed = town.pass_time(MINUTE)
    assert conversation in changed
    assert town.queue.waiting()[0] == conversation
    assert town.told(conversation) == "agent_lost"
    assert town.presences.at_work(town.now - town.rules.lost) == []


def test_a_sign_of_life_is_enough_even_from_a_hidden_tab(town: Town) -> None:
    conversation = town.talks()
    for _ in range(10):  # a browser lets a hidden tab speak once a minute
        town.pass_time(MINUTE)
        town.presences.touch(CAMILLE)
    assert town.history(conversation).owner == CAMILLE.id


def test_a_silent_citizen_is_asked_then_the_place_is_freed(town: Town) -> None:
    town.rules = replace(town.rules, lost=timedelta(days=1))
    conversation = town.talks()
    town.answers(conversation)
    assert town.pass_time(15 * MINUTE) == []
    assert town.pass_time(timedelta(seconds=1)) == [conversation]
    assert town.told(conversation) == "idle_warning"
    assert town.pass_time(5 * MINUTE) == []
    assert town.pass_time(timedelta(seconds=1)) == [conversation]
    assert town.history(conversation).status is Status.CLOSED
    assert town.told(conversation) == "ended"


def test_who_answers_the_warning_stays(town: Town) -> None:
    town.rules = replace(town.rules, lost=timedelta(days=1))
    conversation = town.talks()
    town.answers(conversation)
    town.pass_time(16 * MINUTE)
    town.says(conversation, "oui je cherche mes papiers")
    assert town.pass_time(6 * MINUTE) == []
    assert town.history(conversation).status is Status.AGENT


def test_a_citizen_who_waits_for_the_agents_answer_is_not_called_silent(town: Town) -> None:
    town.rules = replace(town.rules, lost=timedelta(days=1))
    conversation = town.talks()
    town.says(conversation, "vous êtes là ?")
    assert town.pass_time(60 * MINUTE) == []


def test_what_nobody_writes_in_for_a_day_is_closed_in_silence(town: Town) -> None:
    conversation = town.opens()
    assert town.pass_time(timedelta(hours=23)) == []
    assert town.pass_time(timedelta(hours=1, seconds=1)) == [conversation]
    assert town.history(conversation).status is Status.CLOSED
    assert len(town.history(conversation).messages) == 1


def test_automatic_assignment_shares_the_load(town: Town) -> None:
    town.rules = replace(town.rules, automatic=True, capacity=2)
    for agent in (CAMILLE, DOMINIQUE):
        town.presences.set(agent, PresenceState.ONLINE)
    waiting = [town.waits() for _ in range(5)]
    assert set(town.pass_time(timedelta(seconds=1))) == set(waiting[:4])
    owners = [town.history(one).owner for one in waiting]
    assert sorted(owner for owner in owners if owner) == ["a1", "a1", "a2", "a2"]
    assert town.queue.waiting() == waiting[4:]


def test_the_wait_told_comes_from_those_who_were_taken(town: Town) -> None:
    for _ in range(3):
        conversation = town.waits()
        town.now += 2 * MINUTE
        town.presences.set(CAMILLE, PresenceState.ONLINE)
        town.desk.claim(conversation, CAMILLE, NOTICE, capacity=5)
    place = town.queue.place(town.waits())
    assert place is not None
    assert (place.position, place.estimated_wait_s) == (1, 120)


def test_capacity_is_asked_when_a_conversation_is_taken(town: Town) -> None:
    town.talks()
    waiting = town.waits()
    with pytest.raises(FullError):
        town.desk.claim(waiting, CAMILLE, NOTICE, capacity=1)


def test_one_process_at_a_time_tells_the_team_and_again_if_that_failed(town: Town) -> None:
    conversation = town.opens()
    town.callbacks.leave(conversation, Contact("a@ville.example", "", "", ""), NOTICE, mail=True)
    due = town.callbacks.claim_mail(again_after=5 * MINUTE)
    assert due is not None
    assert town.callbacks.claim_mail(again_after=5 * MINUTE) is None
    town.now += 5 * MINUTE
    assert town.callbacks.claim_mail(again_after=5 * MINUTE) == due
    town.callbacks.mailed(due)
    town.now += 60 * MINUTE
    assert town.callbacks.claim_mail(again_after=5 * MINUTE) is None


def test_reasons_why_nobody_could_answer_are_counted(town: Town) -> None:
    day = town.now.date()
    for what in ("nobody", "nobody", "full"):
        town.callbacks.count(day, what)
    assert town.callbacks.counts(day) == {"full": 1, "nobody": 2}


def test_the_record_of_changes_outlives_the_conversation(town: Town) -> None:
    conversation = town.waits()
    Erasure(town.engine, lambda _session, _words: 0, town.now.date).erase(conversation)
    records = ChoreRepository(town.engine, town.clock)
    assert records.forget_events(town.now) == 0
    assert records.forget_events(town.now + MINUTE) == 1


def test_the_team_is_told_of_who_waits_long_again_and_again_until_taken(town: Town) -> None:
    def told() -> bool:
        return town.queue.claim_mail(waited=MINUTE, again_after=2 * MINUTE)

    first = town.waits()
    assert not told()
    town.now += MINUTE
    assert told()
    assert not told()
    second = town.waits()
    town.now += MINUTE
    assert told()  # of the second; the first was told of a minute ago
    town.now += 2 * MINUTE
    assert told()
    assert not told()  # one e-mail for both
    for conversation in (first, second):
        town.presences.set(CAMILLE, PresenceState.ONLINE)
        town.desk.claim(conversation, CAMILLE, NOTICE, capacity=5)
    town.now += 10 * MINUTE
    assert not told()


def test_whoever_was_given_back_is_told_of_after_a_minute_like_anybody_else(town: Town) -> None:
    conversation = town.talks()
    town.now += 10 * MINUTE
    town.desk.release(conversation, CAMILLE, NOTICE)
    assert not town.queue.claim_mail(waited=MINUTE, again_after=2 * MINUTE)
    town.now += MINUTE
    assert town.queue.claim_mail(waited=MINUTE, again_after=2 * MINUTE)


def test_whoever_is_not_back_when_they_said_is_not_waited_for_much_longer(town: Town) -> None:
    conversation = town.talks()
    town.presences.set(CAMILLE, PresenceState.AWAY, back_at=town.now + 10 * MINUTE)
    for _ in range(14):
        town.presences.touch(CAMILLE)  # the page is open, and nobody is before it
        assert town.pass_time(MINUTE) == []
    town.presences.touch(CAMILLE)
    assert town.pass_time(MINUTE) == [conversation]
    assert town.history(conversation).status is Status.QUEUED
    assert town.told(conversation) == "agent_late"
    town.presences.touch(CAMILLE)
    assert town.pass_time(MINUTE) == []


def test_whoever_is_back_in_time_keeps_them(town: Town) -> None:
    conversation = town.talks()
    town.presences.set(CAMILLE, PresenceState.AWAY, back_at=town.now + 10 * MINUTE)
    town.pass_time(MINUTE)
    town.presences.set(CAMILLE, PresenceState.ONLINE)
    for _ in range(14):
        town.presences.touch(CAMILLE)
        town.pass_time(MINUTE)
    assert town.history(conversation).owner == CAMILLE.id
