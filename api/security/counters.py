"""How often something was done lately: counted for all copies of the service together when they have Redis between
them, else in the memory of each. What is counted is forgotten once its window has passed.

Losing counts harms nobody: while Redis is away each copy counts for itself, from nothing, and says so once.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable

from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter

KEYS = "guichet:counted"
# A request waits no longer than that for a Redis that does not answer, and no other one does for a while.
ANSWERS_WITHIN_S = 0.5
COME_BACK_AFTER_S = 5.0

_log = logging.getLogger(__name__)


class Counters:
    """With a ``redis_url`` it blocks on the network: call it in a thread."""

    def __init__(self, redis_url: str = "", *, clock: Callable[[], float] = time.monotonic) -> None:
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared = MovingWindowRateLimiter(_redis(redis_url)) if redis_url else None
        self._clock = clock
        self._guard = threading.Lock()
        self._away_since: float | None = None

    def hit(self, item: RateLimitItem, *key: str) -> bool:
        """Counts one more for ``key``; False, and nothing counted, when that is one too many."""
        return self._ask(lambda limiter: limiter.hit(item, *key))

    def seconds_left(self, item: RateLimitItem, *key: str) -> int:
        """How long until ``key`` may once more."""
        reset = self._ask(lambda limiter: limiter.get_window_stats(item, *key)).reset_time
        return max(1, math.ceil(reset - time.time()))

    def forget(self, item: RateLimitItem, *key: str) -> None:
        self._ask(lambda limiter: limiter.clear(item, *key))

    def _ask[T](self, question: Callable[[MovingWindowRateLimiter], T]) -> T:
        if self._shared is None or not self._may_try():
            return question(self._own)
        try:
            answer = question(self._shared)
        except StorageError as error:
            self._lost(error.storage_error)
            return question(self._own)
        self._found()
        return answer

    def _may_try(self) -> bool:
        with self._guard:
            return self._away_since is None or self._clock() - self._away_since >= COME_BACK_AFTER_S

    def _lost(self, error: Exception) -> None:
        with self._guard:
            known, self._away_since = self._away_since is not None, self._clock()
        if not known:
            _log.warning("Redis cannot be asked (%s): this copy counts requests for itself", type(error).__name__)

    def _found(self) -> None:
        with self._guard:
            was_away, self._away_since = self._away_since is not None, None
        if was_away:
            _log.warning("Redis is back: requests are counted for all copies again")


def _redis(url: str) -> RedisStorage:
    return RedisStorage(
        url,
        key_prefix=KEYS,
        wrap_exceptions=True,
        socket_timeout=ANSWERS_WITHIN_S,
        socket_connect_timeout=ANSWERS_WITHIN_S,
    )
