"""What has to be done when nobody does anything: those who wait too long are let go, agents who vanished are replaced,
silent conversations end, the team hears of contacts left. Several processes may do it at once: each change asks the
database again whether it is due."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

from starlette.concurrency import run_in_threadpool

from api.conversations.refusals import StorageUnavailableError
from api.conversations.rows import Notice
from api.handoff.assignment import next_agent
from api.handoff.mail import Mailer
from api.handoff.refusals import ConflictError
from api.handoff.repository.chores import ChoreRepository
from api.handoff.repository.desk import DeskRepository
from api.handoff.repository.presences import Agent, PresenceRepository
from api.handoff.repository.queue import QueueRepository
from api.handoff.repository.teams import TeamRepository
from api.handoff.settings import HandoffRules
from api.handoff.wording import wording
from procedures.store.base import Clock, utc_now

EVERY_S = 1.0

_log = logging.getLogger(__name__)

Announce = Callable[[Iterable[str]], Awaitable[None]]


class Chores:
    """``waited_in_vain``: what those are told for whom nobody came. ``do_all`` blocks on the database: call it in a
    thread."""

    def __init__(
        self,
        queue: QueueRepository,
        desk: DeskRepository,
        presences: PresenceRepository,
        chores: ChoreRepository,
        teams: TeamRepository,
        rules: HandoffRules,
        waited_in_vain: Callable[[], Notice],
        clock: Clock = utc_now,
    ) -> None:
        self._queue = queue
        self._desk = desk
        self._presences = presences
        self._chores = chores
        self._teams = teams
        self._rules = rules
        self._waited_in_vain = waited_in_vain
        self._clock = clock

    def do_all(self) -> list[str]:
        """Whatever is due; the conversations it changed."""
        now, rules, said = self._clock(), self._rules, wording()
        minutes = round(rules.grace.total_seconds() / 60)
        warning = said.agent.idle_warning.format(minutes=minutes)
        return [
            *self._replace_lost_agents(),
            *self._replace_late_agents(),
            *self._queue.time_out(now - rules.wait, self._waited_in_vain),
            *self._chores.warn_idle(now - rules.idle, Notice("idle_warning", warning)),
            *self._chores.close_warned(now - rules.grace, Notice("ended", said.agent.idle_ended)),
            *self._chores.close_unused(now - rules.unused),
            *(self._assign() if rules.automatic else ()),
        ]

    def _replace_lost_agents(self) -> list[str]:
        since = self._clock() - self._rules.lost
        notice = Notice("agent_lost", wording().agent.agent_lost)
        changed: list[str] = []
        for lost in self._presences.lost(since):
            changed += self._desk.give_back_if_lost(lost.agent, since, notice)
        return changed

    def _replace_late_agents(self) -> list[str]:
        """A citizen who was told when somebody would be back does not wait much longer than that."""
        notice = Notice("agent_late", wording().agent.agent_late)
        changed: list[str] = []
        for late in self._presences.late(self._clock() - self._rules.late):
            changed += self._desk.give_back_if_late(late.agent, notice)
        return changed

    def _assign(self) -> list[str]:
        """Gives those who wait to whoever is least loaded: in the team whose they are first of all, else of all."""
        changed = []
        members = {team.id: team.members for team in self._teams.all()}
        for conversation_id, team_id in self._queue.waiting_teams():
            loads = self._presences.loads(self._clock() - self._rules.lost)
            of_the_team = [load for load in loads if load.agent_id in members.get(team_id or "", ())]
            capacity = self._rules.capacity
            chosen = next_agent(of_the_team, capacity=capacity) or next_agent(loads, capacity=capacity)
            if chosen is None:
                break
            agent = Agent(chosen.agent_id, chosen.name)
            notice = Notice("taken", wording().agent.taken.format(name=agent.name), (("agent", agent.name),))
            try:
                self._desk.claim(conversation_id, agent, notice, capacity=self._rules.capacity)
            except ConflictError:  # somebody was faster
                continue
            changed.append(conversation_id)
        return changed


async def look_after_forever(chores: Chores, mailer: Mailer | None, announce: Announce) -> None:
    """Every second, until cancelled."""
    while True:
        try:
            if changed := await run_in_threadpool(chores.do_all):
                await announce(changed)
            if mailer is not None:
                await mailer.send_due()
        except StorageUnavailableError as error:
            _log.warning("cannot look after the conversations that wait: %s", error)
        except Exception:  # nobody may be left waiting because one chore fails
            _log.exception("a chore failed; all are tried again")
        await asyncio.sleep(EVERY_S)
