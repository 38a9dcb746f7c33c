"""Keeps one service alive: starts it, waits until it answers, watches it, starts it again when it dies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from assistant.cli.supervision.group import ProcessGroup
from assistant.cli.supervision.log import ServiceLog
from assistant.cli.supervision.service import Service


class Situation(Enum):
    """What just happened to a service."""

    STARTING = auto()
    READY = auto()
    DIED = auto()  # after having answered
    SILENT = auto()  # runs but no longer answers
    FAILED_TO_START = auto()


Tell = Callable[[Service, Situation], None]


class ServiceFailedError(Exception):
    """An essential service does not start."""

    def __init__(self, service: Service, tail: tuple[str, ...]) -> None:
        super().__init__(service.label)
        self.service = service
        self.tail = tail


@dataclass(frozen=True)
class Rhythm:
    """Durations, in seconds, and counts. Pauses double from the first to the longest, and start again once settled."""

    poll: float = 0.25
    check: float = 10.0
    misses: int = 3
    first_pause: float = 1.0
    longest_pause: float = 60.0
    settled: float = 60.0
    grace: float = 10.0
    tries: int = 3  # of an essential service that never answers

    def next_pause(self, pause: float, uptime: float) -> float:
        """How long to wait before the next start, after one that lasted ``uptime``."""
        return self.first_pause if uptime >= self.settled else min(pause * 2, self.longest_pause)


class Keeper:
    """Owns one service from the first start to the end."""

    def __init__(self, service: Service, *, log: ServiceLog, tell: Tell, rhythm: Rhythm | None = None) -> None:
        self.service = service
        self.ready = asyncio.Event()
        self._log = log
        self._tell = tell
        self._rhythm = rhythm or Rhythm()

    async def keep(self) -> None:
        """Run until cancelled; then the whole process group is ended.

        Raises:
            ServiceFailedError: the service is essential and did not answer after several starts.
        """
        pause, failed_starts = self._rhythm.first_pause, 0
        clock = asyncio.get_running_loop().time
        while True:
            begun = clock()
            situation = await self._live_once()
            failed_starts = failed_starts + 1 if situation is Situation.FAILED_TO_START else 0
            self.ready.clear()
            self._tell(self.service, situation)
            if self.service.essential and failed_starts >= self._rhythm.tries:
                raise ServiceFailedError(self.service, self._log.tail())
            await asyncio.sleep(pause)
            pause = self._rhythm.next_pause(pause, clock() - begun)

    async def _live_once(self) -> Situation:
        """One life of the process, from its start to the end of its whole group."""
        self._tell(self.service, Situation.STARTING)
        group = await ProcessGroup.start(
            self.service.command,
            environment=self.service.environment,
            sink=self._log.write,
            folder=self.service.folder,
        )
        exited = asyncio.create_task(group.wait())
        watch = asyncio.create_task(self._watch())
        try:
            await asyncio.wait({exited, watch}, return_when=asyncio.FIRST_COMPLETED)
            if not self.ready.is_set():
                return Situation.FAILED_TO_START
            return Situation.DIED if exited.done() else Situation.SILENT
        finally:
            watch.cancel()
            await group.end(grace=self._rhythm.grace)
            await asyncio.gather(exited, watch, return_exceptions=True)

    async def _watch(self) -> None:
        """Return when the service did not start in time, or has stopped answering."""
        try:
            async with asyncio.timeout(self.service.start_limit):
                while not await self.service.ready():
                    await asyncio.sleep(self._rhythm.poll)
        except TimeoutError:
            return
        self.ready.set()
        self._tell(self.service, Situation.READY)
        missed = 0
        while missed < self._rhythm.misses:
            await asyncio.sleep(self._rhythm.check)
            missed = 0 if await self.service.alive() else missed + 1
