"""A circuit breaker: what has just failed is not asked again at once, so that citizens do not wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable

FAILURES_BEFORE_OPEN = 2
FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 60.0


class Breaker:
    """Closed, it lets everything through. After failures in a row it opens: one trial after a pause, twice as long
    after each trial that fails."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._pause = FIRST_PAUSE_S
        self._try_again_at = 0.0

    @property
    def is_open(self) -> bool:
        return self._failures >= FAILURES_BEFORE_OPEN

    def lets_through(self) -> bool:
        """Whether to ask now. When open, says yes to one trial and no to others until that one is over."""
        if not self.is_open:
            return True
        now = self._clock()
        if now < self._try_again_at:
            return False
        self._try_again_at = now + self._pause
        return True

    def succeeded(self) -> None:
        self._failures = 0
        self._pause = FIRST_PAUSE_S

    def failed(self, *, for_good: bool = False) -> None:
        """``for_good``: nobody is there at all, one failure is enough to open."""
        was_open = self.is_open
        self._failures = max(self._failures + 1, FAILURES_BEFORE_OPEN if for_good else 0)
        if was_open:
            self._pause = min(self._pause * 2, LONGEST_PAUSE_S)
        if self.is_open:
            self._try_again_at = self._clock() + self._pause
