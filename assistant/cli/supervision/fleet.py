"""Several services kept alive together, and all ended together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assistant.cli.supervision.keeper import Keeper, Rhythm, Tell
from assistant.cli.supervision.log import ServiceLog
from assistant.cli.supervision.service import Service


class Fleet:
    """``async with Fleet(…)``: the services run inside the block, and nothing of them is left after it."""

    def __init__(self, services: Sequence[Service], *, logs: Path, tell: Tell, rhythm: Rhythm | None = None) -> None:
        self._logs = [ServiceLog(logs, service.name) for service in services]
        self._keepers = [
            Keeper(service, log=log, tell=tell, rhythm=rhythm)
            for service, log in zip(services, self._logs, strict=True)
        ]
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(keeper.keep()) for keeper in self._keepers]
        return self

    async def ready(self) -> None:
        """Return once every service has answered.

        Raises:
            ServiceFailedError: an essential one does not start.
        """
        all_ready = asyncio.gather(*(keeper.ready.wait() for keeper in self._keepers))
        try:
            await self._unless_failed(all_ready)
        finally:
            all_ready.cancel()

    async def forever(self) -> None:
        """Keep the services until cancelled.

        Raises:
            ServiceFailedError: an essential one does not start.
        """
        await self._unless_failed(asyncio.get_running_loop().create_future())

    async def _unless_failed(self, awaited: asyncio.Future[Any]) -> None:
        done, _ = await asyncio.wait({awaited, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            await task  # raises what a keeper raised

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for log in self._logs:
            log.close()
