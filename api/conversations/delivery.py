"""Waking those who wait for news of a conversation: long polls and sockets.

A wake-up is only a hint to look at the database, which is the truth. Within a process it comes at once; what another
process wrote is noticed by one look every half second at all the conversations that are watched here.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched

from starlette.concurrency import run_in_threadpool

from api.conversations.refusals import StorageUnavailableError
from api.conversations.repository import Repository
from api.conversations.states import Status

LOOK_EVERY_S = 0.5
_IDS_PER_QUERY = 500

_log = logging.getLogger(__name__)


class Hub:
    """Belongs to one event loop."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._watching: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._seen: dict[str, tuple[int, Status]] = {}

    @contextmanager
    def watch(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever something may have happened. Clear it, look, then wait: in that order."""
        event = asyncio.Event()
        self._watching[conversation_id].add(event)
        try:
            yield event
        finally:
            self._watching[conversation_id].discard(event)
            if not self._watching[conversation_id]:
                del self._watching[conversation_id]
                self._seen.pop(conversation_id, None)

    def wake(self, conversation_id: str) -> None:
        for event in self._watching.get(conversation_id, ()):
            event.set()

    async def look_forever(self) -> None:
        """Notices what other processes wrote, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                for ids in batched(list(self._watching), _IDS_PER_QUERY):
                    await self._look(ids)
            except StorageUnavailableError as error:
                _log.warning("cannot look for news: %s", error)

    async def _look(self, conversation_ids: tuple[str, ...]) -> None:
        positions = await run_in_threadpool(self._repository.positions, conversation_ids)
        for conversation_id in conversation_ids:
            position = positions.get(conversation_id)
            if position is None or self._seen.get(conversation_id) != position:
                self.wake(conversation_id)
            if position is not None and conversation_id in self._watching:
                self._seen[conversation_id] = position
