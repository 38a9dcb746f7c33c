"""Which citizens are there. It is written down for all of them at once: that somebody reads must not mean a write."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched

from starlette.concurrency import run_in_threadpool

from api.conversations.refusals import StorageUnavailableError
from api.conversations.repository import Repository

WRITE_EVERY_S = 3.0
_IDS_PER_QUERY = 500

_log = logging.getLogger(__name__)


class Attendance:
    """Belongs to one event loop. Only those who wait for a person, or speak with one, are written down."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._streams: Counter[str] = Counter()
        self._asked: set[str] = set()

    def note(self, conversation_id: str) -> None:
        """A client of the citizen asked for news."""
        self._asked.add(conversation_id)

    @contextmanager
    def here(self, conversation_id: str) -> Iterator[None]:
        """A stream of the citizen is open."""
        self._streams[conversation_id] += 1
        self._asked.add(conversation_id)
        try:
            yield
        finally:
            self._streams[conversation_id] -= 1
            if not self._streams[conversation_id]:
                del self._streams[conversation_id]

    async def write_forever(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(WRITE_EVERY_S)
            there, self._asked = self._asked | self._streams.keys(), set()
            try:
                for ids in batched(sorted(there), _IDS_PER_QUERY):
                    await run_in_threadpool(self._repository.seen, ids)
            except StorageUnavailableError as error:
                _log.warning("cannot write down who is there: %s", error)
