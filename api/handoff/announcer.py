"""Tells those who watch that conversations changed hands: both sides of each, all agents, and all who wait."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.concurrency import run_in_threadpool

from api.conversations.delivery import DESK, Hub
from api.handoff.repository.queue import QueueRepository


class Announcer:
    """Belongs to one event loop."""

    def __init__(self, hub: Hub, queue: QueueRepository) -> None:
        self._hub = hub
        self._queue = queue

    async def changed(self, conversation_ids: Iterable[str]) -> None:
        """These changed hands: whoever waits may have another place now."""
        waiting = await run_in_threadpool(self._queue.waiting)
        for conversation_id in {*conversation_ids, *waiting}:
            self._hub.wake(conversation_id)
        self._hub.wake(DESK)

    def said(self, conversation_id: str) -> None:
        """Something was said there; its place did not change. Desks show it when they look again, a second later at
        most: drawing them all anew at each word would cost more than the words."""
        self._hub.wake(conversation_id)

    def staff_moved(self) -> None:
        """Somebody came, left, or wrote what agents alone see."""
        self._hub.wake(DESK)
