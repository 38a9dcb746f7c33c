"""Wake-ups between processes through Redis. One that is lost delays news by half a second: the hub looks too."""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from collections.abc import Callable

from redis.asyncio import Redis
from redis.exceptions import RedisError

from api.conversations.delivery import Signal

CHANNEL = "guichet:news"
COME_BACK_AFTER_S = 2.0
_WAITING_AT_MOST = 10_000
_POLL_S = 30.0

_log = logging.getLogger(__name__)


class RedisRelay:
    """Belongs to one event loop. ``hear`` is given what the other processes tell: their topic and signal."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_connect_timeout=2, health_check_interval=15)
        self._outbox: asyncio.Queue[tuple[str, Signal | None]] = asyncio.Queue(_WAITING_AT_MOST)
        self._me = str(uuid.uuid4())

    def tell(self, topic: str, signal: Signal | None) -> None:
        try:
            self._outbox.put_nowait((topic, signal))
        except asyncio.QueueFull:
            _log.warning("Redis does not keep up: the other processes will look for themselves")

    async def send_forever(self) -> None:
        """Until cancelled."""
        while True:
            topic, signal = await self._outbox.get()
            try:
                await self._redis.publish(CHANNEL, json.dumps([self._me, topic, signal]))
            except (RedisError, OSError) as error:
                _log.warning("cannot tell the other processes: %s", type(error).__name__)
                await asyncio.sleep(COME_BACK_AFTER_S)

    async def hear_forever(self, hear: Callable[[str, Signal | None], None]) -> None:
        """Until cancelled."""
        while True:
            try:
                await self._hear(hear)
            except (RedisError, OSError) as error:
                _log.warning("cannot hear the other processes: %s", type(error).__name__)
            await asyncio.sleep(COME_BACK_AFTER_S)

    async def _hear(self, hear: Callable[[str, Signal | None], None]) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as listening:
            await listening.subscribe(CHANNEL)
            while True:
                message = await listening.get_message(timeout=_POLL_S)
                if message is None:
                    continue
                teller, topic, signal = json.loads(message["data"])
                if teller != self._me:
                    hear(topic, signal)

    async def close(self) -> None:
        await self._redis.aclose()
