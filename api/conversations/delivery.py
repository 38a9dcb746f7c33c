"""Waking those who wait for news of a conversation: long polls and sockets.

A wake-up is only a hint to look at the database, which is the truth. Within a process it comes at once; so it does from
another process when the two have Redis between them. What another process wrote is noticed, at the latest, by one look
every half second at all the conversations that are watched here.

A signal says what is worth nothing a moment later (somebody is typing). It is written nowhere and may be lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool

from api.conversations.messages import Position
from api.conversations.refusals import StorageUnavailableError
from api.conversations.repository import Repository

# The topic of those who watch over all the conversations that wait for a person, or speak with one.
DESK = "desk"

LOOK_EVERY_S = 0.5
_IDS_PER_QUERY = 500
_SIGNALS_KEPT = 8

_log = logging.getLogger(__name__)

Signal = dict[str, Any]


class Relay(Protocol):
    """Tells the other processes of this service what happens in this one."""

    def tell(self, topic: str, signal: Signal | None) -> None: ...


class Watcher(asyncio.Event):
    """Set whenever something may have happened. Clear it, look, then wait: in that order.

    ``position``: where the conversation stood when its watcher looked last; whoever does not say is woken in vain.
    """

    def __init__(self) -> None:
        super().__init__()
        self.position: Position | None = None
        self.signals: deque[Signal] = deque(maxlen=_SIGNALS_KEPT)


class Hub:
    """Belongs to one event loop. Topics are ids of conversations, and ``DESK``."""

    def __init__(self, repository: Repository, relay: Relay | None = None) -> None:
        self._repository = repository
        self._relay = relay
        self._watching: defaultdict[str, set[Watcher]] = defaultdict(set)

    @contextmanager
    def watch(self, topic: str) -> Iterator[Watcher]:
        watcher = Watcher()
        self._watching[topic].add(watcher)
        try:
            yield watcher
        finally:
            self._watching[topic].discard(watcher)
            if not self._watching[topic]:
                del self._watching[topic]

    def wake(self, topic: str, signal: Signal | None = None) -> None:
        """Something happened about ``topic``: here, and in the other processes."""
        self.wake_here(topic, signal)
        if self._relay is not None:
            self._relay.tell(topic, signal)

    def wake_here(self, topic: str, signal: Signal | None = None) -> None:
        for watcher in self._watching.get(topic, ()):
            if signal is not None:
                watcher.signals.append(signal)
            watcher.set()

    async def look_forever(self) -> None:
        """Notices what other processes wrote, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                for ids in batched([topic for topic in self._watching if topic != DESK], _IDS_PER_QUERY):
                    await self._look(ids)
            except StorageUnavailableError as error:
                _log.warning("cannot look for news: %s", error)

    async def _look(self, conversation_ids: tuple[str, ...]) -> None:
        positions = await run_in_threadpool(self._repository.positions, conversation_ids)
        for conversation_id in conversation_ids:
            position = positions.get(conversation_id)
            for watcher in self._watching.get(conversation_id, ()):
                if position is None or watcher.position != position:
                    watcher.set()
