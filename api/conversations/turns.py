"""Every message that awaits a reply gets exactly one.

What is owed is written in the database, in the transaction that stored the citizen's message; so is who is working on
it, and until when. A process that dies leaves a claim that runs out, and whoever looks next takes it over: at a poll of
the citizen, or at the sweep that runs from the start on. The reply, the end of the claim and the new state are one
transaction, which fails for a process whose claim was taken over meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from starlette.concurrency import run_in_threadpool

from api.conversations.brain import Brain
from api.conversations.delivery import Hub
from api.conversations.messages import Spoken, Turn
from api.conversations.refusals import StorageUnavailableError
from api.conversations.repository import Repository
from procedures.store.base import Clock, utc_now

# Longer than any turn: Rasa has 3 s, the brain's own part takes milliseconds.
CLAIM = timedelta(seconds=8)
SWEEP_EVERY_S = 2.0
FINISH_WITHIN_S = 5.0

_log = logging.getLogger(__name__)


class Turns:
    """Belongs to one event loop. ``observe`` is told of each reply once it is on disk."""

    def __init__(
        self,
        repository: Repository,
        brain: Brain,
        hub: Hub,
        *,
        observe: Callable[[Spoken], None],
        clock: Clock = utc_now,
    ) -> None:
        self._repository = repository
        self._brain = brain
        self._hub = hub
        self._observe = observe
        self._clock = clock
        self._me = str(uuid.uuid4())
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._wanted: set[str] = set()

    def wake(self, conversation_id: str) -> None:
        """Something may await a reply there. A conversation has one task at most, which looks again before it ends."""
        self._wanted.add(conversation_id)
        if conversation_id not in self._tasks:
            self._tasks[conversation_id] = asyncio.create_task(self._work(conversation_id))

    async def sweep_forever(self) -> None:
        """Takes up what a crash left unanswered, now and every few seconds, until cancelled."""
        while True:
            try:
                for conversation_id in await run_in_threadpool(self._repository.awaiting):
                    self.wake(conversation_id)
            except StorageUnavailableError as error:
                _log.warning("cannot look for messages that await a reply: %s", error)
            await asyncio.sleep(SWEEP_EVERY_S)

    async def finish(self) -> None:
        """Lets the turns under way end; those that do not are taken up at the next start."""
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=FINISH_WITHIN_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, conversation_id: str) -> None:
        try:
            while conversation_id in self._wanted:
                self._wanted.discard(conversation_id)
                while turn := await self._claim(conversation_id):
                    if not await self._answer(turn):
                        break
        except StorageUnavailableError as error:
            _log.warning("cannot answer in %s for now: %s", conversation_id, error)
        finally:
            self._wanted.discard(conversation_id)
            del self._tasks[conversation_id]

    async def _claim(self, conversation_id: str) -> Turn | None:
        until = self._clock() + CLAIM
        return await run_in_threadpool(self._repository.claim_turn, conversation_id, by=self._me, until=until)

    async def _answer(self, turn: Turn) -> bool:
        """Whether another reply may be owed there."""
        spoken = await self._brain.reply(turn)
        waited = self._clock() - turn.message.created_at
        spoken = replace(spoken, trace={**spoken.trace, "latency_ms": round(waited.total_seconds() * 1000)})
        stored = await run_in_threadpool(self._repository.finish_turn, turn, spoken, by=self._me)
        if stored is None:
            _log.info("the reply to message %s of %s was not wanted any more", turn.message.seq, turn.conversation_id)
            return True
        self._observe(spoken)
        self._hub.wake(turn.conversation_id)
        return stored.more
